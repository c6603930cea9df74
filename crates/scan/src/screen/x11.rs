//! The pixels of an X11 screen, monitor by monitor.

use std::fmt::Display;

use x11rb::connection::Connection;
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, ImageOrder, Screen, Setup};
use x11rb::rust_connection::RustConnection;

use crate::error::ScanError;
use picture::{Picture, luma};

/// What one request may bring, in bytes: a 4K screen comes in pieces.
const MAX_REPLY_BYTES: usize = 4 * 1024 * 1024;

/// One picture a monitor, of all screens of the display.
///
/// # Errors
/// `screen_unavailable` when the server cannot be reached or shows nothing of its screen.
pub(super) fn capture() -> Result<Vec<Picture>, ScanError> {
    let (connection, _) = x11rb::connect(None).map_err(unavailable)?;
    let mut pictures = Vec::new();
    let mut refusal = unavailable("no monitor");
    for screen in &connection.setup().roots {
        for area in monitors(&connection, screen) {
            match pixels(&connection, screen, area) {
                Ok(picture) => pictures.push(picture),
                Err(error) => refusal = error,
            }
        }
    }
    if pictures.is_empty() {
        Err(refusal)
    } else {
        Ok(pictures)
    }
}

fn unavailable(reason: impl Display) -> ScanError {
    ScanError::ScreenUnavailable(reason.to_string())
}

/// A part of the root window, in pixels; never empty and never outside it (the server refuses that).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x: i16,
    y: i16,
    width: u16,
    height: u16,
}

impl Area {
    /// The part of a monitor that lies on the root window.
    fn on_root(x: i16, y: i16, width: u16, height: u16, root: (u16, u16)) -> Option<Self> {
        let clip = |at: i16, length: u16, limit: u16| {
            let start = i32::from(at).clamp(0, i32::from(limit));
            let end = (i32::from(at) + i32::from(length)).clamp(0, i32::from(limit));
            let length = u16::try_from(end - start)
                .ok()
                .filter(|&length| length > 0)?;
            Some((i16::try_from(start).ok()?, length))
        };
        let (x, width) = clip(x, width, root.0)?;
        let (y, height) = clip(y, height, root.1)?;
        Some(Self {
            x,
            y,
            width,
            height,
        })
    }
}

/// The monitors of a screen (RandR 1.5), mirrored ones once; the whole root window where the server
/// does not tell.
fn monitors(connection: &RustConnection, screen: &Screen) -> Vec<Area> {
    let root = (screen.width_in_pixels, screen.height_in_pixels);
    let told = (connection.randr_get_monitors(screen.root, true).ok())
        .and_then(|asked| asked.reply().ok())
        .map(|reply| reply.monitors)
        .unwrap_or_default();
    let mut areas = Vec::new();
    for monitor in told {
        let area = Area::on_root(monitor.x, monitor.y, monitor.width, monitor.height, root);
        areas.extend(area.filter(|area| !areas.contains(area)));
    }
    if areas.is_empty() {
        areas.extend(Area::on_root(0, 0, root.0, root.1, root));
    }
    areas
}

fn pixels(connection: &RustConnection, screen: &Screen, area: Area) -> Result<Picture, ScanError> {
    let layout = Layout::of(connection.setup(), screen)
        .ok_or_else(|| unavailable(format!("{} bits a pixel", screen.root_depth)))?;
    let row_bytes = layout.row_bytes(area.width);
    let rows_at_once =
        u16::try_from((MAX_REPLY_BYTES / row_bytes.max(1)).max(1)).unwrap_or(u16::MAX);
    let mut grey = Vec::with_capacity(usize::from(area.width) * usize::from(area.height));
    let mut done = 0;
    while done < area.height {
        let rows = rows_at_once.min(area.height - done);
        let y = i16::try_from(i32::from(area.y) + i32::from(done)).map_err(unavailable)?;
        let image = connection
            .get_image(
                ImageFormat::Z_PIXMAP,
                screen.root,
                area.x,
                y,
                area.width,
                rows,
                u32::MAX,
            )
            .map_err(unavailable)?
            .reply()
            .map_err(unavailable)?;
        for row in image.data.chunks_exact(row_bytes).take(usize::from(rows)) {
            layout.append_grey(row, area.width, &mut grey);
        }
        done += rows;
    }
    Ok(Picture::from_grey(
        u32::from(area.width),
        u32::from(area.height),
        grey,
    )?)
}

