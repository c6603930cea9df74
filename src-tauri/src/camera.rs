//! The camera: when the page may film, and what its frames show. Frames come in from the page's preview
//! and are kept nowhere; what they hold is decided as for any other picture, see [`enrol`].

use std::{
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError, TryLockError},
};

use scan::{Found, Picture, PictureError, ScanError, Shot, Sight, Stopper, Worker};
use tauri::{
    AppHandle, Manager, Runtime, Webview, WebviewWindow,
    ipc::{InvokeBody, Request},
    webview::{PermissionKind, PermissionResponse},
};

use crate::{
    app::{App, Core, Slot, lock},
    enrol, harvest, window,
    wire::{AppError, CameraView, FrameView},
};

/// So many frames of one view may end the worker; then the frames are not worth it.
const LOST_AT_MOST: u32 = 3;

/// The camera view that is open. Whoever holds the state's own of it may film; a frame that is looked
/// at holds another.
pub struct Filming {
    eye: Mutex<Eye>,
    stopper: Arc<Mutex<Stopper>>,
}

/// What looks at the frames.
struct Eye {
    worker: Worker,
    /// Workers that ended before their time.
    lost: u32,
    /// Ends the present one.
    stopper: Arc<Mutex<Stopper>>,
}

/// One picture of the camera, as the page sends it: a byte of grey per pixel, row by row, and the sides
/// in the headers `Frame-Width` and `Frame-Height`.
pub struct Frame(Shot);

impl Frame {
    /// Reads what came with a command.
    ///
    /// # Errors
    /// `bad_frame`: no bytes, no sides, or not as many bytes as the sides say.
    pub fn of_request(request: &Request<'_>) -> Result<Self, AppError> {
        let side = |name: &str| {
            let text = request.headers().get(name)?.to_str().ok()?;
            text.parse().ok().map(NonZeroU32::get)
        };
        let picture = match (request.body(), side("Frame-Width"), side("Frame-Height")) {
            (InvokeBody::Raw(grey), Some(width), Some(height)) => {
                Picture::from_grey(width, height, grey.clone()).ok()
            }
            _ => None,
        };
        picture
            .map(|picture| Self(picture.into()))
            .ok_or_else(|| AppError::new("bad_frame"))
    }
}

impl Core {
    /// The camera view opens: from now on the page may film. A view that was open is forgotten.
    ///
    /// # Errors
    /// `locked`, or why nothing can look at frames.
    pub fn open_camera(&self) -> Result<CameraView, AppError> {
        let eye = Eye::open()?;
        // Held meanwhile, so that a lock cannot come between.
        let slot = lock(&self.vault);
        if matches!(*slot, Slot::Locked { .. } | Slot::Blocked { .. }) {
            return Err(AppError::new("locked"));
        }
        self.close_camera();
        *lock(&self.camera) = Some(Arc::new(Filming {
            stopper: Arc::clone(&eye.stopper),
            eye: Mutex::new(eye),
        }));
        Ok(CameraView {
            is_in_system: is_in_system(),
        })
    }

    /// The camera view is gone: nothing may film, and the worker ends, whatever it is looking at.
    pub fn close_camera(&self) {
        let filming = lock(&self.camera).take();
        if let Some(filming) = filming {
            lock(&filming.stopper).stop();
        }
    }

    /// Whether the page may film.
    pub fn is_filming(&self) -> bool {
        lock(&self.camera).is_some()
    }

