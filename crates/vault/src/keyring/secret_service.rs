//! The Secret Service of Linux and the BSDs: GNOME keyring, KWallet, KeePassXC.
//!
//! The store crate reads and writes. It waits without end for an unlock prompt as soon as anything
//! it finds is locked, so we look first, on a connection of our own with a time limit, and call the
//! store only when nothing is locked.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use keyring_core::api::CredentialStoreApi;
use zbus::blocking::{Connection, Proxy, connection};
use zbus::zvariant::{ObjectPath, OwnedObjectPath};
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroizing;

use super::{Item, KeyStore, KeyringError, LABEL, SERVICE};

const BUS_NAME: &str = "org.freedesktop.secrets";
const SERVICE_PATH: &str = "/org/freedesktop/secrets";
const SERVICE_INTERFACE: &str = "org.freedesktop.Secret.Service";
const COLLECTION_INTERFACE: &str = "org.freedesktop.Secret.Collection";
const ITEM_INTERFACE: &str = "org.freedesktop.Secret.Item";
const PROMPT_INTERFACE: &str = "org.freedesktop.Secret.Prompt";

/// How long one question of ours may take; shorter than the deadline of a caller, so that the
/// caller hears the reason.
const ONE_CALL: Duration = Duration::from_millis(2500);
/// How often we look whether the person has answered the prompt.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// The attribute in which an item says whose data folder it belongs to.
const FOLDER: &str = "folder";

/// The store; the connections are opened by the first call.
#[derive(Default)]
pub(super) struct SecretService {
    store: Option<Arc<Store>>,
    bus: Option<Connection>,
    prompt: Option<OwnedObjectPath>,
}

impl SecretService {
    fn store(&mut self) -> Result<Arc<Store>, KeyringError> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let store = Store::new().map_err(of_store)?;
        Ok(self.store.insert(store).clone())
    }

    fn bus(&mut self) -> Result<Connection, KeyringError> {
        if let Some(bus) = &self.bus {
            return Ok(bus.clone());
        }
        let bus = connection::Builder::session()
            .and_then(|builder| builder.method_timeout(ONE_CALL).build())
            .map_err(|_| KeyringError::Unavailable)?;
        Ok(self.bus.insert(bus).clone())
    }

    /// The default collection, or `NoCollection`.
    fn collection(&mut self) -> Result<OwnedObjectPath, KeyringError> {
        let service = service(&self.bus()?)?;
        let path: OwnedObjectPath = service.call("ReadAlias", &("default")).map_err(of_bus)?;
        if path.as_str() == "/" {
            Err(KeyringError::NoCollection)
        } else {
            Ok(path)
        }
    }

    fn is_locked(&mut self, collection: &OwnedObjectPath) -> Result<bool, KeyringError> {
        let bus = self.bus()?;
        // Asked fresh each time: a cached property would need a running signal stream.
        proxy(&bus, collection.as_ref(), "org.freedesktop.DBus.Properties")?
            .call::<_, _, zbus::zvariant::OwnedValue>("Get", &(COLLECTION_INTERFACE, "Locked"))
            .map_err(of_bus)
            .and_then(|value| bool::try_from(value).map_err(|e| of_bus(e.into())))
    }

    /// The items with these attributes; `Locked` when one of them, or the place where it would
    /// be, is locked.
    fn search(
        &mut self,
        attributes: &HashMap<&str, &str>,
    ) -> Result<Vec<OwnedObjectPath>, KeyringError> {
        let service = service(&self.bus()?)?;
        let (open, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            service.call("SearchItems", &(attributes)).map_err(of_bus)?;
        if !locked.is_empty() {
            return Err(KeyringError::Locked);
        }
        if open.is_empty() {
            // "Nothing found" counts only where everything could be seen.
            self.check()?;
        }
        Ok(open)
    }
}

impl KeyStore for SecretService {
    fn check(&mut self) -> Result<(), KeyringError> {
        let collection = self.collection()?;
        if self.is_locked(&collection)? {
            Err(KeyringError::Locked)
        } else {
            Ok(())
        }
    }

