//! When the trash is emptied. Only with a sane clock: each day must have been seen for itself, so
//! a clock that jumps to 2036 counts as one more day and deletes nothing.

use crate::account::{Timestamp, Trashed};
use crate::body::{Body, Tombstone};

pub(crate) const DAY: u64 = 86_400;
/// Deleted accounts come back for so long.
pub(crate) const TRASH_DAYS: u32 = 30;
/// For so long a merge is kept from bringing a purged account back.
const TOMBSTONE_DAYS: u32 = 365;

impl Body {
    /// Notes that the clock says `now`, and purges what has been in the trash for 30 days that were
    /// seen one by one. Returns what was purged.
    pub(crate) fn see_time(&mut self, now: Timestamp) -> Vec<Trashed> {
        let (today, last) = (now / DAY, self.last_seen / DAY);
        if today < last {
            // The clock went back over a day: either it is wrong now or it was before. Nothing is
            // counted, nothing is purged.
            self.last_seen = now;
            return Vec::new();
        }
        if today > last {
            for trashed in &mut self.trash {
                trashed.days_seen = trashed.days_seen.saturating_add(1);
            }
            for tombstone in &mut self.tombstones {
                tombstone.days_seen = tombstone.days_seen.saturating_add(1);
            }
        }
        self.last_seen = self.last_seen.max(now);
        let is_due = |days_seen: u32, deleted_at: Timestamp, days: u32| {
            days_seen >= days && now.saturating_sub(deleted_at) >= u64::from(days) * DAY
        };
        self.tombstones
            .retain(|it| !is_due(it.days_seen, it.deleted_at, TOMBSTONE_DAYS));
        let (due, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.trash)
            .into_iter()
            .partition(|it| is_due(it.days_seen, it.deleted_at, TRASH_DAYS));
        self.trash = kept;
        self.tombstones.extend(due.iter().map(|trashed| Tombstone {
            id: trashed.account.id.to_string(),
            deleted_at: now,
            days_seen: 0,
            other: serde_json::Map::new(),
        }));
        due
    }

    /// Puts back what [`see_time`](Self::see_time) has purged: another day will do.
    pub(crate) fn keep_in_trash(&mut self, purged: Vec<Trashed>) {
        let is_one = |it: &Tombstone| purged.iter().any(|kept| kept.account.id.as_str() == it.id);
        self.tombstones.retain(|it| !is_one(it));
        self.trash.extend(purged);
    }

    /// Whether the clock has gone on since the last save as clocks do: not back, and less than two
    /// days. After a longer pause the next save is the first one that may thin out.
    pub(crate) fn is_time_sane(&self, now: Timestamp) -> bool {
        now >= self.last_seen && now - self.last_seen <= 2 * DAY
    }
}
