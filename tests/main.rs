//! The product seen from outside.

// One test program: its parts use each other, nobody else does; what fails should panic.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic
)]

mod browser;
mod camera;
mod clipboard;
mod clock;
mod closed_memory;
mod closed_page;
mod compositor;
mod dependency_rule;
mod desktop;
mod desktop_search;
mod drawn;
mod drop;
mod end_to_end;
mod fingers;
mod help;
mod hung_keyring;
mod import;
mod ipc;
mod keyboard;
mod links;
mod lock;
mod look;
mod memory_after_lock;
mod network;
mod one_instance;
mod other_program;
mod page;
mod played_keys;
mod played_portal;
mod recorded_frames;
mod recovery_codes;
mod recovery_sheet;
mod scan;
mod scan_worker;
mod screen_reader;
mod secrets_on_disk;
mod shortcuts;
mod spoken_tree;
mod tray;
mod tray_host;
mod verifier;
mod virtual_camera;
mod wayland;
mod window_place;
