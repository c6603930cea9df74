//! Nothing secret in what a log or an error could show.

use otp::{payload, uri};

const SECRETS: [&str; 4] = [
    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PX",
    "e3152afee62599c8",
    "5239",
    "GUZDGOI",
];

fn assert_redacted(shown: &str) {
    for secret in SECRETS {
        let shown = shown.to_lowercase();
        assert!(
            !shown.contains(&secret.to_lowercase()),
            "{secret} in {shown}"
        );
        assert!(
            !shown.contains(&secret.to_lowercase()[..4]),
            "the head of {secret} in {shown}"
        );
    }
}

#[test]
fn debug_of_an_account_shows_no_secret() {
    let [base32, hex, pin, coded] = SECRETS;
    for text in [
        format!("otpauth://totp/A:b?secret={base32}7"),
        format!("motp://A:b?secret={hex}&pin={pin}"),
        format!("otpauth://yaotp/b?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin={coded}"),
    ] {
        let payload = payload::read(&text).unwrap();
        let reading = uri::read(&text).unwrap();
        let code = reading.entry.token.code_at(1_700_000_000).unwrap();
        for shown in [format!("{payload:?}"), format!("{reading:#?}")] {
            assert_redacted(&shown);
            assert!(!shown.contains(code.as_str()));
            assert!(
                shown.contains("Secret(…)"),
                "the place is still to be seen: {shown}"
            );
        }
        assert!(!format!("{code:?}").contains(code.as_str()));
    }
}

#[test]
fn errors_show_nothing_of_the_secret() {
    let [base32, hex, pin, _] = SECRETS;
    for text in [
        format!("otpauth://totp/a?secret={base32}0"),
        format!("otpauth://totp/a?secret={base32}&digits=262"),
        format!("otpauth://totp/a?secret={base32}&algorithm=x"),
        format!("otpauth://x/a?secret={base32}"),
        // What mangles a URI moves the secret into the type or into another parameter.
        format!("otpauth://totp%2Fa%3Fsecret%3D{base32}"),
        format!("otpauth://totp&secret={base32}"),
        format!("otpauth://{base32}"),
        format!("otpauth://totp/a?secret={base32}&digits=6;secret={base32}"),
        format!("otpauth://totp/a?secret={base32}&algorithm=SHA1;secret={base32}"),
        format!("otpauth://totp/a?secret={base32}&algorithm={base32}"),
        format!("otpauth://totp/a?secret={base32}&period={hex}"),
        format!("steam://{base32}!"),
        format!("motp://a?secret={hex}x"),
        format!("otpauth://yaotp/a?secret={base32}"),
        format!("otpauth://yaotp/a?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin={pin}x"),
        format!("WIFI:T:WPA;P:{base32};;"),
        format!("https://example.com/{base32}"),
        base32.to_owned(),
        format!("otpauth-migration://offline?data={base32}"),
    ] {
        let error = payload::read(&text).unwrap_err();
        assert_redacted(&format!(
            "{error} {error:?} {:?} {}",
            error.detail(),
            error.code()
        ));
    }
}
