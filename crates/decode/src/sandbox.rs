//! What the process gives up before it sees the first byte of a picture.
//!
//! On Linux: files and network (Landlock), every system call that decoding does not need (seccomp),
//! memory above a limit, core files, and being read by other programs of the same user. Where a kernel
//! lacks one of these the others hold. On other systems: memory and core files, as far as they have
//! such limits, and what being a process of its own gives.

/// The most memory that the process may have for its data, in bytes.
pub const MAX_MEMORY: u64 = 512 * 1024 * 1024;

#[cfg(target_os = "linux")]
mod linux;

/// Gives it all up, for this thread and those that it will start: call it first.
pub fn enter() {
    #[cfg(unix)]
    limits();
    #[cfg(target_os = "linux")]
    linux::enter();
}

#[cfg(unix)]
fn limits() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A system that has no such limit, or a lower one already: the others hold.
        let _ = setrlimit(resource, limit);
    };
    limit(Resource::Core, 0);
    limit(Resource::Fsize, 0);
    limit(Resource::Data, MAX_MEMORY);
    // What is open stays open; nothing can be added.
    limit(Resource::Nofile, 0);
}
