//! Windows: what it tells a window about sleep and about its session. **Not yet run.**
//!
//! A window of our own that is never shown, on a thread of its own. Not a message-only window: that
//! one is left out where Windows tells all windows of sleep.

#![allow(
    unsafe_code,
    reason = "a window without unsafe code needs a whole library for windows, and none has the \
              notifications of sessions"
)]

use std::cell::OnceCell;
use std::ptr::{null, null_mut};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use windows_sys::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::Power::{
    RegisterSuspendResumeNotification, UnregisterSuspendResumeNotification,
};
use windows_sys::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification, WTSUnRegisterSessionNotification,
};
use windows_sys::Win32::System::Threading::GetCurrentThreadId;
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DestroyWindow, DispatchMessageW,
    GetMessageW, MSG, PBT_APMSUSPEND, PostThreadMessageW, RegisterClassW, WM_POWERBROADCAST,
    WM_QUIT, WM_WTSSESSION_CHANGE, WNDCLASSW, WS_EX_NOACTIVATE, WS_POPUP, WTS_CONSOLE_DISCONNECT,
    WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
};
use windows_sys::core::w;

use crate::{Absence, Source, System, Tell};

thread_local! {
    /// Whom the window of this thread tells.
    static TELL: OnceCell<Tell> = const { OnceCell::new() };
}

/// The watch: the number of the window's thread, none where there is no window.
pub(crate) struct Windows {
    thread: Option<u32>,
}

impl System for Windows {
    fn watch(tell: Tell) -> Self {
        let (ready, window) = channel();
        let run = move || {
            TELL.with(|cell| {
                cell.get_or_init(|| tell);
            });
            listen(&ready);
        };
        // A system without room for one more thread is told of nothing, like one without a window.
        let _ = thread::Builder::new().name("absence".to_owned()).spawn(run);
        Self {
            thread: window.recv().ok(),
        }
    }

    fn sources() -> Vec<Source> {
        vec![Source {
            name: "Windows",
            tells: &[
                Absence::Suspending,
                Absence::ScreenLocked,
                Absence::SessionInactive,
            ],
        }]
    }
}

impl Drop for Windows {
    fn drop(&mut self) {
        if let Some(thread) = self.thread {
            // SAFETY: no memory is handed over. The thread runs until it gets this message.
            unsafe { PostThreadMessageW(thread, WM_QUIT, 0, 0) };
        }
    }
}

/// Has a window until somebody wants this thread to quit; says its number when the window is there.
fn listen(ready: &Sender<u32>) {
    let name = w!("PropuskAbsence");
    // SAFETY: no name asks for the program itself, which is always there.
    let program = unsafe { GetModuleHandleW(null()) };
    let class = WNDCLASSW {
        lpfnWndProc: Some(hear),
        hInstance: program,
        lpszClassName: name,
        ..Default::default()
    };
    // SAFETY: `class` and the text that it points to are there during the call. It fails when an
    // earlier watch has registered it, which does no harm: the class is the same.
    unsafe { RegisterClassW(&class) };
    // SAFETY: the class and its procedure live as long as the program; all other pointers may be null.
    let window = unsafe {
        CreateWindowExW(
            WS_EX_NOACTIVATE,
            name,
            null(),
            WS_POPUP,
            0,
            0,
            0,
            0,
            null_mut(),
            null_mut(),
            program,
            null(),
        )
    };
    if window.is_null() {
        return;
    }
    // SAFETY: the window is there until the end of this function.
    let session = unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) };
    // SAFETY: as above. A computer with modern standby tells only those who have asked.
    let power = unsafe { RegisterSuspendResumeNotification(window, DEVICE_NOTIFY_WINDOW_HANDLE) };
    // SAFETY: asks for nothing but the number of this thread.
    let _ = ready.send(unsafe { GetCurrentThreadId() });

    let mut message = MSG::default();
    // SAFETY: `message` is ours to write. 0 is the message to quit, -1 an error.
    while unsafe { GetMessageW(&mut message, null_mut(), 0, 0) } > 0 {
        // SAFETY: it is the message that Windows has just written.
        unsafe { DispatchMessageW(&message) };
    }

    if session != 0 {
        // SAFETY: the window was registered and is still there.
        unsafe { WTSUnRegisterSessionNotification(window) };
    }
    if power != 0 {
        // SAFETY: the registration is ours and is given back once.
        unsafe { UnregisterSuspendResumeNotification(power) };
    }
    // SAFETY: this thread made the window and does not use it any more.
    unsafe { DestroyWindow(window) };
}

/// What the window does with a message.
///
/// # Safety
/// Called by Windows only, on the thread of the window.
unsafe extern "system" fn hear(window: HWND, message: u32, what: WPARAM, more: LPARAM) -> LRESULT {
    if let Some(absence) = meaning(message, what) {
        // The thread may be ending already.
        let _ = TELL.try_with(|cell| {
            if let Some(tell) = cell.get() {
                tell(absence);
            }
        });
    }
    // SAFETY: what Windows has given us is handed on as it is.
    unsafe { DefWindowProcW(window, message, what, more) }
}

fn meaning(message: u32, what: WPARAM) -> Option<Absence> {
    match (message, u32::try_from(what).ok()?) {
        (WM_POWERBROADCAST, PBT_APMSUSPEND) => Some(Absence::Suspending),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK) => Some(Absence::ScreenLocked),
        (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT | WTS_REMOTE_DISCONNECT) => {
            Some(Absence::SessionInactive)
        }
        _ => None,
    }
}
