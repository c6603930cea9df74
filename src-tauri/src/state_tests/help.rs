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

#[test]
fn codes_that_the_portal_does_not_give_are_told_in_the_preview_once() {
    let desk = Desk::new();
    speak(&desk, "ru");
    let warned = |uri: &str| {
        let found = crate::enrol::from_text(desk.core(), uri).expect("read");
        let preview = &found.accounts[0];
        (preview.warnings.join(" "), preview.portal.clone())
    };
    let told = |of: &str| (of.to_owned(), Some("Госуслуги".to_owned()));
    assert_eq!(warned(TRUE), (String::new(), None));
    for other in ["&digits=8", "&digits=5", "&period=45", "&algorithm=MD5"] {
        let uri = format!("{TRUE}{other}");
        assert_eq!(warned(&uri), told("other_parameters"), "{other}");
    }
    let nobody = TRUE.replace("gosuslugi", "nobody");
    let (unusual, portal) = warned(&format!("{nobody}&digits=5&period=45"));
    assert_eq!(unusual, "few_digits unusual_period");
    assert!(portal.is_none(), "nothing is known of its codes");
}

#[test]
fn an_account_is_compared_with_what_its_portal_gives() {
    let desk = Desk::new();
    speak(&desk, "ru");
    let (right, wrong) = (desk.add(TRUE), desk.add(&format!("{TRUE}&digits=8")));
    let other = desk.add(TOTP);
    let diagnose = |id: &str| desk.core().diagnose_account(id).expect("open");
    let found = diagnose(&wrong);
    let expected = found.expected.expect("known");
    assert_eq!((found.parameters.digits, expected.digits), (8, 6));
    assert_eq!(
        (found.parameters.period, expected.period),
        (Some(30), Some(30))
    );
    assert_eq!(found.portal.expect("known").article, "gosuslugi");
    assert!(found.differs);
    assert!(!diagnose(&right).differs);
    let unknown = diagnose(&other);
    assert!(!unknown.differs && unknown.expected.is_none() && unknown.portal.is_none());
    let counted = TRUE.replace("totp", "hotp") + "&counter=0";
    assert!(diagnose(&desk.add(&counted)).differs, "counted, not timed");
    assert_eq!(
        code(desk.core().diagnose_account("none")),
        "account_not_found"
    );
}
