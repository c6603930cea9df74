//! What a person does with the page: finds, clicks, types, reads.

use std::time::{Duration, Instant};

use fantoccini::{Client, Locator, elements::Element, wd::WindowHandle};
use serde_json::Value;

use crate::desktop::{Desktop, wait_until};

/// How long the window may take to answer a click on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for the element with this test id.
pub async fn find(window: &Client, id: &str) -> Element {
    window
        .wait()
        .at_most(PATIENCE)
        .for_element(Locator::Css(&format!("[data-testid={id}]")))
        .await
        .unwrap_or_else(|error| panic!("{id} does not appear: {error}"))
}

/// Clicks it, as soon as it can be clicked.
pub async fn click(window: &Client, id: &str) {
    let start = Instant::now();
    loop {
        match find(window, id).await.click().await {
            Ok(()) => return,
            Err(error) => assert!(
                start.elapsed() < PATIENCE,
                "{id} cannot be clicked: {error}"
            ),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Clicks what ends the window, so that the answer may be that there is none.
pub async fn click_at_the_end(window: &Client, id: &str) {
    let start = Instant::now();
    let element = find(window, id).await;
    while let Err(error) = element.click().await {
        if error.is_no_such_window() {
            return;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "{id} cannot be clicked: {error}"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Opens the settings as a person does, from the menu of the window.
pub async fn open_settings(window: &Client) {
    click(window, "main-menu").await;
    click(window, "menu-settings").await;
}

/// Goes back from a sheet to the one before.
pub async fn back(window: &Client) {
    let button = window.find(Locator::Css(".head button")).await;
    button.expect("a way back").click().await.expect("click");
}

/// The text of an element.
pub async fn text(window: &Client, id: &str) -> String {
    plain(&find(window, id).await.text().await.expect("text"))
}

/// What the page says, without what keeps words together on a line.
pub fn plain(said: &str) -> String {
    said.replace('\u{a0}', " ").replace('\u{2060}', "")
}

/// What stands in a field.
pub async fn value(window: &Client, id: &str) -> String {
    find(window, id)
        .await
        .prop("value")
        .await
        .expect("property")
        .unwrap_or_default()
}

/// Types into a field.
pub async fn fill(window: &Client, id: &str, with: &str) {
    let field = find(window, id).await;
    field.clear().await.expect("empty field");
    field.send_keys(with).await.expect("typing");
}

/// Adds an account by hand.
pub async fn add_by_hand(window: &Client, issuer: &str, name: &str, secret: &str) {
    click(window, "add").await;
    click(window, "manual").await;
    fill(window, "manual-issuer", issuer).await;
    fill(window, "manual-name", name).await;
    fill(window, "manual-key", secret).await;
    click(window, "manual-continue").await;
    click(window, "confirm-add").await;
    click(window, "first-code-later").await;
    find(window, "card").await;
}

/// Waits for a window that was not there and goes to it.
pub async fn switch_to_new(window: &Client, known: &[WindowHandle]) -> WindowHandle {
    let start = Instant::now();
    loop {
        let all = window.windows().await.unwrap_or_default();
        if let Some(new) = all.iter().find(|handle| !known.contains(handle)) {
            window.switch_to_window(new.clone()).await.expect("switch");
            return new.clone();
        }
        assert!(start.elapsed() < PATIENCE, "no new window");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Calls a command of ours from the page.
pub async fn invoke(window: &Client, command: &str) -> Value {
    ask(window, command, Value::Null).await
}

/// The list of accounts, as much of it as is sent at once.
pub async fn list(window: &Client) -> Value {
    ask(window, "accounts", whole_list()).await
}

/// The request for it.
pub fn whole_list() -> Value {
    serde_json::json!({
        "query": "", "tag": null, "from": 0, "count": 400, "around": null, "also": []
    })
}

/// The same with a request.
pub async fn ask(window: &Client, command: &str, request: Value) -> Value {
    window
        .execute_async(
            "const [command, req, done] = arguments;
             window.__TAURI_INTERNALS__.invoke('plugin:propusk|' + command, req === null ? {} : { req })
                 .then(done, (error) => done({ refused: error }));",
            vec![Value::String(command.to_owned()), request],
        )
        .await
        .unwrap_or_default()
}

/// Closes the window and waits for the end of the program.
pub async fn close(window: Client, desktop: &Desktop) {
    let _ = window.close().await;
    wait_until("the window is closed", PATIENCE, || {
        desktop.propusk_processes().is_empty()
    });
}
