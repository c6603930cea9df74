//! `code`: the code of one account, written once, over and over, or put on the clipboard.

mod clip;
mod watch;

use list::Index;
use otp::{Kind, Token};
use serde::Serialize;
use session::{Shown, Timed};
use vault::{Account, AccountId, Vault};

use crate::accounts::{account, existing, names};
use crate::args;
use crate::backup;
use crate::outcome::{Failure, Status};
use crate::query::one_of_these;
use crate::say::Say;
use crate::store::{Store, now, now_exactly};

/// A code as data; times in unix seconds, `null` for HOTP.
#[derive(Serialize)]
struct CodeJson<'a> {
    code: &'a str,
    next: Option<&'a str>,
    valid_from: Option<u64>,
    valid_until: Option<u64>,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// Seconds before its end in which a code is called about to end.
const NEARLY_OVER: u64 = 5;

/// The code of one account. HOTP: the counter is saved before the code is handed over.
pub(crate) fn run(
    request: &args::Code,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut vault = existing(store, &request.query, say)?;
    let account = account_to_show(&vault, &request.query)?;
    if matches!(account.token.kind, Kind::Hotp { .. }) {
        let id = account.id.clone();
        return pressed(request, &mut vault, &id, store, say);
    }
    let token = account.token.clone();
    if request.watch {
        // It may be watched for hours: nothing else stays open.
        drop(vault);
        return watch::run(&token, say);
    }
    if request.clip {
        return clip::timed(&token, request.next, store, say);
    }
    let moment = now_exactly();
    let mut timed = timed(&token, moment)?;
    if request.next {
        timed = self::timed(&token, timed.until)?;
    }
    let left = timed.seconds_left(moment);
    if left <= NEARLY_OVER {
        say.tell_count(
            "cli-code-nearly-over",
            usize::try_from(left).unwrap_or(usize::MAX),
        )?;
    }
    show(&CodeJson::of(&timed, &token), say)?;
    Ok(Status::Done)
}

/// HOTP.
fn pressed(
    request: &args::Code,
    vault: &mut Vault,
    id: &AccountId,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    if request.next {
        return Err(Failure::refused("next_without_time", None));
    }
    if request.watch {
        return Err(Failure::refused("watch_without_time", None));
    }
    // Before the press: a code that goes nowhere must not be used up.
    let clip = request.clip.then(clip::Clip::open).transpose()?;
    let account = vault
        .account(id)
        .ok_or(vault::VaultError::AccountNotFound)?;
    let kind = account.token.kind.name();
    let peeked = if request.peek {
        session::peek(&account.token)?
    } else {
        None
    };
    let (code, is_used) = match peeked {
        Some(code) => (code, false),
        None => (session::press(vault, id, now())?.code().clone(), true),
    };
    match clip {
        Some(clip) => clip.pressed(&code, kind, store, say)?,
        None => show(
            &CodeJson {
                code: code.as_str(),
                next: None,
                valid_from: None,
                valid_until: None,
                kind,
            },
            say,
        )?,
    }
    if is_used {
        say.out.flush()?; // the code first: a backup may take its time
        backup::after_change(store, vault, say)?;
    }
    Ok(Status::Done)
}

impl<'a> CodeJson<'a> {
    fn of(timed: &'a Timed, token: &Token) -> Self {
        CodeJson {
            code: timed.code.as_str(),
            next: timed.next.as_ref().map(otp::Code::as_str),
            valid_from: Some(timed.from.seconds()),
            valid_until: Some(timed.until.seconds()),
            kind: token.kind.name(),
        }
    }
}

/// The code that is valid at `moment`.
fn timed(token: &Token, moment: session::Moment) -> Result<Timed, Failure> {
    match session::show(token, moment)? {
        Shown::Timed(timed) => Ok(timed),
        _ => Err(Failure::refused("pin_missing", None)),
    }
}

fn show(code: &CodeJson<'_>, say: &mut Say<'_>) -> Result<(), Failure> {
    if say.json {
        say.data(code)?;
    } else {
        say.line(code.code)?;
    }
    Ok(())
}

/// As [`account`], and where nothing is written so, what is called so in the other alphabet or on the other
/// keyboard. A script must not get another account's code, so no other search counts. Not for what changes
/// an account, as a code of HOTP does.
fn account_to_show<'v>(vault: &'v Vault, query: &str) -> Result<&'v Account, Failure> {
    account(vault, query).or_else(|failure| {
        if query.trim().is_empty() || !failure.candidates.is_empty() {
            return Err(failure);
        }
        let places = Index::new(vault.accounts()).called(query);
        let called: Vec<_> = places.iter().map(|it| &vault.accounts()[*it]).collect();
        let found = one_of_these(query, &called, names)?;
        match found.token.kind {
            Kind::Hotp { .. } => Err(failure),
            Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => Ok(found),
        }
    })
}
