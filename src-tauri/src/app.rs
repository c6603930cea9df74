//! The state behind the commands: where the vault is, whether it is open, what waits for a yes.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use session::{Idle, Moment, Reading, Revealed, Tries};
use tokio::sync::Notify;
use vault::{AccountId, DataDir, Keyring, Settings, Unsaved, Vault, VaultError, WindowPlace};
use words::Language;

use crate::{
    accounts::Pressed,
    backups::ChosenBackup,
    camera::Filming,
    clipboard::Holder,
    clock::Clocks,
    copying::Copying,
    enrol::Draft,
    export::codes::Codes,
    harden,
    import::{Added, Import},
    listing::Listing,
    notice::Notices,
    opened::Waiting,
    recovery::DraftSheet,
    shortcuts::Shortcuts,
    tray::Tray,
    window::Place,
    wire::{AppError, Way},
};

/// What tauri hands to every command.
#[derive(Clone)]
pub struct App(Arc<Core>);

/// Shared by the commands, each of which runs on a thread that may block.
pub struct Core {
    folder: Option<PathBuf>,
    pub(crate) keyring: Keyring,
    pub(crate) vault: Mutex<Slot>,
    pub(crate) settings: Mutex<Settings>,
    pub(crate) writing_settings: Mutex<()>,
    pub(crate) writing_backup: Mutex<()>,
    pub(crate) draft: Mutex<Option<Draft>>,
    pub(crate) camera: Mutex<Option<Arc<Filming>>>,
    pub(crate) import: Mutex<Option<Import>>,
    pub(crate) imports: Mutex<Vec<Added>>,
    /// What the program was given to open.
    pub(crate) given: Mutex<Option<Waiting>>,
    /// Held while a file is read.
    pub(crate) deriving: Mutex<()>,
    pub(crate) codes: Mutex<Option<Codes>>,
    /// The account whose recovery codes their window may show.
    pub(crate) recovery_codes: Mutex<Option<AccountId>>,
    pub(crate) sheet: Mutex<Option<DraftSheet>>,
    pub(crate) backup: Mutex<Option<ChosenBackup>>,
    pub(crate) pressed: Mutex<Pressed>,
    /// Codes that are shown although codes are hidden.
    pub(crate) revealed: Mutex<Revealed>,
    pub(crate) listing: Mutex<Option<Listing>>,
    pub(crate) clipboard: Mutex<Holder>,
    pub(crate) copying: Mutex<Copying>,
    pub(crate) clocks: Mutex<Clocks>,
    pub(crate) tries: Mutex<Tries>,
    pub(crate) idle: Mutex<Idle>,
    /// The last use that was counted in memory only.
    pub(crate) used: Mutex<Option<Idle>>,
    /// The person has gone, and only a change that cannot be saved keeps the vault open.
    pub(crate) lock_is_due: AtomicBool,
    /// Something was saved since the last backup.
    pub(crate) backup_is_due: AtomicBool,
    pub(crate) saved: Notify,
    /// What could not be saved before another program put the vault under an app password. It is kept
    /// although the vault is shut, and saved when it is opened.
    pub(crate) unsaved: Mutex<Option<Unsaved>>,
    /// The vault was shut by itself: the window that shows it is to be put away.
    pub(crate) shut: Notify,
    /// Where the window was, while it is being built anew.
    pub(crate) rebuilding: Mutex<Option<Place>>,
    /// Answers searches of the desktop, if the person wishes it.
    #[cfg(target_os = "linux")]
    pub(crate) searched: Mutex<Option<zbus::blocking::Connection>>,
    /// How the window was when it was last looked at; it is written at the end.
    pub(crate) window_place: Mutex<Option<WindowPlace>>,
    /// Started by the system: the window stays out of the way until somebody asks for it.
    pub(crate) starts_hidden: AtomicBool,
    /// Where the window was when it was closed and the program went on.
    pub(crate) left_at: Mutex<Option<Place>>,
    /// The person wants to add an account: for the page that comes.
    pub(crate) add_is_asked: AtomicBool,
    pub(crate) tray: Tray,
    pub(crate) shortcuts: Shortcuts,
    /// Held while a code is typed into another program.
    #[cfg(target_os = "linux")]
    pub(crate) typing: Mutex<()>,
    pub(crate) notices: Notices,
    page_ready: AtomicBool,
}

/// Whether there is an open vault, and why not.
pub(crate) enum Slot {
    /// Nobody asked yet.
    Unopened,
    /// There is none; the first account makes it.
    Welcome,
    /// At work.
    Ready(Box<Vault>),
    /// There is one, and it is shut: by the person, or since the start, because an app password
    /// guards it.
    Locked {
        /// The app password opens it; otherwise the keyring does, without being asked for anything.
        by_password: bool,
        /// Why it was shut, where nobody here wished it.
        why: Option<AppError>,
    },
    /// There is one, and it cannot be opened now.
    Blocked {
        /// Why.
        error: AppError,
        /// What may help.
        ways: Vec<Way>,
    },
}

