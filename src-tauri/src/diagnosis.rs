//! Whether an account can be of the portal whose name it bears.

use guide::Portal;
use otp::Kind;
use vault::AccountId;

use crate::{
    accounts::find,
    app::Core,
    help,
    wire::{AppError, CodeParametersView, DiagnosisView},
};

/// The code of the warning before an account is added.
pub const OTHER_PARAMETERS: &str = "other_parameters";

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
            })
        })
    }
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
