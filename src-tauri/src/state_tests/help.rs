//! The help, and what is said about names of portals.

use super::{Desk, TOTP, code};

/// The second letter is a Cyrillic one.
const FORGED: &str = "otpauth://totp/G%D0%BEsuslugi:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=G%D0%BEsuslugi";
const TRUE: &str =
    "otpauth://totp/gosuslugi?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&issuer=gosuslugi";

fn speak(desk: &Desk, language: &str) {
    let change = serde_json::json!({ "language": language });
    let change = serde_json::from_value(change).expect("a request");
    desk.core().change_settings(&change).expect("changed");
}

#[test]
fn the_help_needs_no_vault_and_speaks_the_language_of_the_window() {
    let desk = Desk::new();
    for (language, title) in [("ru", "Мошенники"), ("en", "Frauds")] {
        speak(&desk, language);
        let found = desk.core().help("fraud");
        assert_eq!(found.found[0].title, title);
        assert!(!found.is_advice);
        let article = desk.core().help_article(&found.found[0].id).expect("there");
        assert_eq!(article.title, title);
        assert!(desk.core().help("").found.len() > 10, "all of them");
        assert!(desk.core().help("qqqqq").is_advice);
    }
    assert!(desk.core().help_article("no-such-page").is_none());
    assert!(
        !desk.temp.path().join("data/vault.age").exists(),
        "none was made"
    );
}

#[test]
fn an_account_of_a_known_portal_leads_to_its_article() {
    let desk = Desk::new();
    speak(&desk, "ru");
    let (known, other) = (desk.add(TRUE), desk.add(TOTP));
    let portal = desk.core().portal_of_account(&known).expect("open");
    let portal = portal.expect("known");
    assert_eq!(
        (portal.name.as_str(), portal.article.as_str()),
        ("Госуслуги", "gosuslugi")
    );
    assert!(
        desk.core()
            .portal_of_account(&other)
            .expect("open")
            .is_none()
    );
    assert_eq!(
        code(desk.core().portal_of_account("none")),
        "account_not_found"
    );
}

#[test]
fn a_name_that_imitates_a_portal_is_told_before_it_is_added() {
    let desk = Desk::new();
    speak(&desk, "en");
    let forged = crate::enrol::from_text(desk.core(), FORGED).expect("read");
    assert_eq!(forged.accounts[0].warnings, ["look_alike"]);
    assert_eq!(forged.accounts[0].looks_like.as_deref(), Some("Gosuslugi"));
    let honest = crate::enrol::from_text(desk.core(), TRUE).expect("read");
    assert!(honest.accounts[0].warnings.is_empty() && honest.accounts[0].looks_like.is_none());
}
