//! One window for one vault: a second start hands over what it was given, and ends.
//!
//! Both meet at a socket in the person's runtime folder. Not on the session bus: a link holds a key, and
//! there any program may listen in. And the meeting place is of one vault: programs with other data
//! folders do not know of each other.

use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    net::Shutdown,
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, OpenOptionsExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};
use tauri::{AppHandle, Runtime};
use zeroize::Zeroizing;

use crate::{
    arguments::{Arguments, Given},
    opened, window,
};

/// How long a second start waits for the first to show itself. It may be starting, or ending.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// How often it tries.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How long the first waits for what the second has to say, and for its own window.
const HEAR: Duration = Duration::from_secs(5);
/// Larger requests are not ours.
const LARGEST: u64 = 1 << 20;
/// What every request begins with.
const MAGIC: &[u8] = b"propusk 1";
/// The answer: the window is in front.
const DONE: u8 = b'+';

/// Where programs with the same vault meet.
pub struct MeetingPlace {
    lock: PathBuf,
    socket: PathBuf,
}

/// What a start comes to.
pub enum Start {
    /// Ours is the window.
    First(First),
    /// Another has it, and was told.
    HandedOver,
    /// Another has it and does not answer, or nobody can meet here: better two windows than none.
    Alone,
}

/// The right to the window, as long as the value lives.
pub struct First {
    _lock: File,
    listener: UnixListener,
}

/// What a second start wants of the first.
#[derive(Default)]
pub struct Request {
    /// Not in front of the person.
    pub hidden: bool,
    /// The desktop's word that the person wishes to see the window.
    pub token: Option<String>,
    /// What to open.
    pub given: Vec<Given>,
}

impl MeetingPlace {
    /// The place for the vault in this folder, which exists; none where the system has no folder that is
    /// the person's alone.
    pub fn of(data: &Path) -> Option<Self> {
        Self::within(&runtime_folder()?, data)
    }

    fn within(runtime: &Path, data: &Path) -> Option<Self> {
        let about = fs::metadata(runtime).ok()?;
        let own = about.uid() == rustix::process::getuid().as_raw();
        if !about.is_dir() || !own || about.mode() & 0o077 != 0 {
            return None;
        }
        let data = data.canonicalize().ok()?;
        let hash = Sha256::digest(data.as_os_str().as_bytes());
        let name: String = hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Some(Self {
            lock: runtime.join(format!("propusk-{name}.lock")),
            socket: runtime.join(format!("propusk-{name}.socket")),
        })
    }

    /// Takes the window, or has the program that has it do what is asked.
    pub fn start(&self, request: &Request, patience: Duration) -> Start {
        let end = Instant::now() + patience;
        loop {
            match self.take() {
                Ok(Some(first)) => return Start::First(first),
                Ok(None) => {}
                Err(_) => return Start::Alone,
            }
            let left = end.saturating_duration_since(Instant::now());
            // One that begins does not listen yet; one that ends hears and does not answer.
            if !left.is_zero() && self.ask(request, left).unwrap_or(false) {
                return Start::HandedOver;
            }
            if Instant::now() >= end {
                return Start::Alone;
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// The window, unless another has it.
    fn take(&self) -> io::Result<Option<First>> {
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&self.lock)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        // What is there is left from one that has ended: nobody else has the lock.
        let _ = fs::remove_file(&self.socket);
        Ok(Some(First {
            _lock: lock,
            listener: UnixListener::bind(&self.socket)?,
        }))
    }

    fn ask(&self, request: &Request, patience: Duration) -> io::Result<bool> {
        let mut stream = UnixStream::connect(&self.socket)?;
        stream.set_read_timeout(Some(patience))?;
        stream.set_write_timeout(Some(patience))?;
        stream.write_all(&request.written())?;
        stream.shutdown(Shutdown::Write)?;
        let mut answer = [0];
        stream.read_exact(&mut answer)?;
        Ok(answer == [DONE])
    }
}

/// A folder that only the person can look into.
fn runtime_folder() -> Option<PathBuf> {
    if cfg!(target_os = "macos") {
        return Some(std::env::temp_dir());
    }
    let folder = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from)?;
    // In Flatpak every start has a runtime folder of its own, but for this one.
    let folder = match std::env::var_os("FLATPAK_ID") {
        Some(id) => folder.join("app").join(id),
        None => folder,
    };
    folder.is_absolute().then_some(folder)
}

impl Request {
    /// Of a start with these arguments.
    pub fn of(arguments: &Arguments) -> Self {
        let names = ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"];
        Self {
            hidden: arguments.hidden,
            token: names.iter().find_map(|name| std::env::var(name).ok()),
            given: arguments.given.clone(),
        }
    }

