//! Parts of a picture where a code stands that was not read yet: there the costly looks are cheap.

use std::thread;

use fast_image_resize::FilterType;
use picture::{Found, Picture};

use crate::filters::{self, cropped, resized};
use crate::finder::{Finder, groups};
use crate::number::{to_f32, to_u32};
use crate::reader::{Corners, Seen, Split, read, read_otherwise};

/// A part of a picture, in its pixels; it may reach beyond the border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Region {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    /// The side of a module in pixels, as far as it is known.
    module: Option<f32>,
}

/// What is looked at around a lone finder pattern, in modules: a code of version 11.
const LONE: f32 = 64.0;
/// What is looked at around three finder patterns, in modules.
const QUIET: f32 = 6.0;
/// No more parts than that; the rest is noise.
const MOST: usize = 8;

impl Region {
    /// Around a symbol that could not be read; none for one that could not be placed either.
    fn around(corners: &Corners) -> Option<Self> {
        let side = |axis: usize| {
            let along = corners.map(|corner| corner[axis]);
            let low = along.into_iter().min().unwrap_or(0);
            let high = along.into_iter().max().unwrap_or(0);
            (to_f32(low), to_f32(high))
        };
        let ((left, right), (top, bottom)) = (side(0), side(1));
        let margin = (right - left).max(bottom - top) * 0.25;
        (right - left >= 20.0 && bottom - top >= 20.0).then_some(Self {
            left: left - margin,
            top: top - margin,
            right: right + margin,
            bottom: bottom + margin,
            module: None,
        })
    }

    /// Around finder patterns that may belong together.
    fn of(finders: &[Finder]) -> Self {
        let least = |of: fn(&Finder) -> f32| finders.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&Finder) -> f32| finders.iter().map(of).fold(0.0, f32::max);
        let (left, right) = (least(|finder| finder.x), most(|finder| finder.x));
        let (top, bottom) = (least(|finder| finder.y), most(|finder| finder.y));
        let module = most(|finder| finder.module);
        let margin = match finders.len() {
            0 | 1 => module * LONE,
            // The third one may be on either side.
            2 => (right - left).max(bottom - top) + module * QUIET,
            _ => module * (3.5 + QUIET),
        };
        Self {
            left: left - margin,
            top: top - margin,
            right: right + margin,
            bottom: bottom + margin,
            module: Some(module),
        }
    }

    fn middle(&self) -> (f32, f32) {
        (
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }

    fn area(&self) -> f32 {
        (self.right - self.left) * (self.bottom - self.top)
    }

    /// Whether the other one is for the most part the same.
    fn is_like(&self, other: &Self) -> bool {
        let wide = self.right.min(other.right) - self.left.max(other.left);
        let high = self.bottom.min(other.bottom) - self.top.max(other.top);
        wide.max(0.0) * high.max(0.0) > 0.7 * self.area().max(other.area())
    }
}

/// The parts worth a closer look: where a symbol could not be read, and where finder patterns stand
/// that belong to no code that was read. The most promising ones first.
pub(crate) fn regions(unread: &[Corners], finders: &[Finder], read: &[Found]) -> Vec<Region> {
    let is_read = |x: f32, y: f32| read.iter().any(|code| is_inside(&code.corners, x, y));
    let free: Vec<Finder> = (finders.iter().copied())
        .filter(|finder| !is_read(finder.x, finder.y))
        .collect();
    // Three together are a code; a lone one is probably a letter, and surely not worth the time where
    // a code was read.
    let mut groups = groups(&free);
    if !read.is_empty() {
        groups.retain(|group| group.len() > 1);
    }
    let (likely, doubtful): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.len() > 2);
    let around = |groups: Vec<Vec<Finder>>| groups.into_iter().map(|group| Region::of(&group));
    let mut doubtful: Vec<Region> = around(doubtful).collect();
    doubtful.sort_by(|a, b| b.area().total_cmp(&a.area()));
    let symbols = unread.iter().filter_map(Region::around).filter(|region| {
        let (x, y) = region.middle();
        !is_read(x, y)
    });
    let mut regions: Vec<Region> = Vec::new();
    for region in around(likely).chain(symbols).chain(doubtful) {
        if regions.len() < MOST && !regions.iter().any(|known| known.is_like(&region)) {
            regions.push(region);
        }
    }
    regions
}

/// Whether a place lies in a quadrangle.
fn is_inside(corners: &Corners, x: f32, y: f32) -> bool {
    let corner = |n: usize| corners[n % 4].map(to_f32);
    let turns = (0..4).map(|n| {
        let ([ax, ay], [bx, by]) = (corner(n), corner(n + 1));
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    });
    let (left, right) = turns.fold((true, true), |(left, right), turn| {
        (left && turn >= 0.0, right && turn <= 0.0)
    });
    left || right
}

