//! Proton Pass (formats.md §5.2).

use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, gives, link, read, refused, survives_cutting, zipped};

const APP: &str = "proton-pass";

fn item(title: &str, user: &str, code: &str) -> Value {
    json!({
        "itemId": "i", "state": 1, "pinned": false, "data": {
            "metadata": {"name": title, "note": "", "itemUuid": "u"}, "extraFields": [],
            "type": "login",
            "content": {"itemEmail": "", "itemUsername": user, "password": "pw", "totpUri": code},
        },
    })
}

fn items() -> Vec<Value> {
    let accounts = ACCOUNTS.iter();
    let items = accounts.map(|account| item(account.issuer, account.name, &link(account)));
    let mut items: Vec<Value> = items.collect();
    items.push(
        json!({"state": 1, "data": {"metadata": {"name": "n"}, "type": "note", "content": {}}}),
    );
    items
}

fn data(vaults: &[(&str, &[Value])]) -> Value {
    let vaults = vaults.iter().enumerate();
    let vaults = vaults.map(|(id, (name, items))| {
        (
            format!("id{id}"),
            json!({"name": name, "description": "", "items": items}),
        )
    });
    json!({"encrypted": false, "version": "1.2", "vaults": vaults.collect::<serde_json::Map<_, _>>()})
}

fn archive(data: &Value) -> Vec<u8> {
    zipped(&[("Proton Pass/data.json", data.to_string().as_bytes())])
}

#[test]
fn reads_the_archive_and_its_bare_content() {
    let data = data(&[("Personal", &items())]);
    let parsed = gives(APP, &archive(&data), None, &ACCOUNTS);
    assert!(parsed.holds_passwords && parsed.refused.is_empty());
    assert!(parsed.found[0].tags.is_empty());
    survives_cutting(&archive(&data), None, &ACCOUNTS);
    gives(APP, data.to_string().as_bytes(), None, &ACCOUNTS);
    survives_cutting(data.to_string().as_bytes(), None, &ACCOUNTS);
}

#[test]
fn the_encrypted_archive_is_named() {
    let file = zipped(&[("Proton Pass/data.pgp", b"-----BEGIN PGP MESSAGE-----")]);
    let found = read(&file, None).err();
    assert_eq!(found, Some(ImportError::Unsupported(Unsupported::OpenPgp)));
}

#[test]
fn finds_codes_in_extra_fields_and_sections() {
    let field = |code: &str| json!({"fieldName": "2fa", "type": "totp", "data": {"totpUri": code}});
    let text = json!({"fieldName": "t", "type": "text", "data": {"content": "x"}});
    let mut login = item("Site", "", "JBSWY3DPEHPK3PXP");
    login["data"]["content"]["itemEmail"] = "me@example.org".into();
    login["data"]["extraFields"] = json!([text, field("KRSXG5CTMVRXEZLU"), field("not a secret!")]);
    let mut custom = item("Custom", "", "");
    custom["data"]["content"]["sections"] =
        json!([{"sectionName": "s", "sectionFields": [text, field("MFRGGZDFMZTWQ2LK")]}]);
    let (_, parsed) = read(&archive(&data(&[("P", &[login, custom])])), None).expect("readable");
    let names = parsed.found.iter().map(|found| {
        let entry = &found.entry;
        format!(
            "{}/{}/{}",
            entry.issuer,
            entry.name,
            entry.token.secret_text().as_str()
        )
    });
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            "Site/me@example.org/JBSWY3DPEHPK3PXP",
            "Site/me@example.org/KRSXG5CTMVRXEZLU",
            "Custom//MFRGGZDFMZTWQ2LK"
        ]
    );
    assert_eq!(refused(&parsed), [(1, "not_base32")]);
}

#[test]
fn vaults_notes_pins_and_the_trash() {
    let mut pinned = item("a", "", "JBSWY3DPEHPK3PXP");
    pinned["pinned"] = true.into();
    pinned["data"]["metadata"]["note"] = "заметка".into();
    let mut trashed = item("b", "", "JBSWY3DPEHPK3PXP");
    trashed["state"] = 2.into();
    let broken = json!({"state": 1});
    let file = archive(&data(&[("Дом", &[pinned]), ("Work", &[trashed, broken])]));
    let (_, parsed) = read(&file, None).expect("readable");
    assert_eq!(parsed.found.len(), 1);
    assert_eq!(parsed.found[0].tags, ["Дом"]);
    assert_eq!(parsed.found[0].note, "заметка");
    assert!(parsed.found[0].favourite);
    assert_eq!(
        refused(&parsed),
        [(2, "entry_trashed"), (3, "entry_damaged")]
    );
}

#[test]
fn reads_the_table() {
    let mut text =
        "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault\n".to_owned();
    for account in ACCOUNTS {
        let title = account.issuer.replace('"', "\"\"");
        let link = link(&account);
        text += &format!(
            "login,\"{title}\",,,{},pw,,{link},1,1,Personal\n",
            account.name
        );
    }
    let parsed = gives(APP, text.as_bytes(), None, &ACCOUNTS);
    assert!(parsed.holds_passwords);
    assert_eq!(parsed.found[0].tags, ["Personal"]);
}
