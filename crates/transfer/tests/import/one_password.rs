//! 1Password (formats.md §5.4).

use propusk_transfer::import::ImportError;
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, gives, link, read, refused, survives_cutting, zipped};

const APP: &str = "1password";

fn item(title: &str, user: &str, codes: &[&str]) -> Value {
    let fields = codes
        .iter()
        .map(|code| json!({"title": "one-time password", "value": {"totp": code}}));
    let mut fields: Vec<Value> = fields.collect();
    fields.push(json!({"title": "street", "value": {"address": {"street": "x"}}}));
    fields.push(json!({"title": "empty", "value": {"totp": ""}}));
    json!({
        "uuid": "u", "favIndex": 0, "state": "active", "categoryUuid": "001",
        "overview": {"title": title, "tags": null},
        "details": {
            "loginFields": [
                {"value": "pw", "name": "password", "designation": "password"},
                {"value": user, "name": "username", "designation": "username"},
            ],
            "notesPlain": null, "sections": [{"title": "s", "fields": fields}],
        },
    })
}

fn items() -> Vec<Value> {
    let accounts = ACCOUNTS.iter();
    let items = accounts.map(|account| item(account.issuer, account.name, &[&link(account)]));
    let mut items: Vec<Value> = items.collect();
    items.push(json!({"uuid": "x", "details": {"sections": null}}));
    items
}

fn archive(vaults: &[(&str, &[Value])]) -> Vec<u8> {
    let vaults = vaults.iter();
    let vaults = vaults.map(|(name, items)| json!({"attrs": {"name": name}, "items": items}));
    let data = json!({"accounts": [{"attrs": {}, "vaults": vaults.collect::<Vec<_>>()}]});
    let attributes = json!({"version": 3, "description": "1Password Unencrypted Export"});
    zipped(&[
        ("export.attributes", attributes.to_string().as_bytes()),
        ("export.data", data.to_string().as_bytes()),
    ])
}

#[test]
fn reads_the_archive() {
    let file = archive(&[("Personal", &items())]);
    let parsed = gives(APP, &file, None, &ACCOUNTS);
    assert!(parsed.holds_passwords && !parsed.encrypted);
    assert!(parsed.refused.is_empty() && parsed.found[0].tags.is_empty());
    survives_cutting(&file, None, &ACCOUNTS);
}

#[test]
fn one_item_may_have_several_codes_and_a_bad_one_costs_only_itself() {
    let mut items = vec![item(
        "Site",
        "me",
        &["JBSWY3DPEHPK3PXP", "not a secret!", "KRSXG5CTMVRXEZLU"],
    )];
    items.push(json!("nothing"));
    let mut trashed = item("Old", "", &["JBSWY3DPEHPK3PXP"]);
    trashed["state"] = "trashed".into();
    items.push(trashed);
    let (_, parsed) = read(&archive(&[("P", &items)]), None).expect("readable");
    assert_eq!(parsed.found.len(), 2);
    assert_eq!(parsed.found[1].entry.issuer, "Site");
    assert_eq!(parsed.found[1].entry.name, "me");
    assert_eq!(
        refused(&parsed),
        [
            (1, "not_base32"),
            (2, "entry_damaged"),
            (3, "entry_trashed")
        ]
    );
}

#[test]
fn tags_vaults_notes_and_favourites_come_along() {
    let mut own = item("a", "", &["JBSWY3DPEHPK3PXP"]);
    own["favIndex"] = 1.into();
    own["overview"]["tags"] = json!(["Работа"]);
    own["details"]["notesPlain"] = "заметка".into();
    let shared = item("b", "", &["JBSWY3DPEHPK3PXP"]);
    let file = archive(&[("Private", &[own]), ("Shared", &[shared])]);
    let (_, parsed) = read(&file, None).expect("readable");
    assert_eq!(parsed.found[0].tags, ["Private", "Работа"]);
    assert_eq!(parsed.found[1].tags, ["Shared"]);
    assert_eq!(parsed.found[0].note, "заметка");
    assert!(parsed.found[0].favourite && !parsed.found[1].favourite);
}

#[test]
fn reads_the_tables() {
    let mut text = "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n".to_owned();
    for account in ACCOUNTS {
        let title = account.issuer.replace('"', "\"\"");
        let link = link(&account);
        text += &format!(
            "\"{title}\",\"\",\"{}\",\"pw\",\"{link}\",\"true\",\"false\",\"x;y\",\"n\"\n",
            account.name
        );
    }
    let parsed = gives(APP, text.as_bytes(), None, &ACCOUNTS);
    assert!(parsed.holds_passwords && parsed.found[0].favourite);
    assert_eq!(parsed.found[0].tags, ["x", "y"]);
    let old = ",ainfo,autosubmit,Notes,Password,scope,Title,Username\n,,,,pw,Default,a,b\n";
    assert_eq!(
        read(old.as_bytes(), None).err(),
        Some(ImportError::NoAccounts)
    );
}