/// A part of a picture, perhaps in another size.
struct View {
    picture: Picture,
    left: u32,
    top: u32,
    scale: f32,
}

/// A part with more pixels than that is looked at with the whole picture, or smaller.
const MOST_PIXELS: f32 = 1_500_000.0;
/// Modules of so many pixels are what the readers like best.
const BEST_MODULE: f32 = 4.5;

impl View {
    fn of(picture: &Picture, region: &Region) -> Option<Self> {
        let (left, top) = (to_u32(region.left), to_u32(region.top));
        let right = to_u32(region.right).min(picture.width());
        let bottom = to_u32(region.bottom).min(picture.height());
        let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        (width.min(height) > 20).then(|| Self {
            picture: cropped(picture, left, top, width, height),
            left,
            top,
            scale: 1.0,
        })
    }

    fn pixels(&self) -> f32 {
        to_f32(self.picture.width()) * to_f32(self.picture.height())
    }

    fn scaled(&self, scale: f32) -> Option<Self> {
        if self.pixels() * scale * scale > 2.0 * MOST_PIXELS {
            return None;
        }
        let side = |side: u32| to_u32(to_f32(side) * scale).max(1);
        let filter = if scale < 1.0 {
            FilterType::Box
        } else {
            FilterType::CatmullRom
        };
        let (width, height) = (side(self.picture.width()), side(self.picture.height()));
        Some(Self {
            picture: resized(&self.picture, width, height, filter)?,
            left: self.left,
            top: self.top,
            scale,
        })
    }

    /// The part as it is and in the size that is best to read.
    fn both(picture: &Picture, region: &Region) -> Vec<Self> {
        let Some(view) = Self::of(picture, region) else {
            return Vec::new();
        };
        let scaled = view.scaled(match region.module {
            Some(module) if module > 2.0 * BEST_MODULE => BEST_MODULE / module,
            Some(module) => (BEST_MODULE / module).clamp(1.5, 3.0),
            None => 2.0,
        });
        let own = (view.pixels() <= MOST_PIXELS).then_some(view);
        own.into_iter().chain(scaled).collect()
    }

    /// What was seen here, at its places in the whole picture.
    fn placed(&self, seen: Seen) -> Seen {
        let at = |n: u32, start: u32| start + to_u32(to_f32(n) / self.scale);
        seen.moved(|[x, y]| [at(x, self.left), at(y, self.top)])
    }
}

type Way = fn(&Picture) -> Seen;

/// Each reads codes that those before it do not; those that read most come first.
const WAYS: &[Way] = &[
    |part| read(&filters::sharpened(part, 3, 4), Split::Local),
    read_otherwise,
    |part| read(part, Split::Local),
    |part| read(&filters::against_mean(part, 8), Split::Done),
    |part| read(&filters::lightest(part), Split::Local),
    |part| read(&filters::mean(part, 2), Split::Local),
    |part| read(&filters::evened(part, 10), Split::Local),
    |part| read(part, Split::Histogram),
    |part| read(&filters::against_mean(part, 20), Split::Done),
    |part| read_otherwise(&filters::softened(part)),
    |part| read(&filters::only_dark(part), Split::Local),
    |part| read(&filters::darkest(part), Split::Local),
    |part| read(&filters::only_white(part), Split::Local),
    |part| read(&filters::sharpened(part, 1, 6), Split::Histogram),
    |part| read_otherwise(&filters::sharpened(part, 3, 3)),
];

/// Looks at the parts in every way, on two threads, until each has given a code or it is late.
pub(crate) fn closely(
    picture: &Picture,
    regions: &[Region],
    late: &(dyn Fn() -> bool + Sync),
) -> Seen {
    let every_other = |first: usize| {
        let mut seen = Seen::default();
        let mut parts: Vec<Vec<View>> = (regions.iter().skip(first).step_by(2))
            .map(|region| View::both(picture, region))
            .collect();
        for way in WAYS {
            parts.retain(|views| {
                for view in views {
                    if late() {
                        return false;
                    }
                    let here = way(&view.picture);
                    if !here.codes.is_empty() {
                        seen.join(view.placed(here));
                        return false;
                    }
                }
                true
            });
        }
        seen
    };
    if regions.len() < 2 {
        return every_other(0);
    }
    thread::scope(|scope| {
        let other = scope.spawn(|| every_other(1));
        let mut seen = every_other(0);
        seen.join(other.join().unwrap_or_default());
        seen
    })
}
