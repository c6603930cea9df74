//! Lines of an input that may be endless, and may be hostile: never more than one line in memory.

use std::io::{self, BufRead, Read};

use zeroize::Zeroizing;

/// The longest line that is looked at, in bytes; a URI may have 8 KiB, a migration QR 3 KiB.
pub const LONGEST: usize = 64 << 10;

/// The line was longer than [`LONGEST`]; it was skipped to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// Reads `input` line by line into one buffer, which is wiped at the end: lines hold secrets.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    line: Zeroizing<Vec<u8>>,
}

impl<R: BufRead> Lines<R> {
    /// Lines of `input`.
    pub fn new(input: R) -> Self {
        // Room for the longest line from the start: a buffer that grows leaves copies behind.
        Lines {
            input,
            line: Zeroizing::new(Vec::with_capacity(LONGEST + 1)),
        }
    }

    /// The next line without its end, or `None` after the last.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<Result<&[u8], TooLong>>> {
        self.line.clear();
        let most = u64::try_from(LONGEST + 1).unwrap_or(u64::MAX);
        if self
            .input
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut self.line)?
            == 0
        {
            return Ok(None);
        }
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else if self.line.len() > LONGEST {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Err(TooLong)));
        }
        Ok(Some(Ok(&self.line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<Result<Vec<u8>, TooLong>> {
        let mut lines = Lines::new(input);
        let mut all = Vec::new();
        while let Some(line) = lines.next_line().expect("memory can be read") {
            all.push(line.map(<[u8]>::to_vec));
        }
        all
    }

    #[test]
    fn gives_every_line_also_blank_ones_and_a_last_one_without_an_end() {
        assert_eq!(
            read(b"a\n\nb"),
            [Ok(b"a".to_vec()), Ok(Vec::new()), Ok(b"b".to_vec())]
        );
        assert_eq!(read(b""), []);
        assert_eq!(read(b"\n"), [Ok(Vec::new())]);
    }

    #[test]
    fn skips_a_line_that_is_too_long_and_goes_on_after_it() {
        let mut input = vec![b'x'; LONGEST + 100_000];
        input.extend(b"\nshort\n");
        assert_eq!(read(&input), [Err(TooLong), Ok(b"short".to_vec())]);
    }

    #[test]
    fn takes_a_line_of_exactly_the_longest_length() {
        let longest = vec![b'x'; LONGEST];
        assert_eq!(read(&longest), [Ok(longest.clone())]);
        let ended = [longest.as_slice(), b"\ny"].concat();
        assert_eq!(read(&ended), [Ok(longest), Ok(b"y".to_vec())]);
    }
}
