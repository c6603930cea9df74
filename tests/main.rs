//! The product seen from outside.

mod closed_page;
mod dependency_rule;
mod desktop;
mod end_to_end;
mod ipc;
mod secrets_on_disk;
