//! An organization's own pages: its offers, places, closures, card and people (screen S12).
//!
//! **Invariant:** which organization a page is about comes from its address for coordinators
//! (`/coordination/structures/{id}`) and from the account for everybody else; nothing a partner
//! types names another organization.

pub(crate) mod acts;
mod alike;
pub(crate) mod at_place;
pub(crate) mod card;
pub(crate) mod changes;
pub(crate) mod closures;
pub(crate) mod history;
mod line;
pub(crate) mod list;
mod offer_form;
mod offer_view;
pub(crate) mod offers;
pub(crate) mod people;
mod place_form;
pub(crate) mod places;
pub(crate) mod preview;
pub(crate) mod proposing;
pub(crate) mod quality;
mod sent;
pub(crate) mod stated;
pub(crate) mod tours;
mod waiting;
pub(crate) mod week;
mod wrong;

use app::AppError;
use app::access::{Right, Scope, scope};
use kernel::{Actor, OrganizationId};
use partner_directory::revision::FieldChange;

use crate::error::PageError;
use crate::visit::Visit;

/// What is said once a form is kept: also that it was joined with what somebody else changed
/// since it was opened.
fn saved(merged: &[FieldChange], said: &'static str) -> &'static str {
    if merged.is_empty() { said } else { "flash-workspace-merged" }
}

const OVERSEEN: &str = "/coordination/structures/";

/// Of which organization a page speaks, and where its pages begin.
pub(super) struct Whose {
    /// The organization that the address names; `None` means one's own.
    pub(super) of: Option<OrganizationId>,
    /// `/structure`, or the same pages for coordinators.
    pub(super) base: String,
}

impl Whose {
    /// Reads the address; only who may edit every organization can name one.
    pub(super) fn of(visit: &Visit) -> Result<Whose, PageError> {
        visit.signed_in()?;
        if !visit.request().path().starts_with(OVERSEEN) {
            return Ok(Whose { of: None, base: "/structure".to_owned() });
        }
        let of = OrganizationId::from(visit.request().match_info().query("id"));
        match scope(&visit.actor(), Right::EditListings) {
            Some(Scope::All) => Ok(Whose { base: format!("{OVERSEEN}{of}"), of: Some(of) }),
            _ => Err(AppError::NotFound.into()),
        }
    }

    /// The pages of `organization` for somebody who stands on the page of one of its offers.
    pub(super) fn seen_by(actor: &Actor, organization: &OrganizationId) -> Whose {
        match scope(actor, Right::EditListings) {
            Some(Scope::All) => {
                let of = organization.clone();
                Whose { base: format!("{OVERSEEN}{of}"), of: Some(of) }
            }
            _ => Whose { of: None, base: "/structure".to_owned() },
        }
    }

    /// True when somebody looks after the organization from outside.
    pub(super) fn is_overseen(&self) -> bool {
        self.of.is_some()
    }
}
