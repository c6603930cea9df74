//! A portal of the test's own on a real bus: one that refuses, is silent or fails when told to.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::os::fd::AsRawFd;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, connection, fdo, message::Header};

use super::*;

/// A bus that nobody else uses, ended when dropped.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    /// Nothing where there is no `dbus-daemon`; with `CI` set there must be one.
    fn start() -> Option<Self> {
        let started = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut daemon = match started {
            Ok(daemon) => daemon,
            Err(error) => {
                assert!(std::env::var_os("CI").is_none(), "dbus-daemon: {error}");
                println!("skipped: dbus-daemon: {error}");
                return None;
            }
        };
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Some(Self {
            daemon,
            address: address.trim().to_owned(),
        })
    }

    async fn connect(&self) -> Result<Connection, zbus::Error> {
        connection::Builder::address(self.address.as_str())?
            .build()
            .await
    }

    fn capture(&self, deadline: Duration) -> Result<Capture, ScanError> {
        capture_on(self.connect(), deadline, Some("org.propusk.Propusk"))
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// What the portal does when it is asked.
enum Answer {
    /// Says that the picture is at this address.
    Picture(String),
    /// Ends with 1 (cancelled) or 2 (ended in some other way).
    End(u32),
    /// Refuses the call itself, as it does with a process whose /proc it cannot read.
    Refuse,
    Silence,
}

struct Portal {
    answer: Answer,
    asked_by: Arc<Mutex<String>>,
}

#[zbus::interface(name = "org.freedesktop.portal.Screenshot")]
impl Portal {
    async fn screenshot(
        &self,
        _parent_window: &str,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] connection: &Connection,
    ) -> fdo::Result<OwnedObjectPath> {
        let sender = header.sender().unwrap().to_string();
        self.asked_by.lock().unwrap().clone_from(&sender);
        let token: &str = (&options["handle_token"]).try_into().unwrap();
        let folder = sender.trim_start_matches(':').replace('.', "_");
        let request = format!("/org/freedesktop/portal/desktop/request/{folder}/{token}");
        let request = ObjectPath::try_from(request).unwrap();
        let (end, results) = match &self.answer {
            Answer::Picture(uri) => (0, HashMap::from([("uri", Value::from(uri.as_str()))])),
            Answer::End(end) => (*end, HashMap::new()),
            Answer::Refuse => {
                let text = "Portal operation not allowed: Unable to open /proc/1/root".to_owned();
                return Err(fdo::Error::AccessDenied(text));
            }
            Answer::Silence => return Ok(request.into()),
        };
        let interface = "org.freedesktop.portal.Request";
        connection
            .emit_signal(
                Some(sender.as_str()),
                &request,
                interface,
                "Response",
                &(end, results),
            )
            .await
            .unwrap();
        Ok(request.into())
    }

    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        2
    }
}

