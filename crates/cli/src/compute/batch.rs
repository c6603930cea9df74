//! Many lines at a time: as many as have arrived.

use std::io::{self, ErrorKind, Read};

use zeroize::Zeroizing;

use crate::lines::LONGEST;

/// How much is read at a time, in bytes.
const SIZE: usize = 512 << 10;

/// Reads `input` in pieces that end with the end of a line.
pub(super) struct Batches<R> {
    input: R,
    /// Wiped at the end: lines hold secrets.
    buffer: Zeroizing<Vec<u8>>,
    /// How much of the buffer is in use.
    filled: usize,
    /// How much of that the last batch took.
    taken: usize,
}

impl<R: Read> Batches<R> {
    pub(super) fn new(input: R) -> Self {
        Batches {
            input,
            buffer: Zeroizing::new(vec![0; SIZE]),
            filled: 0,
            taken: 0,
        }
    }

    /// All whole lines that have arrived, at least one; waits only while there is none. The last
    /// line of the input may lack its end. A line that is longer than the buffer is cut, so that
    /// it is still too long.
    pub(super) fn next_batch(&mut self) -> io::Result<Option<&[u8]>> {
        self.buffer.copy_within(self.taken..self.filled, 0);
        self.filled -= self.taken;
        self.taken = 0;
        // What is left over has no line end in it, or it would have been taken.
        let mut searched = self.filled;
        loop {
            if self.filled == self.buffer.len() {
                self.filled = LONGEST + 1;
                searched = self.filled;
            }
            match self.input.read(&mut self.buffer[self.filled..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
                Ok(0) if self.filled == 0 => return Ok(None),
                Ok(0) => self.taken = self.filled,
                Ok(more) => self.filled += more,
            }
            if let Some(end) = memchr::memrchr(b'\n', &self.buffer[searched..self.filled]) {
                self.taken = searched + end + 1;
            }
            if self.taken > 0 {
                return Ok(Some(&self.buffer[..self.taken]));
            }
            searched = self.filled;
        }
    }
}

/// The lines without their ends.
pub(super) fn lines(mut text: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if text.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', text).unwrap_or(text.len());
        let (line, rest) = text.split_at(end);
        text = rest.get(1..).unwrap_or_default();
        Some(line)
    })
}

/// About equal shares of the text, each of whole lines.
pub(super) fn shared_out(mut text: &[u8], shares: usize) -> Vec<&[u8]> {
    let size = text.len() / shares.max(1);
    let mut all = Vec::with_capacity(shares);
    while !text.is_empty() {
        let from = size.min(text.len());
        let end = memchr::memchr(b'\n', &text[from..]).map(|end| from + end + 1);
        let (share, rest) = text.split_at(end.unwrap_or(text.len()));
        all.push(share);
        text = rest;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes in pieces of one size, as a pipe does.
    struct Pipe<'a>(&'a [u8], usize);

    impl Read for Pipe<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(buffer.len()).min(self.0.len());
            let (now, later) = self.0.split_at(size);
            buffer[..size].copy_from_slice(now);
            self.0 = later;
            Ok(size)
        }
    }

    /// The lines that come out, whatever the size of the pieces.
    fn read(input: &[u8]) -> Vec<Vec<u8>> {
        let through = |size| {
            let mut batches = Batches::new(Pipe(input, size));
            let mut all = Vec::new();
            while let Some(batch) = batches.next_batch().expect("memory can be read") {
                let shared = shared_out(batch, 3).concat();
                assert_eq!(shared, batch, "sharing out loses nothing");
                all.extend(lines(batch).map(<[u8]>::to_vec));
            }
            all
        };
        let whole = through(usize::MAX);
        for size in [7, 1000, SIZE - 1, SIZE] {
            assert!(through(size) == whole, "pieces of {size}");
        }
        whole
    }

    #[test]
    fn gives_every_line_also_blank_ones_and_a_last_one_without_an_end() {
        assert_eq!(read(b"a\n\nb"), [&b"a"[..], b"", b"b"]);
        assert_eq!(read(b"\n\n"), [b"", b""]);
        assert_eq!(read(b"").len(), 0);
    }

    #[test]
    fn a_line_longer_than_the_buffer_is_one_line_that_is_too_long() {
        let endless = vec![b'x'; 3 * SIZE + 5];
        let input = [&b"first\n"[..], &endless, b"\nlast\n"].concat();
        let found = read(&input);
        assert_eq!(
            (found.len(), &found[0][..], &found[2][..]),
            (3, &b"first"[..], &b"last"[..])
        );
        assert!(found[1].len() > LONGEST);
        assert!(
            read(&endless).iter().all(|line| line.len() > LONGEST),
            "also without an end"
        );
    }

    #[test]
    fn answers_what_has_arrived_without_waiting_for_more() {
        let mut batches = Batches::new(Pipe(b"a\nb\nc", 3));
        assert_eq!(batches.next_batch().expect("readable"), Some(&b"a\n"[..]));
        assert_eq!(batches.next_batch().expect("readable"), Some(&b"b\n"[..]));
        assert_eq!(batches.next_batch().expect("readable"), Some(&b"c"[..]));
        assert_eq!(batches.next_batch().expect("readable"), None);
    }
}
