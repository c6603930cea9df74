//! The standard input: first the lines that open the vault, then what the command reads.

use std::io::{self, BufRead, BufReader, Read};

use zeroize::Zeroizing;

use crate::outcome::Failure;

/// Pieces in which the input is read, in bytes.
const PIECE: usize = 64 << 10;
/// The longest line that opens a vault, in bytes.
const LONGEST: usize = 4096;

/// One line of it after the other, then all the rest.
pub(crate) type Input = BufReader<io::StdinLock<'static>>;

/// The standard input of this process.
pub(crate) fn open() -> Input {
    BufReader::with_capacity(PIECE, io::stdin().lock())
}

/// The next line without its end, to be kept secret; `None` where there is none.
pub(crate) fn secret_line(input: &mut impl BufRead) -> Result<Option<Zeroizing<String>>, Failure> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let read = input.by_ref().take(most).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.pop_if(|last| *last == b'\n').is_some() {
        line.pop_if(|last| *last == b'\r');
    } else if read == LONGEST {
        return Err(Failure::refused("line_too_long", None));
    }
    let line = str::from_utf8(&line).map_err(|_| Failure::refused("line_not_text", None))?;
    Ok(Some(Zeroizing::new(line.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8]) -> Vec<String> {
        std::iter::from_fn(|| {
            secret_line(&mut input)
                .expect("good")
                .map(|line| line.to_string())
        })
        .collect()
    }

    #[test]
    fn takes_one_line_and_leaves_the_rest() {
        let mut input = &b"first\r\nsecond\nrest"[..];
        assert_eq!(
            secret_line(&mut input)
                .expect("good")
                .expect("a line")
                .as_str(),
            "first"
        );
        assert_eq!(input, b"second\nrest");
    }

    #[test]
    fn keeps_blanks_and_empty_lines_and_tells_the_end() {
        assert_eq!(lines(b" a \n\nb"), [" a ", "", "b"]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn refuses_what_is_no_line_of_text() {
        let code = |mut input: &[u8]| {
            secret_line(&mut input)
                .map_err(|failure| failure.code)
                .err()
        };
        assert_eq!(code(&[b'x'; 5000]), Some("line_too_long"));
        assert_eq!(code(b"\xff\xfe\n"), Some("line_not_text"));
    }
}
