//! Pages of HTML with links in them (formats.md §4).

use std::fmt::Write as _;

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting};
use crate::links::link;

fn all() -> Vec<Account> {
    of_kinds(&["totp", "hotp", "steam"])
}

fn page(cell: impl Fn(&str) -> String) -> String {
    let mut rows = String::new();
    for account in all() {
        let cell = cell(&link(&account));
        writeln!(rows, "<tr><td>x</td><td>{cell}</td><td><img src=\"data:image/png;base64,iVBORw0KGgo=\"></td></tr>").expect("memory");
    }
    format!(
        "<!doctype html>\n<html><head><title>Backup</title></head><body><a href=\"https://example.org\">x</a><table>{rows}</table></body></html>"
    )
}

#[test]
fn reads_links_however_they_are_written() {
    let escaped = |link: &str| link.replace('&', "&amp;");
    for page in [
        page(|link| format!("<code>{link}</code>")),
        page(|link| format!("<code>\n  {}\n</code>", escaped(link))),
        page(|link| link.replace('&', "&#38;")),
        page(|link| format!("<a href=\"{}\">open</a>", escaped(link))),
        page(|link| format!("<a href='{}'>open</a>", escaped(link))),
        page(|link| format!("<a href=\"{}\">{link}</a>", escaped(link))),
        page(|link| format!("<p>{},</p>", link.replacen("otpauth", "OTPAUTH", 1))),
        page(|link| format!("<pre>apple-{link}</pre>")),
    ] {
        let parsed = gives("html-links", page.as_bytes(), None, &all());
        assert!(parsed.refused.is_empty(), "{:?}", parsed.refused);
        survives_cutting(page.as_bytes(), None, &all());
    }
}

#[test]
fn a_link_that_cannot_be_read_is_refused_under_its_number() {
    let page = "<html><code>otpauth://totp/a?secret=MFRGG1</code><code>otpauth://totp/b?secret=MFRGG&amp;algorithm=SHA3</code>\
        <code>motp://VPN:me?secret=e3152afee62599c8</code><code>otpauth://totp/c?secret=MFRGG";
    let (_, parsed) = read(page.as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "not_base32"),
            (2, "unknown_algorithm"),
            (4, "entry_damaged")
        ]
    );
    assert_eq!(parsed.found.len(), 1);
    let missing = otp::Warning::PinMissing;
    assert!(parsed.found[0].warnings.contains(&missing));
}

#[test]
fn a_transfer_of_google_in_a_page_is_read() {
    let accounts = all();
    let entries = accounts[..2]
        .iter()
        .map(|account| otp::uri::parse(&link(account)).expect("good"));
    let moved = otp::migration::write(&entries.collect::<Vec<_>>()).expect("Google can hold it");
    let page = format!("<html><a href=\"{}\">x</a></html>", moved[0].as_str());
    gives("html-links", page.as_bytes(), None, &accounts[..2]);
}

#[test]
fn pages_without_links_and_databases_in_xml_are_not_ours() {
    let key = link(&all()[0]);
    for text in [
        "<html><body>nothing, see https://example.org</body></html>".to_owned(),
        format!("<?xml version=\"1.0\"?><KeePassFile><Value>{key}</Value></KeePassFile>"),
        "<html>xotpauth://totp/x?secret=MFRGG </html>".to_owned(),
    ] {
        let found = read(text.as_bytes(), None).map(|(format, _)| format);
        assert_ne!(found.ok(), Some("html-links"), "{text}");
    }
    let page = format!("<?xml version=\"1.0\"?><html><code>{key}</code></html>");
    gives("html-links", page.as_bytes(), None, &all()[..1]);
}

/// Each of them would otherwise reach to the end of the page, and be kept.
#[test]
fn what_stands_within_a_link_is_no_link_of_its_own() {
    let page = format!("<html>{}", "otpauth://totp/".repeat(20_000));
    let (_, parsed) = read(page.as_bytes(), None).expect("readable");
    assert_eq!(refused(&parsed), [(1, "entry_damaged")]);
}
