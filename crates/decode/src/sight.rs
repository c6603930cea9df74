//! Why nothing was read: what stands where a code should be.

use picture::{Picture, Sight};

use crate::finder::{Finder, grey_at, groups};
use crate::number::to_f32;

/// Below it no reader is reliable, in pixels of a module.
const SMALL: f32 = 1.8;
/// The share of the contrast that lies between two neighbouring pixels at an edge that is in focus.
const SHARP: f32 = 0.45;
/// How many modules of the timing pattern are compared.
const TIMING: usize = 7;
/// A group of more patterns than that is a texture and no code.
const TEXTURE: usize = 20;

/// Judges from the finder patterns alone, and only when they are as those of a code: a page without a
/// code must not be called one that cannot be read.
pub(crate) fn sight(picture: &Picture, finders: &[Finder]) -> Sight {
    let mut groups = groups(finders);
    groups.retain(|group| group.len() < TEXTURE);
    for group in &groups {
        let Some(code) = three_of(group) else {
            continue;
        };
        if code.iter().any(|finder| is_of_code(picture, finder, &code)) || is_exact(&code) {
            return of_whole(picture, &code);
        }
    }
    for group in &groups {
        for finder in group {
            if is_of_code(picture, finder, group) {
                return if finder.module < SMALL {
                    Sight::TooSmall
                } else {
                    Sight::CutOff
                };
            }
        }
    }
    Sight::Nothing
}

/// Three finder patterns that stand as in a code: the one in the corner first.
fn three_of(group: &[Finder]) -> Option<[Finder; 3]> {
    for (n, corner) in group.iter().enumerate() {
        for (m, one) in group.iter().enumerate() {
            for other in group.iter().skip(m + 1) {
                if n != m && other != corner && is_right_angle(corner, one, other) {
                    return Some([*corner, *one, *other]);
                }
            }
        }
    }
    None
}

fn is_right_angle(corner: &Finder, one: &Finder, other: &Finder) -> bool {
    let (a, b) = (corner.to(one.x, one.y), corner.to(other.x, other.y));
    let across =
        (one.x - corner.x) * (other.x - corner.x) + (one.y - corner.y) * (other.y - corner.y);
    let module = (corner.module + one.module + other.module) / 3.0;
    // 21 to 177 modules, less 7; turned by an eighth the stripes are longer by two fifths.
    let modules = a.min(b) / module;
    a.max(b) < a.min(b) * 1.3
        && (across / (a * b)).abs() < 0.25
        && (9.0..175.0).contains(&modules)
        && [corner, one, other].iter().all(|finder| {
            finder.module < module * 1.25 + 0.2 && module < finder.module * 1.25 + 0.2
        })
}

/// Whether the three stand so exactly that no timing pattern is needed as proof: blur wipes it out first.
fn is_exact([corner, one, other]: &[Finder; 3]) -> bool {
    let (a, b) = (corner.to(one.x, one.y), corner.to(other.x, other.y));
    let diagonal = one.to(other.x, other.y);
    let modules = [corner, one, other].map(|finder| finder.module);
    let most = modules.into_iter().fold(0.0, f32::max);
    let least = modules.into_iter().fold(f32::INFINITY, f32::min);
    (a - b).abs() < 0.04 * a
        && (diagonal - a.hypot(b)).abs() < 0.03 * diagonal
        && most < least * 1.12 + 0.1
        && corner.is_sure()
        && one.is_sure()
        && other.is_sure()
}

fn of_whole(picture: &Picture, [corner, one, other]: &[Finder; 3]) -> Sight {
    let module = (corner.module + one.module + other.module) / 3.0;
    if module < SMALL {
        return Sight::TooSmall;
    }
    let (x, y) = (one.x + other.x - corner.x, one.y + other.y - corner.y);
    let is_outside = |place: f32, side: u32| place < 0.0 || place > to_f32(side);
    let sharpest = [corner, one, other]
        .map(|finder| sharpness(picture, finder))
        .into_iter()
        .fold(0.0, f32::max);
    // What is in focus and has all its corners is covered in between.
    if is_outside(x, picture.width()) || is_outside(y, picture.height()) || sharpest > SHARP {
        Sight::CutOff
    } else {
        Sight::Blurred
    }
}

/// The greatest step from pixel to pixel across a finder pattern, as a share of its contrast.
fn sharpness(picture: &Picture, finder: &Finder) -> f32 {
    let steps = |along: (f32, f32)| {
        let mut greys = Vec::new();
        let reach = finder.module * 4.0;
        let mut away = -reach;
        while away <= reach {
            greys.push(grey_at(
                picture,
                finder.x + along.0 * away,
                finder.y + along.1 * away,
            ));
            away += 1.0;
        }
        let low = greys.iter().copied().fold(f32::INFINITY, f32::min);
        let high = greys.iter().copied().fold(0.0, f32::max);
        let step = (greys.windows(2))
            .map(|pair| (pair[1] - pair[0]).abs())
            .fold(0.0, f32::max);
        step / (high - low).max(1.0)
    };
    steps((1.0, 0.0)).min(steps((0.0, 1.0)))
}

/// Whether a timing pattern (dark and light modules in turn) leads away from a finder pattern, as it
/// does from each in a code: along the picture, or along the line to another one.
fn is_of_code(picture: &Picture, finder: &Finder, group: &[Finder]) -> bool {
    let mut directions = vec![(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    for other in group {
        let away = finder.to(other.x, other.y);
        if away > finder.module * 9.0 {
            let (x, y) = ((other.x - finder.x) / away, (other.y - finder.y) / away);
            directions.extend([(x, y), (-y, x), (-x, -y), (y, -x)]);
        }
    }
    directions.into_iter().any(|(x, y)| {
        [-3.0, 3.0].into_iter().any(|aside| {
            let mut away = 4.0;
            let greys: Vec<f32> = std::iter::repeat_with(|| {
                away += 1.0;
                let at = |modules: f32, aside: f32| {
                    let (along, across) = (modules * finder.module, aside * finder.module);
                    grey_at(
                        picture,
                        finder.x + x * along - y * across,
                        finder.y + y * along + x * across,
                    )
                };
                at(away, aside)
            })
            .take(TIMING)
            .collect();
            is_in_turn(picture, finder, &greys)
        })
    })
}

/// Whether greys are dark and light in turn, beginning as the middle of the finder pattern is.
fn is_in_turn(picture: &Picture, finder: &Finder, greys: &[f32]) -> bool {
    let ink = grey_at(picture, finder.x, finder.y);
    let paper = grey_at(picture, finder.x + 2.0 * finder.module, finder.y);
    let (middle, sign) = (f32::midpoint(ink, paper), (paper - ink).signum());
    let least = (paper - ink).abs() * 0.2;
    greys.iter().enumerate().all(|(n, grey)| {
        let above = (grey - middle) * sign;
        if n % 2 == 0 {
            above < -least
        } else {
            above > least
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finder::finders;

    fn of(picture: &Picture) -> Sight {
        sight(picture, &finders(picture))
    }

    #[test]
    fn a_plain_page_is_nothing() {
        assert_eq!(
            of(&Picture::enlarged(300, 200, vec![255; 60_000])),
            Sight::Nothing
        );
        let noise = (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24).to_le_bytes()[0]);
        assert_eq!(
            of(&Picture::enlarged(300, 200, noise.collect())),
            Sight::Nothing
        );
    }
}
