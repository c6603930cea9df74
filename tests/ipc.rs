//! S9: what the page may call is a short, closed list. The access-control list is the real one of
//! tauri.conf.json; the window is tauri's mock, so no display is needed.

use propusk_app::{App, context, plugin};
use serde_json::{Value, json};
use tauri::{
    WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

/// The frozen surface of the main window. A new command is a decision: add it here with the review it
/// needs.
const COMMANDS: &[&str] = &[
    "account_details",
    "accounts",
    "add_accounts",
    "add_import",
    "ask_clock",
    "backup_now",
    "begin_import",
    "begin_sheet",
    "camera_close",
    "camera_frame",
    "camera_open",
    "cancel_import",
    "change_backups",
    "change_settings",
    "check_clock",
    "check_sheet",
    "choose_account_picture",
    "choose_backup",
    "choose_backup_folder",
    "choose_import",
    "choose_import_companion",
    "choose_picture",
    "compare_clock",
    "confirm_account",
    "copy_code",
    "copy_password",
    "correct_clock",
    "delete_import_file",
    "desktop",
    "diagnose_account",
    "drop_account_picture",
    "drop_draft",
    "drop_import",
    "duplicates",
    "edit_account",
    "export_accounts",
    "find_counter",
    "help",
    "help_article",
    "import_clipboard",
    "import_progress",
    "import_screen",
    "imports",
    "judge_password",
    "lock",
    "make_password",
    "matching_accounts",
    "move_account",
    "new_with_password",
    "next_code",
    "note_activity",
    "open_clock_settings",
    "open_given",
    "password_portals",
    "point_accounts",
    "portal_of_account",
    "print_help",
    "protection",
    "put_off_check",
    "read_manual",
    "read_recovery_codes",
    "read_text",
    "rehearse_backup",
    "remove_accounts",
    "remove_password",
    "rename_tag",
    "renew_key",
    "reset_settings",
    "restore_accounts",
    "restore_backup",
    "restore_point",
    "restore_points",
    "retry_save",
    "retry_start",
    "reveal_code",
    "save_recovery_codes",
    "scan_clipboard",
    "scan_screen",
    "set_counter",
    "set_password",
    "settings",
    "show_codes",
    "show_recovery_codes",
    "start",
    "start_anyway",
    "tag_accounts",
    "trash",
    "trust_clock",
    "undo_import",
    "unlock_import",
    "unlock_with_password",
    "unlock_with_sheet",
    "window_ready",
];

/// What the window of the recovery sheet may call, and no other: the key goes out here.
const SHEET_COMMANDS: &[&str] = &["close_sheet", "print_sheet", "save_sheet", "sheet"];

/// What the window of the accounts' QR codes may call, and no other: their keys go out here.
const CODES_COMMANDS: &[&str] = &["close_codes", "codes"];

/// What the window of an account's recovery codes may call, and no other: the codes go out here.
const RECOVERY_CODES_COMMANDS: &[&str] = &[
    "close_recovery_codes",
    "copy_recovery_code",
    "recovery_codes",
    "tick_recovery_code",
];

/// Commands of tauri itself that a hostile script would try first.
const NEVER_GRANTED: &[&str] = &[
    "plugin:event|emit",
    "plugin:event|emit_to",
    "plugin:window|close",
    "plugin:window|set_title",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:path|resolve_directory",
    "plugin:app|version",
    "plugin:resources|close",
    "start",
    "accounts",
];

fn app_with_window(
    label: &str,
    folder: &std::path::Path,
) -> (tauri::App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let app = mock_builder()
        .plugin(plugin())
        .manage(App::new(Some(folder.to_owned())))
        .build(context())
        .expect("the real configuration");
    let window = WebviewWindowBuilder::new(&app, label, WebviewUrl::default())
        .build()
        .expect("mock window");
    (app, window)
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().expect("own page"),
        body: InvokeBody::Json(body),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("JSON"))
}

fn is_refused_by_the_list(answer: &Result<Value, Value>) -> bool {
    let Err(Value::String(text)) = answer else {
        return false;
    };
    text.contains("not allowed") || text.contains("not found") || text.contains("denied")
}

