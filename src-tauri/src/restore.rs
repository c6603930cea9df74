//! Earlier states of the vault, and the trash.

use vault::{AccountId, PointId};

use crate::{
    app::{Core, now},
    wire::{
        AppError, PointAccountView, PointKind, PointState, PointView, RestorePoint, RestoredView,
        TrashedView,
    },
};

impl Core {
    /// The earlier states that open, the newest first.
    ///
    /// # Errors
    /// Why they cannot be looked at.
    pub fn points(&self) -> Result<Vec<PointView>, AppError> {
        self.with_vault(|vault| Ok(vault.points()?.iter().map(PointView::from).collect()))
    }

    /// The accounts of an earlier state.
    ///
    /// # Errors
    /// `point_not_found`.
    pub fn point_accounts(&self, point: &str) -> Result<Vec<PointAccountView>, AppError> {
        self.with_vault(|vault| {
            let accounts = vault.point_accounts(&PointId::from(point))?;
            Ok(accounts.into_iter().map(PointAccountView::from).collect())
        })
    }

    /// Brings an earlier state back, or some of its accounts.
    ///
    /// # Errors
    /// `point_not_found`, or why it could not be saved; nothing is changed then.
    pub fn restore_point(&self, req: &RestorePoint) -> Result<RestoredView, AppError> {
        let only: Option<Vec<AccountId>> = req
            .accounts
            .as_ref()
            .map(|ids| ids.iter().map(|id| id.as_str().into()).collect());
        self.with_vault(|vault| {
            let point = PointId::from(req.point.as_str());
            let restored = vault.restore_point(&point, only.as_deref(), now().seconds())?;
            Ok(RestoredView {
                restored: number(restored),
            })
        })
    }

    /// What was removed and can be taken out again, the latest first.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn trash(&self) -> Result<Vec<TrashedView>, AppError> {
        self.with_vault(|vault| {
            let mut trashed: Vec<_> = vault
                .trash()
                .iter()
                .map(|trashed| TrashedView {
                    id: trashed.account.id.to_string(),
                    issuer: trashed.account.issuer.clone(),
                    name: trashed.account.name.clone(),
                    deleted_at: trashed.deleted_at,
                    days_left: trashed.days_left(),
                })
                .collect();
            trashed.sort_by_key(|trashed| std::cmp::Reverse(trashed.deleted_at));
            Ok(trashed)
        })
    }
}

impl From<&vault::Point> for PointView {
    fn from(point: &vault::Point) -> Self {
        Self {
            id: point.id.to_string(),
            kind: match point.kind {
                vault::PointKind::Previous => PointKind::Previous,
                vault::PointKind::Quarantine => PointKind::Quarantine,
                // What a later version keeps for another reason is a copy kept on purpose, too.
                vault::PointKind::Snapshot | _ => PointKind::Snapshot,
            },
            written_at: point.written_at,
            accounts: number(point.accounts),
            missing: number(point.missing),
            changed: number(point.changed),
            newer: number(point.newer),
        }
    }
}

impl From<vault::PointAccount> for PointAccountView {
    fn from(account: vault::PointAccount) -> Self {
        Self {
            id: account.id.to_string(),
            issuer: account.issuer,
            name: account.name,
            state: match account.state {
                vault::PointState::Same => PointState::Same,
                vault::PointState::Missing => PointState::Missing,
                vault::PointState::Changed | _ => PointState::Changed,
            },
        }
    }
}

/// A count as the page gets it.
pub(crate) fn number(count: usize) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}