/// How the server packs pixels of the root window: 16, 24 or 32 bits, each channel under its mask.
#[derive(Debug, Clone, Copy)]
struct Layout {
    bytes: usize,
    row_pad: usize,
    big_endian: bool,
    red: Channel,
    green: Channel,
    blue: Channel,
}

impl Layout {
    fn of(setup: &Setup, screen: &Screen) -> Option<Self> {
        let format = setup
            .pixmap_formats
            .iter()
            .find(|f| f.depth == screen.root_depth)?;
        let visual = (screen.allowed_depths.iter())
            .flat_map(|depth| &depth.visuals)
            .find(|visual| visual.visual_id == screen.root_visual)?;
        Some(Self {
            bytes: match format.bits_per_pixel {
                16 => 2,
                24 => 3,
                32 => 4,
                _ => return None,
            },
            row_pad: usize::from(format.scanline_pad / 8).max(1),
            big_endian: setup.image_byte_order == ImageOrder::MSB_FIRST,
            red: Channel::under(visual.red_mask)?,
            green: Channel::under(visual.green_mask)?,
            blue: Channel::under(visual.blue_mask)?,
        })
    }

    fn row_bytes(&self, width: u16) -> usize {
        (usize::from(width) * self.bytes).next_multiple_of(self.row_pad)
    }

    fn append_grey(&self, row: &[u8], width: u16, grey: &mut Vec<u8>) {
        let pixels = row.chunks_exact(self.bytes).take(usize::from(width));
        grey.extend(pixels.map(|bytes| {
            let mut word = [0; 4];
            if self.big_endian {
                word[4 - self.bytes..].copy_from_slice(bytes);
                word.reverse();
            } else {
                word[..self.bytes].copy_from_slice(bytes);
            }
            let pixel = u32::from_le_bytes(word);
            luma(
                self.red.of(pixel),
                self.green.of(pixel),
                self.blue.of(pixel),
            )
        }));
    }
}

/// One colour of a pixel: 5, 6, 8 or 10 bits somewhere in the word.
#[derive(Debug, Clone, Copy)]
struct Channel {
    shift: u32,
    max: u32,
}

impl Channel {
    /// Nothing for a visual without masks (a palette).
    fn under(mask: u32) -> Option<Self> {
        let shift = mask.trailing_zeros();
        let max = mask
            .checked_shr(shift)
            .filter(|&max| max > 0 && max <= 0xffff)?;
        Some(Self { shift, max })
    }

    fn of(self, pixel: u32) -> u8 {
        let value = (pixel >> self.shift) & self.max;
        if self.max == 255 {
            return value.to_le_bytes()[0];
        }
        (value * 255 / self.max).to_le_bytes()[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monitor_is_cut_to_the_root_window() {
        let root = (1920, 1080);
        let area = |x, y, width, height| {
            Some(Area {
                x,
                y,
                width,
                height,
            })
        };
        assert_eq!(
            Area::on_root(0, 0, 1920, 1080, root),
            area(0, 0, 1920, 1080)
        );
        assert_eq!(
            Area::on_root(1600, 0, 800, 600, root),
            area(1600, 0, 320, 600)
        );
        assert_eq!(
            Area::on_root(-100, -100, 200, 200, root),
            area(0, 0, 100, 100)
        );
        assert_eq!(
            Area::on_root(1920, 0, 800, 600, root),
            None,
            "just unplugged"
        );
        assert_eq!(Area::on_root(0, 0, 0, 600, root), None);
    }

    #[test]
    fn channels_of_every_depth_span_the_whole_range() {
        for mask in [0x00ff_0000, 0xf800, 0x07e0, 0x3ff0_0000, 0x001f] {
            let channel = Channel::under(mask).unwrap();
            assert_eq!((channel.of(0), channel.of(mask)), (0, 255), "{mask:x}");
        }
        assert!(Channel::under(0).is_none(), "a palette has no masks");
    }

    #[test]
    fn both_byte_orders_give_the_same_grey() {
        let channel = |mask| Channel::under(mask).unwrap();
        let little = Layout {
            bytes: 4,
            row_pad: 4,
            big_endian: false,
            red: channel(0xff_0000),
            green: channel(0xff00),
            blue: channel(0xff),
        };
        let big = Layout {
            big_endian: true,
            ..little
        };
        let (mut one, mut other) = (Vec::new(), Vec::new());
        little.append_grey(&[10, 20, 200, 0], 1, &mut one);
        big.append_grey(&[0, 200, 20, 10], 1, &mut other);
        assert_eq!(one, [luma(200, 20, 10)]);
        assert_eq!(one, other);
    }
}
