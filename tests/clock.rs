//! The computer's clock set wrong by libfaketime under the real window: what is told, how soon, and that
//! codes can be made for the right time all the same.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::{
    browser::acceptable_codes,
    clipboard::{copied_text, copy_text},
    desktop::{Desktop, wait_until},
    page::{
        PATIENCE, add_by_hand, ask, click, click_at_the_end, fill, find, invoke, list,
        open_settings, plain, switch_to_new, text,
    },
};

const SECRET: &str = "CLOCKCANARYCLOCKCANARYCLOCKCANAR";
/// Bounds in seconds are measured with five times the promise.
const SOON: Duration = Duration::from_secs(5);

/// The clock of the windows to come.
struct FakeClock(PathBuf);

impl FakeClock {
    fn start(desktop: &mut Desktop) -> Self {
        let library = "/usr/$LIB/faketime/libfaketime.so.1";
        let clock = Self(desktop.everything().join("tmp").join("clock"));
        clock.set("+0");
        let file = clock.0.to_str().expect("UTF-8").to_owned();
        for (name, value) in [
            ("LD_PRELOAD", library),
            ("FAKETIME_TIMESTAMP_FILE", &file),
            ("FAKETIME_NO_CACHE", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ] {
            desktop.set_for_windows(name, value);
        }
        clock
    }

    /// Off by so many seconds.
    fn set(&self, off: &str) {
        fs::write(&self.0, off).expect("set");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_clock_is_told_at_once_and_codes_can_be_made_for_the_right_time() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let clock = FakeClock::start(&mut desktop);
    let window = desktop.open_window().await;
    add_by_hand(&window, "Портал", "ivan", SECRET).await;
    assert_eq!(trouble(&window).await, Value::Null, "nothing is wrong yet");

    // Minutes after the build, three minutes back are before it, which is the surer sign.
    let back =
        if since_1970() - 180.0 < Duration::from_millis(session::BUILT.millis()).as_secs_f64() {
            (
                "-180",
                "before_build",
                "Часы компьютера отстают не меньше чем на",
            )
        } else {
            ("-180", "moved", "Часы перевели назад на 3 мин")
        };
    for (off, kind, words) in [
        ("+47", "moved", "Часы перевели вперёд на 47 с"),
        back,
        ("+86400", "moved", "Часы перевели вперёд на 1 день"),
        (
            "-63072000",
            "before_build",
            "Часы компьютера отстают не меньше чем на",
        ),
    ] {
        clock.set(off);
        let told = told(&window, &format!("clock-{kind}"), words).await;
        println!("clock {off} s: told after {} ms", told.as_millis());
        assert!(told < SOON, "{off}: told after {told:?}");
        clock.set("+0");
        gone(&window).await;
    }

    // Ahead by 47 s: compared with a right clock, and corrected.
    clock.set("+47");
    told(&window, "clock-moved", "47").await;
    click(&window, "banner-mend").await;
    find(&window, "clock-trouble").await;
    fill(&window, "clock-elsewhere", &time_of_day()).await;
    click(&window, "clock-compare").await;
    let found = text(&window, "clock-difference").await;
    assert!(found.contains("Часы спешат на 4"), "{found}");
    click(&window, "clock-correct").await;
    find(&window, "clock-corrected").await;
    click(&window, "close").await;
    let badge = text(&window, "corrected").await;
    assert!(badge.contains("Коды с поправкой"), "{badge}");
    assert!(is_code_right(&desktop, &window).await, "corrected");

    // Somebody sets the clock right: a correction would now be the mistake.
    clock.set("+0");
    gone(&window).await;
    let end = Instant::now() + SOON;
    while !list(&window).await["clock"]["correction"].is_null() {
        assert!(Instant::now() < end, "still corrected");
    }
    assert!(
        is_code_right(&desktop, &window).await,
        "not corrected any more"
    );
    let _ = window.close().await;

    // Before the build already at the start.
    clock.set("-63072000");
    let window = desktop.open_window().await;
    let told = told(&window, "clock-before_build", "отстают").await;
    assert!(told < SOON, "{told:?}");
    let _ = window.close().await;
}

/// A web server behind TLS that is 47 s behind, which the person's system vouches for.
const WEB: &str = r#"
import http.server, ssl, sys, time, email.utils
folder = sys.argv[1]
class Answer(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.send_response_only(200)
        self.send_header("Date", email.utils.formatdate(time.time() - 47, usegmt=True))
        self.end_headers()
    def log_message(self, *rest): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
open(folder + "/port", "w").write(str(server.server_port) + "\n")
server.serve_forever()
"#;

#[tokio::test(flavor = "multi_thread")]
async fn servers_are_asked_on_a_press_and_what_they_say_is_told_in_words() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let folder = desktop.foreign_folder();
    let (key, certificate) = (
        folder.path().join("key.pem"),
        folder.path().join("cert.pem"),
    );
    let path = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
    let made = desktop.try_output(
        "openssl",
        &[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            &path(&key),
            "-out",
            &path(&certificate),
        ],
    );
    assert!(made.is_some(), "openssl (Debian package openssl)");
    let mut server = desktop.command("python3");
    server.args(["-c", WEB, &path(folder.path())]);
    desktop.keep(&mut server);
    let port = folder.path().join("port");
    let known = || fs::read_to_string(&port).is_ok_and(|text| text.ends_with('\n'));
    wait_until("the server listens", PATIENCE, known);
    let port = fs::read_to_string(&port).expect("its port");
    let servers = format!("https://localhost:{} ntp://127.0.0.1:9", port.trim());
    desktop.set_for_windows("PROPUSK_CLOCK_SERVERS", &servers);
    desktop.set_for_windows("SSL_CERT_FILE", &path(&certificate));

    let window = desktop.open_window().await;
    add_by_hand(&window, "Портал", "ivan", SECRET).await;
    open_settings(&window).await;
    click(&window, "settings-clock").await;
    let whom = text(&window, "clock-servers").await;
    assert!(
        whom.contains("localhost:") && whom.contains("127.0.0.1:9"),
        "{whom}"
    );
    click(&window, "clock-ask").await;
    let found = text(&window, "clock-difference").await;
    assert!(found.contains("Часы спешат на 4"), "{found}");
    assert!(found.contains("код не примет"), "{found}");
    let _ = window.close().await;

    // Nobody answers.
    desktop.set_for_windows("PROPUSK_CLOCK_SERVERS", "https://localhost:9");
    let window = desktop.open_window().await;
    find(&window, "card").await;
    let refused = invoke(&window, "ask_clock").await;
    assert_eq!(refused["refused"]["code"], "clock_no_answer", "{refused}");
    let _ = window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_waits_does_not_write_over_what_was_copied_meanwhile() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let window = desktop.open_window().await;
    add_by_hand(&window, "Portal", "ivan", SECRET).await;
    ask(&window, "change_settings", json!({"guardSeconds": 15})).await;
    let id = list(&window).await["accounts"][0]["id"].clone();
    let copy = || {
        ask(
            &window,
            "copy_code",
            json!({"account": id, "which": "current"}),
        )
    };
    // A third of 30 s.
    wait_for_the_last(Duration::from_secs(8)).await;
    let waits = copy().await;
    assert!(
        waits["copied"].is_null() && waits["waitsUntil"].is_u64(),
        "{waits}"
    );
    copy_text(&desktop, "my notes");
    let toast = text(&window, "toast").await;
    assert!(toast.contains("something else was copied"), "{toast}");
    let kept = copied_text(&desktop);
    assert_eq!(kept.as_deref(), Some("my notes"));

    // A lock gives it up too.
    wait_for_the_last(Duration::from_secs(10)).await;
    let waits_until = copy().await["waitsUntil"].as_f64().expect("it waits");
    let known = window.windows().await.expect("windows");
    open_settings(&window).await;
    click_at_the_end(&window, "settings-lock").await;
    switch_to_new(&window, &known).await;
    // Opened again before its moment.
    click(&window, "unlock").await;
    find(&window, "card").await;
    let to_go = waits_until - since_1970();
    assert!(to_go > 0.0, "too slow a machine for this");
    tokio::time::sleep(Duration::from_secs_f64(to_go + 2.0)).await;
    let kept = copied_text(&desktop);
    assert_eq!(kept.as_deref(), Some("my notes"), "after the lock");
    let _ = window.close().await;
}

async fn trouble(window: &Client) -> Value {
    list(window).await["clock"]["trouble"].clone()
}

/// How long it took until the banner said so.
async fn told(window: &Client, code: &str, words: &str) -> Duration {
    let start = Instant::now();
    let banner = format!("[data-testid=banner][data-code={code}]");
    let mut said = String::new();
    while !said.contains(words) {
        assert!(
            start.elapsed() < PATIENCE,
            "{code} is not told, but {said:?}"
        );
        if let Ok(banner) = window.find(Locator::Css(&banner)).await {
            said = plain(&banner.text().await.unwrap_or_default());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    start.elapsed()
}

/// Waits until nothing is said of the clock.
async fn gone(window: &Client) {
    let end = Instant::now() + PATIENCE;
    while !trouble(window).await.is_null() {
        assert!(Instant::now() < end, "still told");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn is_code_right(desktop: &Desktop, window: &Client) -> bool {
    let code = list(window).await["accounts"][0]["code"].clone();
    let code = code.as_str().expect("a code").to_owned();
    acceptable_codes(desktop, SECRET).contains(&code)
}

/// As a right clock shows it, in the time zone of the tests' desktop.
fn time_of_day() -> String {
    let now = jiff::Zoned::now();
    now.strftime("%H:%M:%S").to_string()
}

/// Waits until so much of a period of 30 s is left.
async fn wait_for_the_last(left: Duration) {
    let phase = since_1970() % 30.0;
    let wait = (30.0 - left.as_secs_f64() - phase).rem_euclid(30.0);
    tokio::time::sleep(Duration::from_secs_f64(wait)).await;
}

fn since_1970() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("after 1970").as_secs_f64()
}
