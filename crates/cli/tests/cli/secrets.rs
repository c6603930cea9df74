//! No secret comes out, or is left on disk, unless it is asked for.

use std::fs;
use std::path::Path;

use crate::desk::{Desk, Ran, is_root};
use crate::pictures;

/// 20 bytes that occur nowhere else: "canary-canary-canary".
const BYTES: &[u8] = b"canary-canary-canary";
const BASE32: &str = "MNQW4YLSPEWWGYLOMFZHSLLDMFXGC4TZ";
/// The PIN of the mOTP account, whose secret is the next line.
const PIN: &str = "83194726";
const HEX: &str = "5ca1ab1e0ddba11c";

fn uri() -> String {
    format!("otpauth://totp/Canary:bird?secret={BASE32}&issuer=Canary")
}

/// Every spelling under which the secrets could be seen.
fn spellings() -> Vec<Vec<u8>> {
    let grouped: Vec<_> = BASE32
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    let hex: String = BYTES.iter().map(|byte| format!("{byte:02x}")).collect();
    let texts = [
        BASE32.to_owned(),
        BASE32.to_lowercase(),
        grouped.join(" "),
        hex.to_uppercase(),
        hex,
        String::from_utf8_lossy(BYTES).into_owned(),
        "Y2FuYXJ5LWNhbmFyeS1jYW5hcnk".to_owned(),
        HEX.to_owned(),
        HEX.to_uppercase(),
        PIN.to_owned(),
    ];
    let wide = |text: &String| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    texts
        .iter()
        .map(|text| text.clone().into_bytes())
        .chain(texts.iter().map(wide))
        .collect()
}

fn holds_a_secret(bytes: &[u8]) -> bool {
    spellings().iter().any(|spelling| {
        bytes
            .windows(spelling.len())
            .any(|window| window == spelling)
    })
}

fn shows_a_secret(ran: &Ran) -> bool {
    holds_a_secret(ran.out.as_bytes()) || holds_a_secret(ran.err.as_bytes())
}

