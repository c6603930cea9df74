//! Whole copies of earlier states: one before each import, restore, switch of the key and purge, and
//! the last state of each day.

use time::OffsetDateTime;
use time::macros::format_description;

use crate::account::Timestamp;
use crate::error::VaultError;
use crate::folder::{Folder, SNAPSHOTS, VAULT};

/// The newest ones that are kept, whatever their day.
const KEEP: usize = 10;
/// Besides, the newest one of each of so many days.
const KEEP_DAYS: usize = 7;
/// While the clock cannot be trusted as many as this are kept: who saves once a week never has two
/// days in a row.
const KEEP_AT_MOST: usize = 100;

/// The name of a copy: when its state was written, and its generation.
pub(crate) fn name_of(written_at: Timestamp, generation: u64) -> String {
    format!("{}-g{generation}.age", utc(written_at))
}

/// `20260131T235959Z`: sorts as the time does, and is a file name everywhere.
pub(crate) fn utc(time: Timestamp) -> String {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    i64::try_from(time)
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .and_then(|moment| moment.format(format).ok())
        .unwrap_or_else(|| time.to_string())
}

/// The names of all copies, the newest first.
pub(crate) fn names(folder: &Folder) -> Result<Vec<String>, VaultError> {
    let mut names = folder.names(SNAPSHOTS)?;
    names.retain(|name| generation_of(name).is_some());
    names.sort_by_key(|name| std::cmp::Reverse((generation_of(name), name.clone())));
    Ok(names)
}

/// The path of a copy below the data folder.
pub(crate) fn path(name: &str) -> String {
    format!("{SNAPSHOTS}/{name}")
}

/// Keeps the vault file as it is now. The caller holds the lock.
pub(crate) fn take(
    folder: &Folder,
    written_at: Timestamp,
    generation: u64,
) -> Result<(), VaultError> {
    folder.make_folder(SNAPSHOTS)?;
    // A second name for the same file, which is replaced and never written to.
    folder.link_or_copy(VAULT, &path(&name_of(written_at, generation)))?;
    // Before the vault loses that state.
    folder.sync_inside(SNAPSHOTS)
}

/// Removes what is more than is kept. `is_sane`: the clock goes on as clocks do.
pub(crate) fn thin_out(folder: &Folder, is_sane: bool) -> Result<(), VaultError> {
    let names = names(folder)?;
    let gone = if is_sane {
        superfluous(&names)
    } else {
        names.iter().skip(KEEP_AT_MOST).collect()
    };
    for name in gone {
        folder.remove(&path(name))?;
    }
    Ok(())
}

/// Of names, the newest first, those that need not be kept.
fn superfluous(names: &[String]) -> Vec<&String> {
    let mut days: Vec<&str> = Vec::new();
    let mut superfluous = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let day = name.split('T').next().unwrap_or_default();
        let is_new_day = !days.contains(&day) && days.len() < KEEP_DAYS;
        if is_new_day {
            days.push(day);
        }
        if !is_new_day && place >= KEEP {
            superfluous.push(name);
        }
    }
    superfluous
}

/// The generation in a name of ours; none for any other name.
pub(crate) fn generation_of(name: &str) -> Option<u64> {
    let (moment, generation) = name.strip_suffix(".age")?.split_once("-g")?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = moment.len() == 16
        && moment.split_once('T').is_some_and(|(day, time)| {
            day.len() == 8 && is_number(day) && time.strip_suffix('Z').is_some_and(is_number)
        });
    // A time that no calendar has is written as the number that it is.
    (is_date || is_number(moment))
        .then(|| generation.parse().ok().filter(|_| is_number(generation)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = 1_800_000_000;
    const DAY: Timestamp = 86_400;

    #[test]
    fn a_name_says_when_and_which() {
        assert_eq!(name_of(951_782_399, 7), "20000228T235959Z-g7.age");
        assert_eq!(generation_of("20000228T235959Z-g7.age"), Some(7));
        for not_ours in [
            "notes.txt",
            "before the holidays-g7.age",
            "20000228T235959Z-g+7.age",
            "20000228T235959Z-g.age",
            "-g7.age",
            "20000228 235959Z-g7.age",
        ] {
            assert_eq!(generation_of(not_ours), None, "{not_ours}");
        }
        assert_eq!(
            utc(u64::MAX),
            u64::MAX.to_string(),
            "no calendar has that day"
        );
    }

    #[test]
    fn keeps_the_ten_newest_and_one_of_each_of_seven_days() {
        // Twenty a day for ten days, the newest first.
        let names: Vec<_> = (0..200)
            .map(|back| name_of(NOON - back * DAY / 20, 1000 - back))
            .collect();
        let gone = superfluous(&names);
        let kept: Vec<_> = names.iter().filter(|name| !gone.contains(name)).collect();
        assert_eq!(
            kept[..10].iter().collect::<Vec<_>>(),
            names[..10]
                .iter()
                .collect::<Vec<_>>()
                .iter()
                .collect::<Vec<_>>()
        );
        let mut days: Vec<_> = kept.iter().map(|name| &name[..8]).collect();
        days.dedup();
        assert_eq!(days.len(), KEEP_DAYS, "{kept:?}");
        assert!(kept.len() <= KEEP + KEEP_DAYS);
    }

    #[test]
    fn nothing_is_superfluous_while_there_are_few() {
        let names: Vec<_> = (0..10)
            .map(|back| name_of(NOON - back, 100 - back))
            .collect();
        assert!(superfluous(&names).is_empty());
    }
}
