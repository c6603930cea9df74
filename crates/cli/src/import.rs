//! `import`: accounts out of the files of other apps.

use std::io::BufRead;
use std::path::Path;

use otp::Pin;
use scan::{Effort, PictureError, ScanError, Shot, Sight, Worker};
use serde::Serialize;
use transfer::compare::{Known, Standing, compare};
use transfer::import::{self, Found, ImportError, Parsed, Password, Progress, Request};
use vault::{Imported, Vault};
use zeroize::Zeroizing;

use crate::args::Import;
use crate::ask;
use crate::backup;
use crate::entry::{EntryJson, label};
use crate::given::Given;
use crate::outcome::{Failure, Status};
use crate::parse::Skipped;
use crate::pin;
use crate::say::Say;
use crate::scan_files::is_wanted;
use crate::store::{Store, now};

/// What became of everything in the files.
#[derive(Serialize)]
struct ImportJson {
    /// What the files are; `mixed` for several kinds.
    format: &'static str,
    added: Vec<AccountJson>,
    duplicates: Vec<AccountJson>,
    /// Added beside accounts of the same name.
    conflicts: Vec<AccountJson>,
    skipped: Vec<Skipped>,
    /// Transfers of Google of which not every QR code was there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    incomplete: Vec<TransferJson>,
}

/// One account of the file.
#[derive(Serialize)]
struct AccountJson {
    #[serde(flatten)]
    entry: EntryJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
}

/// How much of a transfer was there.
#[derive(Serialize)]
struct TransferJson {
    read: u32,
    of: u32,
}

/// Everything that was read, before the vault is opened: bad input touches nothing.
struct Contents {
    format: &'static str,
    parsed: Parsed,
    /// Not every file could be read.
    some_failed: bool,
}

/// Reads the files, compares with the vault, and adds what is new in one save.
pub(crate) fn run(
    request: &Import,
    store: impl FnOnce(Given) -> Result<Store, Failure>,
    given: Given,
    mut stdin: impl BufRead,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let pin = request
        .pin_stdin
        .then(|| pin::from_first_line(&mut stdin))
        .transpose()?;
    let contents = contents(request, &given, pin.as_ref(), say)?;
    let Contents { parsed, .. } = &contents;
    for refused in &parsed.refused {
        let about = format!(
            "{} {}",
            refused.place,
            label(&refused.issuer, &refused.name)
        );
        let reason = &refused.reason;
        say.explain(
            Some(about.trim_end()),
            reason.code(),
            reason.detail().as_deref(),
        )?;
    }
    for transfer in parsed.transfers() {
        if transfer.read < transfer.of {
            let (read, of) = (transfer.read.to_string(), transfer.of.to_string());
            say.tell("cli-import-incomplete", &[("read", &read), ("of", &of)])?;
        }
    }
    if request.dry_run || parsed.found.is_empty() {
        return report(contents, &[], request, say);
    }
    let store = store(given)?;
    let mut vault = store.vault_or_new(request.new_vault, say)?;
    let standings = standings(&vault, &parsed.found);
    let wanted = parsed.found.iter().zip(&standings);
    let wanted = wanted.filter(|(_, standing)| is_wanted_now(standing, request.again));
    let imported: Vec<_> = wanted.map(|(found, _)| Imported::from(found)).collect();
    if !imported.is_empty() {
        vault.import(imported, now()).1?;
        backup::after_change(&store, &vault, say)?;
    }
    if !parsed.encrypted {
        say.tell("cli-import-plain-file", &[])?;
    }
    report(contents, &standings, request, say)
}

fn contents(
    request: &Import,
    given: &Given,
    pin: Option<&Pin>,
    say: &mut Say<'_>,
) -> Result<Contents, Failure> {
    let key_file = request.key_file.as_deref().map(bytes_of).transpose()?;
    let companion = request.manifest.as_deref().map(bytes_of).transpose()?;
    let mut contents: Option<Contents> = None;
    let mut some_failed = false;
    for file in &request.sources {
        let read = bytes_of(file).and_then(|bytes| {
            let progress = Progress::default();
            let mut request = Request::new(&bytes, &progress);
            request.file_name = file.file_name().and_then(|name| name.to_str());
            request.key_file = key_file.as_ref().map(|bytes| bytes.as_slice());
            request.companion = companion.as_ref().map(|bytes| bytes.as_slice());
            request.pin = pin;
            of_file(request, given, say)
        });
        match (read, &mut contents) {
            (Ok((format, parsed)), None) => {
                contents = Some(Contents {
                    format,
                    parsed,
                    some_failed: false,
                });
            }
            (Ok((format, parsed)), Some(contents)) => {
                if contents.format != format {
                    contents.format = "mixed";
                }
                contents.parsed.join(parsed)?;
            }
            (Err(failure), _) if request.sources.len() == 1 => return Err(failure),
            (Err(failure), _) => {
                let about = file.display().to_string();
                say.explain(Some(&about), failure.code, failure.detail.as_deref())?;
                some_failed = true;
            }
        }
    }
    let contents = contents.ok_or_else(|| Failure::refused("no_file_read", None))?;
    Ok(Contents {
        some_failed,
        ..contents
    })
}