#[test]
fn the_lists_of_commands_are_frozen() {
    assert_eq!(declared("COMMANDS"), COMMANDS);
    assert_eq!(declared("SHEET_COMMANDS"), SHEET_COMMANDS);
    assert_eq!(declared("CODES_COMMANDS"), CODES_COMMANDS);
    assert_eq!(declared("RECOVERY_CODES_COMMANDS"), RECOVERY_CODES_COMMANDS);
}

/// A list of build.rs, sorted.
fn declared(list: &str) -> Vec<&'static str> {
    let build = include_str!("../src-tauri/build.rs");
    let (_, list) = build
        .split_once(&format!("const {list}: &[&str] = &["))
        .expect("list");
    let (list, _) = list.split_once("];").expect("end of the list");
    let mut names: Vec<_> = list
        .split(',')
        .map(|line| line.trim().trim_matches('"'))
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn the_main_window_may_call_them_and_another_may_not() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, main) = app_with_window("main", folder.path());
    let settings = call(&main, "plugin:propusk|settings", json!({})).expect("granted");
    assert_eq!(settings["theme"], "system");

    let (_app, other) = app_with_window("other", folder.path());
    let all = [
        COMMANDS,
        SHEET_COMMANDS,
        CODES_COMMANDS,
        RECOVERY_CODES_COMMANDS,
    ];
    for command in all.concat() {
        let answer = call(&other, &format!("plugin:propusk|{command}"), json!({}));
        assert!(
            is_refused_by_the_list(&answer),
            "{command} from an unknown window: {answer:?}"
        );
    }
}

