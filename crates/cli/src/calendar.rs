//! Times for people.

use jiff::Zoned;
use jiff::civil::Date;
use vault::Timestamp;

/// Year, month, day, hour and minute in UTC.
pub(crate) fn utc(time: Timestamp) -> String {
    let time = i64::try_from(time).ok();
    let time = time.and_then(|time| jiff::Timestamp::from_second(time).ok());
    let time = time.unwrap_or(jiff::Timestamp::MAX);
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The day where the person is.
pub(crate) fn today() -> Date {
    Zoned::now().date()
}

#[cfg(test)]
mod tests {
    use super::utc;

    #[test]
    fn writes_times_that_can_be_and_those_that_cannot() {
        assert_eq!(utc(0), "1970-01-01 00:00 UTC");
        assert_eq!(utc(951_782_399), "2000-02-28 23:59 UTC");
        assert!(
            utc(u64::MAX).starts_with("9999-12-"),
            "no calendar has that day"
        );
    }
}
