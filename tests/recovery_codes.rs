//! The portal's own recovery codes in the real windows: they go in through the main window and come out
//! to their own window only (S4), where they are ticked off and copied; nothing of them is on disk in
//! clear (S1).

use serde_json::json;

use crate::{
    desktop::{Desktop, wait_until},
    memory_after_lock::web_processes,
    page::{
        PATIENCE, add_by_hand, ask, click, click_at_the_end, close, fill, find, invoke,
        switch_to_new, text, value,
    },
    recovery_sheet::{names_of_those_with, record_what_comes, recorded},
    secrets_on_disk,
};

const SECRET: &str = "CODESCANARY5KEEP2THE3LIST4OF6TEN";
const CODES: [&str; 3] = ["q7c2n-4k9rz", "m3x8t-6w5vb", "h2j4y-8p7fd"];

#[tokio::test(flavor = "multi_thread")]
async fn a_portals_list_goes_in_is_ticked_off_and_seen_by_no_window_but_its_own() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;
    let program = desktop.propusk_processes()[0];
    add_by_hand(&window, "GitHub", "ivan", SECRET).await;
    let main = window.window().await.expect("main");
    record_what_comes(&window).await;

    click(&window, "card-menu").await;
    click(&window, "menu-recovery-codes").await;
    let list = CODES.map(|code| format!("• {code}")).join("\n");
    let pasted = format!("SAVE THESE CODES\nеще 2 слова\n{list}\n");
    fill(&window, "recovery-codes-paste", &pasted).await;
    click(&window, "recovery-codes-find").await;
    assert_eq!(
        text(&window, "recovery-codes-found").await,
        "Найдено 3 кода"
    );
    let looked = value(&window, "recovery-codes-look").await;
    assert_eq!(looked, CODES.join("\n"), "cut out of the page's own text");
    click(&window, "recovery-codes-save").await;
    find(&window, "card").await;

    // Into a window of its own, after a yes.
    let before = web_processes(program);
    click(&window, "card-menu").await;
    click(&window, "menu-recovery-codes").await;
    let left = text(&window, "recovery-codes-left").await;
    assert_eq!(left, "Осталось 3 из 3");
    click(&window, "export-agree").await;
    click(&window, "recovery-codes-show").await;
    let refused = invoke(&window, "recovery_codes").await;
    assert!(refused["refused"].is_string(), "not for main: {refused}");
    let codes = switch_to_new(&window, std::slice::from_ref(&main)).await;
    find(&window, "recovery-code").await;
    let shown = invoke(&window, "recovery_codes").await;
    assert_eq!(shown["codes"][1]["code"], CODES[1]);
    let refused = crate::page::list(&window).await;
    assert!(refused["refused"].is_string(), "nothing else: {refused}");
    assert_eq!(web_processes(program).len(), before.len() + 1);

    click(&window, "recovery-tick").await;
    let is_ticked = "return document.querySelector('.used [data-testid=recovery-tick]') !== null";
    let start = std::time::Instant::now();
    while window.execute(is_ticked, vec![]).await.expect("script") != true {
        assert!(start.elapsed() < PATIENCE, "no tick");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(text(&window, "recovery-left").await, "Осталось 2 из 3");
    let copied = ask(&window, "copy_recovery_code", json!({ "code": CODES[1] })).await;
    assert!(copied["clearsAt"].is_number(), "{copied}");
    let clipboard = desktop.output("xclip", &["-selection", "clipboard", "-o"]);
    assert_eq!(clipboard, CODES[1]);
    window.switch_to_window(codes).await.expect("codes");
    click_at_the_end(&window, "recovery-close").await;
    wait_until("the process of the codes has ended", PATIENCE, || {
        web_processes(program) == before
    });

    // The main window counts, and has got no code as an answer or an event.
    window.switch_to_window(main).await.expect("main");
    let accounts = crate::page::list(&window).await;
    assert_eq!(
        accounts["accounts"][0]["recoveryCodes"],
        json!({"left": 2, "total": 3})
    );
    let recorded = recorded(&window).await;
    for (name, part) in [
        ("accounts", "recoverycodes"),
        ("read_recovery_codes", "leftout"),
        ("save_recovery_codes", "null"),
        ("show_recovery_codes", "null"),
        ("event", "recovery-codes-changed"),
    ] {
        let found = names_of_those_with(&recorded, part);
        assert!(
            found.iter().any(|it| it.ends_with(name)),
            "{name} was not recorded with {part}: {found:?}"
        );
    }
    for code in CODES {
        let found = names_of_those_with(&recorded, &code[..5]);
        assert!(found.is_empty(), "{found:?} gave a code to the page");
    }
    close(window, &desktop).await;
    for code in CODES {
        let found = secrets_on_disk::search_for_text(desktop.everything(), code);
        assert!(found.is_empty(), "a code in clear on disk: {found:?}");
    }
}