impl App {
    /// Prepares the state; neither vault nor keyring is touched before [`Core::start`]. `folder` is
    /// where the vault lies; `None` when the system names no place for it.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self::with_keyring(folder, Keyring::system())
    }

    /// As [`App::new`], over another keyring.
    pub(crate) fn with_keyring(folder: Option<PathBuf>, keyring: Keyring) -> Self {
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
            writing_backup: Mutex::default(),
            draft: Mutex::default(),
            camera: Mutex::default(),
            import: Mutex::default(),
            imports: Mutex::default(),
            given: Mutex::default(),
            deriving: Mutex::default(),
            codes: Mutex::default(),
            recovery_codes: Mutex::default(),
            sheet: Mutex::default(),
            backup: Mutex::default(),
            pressed: Mutex::default(),
            revealed: Mutex::default(),
            used: Mutex::default(),
            listing: Mutex::default(),
            clipboard: Mutex::default(),
            copying: Mutex::default(),
            clocks: Mutex::default(),
            tries: Mutex::default(),
            idle: Mutex::new(Idle::touched(clocks())),
            lock_is_due: AtomicBool::new(false),
            backup_is_due: AtomicBool::new(false),
            saved: Notify::new(),
            unsaved: Mutex::default(),
            shut: Notify::new(),
            rebuilding: Mutex::default(),
            #[cfg(target_os = "linux")]
            searched: Mutex::default(),
            window_place: Mutex::default(),
            starts_hidden: AtomicBool::new(false),
            left_at: Mutex::default(),
            add_is_asked: AtomicBool::new(false),
            tray: Tray::default(),
            shortcuts: Shortcuts::default(),
            #[cfg(target_os = "linux")]
            typing: Mutex::default(),
            notices: Notices::default(),
            page_ready: AtomicBool::new(false),
        }))
    }

    /// Runs what may block (disk, keyring, decoding) off the window's thread. What it leaves on the
    /// stack of its thread, keys among it, is wiped.
    ///
    /// # Errors
    /// What `work` says, or `internal` if it panicked.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Core) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let core = Arc::clone(&self.0);
        tauri::async_runtime::spawn_blocking(move || {
            let done = work(&core);
            harden::wipe_stack();
            done
        })
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

    /// A new page is on its way.
    pub fn expect_page(&self) {
        self.0.page_ready.store(false, Ordering::Relaxed);
    }
}

impl Core {
    /// Whether there is no vault yet.
    pub fn is_empty(&self) -> bool {
        matches!(*lock(&self.vault), Slot::Unopened | Slot::Welcome)
    }

    /// Whether a vault is at work.
    pub fn is_open(&self) -> bool {
        matches!(*lock(&self.vault), Slot::Ready(_))
    }

    /// Works on the open vault, and has what that saved backed up. If it turns out that another program
    /// has changed the key, the vault is opened anew, or is shut, see [`Core::open_anew`].
    ///
    /// # Errors
    /// `account_not_found` when there is none, why it stays shut, `key_changed` when it was opened anew and
    /// the work is to be done again, and what `work` says.
    pub fn with_vault<T>(
        &self,
        work: impl FnOnce(&mut Vault) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut slot = lock(&self.vault);
        match &mut *slot {
            Slot::Ready(vault) => {
                let before = (vault.generation(), vault.revision().accounts);
                let mut result = work(vault);
                let mut is_saved = vault.generation() != before.0;
                // Also what could not be saved.
                if vault.revision().accounts != before.1 {
                    self.tray.refresh();
                }
                let wrong = VaultError::KeyWrong;
                let is_refused = result.as_ref().is_err_and(|it| it.code == wrong.code());
                let is_outdated = is_refused || vault.unsaved() == Some(&wrong);
                if is_outdated && self.open_anew(&mut slot) {
                    is_saved = true;
                    if is_refused {
                        result = Err(match &*slot {
                            Slot::Locked { why: Some(why), .. } => why.clone(),
                            _ => AppError::new("key_changed"),
                        });
                    }
                }
                if is_saved {
                    self.backup_is_due.store(true, Ordering::Relaxed);
                    self.saved.notify_one();
                }
                result
            }
            Slot::Locked { .. } => Err(AppError::new("locked")),
            Slot::Blocked { error, .. } => Err(error.clone()),
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
                Slot::Blocked { error, .. } => return Err(error),
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

    /// Keeps something secret that waits for a yes, unless the vault was locked meanwhile: the lock
    /// has dropped such things, and what a slow scan brings later must not stay behind it.
    ///
    /// # Errors
    /// `locked`.
    pub fn keep<T>(&self, place: &Mutex<Option<T>>, thing: T) -> Result<(), AppError> {
        let slot = lock(&self.vault);
        if matches!(
            *slot,
            Slot::Locked {
                by_password: true,
                ..
            }
        ) {
            return Err(AppError::new("locked"));
        }
        *lock(place) = Some(thing);
        Ok(())
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
}

/// The wall clock. Codes are made for [`Core::code_time`].
pub fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// The steady clock, from the start of the computer: it goes on in suspend.
#[cfg(target_os = "linux")]
pub fn steady() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::try_from(time).unwrap_or_default()
}

/// The steady clock, from some moment of this run. Whether it goes on in suspend depends on the system.
#[cfg(not(target_os = "linux"))]
pub fn steady() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Both clocks.
pub fn clocks() -> Reading {
    Reading {
        wall: now(),
        steady: steady(),
    }
}

/// Locks state that stays usable after a panic elsewhere: every change to it is a single store.
///
/// Whoever needs two of them takes the clipboard, the tries and the turn of a backup before the vault,
/// and the vault before the rest.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, thread};

    use vault::keyring::fake::Fake;

    use super::*;
    use crate::wire::{ListAccounts, ManyAccounts, StartState};

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
                    listing.core().accounts(&ListAccounts::all()).expect("open");
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
        assert_eq!(
            app.core()
                .accounts(&ListAccounts::all())
                .expect("open")
                .total,
            1
        );
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
        assert!(
            core.accounts(&ListAccounts::all())
                .expect("open")
                .unsaved
                .is_some()
        );
        let refused = core
            .restore(&ManyAccounts {
                accounts: vec!["nobody".into()],
            })
            .expect_err("not in the trash");
        assert_eq!(refused.code, "account_not_found");
    }
}
