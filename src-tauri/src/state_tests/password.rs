use super::*;
use crate::wire::{MadePasswordView, MakePassword, PasswordKind};

fn make(desk: &Desk, kind: PasswordKind, of: Option<u8>) -> Result<MadePasswordView, AppError> {
    desk.core().make_password(&MakePassword {
        kind,
        length: of,
        words: of,
        symbols: true,
        no_look_alikes: false,
        portal: None,
    })
}

#[test]
fn a_password_follows_the_rules_of_the_portal_it_is_for() {
    let desk = Desk::new();
    let for_portal = |id: &str| {
        desk.core().make_password(&MakePassword {
            kind: PasswordKind::Password,
            length: None,
            words: None,
            symbols: false,
            no_look_alikes: false,
            portal: Some(id.to_owned()),
        })
    };
    let portals = desk.core().password_portals();
    assert_eq!(portals.len(), guide::portals().len());
    assert!(portals.is_sorted_by_key(|portal| portal.name.to_lowercase()));
    for portal in portals {
        let made = for_portal(&portal.id).expect("made");
        let rules = &guide::portal(&portal.id).expect("known").password;
        assert!(rules.accept(&made.password), "{}", portal.id);
        assert_eq!((made.least, made.most), (portal.least, portal.most));
        assert!(portal.rules.contains(&portal.least.to_string()));
    }
    let unknown = for_portal("no-such-portal").err().expect("refused");
    assert_eq!(
        (unknown.code.as_str(), unknown.detail.as_deref()),
        ("unknown_portal", Some("no-such-portal"))
    );
}

#[test]
fn a_password_is_made_before_there_is_a_vault_and_changes_nothing() {
    let desk = Desk::new();
    let view = make(&desk, PasswordKind::Password, Some(20)).expect("made");
    assert_eq!((view.password.len(), view.score), (20, 4));
    let other = make(&desk, PasswordKind::Password, Some(20)).expect("made");
    assert_ne!(view.password, other.password);
    assert!(!desk.temp.path().join("data/vault.age").exists());
    assert!(desk.fake.users().is_empty(), "no key either");
    let short = make(&desk, PasswordKind::Password, Some(3));
    let refused = short.err().expect("refused");
    assert_eq!(refused.code, "password_bad_length");
    assert_eq!(
        refused.detail,
        Some(format!("{}–{}", view.least, view.most))
    );
}

#[test]
fn the_words_are_of_the_language_of_the_window() {
    let desk = Desk::new();
    for (language, list) in [
        (vault::Language::Ru, ::password::WordList::Russian),
        (vault::Language::En, ::password::WordList::English),
    ] {
        let speak = |settings: &mut vault::Settings| settings.language = Some(language);
        desk.core().alter_settings(speak).expect("changed");
        let view = make(&desk, PasswordKind::Passphrase, Some(6)).expect("made");
        let words = view
            .password
            .trim_end_matches(|it: char| it.is_ascii_digit());
        let words: Vec<_> = words.split('-').map(str::to_lowercase).collect();
        assert_eq!(words.len(), 6);
        assert!(
            words
                .iter()
                .all(|word| list.words().contains(&word.as_str()))
        );
    }
    let many = make(&desk, PasswordKind::Passphrase, Some(13));
    assert_eq!(code(many), "password_bad_words");
}
