//! The hash under HMAC, and the names that apps give it.

use std::fmt;
use std::str::FromStr;

use crate::clean::excerpt;

/// Hash function of a TOTP or HOTP token.
///
/// RFC 4226 knows SHA-1, RFC 6238 adds SHA-256 and SHA-512. The others occur in exports: SHA-224,
/// SHA-384 and MD5 in 2FAS, Streebog (GOST R 34.11-2012, RFC 6986) in Russian services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// The default where nothing is said.
    #[default]
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// MD5. Its 16 bytes are too few for RFC 4226 truncation: what lies past the end counts as 0.
    Md5,
    /// GOST R 34.11-2012 with 256 bits.
    Streebog256,
    /// GOST R 34.11-2012 with 512 bits.
    Streebog512,
}

impl Algorithm {
    /// All of them, in the order in which a person may choose.
    pub const ALL: [Algorithm; 8] = [
        Algorithm::Sha1,
        Algorithm::Sha256,
        Algorithm::Sha512,
        Algorithm::Sha224,
        Algorithm::Sha384,
        Algorithm::Md5,
        Algorithm::Streebog256,
        Algorithm::Streebog512,
    ];

    /// The name as we write it in URIs and JSON, e.g. `SHA1`, `GOST3411_2012_256`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha1 => "SHA1",
            Algorithm::Sha224 => "SHA224",
            Algorithm::Sha256 => "SHA256",
            Algorithm::Sha384 => "SHA384",
            Algorithm::Sha512 => "SHA512",
            Algorithm::Md5 => "MD5",
            Algorithm::Streebog256 => "GOST3411_2012_256",
            Algorithm::Streebog512 => "GOST3411_2012_512",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A hash name that nothing here computes; holds the name, shortened.
///
/// There is no fallback to SHA-1: the codes would look right and be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown algorithm {0:?}")]
pub struct UnknownAlgorithm(pub String);

/// Longest spelling that can still be a known name, after the separators are gone.
const LONGEST: usize = 24;

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    /// Case, `-`, `_`, blanks and the prefixes `HMAC` and `Algorithm.` do not matter.
    fn from_str(text: &str) -> Result<Self, UnknownAlgorithm> {
        let unknown = || UnknownAlgorithm(excerpt(text));
        let mut plain = [0_u8; LONGEST];
        let mut len = 0;
        for c in text
            .chars()
            .filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace())
        {
            let slot = plain.get_mut(len).ok_or_else(unknown)?;
            *slot = u8::try_from(c).map_err(|_| unknown())?.to_ascii_uppercase();
            len += 1;
        }
        let mut plain = &plain[..len];
        for prefix in [&b"ALGORITHM."[..], b"HMAC"] {
            plain = plain.strip_prefix(prefix).unwrap_or(plain);
        }
        Ok(match plain {
            b"SHA1" => Algorithm::Sha1,
            b"SHA224" => Algorithm::Sha224,
            b"SHA256" => Algorithm::Sha256,
            b"SHA384" => Algorithm::Sha384,
            b"SHA512" => Algorithm::Sha512,
            b"MD5" => Algorithm::Md5,
            b"GOST34112012256" | b"STREEBOG256" => Algorithm::Streebog256,
            b"GOST34112012512" | b"STREEBOG512" => Algorithm::Streebog512,
            _ => return Err(unknown()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_spelling_seen_in_exports() {
        for (text, expected) in [
            ("SHA1", Algorithm::Sha1),
            ("sha1", Algorithm::Sha1),
            ("SHA-1", Algorithm::Sha1),
            ("HmacSHA1", Algorithm::Sha1),
            ("HMAC-SHA-256", Algorithm::Sha256),
            ("Algorithm.sha256", Algorithm::Sha256),
            ("hmac_sha_512", Algorithm::Sha512),
            (" sha 224 ", Algorithm::Sha224),
            ("SHA384", Algorithm::Sha384),
            ("md5", Algorithm::Md5),
            ("HmacMD5", Algorithm::Md5),
            ("GOST3411_2012_256", Algorithm::Streebog256),
            ("gost3411-2012-512", Algorithm::Streebog512),
            ("Streebog-512", Algorithm::Streebog512),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn every_name_reads_back() {
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.name().parse(), Ok(algorithm));
        }
    }

    #[test]
    fn refuses_others_by_name() {
        for text in ["SHA3", "SHA", "1", "", "SHA1024", "ША1", "SHA2566"] {
            assert_eq!(
                text.parse::<Algorithm>(),
                Err(UnknownAlgorithm(text.to_owned()))
            );
        }
        let long = "S".repeat(500);
        let UnknownAlgorithm(shown) = long.parse::<Algorithm>().unwrap_err();
        assert!(
            shown.chars().count() <= 41,
            "a long name is shortened for the message"
        );
    }
}
