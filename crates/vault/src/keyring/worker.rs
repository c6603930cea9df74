//! The thread that owns the keyring store, and the handle that talks to it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::{Item, KeyStore, KeyringError, SystemStore, is_one_short_ascii_line};

/// How long a caller waits for the keyring unless told otherwise.
pub const DEADLINE: Duration = Duration::from_secs(3);

/// A handle to the keyring thread. Cheap to clone; all clones share the one store.
///
/// A call never takes longer than the deadline. A call that did not answer in time stays with the
/// thread, later calls wait behind it within their own deadline, and the exit of the process waits
/// for none of them.
#[derive(Clone)]
pub struct Keyring {
    requests: Sender<Request>,
    deadline: Duration,
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring")
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl Keyring {
    /// The keyring of this system. Nothing is opened before the first call.
    #[must_use]
    pub fn system() -> Self {
        Self::with_store(Box::new(SystemStore::default()))
    }

    /// A keyring over a given store; for tests and for stores of other kinds.
    #[must_use]
    pub fn with_store(store: Box<dyn KeyStore>) -> Self {
        let (requests, incoming) = channel();
        // A thread that cannot be started drops the receiver: every call then says `Failed`.
        let started = thread::Builder::new()
            .name("keyring".into())
            .spawn(move || serve(store, &incoming));
        drop(started);
        Self {
            requests,
            deadline: DEADLINE,
        }
    }

    /// The same keyring with another deadline for calls through this handle.
    #[must_use]
    pub fn with_deadline(&self, deadline: Duration) -> Self {
        Self {
            requests: self.requests.clone(),
            deadline,
        }
    }

    /// Checks that items can be read and written now, without reading any.
    ///
    /// # Errors
    /// What is in the way.
    pub fn check(&self) -> Result<(), KeyringError> {
        self.ask(|store| store.check())
    }

    /// The secrets of all items with this user name; none when there is no item.
    ///
    /// # Errors
    /// Whatever keeps the keyring from knowing; a locked keyring is an error, not "none".
    pub fn read(&self, user: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, KeyringError> {
        let user = user.to_owned();
        self.ask(move |store| store.read(&user))
    }

    /// All items of our service, without their secrets.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn list(&self) -> Result<Vec<Item>, KeyringError> {
        self.ask(|store| store.list())
    }

    /// Writes a new item, reads it back and compares. An item that came out different, or that was
    /// written after the caller had given up, is removed again.
    ///
    /// # Errors
    /// [`KeyringError::ChangedBytes`] when the keyring alters what it stores;
    /// [`KeyringError::Failed`] for an item that exists already or a secret that is not one short
    /// line of ASCII; otherwise as for [`read`](Self::read).
    pub fn write_new(&self, user: &str, secret: &[u8], folder: &str) -> Result<(), KeyringError> {
        // The one place that writes to a keyring, and so the one place for this check.
        if !is_one_short_ascii_line(secret) {
            return Err(KeyringError::Failed("not one short line of ASCII".into()));
        }
        let (user, folder) = (user.to_owned(), folder.to_owned());
        let secret = Zeroizing::new(secret.to_vec());
        let undo = user.clone();
        self.ask_or_undo(
            move |store| {
                if !store.read(&user)?.is_empty() {
                    return Err(KeyringError::Failed("an item of this name exists".into()));
                }
                store.write(&user, &secret, &folder)?;
                let read = store.read(&user);
                if let Ok([one]) = read.as_deref()
                    && **one == *secret
                {
                    return Ok(());
                }
                // Best effort: what we wrote a moment ago is of no use to anybody.
                let _ = store.delete(&user);
                Err(read.err().unwrap_or(KeyringError::ChangedBytes))
            },
            move |store| {
                let _ = store.delete(&undo);
            },
        )
    }

    /// Removes an item; done as well when there is none.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn delete(&self, user: &str) -> Result<(), KeyringError> {
        let user = user.to_owned();
        self.ask(move |store| store.delete(&user))
    }

    /// Asks the desktop to unlock the keyring, which may show the prompt of the desktop. The prompt
    /// may outlive the deadline: ask again, or call [`check`](Self::check), once it was answered.
    ///
    /// # Errors
    /// [`KeyringError::Locked`] when the keyring is still locked at the deadline.
    pub fn unlock(&self) -> Result<(), KeyringError> {
        let wait = self.deadline.mul_f32(0.9);
        self.ask(move |store| store.unlock(wait))
    }

    fn ask<T: Send + 'static>(
        &self,
        call: impl FnMut(&mut dyn KeyStore) -> Result<T, KeyringError> + Send + 'static,
    ) -> Result<T, KeyringError> {
        self.ask_or_undo(call, |_| ())
    }

    /// Lets the thread run `call`; `undo` runs instead of an answer when nobody waits any more.
    fn ask_or_undo<T: Send + 'static>(
        &self,
        mut call: impl FnMut(&mut dyn KeyStore) -> Result<T, KeyringError> + Send + 'static,
        undo: impl FnOnce(&mut dyn KeyStore) + Send + 'static,
    ) -> Result<T, KeyringError> {
        let (reply, answer): (SyncSender<Result<T, KeyringError>>, _) = sync_channel(1);
        let expires = Instant::now() + self.deadline;
        let (taken, take) = sync_channel::<()>(0);
        let request: Request = Box::new(move |store| {
            if Instant::now() >= expires {
                return;
            }
            let result = call_once_more_if_stale(store, &mut call);
            let done = result.is_ok();
            // The caller takes the answer by a rendezvous: an answer put into a channel that is
            // given up at the same moment would count as taken.
            let left = reply.send(result).is_err() || take.recv().is_err();
            if left && done {
                undo(store);
            }
        });
        if self.requests.send(request).is_err() {
            return Err(KeyringError::Failed("the keyring thread has ended".into()));
        }
        match answer.recv_timeout(self.deadline) {
            Ok(result) => {
                let _ = taken.send(());
                result
            }
            Err(RecvTimeoutError::Timeout) => Err(KeyringError::Silent),
            Err(RecvTimeoutError::Disconnected) => {
                Err(KeyringError::Failed("the keyring call was dropped".into()))
            }
        }
    }
}

type Request = Box<dyn FnOnce(&mut dyn KeyStore) + Send>;

fn serve(mut store: Box<dyn KeyStore>, incoming: &Receiver<Request>) {
    while let Ok(request) = incoming.recv() {
        // A panic in a store must not take the keyring away for the life of the process.
        if catch_unwind(AssertUnwindSafe(|| request(&mut *store))).is_err() {
            store.reopen();
        }
    }
}

fn call_once_more_if_stale<T>(
    store: &mut dyn KeyStore,
    call: &mut impl FnMut(&mut dyn KeyStore) -> Result<T, KeyringError>,
) -> Result<T, KeyringError> {
    match call(store) {
        Err(error) if error.may_be_stale() => {
            store.reopen();
            call(store)
        }
        other => other,
    }
}
