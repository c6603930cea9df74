//! Accounts: the list, one of them, and what may be changed about them.

use serde::{Deserialize, Serialize};

use super::{AppError, ClockView, RecoveryCodesLeftView};

out! {
    /// Accounts at one moment: a part of the list.
    pub struct AccountsView {
        /// When the codes were computed.
        #[cfg_attr(test, ts(type = "number"))]
        pub now: f64,
        /// Whether the computer's clock can be right.
        pub clock: ClockView,
        /// This part of the list, in its order.
        pub accounts: Vec<AccountView>,
        /// Place of the first of them in the list, from 0.
        pub from: u32,
        /// How many the list has: those that match.
        pub matching: u32,
        /// How many there are in the vault.
        pub total: u32,
        /// Those that were asked for besides, as far as they exist.
        pub also: Vec<AccountView>,
        /// All tags, by name.
        pub tags: Vec<TagView>,
        /// How many accounts no portal has confirmed yet.
        pub unconfirmed: u32,
        /// The first of these.
        pub first_unconfirmed: Option<AccountNameView>,
        /// Set while the last change is only in memory.
        pub unsaved: Option<AppError>,
        /// The vault was damaged, and this is when the copy that is shown was written.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub restored: Option<u64>,
        /// Accounts in the vault that cannot be read; they are kept as they are.
        pub unreadable: u32,
    }

    /// One account with the code of this period and of the next.
    pub struct AccountView {
        /// Identifier.
        pub id: String,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// `totp`, `hotp`, `steam`, `yandex` or `motp`.
        #[serde(rename = "type")]
        #[cfg_attr(test, ts(rename = "type", type = "\"totp\" | \"hotp\" | \"steam\" | \"yandex\" | \"motp\""))]
        pub kind: String,
        /// Absent for HOTP until asked for, and where a PIN is missing.
        pub code: Option<String>,
        /// The code of the next period.
        pub next: Option<String>,
        /// Start of validity, unix seconds.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub from: Option<u64>,
        /// End of validity, unix seconds, exclusive.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub until: Option<u64>,
        /// Seconds.
        pub period: Option<u32>,
        /// Characters of a code.
        pub digits: u8,
        /// Next counter of HOTP.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub counter: Option<u64>,
        /// The person saw the portal accept a code.
        pub confirmed: bool,
        /// Secret shorter than 128 bits.
        pub weak: bool,
        /// Labels for filtering.
        pub tags: Vec<String>,
        /// Which of its codes were copied: the starts of their periods, unix seconds; for HOTP the
        /// counter of the code that is shown.
        #[cfg_attr(test, ts(type = "number[]"))]
        pub copied: Vec<u64>,
        /// How many of the portal's own recovery codes are left; absent where none are kept.
        pub recovery_codes: Option<RecoveryCodesLeftView>,
        /// Shown first.
        pub favourite: bool,
        /// There is a code, and it is not shown until asked for (`reveal_code`).
        pub hidden: bool,
        /// When a code that was asked for is hidden again, unix seconds.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub hides_at: Option<f64>,
        /// Name of the bundled drawing of its service.
        pub drawing: Option<String>,
        /// The person's own picture, as a `data:` address.
        pub picture: Option<String>,
        /// Where the words of the search stand; absent without a search.
        #[serde(rename = "match")]
        #[cfg_attr(test, ts(rename = "match"))]
        pub found: Option<MatchView>,
    }

    /// A tag with the number of its accounts.
    pub struct TagView {
        /// The tag.
        pub name: String,
        /// How many have it.
        pub accounts: u32,
    }

    /// An account by name.
    pub struct AccountNameView {
        /// Identifier.
        pub id: String,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
    }

    /// Where the words of a search stand: pairs of start and end, in UTF-16 units.
    pub struct MatchView {
        /// In the issuer.
        pub issuer: Vec<(u32, u32)>,
        /// In the name.
        pub name: Vec<(u32, u32)>,
        /// In something that a card does not show.
        pub beside: Option<BesideView>,
    }

    /// A text beside issuer and name in which a search found its words.
    pub struct BesideView {
        /// Which text.
        #[cfg_attr(test, ts(type = "\"tag\" | \"note\""))]
        pub field: &'static str,
        /// The tag, or the part of the note around the words.
        pub text: String,
        /// Pairs of start and end, in UTF-16 units.
        pub marks: Vec<(u32, u32)>,
    }

    /// What the sheet for editing shows of an account.
    pub struct AccountDetailsView {
        /// As the list shows it.
        pub account: AccountView,
        /// `SHA1`, `SHA256`, `SHA512` or `MD5`.
        pub algorithm: String,
        /// Free text of the person.
        pub note: String,
        /// When it was added, unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub added_at: u64,
        /// When a code was last copied, unix seconds.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub last_used: Option<u64>,
        /// How often a code was copied.
        #[cfg_attr(test, ts(type = "number"))]
        pub uses: u64,
    }

    /// Accounts that may be the same.
    pub struct DuplicatesView {
        /// They have the same key, or only the same name.
        #[cfg_attr(test, ts(type = "\"same_key\" | \"same_name\""))]
        pub why: &'static str,
        /// The accounts, the oldest first.
        pub accounts: Vec<DuplicateView>,
    }

    /// One of accounts that may be the same.
    pub struct DuplicateView {
        /// Identifier.
        pub id: String,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// When it was added, unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub added_at: u64,
        /// When a code was last copied, unix seconds.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub last_used: Option<u64>,
        /// The person saw the portal accept a code.
        pub confirmed: bool,
    }
}

