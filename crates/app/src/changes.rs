//! What others changed since yesterday: one page instead of a round of calls.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{Actor, OrganizationId};
use partner_directory::exchange::Outcome;
use store::imports::{self, Run};
use store::{merges, organizations, revisions};

use crate::access::{Right, scope};
use crate::merging::MergeLine;
use crate::workspace::{Change, shown};
use crate::{App, AppError};

/// The most changes that one page shows; a longer list is read by organization.
const MOST: u32 = 200;
/// The most merges, and the most imports.
const MOST_RUNS: u32 = 20;

/// An organization by its identifier and name.
pub type Named = (OrganizationId, String);

/// What happened in the directory since some moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Changes by organization, by its name; newest first inside.
    pub by_organization: Vec<(Option<Named>, Vec<Change>)>,
    /// Rows that were made one, newest first.
    pub merges: Vec<MergeLine>,
    /// Imports that were finished, the last one first, with how many rows became what; their
    /// reports hold the fields.
    pub imports: Vec<(Run, Vec<(Outcome, usize)>)>,
    /// True when there were more than a page shows.
    pub is_cut: bool,
}

impl App {
    /// What others than `actor` changed since `since`.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn changes_since(
        &self,
        actor: &Actor,
        since: DateTime<Utc>,
    ) -> Result<Changes, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let own = actor.account().cloned();
        self.db
            .read(move |conn| {
                let mut found = revisions::list_since(conn, since, own.as_ref(), MOST + 1)?;
                let is_cut = found.len() > MOST as usize;
                found.truncate(MOST as usize);
                let of: Vec<Option<OrganizationId>> =
                    found.iter().map(|one| one.organization.clone()).collect();
                let ids: Vec<OrganizationId> = of.iter().flatten().cloned().collect();
                let names = organizations::find_many(conn, &ids)?;
                let mut groups: BTreeMap<(String, Option<OrganizationId>), Vec<Change>> =
                    BTreeMap::new();
                for (id, change) in of.into_iter().zip(shown(conn, found)?) {
                    let name = id.as_ref().and_then(|id| names.get(id));
                    let key = name.map(|one| one.name.clone()).unwrap_or_default();
                    groups.entry((key, id)).or_default().push(change);
                }
                let by_organization = groups
                    .into_iter()
                    .map(|((name, id), changes)| (id.map(|id| (id, name)), changes));
                let merged = merges::list_since(conn, since, own.as_ref(), MOST_RUNS)?;
                Ok(Changes {
                    by_organization: by_organization.collect(),
                    merges: merged.into_iter().map(MergeLine::of).collect(),
                    imports: imports::finished_since(conn, since, MOST_RUNS)?,
                    is_cut,
                })
            })
            .await
    }
}