    /// Looks at one frame. When it shows accounts, the camera is closed and they wait in a preview. A frame
    /// that comes while another is looked at is dropped.
    ///
    /// # Errors
    /// `camera_closed`, `locked`, or why nothing can look at frames any more.
    pub fn look_at_frame(&self, frame: &Frame) -> Result<FrameView, AppError> {
        let closed = || AppError::new("camera_closed");
        let filming = lock(&self.camera).clone().ok_or_else(closed)?;
        let seen = {
            let mut eye = match filming.eye.try_lock() {
                Ok(eye) => eye,
                Err(TryLockError::Poisoned(poisoned)) => PoisonError::into_inner(poisoned),
                Err(TryLockError::WouldBlock) => return Ok(FrameView::default()),
            };
            eye.look_at(&frame.0)
        };
        let is_open = || matches!(&*lock(&self.camera), Some(now) if Arc::ptr_eq(now, &filming));
        if !is_open() {
            return Err(closed());
        }
        let codes = match seen {
            Ok(codes) => codes,
            Err(ScanError::Picture(PictureError::NoQr(sight))) => return Ok(sight.into()),
            Err(error) => return Err(error.into()),
        };
        match enrol::from_codes(self, &codes) {
            Ok(scan) => {
                self.close_camera();
                Ok(FrameView {
                    scan: Some(scan),
                    ..FrameView::default()
                })
            }
            Err(error) if error.code == "locked" => Err(error),
            Err(notice) => Ok(FrameView {
                notice: Some(notice),
                ..FrameView::default()
            }),
        }
    }
}

impl Eye {
    fn open() -> Result<Self, ScanError> {
        let worker = Worker::start()?;
        let stopper = Arc::new(Mutex::new(worker.stopper()));
        Ok(Self {
            worker,
            lost: 0,
            stopper,
        })
    }

    fn look_at(&mut self, frame: &Shot) -> Result<Vec<Found>, ScanError> {
        let seen = self.worker.decode_frame(frame, &harvest::is_otp);
        let is_lost = matches!(seen, Err(ScanError::WorkerCrashed | ScanError::WorkerHung));
        if is_lost && self.lost < LOST_AT_MOST {
            self.lost += 1;
            self.worker = Worker::start()?;
            *lock(&self.stopper) = self.worker.stopper();
            return Err(PictureError::NoQr(Sight::Nothing).into());
        }
        seen
    }
}

impl From<Sight> for FrameView {
    fn from(sight: Sight) -> Self {
        let sight = match sight {
            Sight::Nothing => None,
            Sight::TooSmall | Sight::CutOff | Sight::Blurred => {
                Some(PictureError::NoQr(sight).code().to_owned())
            }
        };
        Self {
            sight,
            ..Self::default()
        }
    }
}

/// What a page may do that needs a permission: film, while the camera view of the main window is open.
/// Never listen, know where the computer is, see the screen, or anything else.
pub fn permission<R: Runtime>(webview: &Webview<R>, kind: PermissionKind) -> PermissionResponse {
    let is_asked = kind == PermissionKind::Camera
        && webview.label() == window::MAIN
        && webview.state::<App>().core().is_filming();
    if is_asked {
        PermissionResponse::Allow
    } else {
        PermissionResponse::Deny
    }
}

/// Ends the camera from this side, whatever the page does.
pub fn close<R: Runtime>(app: &AppHandle<R>) {
    app.state::<App>().core().close_camera();
    if let Some(window) = app.get_webview_window(window::MAIN) {
        end_capture(&window);
    }
}

