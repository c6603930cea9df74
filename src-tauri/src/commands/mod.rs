//! The commands the page may call: unwrap the request, one call, map the error. The list is
//! declared in `build.rs` and frozen in `tests/ipc.rs`.

// tauri hands requests and state over by value.
#![allow(clippy::needless_pass_by_value)]

mod accounts;
mod backups;
mod camera;
mod clock;
mod codes;
mod counter;
mod enrolment;
mod export;
mod help;
mod import;
mod organise;
mod password;
mod protection;
mod recovery_codes;
mod restore;
mod settings;
mod sheet;
mod start;

use tauri::{Runtime, plugin::TauriPlugin};

/// All commands, in a plugin: commands outside one would be callable without any capability.
pub fn plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::new("propusk")
        .invoke_handler(tauri::generate_handler![
            start::start,
            start::retry_start,
            start::start_anyway,
            start::unlock_with_password,
            start::unlock_with_sheet,
            start::new_with_password,
            start::lock,
            start::note_activity,
            start::window_ready,
            accounts::accounts,
            accounts::matching_accounts,
            accounts::account_details,
            accounts::reveal_code,
            accounts::copy_code,
            accounts::next_code,
            accounts::edit_account,
            accounts::choose_account_picture,
            accounts::drop_account_picture,
            organise::remove_accounts,
            organise::restore_accounts,
            organise::tag_accounts,
            organise::rename_tag,
            organise::move_account,
            organise::duplicates,
            accounts::confirm_account,
            accounts::retry_save,
            counter::set_counter,
            counter::find_counter,
            clock::check_clock,
            clock::compare_clock,
            clock::ask_clock,
            clock::correct_clock,
            clock::trust_clock,
            clock::open_clock_settings,
            enrolment::scan_screen,
            enrolment::scan_clipboard,
            enrolment::choose_picture,
            enrolment::read_text,
            enrolment::read_manual,
            enrolment::add_accounts,
            enrolment::drop_draft,
            enrolment::open_given,
            camera::camera_open,
            camera::camera_frame,
            camera::camera_close,
            import::begin_import,
            import::choose_import,
            import::import_clipboard,
            import::import_screen,
            import::unlock_import,
            import::choose_import_companion,
            import::import_progress,
            import::cancel_import,
            import::drop_import,
            import::add_import,
            import::imports,
            import::undo_import,
            import::delete_import_file,
            protection::protection,
            protection::begin_sheet,
            protection::check_sheet,
            protection::put_off_check,
            protection::judge_password,
            protection::set_password,
            protection::remove_password,
            protection::renew_key,
            export::export_accounts,
            export::show_codes,
            recovery_codes::read_recovery_codes,
            recovery_codes::save_recovery_codes,
            recovery_codes::show_recovery_codes,
            recovery_codes::recovery_codes,
            recovery_codes::tick_recovery_code,
            recovery_codes::copy_recovery_code,
            recovery_codes::close_recovery_codes,
            password::make_password,
            password::password_portals,
            password::copy_password,
            codes::codes,
            codes::close_codes,
            sheet::sheet,
            sheet::print_sheet,
            sheet::save_sheet,
            sheet::close_sheet,
            restore::restore_points,
            restore::point_accounts,
            restore::restore_point,
            restore::trash,
            backups::choose_backup,
            backups::restore_backup,
            backups::choose_backup_folder,
            backups::change_backups,
            backups::backup_now,
            backups::rehearse_backup,
            help::help,
            help::help_article,
            help::print_help,
            help::portal_of_account,
            help::diagnose_account,
            settings::settings,
            settings::change_settings,
            settings::reset_settings,
            settings::desktop,
        ])
        .build()
}
