//! The ways to an open vault: by itself, by the app password, by the recovery sheet, or a new one.

use vault::{Passphrase, RecoveryKey, Start, Vault, VaultError};

use crate::{
    app::{Core, Slot, clocks, lock, now, steady},
    recovery::DraftSheet,
    wire::{Anyway, AppError, ListAccounts, NewWithPassword, StartState, StartView, Way},
};

impl Core {
    /// Opens the vault if that was not tried yet, and says what to show.
    pub fn start(&self) -> StartView {
        let mut slot = lock(&self.vault);
        if matches!(*slot, Slot::Unopened) {
            *slot = self.open();
        }
        self.start_view(&slot)
    }

    /// As [`Core::start`], with the accounts that a window shows first.
    pub fn start_window(&self) -> StartView {
        let view = self.start();
        // Why they cannot be told the page hears when it asks for them.
        let accounts = match view.state {
            StartState::Ready => self.accounts(&ListAccounts::first()).ok(),
            _ => None,
        };
        StartView { accounts, ..view }
    }

    /// Tries again unless the vault is open.
    pub fn retry_start(&self) -> StartView {
        let mut slot = lock(&self.vault);
        if let Slot::Blocked { ways, .. } = &*slot
            && ways.contains(&Way::Unlock)
        {
            // The system asks for the password of the keyring; whether it was given shows below.
            let _ = self.keyring.unlock();
        }
        if !matches!(*slot, Slot::Ready(_)) {
            *slot = self.open();
        }
        self.start_view(&slot)
    }

    /// Goes on although something is missing, because the person decided so: a new vault beside the
    /// key of a lost one, or a vault older than the one last seen. Nothing is overwritten.
    ///
    /// # Errors
    /// Why it did not work.
    pub fn start_anyway(&self, anyway: Anyway) -> Result<StartView, AppError> {
        let mut slot = lock(&self.vault);
        let Slot::Blocked { error, ways } = &*slot else {
            return Ok(self.start_view(&slot));
        };
        let dir = self.data_dir()?;
        *slot = match anyway {
            Anyway::NewVault if ways.contains(&Way::NewVault) => {
                let now = now().seconds();
                let vault = Vault::create_beside_old_key(&dir, &self.keyring, now)?;
                Slot::Ready(Box::new(vault))
            }
            Anyway::OpenOlder if ways.contains(&Way::OpenOlder) => {
                vault::accept_older_vault(&dir)?;
                self.open()
            }
            Anyway::NewVault | Anyway::OpenOlder => return Err(error.clone()),
        };
        Ok(self.start_view(&slot))
    }

    /// Opens the vault with the app password.
    ///
    /// # Errors
    /// `wrong_password`, `too_many_tries` with the seconds to wait, or why it stays shut.
    pub fn unlock_with_password(&self, password: &str) -> Result<StartView, AppError> {
        let password = Passphrase::new(password);
        self.guess(|| {
            self.unlock(|| {
                let dir = self.data_dir()?;
                let now = now().seconds();
                Ok(vault::unlock_with_password(
                    &dir,
                    &self.keyring,
                    &password,
                    now,
                )?)
            })
        })
    }

    /// Opens the vault with one of the keys, which were read from a recovery sheet.
    ///
    /// # Errors
    /// `sheet_wrong`, or why it stays shut.
    pub fn unlock_with_keys(&self, keys: &[RecoveryKey]) -> Result<StartView, AppError> {
        self.unlock(|| {
            let dir = self.data_dir()?;
            Ok(first_that_fits(keys, |key| {
                vault::unlock_with_sheet(&dir, &self.keyring, key, now().seconds())
            })?)
        })
    }

    /// Makes the first vault under an app password, where nothing here keeps a key: with the new
    /// recovery sheet if it was checked, otherwise only for a person who has understood that.
    ///
    /// # Errors
    /// `sheet_first`, what is wrong with the password, or why the vault could not be made.
    pub fn new_with_password(&self, req: &NewWithPassword) -> Result<StartView, AppError> {
        let password = Passphrase::new(&req.password);
        let view = self.open_new(|| {
            let sheet = lock(&self.sheet);
            let checked = sheet.as_ref().filter(|draft| draft.is_checked());
            if checked.is_none() && !req.understood {
                return Err(VaultError::SheetFirst.into());
            }
            let key = checked.map(DraftSheet::key);
            let dir = self.data_dir()?;
            Ok(Vault::create_with_password(
                &dir,
                &password,
                key,
                now().seconds(),
            )?)
        })?;
        lock(&self.sheet).take_if(|draft| draft.is_checked());
        Ok(view)
    }

    /// Puts the vault that `open` gives in its place, unless one is open already.
    ///
    /// # Errors
    /// What `open` says; everything is then as before.
    pub(crate) fn unlock(
        &self,
        open: impl FnOnce() -> Result<Vault, AppError>,
    ) -> Result<StartView, AppError> {
        let mut slot = lock(&self.vault);
        if !matches!(*slot, Slot::Ready(_)) {
            *slot = self.ready(open()?);
            self.note_activity();
            // What was saved before the lock and not backed up any more.
            self.saved.notify_one();
        }
        Ok(self.start_view(&slot))
    }

