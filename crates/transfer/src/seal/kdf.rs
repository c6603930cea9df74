//! From a password to a key. The parameters come from a file that anybody may have written, so each
//! is checked before any work is done (formats.md §11).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::EagerHash;
use hmac::digest::OutputSizeUser;
use zeroize::Zeroizing;

use crate::import::{ImportError, Password, Progress};

/// The most memory that one derivation may take, in bytes.
const MOST_MEMORY: u64 = 1 << 30;
/// The most memory that the lanes of scrypt may take beside its table, in bytes.
const MOST_LANES: u64 = 64 << 20;
/// The most rounds of PBKDF2.
const MOST_ROUNDS: u64 = 10_000_000;
/// The most passes and lanes of Argon2.
const MOST_PASSES: u64 = 64;

/// A key that is wiped when dropped.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// PBKDF2 (RFC 8018 §5.2) with HMAC over `D`.
///
/// # Errors
/// [`ImportError::TooMuchEffort`] above 10⁷ rounds, [`ImportError::Damaged`] for none,
/// [`ImportError::Cancelled`].
pub(crate) fn pbkdf2<D: EagerHash<Core: OutputSizeUser>>(
    password: &Password,
    salt: &[u8],
    rounds: u64,
    progress: &Progress,
) -> Result<Key, ImportError> {
    if rounds > MOST_ROUNDS {
        return Err(ImportError::TooMuchEffort);
    }
    let rounds = u32::try_from(rounds).map_err(|_| ImportError::TooMuchEffort)?;
    if rounds == 0 {
        return Err(ImportError::Damaged);
    }
    let _deriving = progress.deriving()?;
    let mut key = Key::default();
    // EXPOSE: the key is made of it.
    pbkdf2::pbkdf2_hmac::<D>(password.expose().as_bytes(), salt, rounds, &mut *key);
    progress.go_on()?;
    Ok(key)
}

/// scrypt (RFC 7914) with `n` as the cost itself, not its logarithm.
///
/// # Errors
/// [`ImportError::TooMuchEffort`] above N = 2²⁰, 1 GiB for the table (128·N·r) or 64 MiB for the lanes
/// (128·r·p), [`ImportError::Damaged`] when N is no power of two or a parameter is 0,
/// [`ImportError::Cancelled`].
pub(crate) fn scrypt(
    password: &[u8],
    salt: &[u8],
    (n, r, p): (u64, u64, u64),
    progress: &Progress,
) -> Result<Key, ImportError> {
    let block = 128u64.saturating_mul(r);
    if n > 1 << 20
        || block.saturating_mul(n) > MOST_MEMORY
        || block.saturating_mul(p) > MOST_LANES
        || p > MOST_PASSES
    {
        return Err(ImportError::TooMuchEffort);
    }
    if !n.is_power_of_two() {
        return Err(ImportError::Damaged);
    }
    let log_n = u8::try_from(n.trailing_zeros()).map_err(|_| ImportError::Damaged)?;
    let (r, p) = (u32::try_from(r), u32::try_from(p));
    let (Ok(r), Ok(p)) = (r, p) else {
        return Err(ImportError::TooMuchEffort);
    };
    let params = scrypt::Params::new(log_n, r, p).map_err(|_| ImportError::Damaged)?;
    let _deriving = progress.deriving()?;
    let mut key = Key::default();
    scrypt::scrypt(password, salt, &params, &mut *key).map_err(|_| ImportError::Damaged)?;
    progress.go_on()?;
    Ok(key)
}

/// The cost of Argon2id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Argon2Cost {
    /// Memory, in KiB.
    pub(crate) memory: u64,
    /// Passes over the memory.
    pub(crate) passes: u64,
    /// Lanes.
    pub(crate) lanes: u64,
}

/// Whether the cost is within the bounds.
///
/// # Errors
/// [`ImportError::TooMuchEffort`] above 1 GiB, 64 passes or 64 lanes.
fn check_argon2(cost: Argon2Cost) -> Result<(), ImportError> {
    let memory = cost.memory.saturating_mul(1024);
    if memory > MOST_MEMORY || cost.passes > MOST_PASSES || cost.lanes > MOST_PASSES {
        return Err(ImportError::TooMuchEffort);
    }
    Ok(())
}

/// Argon2id version 1.3 (RFC 9106).
///
/// # Errors
/// [`ImportError::TooMuchEffort`] above 1 GiB, 64 passes or 64 lanes, [`ImportError::Damaged`] for
/// parameters that Argon2 does not have, [`ImportError::Cancelled`].
pub(crate) fn argon2id(
    password: &Password,
    salt: &[u8],
    cost: Argon2Cost,
    progress: &Progress,
) -> Result<Key, ImportError> {
    let mut key = Key::default();
    // EXPOSE: the key is made of it.
    let password = password.expose().as_bytes();
    argon2(
        argon2::Algorithm::Argon2id,
        (password, salt),
        cost,
        &mut *key,
        progress,
    )?;
    Ok(key)
}

