//! The looks at one picture, from the cheap one to the costly ones.

use std::thread;
use std::time::{Duration, Instant};

use fast_image_resize::FilterType;
use picture::{Effort, Found, Picture, PictureError, Sight};

use crate::Tell;
use crate::filters::{self, resized};
use crate::finder::finders;
use crate::reader::{Seen, Split, read, read_otherwise};
use crate::region::{closely, regions};
use crate::sight::sight;

/// How long costly looks at one picture are begun, unless the caller says otherwise. The last one may
/// go on for some tenths of a second.
pub(crate) const PATIENCE: Duration = Duration::from_millis(900);
/// The same for a frame of a camera.
const FRAME: Duration = Duration::from_millis(60);
/// How long other codes are looked for beside one that was read.
const BESIDE: Duration = Duration::from_millis(30);
/// How many times the patience with one picture is had with all the pages of a document.
const PAGES: u32 = 8;

/// The largest picture that is looked at in double size, in pixels: a 5K screen. Larger ones are
/// photos, where a code has pixels enough.
const MAX_DOUBLED: u64 = 16_000_000;
/// The same for the reader that is slower.
const MAX_DOUBLED_OTHERWISE: u64 = 3_000_000;
/// Above it two costly looks at a time would need too much memory, in pixels.
const MAX_TWO_AT_A_TIME: u64 = 9_000_000;

/// The smallest code has 21 modules: a picture with fewer rows or columns of pixels shows none.
const LEAST_SIDE: u32 = 21;

/// One search, over one picture or the pages of a document.
pub(crate) struct Looking<'a> {
    tell: Tell<'a>,
    known: Vec<Found>,
    enough: bool,
    page: u32,
    patience: Duration,
    begin: Instant,
    sight: Sight,
}

impl<'a> Looking<'a> {
    pub(crate) fn new(tell: Tell<'a>, patience: Duration) -> Self {
        Self {
            tell,
            known: Vec::new(),
            enough: false,
            page: 1,
            patience,
            begin: Instant::now(),
            sight: Sight::Nothing,
        }
    }

    /// What is seen from now on stands on this page; what was enough on the one before is not for this
    /// one. Tells of nothing seen, so that whoever waits knows that the work goes on.
    pub(crate) fn turn_to(&mut self, page: u32) {
        self.page = page;
        self.enough = false;
        if page > 1 {
            let _ = (self.tell)(&[]);
        }
    }

    /// What was wanted has been seen.
    pub(crate) fn is_enough(&self) -> bool {
        self.enough
    }

    /// The chain of looks, cheapest first.
    pub(crate) fn at(&mut self, picture: &Picture, effort: Effort) {
        let patience = match effort {
            Effort::Quick => Duration::ZERO,
            Effort::Frame => FRAME.min(self.patience),
            Effort::Thorough => self.patience,
        };
        let begin = Instant::now();
        let end = (begin + patience).min(self.begin + self.patience * PAGES);
        let late = || Instant::now() >= end;

        if picture.width().min(picture.height()) < LEAST_SIDE {
            return;
        }
        let mut seen = read(picture, Split::Local);
        if effort == Effort::Quick {
            self.add(seen.codes);
            return;
        }
        // Nobody is told before the page was searched for a second code, which may be drawn in other
        // colours: the first one may be enough.
        seen.join(read(&filters::only_black(picture), Split::Local));
        let finders = finders(picture);
        let places = regions(&seen.unread, &finders, &seen.codes);
        let until = if seen.codes.is_empty() {
            // The half of the time: the code may be where nothing was seen yet.
            begin + patience / 2
        } else {
            Instant::now() + BESIDE
        };
        seen.join(closely(picture, &places, &|| {
            Instant::now() >= until.min(end)
        }));
        self.add(seen.codes);
        if effort == Effort::Thorough {
            for round in ROUNDS {
                if self.enough || late() {
                    break;
                }
                let seen = at_once(picture, round, &late);
                self.add(seen.codes);
                if self.enough {
                    break;
                }
                let places = regions(&seen.unread, &[], &self.known);
                self.add(closely(picture, &places, &late).codes);
            }
        }
        if self.known.is_empty() && self.sight == Sight::Nothing {
            self.sight = sight(picture, &finders);
        }
    }

    fn add(&mut self, seen: Vec<Found>) {
        let before = self.known.len();
        for mut code in seen {
            if self.known.iter().all(|known| known.text != code.text) {
                code.page = self.page;
                self.known.push(code);
            }
        }
        if self.known.len() > before && (self.tell)(&self.known[before..]).is_break() {
            self.enough = true;
        }
    }

    pub(crate) fn result(self) -> Result<(), PictureError> {
        if self.known.is_empty() {
            Err(PictureError::NoQr(self.sight))
        } else {
            Ok(())
        }
    }
}

type Look = fn(&Picture) -> Seen;