    /// As [`Core::unlock`], for a vault that takes its place on the disk too: not while one is locked.
    ///
    /// # Errors
    /// `locked`, or what `open` says.
    pub(crate) fn open_new(
        &self,
        open: impl FnOnce() -> Result<Vault, AppError>,
    ) -> Result<StartView, AppError> {
        let is_locked = matches!(*lock(&self.vault), Slot::Locked { .. });
        if is_locked {
            return Err(AppError::new("locked"));
        }
        self.unlock(open)
    }

    /// One try at the app password: after several wrong ones it takes a wait.
    ///
    /// # Errors
    /// `too_many_tries` with the seconds to wait, or what `attempt` says.
    pub(crate) fn guess<T>(
        &self,
        attempt: impl FnOnce() -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        // Held during the try: guesses at the same time would all be the first one.
        let mut tries = lock(&self.tries);
        if let Some(wait) = tries.wait(steady()) {
            let seconds = wait.as_millis().div_ceil(1000);
            return Err(AppError::with("too_many_tries", Some(seconds.to_string())));
        }
        let result = attempt();
        match &result {
            Ok(_) => tries.right(),
            Err(error) if error.code == VaultError::WrongPassword.code() => tries.wrong(steady()),
            Err(_) => {}
        }
        result
    }

    pub(crate) fn open(&self) -> Slot {
        let blocked = |error| Slot::Blocked {
            error,
            ways: vec![Way::Retry],
        };
        let dir = match self.data_dir() {
            Ok(dir) => dir,
            Err(error) => return blocked(error),
        };
        match vault::start(&dir, &self.keyring, now().seconds()) {
            Start::Welcome => Slot::Welcome,
            Start::Ready(vault) => {
                *lock(&self.idle) = session::Idle::touched(clocks());
                self.ready(vault)
            }
            Start::Locked => Slot::Locked {
                by_password: true,
                why: None,
            },
            Start::Blocked(reason) => Slot::Blocked {
                error: reason.reason.into(),
                ways: reason.ways.into_iter().map(Way::from).collect(),
            },
        }
    }

    /// An open vault, with what could not be saved before it was shut by itself.
    fn ready(&self, mut vault: Vault) -> Slot {
        if let Some(unsaved) = lock(&self.unsaved).take() {
            // Why it still cannot be saved is told with the accounts.
            let _ = vault.take_over(unsaved, now().seconds());
        }
        Slot::Ready(Box::new(vault))
    }

    /// Opens the vault as a start does, after another program has changed its key: by the key that is in
    /// the keyring now, or else, behind a new app password, the vault is shut and the window put away.
    /// What is not saved goes along. False: neither is possible now, and the open vault stays.
    pub(crate) fn open_anew(&self, slot: &mut Slot) -> bool {
        let Slot::Ready(vault) = &*slot else {
            return false;
        };
        *lock(&self.unsaved) = vault.unsaved_changes();
        match self.open() {
            Slot::Ready(vault) => *slot = Slot::Ready(vault),
            Slot::Locked { by_password, .. } => {
                self.shut(slot, by_password, Some(AppError::new("locked_elsewhere")));
                self.shut.notify_one();
            }
            Slot::Unopened | Slot::Welcome | Slot::Blocked { .. } => {
                *lock(&self.unsaved) = None;
                return false;
            }
        }
        true
    }

    fn start_view(&self, slot: &Slot) -> StartView {
        self.tray.refresh();
        let (state, error, ways) = match slot {
            Slot::Unopened | Slot::Welcome => (StartState::Welcome, None, vec![Way::Backup]),
            Slot::Ready(_) => (StartState::Ready, None, Vec::new()),
            Slot::Locked { by_password, why } => {
                let ways = match by_password {
                    true => vec![Way::Password, Way::Sheet],
                    false => vec![Way::Retry],
                };
                (StartState::Locked, why.clone(), ways)
            }
            Slot::Blocked { error, ways } => {
                (StartState::Blocked, Some(error.clone()), ways.clone())
            }
        };
        StartView {
            state,
            error,
            ways,
            settings: self.settings(),
            given: self.has_given(),
            accounts: None,
        }
    }
}

/// What `with` makes of the first key that it takes.
///
/// # Errors
/// What it says of the last one.
pub(crate) fn first_that_fits<T>(
    keys: &[RecoveryKey],
    mut with: impl FnMut(&RecoveryKey) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    let mut reason = VaultError::SheetWrong;
    for key in keys {
        match with(key) {
            Ok(done) => return Ok(done),
            Err(error) => reason = error,
        }
    }
    Err(reason)
}

impl From<vault::Way> for Way {
    fn from(way: vault::Way) -> Self {
        match way {
            vault::Way::Unlock => Way::Unlock,
            vault::Way::Password => Way::Password,
            vault::Way::Sheet => Way::Sheet,
            vault::Way::Backup => Way::Backup,
            vault::Way::NewVault => Way::NewVault,
            vault::Way::OpenOlder => Way::OpenOlder,
            vault::Way::NewWithPassword => Way::NewWithPassword,
            // A way that this version does not know leads at least nowhere worse.
            vault::Way::Retry | _ => Way::Retry,
        }
    }
}
