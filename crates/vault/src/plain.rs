//! A buffer for plaintext that leaves no copy behind when it grows.

use std::io::{self, Read, Write};

use zeroize::{Zeroize, Zeroizing};

/// Bytes that are wiped when dropped, and before each move to a larger place.
#[derive(Default)]
pub(crate) struct Plain(Zeroizing<Vec<u8>>);

impl Plain {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(bytes)))
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Fills up with blanks to a multiple of `step` bytes.
    pub(crate) fn pad(&mut self, step: usize) {
        let length = self.0.len().next_multiple_of(step);
        self.reserve(length - self.0.len());
        self.0.resize(length, b' ');
    }

    /// Reads all there is.
    pub(crate) fn read_from(&mut self, mut source: impl Read) -> io::Result<()> {
        let mut block = Zeroizing::new([0; 16 << 10]);
        loop {
            match source.read(&mut *block) {
                Ok(0) => return Ok(()),
                Ok(count) => self.write_all(&block[..count])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn reserve(&mut self, more: usize) {
        let needed = self.0.len() + more;
        if needed > self.0.capacity() {
            let mut larger = Vec::with_capacity(needed.max(self.0.capacity() * 2));
            larger.extend_from_slice(&self.0);
            self.0.zeroize();
            *self.0 = larger;
        }
    }
}

impl Write for Plain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.reserve(bytes.len());
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_pads() {
        let mut plain = Plain::default();
        for _ in 0..1000 {
            plain.write_all(b"0123456789").unwrap();
        }
        plain.pad(4096);
        assert_eq!(plain.as_slice().len(), 12288);
        assert!(plain.as_slice()[..10_000].starts_with(b"0123456789"));
        assert!(plain.as_slice()[10_000..].iter().all(|byte| *byte == b' '));
        plain.pad(4096);
        assert_eq!(plain.as_slice().len(), 12288, "a full step needs no more");
    }
}
