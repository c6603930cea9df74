//! The help in the real window: found, read with its pictures, and also where no vault is open.

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::{
    desktop::Desktop,
    page::{back, click, fill, find, open_settings, text},
};

/// Whether every picture of the open page has come, under the content security policy.
async fn pictures(window: &Client) -> Value {
    let script = "const done = arguments[0];
         const all = [...document.querySelectorAll('dialog article img')];
         Promise.all(all.map((image) => image.decode().then(() => image.naturalWidth > 100)))
             .then(done, (error) => done(String(error)));";
    window.execute_async(script, vec![]).await.expect("script")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_help_is_read_and_searched_in_the_window() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;

    // Before there is anything: how to begin.
    click(&window, "help-portal").await;
    assert!(
        text(&window, "article")
            .await
            .contains("Найти QR-код на экране")
    );
    assert_eq!(pictures(&window).await, json!([true, true]));
    let close = window.find(Locator::Css("[data-testid=close]")).await;
    close.expect("a way out").click().await.expect("click");

    open_settings(&window).await;
    click(&window, "settings-help").await;
    fill(&window, "help-search", "мошенник").await;
    click(&window, "help-fraud").await;
    let article = text(&window, "article").await;
    assert!(article.contains("Никогда не читайте код"), "{article}");
    find(&window, "help-print").await;
    back(&window).await;
    fill(&window, "help-search", "абракадабра").await;
    find(&window, "help-any-site").await;
    assert!(
        text(&window, "help-told")
            .await
            .contains("почти для любого сайта")
    );
    let _ = window.close().await;
}