/// Whether a text has this Argon2 hash, written as `$argon2id$v=19$m=1024,t=1,p=1$SALT$HASH`.
/// `None` when the hash cannot be read.
///
/// # Errors
/// As [`argon2id`].
pub(crate) fn has_argon2_hash(
    text: &[u8],
    hash: &str,
    progress: &Progress,
) -> Result<Option<bool>, ImportError> {
    let mut parts = hash.split('$').skip(1);
    let algorithm = match parts.next() {
        Some("argon2d") => argon2::Algorithm::Argon2d,
        Some("argon2i") => argon2::Algorithm::Argon2i,
        Some("argon2id") => argon2::Algorithm::Argon2id,
        Some(_) | None => return Ok(None),
    };
    let version = parts.next();
    let costs = parts.next().unwrap_or_default();
    let cost = |name: &str| {
        let mut costs = costs.split(',').filter_map(|cost| cost.split_once('='));
        let (_, number) = costs.find(|(known, _)| *known == name)?;
        number.parse::<u64>().ok()
    };
    let mut bytes = || STANDARD_NO_PAD.decode(parts.next()?).ok();
    let (Some(salt), Some(expected)) = (bytes(), bytes()) else {
        return Ok(None);
    };
    let (Some(memory), Some(passes), Some(lanes)) = (cost("m"), cost("t"), cost("p")) else {
        return Ok(None);
    };
    if version != Some("v=19") || !(4..=64).contains(&expected.len()) {
        return Ok(None);
    }
    let cost = Argon2Cost {
        memory,
        passes,
        lanes,
    };
    let mut found = Zeroizing::new(vec![0; expected.len()]);
    argon2(algorithm, (text, &salt), cost, &mut found, progress)?;
    Ok(Some(*found == expected))
}

fn argon2(
    algorithm: argon2::Algorithm,
    (password, salt): (&[u8], &[u8]),
    cost: Argon2Cost,
    key: &mut [u8],
    progress: &Progress,
) -> Result<(), ImportError> {
    check_argon2(cost)?;
    let Argon2Cost {
        memory,
        passes,
        lanes,
    } = cost;
    let number = |value: u64| u32::try_from(value).map_err(|_| ImportError::TooMuchEffort);
    let (memory, passes, lanes) = (number(memory)?, number(passes)?, number(lanes)?);
    let params = argon2::Params::new(memory, passes, lanes, Some(key.len()))
        .map_err(|_| ImportError::Damaged)?;
    let argon2 = argon2::Argon2::new(algorithm, argon2::Version::V0x13, params);
    let _deriving = progress.deriving()?;
    argon2
        .hash_password_into(password, salt, key)
        .map_err(|_| ImportError::Damaged)?;
    progress.go_on()
}

/// Whether an Argon2 that another crate computes is within the bounds. KeePassXC measures how many
/// passes take a second: with little memory there are many, so the work is what counts.
///
/// # Errors
/// [`ImportError::TooMuchEffort`] above 1 GiB, 64 lanes, or the work of 64 passes over 1 GiB.
pub(crate) fn check_argon2_work(cost: Argon2Cost) -> Result<(), ImportError> {
    let memory = cost.memory.saturating_mul(1024);
    let work = memory.saturating_mul(cost.passes);
    let is_too_much =
        memory > MOST_MEMORY || cost.lanes > MOST_PASSES || work > MOST_MEMORY * MOST_PASSES;
    match is_too_much {
        true => Err(ImportError::TooMuchEffort),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password() -> Password {
        Password::new("x".to_owned())
    }

    #[test]
    fn asks_for_no_more_than_the_bounds() {
        let progress = Progress::default();
        let costly = Some(ImportError::TooMuchEffort);
        for cost in [
            (1 << 30, 8, 1),
            (1 << 20, 16, 1),
            (2, 1 << 40, 1),
            (2, 1, 65),
            // A small table, and 32 GiB of lanes.
            (2, 1 << 22, 64),
        ] {
            assert_eq!(
                scrypt(b"x", b"s", cost, &progress).err(),
                costly,
                "{cost:?}"
            );
        }
        for (memory, passes, lanes) in
            [(64 << 20, 1, 1), (64, 65, 1), (64, 1, 65), (u64::MAX, 1, 1)]
        {
            let cost = Argon2Cost {
                memory,
                passes,
                lanes,
            };
            let found = argon2id(&password(), b"saltsalt", cost, &progress).err();
            assert_eq!(found, costly, "{cost:?}");
        }
        for rounds in [10_000_001, u64::MAX] {
            let found = pbkdf2::<sha2::Sha256>(&password(), b"s", rounds, &progress).err();
            assert_eq!(found, costly, "{rounds}");
        }
    }

    #[test]
    fn parameters_that_do_not_exist_are_damage() {
        let progress = Progress::default();
        let damaged = Some(ImportError::Damaged);
        for cost in [(0, 8, 1), (3, 8, 1), (4, 0, 1), (4, 8, 0)] {
            assert_eq!(
                scrypt(b"x", b"s", cost, &progress).err(),
                damaged,
                "{cost:?}"
            );
        }
        let none = Argon2Cost {
            memory: 0,
            passes: 0,
            lanes: 0,
        };
        assert_eq!(
            argon2id(&password(), b"saltsalt", none, &progress).err(),
            damaged
        );
        let found = pbkdf2::<sha1::Sha1>(&password(), b"s", 0, &progress).err();
        assert_eq!(found, damaged);
    }

    #[test]
    fn stops_when_cancelled() {
        let progress = Progress::default();
        progress.cancel();
        let found = pbkdf2::<sha1::Sha1>(&password(), b"s", 1, &progress).err();
        assert_eq!(found, Some(ImportError::Cancelled));
    }
}
