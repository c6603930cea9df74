//! The three squares in the corners of every QR code: where they stand, whether or not the code between
//! them can be read.

use fast_image_resize::FilterType;
use picture::Picture;

use crate::filters::{mean, resized};
use crate::number::{count, to_f32, to_u32, to_usize};

/// The square in the corner of a code: 7 modules, dark, light, and a dark middle of 3 (or the other way
/// round).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Finder {
    /// Its middle, in pixels of the picture.
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// The side of a module, in pixels.
    pub(crate) module: f32,
    /// Light on dark.
    pub(crate) inverted: bool,
    /// How many rows of pixels showed it.
    rows: u32,
}

impl Finder {
    /// Whether most of the rows through its middle showed it.
    pub(crate) fn is_sure(&self) -> bool {
        // Every other row of three modules was looked at; large ones were looked at smaller.
        to_f32(self.rows) >= (self.module.min(6.0) * 0.75).max(2.0)
    }

    /// Its distance to a place, in pixels.
    pub(crate) fn to(&self, x: f32, y: f32) -> f32 {
        (self.x - x).hypot(self.y - y)
    }
}

/// The least difference between its dark and its light parts, in grey levels: less is noise.
const LEAST_CONTRAST: f32 = 14.0;
/// A code of version 40 is 177 modules wide.
const MOST_MODULES: f32 = 177.0;
/// How far around a pixel the mean is taken that it is dark or light against, in pixels: more than the
/// inner square of a finder with the largest modules that are looked for at one scale.
const AROUND: u32 = 24;
/// Smaller scales at which it is looked for larger modules.
const DIVISORS: [u32; 2] = [4, 16];
/// More than the patterns of the codes on any screen.
const MOST: usize = 400;

/// All finder patterns of a picture, with modules of about 1.3 pixels and more.
pub(crate) fn finders(picture: &Picture) -> Vec<Finder> {
    let mut found = at_scale(picture, 1.0);
    for divisor in DIVISORS {
        let (width, height) = (picture.width() / divisor, picture.height() / divisor);
        if width.min(height) < 40 {
            break;
        }
        let Some(small) = resized(picture, width, height, FilterType::Box) else {
            break;
        };
        for finder in at_scale(&small, to_f32(divisor)) {
            keep(&mut found, finder);
        }
    }
    found.retain(|finder| finder.rows > 1);
    found
}

/// Which pixels are darker than what is around them.
struct Tones {
    wide: usize,
    high: usize,
    dark: Vec<bool>,
}

impl Tones {
    fn of(picture: &Picture) -> Self {
        let around = mean(picture, AROUND);
        let dark = (picture.grey().iter().zip(around.grey()))
            .map(|(&grey, &mean)| grey < mean)
            .collect();
        Self {
            wide: to_usize(picture.width()),
            high: to_usize(picture.height()),
            dark,
        }
    }

    fn row(&self, y: usize) -> &[bool] {
        &self.dark[y * self.wide..(y + 1) * self.wide]
    }

    fn at(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.wide + x]
    }

    /// The five stripes through a place and the middle of the third, along a column or a row; none when
    /// they are not those of a finder with about this module.
    fn across(&self, x: usize, y: usize, upright: bool, module: f32) -> Option<(f32, f32)> {
        let (at, length) = if upright {
            (y, self.high)
        } else {
            (x, self.wide)
        };
        let tone = |n: usize| {
            if upright {
                self.at(x, n)
            } else {
                self.at(n, y)
            }
        };
        let own = tone(at);
        let longest = to_usize(to_u32(module * 5.0)).max(4);
        // Lengths of the half stripe, the light and the dark one in one direction.
        let walk = |step: &dyn Fn(usize) -> Option<usize>| {
            let mut lengths = [0_u32; 3];
            let mut n = at;
            for (stripe, length) in lengths.iter_mut().enumerate() {
                let wanted = if stripe == 1 { !own } else { own };
                while tone(n) == wanted {
                    *length += 1;
                    if to_usize(*length) > longest {
                        return None;
                    }
                    n = match step(n) {
                        Some(next) => next,
                        // The border of the picture ends the last stripe.
                        None if stripe == 2 => return Some(lengths),
                        None => return None,
                    };
                }
            }
            Some(lengths)
        };
        let back = walk(&|n| n.checked_sub(1))?;
        let forth = walk(&|n| Some(n + 1).filter(|&n| n < length))?;
        let middle = back[0] + forth[0] - 1;
        let stripes = [back[2], back[1], middle, forth[1], forth[2]];
        let module = module_of(stripes)?;
        let start = to_f32(count(at) + 1) - to_f32(back[0]);
        Some((start + to_f32(middle) / 2.0, module))
    }
}