impl Answer {
    /// The portal that gives it, until the connection is dropped; and who asked it.
    fn served(self, bus: &Bus) -> (Connection, Arc<Mutex<String>>) {
        let asked_by = Arc::new(Mutex::new(String::new()));
        let portal = Portal {
            answer: self,
            asked_by: Arc::clone(&asked_by),
        };
        let serving = async {
            connection::Builder::address(bus.address.as_str())?
                .name("org.freedesktop.portal.Desktop")?
                .serve_at("/org/freedesktop/portal/desktop", portal)?
                .build()
                .await
        };
        (async_io::block_on(serving).unwrap(), asked_by)
    }
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(64, 32)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A file in a folder of its own whose name needs escaping in an address.
fn left(bytes: &[u8]) -> (tempfile::TempDir, PathBuf, Answer) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Снимок экрана.png");
    std::fs::write(&path, bytes).unwrap();
    let address: String = (path.to_str().unwrap().bytes())
        .map(|b| {
            if b.is_ascii_graphic() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    (folder, path, Answer::Picture(format!("file://{address}")))
}

const ENOUGH: Duration = Duration::from_secs(20);

fn refusal(bus: &Bus) -> (&'static str, String) {
    let error = bus.capture(ENOUGH).unwrap_err();
    (error.code(), error.detail().unwrap_or_default())
}

#[test]
fn reads_the_picture_and_deletes_its_file() {
    let Some(bus) = Bus::start() else { return };
    let (_folder, path, answer) = left(&png());
    let _portal = answer.served(&bus);
    let capture = bus.capture(ENOUGH).unwrap();
    assert!(matches!(&capture.pictures[..], [Shot::File(bytes)] if **bytes == png()));
    assert_eq!(capture.left_behind, None);
    assert!(!path.exists(), "the picture holds the secret");
}

#[test]
fn tells_where_the_file_is_when_it_cannot_be_deleted() {
    let Some(bus) = Bus::start() else { return };
    let (_folder, path, _) = left(&png());
    // Nothing can be deleted in /proc, not even by root.
    let open = std::fs::File::open(&path).unwrap();
    let fixed = PathBuf::from(format!(
        "/proc/{}/fd/{}",
        std::process::id(),
        open.as_raw_fd()
    ));
    let _portal = Answer::Picture(format!("file://{}", fixed.display())).served(&bus);
    let capture = bus.capture(ENOUGH).unwrap();
    assert_eq!(capture.left_behind, Some(fixed));
    assert_eq!(capture.pictures.len(), 1, "the code is read all the same");
}

#[test]
fn tells_where_the_file_is_also_when_it_cannot_be_read() {
    let Some(bus) = Bus::start() else { return };
    let fixed = format!("/proc/{}", std::process::id());
    let _portal = Answer::Picture(format!("file://{fixed}")).served(&bus);
    let (code, detail) = refusal(&bus);
    assert_eq!(code, "screen_unavailable");
    assert!(detail.contains(&fixed), "{detail}");
}

#[test]
fn tells_cancelled_from_denied_from_unavailable() {
    let Some(bus) = Bus::start() else { return };
    let served = Answer::End(1).served(&bus);
    assert_eq!(refusal(&bus).0, "screen_cancelled");
    drop(served);

    let Some(bus) = Bus::start() else { return };
    let served = Answer::End(2).served(&bus);
    assert_eq!(refusal(&bus).0, "screen_denied");
    drop(served);

    let Some(bus) = Bus::start() else { return };
    let served = Answer::Refuse.served(&bus);
    let (code, detail) = refusal(&bus);
    assert_eq!(code, "screen_unavailable");
    assert!(detail.contains("/proc"), "the reason is told: {detail}");
    drop(served);

    let Some(bus) = Bus::start() else { return };
    let served = Answer::Picture("https://example.org/a.png".to_owned()).served(&bus);
    assert_eq!(refusal(&bus).0, "screen_unavailable");
    drop(served);

    let Some(bus) = Bus::start() else { return };
    assert_eq!(
        refusal(&bus).0,
        "screen_unavailable",
        "no portal on the bus"
    );
}

#[test]
fn a_silent_portal_is_left_at_the_deadline_and_sees_us_go() {
    let Some(bus) = Bus::start() else { return };
    let (portal, asked_by) = Answer::Silence.served(&bus);
    let start = Instant::now();
    let error = bus.capture(Duration::from_millis(700)).unwrap_err();
    assert_eq!(error.code(), "screen_unavailable");
    assert!(start.elapsed() < Duration::from_secs(5));

    let name = asked_by.lock().unwrap().clone();
    assert!(!name.is_empty(), "it was asked");
    // The connection goes; only then does the portal take its question back.
    let is_there = || {
        async_io::block_on(async {
            let names = fdo::DBusProxy::new(&portal).await?;
            names
                .name_has_owner(name.as_str().try_into().unwrap())
                .await
        })
    };
    while is_there().unwrap() {
        assert!(
            start.elapsed() < ENOUGH,
            "the connection outlives the question"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
