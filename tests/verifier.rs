//! A portal that is as strict as RFC 6238 allows: the verifier of libpam-google-authenticator, which
//! takes the code of this very period (window 1), and each code once (`DISALLOW_REUSE`). Accounts are
//! enrolled from its QR codes, and codes are copied in our real window at moments spread at random over
//! the period, its last seconds among them.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use fantoccini::{Client, Locator};

use crate::{
    clipboard::{copied_text, copy_picture, copy_text},
    desktop::{Desktop, wait_until},
    page::{PATIENCE, click, find, list},
};

const TRIES: usize = 20;
const PERIOD: f64 = 30.0;
/// Setting of the guard, as it comes.
const GUARD: f64 = 5.0;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_code_is_accepted_at_any_moment_and_a_second_use_is_foretold_and_refused() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let folder = tempfile::tempdir().expect("folder");
    let portals: Vec<_> = (0..TRIES)
        .map(|number| Portal::set_up(&desktop, folder.path(), number))
        .collect();
    let window = desktop.open_window().await;
    for portal in &portals {
        enrol(&desktop, &window, portal).await;
    }
    let accounts = list(&window).await["accounts"].clone();
    let accounts = accounts.as_array().expect("accounts");
    assert_eq!(accounts.len(), TRIES);

    let mut waits = 0;
    for (portal, moment) in portals.iter().zip(moments()) {
        let account = (accounts.iter())
            .find(|account| account["name"] == portal.name.as_str())
            .expect("enrolled");
        let id = account["id"].as_str().expect("id").to_owned();
        copy_text(&desktop, "nothing yet");
        sleep_until_phase(moment).await;
        let pressed = phase();
        press(&window, &id).await;
        if PERIOD - pressed < GUARD {
            waits += 1;
        }
        let code = copied(&desktop, "nothing yet");
        let left = PERIOD - phase();
        // Another program asks for it five times a second or so.
        assert!(left >= GUARD - 0.5, "only {left:.1} s are left");
        if PERIOD - pressed < GUARD {
            // As somebody who takes all the time that was promised.
            tokio::time::sleep(Duration::from_secs_f64(GUARD - 1.0)).await;
        }
        assert!(
            portal.accepts(&desktop, &code),
            "refused: {code}, pressed {pressed:.1} s into the period, {:.1} s now",
            phase()
        );
        // Foretold, then refused.
        assert!(is_marked_used(&window, &id).await, "{code} is not marked");
        assert!(!portal.accepts(&desktop, &code), "{code} is taken twice");
    }
    assert!(waits >= TRIES / 10, "too few in the last seconds: {waits}");
    println!(
        "accepted: {TRIES} of {TRIES}, {waits} of them pressed in the last {GUARD} s of a period"
    );

    // The person is asked once, and says yes.
    let banner = find(&window, "banner").await;
    let code = banner.attr("data-code").await.expect("attribute");
    assert_eq!(code.as_deref(), Some("fraud"), "told at the first copy");
    let _ = window.close().await;
}

/// Moments within the period, in the order of a few periods: in each of them four anywhere, and the
/// fifth in the last seconds.
fn moments() -> Vec<f64> {
    let random = || f64::from(random_word()) / f64::from(u32::MAX);
    let mut moments = Vec::new();
    for _ in 0..TRIES / 5 {
        let mut some: Vec<_> = (0..4).map(|_| (PERIOD - GUARD) * random()).collect();
        some.sort_by(f64::total_cmp);
        moments.extend(some);
        moments.push(PERIOD - GUARD * (0.1 + 0.8 * random()));
    }
    moments
}

/// 32 random bits.
fn random_word() -> u32 {
    let mut bytes = [0; 4];
    let mut random = fs::File::open("/dev/urandom").expect("randomness");
    std::io::Read::read_exact(&mut random, &mut bytes).expect("randomness");
    u32::from_ne_bytes(bytes)
}

/// One account at the portal.
struct Portal {
    name: String,
    service: String,
    services: PathBuf,
    uri: String,
}

