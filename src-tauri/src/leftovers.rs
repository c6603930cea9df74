//! What the web view leaves behind when its last window has ended, and what is given back while the
//! program waits in the tray.

use std::fs;

use rustix::process::{Pid, Signal, kill_process};

/// How the kernel names it, which has room for fifteen letters.
const NETWORK_PROCESS: &str = "WebKitNetworkPr";

/// Ends the process that the web view loads pages by. It outlives the windows, and tauri keeps it for the
/// next one; the next one starts another.
pub fn end() {
    for child in children() {
        let name = fs::read_to_string(format!("/proc/{child}/comm"));
        if name.is_ok_and(|name| name.trim_end() == NETWORK_PROCESS)
            && let Some(child) = Pid::from_raw(child)
        {
            // One that has ended by itself is as good.
            let _ = kill_process(child, Signal::TERM);
        }
    }
}

/// Processes that any of our threads has started.
fn children() -> Vec<i32> {
    let threads = fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let lists =
        threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let numbers = lists.flat_map(|list| {
        let numbers = list
            .split_whitespace()
            .filter_map(|number| number.parse().ok());
        numbers.collect::<Vec<_>>()
    });
    numbers.collect()
}
