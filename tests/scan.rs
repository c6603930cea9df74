//! Codes as they come before people, found by the real window: a styled one in dark mode, two at
//! once, a transfer in three pictures, a page of a PDF, and a screen without any. Nothing is faked but
//! the portal: its pages are drawn here and shown by Chromium.

use std::{fs, path::Path, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use fantoccini::{
    Client, Locator,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
};

use crate::{
    browser,
    clipboard::copy_files,
    desktop::{Desktop, wait_until},
    drawn,
    drop::drop_files,
    look::{LOOKS, Look},
    page::{PATIENCE, click, close, find, plain, text, value},
    secrets_on_disk,
};

/// 160-bit secrets: canaries that must be nowhere on disk in clear.
const SECRET: &str = "STYLEDCANARY2IN3THE4DARK5MODE67A";
const OTHER: &str = "OTHERCANARY3BESIDE4IT5ON6SCREEN7";
const IN_PDF: &str = "PAPERCANARY2OF3A4PAGE5IN6A7PDF22";

/// Windows of one language and one theme, on a desktop of their own.
async fn open(look: &Look) -> (Desktop, Client) {
    let mut desktop = Desktop::start(look.language);
    let window = desktop.open_window().await;
    look.put_on(&window).await;
    (desktop, window)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_styled_code_in_dark_mode_at_125_percent_is_found_on_the_screen() {
    for look in &LOOKS {
        let (mut desktop, window) = open(look).await;
        let portal = desktop.foreign_folder();
        let code = drawn::styled_in_the_dark(&uri("Госуслуги", "ivan", SECRET), 5);
        let page = drawn::page(true, &code);
        show(
            &mut desktop,
            portal.path(),
            &page,
            &["--force-device-scale-factor=1.25"],
        );
        look.save_screen(&desktop, "styled-screen");

        click(&window, "add").await;
        click(&window, "scan-screen").await;
        find(&window, "preview").await;
        assert_eq!(value(&window, "preview-issuer").await, "Госуслуги");
        assert_eq!(value(&window, "preview-name").await, "ivan");
        look.save(&desktop, &window, "styled-preview").await;
        click(&window, "confirm-add").await;
        find(&window, "first-code").await;
        look.save(&desktop, &window, "styled-first-code").await;
        assert_first_code_is_right(&desktop, &window, SECRET).await;
        end(desktop, window, &[SECRET]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codes_of_two_accounts_on_one_screen_are_both_offered() {
    for look in &LOOKS {
        let (mut desktop, window) = open(look).await;
        let portal = desktop.foreign_folder();
        let codes = [("Госуслуги", SECRET), ("Почта", OTHER)]
            .map(|(issuer, secret)| drawn::plain(&uri(issuer, "ivan", secret), 5));
        let page = drawn::page(false, &codes.join("<span style='margin:60px'></span>"));
        show(&mut desktop, portal.path(), &page, &[]);

        click(&window, "add").await;
        click(&window, "scan-screen").await;
        wait_for_words(&window, look.say("Найдены 2 записи", "2 accounts found")).await;
        let said = text(&window, "preview").await;
        for issuer in ["Госуслуги", "Почта"] {
            assert!(said.contains(issuer), "{issuer}: {said}");
        }
        look.save(&desktop, &window, "two-preview").await;
        assert_still_keeps_the_codes_to_itself(&window).await;

        // Pressed on the picture: one is left out, and taken again.
        assert_eq!(chosen(&window).await, [true, true]);
        press_outline(&window, 1).await;
        let left = chosen(&window).await;
        assert_eq!(left.iter().filter(|chosen| **chosen).count(), 1, "{left:?}");
        look.save(&desktop, &window, "two-one-chosen").await;
        press_outline(&window, 1).await;
        assert_eq!(chosen(&window).await, [true, true]);
        click(&window, "confirm-add").await;
        wait_for_cards(&window, 2).await;
        assert_list_is_right(&desktop, &window, &[SECRET, OTHER]).await;
        end(desktop, window, &[SECRET, OTHER]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_in_three_pictures_is_read_in_any_order() {
    for look in &LOOKS {
        let (desktop, window) = open(look).await;
        let secrets: Vec<String> = (0..21).map(secret_of).collect();
        let files = transfer(&desktop, &secrets);
        assert_eq!(files.len(), 3, "three pictures");

        // One after the other, the last first, with Ctrl+V and from the clipboard.
        copy_files(&desktop, &files[2..]);
        window
            .active_element()
            .await
            .expect("page")
            .send_keys("\u{e009}v\u{e000}")
            .await
            .expect("Ctrl+V");
        let said = text(&window, "preview-batch").await;
        assert!(
            said.contains(look.say("картинка 3 из 3", "picture 3 of 3")),
            "{said}"
        );
        look.save(&desktop, &window, "transfer-3-of-3").await;
        click(&window, "confirm-add").await;
        for (file, left) in [
            (0, look.say("Осталось картинок: 2", "Pictures left: 2")),
            (1, look.say("Осталось картинок: 1", "Pictures left: 1")),
        ] {
            wait_for_words(&window, left).await;
            look.save(&desktop, &window, &format!("transfer-next-{}", file + 1))
                .await;
            copy_files(&desktop, &files[file..=file]);
            click(&window, "scan-clipboard").await;
            find(&window, "preview-batch").await;
            click(&window, "confirm-add").await;
        }
        wait_for_cards(&window, 21).await;
        // In the order in which they came.
        assert_list_is_right(&desktop, &window, &[&secrets[20], &secrets[19]]).await;
        for file in &files {
            fs::remove_file(file).expect("picture");
        }
        // Some of them: a search for each takes its time.
        end(desktop, window, &[&secrets[0], &secrets[20]]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pictures_of_a_transfer_may_be_dropped_together() {
    for look in &LOOKS {
        let (desktop, window) = open(look).await;
        let secrets: Vec<String> = (0..21).map(secret_of).collect();
        let mut files = transfer(&desktop, &secrets);
        files.reverse();
        drop_files(&desktop, &files);
        let whole = look.say("прочитано 3 из 3", "3 of 3");
        let said = text(&window, "import-transfer").await;
        assert!(said.contains(whole), "{whole}: {said}");
        wait_for_words(&window, look.say("Найдена 21 запись", "21 accounts found")).await;
        look.save(&desktop, &window, "transfer-dropped").await;
        click(&window, "import-add").await;
        click(&window, "import-close").await;
        wait_for_cards(&window, 21).await;
        for file in &files {
            fs::remove_file(file).expect("picture");
        }
        // Some of them: a search for each takes its time.
        end(desktop, window, &[&secrets[0], &secrets[20]]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_on_a_page_of_a_pdf_is_read_from_the_file() {
    for look in &LOOKS {
        let (desktop, window) = open(look).await;
        let portal = desktop.foreign_folder();
        let code = drawn::plain(&uri("Госуслуги", "ivan", IN_PDF), 4);
        // The second page: the first is a letter.
        let letter = "<p>Уважаемый пользователь</p><div style='break-after:page'></div>";
        let page = drawn::page(false, &format!("{letter}{code}"));
        let file = print(&desktop, portal.path(), &page);
        copy_files(&desktop, std::slice::from_ref(&file));
        click(&window, "add").await;
        click(&window, "scan-clipboard").await;
        find(&window, "preview").await;
        assert_eq!(value(&window, "preview-issuer").await, "Госуслуги");
        look.save(&desktop, &window, "pdf-preview").await;
        click(&window, "confirm-add").await;
        assert_first_code_is_right(&desktop, &window, IN_PDF).await;
        end(desktop, window, &[IN_PDF]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_without_a_code_of_ours_is_told_with_what_to_do() {
    for look in &LOOKS {
        let (mut desktop, window) = open(look).await;
        let portal = desktop.foreign_folder();
        click(&window, "add").await;
        click(&window, "scan-screen").await;
        let words = [
            look.say("На экране нет QR-кода", "There is no QR code on the screen"),
            look.say(
                "Откройте страницу портала с QR-кодом",
                "Open the portal’s page with the QR code",
            ),
            "Ctrl +",
        ];
        assert_refused(&window, "no_qr_on_screen", &words).await;
        look.save(&desktop, &window, "empty-screen").await;

        let wifi = drawn::plain("WIFI:T:WPA;S:Дом;P:canary-of-the-wifi;;", 5);
        show(&mut desktop, portal.path(), &drawn::page(false, &wifi), &[]);
        click(&window, "scan-screen").await;
        let words = [look.say(
            "Это QR-код для входа в Wi-Fi, а не для кодов",
            "This QR code is for a Wi-Fi network, not for codes",
        )];
        assert_refused(&window, "not_otp_wifi", &words).await;
        look.save(&desktop, &window, "wifi").await;
        close(window, &desktop).await;
    }
}

/// The page gets a picture of the screen to choose on, but not what the codes say.
async fn assert_still_keeps_the_codes_to_itself(window: &Client) {
    let still = window.find(Locator::Css("[data-testid=preview-still] img"));
    let source = still.await.expect("a still").attr("src").await;
    let source = source.expect("attribute").expect("a picture");
    let (_, picture) = source.split_once("base64,").expect("data in the page");
    let picture = STANDARD.decode(picture).expect("base64");
    let read = scan::Shot::File(picture.into()).decode(&|_| false, scan::Effort::Thorough);
    let refusal = read.expect_err("no code can be read from it");
    assert!(refusal.sight().is_some(), "it is a picture: {refusal}");
}

/// Presses the mouse on one of the outlined codes: a driver clicks no parts of a drawing by itself.
async fn press_outline(window: &Client, number: usize) {
    let script = "const all = document.querySelectorAll('[data-testid=preview-outline]');
        const { x, y, width, height } = all[arguments[0]].getBoundingClientRect();
        return [all.length, Math.round(x + width / 2), Math.round(y + height / 2)]";
    let place = window.execute(script, vec![number.into()]).await;
    let place = place.expect("an outline");
    let at = |index: usize| place[index].as_f64().expect("a number");
    assert_eq!(place[0], 2, "one outline a code");
    let duration = Some(Duration::from_millis(50));
    let (x, y) = (at(1), at(2));
    let press = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveTo { duration, x, y })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    window.perform_actions(press).await.expect("pressed");
}

/// Which of the accounts are ticked.
async fn chosen(window: &Client) -> Vec<bool> {
    let script = "return [...document.querySelectorAll('[data-testid=preview-choose]')]
        .map((box) => box.checked)";
    let all = window.execute(script, Vec::new()).await.expect("ticks");
    let all = all.as_array().expect("a list").iter();
    all.map(|ticked| ticked == true).collect()
}

/// What a portal puts into its code, with nothing left out.
pub fn uri(issuer: &str, name: &str, secret: &str) -> String {
    format!(
        "otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
    )
}

/// Shows a page and waits until it is painted to its end.
pub fn show(desktop: &mut Desktop, folder: &Path, page: &str, more: &[&str]) {
    browser::open(desktop, folder, page, more);
    let shot = folder.join("screen.png");
    let name = shot.to_string_lossy();
    wait_until("the page is on the screen", 3 * PATIENCE, || {
        let taken = desktop.try_output("import", &["-window", "root", &name]);
        taken.is_some() && drawn::is_painted(&shot)
    });
}

/// A page as a PDF of a letter's size.
fn print(desktop: &Desktop, folder: &Path, page: &str) -> std::path::PathBuf {
    let (html, pdf) = (
        folder.join("letter.html"),
        folder.join("Письмо портала.pdf"),
    );
    fs::write(&html, page).expect("page");
    let status = browser::chromium(desktop, folder)
        .args(["--headless", "--no-pdf-header-footer"])
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", html.display()))
        .status();
    assert!(status.expect("chromium").success());
    pdf
}

/// 160 bits that differ in every account.
fn secret_of(number: usize) -> String {
    let letter = |place: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[place % 32]);
    let own: String = [letter(number), letter(number / 32 + 7)].iter().collect();
    format!("TRANSFERCANARY2IN3THREE4PICTUR{own}")
}

/// The pictures of a transfer as Google Authenticator shows them, ten accounts each.
fn transfer(desktop: &Desktop, secrets: &[String]) -> Vec<std::path::PathBuf> {
    let entries: Vec<_> = (1..)
        .zip(secrets)
        .map(|(number, secret)| {
            let uri = uri(&format!("Service {number}"), "ivan", secret).replace(' ', "%20");
            otp::uri::parse(&uri).expect("an account")
        })
        .collect();
    let codes = otp::migration::write(&entries).expect("a transfer");
    let files = (1..).zip(&codes).map(|(number, code)| {
        let file = desktop.home().join(format!("Перенос {number}.png"));
        fs::write(&file, drawn::png(code)).expect("picture");
        file
    });
    files.collect()
}

/// Waits for an error with this code, which must say all these words.
pub async fn assert_refused(window: &Client, code: &str, words: &[&str]) {
    let selector = format!("[data-testid=error][data-code={code}]");
    let error = window.wait().at_most(3 * PATIENCE);
    let error = error.for_element(Locator::Css(&selector)).await;
    let error = error.unwrap_or_else(|error| panic!("{code}: {error}"));
    let said = plain(&error.text().await.expect("text"));
    for words in words {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// That the code of a new account is the one that a portal expects.
pub async fn assert_first_code_is_right(desktop: &Desktop, window: &Client, secret: &str) {
    let shown = text(window, "first-code").await;
    assert_is_right(desktop, &shown, secret);
    click(window, "first-code-later").await;
    find(window, "card").await;
}

pub fn assert_is_right(desktop: &Desktop, shown: &str, secret: &str) {
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    let right = browser::acceptable_codes(desktop, secret);
    assert!(
        right.iter().any(|code| digits.contains(code.as_str())),
        "{shown} is none of {right:?}"
    );
}

/// The first code of the list and the last one are of these secrets.
async fn assert_list_is_right(desktop: &Desktop, window: &Client, of: &[&str]) {
    let mut codes = Vec::new();
    for code in window
        .find_all(Locator::Css("[data-testid=code]"))
        .await
        .expect("codes")
    {
        codes.push(code.text().await.expect("text"));
    }
    let [first, last] = of else { panic!("two") };
    assert_is_right(desktop, codes.first().expect("a code"), first);
    assert_is_right(desktop, codes.last().expect("a code"), last);
}

/// Waits until the open sheet says this.
async fn wait_for_words(window: &Client, words: &str) {
    let start = std::time::Instant::now();
    loop {
        let sheet = window.find(Locator::Css("dialog[open]")).await;
        let said = match sheet {
            Ok(sheet) => plain(&sheet.text().await.unwrap_or_default()),
            Err(_) => String::new(),
        };
        if said.contains(words) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{words}: {said}");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

async fn wait_for_cards(window: &Client, count: usize) {
    let start = std::time::Instant::now();
    loop {
        let cards = window.find_all(Locator::Css("[data-testid=card]")).await;
        let seen = cards.expect("cards").len();
        if seen == count {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{seen} of {count} cards");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// Closes the window; nothing of the secrets lies anywhere in clear.
async fn end(desktop: Desktop, window: Client, secrets: &[&str]) {
    close(window, &desktop).await;
    let found = secrets_on_disk::search(desktop.everything(), secrets);
    assert!(found.is_empty(), "secrets in clear on disk: {found:?}");
}
