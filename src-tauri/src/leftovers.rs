//! What the web view leaves behind when its last window has ended, and what is given back while the
//! program waits in the tray.

use std::{fs, ptr};

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

/// Puts down the code of the web view and of its libraries, which nobody runs until the next window: then the
/// system reads it again as it did the first time, most of it from memory that it has kept.
#[allow(unsafe_code)]
pub fn put_down_code() {
    let Ok(maps) = fs::read_to_string("/proc/self/maps") else {
        return;
    };
    for (begin, end) in maps.lines().filter_map(code) {
        let at = ptr::without_provenance_mut(begin);
        // SAFETY: the range was mapped from a file to be run and not to be written: its pages are as in the
        // file, and come from there again. Of a library that has gone meanwhile nothing is left to put down.
        let _ = unsafe { libc::madvise(at, end - begin, libc::MADV_DONTNEED) };
    }
}

/// Begin and end of what a line of `/proc/self/maps` tells, if it is code from a file: proc_pid_maps(5).
fn code(line: &str) -> Option<(usize, usize)> {
    let mut fields = line.split_ascii_whitespace();
    let (begin, end) = fields.next()?.split_once('-')?;
    let is_code = fields.next()? == "r-xp" && fields.nth(3)?.starts_with('/');
    let number = |hex| usize::from_str_radix(hex, 16).ok();
    is_code.then_some((number(begin)?, number(end)?))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_from_files_is_put_down() {
        let line = "7f10a000-7f10c000 r-xp 00028000 fe:00 1835 /usr/lib/a b.so";
        assert_eq!(code(line), Some((0x7f10_a000, 0x7f10_c000)));
        for other in [
            "7f10a000-7f10c000 r--p 00028000 fe:00 1835 /usr/lib/libc.so.6",
            "7f10a000-7f10c000 rwxp 00028000 fe:00 1835 /usr/lib/libc.so.6",
            "7f10a000-7f10c000 r-xp 00000000 00:00 0 [vdso]",
            "7f10a000-7f10c000 r-xp 00000000 00:00 0",
            "",
        ] {
            assert_eq!(code(other), None, "{other}");
        }
    }

    #[test]
    fn the_program_goes_on_after_it() {
        put_down_code();
        assert!(!children().contains(&0));
    }
}
