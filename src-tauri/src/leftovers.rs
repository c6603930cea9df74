//! What the web view leaves behind when its last window has ended, and what is given back while the
//! program waits in the tray.

use std::{fs, ptr, slice};

use rustix::process::{Pid, Signal, kill_process};

/// The least that is mapped. Where a page is larger, less is let go of: what begins inside one is refused.
const PAGE: usize = 4096;

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

/// Puts down what was read from the web view and its libraries and never changes, code above all: nobody needs it
/// until the next window, and then the system reads it again, most of it from memory that it has kept.
#[allow(unsafe_code)]
pub fn put_down_code() {
    unsafe extern "C" fn put_down(
        library: *mut libc::dl_phdr_info,
        _size: libc::size_t,
        _data: *mut libc::c_void,
    ) -> libc::c_int {
        // SAFETY: the loader passes a library that is loaded, with all its parts.
        let (base, parts) = unsafe {
            let library = &*library;
            let parts = slice::from_raw_parts(library.dlpi_phdr, library.dlpi_phnum.into());
            (library.dlpi_addr, parts)
        };
        for part in parts {
            let is_never_written = part.p_flags & libc::PF_W == 0;
            let (true, true, Ok(address), Ok(length)) = (
                part.p_type == libc::PT_LOAD,
                is_never_written,
                usize::try_from(base + part.p_vaddr),
                usize::try_from(part.p_memsz),
            ) else {
                continue;
            };
            let begin = address & !(PAGE - 1);
            let length = address - begin + length;
            // SAFETY: mapped from a file and never written (what the loader fills in lies in parts that may be
            // written), so the same comes from there again; the loader lets no library go meanwhile.
            let at = ptr::without_provenance_mut(begin);
            let _ = unsafe { libc::madvise(at, length, libc::MADV_DONTNEED) };
        }
        0
    }
    // SAFETY: the function keeps nothing of what it is passed.
    unsafe { libc::dl_iterate_phdr(Some(put_down), ptr::null_mut()) };
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

    /// How much code lies in memory, in KiB: proc_pid_smaps(5).
    fn read_in() -> u64 {
        let maps = fs::read_to_string("/proc/self/smaps").expect("maps");
        let mut is_code = false;
        let mut whole = 0;
        for line in maps.lines() {
            let mut fields = line.split_ascii_whitespace();
            match (fields.next(), fields.next()) {
                (Some("Rss:"), Some(size)) if is_code => {
                    whole += size.parse::<u64>().expect("a number");
                }
                (Some(range), Some(rights)) if range.contains('-') => is_code = rights == "r-xp",
                _ => {}
            }
        }
        whole
    }

    #[test]
    fn code_that_is_put_down_leaves_memory_and_runs_on() {
        let before = read_in();
        put_down_code();
        let after = read_in();
        assert!(after < before, "{before} KiB and then {after}");
    }
}
