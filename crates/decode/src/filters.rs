//! Pictures made from a picture, in which a reader sees what it did not see before.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use picture::Picture;

use crate::number::to_usize;

/// Everything that is not nearly black becomes white: the only filter that shows a code without a quiet
/// zone on a dark page.
pub(crate) fn only_black(picture: &Picture) -> Picture {
    picture.map(|grey| grey.saturating_mul(8))
}

/// Everything that is not nearly white becomes black: codes whose dark modules are pictures.
pub(crate) fn only_white(picture: &Picture) -> Picture {
    picture.map(|grey| 255 - (255 - grey).saturating_mul(8))
}

/// Dark greys become light, but not those of a dark page.
pub(crate) fn only_dark(picture: &Picture) -> Picture {
    picture.map(|grey| grey.saturating_mul(3))
}

/// The picture in another size.
pub(crate) fn resized(
    picture: &Picture,
    width: u32,
    height: u32,
    filter: FilterType,
) -> Option<Picture> {
    let work = || {
        let from = ImageRef::new(
            picture.width(),
            picture.height(),
            picture.grey(),
            PixelType::U8,
        )
        .ok()?;
        let mut to = Image::new(width, height, PixelType::U8);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        Resizer::new().resize(&from, &mut to, &options).ok()?;
        Some(Picture::enlarged(width, height, to.into_vec()))
    };
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

/// The part of a picture that starts at `(left, top)` and has these sides; it lies inside.
pub(crate) fn cropped(picture: &Picture, left: u32, top: u32, width: u32, height: u32) -> Picture {
    let [left, top, wide, high] = [left, top, width, height].map(to_usize);
    let grey = rows(picture)
        .skip(top)
        .take(high)
        .flat_map(|row| &row[left..left + wide])
        .copied()
        .collect();
    Picture::enlarged(width, height, grey)
}

/// The mean of the square of `2 · radius + 1` pixels around each pixel; the border goes on outside.
pub(crate) fn mean(picture: &Picture, radius: u32) -> Picture {
    let (wide, high) = (to_usize(picture.width()), to_usize(picture.height()));
    // Beyond that a sum would not fit; nothing needs it.
    let radius = to_usize(radius.min(1000));
    let from = picture.grey();
    let row = |y: usize| &from[y * wide..(y + 1) * wide];
    // Rounded up by a hair, so that the mean of equal pixels is that pixel.
    let area = u64::try_from((2 * radius + 1) * (2 * radius + 1)).unwrap_or(1);
    let share = (1_u64 << 32) / area + 1;
    let mut columns = vec![0_u32; wide];
    for y in 0..=2 * radius {
        add(&mut columns, row(y.saturating_sub(radius).min(high - 1)));
    }
    let mut grey = vec![0; from.len()];
    for (y, out) in grey.chunks_exact_mut(wide).enumerate() {
        if y > 0 {
            add(&mut columns, row((y + radius).min(high - 1)));
            subtract(&mut columns, row((y - 1).saturating_sub(radius)));
        }
        let mut sum: u32 = (0..=2 * radius)
            .map(|x| columns[x.saturating_sub(radius).min(wide - 1)])
            .sum();
        for (x, out) in out.iter_mut().enumerate() {
            if x > 0 {
                sum += columns[(x + radius).min(wide - 1)];
                sum -= columns[(x - 1).saturating_sub(radius)];
            }
            *out = ((u64::from(sum) * share) >> 32).to_le_bytes()[0];
        }
    }
    Picture::enlarged(picture.width(), picture.height(), grey)
}

fn add(sums: &mut [u32], row: &[u8]) {
    for (sum, &grey) in sums.iter_mut().zip(row) {
        *sum += u32::from(grey);
    }
}

fn subtract(sums: &mut [u32], row: &[u8]) {
    for (sum, &grey) in sums.iter_mut().zip(row) {
        *sum -= u32::from(grey);
    }
}

/// Each pixel's difference to the mean around it grows to `1 + gain / 2` times itself: undoes blur.
pub(crate) fn sharpened(picture: &Picture, radius: u32, gain: i16) -> Picture {
    with_mean(picture, radius, |grey, mean| {
        let (grey, mean) = (i16::from(grey), i16::from(mean));
        clamped(grey + gain * (grey - mean) / 2)
    })
}

/// Black where darker than the mean around, else white: undoes uneven light.
pub(crate) fn against_mean(picture: &Picture, radius: u32) -> Picture {
    with_mean(
        picture,
        radius,
        |grey, mean| if grey < mean { 0 } else { 255 },
    )
}

/// Contrast that is the same everywhere: the difference to the mean around, in units of what that
/// difference usually is there.
pub(crate) fn evened(picture: &Picture, radius: u32) -> Picture {
    let around = mean(picture, radius);
    let differences = zipped(picture, &around, u8::abs_diff);
    let usual = mean(&differences, radius);
    drop(differences);
    let grey = (picture.grey().iter().zip(around.grey()).zip(usual.grey()))
        .map(|((&grey, &mean), &usual)| {
            let difference = i16::from(grey) - i16::from(mean);
            clamped(128 + difference * 64 / (i16::from(usual) + 4))
        })
        .collect();
    Picture::enlarged(picture.width(), picture.height(), grey)
}

fn with_mean(picture: &Picture, radius: u32, join: impl Fn(u8, u8) -> u8) -> Picture {
    zipped(picture, &mean(picture, radius), join)
}

fn zipped(one: &Picture, other: &Picture, join: impl Fn(u8, u8) -> u8) -> Picture {
    let grey = (one.grey().iter().zip(other.grey()))
        .map(|(&one, &other)| join(one, other))
        .collect();
    Picture::enlarged(one.width(), one.height(), grey)
}

/// Thin dark lines vanish: each pixel becomes the lightest of the nine around it.
pub(crate) fn lightest(picture: &Picture) -> Picture {
    around(picture, |a, b, c| a.max(b).max(c))
}

/// Thin light gaps close: each pixel becomes the darkest of the nine around it.
pub(crate) fn darkest(picture: &Picture) -> Picture {
    around(picture, |a, b, c| a.min(b).min(c))
}

/// Weights 1, 2, 1 in both directions.
pub(crate) fn softened(picture: &Picture) -> Picture {
    around(picture, |a, b, c| {
        ((u16::from(a) + 2 * u16::from(b) + u16::from(c) + 2) >> 2).to_le_bytes()[0]
    })
}

/// Three neighbours joined along the rows, then along the columns; the outermost pixels stay.
fn around(picture: &Picture, join: impl Fn(u8, u8, u8) -> u8) -> Picture {
    let wide = to_usize(picture.width());
    let mut along = picture.grey().to_vec();
    for (out, row) in along.chunks_exact_mut(wide).zip(rows(picture)) {
        for (out, three) in out.iter_mut().skip(1).zip(row.windows(3)) {
            *out = join(three[0], three[1], three[2]);
        }
    }
    let mut grey = along.clone();
    for (out, three) in
        (grey.chunks_exact_mut(wide).skip(1)).zip(along.windows(3 * wide).step_by(wide))
    {
        let (above, rest) = three.split_at(wide);
        let (middle, below) = rest.split_at(wide);
        for (((out, &a), &b), &c) in out.iter_mut().zip(above).zip(middle).zip(below) {
            *out = join(a, b, c);
        }
    }
    Picture::enlarged(picture.width(), picture.height(), grey)
}

fn rows(picture: &Picture) -> impl Iterator<Item = &[u8]> {
    picture.grey().chunks_exact(to_usize(picture.width()))
}

fn clamped(grey: i16) -> u8 {
    u8::try_from(grey.clamp(0, 255)).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, grey: &[u8]) -> Picture {
        Picture::enlarged(width, height, grey.to_vec())
    }

    #[test]
    fn the_mean_of_equal_pixels_is_that_pixel_also_at_the_border() {
        for grey in [0, 1, 127, 254, 255] {
            for radius in [1, 3, 30, 300] {
                let even = picture(7, 5, &[grey; 35]);
                assert_eq!(mean(&even, radius).grey(), even.grey(), "{grey}, {radius}");
            }
        }
    }

    #[test]
    fn the_mean_is_that_of_the_square_around() {
        let mut grey = [0; 25];
        grey[12] = 90;
        let means = mean(&picture(5, 5, &grey), 1);
        let expected = [
            0, 0, 0, 0, 0, 0, 10, 10, 10, 0, 0, 10, 10, 10, 0, 0, 10, 10, 10, 0, 0, 0, 0, 0, 0,
        ];
        assert_eq!(means.grey(), expected);
    }

    #[test]
    fn filters_keep_the_size_of_the_smallest_pictures() {
        for (width, height) in [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)] {
            let small = picture(width, height, &vec![7; to_usize(width * height)]);
            let made = [
                mean(&small, 3),
                sharpened(&small, 3, 4),
                against_mean(&small, 8),
                evened(&small, 10),
                lightest(&small),
                darkest(&small),
                softened(&small),
                cropped(&small, 0, 0, width, height),
            ];
            for made in made {
                assert_eq!((made.width(), made.height()), (width, height));
                assert_eq!(made.grey().len(), small.grey().len());
            }
        }
    }

    #[test]
    fn a_thin_line_vanishes_and_a_thin_gap_closes() {
        let line: Vec<u8> = (0..49).map(|n| if n % 7 == 3 { 0 } else { 255 }).collect();
        assert!(
            lightest(&picture(7, 7, &line))
                .grey()
                .chunks_exact(7)
                .skip(1)
                .take(5)
                .all(|row| row[1..6].iter().all(|&grey| grey == 255))
        );
        let gap: Vec<u8> = line.iter().map(|grey| 255 - grey).collect();
        assert!(
            darkest(&picture(7, 7, &gap))
                .grey()
                .chunks_exact(7)
                .skip(1)
                .take(5)
                .all(|row| row[1..6].iter().all(|&grey| grey == 0))
        );
    }

    #[test]
    fn a_part_has_the_pixels_of_its_place() {
        let whole: Vec<u8> = (0..20).collect();
        assert_eq!(
            cropped(&picture(5, 4, &whole), 1, 2, 3, 2).grey(),
            [11, 12, 13, 16, 17, 18]
        );
    }
}
