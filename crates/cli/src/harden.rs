//! What is switched off before anything secret is read.

/// Keeps other programs of the same user out of our memory, and our memory out of core files.
///
/// What the system refuses is passed over: the codes matter more, and `doctor` reports it.
#[cfg(target_os = "linux")]
pub(crate) fn harden() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Runs `work` while the system may look at this process, which it must for some questions.
#[cfg(target_os = "linux")]
pub(crate) fn while_visible<T>(work: impl FnOnce() -> T) -> T {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};

    let _ = set_dumpable_behavior(DumpableBehavior::Dumpable);
    let outcome = work();
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    outcome
}

/// See above.
#[cfg(not(target_os = "linux"))]
pub(crate) fn while_visible<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Windows and macOS keep the memory of a process closed to other programs by themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn harden() {}

/// Whether the memory of this process is closed.
#[cfg(target_os = "linux")]
pub(crate) fn is_hardened() -> bool {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    let closed = matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    closed && getrlimit(Resource::Core).current == Some(0)
}

/// See [`harden`].
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_hardened() -> bool {
    true
}
