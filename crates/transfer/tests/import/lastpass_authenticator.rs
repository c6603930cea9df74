//! LastPass Authenticator (formats.md §3.9).

use propusk_transfer::import::ImportError;
use serde_json::{Value, json};

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting};

fn all() -> Vec<Account> {
    of_kinds(&["totp"])
}

fn account(account: &Account) -> Value {
    json!({
        "accountID": "0", "lmiUserId": "", "issuerName": account.issuer,
        "originalIssuerName": "old issuer", "userName": account.name,
        "originalUserName": "", "pushNotification": false, "secret": account.secret,
        "timeStep": account.period, "digits": account.digits, "algorithm": account.algorithm,
        "creationTimestamp": 1_700_000_000_000_u64, "isFavorite": false, "folderData": null,
    })
}

fn accounts() -> Value {
    let mut accounts: Value = all().iter().map(account).collect();
    // An edited name that is empty falls back to the first one.
    accounts[3]["originalIssuerName"] = "".into();
    accounts
}

fn file(version: u64, accounts: &Value) -> Vec<u8> {
    json!({
        "deviceId": "", "deviceSecret": "", "localDeviceId": null, "deviceName": "phone",
        "version": version, "accounts": accounts, "folders": [
            {"id": 0, "name": "Other accounts", "isOpened": true},
            {"id": 1, "name": "Favorites", "isOpened": true},
            {"id": 2, "name": "Работа", "isOpened": false},
        ],
    })
    .to_string()
    .into_bytes()
}

#[test]
fn reads_the_files_of_both_systems() {
    for version in [1, 3] {
        let written = file(version, &accounts());
        let parsed = gives("lastpass-authenticator", &written, None, &all());
        assert!(parsed.refused.is_empty() && !parsed.encrypted);
        survives_cutting(&written, None, &all());
    }
}

#[test]
fn folders_of_its_own_are_no_groups() {
    let mut accounts = accounts();
    for (index, folder) in [0, 1, 2, 9].into_iter().enumerate() {
        accounts[index]["folderData"] = json!({"folderId": folder, "position": 0});
    }
    accounts[3]["isFavorite"] = true.into();
    let (_, parsed) = read(&file(3, &accounts), None).expect("readable");
    let found: Vec<_> = parsed
        .found
        .iter()
        .map(|found| (found.tags.join(","), found.favourite))
        .collect();
    let plain = (String::new(), false);
    let favourite = (String::new(), true);
    let work = ("Работа".to_owned(), false);
    assert_eq!(
        found,
        [plain.clone(), favourite.clone(), work, favourite, plain]
    );
}

#[test]
fn edited_names_win_over_the_first_ones() {
    let accounts = json!([
        {"secret": "JBSWY3DPEHPK3PXP", "issuerName": "", "originalIssuerName": "First", "userName": null, "originalUserName": "first"},
        {"secret": "JBSWY3DPEHPK3PXP", "issuerName": "New", "originalIssuerName": "First", "userName": "new", "originalUserName": "first"},
        {"secret": "JBSWY3DPEHPK3PXP"},
    ]);
    let (_, parsed) = read(&file(3, &accounts), None).expect("readable");
    let names: Vec<_> = parsed
        .found
        .iter()
        .map(|found| (found.entry.issuer.as_str(), found.entry.name.as_str()))
        .collect();
    assert_eq!(names, [("First", "first"), ("New", "new"), ("", "")]);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut accounts = accounts();
    accounts[0]["algorithm"] = "SHA3".into();
    accounts[1]["secret"] = "0189".into();
    accounts[2]["timeStep"] = "soon".into();
    accounts[3]["folderData"] = 5.into();
    accounts[4]["digits"] = "6".into();
    let (_, parsed) = read(&file(3, &accounts), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "unknown_algorithm"),
            (2, "not_base32"),
            (3, "bad_period"),
            (4, "entry_damaged")
        ]
    );
    assert_eq!(parsed.found.len(), 1);
    assert_eq!(parsed.refused[1].issuer, all()[1].issuer);
    let none = read(&file(3, &json!([])), None).err();
    assert_eq!(none, Some(ImportError::NoAccounts));
}
