use std::collections::BTreeMap;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, Scope};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter,
};

/// The newest Landlock that is asked for; older kernels give what they know.
const LANDLOCK: ABI = ABI::V6;

pub(super) fn enter() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // Landlock first: seccomp forbids it.
    let _ = no_files_no_network();
    let _ = few_system_calls();
}

/// Nothing may be opened, and nobody talked to.
fn no_files_no_network() -> Result<(), RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()?
        .restrict_self()?;
    Ok(())
}

/// What memory, threads, clocks and the two pipes need.
const ALLOWED: &[libc::c_long] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Everything else fails as if it were not permitted: a C library that tries something new goes on.
fn few_system_calls() -> Result<(), Box<dyn std::error::Error>> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let refused = SeccompAction::Errno(u32::try_from(libc::EPERM)?);
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        ALLOWED.iter().map(|&call| (call, Vec::new())).collect();
    // Threads, and no other processes.
    let thread = u64::try_from(libc::CLONE_THREAD)?;
    let with_thread = SeccompCondition::new(
        0,
        SeccompCmpArgLen::Qword,
        SeccompCmpOp::MaskedEq(thread),
        thread,
    )?;
    rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![with_thread])?]);
    // Let through to the second filter.
    rules.insert(libc::SYS_clone3, Vec::new());
    // `abort` signals its own process, and may reach no other.
    let own = u64::from(std::process::id());
    let to_itself = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own)?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_itself])?]);
    let only_these: BpfProgram =
        SeccompFilter::new(rules, refused, SeccompAction::Allow, arch)?.try_into()?;

    // The flags of `clone3` lie in memory, where no filter looks: as if the kernel were too old, so
    // that the C library asks by `clone`.
    let unknown = SeccompAction::Errno(u32::try_from(libc::ENOSYS)?);
    let clone3 = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let as_if_old: BpfProgram =
        SeccompFilter::new(clone3, SeccompAction::Allow, unknown, arch)?.try_into()?;

    // The first one must still allow the call that installs the second: the narrow one comes last.
    apply_filter(&as_if_old)?;
    apply_filter(&only_these)?;
    Ok(())
}