    /// Parts that end with a zero, which no argument has in it.
    fn written(&self) -> Zeroizing<Vec<u8>> {
        let mut parts = vec![MAGIC.to_vec(), vec![if self.hidden { b'h' } else { b's' }]];
        parts.push(self.token.clone().unwrap_or_default().into_bytes());
        let mut written = Zeroizing::new(Vec::new());
        for part in parts {
            written.extend_from_slice(&part);
            written.push(0);
        }
        for given in &self.given {
            let (kind, bytes) = match given {
                Given::Link(link) => (b'l', link.as_bytes()),
                Given::File(path) => (b'f', path.as_os_str().as_bytes()),
            };
            written.push(kind);
            written.extend_from_slice(bytes);
            written.push(0);
        }
        written
    }

    /// Reads what [`Request::written`] gives; nothing if it is anything else.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut parts = bytes.strip_suffix(&[0])?.split(|byte| *byte == 0);
        if parts.next()? != MAGIC {
            return None;
        }
        let hidden = match parts.next()? {
            b"h" => true,
            b"s" => false,
            _ => return None,
        };
        let token = String::from_utf8(parts.next()?.to_vec()).ok()?;
        let given = parts.map(|part| match part.split_first()? {
            (b'l', link) => {
                let link = std::str::from_utf8(link).ok()?.to_owned();
                Some(Given::Link(Zeroizing::new(link)))
            }
            (b'f', path) => Some(Given::File(OsStr::from_bytes(path).into())),
            _ => None,
        });
        Some(Self {
            hidden,
            token: Some(token).filter(|token| !token.is_empty()),
            given: given.collect::<Option<_>>()?,
        })
    }
}

/// Does what later starts ask for, as long as the program runs.
pub fn serve<R: Runtime>(app: &AppHandle<R>, first: First) {
    let app = app.clone();
    thread::spawn(move || {
        // Whole, with its lock: of a part that is used alone the rest would be dropped here.
        let first = first;
        for stream in first.listener.incoming() {
            match stream {
                // A request that breaks off is tried again by whoever asks.
                Ok(stream) => drop(answer(&app, stream)),
                // No descriptors left, perhaps: not at once again.
                Err(_) => thread::sleep(HEAR),
            }
        }
    });
}

fn answer<R: Runtime>(app: &AppHandle<R>, mut stream: UnixStream) -> io::Result<()> {
    stream.set_read_timeout(Some(HEAR))?;
    stream.set_write_timeout(Some(HEAR))?;
    let mut bytes = Zeroizing::new(Vec::new());
    Read::by_ref(&mut stream)
        .take(LARGEST)
        .read_to_end(&mut bytes)?;
    let Some(request) = Request::read(&bytes) else {
        return Ok(());
    };
    // Without a window of ours, which is then about to end, whoever asks is told nothing and takes over.
    if request.hidden || is_raised(app, request.token) {
        opened::open(app, request.given);
        stream.write_all(&[DONE])?;
    }
    Ok(())
}

fn is_raised<R: Runtime>(app: &AppHandle<R>, token: Option<String>) -> bool {
    let (done, waiting) = mpsc::channel();
    let handle = app.clone();
    let raise = move || {
        let ending = window::is_ending(&handle);
        if !ending {
            window::bring(&handle, token.as_deref());
        }
        let _ = done.send(!ending);
    };
    app.run_on_main_thread(raise).is_ok() && waiting.recv_timeout(HEAR) == Ok(true)
}

