//! Coming and going with nothing faked: a file of Aegis is pasted into the real window, looked at,
//! added, taken back; an encrypted file wants its password; what goes out in clear is for its owner
//! alone; a QR code is seen by no window but its own.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::{
    clipboard::copy_files,
    desktop::{Desktop, wait_until},
    page::{
        PATIENCE, back, click, click_at_the_end, close, fill, find, invoke, list, open_settings,
        switch_to_new, text,
    },
    secrets_on_disk,
};

/// Canaries: nowhere on disk in clear but in the file that the test has written.
const SECRETS: [&str; 2] = [
    "IMPORTCANARY4FROM5ANOTHER2APPLIC",
    "SECONDCANARY3KEEPS6THE7LIST2LONG",
];
const PASSWORD: &str = "Zaqvorm-tulbek-93-xyle";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_app_comes_in_is_taken_back_and_goes_out_again() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let out = desktop.home().join("out");
    desktop.save_to(out.clone());
    let file = desktop.home().join("without-a-telling-name");
    fs::write(&file, aegis().to_string()).expect("file");
    let window = desktop.open_window().await;

    // Pasted, looked at, added, taken back.
    copy_files(&desktop, std::slice::from_ref(&file));
    click(&window, "add").await;
    click(&window, "add-import").await;
    click(&window, "import-paste").await;
    let found = text(&window, "import-found").await;
    for words in ["Госуслуги", "Почта", "Работа"] {
        assert!(found.contains(words), "{words}: {found}");
    }
    let skipped = text(&window, "import-skipped").await;
    assert!(
        skipped.contains("Старый") && skipped.contains("SHA3"),
        "named, with the reason: {skipped}"
    );
    click(&window, "import-add").await;
    assert!(text(&window, "import-done").await.contains("2 записи"));
    assert_eq!(names(&window).await, ["Госуслуги", "Почта"]);
    click(&window, "import-undo").await;
    find(&window, "import-undone").await;
    assert_eq!(names(&window).await, [""; 0]);

    // Again, and the file in clear is deleted, by a click.
    click(&window, "import-close").await;
    open_settings(&window).await;
    click(&window, "settings-import").await;
    click(&window, "import-paste").await;
    click(&window, "import-add").await;
    let offer = text(&window, "import-clear").await;
    assert!(offer.contains("SSD"), "what deletion cannot do: {offer}");
    assert!(file.exists(), "never by itself");
    click(&window, "import-delete").await;
    find(&window, "import-deleted").await;
    assert!(!file.exists());
    click(&window, "import-close").await;
    let found = secrets_on_disk::search(desktop.everything(), &SECRETS);
    assert!(found.is_empty(), "in clear after the import: {found:?}");

    // Out under a password, and in again: the wrong one is told apart.
    open_settings(&window).await;
    click(&window, "settings-export").await;
    click(&window, "export-aegis_encrypted").await;
    click(&window, "export-go").await;
    fill(&window, "new-password", PASSWORD).await;
    fill(&window, "repeat-password", PASSWORD).await;
    click(&window, "export-make").await;
    find(&window, "export-done").await;
    click(&window, "export-close").await;
    let locked = out.with_extension("json");
    assert_is_private(&locked);
    let found = secrets_on_disk::search(desktop.everything(), &SECRETS);
    assert!(found.is_empty(), "in clear after the export: {found:?}");
    copy_files(&desktop, std::slice::from_ref(&locked));
    open_settings(&window).await;
    click(&window, "settings-import").await;
    click(&window, "import-paste").await;
    fill(&window, "import-password", "wrong").await;
    click(&window, "import-open").await;
    let error = find(&window, "error").await;
    let code = error.attr("data-code").await.expect("attribute");
    assert_eq!(code.as_deref(), Some("wrong_password"));
    fill(&window, "import-password", PASSWORD).await;
    click(&window, "import-open").await;
    let known = text(&window, "import-duplicate").await;
    assert!(known.contains("Тот же ключ"), "{known}");
    close_sheet(&window).await;

    // Out in clear, after a yes.
    open_settings(&window).await;
    click(&window, "settings-export").await;
    click(&window, "export-uri_list").await;
    click(&window, "export-go").await;
    find(&window, "export-warning").await;
    click(&window, "export-agree").await;
    click(&window, "export-make").await;
    find(&window, "export-done").await;
    let open = out.with_extension("txt");
    assert_is_private(&open);
    let list = fs::read_to_string(&open).expect("text");
    assert!(SECRETS.iter().all(|secret| list.contains(secret)));
    fs::remove_file(&open).expect("the file");
    let left = secrets_on_disk::search(desktop.everything(), &SECRETS);
    assert!(left.is_empty(), "nothing is left elsewhere: {left:?}");
    click(&window, "export-close").await;

    its_qr_code_is_in_a_window_of_its_own(&desktop, &window).await;
    close(window, &desktop).await;
}

