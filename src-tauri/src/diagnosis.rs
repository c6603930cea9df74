//! Whether an account can be of the portal whose name it bears.

use guide::Portal;
use otp::Kind;
use vault::{Account, AccountId, bare};

use crate::{
    accounts::find,
    app::Core,
    help,
    wire::{AccountNameView, AppError, CodeParametersView, DiagnosisView},
};

/// The code of the warning before an account is added.
pub const OTHER_PARAMETERS: &str = "other_parameters";

/// How many accounts of the same issuer are named.
const MOST_TWINS: usize = 20;

impl Core {
    /// What an account's codes are, and what those of its portal are.
    ///
    /// # Errors
    /// `account_not_found`; why the vault is not open.
    pub fn diagnose_account(&self, id: &str) -> Result<DiagnosisView, AppError> {
        let language = self.language();
        self.with_vault(|vault| {
            let account = find(vault, &AccountId::from(id))?;
            let portal = guide::portal_of(&account.issuer, &account.name);
            let kind = &account.token.kind;
            let codes = portal.and_then(|portal| portal.codes.as_ref());
            Ok(DiagnosisView {
                parameters: parameters(kind),
                expected: codes.map(|codes| CodeParametersView {
                    algorithm: codes.algorithm.clone(),
                    digits: codes.digits,
                    period: Some(codes.period),
                }),
                differs: portal.is_some_and(|portal| differs(portal, kind)),
                portal: portal.map(|portal| help::portal_view(portal, language)),
                twins: twins(vault.accounts(), account),
            })
        })
    }
}

/// Other accounts of the same issuer: the code may have been one of theirs.
fn twins(all: &[Account], account: &Account) -> Vec<AccountNameView> {
    let issuer = bare(&account.issuer);
    let is_twin = |other: &&Account| {
        !issuer.is_empty() && other.id != account.id && bare(&other.issuer) == issuer
    };
    let twins = all.iter().filter(is_twin).take(MOST_TWINS);
    twins.map(AccountNameView::from).collect()
}

/// Whether the portal is known to give other codes.
pub fn differs(portal: &Portal, kind: &Kind) -> bool {
    let CodeParametersView {
        algorithm,
        digits,
        period,
    } = parameters(kind);
    portal.gives_other_codes(&algorithm, digits, period)
}

fn parameters(kind: &Kind) -> CodeParametersView {
    let period = kind.period();
    CodeParametersView {
        algorithm: kind.algorithm().name().to_owned(),
        digits: kind.digits(),
        period: period.and_then(|period| period.get().try_into().ok()),
    }
}
