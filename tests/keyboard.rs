//! Everything from the keyboard: a person adds, searches, copies, edits, tags, deletes, takes back,
//! sets and locks without a mouse, and the focus is never lost on the way.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    clipboard::copied_text,
    desktop::{Desktop, wait_until},
    fingers::Fingers,
    lock::{PASSWORD, protect},
    look::{LOOKS, Look},
    page::{PATIENCE, close, find, switch_to_new},
};

const PERIOD: u64 = 30;
const ACCOUNTS: [(&str, &str, &str); 3] = [
    ("Portal", "ivan", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA"),
    ("Mail", "olga", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJB"),
    ("Bank", "ivan", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJC"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_does_everything() {
    for look in &LOOKS {
        by_keys_alone(look).await;
    }
}

async fn by_keys_alone(look: &Look) {
    let mut desktop = Desktop::start(look.language);
    let window = desktop.open_window().await;
    find(&window, "add").await;
    let hand = Fingers::on(&desktop, &window).await;
    hand.expect_on("add").await;

    // Adds by hand.
    for (issuer, name, secret) in ACCOUNTS {
        add(&hand, issuer, name, secret).await;
    }
    assert_eq!(cards(&hand).await.len(), ACCOUNTS.len());

    // Searches: letters go to the field from wherever the focus is, the arrow leads to what was found.
    hand.write("mai").await;
    hand.expect_on("search").await;
    hand.until("one account is left", || async {
        cards(&hand).await == ["Mail"]
    })
    .await;
    hand.press("Down").await;
    hand.expect_on("card").await;

    // Copies, and copies the next code.
    early_in_a_period().await;
    let now = seconds();
    hand.press("Return").await;
    expect_copied(&desktop, &code(&desktop, ACCOUNTS[1].2, now));
    hand.expect_on("card").await;
    hand.press("shift+Return").await;
    expect_copied(&desktop, &code(&desktop, ACCOUNTS[1].2, now + PERIOD));
    hand.expect_on("card").await;

    // Edits the one that was found.
    hand.press("F2").await;
    hand.expect_on("edit-issuer").await;
    hand.rewrite("Post").await;
    hand.tab_to("edit-name").await;
    hand.rewrite("anna").await;
    hand.tab_to("tag-typed").await;
    hand.write("job").await;
    hand.press("Return").await;
    hand.tab_to("edit-save").await;
    hand.press("Return").await;
    hand.until("the sheet is closed", || no_sheet(&hand)).await;
    hand.press("ctrl+f").await;
    hand.rewrite("anna").await;
    hand.until("found by the new name", || async {
        cards(&hand).await == ["Post"]
    })
    .await;
    hand.press("Escape").await;
    hand.until("all are there again", || async {
        cards(&hand).await.len() == ACCOUNTS.len()
    })
    .await;

    // Filters by the tag, and shows all again.
    let all = look.say("Все", "All");
    for (tag, count) in [("job", 1), (all, ACCOUNTS.len())] {
        hand.press("ctrl+f").await;
        hand.tab_until(tag, |focus| focus == tag).await;
        hand.press("space").await;
        hand.until("the accounts of the tag", || async {
            cards(&hand).await.len() == count
        })
        .await;
    }
    hand.press("ctrl+f").await;

    // Deletes and takes it back.
    hand.press("Escape").await;
    hand.expect_on("card").await;
    let before = cards(&hand).await;
    hand.press("Delete").await;
    hand.until("it is gone", || async { cards(&hand).await == before[1..] })
        .await;
    hand.expect_on("card").await;
    hand.press("ctrl+z").await;
    hand.until("it is there again", || async {
        cards(&hand).await == before
    })
    .await;
    hand.expect_on("card").await;

    // Sets something that is seen at once.
    hand.press("ctrl+comma").await;
    hand.tab_to("theme").await;
    let theme = hand
        .script("return document.documentElement.dataset.theme")
        .await;
    hand.press("Down").await;
    hand.until("another theme", || async {
        hand.script("return document.documentElement.dataset.theme")
            .await
            != theme
    })
    .await;
    hand.press("Escape").await;
    hand.until("the sheet is closed", || no_sheet(&hand)).await;

    // The shortcuts are told.
    hand.press("F1").await;
    hand.until("the sheet of shortcuts", || async {
        !no_sheet(&hand).await
    })
    .await;
    hand.press("Escape").await;
    hand.until("the sheet is closed", || no_sheet(&hand)).await;

    // Locks and opens.
    protect(&window).await;
    let known = window.windows().await.expect("windows");
    hand.press("ctrl+l").await;
    switch_to_new(&window, &known).await;
    let hand = Fingers::on(&desktop, &window).await;
    hand.expect_on("unlock-password").await;
    assert!(cards(&hand).await.is_empty(), "nothing is left to read");
    hand.write(PASSWORD).await;
    hand.press("Return").await;
    hand.expect_on("card").await;
    assert_eq!(cards(&hand).await.len(), ACCOUNTS.len());
    close(window, &desktop).await;
}

async fn add(hand: &Fingers<'_>, issuer: &str, name: &str, secret: &str) {
    hand.press("ctrl+n").await;
    hand.tab_to("manual").await;
    hand.press("Return").await;
    hand.expect_on("manual-key").await;
    hand.write(secret).await;
    hand.tab_to("manual-issuer").await;
    hand.write(issuer).await;
    hand.tab_to("manual-name").await;
    hand.write(name).await;
    hand.press("Return").await;
    hand.until("the preview", || async {
        hand.script("return document.querySelector('[data-testid=preview]') !== null")
            .await
            == true
    })
    .await;
    hand.tab_to("confirm-add").await;
    hand.press("Return").await;
    hand.expect_on("first-code-copy").await;
    hand.tab_to("first-code-yes").await;
    hand.press("Return").await;
    hand.until("the sheet is closed", || no_sheet(hand)).await;
    hand.expect_on("card").await;
}

/// The services on the cards, in their order.
async fn cards(hand: &Fingers<'_>) -> Vec<String> {
    let titles = hand
        .script("return [...document.querySelectorAll('[data-card] .title')].map((it) => it.textContent.trim())")
        .await;
    let titles = titles.as_array().cloned().unwrap_or_default();
    titles
        .iter()
        .map(|title| title.as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn no_sheet(hand: &Fingers<'_>) -> bool {
    hand.script("return document.querySelector('dialog[open]') === null")
        .await
        == true
}

fn seconds() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("after 1970").as_secs()
}

/// A copy near the end of a period waits for the next one.
pub async fn early_in_a_period() {
    while seconds() % PERIOD > PERIOD / 4 {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// What oathtool shows at this time.
fn code(desktop: &Desktop, secret: &str, at: u64) -> String {
    let at = format!("@{at}");
    let code = desktop.output("oathtool", &["--totp", "--base32", "--now", &at, secret]);
    code.trim().to_owned()
}

fn expect_copied(desktop: &Desktop, code: &str) {
    wait_until("the code is on the clipboard", PATIENCE, || {
        copied_text(desktop).as_deref() == Some(code)
    });
}
