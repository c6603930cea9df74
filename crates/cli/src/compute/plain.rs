//! The JSON objects that programs really write, read in one pass.
//!
//! A general JSON reader takes as long as the code itself, and `compute` promises to cost at most
//! twice the bare computation. This one knows flat objects of unescaped strings and whole numbers;
//! it turns away everything else, which then goes the general way. Both must agree: see the test.

use super::request::Request;

/// The request of a line such as `{"type":"totp","secret":"ABC","time":59}`; `None` for whatever
/// is not as plain as that, right or wrong.
pub(super) fn read(line: &str) -> Option<Request<'_>> {
    // Looked for in the whole line at once, which the processor does many bytes at a time.
    let is_odd = |byte: u8| byte < b' ' || byte == b'\\';
    if line.bytes().fold(false, |odd, byte| odd | is_odd(byte)) {
        return None;
    }
    let mut request = Request::default();
    let mut rest = after_blanks(line.strip_prefix('{')?);
    loop {
        let (name, after) = string(rest)?;
        let after = after_blanks(after_blanks(after).strip_prefix(':')?);
        let (value, after) = string(after).or_else(|| number(after))?;
        let field = request.field(name)?;
        if field.is_some() {
            return None; // twice: which one counts is not decided here
        }
        *field = Some(value.into());
        let after = after_blanks(after);
        rest = match after.strip_prefix(',') {
            Some(rest) => after_blanks(rest),
            None => {
                let end = after_blanks(after.strip_prefix('}')?);
                return end.is_empty().then_some(request);
            }
        };
    }
}

/// A string, which has no escapes here, and what follows it.
fn string(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('"')?;
    let end = memchr::memchr(b'"', text.as_bytes())?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

/// A whole number that is not negative, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit())?;
    let (number, after) = text.split_at(end);
    // JSON has no leading noughts. Up to 19 digits fit a u64; the general reader knows the rest.
    let is_plain =
        (1..=19).contains(&number.len()) && (number.len() == 1 || !number.starts_with('0'));
    let ends = after.starts_with([',', '}', ' ']);
    (is_plain && ends).then_some((number, after))
}

fn after_blanks(mut text: &str) -> &str {
    while let Some(after) = text.strip_prefix(' ') {
        text = after;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What both readers must agree on: the fields in their order.
    fn fields(request: &Request<'_>) -> Vec<Option<String>> {
        request.texts().map(|text| text.map(str::to_owned)).into()
    }

    #[test]
    fn reads_what_the_general_reader_reads() {
        for line in [
            r#"{"type":"totp","secret":"ABC","algorithm":"SHA1","digits":6,"period":30,"time":59}"#,
            r#"{"type":"hotp","secret":"ABC","counter":0}"#,
            r#"{ "type" : "motp" , "pin" : "1234" , "secret" : "00ff" , "time" : 59 } "#,
            r#"{"time":"59","secret":"ключ"}"#,
            r#"{"type":"steam","time":18446744073709551}"#,
            r#"{"secret":"","time":0}"#,
        ] {
            let plain = read(line).unwrap_or_else(|| panic!("{line} is plain"));
            let general = Request::read_any(line.as_bytes()).expect("good JSON");
            assert_eq!(fields(&plain), fields(&general), "{line}");
        }
    }

    #[test]
    fn turns_away_everything_else() {
        for line in [
            "",
            "{",
            "{}",
            "[]",
            "null",
            r#"{"type"}"#,
            r#"{"type":}"#,
            r#"{"type":"totp""#,
            r#"{"type":"totp",}"#,
            r#"{,"type":"totp"}"#,
            r#"{"type":"totp"}x"#,
            r#"{"type":"totp"} {}"#,
            r#"{"type":"totp" "time":1}"#,
            r#"{"type":"to\u0074p"}"#,
            r#"{"type":"totp","type":"hotp"}"#,
            r#"{"type":null}"#,
            r#"{"digits":6.0}"#,
            r#"{"digits":-6}"#,
            r#"{"digits":06}"#,
            r#"{"digits":6e0}"#,
            r#"{"digits":6x}"#,
            r#"{"time":18446744073709551615}"#,
            r#"{"note":"unknown"}"#,
            r#"{"secret":["A"]}"#,
            "{\"secret\":\"A\nB\"}",
            "{\"secret\":\t\"A\"}",
            "{\"secret\":\u{a0}\"A\"}",
            r#"{'type':'totp'}"#,
        ] {
            assert!(read(line).is_none(), "{line}");
        }
    }
}
