//! The outer header of a database: read before anything is derived, because the cost stands in it
//! and anybody may have written it (formats.md §11). Also refuses fields that are too short, which
//! the reader of the database takes for granted.

use crate::import::{ImportError, Unsupported};
use crate::seal::kdf;

pub(super) const MAGIC: &[u8] = b"\x03\xd9\xa2\x9a";

/// The version of the container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// KDBX 3: nothing but its content says whether the key is right.
    Three,
    /// KDBX 4.
    Four,
}

/// The most rounds of AES-KDF. KeePassXC chooses up to 5 seconds' worth.
const MOST_AES_ROUNDS: u64 = 500_000_000;

const AES_KDF: [&[u8]; 2] = [
    b"\xc9\xd9\xf3\x9a\x62\x8a\x44\x60\xbf\x74\x0d\x08\xc1\x8a\x4f\xea",
    b"\x7c\x02\xbb\x82\x79\xa7\x4a\xc0\x92\x7d\x11\x4a\x00\x64\x82\x38",
];
const ARGON2: [&[u8]; 2] = [
    b"\xef\x63\x6d\xdf\x8c\x29\x44\x4b\x91\xf7\xa9\xa4\x03\xe3\x0a\x0c",
    b"\x9e\x29\x8b\x19\x56\xdb\x47\x73\xb2\x3d\xfc\x3e\xc6\xf0\xa1\xe6",
];

/// Checks what a database asks for.
///
/// # Errors
/// [`ImportError::TooMuchEffort`]; [`ImportError::Unsupported`] for another version, cipher or key
/// derivation; [`ImportError::Damaged`].
pub(super) fn check(file: &[u8]) -> Result<Version, ImportError> {
    let mut bytes = Bytes(file);
    bytes.take(MAGIC.len())?;
    let kind = bytes.u32()?;
    let _minor = bytes.take(2)?;
    let major = u16::from_le_bytes(bytes.array()?);
    let version = match (kind, major) {
        (0xb54b_fb67, 3) => Version::Three,
        (0xb54b_fb67, 4) => Version::Four,
        (0xb54b_fb65, _) => return Err(ImportError::Unsupported(Unsupported::KeePass1)),
        (0xb54b_fb67, 5..) => return Err(ImportError::Unsupported(Unsupported::NewerVersion)),
        _ => return Err(ImportError::Unsupported(Unsupported::OldVersion)),
    };
    let mut effort = None;
    loop {
        let [id] = bytes.array()?;
        let length = match version {
            Version::Three => u32::from(u16::from_le_bytes(bytes.array()?)),
            Version::Four => bytes.u32()?,
        };
        let mut field = Bytes(bytes.take_long(length)?);
        match (id, version) {
            (0, _) => break,
            (2, _) if !is_known_cipher(field.0) => {
                return Err(ImportError::Unsupported(Unsupported::Cipher));
            }
            (3, _) | (10, Version::Three) => {
                field.u32()?;
            }
            (6, Version::Three) => {
                effort = Some(aes_kdf(u64::from_le_bytes(field.array()?))?);
            }
            (11, Version::Four) => effort = Some(kdf_of(field)?),
            (12, Version::Four) => {
                dictionary(field)?;
            }
            _ => {}
        }
    }
    effort.ok_or(ImportError::Damaged)?;
    Ok(version)
}

fn is_known_cipher(id: &[u8]) -> bool {
    const AES: &[u8] = b"\x31\xc1\xf2\xe6\xbf\x71\x43\x50\xbe\x58\x05\x21\x6a\xfc\x5a\xff";
    const TWOFISH: &[u8] = b"\xad\x68\xf2\x9f\x57\x6f\x4b\xb9\xa3\x6a\xd4\x7a\xf9\x65\x34\x6c";
    const CHACHA: &[u8] = b"\xd6\x03\x8a\x2b\x8b\x6f\x4c\xb5\xa5\x24\x33\x9a\x31\xdb\xb5\x9a";
    [AES, TWOFISH, CHACHA].contains(&id)
}

fn aes_kdf(rounds: u64) -> Result<(), ImportError> {
    match rounds {
        0..=MOST_AES_ROUNDS => Ok(()),
        _ => Err(ImportError::TooMuchEffort),
    }
}

fn kdf_of(field: Bytes<'_>) -> Result<(), ImportError> {
    let entries = dictionary(field)?;
    let get = |key: &[u8]| {
        // Of two equal keys the reader takes the last.
        let found = entries.iter().rev().find(|(known, _)| *known == key);
        found.map(|(_, value)| *value).ok_or(ImportError::Damaged)
    };
    let wide = |key: &[u8]| Ok::<_, ImportError>(u64::from_le_bytes(Bytes(get(key)?).array()?));
    let id = get(b"$UUID")?;
    if AES_KDF.contains(&id) {
        return aes_kdf(wide(b"R")?);
    }
    if !ARGON2.contains(&id) {
        return Err(ImportError::Unsupported(Unsupported::Cipher));
    }
    kdf::check_argon2_work(kdf::Argon2Cost {
        memory: wide(b"M")? / 1024,
        passes: wide(b"I")?,
        lanes: u64::from(Bytes(get(b"P")?).u32()?),
    })
}

type Pair<'a> = (&'a [u8], &'a [u8]);

/// Keys and values of the typed list in which KDBX 4 keeps parameters.
fn dictionary(mut bytes: Bytes<'_>) -> Result<Vec<Pair<'_>>, ImportError> {
    let mut entries = Vec::new();
    bytes.take(2)?;
    loop {
        let [kind] = bytes.array()?;
        if kind == 0 {
            return Ok(entries);
        }
        let length = bytes.u32()?;
        let key = bytes.take_long(length)?;
        let length = bytes.u32()?;
        let value = bytes.take_long(length)?;
        let least = match kind {
            0x04 | 0x0c => 4,
            0x05 | 0x0d => 8,
            _ => 0,
        };
        if value.len() < least {
            return Err(ImportError::Damaged);
        }
        entries.push((key, value));
    }
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ImportError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(ImportError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn take_long(&mut self, length: u32) -> Result<&'a [u8], ImportError> {
        self.take(usize::try_from(length).map_err(|_| ImportError::Damaged)?)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ImportError> {
        let taken = self.take(N)?;
        <[u8; N]>::try_from(taken).map_err(|_| ImportError::Damaged)
    }

    fn u32(&mut self) -> Result<u32, ImportError> {
        Ok(u32::from_le_bytes(self.array()?))
    }
}
