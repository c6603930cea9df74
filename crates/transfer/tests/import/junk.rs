//! Links to accounts in texts of every kind: the link is found as it is alone, and nothing else is.

use proptest::prelude::*;
use propusk_transfer::import::{ImportError, Parsed, uri_list};

const KEY: &str = "JBSWY3DPEHPK3PXP";
const LINK: &str = "otpauth://totp/A%20B:b?secret=JBSWY3DPEHPK3PXP&issuer=A%20B&digits=6";

/// What is found and what is refused, each with its names or code.
fn told(text: &str) -> (Vec<String>, Vec<(usize, &'static str)>) {
    let Parsed { found, refused, .. } = uri_list(text.as_bytes()).expect("a text");
    let name = |entry: &otp::Entry| {
        let uri = otp::uri::write(entry);
        let secret = uri.split("secret=").nth(1).unwrap_or_default();
        let secret = secret.split('&').next().unwrap_or_default();
        format!("{}/{}/{secret}", entry.issuer, entry.name)
    };
    (
        found.iter().map(|found| name(&found.entry)).collect(),
        refused
            .iter()
            .map(|refused| (refused.place, refused.reason.code()))
            .collect(),
    )
}

#[track_caller]
fn only(text: &str) {
    let expected = (vec![format!("A B/b/{KEY}")], vec![]);
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn in_a_sentence() {
    for text in [
        format!("Ваша ссылка: {LINK}."),
        format!("Перейдите по {LINK}, чтобы войти."),
        format!("(см. {LINK})."),
        format!("Ссылка «{LINK}»; её никому не показывайте!"),
        format!("Press “{LINK}”, then enter the code."),
        format!("Hello,\n\nopen {LINK} and then press OK.\n\n-- \nThe team <team@example.com>"),
        format!("see {LINK}?! Really."),
        format!("\u{200b}{LINK}\u{200b}"),
        format!("Ссылка: {}", LINK.replace("HPK3", "HP\u{200b}K3")),
        format!("Ссылка: {}", LINK.replace("HPK3", "HP\u{ad}K3")),
        format!("Links begin with otpauth:// as a rule, such as\n{LINK}\n or steam://run/730."),
    ] {
        only(&text);
    }
}

#[test]
fn in_markdown() {
    for text in [
        format!("[войти]({LINK}), потом код"),
        format!("* `{LINK}` — ключ"),
        format!("нажмите **{LINK}** и ждите"),
        format!("адрес <{LINK}>."),
        format!("| портал | {LINK} |\n|---|---|\n"),
        format!("```\n{LINK}\n```"),
        format!("> {LINK}\n\nответ\nи подпись"),
    ] {
        only(&text);
    }
}

#[test]
fn in_html() {
    let escaped = LINK.replace('&', "&amp;");
    for text in [
        format!("<p>Нажмите <a href=\"{escaped}\">сюда</a></p>"),
        format!("<a href='{escaped}'>{escaped}</a>"),
        format!("<td>{escaped}</td><td>и ещё слова</td>"),
        format!("<code>{LINK}</code><br>Затем код."),
        format!(
            "<p>{}</p>",
            escaped
                .replace("EHPK", "EH<wbr>PK")
                .replace("A%20B&", "A%20<wbr/>B&")
        ),
        format!("<p>{}</p>", escaped.replace("EHPK", "EH&shy;PK")),
        format!("<a data-uri={escaped}>"),
        format!(
            "<a href=\"{}\">",
            escaped
                .replace("://", "&#58;&#x2F;&#47;")
                .replace('=', "&#61;")
        ),
        format!("<a href=\"{}\">", LINK.replace('&', "&#38;")),
    ] {
        only(&text);
    }
}

#[test]
fn in_json() {
    let slashes = LINK.replace('/', r"\/");
    for text in [
        format!(r#"{{"qr":"{slashes}","next":"x"}}"#),
        format!(r#"{{"qr": "{}", "x": 1}}"#, LINK.replace('&', r"\u0026")),
        format!(
            r#"["{}"]"#,
            slashes.replace('&', r"\u0026").replace('=', r"\u003d")
        ),
        format!(r#"{{"html":"<a href=\"{slashes}\">here<\/a>"}}"#),
        format!(r#"{{"html":"<a href=\"{LINK}\">here</a>"}}"#),
        format!(r#"{{"text":"go to\n{LINK}\n"}}"#).replace(r"digits=6\n", "digits=6 "),
    ] {
        only(&text);
    }
}

#[test]
fn in_another_link() {
    let once = "otpauth%3A%2F%2Ftotp%2FA%2520B%3Ab%3Fsecret%3DJBSWY3DPEHPK3PXP%26issuer%3DA%2520B%26digits%3D6";
    let form =
        "otpauth%3A%2F%2Ftotp%2FA+B%3Ab%3Fsecret%3DJBSWY3DPEHPK3PXP%26issuer%3DA+B%26digits%3D6";
    for text in [
        format!("https://chart.googleapis.com/chart?chs=200x200&cht=qr&chl={once}&chld=M|0"),
        format!("https://chart.googleapis.com/chart?chs=200x200&cht=qr&chl={form}&choe=UTF-8"),
        format!(
            "<img src=\"https://api.qrserver.com/v1/create-qr-code/?data={once}&amp;size=200x200\">"
        ),
        format!("![QR](https://quickchart.io/qr?text={once})"),
        format!("background: url('https://quickchart.io/qr?text={once}')"),
        format!(
            "https://example.com/?next=https%3A%2F%2Fquickchart.io%2Fqr%3Ftext%3D{}",
            once.replace('%', "%25")
        ),
        format!(
            "https://example.com/qr?text={}&size=4",
            LINK.replace('?', "%3F")
                .replace('=', "%3D")
                .replace('&', "%26")
        ),
    ] {
        only(&text);
    }
}

#[test]
fn in_an_e_mail() {
    let quoted = LINK.replace('=', "=3D");
    let header = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    let (one, two) = quoted.split_at(40);
    for text in [
        format!("{header}=D0=9F=D1=80=D0=B8: {one}=\r\n{two}\r\n\r\nRegards"),
        format!("=D0=9F=D1=80=D0=B8\n{one}=\n{two}"),
        quoted.clone(),
        format!("Here: {quoted}"),
        format!("1=2 is wrong. Here:\n{one}=\n{two}\nBye."),
        format!("otpauth://totp/A%20B:b?issuer=3DA%20B&secret=\n=3D{KEY}&digits=3D6"),
        format!(
            "{header}<p>otpa=\r\nuth://totp/A%20B:b?secret=3D{KEY}&amp;issue=\r\nr=3DA%20B</p>"
        ),
    ] {
        only(&text);
    }
}

#[test]
fn a_link_that_a_mail_program_broke_is_joined_only_where_nothing_else_can_be_meant() {
    let (one, two) = LINK.split_at(LINK.find("&issuer").unwrap_or(0));
    for text in [
        format!("{one}\n{two}"),
        format!("> {one}\n> {two}\n\nok"),
        format!("Ссылка:\n{one}&\n{}\n\nРегарды", &two[1..]),
        LINK.replace("%20B:b", "%2\n0B:b"),
        LINK.replace("secret=", "secret=\n"),
        LINK.replace("A%20B:b?", "A%20B:\nb?"),
        format!("<{}>", LINK.replace("HPK3", "H\nPK3")),
        format!("(ссылка: \"{}\")", LINK.replace("HPK3", "H\n   PK3")),
        format!(
            "otpauth://totp/A%20B:b?issuer=A%20B&secret={}\n{}",
            &KEY[..10],
            &KEY[10..]
        ),
    ] {
        only(&text);
    }
    let (found, refused) = told(&format!("otpauth://totp/A%20B:b?secret={KEY}\nTHANKS"));
    assert_eq!(
        (found, refused),
        (vec![format!("A B/b/{KEY}")], vec![(2, "not_otp_text")])
    );
    let (found, _) = told(&format!("see otpauth://totp/b?secret={KEY} THEN PRESS"));
    assert_eq!(
        found,
        [format!("/b/{KEY}")],
        "the words are no part of the key"
    );
}

#[test]
fn keys_in_groups_are_whole() {
    for text in [
        "otpauth://totp/A%20B:b?issuer=A%20B&secret=JBSW Y3DP EHPK 3PXP",
        "Ключ otpauth://totp/A%20B:b?issuer=A%20B&secret=JBSW Y3DP EHPK 3PXP для входа",
        "Ключ otpauth://totp/A%20B:b?secret=JBSW Y3DP EHPK 3PXP&issuer=A B и слова",
    ] {
        let (found, _) = told(text);
        assert!(found[0].ends_with(KEY), "{text}: {found:?}");
    }
}

#[test]
fn several_links_are_found_once_each_and_the_bad_one_is_told_with_its_place() {
    let other = "otpauth://hotp/H?secret=KRSXG5DTKRSXG5DT&counter=7";
    let text = format!(
        "Здравствуйте.\n\nПервая: {LINK}, вторая: {other}.\nЕщё раз первая: {LINK}\n\n\
         Третья: otpauth://totp/x?secret=JBSW0 (не читается)\nСпасибо"
    );
    let (found, refused) = told(&text);
    assert_eq!(
        found,
        [format!("A B/b/{KEY}"), "/H/KRSXG5DTKRSXG5DT".to_owned()]
    );
    assert_eq!(refused, [(6, "not_base32")]);
}

#[test]
fn transfers_are_found_in_junk() {
    let entry = otp::uri::parse(LINK).expect("good");
    let moved = otp::migration::write(&vec![entry; 8]).expect("Google can hold it");
    let link = moved[0].as_str();
    let count = |text: &str| uri_list(text.as_bytes()).expect("text").found.len();
    let broken: Vec<_> = link
        .as_bytes()
        .chunks(70)
        .map(|line| str::from_utf8(line).expect("ASCII"))
        .collect();
    assert!(broken.len() > 2);
    let quoted = link.replace('=', "=3D");
    for text in [
        format!("Вот: {link}."),
        broken.join("\n"),
        format!("Вот:\n{}\n\nи всё", broken.join("\r\n")),
        format!("Вот: {}=\n{}", &quoted[..60], &quoted[60..]),
        format!(
            "<img src=\"https://x.example/qr?d={}\">",
            link.replace('%', "%25")
                .replace(':', "%3A")
                .replace('/', "%2F")
                .replace('?', "%3F")
                .replace('=', "%3D")
        ),
    ] {
        assert_eq!(count(&text), 8, "{text}");
    }
}

#[test]
fn a_text_without_a_link_is_named_as_a_whole() {
    for (text, code) in [
        (
            "BEGIN:VCARD\nVERSION:3.0\nFN:Alice\nEND:VCARD",
            "not_otp_vcard",
        ),
        ("просто\nслова", "not_otp_text"),
        ("https://example.com/\n", "not_otp_url"),
        ("Links begin with otpauth://totp/ here.", "missing_secret"),
        ("steam://run/730", "not_otp_url"),
    ] {
        assert_eq!(told(text), (vec![], vec![(1, code)]), "{text}");
    }
    assert_eq!(uri_list(b" \n\r\n").err(), Some(ImportError::Empty));
}

#[test]
fn a_hostile_text_takes_time_in_proportion() {
    // Each of these is looked at many times over by a reader that goes back; the test then never ends.
    let most = 1 << 17;
    for piece in [
        "otpauth://",
        "otpauth://x<b/",
        "\"otpauth://",
        "(otpauth://x ",
        "steam://A ",
        "=3D",
        "=\n",
        "otpauth://x?secret=A\n",
        "\"otpauth://x?\n",
        "<wbr>",
        "\u{200b}",
        "otpauth%253A%252F%252F&",
        "otpauth://totp/x?secret=\n",
        "\n",
        "\r",
        "a ",
    ] {
        let text = piece.repeat(most / piece.len());
        let _ = uri_list(text.as_bytes());
    }
}

fn junk() -> impl Strategy<Value = String> {
    // No letters that can go on with a link, no quotes: what the sentence holds besides.
    let word = "[а-яА-Я0-9,.;:!?()-]{0,12}";
    proptest::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn never_panics(text in "(?s).{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = uri_list(text.as_bytes());
        let _ = uri_list(&bytes);
    }

    #[test]
    fn never_panics_near_a_link(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("otpauth://".to_owned()), Just("totp/".to_owned()), Just("?secret=".to_owned()),
                Just("&issuer=".to_owned()), Just("=\n".to_owned()), Just("=3D".to_owned()),
                Just("\n".to_owned()), Just("\"".to_owned()), Just("<wbr>".to_owned()), Just(" ".to_owned()),
                Just("\\u0026".to_owned()), Just("%3A%2F%2F".to_owned()), Just("steam:\\/\\/".to_owned()),
                Just("(".to_owned()), Just(")".to_owned()), Just("JBSWY3DP".to_owned()), "\\PC",
            ], 0..30)
    ) {
        let _ = uri_list(pieces.concat().as_bytes());
    }

    #[test]
    fn a_link_in_junk_is_the_link_alone(before in junk(), after in junk(), lines in any::<bool>()) {
        let end = if lines { "\n" } else { " " };
        let text = format!("Письмо {before} {LINK}{end}{after}");
        let (found, refused) = told(&text);
        prop_assert_eq!(found, [format!("A B/b/{KEY}")], "{}", text);
        prop_assert!(refused.is_empty(), "{} {:?}", text, refused);
    }

    #[test]
    fn a_plain_list_reads_line_for_line(
        names in proptest::collection::vec("[a-zA-Zа-яА-Я0-9 .()!#'/&-]{1,12}", 1..6)
    ) {
        let links: Vec<_> = (0_u32..).zip(&names).map(|(number, name)| {
            let entry = otp::uri::parse(&format!("otpauth://totp/x?secret={KEY}&counter={number}")).expect("good");
            let entry = otp::Entry::new(name, name, entry.token);
            otp::uri::write(&entry).as_str().to_owned()
        }).collect();
        let parsed = uri_list(links.join("\n").as_bytes()).expect("a list");
        let alone: Vec<_> = links.iter().map(|link| otp::uri::parse(link).expect("good")).collect();
        let found: Vec<_> = parsed.found.into_iter().map(|found| found.entry).collect();
        prop_assert_eq!(found, alone);
        prop_assert!(parsed.refused.is_empty());
    }
}
