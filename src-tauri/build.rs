//! Declares the commands of the `propusk` plugin to the access-control list, and makes the
//! workspace buildable on a clone where the page was not built yet.

// Cargo shows what a build script prints; that is its only voice.
#![allow(clippy::print_stderr)]

use std::{env, fs, path::Path};

/// Every command the main window may call; `src/commands` defines them, `tests/ipc.rs` freezes the
/// list.
const COMMANDS: &[&str] = &[
    "start",
    "retry_start",
    "start_anyway",
    "unlock_with_password",
    "unlock_with_sheet",
    "new_with_password",
    "lock",
    "note_activity",
    "window_ready",
    "accounts",
    "matching_accounts",
    "account_details",
    "reveal_code",
    "copy_code",
    "next_code",
    "scan_screen",
    "scan_clipboard",
    "choose_picture",
    "read_text",
    "read_manual",
    "add_accounts",
    "drop_draft",
    "open_given",
    "camera_open",
    "camera_frame",
    "camera_close",
    "edit_account",
    "choose_account_picture",
    "drop_account_picture",
    "remove_accounts",
    "restore_accounts",
    "tag_accounts",
    "rename_tag",
    "move_account",
    "duplicates",
    "confirm_account",
    "retry_save",
    "set_counter",
    "find_counter",
    "check_clock",
    "compare_clock",
    "ask_clock",
    "correct_clock",
    "trust_clock",
    "open_clock_settings",
    "begin_import",
    "choose_import",
    "import_clipboard",
    "import_screen",
    "unlock_import",
    "choose_import_companion",
    "import_progress",
    "cancel_import",
    "drop_import",
    "add_import",
    "imports",
    "undo_import",
    "delete_import_file",
    "export_accounts",
    "show_codes",
    "read_recovery_codes",
    "save_recovery_codes",
    "show_recovery_codes",
    "make_password",
    "password_portals",
    "copy_password",
    "protection",
    "begin_sheet",
    "check_sheet",
    "put_off_check",
    "judge_password",
    "set_password",
    "remove_password",
    "renew_key",
    "restore_points",
    "point_accounts",
    "restore_point",
    "trash",
    "choose_backup",
    "restore_backup",
    "choose_backup_folder",
    "change_backups",
    "backup_now",
    "rehearse_backup",
    "help",
    "help_article",
    "print_help",
    "portal_of_account",
    "diagnose_account",
    "settings",
    "change_settings",
    "reset_settings",
    "desktop",
];

/// The commands of the window that shows a recovery sheet. The main window does not get these: what
/// they return holds a key.
const SHEET_COMMANDS: &[&str] = &["sheet", "print_sheet", "save_sheet", "close_sheet"];

/// The commands of the window that shows the QR codes of accounts: what they return holds keys, too.
const CODES_COMMANDS: &[&str] = &["codes", "close_codes"];

/// The commands of the window that shows the recovery codes of an account: what they return lets anybody
/// in.
const RECOVERY_CODES_COMMANDS: &[&str] = &[
    "recovery_codes",
    "tick_recovery_code",
    "copy_recovery_code",
    "close_recovery_codes",
];

const PLACEHOLDER: &str = "<!doctype html><meta charset=\"utf-8\"><title>Propusk</title>\
    <p>The page is not built: run <code>npm --prefix ui ci &amp;&amp; npm --prefix ui run build</code>.</p>";

fn main() {
    page_or_placeholder(Path::new("ui/dist"));
    let all = [
        COMMANDS,
        SHEET_COMMANDS,
        CODES_COMMANDS,
        RECOVERY_CODES_COMMANDS,
    ]
    .concat();
    let allowed = COMMANDS.iter().map(|name| permission(name)).collect();
    let plugin = tauri_build::InlinedPlugin::new()
        .commands(all.leak())
        .default_permission(tauri_build::DefaultPermissionRule::Allow(allowed));
    let attributes = tauri_build::Attributes::new().plugin("propusk", plugin);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}

/// The name that tauri gives to the permission to call a command.
fn permission(command: &str) -> String {
    format!("allow-{}", command.replace('_', "-"))
}

/// `tauri::generate_context!` refuses to compile without the page. A debug build (tests, lints)
/// gets a placeholder; a release build without its page would be useless, so it fails.
fn page_or_placeholder(dist: &Path) {
    println!("cargo:rerun-if-changed=ui/dist");
    let index = dist.join("index.html");
    if index.exists() {
        return;
    }
    if env::var("PROFILE").as_deref() == Ok("release") {
        eprintln!(
            "ui/dist is missing: run `npm --prefix ui ci && npm --prefix ui run build` first"
        );
        std::process::exit(1);
    }
    if let Err(error) = fs::create_dir_all(dist).and_then(|()| fs::write(&index, PLACEHOLDER)) {
        eprintln!("cannot write {}: {error}", index.display());
        std::process::exit(1);
    }
}