/// The module, when five stripes are 1 : 1 : 3 : 1 : 1.
fn module_of(stripes: [u32; 5]) -> Option<f32> {
    let total: u32 = stripes.iter().sum();
    if total < 9 || stripes.contains(&0) {
        return None;
    }
    let module = to_f32(total) / 7.0;
    // Blur and rounding move an edge by less than a pixel, whatever the module.
    let slack = module * 0.5 + 0.4;
    let fits = |stripe: u32, modules: f32| {
        (to_f32(stripe) - modules * module).abs() < slack * modules.sqrt()
    };
    let even = [0, 1, 3, 4].into_iter().all(|n| fits(stripes[n], 1.0)) && fits(stripes[2], 3.0);
    even.then_some(module)
}

fn at_scale(picture: &Picture, scale: f32) -> Vec<Finder> {
    let tones = Tones::of(picture);
    let mut found: Vec<Finder> = Vec::new();
    let mut ends: Vec<u32> = Vec::new();
    for y in (0..tones.high).step_by(2) {
        stripe_ends(tones.row(y), &mut ends);
        for five in ends.windows(6) {
            let stripe = |n: usize| five[n + 1] - five[n];
            let Some(module) = module_of([stripe(0), stripe(1), stripe(2), stripe(3), stripe(4)])
            else {
                continue;
            };
            let x = to_usize(five[2].midpoint(five[3]));
            let Some((middle_y, upright)) = tones.across(x, y, true, module) else {
                continue;
            };
            if upright > module * 1.7 || module > upright * 1.7 {
                continue;
            }
            let row = to_usize(to_u32(middle_y - 0.5)).min(tones.high - 1);
            if tones.at(x, row) != tones.at(x, y) {
                continue;
            }
            let Some((middle_x, level)) = tones.across(x, row, false, module) else {
                continue;
            };
            let finder = Finder {
                x: middle_x * scale,
                y: middle_y * scale,
                module: (level + upright) / 2.0 * scale,
                inverted: !tones.at(x, y),
                rows: 1,
            };
            if contrast(picture, middle_x, middle_y, finder.module / scale) < LEAST_CONTRAST {
                continue;
            }
            keep(&mut found, finder);
            if found.len() > MOST {
                return found;
            }
        }
    }
    found
}

/// By how much the light ring differs from the middle and from the dark ring, the lesser of the two, in
/// grey levels.
fn contrast(picture: &Picture, x: f32, y: f32, module: f32) -> f32 {
    let ring = |modules: f32| {
        let away = modules * module;
        let places = [(x - away, y), (x + away, y), (x, y - away), (x, y + away)];
        places
            .map(|(x, y)| grey_at(picture, x, y))
            .iter()
            .sum::<f32>()
            / 4.0
    };
    let (middle, light, dark) = (grey_at(picture, x, y), ring(2.0), ring(3.0));
    (light - middle).abs().min((light - dark).abs())
}

/// The grey of the pixel at a place; outside the picture that of the border.
pub(crate) fn grey_at(picture: &Picture, x: f32, y: f32) -> f32 {
    let inside = |place: f32, side: u32| to_usize(to_u32(place - 0.5).min(side - 1));
    let (column, row) = (inside(x, picture.width()), inside(y, picture.height()));
    f32::from(picture.grey()[row * to_usize(picture.width()) + column])
}

/// Finder patterns of the same kind and size, near enough to be of one code.
pub(crate) fn groups(finders: &[Finder]) -> Vec<Vec<Finder>> {
    let mut groups: Vec<Vec<Finder>> = Vec::new();
    for &finder in finders {
        let is_kin = |other: &Finder| {
            let small = other.module.min(finder.module);
            let large = other.module.max(finder.module);
            other.inverted == finder.inverted
                && large < small * 1.5 + 0.3
                && other.to(finder.x, finder.y) < large * MOST_MODULES
        };
        let (kin, mut rest): (Vec<_>, Vec<_>) =
            (groups.into_iter()).partition(|group| group.iter().any(is_kin));
        let mut joined = vec![finder];
        joined.extend(kin.into_iter().flatten());
        rest.push(joined);
        groups = rest;
    }
    groups
}

/// The places where the tone changes, the borders of the row included.
fn stripe_ends(row: &[bool], ends: &mut Vec<u32>) {
    ends.clear();
    ends.push(0);
    for (x, pair) in row.windows(2).enumerate() {
        if pair[0] != pair[1] {
            ends.push(count(x + 1));
        }
    }
    ends.push(count(row.len()));
}

/// Adds a finder, or counts it to the one that is there.
fn keep(found: &mut Vec<Finder>, finder: Finder) {
    for known in found.iter_mut() {
        if known.inverted == finder.inverted
            && known.to(finder.x, finder.y) < known.module.max(finder.module) * 2.0
        {
            known.rows += finder.rows;
            return;
        }
    }
    found.push(finder);
}
