//! HOTP over a real vault: a code is shown only when its counter is used up on disk.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic)]

use std::time::Duration;

use propusk_session::{Life, Moment, copy_pressed, peek, press};
use vault::keyring::fake::Fake;
use vault::{AccountId, DataDir, Start, Vault};

/// RFC 4226 appendix D: the codes of the counters 0 to 9.
const RFC: [&str; 10] = [
    "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
    "520489",
];
const URI: &str = "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";
const NOW: u64 = 1_800_000_000;

struct Place {
    dir: DataDir,
    keyring: Fake,
    _folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = DataDir::open(folder.path().join("data")).expect("opens");
        let dir = dir.with_patience(Duration::from_millis(200));
        Place {
            dir,
            keyring: Fake::new(),
            _folder: folder,
        }
    }

    fn with_account(&self) -> (Vault, AccountId) {
        let mut vault = Vault::create(&self.dir, &self.keyring.keyring(), NOW).expect("made");
        let entry = otp::uri::parse(URI).expect("good");
        let ids = vault.add(vec![entry], NOW).expect("saved");
        (vault, ids[0].clone())
    }

    /// The vault as another process would find it.
    fn on_disk(&self) -> Vault {
        match vault::start(&self.dir, &self.keyring.keyring(), NOW) {
            Start::Ready(vault) => vault,
            other => panic!("not open: {other:?}"),
        }
    }
}

#[test]
fn every_press_gives_the_next_code_and_its_counter_is_on_disk_by_then() {
    let place = Place::new();
    let (mut vault, id) = place.with_account();
    for (counter, expected) in (0..).zip(RFC) {
        let pressed = press(&mut vault, &id, NOW).expect("saved");
        assert_eq!(
            (pressed.code().as_str(), pressed.counter().get()),
            (expected, counter)
        );
        let stored = place.on_disk();
        let token = &stored.account(&id).expect("there").token;
        let next = peek(token).expect("computes").expect("HOTP");
        assert_ne!(
            &next,
            pressed.code(),
            "a killed program must not show {expected} again"
        );
    }
}

#[test]
fn a_counter_that_cannot_be_saved_shows_nothing_and_is_not_used_up() {
    let place = Place::new();
    let (mut vault, id) = place.with_account();
    // Another process holds the lock for longer than we wait.
    let lock = std::fs::File::open(place.dir.path().join("lock")).expect("a save has made it");
    lock.lock().expect("locked");
    let refused = press(&mut vault, &id, NOW).expect_err("it cannot be saved");
    assert_eq!(refused.code(), "busy");
    drop(lock);
    let pressed = press(&mut vault, &id, NOW).expect("saved");
    assert_eq!(
        pressed.code().as_str(),
        RFC[0],
        "the failed press has used up nothing"
    );
}

#[test]
fn looking_does_not_use_up_a_code() {
    let place = Place::new();
    let (mut vault, id) = place.with_account();
    let token = vault.account(&id).expect("there").token.clone();
    for _ in 0..3 {
        let code = peek(&token).expect("computes").expect("HOTP");
        assert_eq!(code.as_str(), RFC[0]);
    }
    assert_eq!(
        press(&mut vault, &id, NOW).expect("saved").code().as_str(),
        RFC[0]
    );
}

#[test]
fn only_hotp_can_be_pressed() {
    let place = Place::new();
    let (mut vault, _) = place.with_account();
    let totp = otp::uri::parse("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ").expect("good");
    assert_eq!(peek(&totp.token).expect("no error"), None);
    let ids = vault.add(vec![totp], NOW).expect("saved");
    assert_eq!(
        press(&mut vault, &ids[0], NOW).expect_err("TOTP").code(),
        "bad_counter"
    );
    assert_eq!(
        press(&mut vault, &"nobody".into(), NOW)
            .expect_err("gone")
            .code(),
        "account_not_found"
    );
}

#[test]
fn a_pressed_code_leaves_the_clipboard_after_the_set_time() {
    let place = Place::new();
    let (mut vault, id) = place.with_account();
    let pressed = press(&mut vault, &id, NOW).expect("saved");
    let copied = copy_pressed(&pressed, Moment::from_seconds(NOW), Duration::from_secs(30));
    assert_eq!(
        (copied.clear_at.seconds(), copied.life),
        (NOW + 30, Life::Counter(pressed.counter()))
    );
    assert_eq!(copied.code.as_str(), RFC[0]);
}
