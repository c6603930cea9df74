//! `export`: accounts into the files of other apps, and copies of our own.

use otp::{Entry, Kind};
use serde::Serialize;
use sheet::codes::{self, Codes, How};
use transfer::export::{self, Account, ExportError, Exported, LeftOut, Lost};
use transfer::import::Password;
use vault::{Passphrase, Vault};
use zeroize::Zeroizing;

use crate::args::{Export, ExportFormat};
use crate::ask;
use crate::calendar::today;
use crate::entry::label;
use crate::given;
use crate::outcome::{Failure, Status};
use crate::private_file;
use crate::query::{Names, one_of};
use crate::say::Say;
use crate::store::{Store, now};

/// What was written.
#[derive(Serialize)]
struct ExportJson {
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    accounts: usize,
    left_out: Vec<LeftOutJson>,
}

/// What the format cannot hold.
#[derive(Serialize)]
struct LeftOutJson {
    issuer: String,
    account: String,
    what: &'static str,
}

/// Writes the chosen accounts, or all, to a file that must not be there yet, or to stdout.
pub(crate) fn run(request: &Export, store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    let vault = store.existing(say)?;
    let chosen = chosen(&vault, &request.accounts)?;
    let (written, is_locked) = written(request.format, &chosen, store, say)?;
    let Exported {
        content,
        accounts,
        left_out,
    } = written;
    match &request.out {
        Some(path) => private_file::write(path, &content)?,
        None if say.json => return Err(Failure::refused("out_needed", None)),
        None => say.out.write_all(&content)?,
    }
    let mut json = ExportJson {
        format: request.format.name(),
        file: request.out.as_ref().map(|path| path.display().to_string()),
        accounts,
        left_out: Vec::new(),
    };
    for LeftOut { account, what } in left_out {
        let Some(account) = chosen.get(account) else {
            continue;
        };
        let about = label(&account.issuer, &account.name);
        say.warn(&about, what.code(), None)?;
        json.left_out.push(LeftOutJson {
            issuer: account.issuer.clone(),
            account: account.name.clone(),
            what: what.code(),
        });
    }
    if !is_locked {
        say.tell("cli-export-plain", &[])?;
    }
    say.tell_count("cli-exported", accounts)?;
    if say.json {
        say.data(&json)?;
    }
    Ok(Status::Done)
}

/// The accounts that were named, in the order of the vault; without names all.
fn chosen(vault: &Vault, queries: &[String]) -> Result<Vec<vault::Account>, Failure> {
    let all = vault.accounts();
    let wanted = queries
        .iter()
        .map(|query| one_of(query, all, names).map(|account| &account.id));
    let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
    let chosen = all.iter();
    let chosen = chosen.filter(|account| wanted.is_empty() || wanted.contains(&&account.id));
    Ok(chosen.cloned().collect())
}

/// A file that is ready to be written, with what is not in it.
type File = Exported<Zeroizing<Vec<u8>>>;

/// The file, and whether a password locks it.
fn written(
    format: ExportFormat,
    chosen: &[vault::Account],
    store: &Store,
    say: &Say<'_>,
) -> Result<(File, bool), Failure> {
    let accounts: Vec<Account<'_>> = chosen.iter().map(Account::from).collect();
    let random =
        &mut |bytes: &mut [u8]| getrandom::fill(bytes).map_err(|_| ExportError::NoRandomness);
    let given = store.given.of_file.as_ref();
    Ok(match format {
        ExportFormat::Propusk => {
            let password = match given {
                Some(typed) => given::judged(Passphrase::new(typed))?,
                None => ask::new_password(say)?,
            };
            let exported = export::backup(chosen, &password, now())?;
            (exported.map(Zeroizing::new), true)
        }
        ExportFormat::Aegis => {
            let password = given.cloned().map(Password::new);
            let exported = export::aegis(&accounts, password.as_ref(), random)?;
            (exported, password.is_some())
        }
        ExportFormat::UriList => (export::uri_list(&accounts)?.map(|text| bytes(&text)), false),
        ExportFormat::TwoFas => (export::two_fas(&accounts, now(), random)?, false),
        ExportFormat::Google => {
            let lines = |uris: Vec<Zeroizing<String>>| {
                let mut text = Zeroizing::new(String::new());
                for uri in uris {
                    text.push_str(&uri);
                    text.push('\n');
                }
                bytes(&text)
            };
            (export::google(&accounts)?.map(lines), false)
        }
        ExportFormat::Pdf => (pages(chosen, say)?, false),
    })
}

fn names(account: &vault::Account) -> Names<'_> {
    Names {
        id: account.id.as_str(),
        issuer: &account.issuer,
        account: &account.name,
    }
}

/// The QR codes on paper.
fn pages(chosen: &[vault::Account], say: &Say<'_>) -> Result<File, Failure> {
    let entries = chosen.iter().map(|account| Entry {
        issuer: account.issuer.clone(),
        name: account.name.clone(),
        token: account.token.clone(),
    });
    let uris: Vec<_> = entries.map(|entry| otp::uri::write(&entry)).collect();
    let accounts = chosen
        .iter()
        .zip(&uris)
        .map(|(account, uri)| codes::Account {
            issuer: &account.issuer,
            name: &account.name,
            uri,
            how: how(&account.token.kind),
        });
    let printed = codes::pdf(&Codes {
        accounts: &accounts.collect::<Vec<_>>(),
        made: today(),
        language: say.language,
    })?;
    let left_out = printed.left_out.iter().map(|place| LeftOut {
        account: *place,
        what: Lost::Secret,
    });
    Ok(Exported {
        accounts: chosen.len() - printed.left_out.len(),
        left_out: left_out.collect(),
        content: printed.pdf,
    })
}

fn how(kind: &Kind) -> How<'static> {
    let (digits, algorithm) = (kind.digits(), kind.algorithm().name());
    match kind {
        Kind::Totp { period, .. } => How::Time {
            digits,
            period: period.get(),
            algorithm,
        },
        Kind::Hotp { counter, .. } => How::Counter {
            digits,
            counter: counter.get(),
            algorithm,
        },
        Kind::Steam => How::Steam,
        Kind::Yandex { .. } => How::Yandex,
        Kind::Motp { .. } => How::Motp,
    }
}

fn bytes(text: &Zeroizing<String>) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(text.as_bytes().to_vec())
}