    fn read(&mut self, user: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, KeyringError> {
        let attributes = attributes_of(user);
        if self.search(&attributes)?.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.store()?.search(&attributes).map_err(of_store)?;
        found
            .iter()
            .map(|entry| entry.get_secret().map(Zeroizing::new).map_err(of_store))
            .collect()
    }

    fn list(&mut self) -> Result<Vec<Item>, KeyringError> {
        let found = self.search(&HashMap::from([("service", SERVICE)]))?;
        let bus = self.bus()?;
        let mut items = Vec::new();
        for path in found {
            let mut attributes: HashMap<String, String> =
                proxy(&bus, path.as_ref(), "org.freedesktop.DBus.Properties")?
                    .call::<_, _, zbus::zvariant::OwnedValue>(
                        "Get",
                        &(ITEM_INTERFACE, "Attributes"),
                    )
                    .map_err(of_bus)
                    .and_then(|value| {
                        value
                            .try_into()
                            .map_err(|e: zbus::zvariant::Error| of_bus(e.into()))
                    })?;
            if let Some(user) = attributes.remove("username") {
                items.push(Item {
                    user,
                    folder: attributes.remove(FOLDER),
                });
            }
        }
        Ok(items)
    }

    fn write(&mut self, user: &str, secret: &[u8], folder: &str) -> Result<(), KeyringError> {
        self.check()?;
        let entry = self
            .store()?
            .build(SERVICE, user, Some(&HashMap::from([("label", LABEL)])))
            .map_err(of_store)?;
        entry.set_secret(secret).map_err(of_store)?;
        // Without this note the item still works; it then counts for every data folder.
        let _ = entry.update_attributes(&HashMap::from([(FOLDER, folder)]));
        Ok(())
    }

    fn delete(&mut self, user: &str) -> Result<(), KeyringError> {
        let attributes = attributes_of(user);
        if self.search(&attributes)?.is_empty() {
            return Ok(());
        }
        let found = self.store()?.search(&attributes).map_err(of_store)?;
        found
            .iter()
            .try_for_each(|entry| entry.delete_credential().map_err(of_store))
    }

    fn unlock(&mut self, wait: Duration) -> Result<(), KeyringError> {
        let until = Instant::now() + wait;
        let collection = self.collection()?;
        if !self.is_locked(&collection)? {
            return Ok(());
        }
        let bus = self.bus()?;
        if let Some(old) = self.prompt.take() {
            // One question at a time; a prompt that is already answered has no object any more.
            let _: Result<(), _> =
                proxy(&bus, old.as_ref(), PROMPT_INTERFACE)?.call("Dismiss", &());
        }
        let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) = service(&bus)?
            .call("Unlock", &(vec![&collection]))
            .map_err(of_bus)?;
        if prompt.as_str() != "/" {
            // No answer wanted: a prompter that hangs would hold us beyond the deadline.
            proxy(&bus, prompt.as_ref(), PROMPT_INTERFACE)?
                .call_noreply("Prompt", &(""))
                .map_err(of_bus)?;
            self.prompt = Some(prompt);
        }
        while self.is_locked(&collection)? {
            if Instant::now() + LOOK_AGAIN >= until {
                return Err(KeyringError::Locked);
            }
            thread::sleep(LOOK_AGAIN);
        }
        self.prompt = None;
        Ok(())
    }

    fn reopen(&mut self) {
        *self = Self::default();
    }
}

fn attributes_of(user: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", user)])
}

fn service(bus: &Connection) -> Result<Proxy<'static>, KeyringError> {
    proxy(
        bus,
        ObjectPath::from_static_str_unchecked(SERVICE_PATH),
        SERVICE_INTERFACE,
    )
}

fn proxy(
    bus: &Connection,
    path: ObjectPath<'_>,
    interface: &'static str,
) -> Result<Proxy<'static>, KeyringError> {
    zbus::blocking::proxy::Builder::new(bus)
        .destination(BUS_NAME)
        .and_then(|builder| builder.path(path.into_owned()))
        .and_then(|builder| builder.interface(interface))
        .and_then(|builder| {
            builder
                .cache_properties(zbus::proxy::CacheProperties::No)
                .build()
        })
        .map_err(of_bus)
}

/// Names what the bus says. The texts of the bus hold no secrets: those travel in values only.
#[allow(clippy::needless_pass_by_value)] // the shape that `map_err` wants
fn of_bus(error: zbus::Error) -> KeyringError {
    match &error {
        zbus::Error::MethodError(name, _, _) => match name.as_str() {
            "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner"
            | "org.freedesktop.DBus.Error.Spawn.ServiceNotFound"
            | "org.freedesktop.DBus.Error.Spawn.ChildExited"
            | "org.freedesktop.DBus.Error.Disconnected" => KeyringError::Unavailable,
            "org.freedesktop.Secret.Error.IsLocked" => KeyringError::Locked,
            "org.freedesktop.DBus.Error.NoReply"
            | "org.freedesktop.DBus.Error.Timeout"
            | "org.freedesktop.DBus.Error.TimedOut" => KeyringError::Silent,
            other => KeyringError::Failed(other.to_owned()),
        },
        zbus::Error::InputOutput(io) if io.kind() == std::io::ErrorKind::TimedOut => {
            KeyringError::Silent
        }
        zbus::Error::InputOutput(_) => KeyringError::Unavailable,
        zbus::Error::FDO(inner) => KeyringError::Failed(inner.to_string()),
        other => KeyringError::Failed(other.to_string()),
    }
}

fn of_store(error: keyring_core::Error) -> KeyringError {
    use keyring_core::Error;
    match error {
        Error::NoStorageAccess(_) => KeyringError::Locked,
        Error::PlatformFailure(inner) => KeyringError::Failed(inner.to_string()),
        // Never the Debug form: `BadEncoding` would print the secret.
        other => KeyringError::Failed(other.to_string()),
    }
}
