//! What the process gives up before it does anything else.

use std::{env, ffi::OsString};

use zeroize::Zeroize;

/// Removes what would let another program look in, and sets what the web view needs. Must run
/// first in `main`, before any thread exists. Gives the arguments, which nobody finds here later.
pub fn prepare_process() -> Vec<OsString> {
    #[cfg(target_os = "linux")]
    {
        wipe_what_is_freed();
        // Blank windows on NVIDIA and some Wayland drivers, and a third of the CPU without a GPU.
        // `WEBKIT_DISABLE_DMABUF_RENDERER=0` in the environment opts out.
        if env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
            set_variable("WEBKIT_DISABLE_DMABUF_RENDERER", Some("1"));
        }
    }
    if !cfg!(feature = "e2e") {
        // These open the page to remote control; release builds of the web view honour them.
        set_variable("TAURI_WEBVIEW_AUTOMATION", None);
        set_variable("TAURI_AUTOMATION", None);
        set_variable("WEBKIT_INSPECTOR_SERVER", None);
        set_variable("WEBKIT_INSPECTOR_HTTP_SERVER", None);
    }
    let arguments = env::args_os().skip(1).collect();
    // While the process may still write to its own memory by its file.
    forget_arguments();
    set_dumpable(false);
    no_core_file();
    panic_without_contents();
    arguments
}

/// Blanks the arguments behind the name of the program, where every program on the computer can read
/// them: a link among them holds a key. Through the file of our memory, which asks for no unsafe code.
#[cfg(target_os = "linux")]
fn forget_arguments() {
    use std::{fs, os::unix::fs::FileExt};
    let blank = || {
        let line = fs::read("/proc/self/cmdline").ok()?;
        let name = line.iter().position(|byte| *byte == 0)? + 1;
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        // Behind the name in brackets the third field is the first; the 48th says where they begin.
        let begin = stat.rsplit_once(')')?.1.split_whitespace().nth(48 - 3)?;
        let begin = begin
            .parse::<u64>()
            .ok()?
            .checked_add(name.try_into().ok()?)?;
        let memory = fs::File::options()
            .write(true)
            .open("/proc/self/mem")
            .ok()?;
        memory.write_all_at(&vec![0; line.len() - name], begin).ok()
    };
    // Without /proc nobody else can read them there either.
    let _: Option<()> = blank();
}

/// Other systems show them to other programs of the same person as long as the process lives.
#[cfg(not(target_os = "linux"))]
fn forget_arguments() {}

/// Whether processes of the same user may read our memory. Off, except around a call to the
/// desktop portal: it identifies its caller through `/proc/<pid>/root`, which a non-dumpable
/// process refuses.
#[cfg(target_os = "linux")]
fn set_dumpable(allowed: bool) {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let behavior = if allowed {
        DumpableBehavior::Dumpable
    } else {
        DumpableBehavior::NotDumpable
    };
    // Fails only on kernels without prctl; the codes matter more than this layer.
    let _ = set_dumpable_behavior(behavior);
}

/// Lets the desktop portal see who calls, as long as the value lives.
pub struct SeenByPortal(());

impl SeenByPortal {
    /// Opens the process.
    pub fn now() -> Self {
        set_dumpable(true);
        Self(())
    }
}

impl Drop for SeenByPortal {
    fn drop(&mut self) {
        set_dumpable(false);
    }
}

/// Other systems protect the memory of a process by themselves.
#[cfg(not(target_os = "linux"))]
fn set_dumpable(_allowed: bool) {}

#[cfg(unix)]
fn no_core_file() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
}

#[cfg(not(unix))]
fn no_core_file() {}

/// Has the C libraries wipe what they free, too: the web view's half in our process takes what the
/// page sends (a typed password among it) through its own heap. `Malloc=1` makes that heap the one of
/// the C library, which overwrites what is freed when it is told so at its start; so the program
/// starts itself once more. Without `/proc` it goes on as it is.
#[cfg(target_os = "linux")]
fn wipe_what_is_freed() {
    use std::{os::unix::process::CommandExt, process::Command};
    const HEAP: &str = "GLIBC_TUNABLES";
    // Freed blocks that wait in the caches of the threads would not be overwritten. Large ones go back to the
    // system at once: a vault is read through several of them.
    const WIPED: &str = "glibc.malloc.perturb=170:glibc.malloc.tcache_count=0:\
        glibc.malloc.mmap_threshold=65536:glibc.malloc.trim_threshold=65536";
    if env::var_os(HEAP).is_some_and(|value| value == WIPED) {
        // For us only, and both were read before `main`. The web process ends instead; its own heap is
        // faster, and hardened against what a page could do.
        set_variable(HEAP, None);
        set_variable("Malloc", None);
        return;
    }
    let mut arguments = env::args_os();
    let name = arguments.next().unwrap_or_else(|| "propusk".into());
    let _ = Command::new("/proc/self/exe")
        .arg0(name)
        .args(arguments)
        .env(HEAP, WIPED)
        .env("Malloc", "1")
        .exec();
}

/// Every block of memory of ours is wiped when it is freed: request bodies, JSON, texts that grew and
/// moved. Nobody below us (tauri, serde, zbus) does that.
#[global_allocator]
static WIPED: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Wipes what the calls before have left on the stack of this thread: keys are moved through it, and
/// a thread that waits for the next work, or a stack that is kept for the next thread, keeps them.
#[inline(never)]
pub fn wipe_stack() {
    let mut used_before = [0_u8; 256 * 1024];
    used_before.zeroize();
    std::hint::black_box(&used_before);
}

/// A panic message can quote the value it failed on: print the place only.
fn panic_without_contents() {
    std::panic::set_hook(Box::new(|info| {
        use std::io::Write;
        let place = info
            .location()
            .map_or_else(String::new, |at| format!(" at {at}"));
        // stderr may be closed; there is nowhere else to say it.
        let _ = writeln!(std::io::stderr(), "propusk: internal error{place}");
    }));
}

#[allow(unsafe_code)]
fn set_variable(name: &str, value: Option<&str>) {
    // SAFETY: called from `prepare_process` only, while the process has a single thread, so nobody
    // reads the environment meanwhile.
    unsafe {
        match value {
            Some(value) => env::set_var(name, value),
            None => env::remove_var(name),
        }
    }
}
