//! `snapshots` and `trash`: what can be brought back.

use serde::Serialize;
use vault::{Point, PointKind, Vault};

use crate::calendar::utc;
use crate::entry::AccountJson;
use crate::outcome::{Failure, Status};
use crate::say::Say;
use crate::store::Store;

/// A restore point.
#[derive(Serialize)]
struct PointJson<'a> {
    id: &'a str,
    kind: &'static str,
    written_at: u64,
    generation: u64,
    accounts: usize,
    /// Accounts that are there and not in the vault now.
    missing: usize,
    /// Accounts that are different there.
    changed: usize,
    /// Accounts that came after it.
    newer: usize,
}

/// An account in the trash.
#[derive(Serialize)]
struct TrashedJson {
    #[serde(flatten)]
    account: AccountJson,
    deleted_at: u64,
    days_left: u32,
}

/// The states of the vault that can be brought back, the newest first.
pub(crate) fn snapshots(store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    let vault = store.vault(say)?;
    let points = vault
        .as_ref()
        .map(Vault::points)
        .transpose()?
        .unwrap_or_default();
    if say.json {
        let points: Vec<_> = points.iter().map(json).collect();
        say.data(&points)?;
    } else if points.is_empty() {
        say.tell("cli-snapshots-empty", &[])?;
    } else {
        points
            .iter()
            .try_for_each(|point| say.line(&in_words(point, say)))?;
        say.tell("cli-snapshots-advice", &[])?;
    }
    Ok(Status::Done)
}

fn json(point: &Point) -> PointJson<'_> {
    PointJson {
        id: point.id.as_str(),
        kind: kind(point.kind),
        written_at: point.written_at,
        generation: point.generation,
        accounts: point.accounts,
        missing: point.missing,
        changed: point.changed,
        newer: point.newer,
    }
}

fn kind(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Previous => "previous",
        PointKind::Snapshot => "snapshot",
        PointKind::Quarantine => "quarantine",
        _ => "other",
    }
}

fn in_words(point: &Point, say: &Say<'_>) -> String {
    let Point {
        id,
        missing,
        changed,
        newer,
        ..
    } = point;
    let count = u64::try_from(point.accounts).unwrap_or(u64::MAX);
    let accounts = words::counted(say.language, "cli-point-accounts", count, &[]);
    let [missing, changed, newer] = [missing, changed, newer].map(ToString::to_string);
    let variables = [
        ("missing", &*missing),
        ("changed", &changed),
        ("newer", &newer),
    ];
    let differences = words::text(say.language, "cli-point-differences", &variables);
    format!(
        "{}  {}  {accounts}, {differences}",
        id.as_str(),
        utc(point.written_at)
    )
}

/// What was deleted and not yet forgotten.
pub(crate) fn trash(store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    let vault = store.vault(say)?;
    let trash = vault.as_ref().map(Vault::trash).unwrap_or_default();
    let trash: Vec<_> = trash
        .iter()
        .map(|trashed| TrashedJson {
            account: AccountJson::new(&trashed.account, say.show_secrets),
            deleted_at: trashed.deleted_at,
            days_left: trashed.days_left(),
        })
        .collect();
    if say.json {
        say.data(&trash)?;
    } else if trash.is_empty() {
        say.tell("cli-trash-empty", &[])?;
    } else {
        for TrashedJson {
            account, days_left, ..
        } in &trash
        {
            let days = words::counted(say.language, "cli-days-left", u64::from(*days_left), &[]);
            say.line(&format!("{}, {days}", account.in_words()))?;
        }
    }
    Ok(Status::Done)
}
