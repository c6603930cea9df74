//! Tables of Apple Passwords, Dashlane, Enpass and LastPass, Enpass's JSON, and tables of nobody in
//! particular (formats.md §4, §5.5).

use propusk_transfer::import::ImportError;
use serde_json::{Value, json};

use crate::canonical::{
    ACCOUNTS, Account, gives, link, of_kinds, read, refused, survives_cutting, zipped,
};

/// A table with the accounts in it. In a row `{title}`, `{user}` and `{code}` are replaced.
fn table(head: &str, row: &str, code: impl Fn(&Account) -> String) -> String {
    let rows = ACCOUNTS.iter().map(|account| {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        row.replace("{title}", &quoted(account.issuer))
            .replace("{user}", &quoted(account.name))
            .replace("{code}", &quoted(&code(account)))
    });
    let rows: Vec<String> = rows.collect();
    format!("{head}\n{}\n", rows.join("\n"))
}

const APPLE: &str = "Title,URL,Username,Password,Notes,OTPAuth";
const DASHLANE: &str = "username,username2,username3,title,password,note,url,category,otpUrl";
const LASTPASS: &str = "url,username,password,totp,extra,name,grouping,fav";

#[test]
fn reads_the_tables_of_password_managers() {
    for (app, head, row) in [
        (
            "apple-passwords",
            APPLE,
            "{title},https://x,{user},pw,note,{code}",
        ),
        (
            "dashlane",
            DASHLANE,
            "{user},,,{title},pw,note,https://x,Work,{code}",
        ),
        (
            "lastpass",
            LASTPASS,
            "https://x,{user},pw,{code},note,{title},Work,1",
        ),
    ] {
        for text in [
            table(head, row, link),
            format!("\u{feff}{}", table(head, row, link).replace('\n', "\r\n")),
        ] {
            let parsed = gives(app, text.as_bytes(), None, &ACCOUNTS);
            assert!(parsed.holds_passwords && parsed.refused.is_empty(), "{app}");
            assert_eq!(parsed.found[0].note, "note", "{app}");
            let tags = if app == "apple-passwords" { "" } else { "Work" };
            assert_eq!(parsed.found[0].tags.join("|"), tags, "{app}");
        }
        let none = format!(
            "{head}\n{}\n",
            row.replace("{code}", "").replace(['{', '}'], "")
        );
        assert_eq!(
            read(none.as_bytes(), None).err(),
            Some(ImportError::NoAccounts),
            "{app}"
        );
    }
    let old = "url,username,password,extra,name,grouping,fav\n,a,b,,c,,0\n";
    assert_eq!(
        read(old.as_bytes(), None).err(),
        Some(ImportError::NoAccounts)
    );
}

#[test]
fn a_link_without_names_takes_those_of_its_row() {
    let text =
        format!("{APPLE}\nexample.org (me),,me,pw,,otpauth://totp?secret=JBSWY3DPEHPK3PXP\n");
    let (_, parsed) = read(text.as_bytes(), None).expect("readable");
    let entry = &parsed.found[0].entry;
    assert_eq!(
        (entry.issuer.as_str(), entry.name.as_str()),
        ("example.org", "me")
    );
}

#[test]
fn reads_dashlanes_archive() {
    let text = table(
        DASHLANE,
        "{user},,,{title},pw,note,https://x,Work,{code}",
        link,
    );
    let file = zipped(&[
        ("ids.csv", b"type,name\n"),
        ("credentials.csv", text.as_bytes()),
    ]);
    let parsed = gives("dashlane", &file, None, &ACCOUNTS);
    assert!(parsed.holds_passwords);
    survives_cutting(&file, None, &ACCOUNTS);
}

#[test]
fn reads_enpass() {
    let field = |kind: &str, value: &str| json!({"type": kind, "label": kind, "value": value});
    let items = ACCOUNTS.iter().map(|account| {
        json!({
            "uuid": "i", "title": account.issuer, "subtitle": account.name, "note": "n",
            "favorite": 1, "trashed": 0, "folders": ["f", "gone"], "category": "login",
            "fields": [field("username", account.name), field("totp", &link(account)), field("totp", "")],
        })
    });
    let mut items: Vec<Value> = items.collect();
    items.push(json!({"uuid": "n", "title": "note", "category": "note"}));
    let file = json!({"folders": [{"uuid": "f", "title": "Банк"}], "items": items});
    let bytes = file.to_string().into_bytes();
    let parsed = gives("enpass", &bytes, None, &ACCOUNTS);
    assert!(parsed.holds_passwords && parsed.refused.is_empty());
    assert_eq!(parsed.found[0].tags, ["Банк"]);
    assert_eq!(parsed.found[0].note, "n");
    assert!(parsed.found[0].favourite);
    survives_cutting(&bytes, None, &ACCOUNTS);

    let mut bad = file.clone();
    bad["items"][0]["trashed"] = "1".into();
    bad["items"][1]["fields"] = 7.into();
    bad["items"][2]["fields"][1]["value"] = "no secret!".into();
    let (_, parsed) = read(bad.to_string().as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "entry_trashed"),
            (2, "entry_damaged"),
            (3, "not_base32")
        ]
    );
}

