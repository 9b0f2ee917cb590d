//! The organizations to choose from when somebody is invited.

use kernel::{Actor, OrganizationId};
use store::{Page, organizations};

use crate::access::{Right, scope};
use crate::{App, AppError};

/// More than any network has; a page that shows them all is long before.
const MOST: u32 = 2000;

impl App {
    /// Every organization with its name, by name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not manage accounts.
    pub async fn organization_names(
        &self,
        actor: &Actor,
    ) -> Result<Vec<(OrganizationId, String)>, AppError> {
        scope(actor, Right::ManageAccounts).ok_or(AppError::NotFound)?;
        self.db
            .read(|conn| {
                let page = Page { number: 1, size: MOST };
                let (found, _) = organizations::list(conn, page)?;
                Ok(found.into_iter().map(|one| (one.id, one.name)).collect())
            })
            .await
    }
}
