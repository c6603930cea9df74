//! Between pixels that are counted and places between pixels.

/// Exact up to 2²⁴, far above the side of any picture.
#[allow(
    clippy::as_conversions,
    reason = "the standard library has no other way to a float"
)]
pub(crate) fn to_f32(count: u32) -> f32 {
    count as f32
}

/// The nearest whole number; 0 for what is below it or none.
#[allow(
    clippy::as_conversions,
    reason = "saturates, and the standard library has no other way"
)]
pub(crate) fn to_u32(place: f32) -> u32 {
    place.round() as u32
}

/// A count that is in memory fits the address space.
pub(crate) fn to_usize(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// A side or an index of a picture within the limits fits 32 bits.
pub(crate) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