#[test]
fn reads_the_ragged_table_of_enpass() {
    let head = "\"Title\",\"Field\",\"Value\",\"Field\",\"Value\",.........,\"Note\"";
    let row = "{title},Username,{user},Password,pw,TOTP,{code},a note";
    for text in [
        table(head, row, link),
        table("Other,URL,https://x", row, link),
    ] {
        let parsed = gives("enpass", text.as_bytes(), None, &ACCOUNTS);
        assert!(parsed.holds_passwords);
        assert_eq!(parsed.found[0].note, "a note");
    }
    let none = format!("{head}\na,Username,b\n");
    assert_eq!(
        read(none.as_bytes(), None).err(),
        Some(ImportError::NoAccounts)
    );
}

#[test]
fn reads_tables_of_nobody_in_particular() {
    let secrets = |account: &Account| account.secret.to_owned();
    let usual: Vec<Account> = of_kinds(&["totp"])
        .into_iter()
        .filter(|account| account.digits == 6)
        .collect();
    let few = |text: String| {
        let lines = text.lines().enumerate();
        // The header, and those that a bare secret describes.
        let kept = lines
            .filter(|(at, _)| [0, 1, 2, 5].contains(at))
            .map(|(_, line)| line);
        kept.collect::<Vec<_>>().join("\n")
    };
    for (head, row) in [
        ("Name;User name;TOTP key", "{title};{user};{code}"),
        ("issuer\tname\t2FA", "{title}\t{user}\t{code}"),
        ("otp,title,e-mail", "{code},{title},{user}"),
    ] {
        gives(
            "csv-table",
            table(head, row, link).as_bytes(),
            None,
            &ACCOUNTS,
        );
        let bare = few(table(head, row, secrets));
        let parsed = gives("csv-table", bare.as_bytes(), None, &usual);
        assert!(!parsed.holds_passwords);
    }
    for (head, row) in [
        ("issuer,name,anything", "{title},{user},{code}"),
        ("service,password,anything,title", "x,pw,{code},{title}"),
    ] {
        gives(
            "csv-table",
            table(head, row, link).as_bytes(),
            None,
            &ACCOUNTS,
        );
    }
    let headless = table(
        "Site,me,otpauth://totp?secret=JBSWY3DPEHPK3PXP",
        "{title},{user},{code}",
        link,
    );
    let (format, parsed) = read(headless.as_bytes(), None).expect("readable");
    assert_eq!(
        (format, parsed.found.len()),
        ("csv-table", ACCOUNTS.len() + 1)
    );
    assert_eq!(parsed.found[0].entry.issuer, "Site");
    assert_eq!(parsed.found[0].entry.name, "me");
}

#[test]
fn a_bad_row_is_refused_under_its_line() {
    let text = "title,totp\nA,JBSWY3DPEHPK3PXP\n\"B\nb\",018\nC,\nD,otpauth://totp/x?secret=JBSWY3DP&digits=262\n";
    let (_, parsed) = read(text.as_bytes(), None).expect("readable");
    assert_eq!(parsed.found.len(), 1);
    assert_eq!(refused(&parsed), [(3, "not_base32"), (6, "bad_digits")]);
    assert_eq!(parsed.refused[0].issuer, "B\nb");
}

#[test]
fn a_list_of_links_is_no_table_and_a_table_without_codes_is_unknown() {
    let one = "otpauth://totp/A, b:c?secret=JBSWY3DPEHPK3PXP&issuer=A, b";
    for text in [
        format!("{one}\n{one}\n"),
        format!("# mine, all\n{one}\n"),
        format!("1. {one}"),
    ] {
        assert_eq!(
            read(text.as_bytes(), None).expect("readable").0,
            "uri-list",
            "{text}"
        );
    }
    for text in ["title,year\nA,1990\nB,1991\n", "a;b;c\n1;2;3\n"] {
        assert_eq!(
            read(text.as_bytes(), None).err(),
            Some(ImportError::UnknownTable)
        );
    }
    assert_eq!(
        read(b"just words", None).err(),
        Some(ImportError::UnknownText)
    );
}

#[test]
fn rows_that_an_open_quote_swallows_are_not_lost_in_silence() {
    let table = "name,totp,notes\nA,MFRGG,\nB \"x\" y,MFRGG,\n\"C,MFRGG,\nD,MFRGG,\n";
    let (_, parsed) = read(table.as_bytes(), None).expect("readable");
    assert_eq!(parsed.found.len(), 2);
    assert_eq!(refused(&parsed), [(4, "entry_damaged")]);
}
