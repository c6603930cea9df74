//! Which keys open which files, asked of the `age` crate and not of the vault.

use std::io::{Read, Write};
use std::path::Path;
use std::str::FromStr;

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use serde_json::Value;

use crate::fixtures::Desk;

/// What is inside `sealed` for this age identity; none if it does not open.
pub(crate) fn opened(sealed: &[u8], identity: &str) -> Option<Vec<u8>> {
    decrypt(sealed, &x25519::Identity::from_str(identity).unwrap())
}

/// The content of a vault file for this age identity.
pub(crate) fn body(sealed: &[u8], identity: &str) -> Option<Value> {
    Some(serde_json::from_slice(&opened(sealed, identity)?).unwrap())
}

/// The identity in a key file for this password.
pub(crate) fn identity_under(sealed: &[u8], password: &str) -> Option<String> {
    let mut identity = scrypt::Identity::new(SecretString::from(password.to_owned()));
    identity.set_max_work_factor(18);
    let text = String::from_utf8(decrypt(sealed, &identity)?).unwrap();
    Some(text.trim().to_owned())
}

/// A file with this content for these age identities.
pub(crate) fn sealed(plain: &[u8], identities: &[&str]) -> Vec<u8> {
    let keys: Vec<x25519::Recipient> = identities
        .iter()
        .map(|it| x25519::Identity::from_str(it).unwrap().to_public())
        .collect();
    let keys = keys.iter().map(|key| -> &dyn Recipient { key });
    let mut sealed = Vec::new();
    let mut writer = Encryptor::with_recipients(keys)
        .unwrap()
        .wrap_output(&mut sealed)
        .unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap();
    sealed
}

/// Whether this text is an age identity.
pub(crate) fn is_identity(text: &str) -> bool {
    x25519::Identity::from_str(text).is_ok()
}

/// `age1…` of an identity.
pub(crate) fn public(identity: &str) -> String {
    let identity = x25519::Identity::from_str(identity).unwrap();
    identity.to_public().to_string()
}

fn decrypt(sealed: &[u8], identity: &dyn Identity) -> Option<Vec<u8>> {
    let decryptor = Decryptor::new_buffered(sealed).ok()?;
    let mut reader = decryptor.decrypt(std::iter::once(identity)).ok()?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).ok()?;
    Some(plain)
}

/// The vault, the previous file and the snapshots: names and bytes.
pub(crate) fn vault_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut names = vec!["vault.age".to_owned(), "vault.previous.age".to_owned()];
    if let Ok(found) = std::fs::read_dir(folder.join("snapshots")) {
        let found = found.map(|it| it.unwrap().file_name().into_string().unwrap());
        let whole = found.filter(|name| name.ends_with(".age"));
        names.extend(whole.map(|name| format!("snapshots/{name}")));
    }
    names
        .into_iter()
        .filter_map(|name| Some((name.clone(), std::fs::read(folder.join(name)).ok()?)))
        .collect()
}

/// Whom a vault file with this content is for, `age1…`, sorted.
pub(crate) fn recipients_in(body: &Value) -> Vec<String> {
    let mut keys: Vec<_> = body["recipients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["key"].as_str().unwrap().to_owned())
        .collect();
    keys.sort();
    keys
}

impl Desk {
    /// The device key in the keyring.
    pub(crate) fn keyring_key(&self) -> String {
        let secret = self.keyring.read(&self.user()).unwrap().remove(0);
        String::from_utf8(secret.to_vec()).unwrap()
    }

    /// The names of the vault, the previous file and the snapshots, as far as this key opens them.
    pub(crate) fn opened_by(&self, identity: &str) -> Vec<String> {
        vault_files(self.dir.path())
            .into_iter()
            .filter(|(_, sealed)| opened(sealed, identity).is_some())
            .map(|(name, _)| name)
            .collect()
    }

    /// All that [`opened_by`](Self::opened_by) could name.
    pub(crate) fn all_files(&self) -> Vec<String> {
        let files = vault_files(self.dir.path());
        assert!(files.len() >= 4, "a vault, a previous file and snapshots");
        files.into_iter().map(|(name, _)| name).collect()
    }
}
