//! The commands the page may call: unwrap the request, one call, map the error. The list is
//! declared in `build.rs` and frozen in `tests/ipc.rs`.

// tauri hands requests and state over by value.
#![allow(clippy::needless_pass_by_value)]

mod accounts;
mod enrolment;
mod settings;
mod start;

use tauri::{Runtime, plugin::TauriPlugin};

/// All commands, in a plugin: commands outside one would be callable without any capability.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("propusk")
        .invoke_handler(tauri::generate_handler![
            start::start,
            start::retry_start,
            start::start_anyway,
            start::window_ready,
            accounts::accounts,
            accounts::copy_code,
            accounts::next_code,
            accounts::edit_account,
            accounts::remove_account,
            accounts::restore_account,
            accounts::confirm_account,
            accounts::retry_save,
            enrolment::scan_screen,
            enrolment::scan_clipboard,
            enrolment::choose_picture,
            enrolment::read_text,
            enrolment::read_manual,
            enrolment::add_accounts,
            enrolment::drop_draft,
            settings::settings,
            settings::change_settings,
        ])
        .build()
}
