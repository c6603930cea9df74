//! The state behind the commands, over the scripted keyring: lock, password, sheet, backups, restore.

use tempfile::TempDir;
use vault::{RecoveryKey, Start, Vault, keyring::fake::Fake};

use crate::{
    app::{App, Core, lock},
    wire::{AppError, EditAccount, Guard, ListAccounts, SetPassword, StartState},
};

mod accounts;
mod counter;
mod export;
mod help;
mod import;
mod locking;
mod opened;
mod organise;
mod password;
mod recovery;
mod recovery_codes;
mod restore;

const TOTP: &str = "otpauth://totp/Portal:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const OTHER: &str = "otpauth://hotp/Other:anna?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&counter=0";
const PASSWORD: &str = "Zaqvorm-tulbek-93-xyle";

struct Desk {
    temp: TempDir,
    fake: Fake,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let temp = tempfile::tempdir().expect("folder");
        let fake = Fake::new();
        let app = App::with_keyring(Some(temp.path().join("data")), fake.keyring());
        Self { temp, fake, app }
    }

    /// With one account.
    fn with_account() -> Self {
        let desk = Self::new();
        desk.add(TOTP);
        desk
    }

    /// With an account, a checked sheet and an app password.
    fn with_password() -> (Self, RecoveryKey) {
        let desk = Self::with_account();
        let key = desk.make_sheet();
        let view = desk.core().set_password(&password(PASSWORD, None));
        assert_eq!(view.expect("set").guard, Guard::Password);
        (desk, key)
    }

    fn core(&self) -> &Core {
        self.app.core()
    }

    fn add(&self, uri: &str) -> String {
        let entry = otp::uri::parse(uri).expect("good");
        let added = self.core().with_vault_or_new(|vault| {
            Ok(vault
                .add(vec![entry], crate::app::now().seconds())?
                .remove(0))
        });
        added.expect("added").to_string()
    }

    fn draft_key(&self) -> RecoveryKey {
        let draft = lock(&self.core().sheet);
        draft.as_ref().expect("begun").key().clone()
    }

    fn make_sheet(&self) -> RecoveryKey {
        self.core().begin_sheet().expect("begun");
        let key = self.draft_key();
        self.core()
            .check_sheet(std::slice::from_ref(&key))
            .expect("fits");
        key
    }

    fn issuers(&self) -> Vec<String> {
        let accounts = self
            .core()
            .accounts(&ListAccounts::all())
            .expect("open")
            .accounts;
        accounts.into_iter().map(|account| account.issuer).collect()
    }

    fn ids(&self) -> Vec<String> {
        let accounts = self
            .core()
            .accounts(&ListAccounts::all())
            .expect("open")
            .accounts;
        accounts.into_iter().map(|account| account.id).collect()
    }

    /// The program started once more, beside this one.
    fn restarted_core(&self) -> Restarted {
        let app = App::with_keyring(Some(self.temp.path().join("data")), self.fake.keyring());
        app.core().start();
        Restarted(app)
    }

    /// The vault as another program has it open.
    fn other_program(&self) -> Vault {
        let dir = self.core().data_dir().expect("folder");
        match vault::start(&dir, &self.fake.keyring(), 1) {
            Start::Ready(vault) => vault,
            shut => panic!("not open: {shut:?}"),
        }
    }

    /// The next start of the program.
    fn restarted(self) -> Self {
        let app = App::with_keyring(Some(self.temp.path().join("data")), self.fake.keyring());
        Self { app, ..self }
    }
}

/// Another run of the program.
struct Restarted(App);

impl std::ops::Deref for Restarted {
    type Target = Core;

    fn deref(&self) -> &Core {
        self.0.core()
    }
}

fn password(new: &str, current: Option<&str>) -> SetPassword {
    SetPassword {
        current: current.map(str::to_owned),
        password: new.to_owned(),
    }
}

/// No change of an account yet.
fn change_of(account: &str) -> EditAccount {
    EditAccount {
        account: account.to_owned(),
        issuer: None,
        name: None,
        tags: None,
        note: None,
        favourite: None,
        algorithm: None,
        digits: None,
        period: None,
    }
}

fn renamed(account: &str, issuer: &str) -> EditAccount {
    EditAccount {
        issuer: Some(issuer.to_owned()),
        ..change_of(account)
    }
}

fn code<T>(result: Result<T, AppError>) -> String {
    result.err().expect("refused").code
}

fn state(state: &StartState) -> &'static str {
    match state {
        StartState::Welcome => "welcome",
        StartState::Ready => "ready",
        StartState::Locked => "locked",
        StartState::Blocked => "blocked",
    }
}