impl Portal {
    /// Switches two-step login on at the portal, as its administrator's manual says.
    fn set_up(desktop: &Desktop, folder: &Path, number: usize) -> Self {
        let name = format!("citizen-{number}");
        let services = folder.join("services");
        fs::create_dir_all(&services).expect("folder");
        let secret = folder.join(&name);
        let told = desktop.output(
            "google-authenticator",
            &[
                "--time-based",
                "--disallow-reuse",
                "--window-size=1",
                "--no-rate-limit",
                "--no-confirm",
                "--force",
                "--secret",
                secret.to_str().expect("UTF-8"),
                "--label",
                &name,
                "--issuer",
                "Портал",
            ],
        );
        let rule = format!(
            "auth required pam_google_authenticator.so secret={} user=root no_strict_owner\n",
            secret.display()
        );
        let service = format!("portal-{number}");
        fs::write(services.join(&service), rule).expect("rule");
        // It draws its QR code through a library that is not always there; the address that it gives
        // has the same content.
        let drawn = told.split("chl=").nth(1).expect("address of its QR code");
        let uri = percent_decoded(drawn.lines().next().expect("line"));
        assert!(uri.starts_with("otpauth://totp/"), "{uri}");
        Self {
            name,
            service,
            services,
            uri,
        }
    }

    fn accepts(&self, desktop: &Desktop, code: &str) -> bool {
        let mut tester = desktop
            .command("pamtester")
            .args([&self.service, "root", "authenticate"])
            .env("LD_PRELOAD", "libpam_wrapper.so")
            .env("PAM_WRAPPER", "1")
            .env("PAM_WRAPPER_SERVICE_DIR", &self.services)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pamtester (Debian packages pamtester, libpam-wrapper)");
        let mut input = tester.stdin.take().expect("piped");
        writeln!(input, "{code}").expect("typed");
        drop(input);
        tester.wait().expect("it ends").success()
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.trim().as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).expect("ASCII");
                bytes.push(u8::from_str_radix(digits, 16).expect("hex"));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Copies the QR code as a picture and adds what it holds.
async fn enrol(desktop: &Desktop, window: &Client, portal: &Portal) {
    let picture = (desktop.command("qrencode"))
        .args(["-o", "-", "-s", "6", &portal.uri])
        .output()
        .expect("qrencode (Debian package qrencode)");
    copy_picture(desktop, &picture.stdout);
    click(window, "add").await;
    click(window, "scan-clipboard").await;
    find(window, "preview").await;
    click(window, "confirm-add").await;
    click(window, "first-code-later").await;
    find(window, "card").await;
}

async fn press(window: &Client, id: &str) {
    let card = format!("[data-card='{id}']");
    // Into the middle: at the edge the foot of the window may lie over it.
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    let scrolled = window.execute(script, vec![card.clone().into()]).await;
    scrolled.expect("scrolled");
    let card = window.find(Locator::Css(&card)).await.expect("card");
    let mut result = card.click().await;
    for _ in 0..20 {
        if result.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        result = card.click().await;
    }
    result.expect("click");
}

async fn is_marked_used(window: &Client, id: &str) -> bool {
    let marked = format!("li.used [data-card='{id}']");
    let wait = window.wait().at_most(Duration::from_secs(3));
    wait.for_element(Locator::Css(&marked)).await.is_ok()
}

/// What stands on the clipboard, once it is no longer `before`.
fn copied(desktop: &Desktop, before: &str) -> String {
    let mut found = String::new();
    wait_until("a code is copied", PATIENCE, || {
        found = copied_text(desktop).unwrap_or_default();
        !found.is_empty() && found != before
    });
    assert!(
        found.len() == 6 && found.bytes().all(|byte| byte.is_ascii_digit()),
        "{found}"
    );
    found
}

/// Seconds since the period began.
fn phase() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("after 1970").as_secs_f64() % PERIOD
}

/// Waits for that moment of the period; one that has just passed is not waited for again.
async fn sleep_until_phase(moment: f64) {
    let wait = (moment - phase()).rem_euclid(PERIOD);
    if wait < PERIOD - 6.0 {
        tokio::time::sleep(Duration::from_secs_f64(wait)).await;
    }
}
