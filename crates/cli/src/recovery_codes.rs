//! `recovery-codes`: the portal's own recovery codes of an account.

use std::io::{BufRead, Read};

use serde::Serialize;
use transfer::recovery_codes::{Code, USED_MARK, lines, read};
use vault::{Account, AccountId, Edit, Tick, Vault, VaultError};
use zeroize::Zeroizing;

use crate::accounts::{account, existing};
use crate::args::RecoveryCodes;
use crate::backup;
use crate::entry::label;
use crate::input::secret_line;
use crate::outcome::{Failure, Status};
use crate::say::Say;
use crate::store::{Store, now};

/// The longest text that is read, and one byte more to see that it is too long.
const LONGEST: u64 = (64 << 10) + 1;

#[derive(Serialize)]
struct CodesJson<'a> {
    id: &'a str,
    issuer: &'a str,
    account: &'a str,
    left: usize,
    total: usize,
    /// With `--show-secrets` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    codes: Option<Vec<CodeJson<'a>>>,
}

#[derive(Serialize)]
struct CodeJson<'a> {
    code: &'a str,
    used: bool,
}

/// Counts or lists the codes, after a change of them where one is asked for.
pub(crate) fn run(
    request: &RecoveryCodes,
    store: &Store,
    mut input: impl BufRead,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut vault = existing(store, &request.query, say)?;
    let id = account(&vault, &request.query)?.id.clone();
    let edit = if request.stdin {
        let text = text(&mut input)?;
        Some(list(pasted(&text, say)?))
    } else if request.lines_stdin {
        let codes = lines(&text(&mut input)?)?;
        say.tell_count("cli-recovery-codes-found", codes.len())?;
        Some(list(codes))
    } else if request.used_stdin || request.unused_stdin {
        Some(ticked(&mut input, &vault, &id, request.used_stdin)?)
    } else {
        None
    };
    if let Some(edit) = edit {
        vault.edit(&id, edit, now())?;
        backup::after_change(store, &vault, say)?;
    }
    let account = vault.account(&id).ok_or(VaultError::AccountNotFound)?;
    show(account, say)?;
    Ok(Status::Done)
}

/// All that is left of the input.
fn text(input: &mut impl BufRead) -> Result<Zeroizing<String>, Failure> {
    let mut text = Zeroizing::new(Vec::with_capacity(64 << 10));
    input.take(LONGEST).read_to_end(&mut text)?;
    let text = str::from_utf8(&text).map_err(|_| Failure::refused("line_not_text", None))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// The list of a portal, as it stands in its page or file. Nobody looks through it before it is kept, so
/// what may be one more code is no small matter.
fn pasted(text: &str, say: &mut Say<'_>) -> Result<Vec<Code>, Failure> {
    let found = read(text)?;
    let doubtful = found.doubtful_lines(text);
    if !doubtful.is_empty() {
        let numbers: Vec<_> = doubtful.iter().map(usize::to_string).collect();
        let numbers = numbers.join(", ");
        return Err(Failure::refused("recovery_codes_doubtful", Some(numbers)));
    }
    say.tell_count("cli-recovery-codes-found", found.codes.len())?;
    if !found.left_out.is_empty() {
        say.tell_count("cli-recovery-codes-rest", found.left_out.len())?;
    }
    Ok(found.codes(text))
}

/// These codes in the place of the ones that are there.
fn list(codes: Vec<Code>) -> Edit {
    let used = codes.iter().filter(|code| code.used);
    Edit {
        ticks: used
            .map(|code| Tick {
                code: code.text.clone(),
                used: true,
            })
            .collect(),
        recovery_codes: Some(codes.into_iter().map(|code| code.text).collect()),
        ..Edit::default()
    }
}

/// One code, as it is kept or without its blanks and hyphens.
fn ticked(
    input: &mut impl BufRead,
    vault: &Vault,
    id: &AccountId,
    used: bool,
) -> Result<Edit, Failure> {
    let line = secret_line(input)?.unwrap_or_default();
    let plain = |text: &str| -> Zeroizing<String> {
        let kept = text.chars().filter(|it| !it.is_whitespace() && *it != '-');
        Zeroizing::new(kept.collect())
    };
    let typed = plain(&line);
    let codes = vault.account(id).map(|account| &account.recovery_codes);
    let mut alike = codes
        .into_iter()
        .flatten()
        .filter(|code| plain(code) == typed);
    let code = alike.next().ok_or(VaultError::RecoveryCodeNotFound)?;
    Ok(Edit {
        ticks: vec![Tick {
            code: code.clone(),
            used,
        }],
        ..Edit::default()
    })
}

fn show(account: &Account, say: &mut Say<'_>) -> Result<(), Failure> {
    let codes: Vec<_> = account
        .recovery_codes
        .iter()
        .map(|code| CodeJson {
            code,
            used: account.is_recovery_code_used(code),
        })
        .collect();
    let (left, total) = (account.recovery_codes_left(), codes.len());
    if say.json {
        let codes = say.show_secrets.then_some(codes);
        say.data(&CodesJson {
            id: account.id.as_str(),
            issuer: &account.issuer,
            account: &account.name,
            left,
            total,
            codes,
        })?;
        return Ok(());
    }
    let label = label(&account.issuer, &account.name);
    let (left, total) = (left.to_string(), total.to_string());
    let variables = [("name", &*label), ("left", &*left), ("total", &*total)];
    say.tell("cli-recovery-codes-left", &variables)?;
    if say.show_secrets {
        for CodeJson { code, used } in codes {
            let mark = if used { USED_MARK } else { ' ' };
            say.line(&format!("{mark} {code}"))?;
        }
    }
    Ok(())
}
