//! A Wayland desktop of our own: sway without a screen of glass, the desktop portal with Debian's
//! parts for sway, and a person who is not root, whom sway would refuse.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tempfile::TempDir;

use crate::desktop::{Desktop, PROPUSK, wait_until};

/// Debian's `nobody`.
const NOBODY: u32 = 65534;
/// How long a part of the desktop may take to come up on a busy machine.
const START: Duration = Duration::from_secs(30);
/// Where Debian keeps what only the bus starts.
const LIBEXEC: &str = "/usr/libexec";
/// Where xdg-desktop-portal-wlr 0.7 leaves its picture, whatever TMPDIR says.
pub const PORTAL_PICTURE: &str = "/tmp/out.png";

/// One desktop at a time: all share [`PORTAL_PICTURE`].
static PICTURE: Mutex<()> = Mutex::new(());

/// A running Wayland desktop.
pub struct Compositor {
    /// Its programs.
    pub desktop: Desktop,
    _programs: TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Compositor {
    /// Starts sway, a session bus and the keyring; no portal yet.
    pub fn start(language: &'static str) -> Self {
        let alone = PICTURE.lock().unwrap_or_else(PoisonError::into_inner);
        // Another user's would not let itself be written.
        let _ = fs::remove_file(PORTAL_PICTURE);
        let mut desktop = Desktop::dark(language);
        // Beside the person's folders: what those hold is searched.
        let programs = tempfile::tempdir().expect("temporary folder");
        if rustix::process::geteuid().is_root() {
            desktop.give_to(NOBODY);
            desktop.use_program(copy_programs(programs.path()));
        }
        for (name, value) in [
            ("XDG_SESSION_TYPE", "wayland"),
            ("XDG_CURRENT_DESKTOP", "sway"),
            ("GDK_BACKEND", "wayland"),
            ("GSETTINGS_BACKEND", "memory"),
        ] {
            desktop.set(name, value);
        }
        start_bus(&mut desktop);
        start_sway(&mut desktop);
        desktop.start_keyring();
        Self {
            desktop,
            _programs: programs,
            _alone: alone,
        }
    }

    /// Starts the portal as a person with sway has it.
    pub fn start_portal(&mut self) {
        let pipewire = Path::new("pipewire");
        self.start_part(pipewire, "screen casts");
        let socket = self.desktop.everything().join("run/pipewire-0");
        // Without it the part for wlroots ends, screenshots and all.
        wait_until("pipewire listens", START, || socket.exists());
        self.start_service("xdg-desktop-portal-wlr", "impl.portal.desktop.wlr");
        self.start_front();
    }

    /// Starts what stands before any picture taker: who may what, the question, the portal itself.
    pub fn start_front(&mut self) {
        self.start_service("xdg-permission-store", "impl.portal.PermissionStore");
        // Debian's portal offers screenshots only where somebody can ask the person.
        self.start_service("xdg-desktop-portal-gtk", "impl.portal.desktop.gtk");
        self.start_service("xdg-desktop-portal", "portal.Desktop");
    }

    /// Starts one service of the bus and waits for its name, told without `org.freedesktop.`.
    fn start_service(&mut self, program: &str, name: &str) {
        self.start_part(&Path::new(LIBEXEC).join(program), name);
        let name = format!("string:org.freedesktop.{name}");
        wait_until(&format!("{program} answers"), START, || {
            let arguments = [
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.GetNameOwner",
                &name,
            ];
            self.desktop.try_output("dbus-send", &arguments).is_some()
        });
    }

    fn start_part(&mut self, program: &Path, what: &str) {
        let program = program.to_string_lossy();
        let mut part = self.desktop.command(&program);
        part.stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log(&self.desktop, what));
        self.desktop.keep(&mut part);
    }

    /// A picture of everything that is to be seen, taken without the portal.
    pub fn picture(&self) -> Option<PathBuf> {
        let picture = self.desktop.everything().join("tmp/seen.png");
        self.desktop
            .try_output("grim", &[&picture.to_string_lossy()])
            .map(|_| picture)
    }

    /// Whether Debian's zbar sees a QR code with this text.
    pub fn shows(&self, text: &str) -> bool {
        self.picture().is_some_and(|picture| {
            let read = (self.desktop).try_output("zbarimg", &["-q", &picture.to_string_lossy()]);
            // It holds the secret, and the tests search for that afterwards.
            let _ = fs::remove_file(picture);
            read.is_some_and(|read| read.contains(text))
        })
    }
}

/// What our program's folder holds, in a folder that everybody may read: that of the build may be
/// closed to other users.
fn copy_programs(folder: &Path) -> PathBuf {
    fs::set_permissions(folder, Permissions::from_mode(0o755)).expect("mode");
    let built = Path::new(PROPUSK).parent().expect("folder of the build");
    for name in ["propusk", "propusk-cli", "propusk-scan"] {
        let program = built.join(name);
        if program.exists() {
            // By another process: one that a parallel test starts would hold a copy of ours open for
            // writing.
            let copied = Command::new("cp").arg(&program).arg(folder).status();
            assert!(copied.expect("cp").success(), "{name}");
        }
    }
    folder.join("propusk")
}

/// A bus that starts nothing by itself: what would be started there could outlive the test.
fn start_bus(desktop: &mut Desktop) {
    let folder = desktop.everything().display().to_string();
    let file = format!("{folder}/bus.conf");
    let rules = format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/run/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="root"/>
  </policy>
</busconfig>
"#
    );
    fs::write(&file, rules).expect("rules of the bus");
    desktop.start_session_bus(&[&format!("--config-file={file}")]);
}

/// Windows lie on top of each other, each as large as the screen: ours is in the way of any picture.
fn start_sway(desktop: &mut Desktop) {
    let file = desktop.everything().join("sway.conf");
    let rules = "output HEADLESS-1 resolution 1280x800 position 0,0\n\
                 workspace_layout tabbed\n\
                 default_border none\n\
                 xwayland disable\n";
    fs::write(&file, rules).expect("rules of sway");
    let mut sway = desktop.command("sway");
    sway.args(["--config", &file.to_string_lossy()])
        .envs([
            ("WLR_BACKENDS", "headless"),
            ("WLR_RENDERER", "pixman"),
            ("WLR_LIBINPUT_NO_DEVICES", "1"),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log(desktop, "sway"));
    desktop.keep(&mut sway);
    let run = desktop.everything().join("run");
    let mut socket = None;
    wait_until("sway shows a screen", START, || {
        socket = fs::read_dir(&run)
            .into_iter()
            .flatten()
            .flatten()
            .find_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                (name.starts_with("wayland-") && !name.ends_with(".lock")).then_some(name)
            });
        socket.is_some()
    });
    desktop.set("WAYLAND_DISPLAY", &socket.expect("found"));
}

/// Where a part says what is wrong with it: for a person who looks into the folder of a failed test.
fn log(desktop: &Desktop, what: &str) -> Stdio {
    let name = format!("{}.log", what.replace('.', "-"));
    fs::File::create(desktop.everything().join(name))
        .expect("log")
        .into()
}