/// Costly looks at the whole picture: of each pair of lists the two go on at the same time. Each look
/// reads codes that those before it do not.
const ROUNDS: &[[&[Look]; 2]] = &[
    [
        &[
            |whole| read(&filters::sharpened(whole, 3, 4), Split::Local),
            |whole| read(&filters::mean(whole, 2), Split::Local),
            |whole| read(&filters::lightest(whole), Split::Local),
        ],
        &[
            |whole| read(whole, Split::Histogram),
            |whole| read(&filters::against_mean(whole, 8), Split::Done),
            |whole| read(&filters::only_white(whole), Split::Local),
            half,
        ],
    ],
    [
        &[|whole| {
            let sharp = filters::sharpened(whole, 1, 3);
            twice(&sharp, MAX_DOUBLED, |twice| read(twice, Split::Local))
        }],
        &[
            |whole| read_otherwise(&filters::softened(whole)),
            |whole| read(&filters::evened(whole, 20), Split::Local),
        ],
    ],
    [
        &[|whole| twice(whole, MAX_DOUBLED_OTHERWISE, read_otherwise)],
        &[
            |whole| read(&filters::only_dark(whole), Split::Local),
            read_otherwise,
        ],
    ],
    [
        &[|whole| {
            twice(whole, MAX_DOUBLED, |twice| {
                read(&filters::against_mean(twice, 15), Split::Done)
            })
        }],
        &[
            |whole| read(&filters::darkest(whole), Split::Local),
            |whole| {
                twice(whole, MAX_DOUBLED_OTHERWISE, |twice| {
                    read(twice, Split::Local)
                })
            },
        ],
    ],
];

fn at_once(
    picture: &Picture,
    [one, other]: &[&[Look]; 2],
    late: &(dyn Fn() -> bool + Sync),
) -> Seen {
    let all = |looks: &[Look]| {
        let mut seen = Seen::default();
        for look in looks {
            if late() || !seen.codes.is_empty() {
                break;
            }
            seen.join(look(picture));
        }
        seen
    };
    if pixels(picture) > MAX_TWO_AT_A_TIME {
        let mut seen = all(one);
        seen.join(all(other));
        return seen;
    }
    thread::scope(|scope| {
        let other = scope.spawn(|| all(other));
        let mut seen = all(one);
        seen.join(other.join().unwrap_or_default());
        seen
    })
}

/// A look at the picture in double width and height, unless it has more than so many pixels.
fn twice(picture: &Picture, most: u64, look: Look) -> Seen {
    if pixels(picture) > most {
        return Seen::default();
    }
    let (width, height) = (picture.width() * 2, picture.height() * 2);
    match resized(picture, width, height, FilterType::CatmullRom) {
        Some(doubled) => look(&doubled).moved(|place| place.map(|n| n / 2)),
        None => Seen::default(),
    }
}

/// A look at the picture in half the width and height: the grid of a screen in a photo vanishes.
fn half(picture: &Picture) -> Seen {
    let (width, height) = (picture.width() / 2, picture.height() / 2);
    if width.min(height) < 20 {
        return Seen::default();
    }
    match resized(picture, width, height, FilterType::Box) {
        Some(half) => {
            read(&filters::sharpened(&half, 2, 3), Split::Local).moved(|place| place.map(|n| n * 2))
        }
        None => Seen::default(),
    }
}

fn pixels(picture: &Picture) -> u64 {
    u64::from(picture.width()) * u64::from(picture.height())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test ends with a panic")]

    use std::ops::ControlFlow;

    use zeroize::Zeroizing;

    use super::*;

    fn found(text: &str, x: u32) -> Found {
        Found {
            text: Zeroizing::new(text.to_owned()),
            corners: [[x, x]; 4],
            page: 1,
        }
    }

    #[test]
    fn a_text_counts_once_at_its_first_place() {
        let mut told = Vec::new();
        let mut tell = |seen: &[Found]| {
            told.push(seen.to_vec());
            ControlFlow::Continue(())
        };
        let mut looking = Looking::new(&mut tell, PATIENCE);
        looking.add(vec![found("a", 10)]);
        looking.add(vec![found("a", 30), found("b", 30)]);
        looking.add(vec![found("b", 30)]);
        looking.result().unwrap();
        assert_eq!(told, [vec![found("a", 10)], vec![found("b", 30)]]);
    }

    #[test]
    fn a_look_at_another_size_tells_places_in_pixels_of_the_picture() {
        let picture = Picture::enlarged(60, 50, vec![255; 3000]);
        let corners = |doubled: &Picture| Seen {
            codes: Vec::new(),
            unread: vec![[[doubled.width() - 1, doubled.height() - 1]; 4]],
        };
        assert_eq!(twice(&picture, 3000, corners).unread, [[[59, 49]; 4]]);
        let none = twice(&picture, 2999, corners).unread;
        assert!(none.is_empty(), "a photo has pixels enough");
    }
}
