//! `compute`: code generation as a stream, line for line, for scripts and for checking us.

mod request;

use std::io::{self, BufRead, Write};

use otp::CodeError;
use request::Request;

use crate::lines::Lines;

/// Answers every line of `input` with one line of `output`: the code, or `error: ` and why not.
///
/// A line is a JSON object or `UNIX_TIME URI`. Gives back how many lines were refused.
///
/// # Errors
/// Only when `input` cannot be read or `output` cannot be written.
pub fn compute(input: impl BufRead, output: &mut impl Write) -> io::Result<u64> {
    let mut refused = 0;
    let mut lines = Lines::new(input);
    while let Some(line) = lines.next_line()? {
        match line.map_err(|_| Refusal("too_long")).and_then(answer) {
            Ok(code) => output.write_all(code.as_str().as_bytes())?,
            Err(Refusal(why)) => {
                refused += 1;
                output.write_all(b"error: ")?;
                output.write_all(why.as_bytes())?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(refused)
}

/// The stable identifier of what is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Refusal(&'static str);

impl From<CodeError> for Refusal {
    fn from(error: CodeError) -> Self {
        Refusal(error.code())
    }
}

fn answer(line: &[u8]) -> Result<otp::Code, Refusal> {
    let line = line.trim_ascii();
    let (token, time) = match line.first() {
        None => return Err(Refusal("empty_input")),
        Some(b'{') => Request::read(line)?.token()?,
        Some(_) => timed_uri(line)?,
    };
    Ok(token.code_at(time)?)
}

/// `UNIX_TIME URI`
fn timed_uri(line: &[u8]) -> Result<(otp::Token, u64), Refusal> {
    let line = std::str::from_utf8(line).map_err(|_| Refusal("bad_line"))?;
    let (time, uri) = line.split_once([' ', '\t']).ok_or(Refusal("bad_line"))?;
    let time = time.parse().map_err(|_| Refusal("bad_line"))?;
    let token = otp::uri::token(uri.trim_start()).map_err(|error| Refusal(error.code()))?;
    Ok((token, time))
}