/// A web view remembers that a page was allowed to film and does not ask again, unless its capture is
/// ended from outside while it runs.
pub fn end_capture<R: Runtime>(window: &WebviewWindow<R>) {
    #[cfg(target_os = "linux")]
    // A window that is gone films nothing.
    let _ = window.with_webview(|view| linux::end_capture(&view.inner()));
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// Ends every capture that begins while the camera view is not open, and everything that listens or looks
/// at the screen: what was allowed before is not asked about again.
pub fn watch_capture<R: Runtime>(window: &WebviewWindow<R>) {
    #[cfg(target_os = "linux")]
    {
        let app = window.state::<App>().inner().clone();
        let _ = window.with_webview(move |view| linux::watch_capture(&view.inner(), app));
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// Whether the system knows of a camera, which the web view may not be able to use; false where that is
/// not known.
fn is_in_system() -> bool {
    cfg!(target_os = "linux")
        && std::fs::read_dir("/sys/class/video4linux").is_ok_and(|mut found| found.next().is_some())
}

#[cfg(target_os = "linux")]
mod linux {
    use webkit2gtk::{MediaCaptureState, WebView, WebViewExt};

    use crate::app::App;

    pub(super) fn end_capture(view: &WebView) {
        if view.camera_capture_state() != MediaCaptureState::None {
            view.set_camera_capture_state(MediaCaptureState::None);
        }
    }

    pub(super) fn watch_capture(view: &WebView, app: App) {
        #[cfg(feature = "e2e")]
        if std::env::var_os("PROPUSK_MOCK_CAMERA").is_some()
            && let Some(settings) = view.settings()
        {
            webkit2gtk::SettingsExt::set_enable_mock_capture_devices(&settings, true);
        }
        view.connect_camera_capture_state_notify(move |view| {
            if !app.core().is_filming() {
                end_capture(view);
            }
        });
        view.connect_microphone_capture_state_notify(|view| {
            if view.microphone_capture_state() != MediaCaptureState::None {
                view.set_microphone_capture_state(MediaCaptureState::None);
            }
        });
        view.connect_display_capture_state_notify(|view| {
            if view.display_capture_state() != MediaCaptureState::None {
                view.set_display_capture_state(MediaCaptureState::None);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use tauri::{
        WebviewUrl, WebviewWindowBuilder,
        test::{mock_builder, mock_context, noop_assets},
    };

    use super::*;

    #[test]
    fn only_the_open_camera_view_of_the_main_window_may_film_and_nothing_may_do_anything_else() {
        let folder = tempfile::tempdir().expect("folder");
        let state = App::new(Some(folder.path().join("data")));
        let app = mock_builder()
            .manage(state.clone())
            .build(mock_context(noop_assets()))
            .expect("an app");
        let window = |label| {
            WebviewWindowBuilder::new(&app, label, WebviewUrl::default())
                .build()
                .expect("mock window")
        };
        let (main, sheet) = (window(window::MAIN), window(window::SHEET));
        let allowed = |window: &WebviewWindow<_>, kind| {
            permission(window.as_ref(), kind) == PermissionResponse::Allow
        };
        assert!(!allowed(&main, PermissionKind::Camera), "not open yet");

        state.core().open_camera().expect("open");
        assert!(allowed(&main, PermissionKind::Camera));
        assert!(!allowed(&sheet, PermissionKind::Camera), "another window");
        for kind in [
            PermissionKind::Microphone,
            PermissionKind::DisplayCapture,
            PermissionKind::Geolocation,
            PermissionKind::Notifications,
            PermissionKind::ClipboardRead,
            PermissionKind::Other,
        ] {
            assert!(!allowed(&main, kind), "{kind:?}");
        }

        close(app.handle());
        assert!(!allowed(&main, PermissionKind::Camera), "closed again");
    }

    #[test]
    #[cfg(unix)]
    fn a_worker_that_crashes_is_replaced_a_few_times_and_then_told_in_words() {
        let mut eye = Eye::open().expect("a worker");
        let frame = Picture::from_grey(64, 64, vec![200; 64 * 64]);
        let frame = Shot::from(frame.expect("a picture"));
        for round in 0..=LOST_AT_MOST {
            let code = |seen: Result<_, ScanError>| seen.err().map(|error| error.code());
            assert_eq!(code(eye.look_at(&frame)), Some("no_qr"), "it works");
            let killed = std::process::Command::new("kill")
                .args(["-9", &eye.worker.id().to_string()])
                .status();
            assert!(killed.is_ok_and(|status| status.success()));
            let is_last = round == LOST_AT_MOST;
            let expected = if is_last {
                "scan_worker_crashed"
            } else {
                "no_qr"
            };
            assert_eq!(code(eye.look_at(&frame)), Some(expected), "round {round}");
        }
    }
}
