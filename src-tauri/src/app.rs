//! The state behind the commands: where the vault is, whether it is open, what waits for a yes.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use session::Moment;
use vault::{DataDir, Keyring, Settings, Start, Vault};
use words::Language;

use crate::{
    accounts::Pressed,
    clipboard::Holder,
    enrol::Draft,
    wire::{AppError, StartState, StartView},
};

/// What tauri hands to every command.
#[derive(Clone)]
pub struct App(Arc<Core>);

/// Shared by the commands, each of which runs on a thread that may block.
pub struct Core {
    folder: Option<PathBuf>,
    keyring: Keyring,
    vault: Mutex<Slot>,
    pub(crate) settings: Mutex<Settings>,
    pub(crate) writing_settings: Mutex<()>,
    pub(crate) draft: Mutex<Option<Draft>>,
    pub(crate) pressed: Mutex<Pressed>,
    pub(crate) clipboard: Mutex<Holder>,
    page_ready: AtomicBool,
}

/// Whether there is an open vault, and why not.
enum Slot {
    /// Nobody asked yet.
    Unopened,
    /// There is none; the first account makes it.
    Welcome,
    /// At work.
    Ready(Box<Vault>),
    /// There is one, and it cannot be opened now.
    Blocked(AppError),
}

impl App {
    /// Prepares the state; neither vault nor keyring is touched before [`Core::start`]. `folder` is
    /// where the vault lies; `None` when the system names no place for it.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self::with_keyring(folder, Keyring::system())
    }

    /// As [`App::new`], over another keyring.
    fn with_keyring(folder: Option<PathBuf>, keyring: Keyring) -> Self {
        let dir = folder
            .as_ref()
            .and_then(|folder| DataDir::open(folder).ok());
        let settings = dir.as_ref().map(Settings::load).unwrap_or_default();
        Self(Arc::new(Core {
            folder,
            keyring,
            vault: Mutex::new(Slot::Unopened),
            settings: Mutex::new(settings),
            writing_settings: Mutex::default(),
            draft: Mutex::default(),
            pressed: Mutex::default(),
            clipboard: Mutex::default(),
            page_ready: AtomicBool::new(false),
        }))
    }

    /// Runs what may block (disk, keyring, decoding) off the window's thread.
    ///
    /// # Errors
    /// What `work` says, or `internal` if it panicked.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Core) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let core = Arc::clone(&self.0);
        tauri::async_runtime::spawn_blocking(move || work(&core))
            .await
            .unwrap_or_else(|_| Err(AppError::new("internal")))
    }

    /// The state, for work that does not block.
    pub fn core(&self) -> &Core {
        &self.0
    }

    /// A text of the catalogue in the person's language.
    pub fn words(&self, id: &str) -> String {
        words::text(self.0.language(), id, &[])
    }

    /// Whether the page has painted.
    pub fn page_is_ready(&self) -> bool {
        self.0.page_ready.load(Ordering::Relaxed)
    }

    /// Notes that the page has painted; true the first time.
    pub fn note_page_ready(&self) -> bool {
        !self.0.page_ready.swap(true, Ordering::Relaxed)
    }
}

impl Core {
    /// Opens the vault if that was not tried yet, and says what to show.
    pub fn start(&self) -> StartView {
        let mut slot = lock(&self.vault);
        if matches!(*slot, Slot::Unopened) {
            *slot = self.open();
        }
        self.start_view(&slot)
    }

    /// Tries again unless the vault is open.
    pub fn retry_start(&self) -> StartView {
        let mut slot = lock(&self.vault);
        if let Slot::Blocked(error) = &*slot
            && error.code == "keyring_locked"
        {
            // The system asks for the password of the keyring; whether it was given shows below.
            let _ = self.keyring.unlock();
        }
        if !matches!(*slot, Slot::Ready(_)) {
            *slot = self.open();
        }
        self.start_view(&slot)
    }

    /// Whether there is a vault at work.
    pub fn has_vault(&self) -> bool {
        matches!(*lock(&self.vault), Slot::Ready(_))
    }

    /// Goes on although something is missing, because the person decided so: a new vault beside the
    /// key of a lost one, or a vault older than the one last seen. Nothing is overwritten.
    ///
    /// # Errors
    /// When the state is another one, or why it did not work.
    pub fn start_anyway(&self) -> Result<StartView, AppError> {
        let mut slot = lock(&self.vault);
        let reason = match &*slot {
            Slot::Blocked(error) => error.clone(),
            Slot::Unopened | Slot::Welcome | Slot::Ready(_) => return Ok(self.start_view(&slot)),
        };
        let dir = self.data_dir()?;
        *slot = match reason.code.as_str() {
            "key_without_vault" => {
                let now = now().seconds();
                Slot::Ready(Box::new(Vault::create_beside_old_key(
                    &dir,
                    &self.keyring,
                    now,
                )?))
            }
            "vault_older" => {
                vault::accept_older_vault(&dir)?;
                self.open()
            }
            _ => return Err(reason),
        };
        Ok(self.start_view(&slot))
    }

    /// Works on the open vault.
    ///
    /// # Errors
    /// `account_not_found` when there is none, why it stays shut, and what `work` says.
    pub fn with_vault<T>(
        &self,
        work: impl FnOnce(&mut Vault) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        match &mut *lock(&self.vault) {
            Slot::Ready(vault) => work(vault),
            Slot::Blocked(error) => Err(error.clone()),
            Slot::Unopened | Slot::Welcome => Err(AppError::new("account_not_found")),
        }
    }