#[test]
fn nothing_shows_a_secret_without_being_asked() {
    let desk = Desk::with_keyring();
    let picture = desk.file("code.png", &pictures::qr(&uri()));
    let two = desk.file(
        "two.png",
        &pictures::side_by_side(&[&uri(), &uri().replace("bird", "cat")]),
    );
    let address = uri();
    let bad = format!("{address}&digits=262");
    let mangled = [
        address
            .replace(['/', '?', '='], "%2F")
            .replacen("%2F%2F", "//", 1),
        address.replace('?', "&").replace("totp/", "totp&"),
        format!("otpauth://totp/x?secret={BASE32}&algorithm=SHA1;{BASE32}"),
    ]
    .join("\n");
    let broken = format!("otpauth://totp/x?secret={BASE32}0{BASE32}");
    let motp = format!("{PIN}\nmotp://Work:me?secret={HEX}");
    let json = format!(r#"{{"type":"totp","secret":"{BASE32}","digits":99,"time":1}}"#);
    let runs: &[(&[&str], &str)] = &[
        (&["add", "--qr", &two], ""),
        (&["add", "--qr", &picture], ""),
        (&["add", "--stdin"], &uri()),
        (&["add", "--stdin"], &bad),
        (&["add", "--stdin"], &broken),
        (&["add", "--stdin", "--pin-stdin"], &motp),
        (&["list"], ""),
        (&["code", "canary"], ""),
        (&["code", "work"], ""),
        (&["edit", "canary", "--name", "tit"], ""),
        (&["edit", "work", "--pin-stdin"], &format!("{PIN}\n")),
        (&["remove", "canary"], ""),
        (&["restore", "canary"], ""),
        (&["scan", &picture, &two], ""),
        (
            &["parse"],
            &format!(
                "{}\n{bad}\n{broken}\nmotp://Work:me?secret={HEX}\nhttps://example.com/{BASE32}\n",
                uri()
            ),
        ),
        (
            &["compute"],
            &format!("{json}\n1 {bad}\n1 {broken}\n{broken}\n"),
        ),
        (&["parse"], &mangled),
        (&["add", "--stdin"], &mangled),
        (&["doctor"], ""),
        (&["add"], ""),
        (&["parse", &address], ""),
        (&["list", &address], ""),
        (&["code", &address], ""),
        (&[&address], ""),
        (&["edit", "canary", "--confirmed", &address], ""),
    ];
    let mut wrong = Vec::new();
    for (arguments, input) in runs {
        for more in [&[][..], &["--json"], &["--lang", "ru"]] {
            let ran = desk.run(&[arguments, more].concat(), input);
            if shows_a_secret(&ran) {
                wrong.push(format!("{arguments:?} {more:?}: {ran:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let shown = desk.run(&["list", "--show-secrets"], "");
    assert!(
        shows_a_secret(&shown),
        "what is asked for is shown, and this test can see it: {shown:?}"
    );
}

#[test]
fn nothing_secret_lies_on_disk_in_clear() {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], &uri());
    desk.done(
        &["add", "--stdin", "--pin-stdin"],
        &format!("{PIN}\nmotp://Work:me?secret={HEX}"),
    );
    desk.done(&["code", "canary"], "");
    desk.done(&["remove", "canary"], "");
    let mut seen = 0;
    search(desk.folder(), &mut seen);
    assert!(
        seen >= 4,
        "{seen} files: vault, previous, id and the keyring are there at least"
    );
    desk.file("control", BASE32.as_bytes());
    let found = std::panic::catch_unwind(|| search(desk.folder(), &mut 0));
    assert!(found.is_err(), "the search finds what is there");
}

#[test]
fn neither_password_nor_sheet_comes_out_or_lies_on_disk() {
    const PASSWORD: &str = "sinij chajnik pojot na kryshe";
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], &uri());
    let sheet = desk.new_sheet(&[], "");
    let folder = desk.folder().join("copies");
    fs::create_dir(&folder).expect("made");
    let folder = folder.display().to_string();
    let both = format!("{PASSWORD}\n{sheet}\n");
    let runs: &[(&[&str], &str)] = &[
        (&["recovery", "check", "--stdin"], &sheet),
        (&["recovery", "check", &sheet], ""),
        (&["password", "set", "--password-stdin"], PASSWORD),
        (&["password", PASSWORD], ""),
        (&["list", "--password-stdin"], PASSWORD),
        (&["list", "--recovery-stdin"], &sheet),
        (&["backup", "--to", &folder, "--password-stdin"], PASSWORD),
        (&["recovery", "check", "--stdin", "--password-stdin"], &both),
        (
            &["password", "set", "--password-stdin", "--recovery-stdin"],
            &both,
        ),
        (&["password", "remove", "--password-stdin"], PASSWORD),
        (&["list"], ""),
    ];
    let compact = sheet.replace(' ', "");
    let key = compact.trim_start_matches("AGE-SECRET-KEY-1");
    let groups: String = sheet
        .split(' ')
        .skip(1)
        .take(4)
        .collect::<Vec<_>>()
        .join(" ");
    let canaries = [
        PASSWORD.to_owned(),
        key.to_owned(),
        key.to_lowercase(),
        groups,
    ];
    let holds = |bytes: &[u8]| {
        let found = |canary: &String| bytes.windows(canary.len()).any(|w| w == canary.as_bytes());
        canaries.iter().any(found) || holds_a_secret(bytes)
    };
    for (arguments, input) in runs {
        let ran = desk.run(&[arguments, &["--json"][..]].concat(), input);
        let typed_there = arguments.iter().any(|argument| holds(argument.as_bytes()));
        assert!(typed_there || ran.status == 0, "{arguments:?}: {ran:?}");
        let shown = holds(ran.out.as_bytes()) || holds(ran.err.as_bytes());
        assert!(!shown, "{arguments:?}: {ran:?}");
    }
    let mut seen = 0;
    each_file(desk.folder(), &mut |path, bytes| {
        seen += 1;
        assert!(!holds(bytes), "{}", path.display());
    });
    assert!(seen > 5, "{seen} files");
    assert!(holds(both.as_bytes()), "this test can see them");
}

fn search(folder: &Path, seen: &mut usize) {
    each_file(folder, &mut |path, bytes| {
        *seen += 1;
        assert!(!holds_a_secret(bytes), "{} holds a secret", path.display());
    });
}

fn each_file(folder: &Path, look: &mut dyn FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).expect("readable").flatten() {
        let kind = entry.file_type().expect("known");
        if kind.is_dir() {
            each_file(&entry.path(), look);
        } else if kind.is_file() {
            look(&entry.path(), &fs::read(entry.path()).expect("readable"));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_uri_leaves_the_command_line_while_the_program_runs() {
    use std::process::Stdio;

    let desk = Desk::with_keyring();
    desk.signal_keyring("-STOP"); // so that the program waits where it can be watched
    let mut command = desk.propusk(&["add", "--name", "tit", &uri()]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.expect("starts");
    let line = format!("/proc/{}/cmdline", child.id());
    let line = || fs::read(&line).unwrap_or_default();
    crate::desk::wait_until("the URI is gone", || {
        let line = line();
        !line.is_empty() && !holds_a_secret(&line)
    });
    let shown = String::from_utf8(line()).expect("text");
    assert!(shown.ends_with("add\0--name\0tit\0--stdin\0"), "{shown:?}");
    desk.signal_keyring("-CONT");
    assert!(child.wait().expect("ended").success());
    assert_eq!(desk.json(&["list"], "")[0]["account"], "tit");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_closed_to_the_same_user_and_there_are_no_core_files() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Child, Stdio};

    // Root may read every memory, so nobody must try.
    let desk = if is_root() {
        Desk::of_nobody()
    } else {
        Desk::bare()
    };
    let running = |program: &mut std::process::Command| -> Child {
        let piped = program.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = piped.spawn().expect("starts");
        // It runs for good once it has answered a line.
        let input = child.stdin.as_mut().expect("piped");
        writeln!(input, "first").expect("read");
        let mut answer = String::new();
        let mut output = BufReader::new(child.stdout.as_mut().expect("piped"));
        output.read_line(&mut answer).expect("an answer");
        child
    };
    let sees = |child: &Child| {
        let maps = format!("/proc/{}/maps", child.id());
        let status = desk
            .command("cat")
            .arg(maps)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.expect("cat runs").success()
    };
    let mut open = running(&mut desk.command("cat"));
    let mut ours = running(&mut desk.propusk(&["compute"]));
    let limits = fs::read_to_string(format!("/proc/{}/limits", ours.id()));
    let (open_is_seen, ours_is_seen) = (sees(&open), sees(&ours));
    for child in [&mut open, &mut ours] {
        child.kill().expect("ended");
        child.wait().expect("ended");
    }
    assert!(
        open_is_seen,
        "an ordinary program can be looked into, so this test can tell"
    );
    assert!(!ours_is_seen, "ours cannot");
    let limits = limits.expect("readable");
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .expect("there");
    let core: Vec<_> = core.split_whitespace().rev().take(3).collect();
    assert_eq!(core, ["bytes", "0", "0"], "{limits}");
}