incoming! {
    /// `accounts`: which of them.
    pub struct ListAccounts {
        /// What is searched for; empty: everything.
        pub query: String,
        /// Only those with this tag.
        pub tag: Option<String>,
        /// Place of the first one in the list, from 0.
        pub from: u32,
        /// How many at most, up to 400.
        pub count: u32,
        /// Instead of `from`: so that this account is among them.
        pub around: Option<String>,
        /// Besides, whatever is searched for: those with these ids.
        pub also: Vec<String>,
    }

    /// `matching_accounts`.
    pub struct MatchingAccounts {
        /// What is searched for.
        pub query: String,
        /// Only those with this tag.
        pub tag: Option<String>,
    }

    /// `copy_code`.
    pub struct CopyCode {
        /// Account identifier.
        pub account: String,
        /// This period's code, or the next one's.
        pub which: WhichCode,
    }

    /// Which code to copy.
    #[derive(Copy)]
    pub enum WhichCode {
        /// Of this period.
        #[serde(rename = "current")]
        Current,
        /// Of the next period.
        #[serde(rename = "next")]
        Next,
    }

    /// A command about one account: `next_code`, `reveal_code`, `account_details` and the like.
    pub struct OneAccount {
        /// Account identifier.
        pub account: String,
    }

    /// A command about several accounts: `remove_accounts`, `restore_accounts`.
    pub struct ManyAccounts {
        /// Account identifiers.
        pub accounts: Vec<String>,
    }

    /// `edit_account`; absent fields stay.
    pub struct EditAccount {
        /// Account identifier.
        pub account: String,
        /// New issuer.
        #[cfg_attr(test, ts(optional))]
        pub issuer: Option<String>,
        /// New name.
        #[cfg_attr(test, ts(optional))]
        pub name: Option<String>,
        /// All tags.
        #[cfg_attr(test, ts(optional))]
        pub tags: Option<Vec<String>>,
        /// New note.
        #[cfg_attr(test, ts(optional))]
        pub note: Option<String>,
        /// Shown first.
        #[cfg_attr(test, ts(optional))]
        pub favourite: Option<bool>,
        /// `SHA1`, `SHA256` or `SHA512`, of a TOTP or HOTP account.
        #[cfg_attr(test, ts(optional))]
        pub algorithm: Option<String>,
        /// Characters of a code, 6 to 10, of a TOTP or HOTP account.
        #[cfg_attr(test, ts(optional))]
        pub digits: Option<u32>,
        /// Seconds, of a TOTP account.
        #[cfg_attr(test, ts(optional, type = "number"))]
        pub period: Option<u64>,
    }

    /// `tag_accounts`.
    pub struct TagAccounts {
        /// Account identifiers.
        pub accounts: Vec<String>,
        /// Tags they get.
        pub add: Vec<String>,
        /// Tags they lose.
        pub remove: Vec<String>,
    }

    /// `rename_tag`.
    pub struct RenameTag {
        /// The tag as it is.
        pub tag: String,
        /// Its new name; `null`: no account keeps it.
        pub to: Option<String>,
    }

    /// `move_account`: a place in the own order.
    pub struct MoveAccount {
        /// Account identifier.
        pub account: String,
        /// The account that it is to stand right before; `null`: see `after`.
        pub before: Option<String>,
        /// The account that it is to stand right after. Exactly one of both is given: what is not shown
        /// may stand between two that are.
        pub after: Option<String>,
    }

    /// `confirm_account`.
    pub struct ConfirmAccount {
        /// Account identifier.
        pub account: String,
        /// The portal accepted a code.
        pub confirmed: bool,
    }
}

impl ListAccounts {
    /// What every window asks first; ui/src/main-view/state.svelte.ts asks the same.
    pub fn first() -> Self {
        Self {
            query: String::new(),
            tag: None,
            from: 0,
            count: 100,
            around: None,
            also: Vec::new(),
        }
    }
}
