//! The recovery sheet in the real windows: its key goes to its own window only (S4), can be read from
//! the screen by our own scanner, and is gone with the window.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use fantoccini::Client;
use serde_json::Value;

use crate::{
    desktop::{Desktop, wait_until},
    memory_after_lock::web_processes,
    page::{
        PATIENCE, add_by_hand, click, click_at_the_end, find, invoke, list, open_settings,
        switch_to_new, text,
    },
    secrets_on_disk,
};

const SECRET: &str = "SHEETCANARY4KEEP2IT6IN5THE7VAULT";
const BEGINNING: &str = "AGE-SECRET-KEY-1";

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_made_checked_from_the_screen_and_its_key_seen_by_no_other_window() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;
    let program = desktop.propusk_processes()[0];
    record_what_comes(&window).await;
    add_by_hand(&window, "Почта", "ivan", SECRET).await;
    let main = window.window().await.expect("main");
    let before = web_processes(program);

    open_settings(&window).await;
    click(&window, "settings-recovery").await;
    click(&window, "recovery-make").await;
    let sheet = switch_to_new(&window, std::slice::from_ref(&main)).await;
    let key = key_on_screen(&desktop).await;
    let photo = photo(&desktop);
    let view = invoke(&window, "sheet").await;
    let groups: Vec<&str> = view["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(groups.concat(), key, "the QR and the groups are one key");
    let refused = list(&window).await;
    assert!(
        refused["refused"].is_string(),
        "the sheet's window gets no codes: {refused}"
    );
    let pages = web_processes(program);
    assert_eq!(pages.len(), before.len() + 1, "a process of its own");

    // Our own windows are no proof that the sheet was kept.
    window.switch_to_window(main.clone()).await.expect("main");
    click(&window, "recovery-check").await;
    click(&window, "sheet-screen").await;
    let words = text(&window, "error").await;
    assert!(
        words.contains("экране"),
        "nothing but our windows is there: {words}"
    );

    // Closed: its process ends, and the sheet lies before the camera, so to say.
    window.switch_to_window(sheet).await.expect("sheet");
    click_at_the_end(&window, "paper-done").await;
    wait_until("the process of the sheet has ended", PATIENCE, || {
        web_processes(program) == before
    });
    window.switch_to_window(main).await.expect("main");
    // Paints it as the background, and says so with a failure; whether it did is seen below.
    desktop.try_output("display", &["-window", "root", &photo.to_string_lossy()]);
    click(&window, "sheet-screen").await;
    find(&window, "recovery-fits").await;
    let protection = invoke(&window, "protection").await;
    assert!(
        protection["recovery"]["checkedAt"].is_number(),
        "{protection}"
    );
    assert_eq!(protection["draftSheet"], false);
    let refused = invoke(&window, "sheet").await;
    assert!(
        refused["refused"].is_string(),
        "main gets no sheet: {refused}"
    );

    // S4: what went to the main window, as an answer or as an event.
    let recorded = recorded(&window).await;
    // What it is known to have got is found: an answer by its name, a name by its answer.
    for (name, part) in [
        ("accounts", "почта"),
        ("read_manual", "ivan"),
        ("begin_sheet", "null"),
        ("check_sheet", "checkedat"),
        ("protection", "guard"),
        ("event", "sheet-closed"),
        ("event", "printed"),
    ] {
        let found = names_of_those_with(&recorded, part);
        assert!(
            found.iter().any(|it| it.ends_with(name)),
            "{name} was not recorded with {part}: {found:?}"
        );
    }
    let tail = &key[BEGINNING.len()..];
    for canary in [SECRET, &key, tail, &tail[..8], BEGINNING] {
        let found = names_of_those_with(&recorded, canary);
        assert!(found.is_empty(), "{found:?} gave a secret to the page");
    }
    let _ = window.close().await;
    std::fs::remove_file(photo).expect("the test's own picture");
    let found = secrets_on_disk::search_for_text(desktop.everything(), tail);
    assert!(found.is_empty(), "the key in clear on disk: {found:?}");
}

/// The key in the QR on the screen, read by our own scanner from a picture that another program took.
pub async fn key_on_screen(desktop: &Desktop) -> String {
    let start = Instant::now();
    loop {
        let shot = photo(desktop);
        let bytes = std::fs::read(&shot).expect("picture");
        std::fs::remove_file(shot).expect("the test's own picture");
        let is_key = |text: &str| text.starts_with(BEGINNING);
        let codes = scan::Shot::File(bytes.into())
            .decode(&is_key, scan::Effort::Thorough)
            .unwrap_or_default();
        if let Some(code) = codes.iter().find(|code| is_key(&code.text)) {
            return code.text.to_string();
        }
        assert!(start.elapsed() < PATIENCE, "no sheet on the screen");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// A picture of the whole screen.
fn photo(desktop: &Desktop) -> PathBuf {
    let path = desktop.everything().join("photo.png");
    desktop.output("import", &["-window", "root", &path.to_string_lossy()]);
    path
}

/// The 32 bytes of a key, which Bech32 writes five bits a character.
pub fn raw_key(text: &str) -> Vec<u8> {
    const CHARACTERS: &str = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    let data = &text[BEGINNING.len()..text.len() - 6];
    let bits: Vec<usize> = data
        .chars()
        .flat_map(|character| {
            let value = CHARACTERS.find(character).expect("Bech32");
            (0..5).rev().map(move |bit| value >> bit & 1)
        })
        .collect();
    bits.chunks_exact(8)
        .map(|eight| {
            eight.iter().fold(0, |byte, bit| {
                byte << 1 | u8::try_from(*bit).expect("a bit")
            })
        })
        .collect()
}

/// Keeps what every command answers and what every event brings, from now on. Events come as calls of
/// what the page has registered, and so do answers where the fast way is blocked.
pub async fn record_what_comes(window: &Client) {
    window
        .execute(
            "window.recorded = [];
             const fetch = window.fetch;
             window.fetch = async (...request) => {
                 const response = await fetch(...request);
                 window.recorded.push([String(request[0]), await response.clone().text()]);
                 return response;
             };
             const { callbacks } = window.__TAURI_INTERNALS__;
             const registered = callbacks.get.bind(callbacks);
             callbacks.get = (id) => {
                 const callback = registered(id);
                 return callback && ((data) => {
                     window.recorded.push(['event', JSON.stringify(data)]);
                     return callback(data);
                 });
             };",
            vec![],
        )
        .await
        .expect("script");
}

pub async fn recorded(window: &Client) -> Vec<(String, String)> {
    let recorded = window
        .execute("return window.recorded", vec![])
        .await
        .expect("script");
    serde_json::from_value(recorded).expect("pairs")
}

/// Of what was recorded, that which contains this text, in letters of any case.
pub fn names_of_those_with<'a>(recorded: &'a [(String, String)], text: &str) -> Vec<&'a str> {
    let text = text.to_lowercase();
    let with = |(_, it): &&(String, String)| it.to_lowercase().contains(&text);
    recorded
        .iter()
        .filter(with)
        .map(|(name, _)| name.as_str())
        .collect()
}