#[cfg(test)]
mod tests {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};

    use super::*;

    const SOON: Duration = Duration::from_millis(300);

    struct Computer {
        temp: tempfile::TempDir,
    }

    impl Computer {
        fn new() -> Self {
            let temp = tempfile::tempdir().expect("folder");
            for name in ["run", "data", "other"] {
                let folder = temp.path().join(name);
                fs::create_dir(&folder).expect("folder");
                fs::set_permissions(&folder, Permissions::from_mode(0o700)).expect("mode");
            }
            Self { temp }
        }

        fn place(&self, data: &str) -> MeetingPlace {
            let (run, data) = (self.temp.path().join("run"), self.temp.path().join(data));
            MeetingPlace::within(&run, &data).expect("a place to meet")
        }
    }

    fn first(place: &MeetingPlace) -> First {
        match place.start(&Request::default(), SOON) {
            Start::First(first) => first,
            Start::HandedOver | Start::Alone => panic!("somebody else is here"),
        }
    }

    fn request() -> Request {
        Request {
            hidden: false,
            token: Some("token_TIME7".into()),
            given: vec![
                Given::Link(Zeroizing::new("otpauth://totp/x?secret=AA".into())),
                Given::File(OsStr::from_bytes(b"/tmp/\xff .png").into()),
            ],
        }
    }

    #[test]
    fn a_second_start_hands_over_what_it_was_given() {
        let computer = Computer::new();
        let first = first(&computer.place("data"));
        let told = thread::spawn(move || {
            // Still starting when it is asked.
            thread::sleep(SOON);
            let (mut stream, _) = first.listener.accept().expect("asked");
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).expect("whole");
            stream.write_all(&[DONE]).expect("answered");
            Request::read(&bytes).expect("a request")
        });
        let second = computer.place("data").start(&request(), PATIENCE);
        assert!(matches!(second, Start::HandedOver));
        let heard = told.join().expect("told");
        assert_eq!(heard.token, request().token);
        assert!(!heard.hidden && heard.given == request().given);
    }

    #[test]
    fn one_that_ends_without_an_answer_is_followed_by_the_next() {
        let computer = Computer::new();
        let first = first(&computer.place("data"));
        let ends = thread::spawn(move || {
            let asked = first.listener.accept().expect("asked");
            thread::sleep(SOON);
            drop((asked, first));
        });
        let second = computer.place("data").start(&request(), PATIENCE);
        assert!(matches!(second, Start::First(_)));
        ends.join().expect("ended");
    }

    #[test]
    fn one_that_never_answers_keeps_nobody_from_the_codes() {
        let computer = Computer::new();
        let _hung = first(&computer.place("data"));
        let second = computer.place("data").start(&request(), SOON);
        assert!(matches!(second, Start::Alone));
    }

    #[test]
    fn what_a_killed_one_left_is_in_nobodys_way() {
        let computer = Computer::new();
        drop(first(&computer.place("data")));
        assert!(computer.place("data").socket.exists(), "the socket is left");
        first(&computer.place("data"));
    }

    #[test]
    fn another_vault_has_a_window_of_its_own() {
        let computer = Computer::new();
        let _first = first(&computer.place("data"));
        first(&computer.place("other"));
    }

    #[test]
    fn nobody_meets_where_others_may_look() {
        let computer = Computer::new();
        let (run, data) = (
            computer.temp.path().join("run"),
            computer.temp.path().join("data"),
        );
        fs::set_permissions(&run, Permissions::from_mode(0o755)).expect("mode");
        assert!(MeetingPlace::within(&run, &data).is_none());
    }

    #[test]
    fn only_whole_requests_of_ours_are_read() {
        let written = request().written();
        assert!(Request::read(&written).is_some());
        for cut in 0..written.len() {
            let read = Request::read(&written[..cut]);
            assert!(read.is_none_or(|read| read.given.len() < 2), "at {cut}");
        }
        for other in [
            &b""[..],
            b"\0",
            b"GET / HTTP/1.1\r\n\r\n",
            b"propusk 1\0x\0\0",
            b"propusk 1\0s\0\0q\0",
        ] {
            assert!(Request::read(other).is_none(), "{other:?}");
        }
    }
}
