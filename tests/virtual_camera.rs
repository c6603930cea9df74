//! A camera for tests: PipeWire and its session manager, as a desktop runs them, and a source in it that
//! shows what it is told to.

use std::{
    io::Write,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use image::{GrayImage, Luma, imageops};
use qrcode::{EcLevel, QrCode};

use crate::desktop::{Desktop, wait_until};

/// Sides of what the cameras show.
pub const WIDTH: u32 = 1280;
pub const HEIGHT: u32 = 720;

/// Frames a second.
const RATE: u32 = 15;

/// Starts the servers that hand cameras out.
pub fn start_server(desktop: &mut Desktop) {
    for program in ["pipewire", "wireplumber"] {
        let mut command = desktop.command(program);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        desktop.keep(&mut command);
        wait_until("PipeWire answers", Duration::from_secs(20), || {
            desktop.try_output("pw-cli", &["info", "0"]).is_some()
        });
    }
}

/// What the person answered when the desktop asked whether programs may film: nobody is asked again.
pub fn answer(desktop: &Desktop, may_film: bool) {
    let store = "org.freedesktop.impl.portal.PermissionStore";
    let answer = if may_film { "yes" } else { "no" };
    desktop.output(
        "dbus-send",
        &[
            "--session",
            "--print-reply",
            &format!("--dest={store}"),
            "/org/freedesktop/impl/portal/PermissionStore",
            &format!("{store}.SetPermission"),
            "string:devices",
            "boolean:true",
            "string:camera",
            // A program without a sandbox has no name there.
            "string:",
            &format!("array:string:{answer}"),
        ],
    );
}

/// A camera that is connected. Dropping it disconnects it.
pub struct VirtualCamera {
    source: Child,
    shown: Arc<Mutex<Shown>>,
    is_over: Arc<AtomicBool>,
}

/// What frame comes next: the first has number 0.
type Shown = Box<dyn FnMut(u32) -> GrayImage + Send>;

impl VirtualCamera {
    /// Connects a camera of that name. It shows an empty desk.
    pub fn connect(desktop: &Desktop, name: &str) -> Self {
        let caps =
            format!("video/x-raw,format=YUY2,width={WIDTH},height={HEIGHT},framerate={RATE}/1");
        let properties = format!(
            "stream-properties=props,media.class=Video/Source,media.role=Camera,node.name={name},\
             node.description={name}"
        );
        let parse = [
            "rawvideoparse",
            "format=gray8",
            &format!("width={WIDTH}"),
            &format!("height={HEIGHT}"),
            &format!("framerate={RATE}/1"),
        ];
        // Without drop-allocation buffers of the sink reach the converter before they have memory.
        let mut source = desktop
            .command("gst-launch-1.0")
            .args(["-q", "fdsrc", "fd=0", "do-timestamp=true", "!"])
            .args(parse)
            .args(["!", "videoconvert", "!", &caps, "!"])
            .args(["identity", "drop-allocation=true", "!"])
            .args(["pipewiresink", "mode=provide", "sync=false", &properties])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gst-launch-1.0 (Debian package gstreamer1.0-tools)");
        let shown: Arc<Mutex<Shown>> = Arc::new(Mutex::new(Box::new(|_| desk())));
        let is_over = Arc::new(AtomicBool::new(false));
        let mut pipe = source.stdin.take().expect("piped");
        let (shows, ends) = (shown.clone(), is_over.clone());
        thread::spawn(move || {
            let mut next = Instant::now();
            for number in 0.. {
                let frame = (shows.lock().expect("not poisoned"))(number);
                if ends.load(Ordering::Relaxed) || pipe.write_all(frame.as_raw()).is_err() {
                    return;
                }
                next = (next + Duration::from_secs(1) / RATE).max(Instant::now());
                thread::sleep(next - Instant::now());
            }
        });
        wait_until("the camera is there", Duration::from_secs(20), || {
            let nodes = desktop.try_output("pw-cli", &["ls", "Node"]);
            nodes.is_some_and(|nodes| nodes.contains(&format!("node.name = \"{name}\"")))
        });
        Self {
            source,
            shown,
            is_over,
        }
    }

    /// From the next frame on shows this.
    pub fn show(&self, what: impl FnMut(u32) -> GrayImage + Send + 'static) {
        *self.shown.lock().expect("not poisoned") = Box::new(what);
    }

    /// The same, when it stands still.
    pub fn show_still(&self, picture: GrayImage) {
        self.show(move |_| picture.clone());
    }
}

impl Drop for VirtualCamera {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = self.source.kill();
        let _ = self.source.wait();
    }
}

/// What a camera sees when nobody shows it anything: light that falls off to one side, and an edge.
pub fn desk() -> GrayImage {
    GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let light = 90 + x * 80 / WIDTH + y * 30 / HEIGHT;
        let light = if y > HEIGHT / 2 { light / 2 } else { light };
        Luma([u8::try_from(light).unwrap_or(u8::MAX)])
    })
}

/// A sheet with the code, held so that its corner is there, in pixels.
pub fn held(payload: &str, left: u32, top: u32) -> GrayImage {
    const MODULE: u32 = 7;
    let code = QrCode::with_error_correction_level(payload, EcLevel::M).expect("it fits");
    let sheet: GrayImage = code
        .render::<Luma<u8>>()
        .module_dimensions(MODULE, MODULE)
        // Ink and paper as a camera sees them.
        .dark_color(Luma([40]))
        .light_color(Luma([215]))
        .build();
    let mut picture = desk();
    imageops::replace(&mut picture, &sheet, i64::from(left), i64::from(top));
    picture
}

/// Out of focus, so far that nothing can be read.
pub fn blurred(picture: &GrayImage) -> GrayImage {
    // Fast and coarse: small and large again.
    let small = imageops::resize(
        picture,
        WIDTH / 24,
        HEIGHT / 24,
        imageops::FilterType::Triangle,
    );
    imageops::resize(&small, WIDTH, HEIGHT, imageops::FilterType::Triangle)
}

/// Whether the machine has what a virtual camera needs; it is in the list of test packages.
pub fn assert_installed() {
    for program in ["pipewire", "wireplumber", "gst-launch-1.0", "pw-cli"] {
        let found = Command::new("sh")
            .args(["-c", &format!("command -v {program}")])
            .stdout(Stdio::null())
            .status();
        assert!(
            found.is_ok_and(|status| status.success()),
            "{program} is missing: scripts/test installs it"
        );
    }
}