#[test]
fn only_the_window_of_the_sheet_gets_the_key_and_it_gets_nothing_else() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, sheet) = app_with_window("sheet", folder.path());
    let answer = call(&sheet, "plugin:propusk|sheet", json!({}));
    assert_eq!(
        answer.expect_err("none was begun")["code"],
        "no_new_sheet",
        "granted"
    );
    for command in COMMANDS {
        let answer = call(&sheet, &format!("plugin:propusk|{command}"), json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
    for command in NEVER_GRANTED.iter().chain(&["plugin:event|listen"]) {
        let answer = call(&sheet, command, json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
    let (_app, main) = app_with_window("main", folder.path());
    for command in SHEET_COMMANDS {
        let answer = call(&main, &format!("plugin:propusk|{command}"), json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
}

#[test]
fn only_the_window_of_the_codes_gets_their_keys_and_it_gets_nothing_else() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, codes) = app_with_window("codes", folder.path());
    let answer = call(&codes, "plugin:propusk|codes", json!({}));
    assert_eq!(
        answer.expect_err("none were asked for")["code"],
        "no_codes_to_show",
        "granted"
    );
    for command in COMMANDS.iter().chain(SHEET_COMMANDS) {
        let answer = call(&codes, &format!("plugin:propusk|{command}"), json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
    for command in NEVER_GRANTED.iter().chain(&["plugin:event|listen"]) {
        let answer = call(&codes, command, json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
    for label in ["main", "sheet"] {
        let (_app, window) = app_with_window(label, folder.path());
        for command in CODES_COMMANDS {
            let answer = call(&window, &format!("plugin:propusk|{command}"), json!({}));
            assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
        }
    }
}

#[test]
fn only_the_window_of_the_recovery_codes_gets_them_and_it_gets_nothing_else() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, codes) = app_with_window("recovery-codes", folder.path());
    for (command, body) in [
        ("recovery_codes", json!({})),
        (
            "tick_recovery_code",
            json!({"req": {"code": "1", "used": true}}),
        ),
        ("copy_recovery_code", json!({"req": {"code": "1"}})),
    ] {
        let answer = call(&codes, &format!("plugin:propusk|{command}"), body);
        let refused = answer.expect_err("none were asked for");
        assert_eq!(refused["code"], "no_codes_to_show", "{command} is granted");
    }
    let others = [COMMANDS, SHEET_COMMANDS, CODES_COMMANDS].concat();
    for command in &others {
        let answer = call(&codes, &format!("plugin:propusk|{command}"), json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
    for command in NEVER_GRANTED.iter().chain(&["plugin:event|listen"]) {
        let answer = call(&codes, command, json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
    for label in ["main", "sheet", "codes"] {
        let (_app, window) = app_with_window(label, folder.path());
        for command in RECOVERY_CODES_COMMANDS {
            let answer = call(&window, &format!("plugin:propusk|{command}"), json!({}));
            assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
        }
    }
}

#[test]
fn nothing_else_is_granted_to_the_main_window() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, main) = app_with_window("main", folder.path());
    for command in NEVER_GRANTED {
        let answer = call(&main, command, json!({}));
        assert!(is_refused_by_the_list(&answer), "{command}: {answer:?}");
    }
}

#[test]
fn a_request_of_the_wrong_shape_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, main) = app_with_window("main", folder.path());
    for (command, body) in [
        ("copy_code", json!({})),
        (
            "copy_code",
            json!({"req": {"account": 7, "which": "current"}}),
        ),
        (
            "copy_code",
            json!({"req": {"account": "x", "which": "both"}}),
        ),
        (
            "edit_account",
            json!({"req": {"account": "x", "issuer": "y", "name": "z", "secret": "s"}}),
        ),
        ("accounts", json!({})),
        ("remove_accounts", json!({"req": {"accounts": "all"}})),
        ("read_text", json!({"req": {"text": null}})),
        (
            "make_password",
            json!({"req": {"kind": "pin", "symbols": true, "noLookAlikes": false}}),
        ),
        (
            "save_recovery_codes",
            json!({"req": {"account": "x", "text": ["1", "2"]}}),
        ),
        ("change_settings", json!({"req": {"theme": "pink"}})),
        ("start_anyway", json!({"req": {"way": "delete"}})),
        (
            "check_sheet",
            json!({"req": {"from": "https://example.org"}}),
        ),
        (
            "unlock_with_password",
            json!({"req": {"password": 12345678}}),
        ),
        ("lock", json!({"req": {"anyway": "yes"}})),
        (
            "delete_import_file",
            json!({"req": {"import": "x", "file": "/etc/passwd"}}),
        ),
        (
            "export_accounts",
            json!({"req": {"format": "uri_list", "understood": true, "path": "/tmp/x"}}),
        ),
    ] {
        let answer = call(&main, &format!("plugin:propusk|{command}"), body.clone());
        assert!(answer.is_err(), "{command} {body}");
    }
}

#[test]
fn accounts_are_not_there_before_the_vault_is_open() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, main) = app_with_window("main", folder.path());
    let list = json!({"req": crate::page::whole_list()});
    let answer = call(&main, "plugin:propusk|accounts", list).expect("an empty list");
    assert_eq!(answer["accounts"], json!([]));
    let answer = call(
        &main,
        "plugin:propusk|copy_code",
        json!({"req": {"account": "x", "which": "current"}}),
    );
    assert_eq!(
        answer.expect_err("no such account")["code"],
        "account_not_found"
    );
}

#[test]
fn a_lock_says_that_there_was_nothing_to_lock() {
    let folder = tempfile::tempdir().expect("folder");
    let (_app, main) = app_with_window("main", folder.path());
    for body in [json!({}), json!({"req": {"anyway": true}})] {
        let answer = call(&main, "plugin:propusk|lock", body);
        assert_eq!(answer, Ok(json!(false)));
    }
}

#[test]
fn the_content_security_policy_allows_our_own_files_only() {
    let config: Value = serde_json::from_str(include_str!("../tauri.conf.json")).expect("JSON");
    let security = &config["app"]["security"];
    let policy = security["csp"].as_str().expect("a policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    for forbidden in ["unsafe-inline", "unsafe-eval", "https:", "blob:", "*"] {
        assert!(!policy.contains(forbidden), "{forbidden} in {policy}");
    }
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(config["app"]["withGlobalTauri"], false);
}