async fn its_qr_code_is_in_a_window_of_its_own(desktop: &Desktop, window: &Client) {
    let main = window.window().await.expect("main");
    let menus = window
        .find_all(Locator::Css("[data-testid=card-menu]"))
        .await;
    let first = menus.expect("menus").remove(0);
    first.click().await.expect("click");
    click(window, "menu-code").await;
    click(window, "export-agree").await;
    click(window, "code-show").await;
    let refused = invoke(window, "codes").await;
    assert!(
        refused["refused"].is_string(),
        "not for the main window: {refused}"
    );
    let codes = switch_to_new(window, std::slice::from_ref(&main)).await;
    find(window, "codes-qr").await;
    let shot = desktop.home().join("screen.png");
    let shot = shot.to_string_lossy();
    wait_until("a camera reads it", PATIENCE, || {
        desktop
            .try_output("import", &["-window", "root", &shot])
            .is_some()
            && desktop
                .try_output("zbarimg", &["-q", "--raw", &shot])
                .is_some_and(|text| SECRETS.iter().any(|secret| text.contains(secret)))
    });
    fs::remove_file(shot.as_ref()).expect("picture");
    let refused = list(window).await;
    assert!(
        refused["refused"].is_string(),
        "it gets nothing else: {refused}"
    );
    window.switch_to_window(codes).await.expect("codes");
    click_at_the_end(window, "codes-close").await;
    window.switch_to_window(main).await.expect("main");
    find(window, "card").await;
}

/// Back until no sheet is open.
async fn close_sheet(window: &Client) {
    while let Ok(true) = is_open(window).await {
        back(window).await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

async fn is_open(window: &Client) -> Result<bool, fantoccini::error::CmdError> {
    let dialogs = window.find_all(Locator::Css("dialog[open]")).await?;
    Ok(!dialogs.is_empty())
}

/// The services of all accounts, in their order.
async fn names(window: &Client) -> Vec<String> {
    let view = list(window).await;
    let accounts = view["accounts"].as_array().cloned().unwrap_or_default();
    accounts
        .iter()
        .filter_map(|account| account["issuer"].as_str().map(str::to_owned))
        .collect()
}

fn assert_is_private(file: &Path) {
    let mode = fs::metadata(file).expect("file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{}", file.display());
}

/// A plain file of Aegis, version 3: two good accounts, and one of an unknown hash.
fn aegis() -> Value {
    let entry = |issuer: &str, name: &str, secret: &str, algorithm: &str| {
        json!({
            "type": "totp", "uuid": "5e6b0a3c-4f57-4d7b-9a7d-0e6f3a3f1c11", "name": name,
            "issuer": issuer, "note": "", "favorite": false, "icon": null,
            "info": {"secret": secret, "algo": algorithm, "digits": 6, "period": 30},
            "groups": ["g"],
        })
    };
    json!({
        "version": 1,
        "header": {"slots": null, "params": null},
        "db": {
            "version": 3,
            "entries": [
                entry("Госуслуги", "+7 900 000-00-00", SECRETS[0], "SHA1"),
                entry("Почта", "ivan@example.org", SECRETS[1], "SHA256"),
                entry("Старый", "ivan", "JBSWY3DPEHPK3PXP", "SHA3"),
            ],
            "groups": [{"uuid": "g", "name": "Работа"}],
        },
    })
}
