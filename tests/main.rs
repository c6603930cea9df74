//! The product seen from outside.

// One test program: its parts use each other, nobody else does; what fails should panic.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic
)]

mod camera;
mod closed_memory;
mod closed_page;
mod dependency_rule;
mod desktop;
mod end_to_end;
mod hung_keyring;
mod import;
mod ipc;
mod lock;
mod memory_after_lock;
mod page;
mod recorded_frames;
mod recovery_sheet;
mod secrets_on_disk;
mod virtual_camera;
