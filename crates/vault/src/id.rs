//! Ids of vaults and of new accounts.

use uuid::Uuid;

/// A new random id: UUID version 4, lower case with hyphens.
pub(crate) fn new_uuid() -> String {
    Uuid::new_v4().hyphenated().to_string()
}

/// A vault id out of the file `vault.id`, none if the file holds something else.
pub(crate) fn vault_id_of(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    Uuid::try_parse(text)
        .ok()
        .map(|id| id.hyphenated().to_string())
}