/// One file. Somebody at a terminal is asked for its password, and may mistype a few times.
fn of_file(
    request: Request<'_>,
    given: &Given,
    say: &mut Say<'_>,
) -> Result<(&'static str, Parsed), Failure> {
    let password = given.of_file.clone().map(Password::new);
    let first = Request {
        password: password.as_ref(),
        ..request
    };
    match import::read(&first) {
        Ok((format, parsed)) => return Ok((format.id, parsed)),
        Err(ImportError::Picture) => return of_pictures(&request),
        Err(ImportError::PasswordNeeded) if ask::is_possible() => {}
        Err(error) => return Err(error.into()),
    }
    for left in (0..ask::TRIES).rev() {
        let password = Password::new(ask::file_password(say)?);
        let again = Request {
            password: Some(&password),
            ..request
        };
        match import::read(&again) {
            Ok((format, parsed)) => return Ok((format.id, parsed)),
            Err(error @ (ImportError::WrongPassword | ImportError::WrongPasswordOrDamaged))
                if left > 0 =>
            {
                let failure = Failure::from(error);
                say.explain(None, failure.code, None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(ImportError::WrongPassword.into())
}

/// The accounts in the QR codes of a picture, or of the pictures in a page.
fn of_pictures(request: &Request<'_>) -> Result<(&'static str, Parsed), Failure> {
    let mut lines = Zeroizing::new(String::with_capacity(64 << 10));
    let mut other = None;
    let mut worker = Worker::start()?;
    for picture in import::pictures(request.bytes) {
        let picture = Shot::File(Zeroizing::new(picture.to_vec()));
        let codes = match worker.decode(&picture, &is_wanted, Effort::Thorough) {
            Err(error) if error.sight().is_some() => continue, // an icon of the page
            codes => codes?,
        };
        for code in &codes {
            if is_wanted(&code.text) {
                lines.push_str(&code.text);
                lines.push('\n');
            } else {
                other.get_or_insert(otp::payload::kind_of(&code.text));
            }
        }
    }
    if lines.is_empty() {
        let kind = other.ok_or(ScanError::from(PictureError::NoQr(Sight::Nothing)))?;
        return Err(otp::payload::PayloadError::NotOtp(kind).into());
    }
    let request = Request {
        bytes: lines.as_bytes(),
        ..*request
    };
    let (_, parsed) = import::read(&request)?;
    Ok(("qr", parsed))
}

fn bytes_of(file: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    scan::read_file(file).map_err(|error| match error {
        ScanError::Picture(PictureError::TooLarge(_)) => ImportError::TooLarge.into(),
        other => other.into(),
    })
}

fn standings(vault: &Vault, found: &[Found]) -> Vec<Standing> {
    let known = vault.accounts().iter().map(Known::from);
    compare(&known.collect::<Vec<_>>(), found)
}

fn is_wanted_now(standing: &Standing, again: bool) -> bool {
    match standing {
        Standing::New | Standing::Conflict => true,
        Standing::Duplicate { .. } => again,
    }
}

/// Tells what became of each account. Without the vault each is compared with the others only.
fn report(
    contents: Contents,
    standings: &[Standing],
    &Import { again, dry_run, .. }: &Import,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let Contents {
        format,
        parsed,
        some_failed,
    } = contents;
    let alone;
    let standings = if standings.is_empty() {
        alone = compare(&[], &parsed.found);
        &alone
    } else {
        standings
    };
    let incomplete = parsed.transfers().into_iter();
    let incomplete = incomplete.filter(|transfer| transfer.read < transfer.of);
    let mut json = ImportJson {
        format,
        added: Vec::new(),
        duplicates: Vec::new(),
        conflicts: Vec::new(),
        skipped: Vec::new(),
        incomplete: incomplete
            .map(|transfer| TransferJson {
                read: transfer.read,
                of: transfer.of,
            })
            .collect(),
    };
    for (found, standing) in parsed.found.iter().zip(standings) {
        let name = label(&found.entry.issuer, &found.entry.name);
        let account = AccountJson {
            entry: EntryJson::new(&found.entry, &found.warnings, say.show_secrets),
            tags: found.tags.clone(),
        };
        if is_wanted_now(standing, again) {
            account.entry.warn(say)?;
            if !say.json {
                say.line(&account.entry.in_words())?;
            }
        }
        match standing {
            Standing::Duplicate {
                issuer,
                name: known,
            } if !again => {
                say.explain(Some(&name), "duplicate", Some(&label(issuer, known)))?;
                json.duplicates.push(account);
            }
            Standing::Conflict => {
                say.tell("cli-import-conflict", &[("name", &name)])?;
                json.conflicts.push(account);
            }
            Standing::New | Standing::Duplicate { .. } => json.added.push(account),
        }
    }
    let skipped = parsed.refused.into_iter().map(|refused| Skipped {
        issuer: refused.issuer,
        account: refused.name,
        reason: refused.reason.code(),
    });
    json.skipped = skipped.collect();
    let added = json.added.len() + json.conflicts.len();
    let said = if dry_run {
        "cli-import-found"
    } else {
        "cli-added"
    };
    say.tell_count(said, added)?;
    if say.json {
        say.data(&json)?;
    }
    Ok(if added == 0 || some_failed {
        Status::Refused
    } else {
        Status::Done
    })
}