    /// As [`Core::with_vault`], making the vault first where there is none yet.
    ///
    /// # Errors
    /// Also when the vault or its key cannot be made.
    pub fn with_vault_or_new<T>(
        &self,
        work: impl FnOnce(&mut Vault) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut slot = lock(&self.vault);
        if matches!(*slot, Slot::Unopened | Slot::Welcome) {
            // Another program may have made one since.
            match self.open() {
                Slot::Blocked(error) => return Err(error),
                found => *slot = found,
            }
        }
        if matches!(*slot, Slot::Welcome) {
            let vault = Vault::create(&self.data_dir()?, &self.keyring, now().seconds())?;
            *slot = Slot::Ready(Box::new(vault));
        }
        drop(slot);
        self.with_vault(work)
    }

    /// Folder of the vault, made when it is not there.
    ///
    /// # Errors
    /// When it cannot be made, or is not safe to use.
    pub fn data_dir(&self) -> Result<DataDir, AppError> {
        let folder = self
            .folder
            .as_ref()
            .ok_or_else(|| AppError::new("no_home"))?;
        Ok(DataDir::open(folder)?)
    }

    /// Language of messages.
    pub fn language(&self) -> Language {
        Language::choose(lock(&self.settings).language.map(vault::Language::code))
    }

    fn open(&self) -> Slot {
        let dir = match self.data_dir() {
            Ok(dir) => dir,
            Err(error) => return Slot::Blocked(error),
        };
        match vault::start(&dir, &self.keyring, now().seconds()) {
            Start::Welcome => Slot::Welcome,
            Start::Ready(vault) => Slot::Ready(Box::new(vault)),
            Start::Blocked(blocked) => Slot::Blocked(blocked.reason.into()),
        }
    }

    fn start_view(&self, slot: &Slot) -> StartView {
        let (state, error) = match slot {
            Slot::Unopened | Slot::Welcome => (StartState::Welcome, None),
            Slot::Ready(_) => (StartState::Ready, None),
            Slot::Blocked(error) => (StartState::Blocked, Some(error.clone())),
        };
        StartView {
            state,
            error,
            ways: Vec::new(),
            settings: self.settings(),
        }
    }
}

/// The wall clock: what codes are made of.
pub fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Locks state that stays usable after a panic elsewhere: every change to it is a single store.
///
/// Whoever needs two of them takes the clipboard before the vault, and the vault before the rest.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, thread, time::Duration};

    use vault::keyring::fake::Fake;

    use super::*;

    const HOTP: &str =
        "otpauth://hotp/Portal:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";

    fn app() -> (tempfile::TempDir, Fake, App) {
        let temp = tempfile::tempdir().expect("folder");
        let fake = Fake::new();
        let app = App::with_keyring(Some(temp.path().join("data")), fake.keyring());
        (temp, fake, app)
    }

    fn add(core: &Core) -> Result<vault::AccountId, AppError> {
        let entry = otp::uri::parse(HOTP).expect("good");
        core.with_vault_or_new(|vault| Ok(vault.add(vec![entry], now().seconds())?.remove(0)))
    }

    #[test]
    fn the_list_and_the_next_code_never_wait_for_each_other_for_ever() {
        let (_temp, _fake, app) = app();
        let id = add(app.core()).expect("the first account").to_string();
        let (done, waiting) = mpsc::channel();
        // Several, so that whoever lists often finds the vault taken.
        for _ in 0..4 {
            let (listing, told) = (app.clone(), done.clone());
            thread::spawn(move || {
                for _ in 0..100 {
                    listing.core().accounts().expect("open");
                }
                let _ = told.send(());
            });
        }
        thread::spawn(move || {
            for _ in 0..40 {
                app.core().next_code(&id).expect("saved");
            }
            let _ = done.send(());
        });
        for _ in 0..5 {
            let ended = waiting.recv_timeout(Duration::from_secs(60));
            assert_eq!(ended, Ok(()), "both hang");
        }
    }

    #[test]
    fn the_first_account_goes_into_the_vault_that_another_program_has_made() {
        let (_temp, fake, app) = app();
        assert!(matches!(app.core().start().state, StartState::Welcome));
        let dir = app.core().data_dir().expect("folder");
        Vault::create(&dir, &fake.keyring(), now().seconds()).expect("the other program");
        add(app.core()).expect("added");
        assert_eq!(app.core().accounts().expect("open").accounts.len(), 1);
        assert_eq!(fake.users().len(), 1, "no second key");
    }

    #[test]
    fn a_keyring_that_fails_at_the_first_account_may_work_at_the_second_try() {
        use vault::keyring::{KeyringError, fake::Trouble};
        let (_temp, fake, app) = app();
        assert!(matches!(app.core().start().state, StartState::Welcome));
        fake.set_trouble(Trouble::Fails(KeyringError::Locked));
        assert_eq!(add(app.core()).expect_err("locked").code, "keyring_locked");
        fake.set_trouble(Trouble::None);
        add(app.core()).expect("unlocked meanwhile");
    }

    #[test]
    fn a_refusal_is_told_even_while_an_earlier_change_is_unsaved() {
        let (temp, _fake, app) = app();
        let core = app.core();
        let id = add(core).expect("the first account").to_string();
        let moved = temp.path().join("moved");
        std::fs::rename(temp.path().join("data"), &moved).expect("taken away");
        core.confirm(&id, true).expect("kept in memory");
        assert!(core.accounts().expect("open").unsaved.is_some());
        let refused = core.restore("nobody").expect_err("not in the trash");
        assert_eq!(refused.code, "account_not_found");
    }
}
