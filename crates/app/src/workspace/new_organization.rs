//! An organization that is new to the directory: made by a coordinator, proposed by others.
//!
//! **Invariant:** what looks like an organization that is known is said before anything is
//! written; nobody is invited into an organization that still waits for a coordinator.

use kernel::{Actor, FieldErrors, OrganizationId};
use partner_directory::Organization;
use partner_directory::revision::Snapshot;
use partner_directory::slug::slug;
use store::organizations;

use super::OrganizationForm;
use super::saving::write;
use crate::duplicates::Alike;
use crate::moderation::hold_back;
use crate::{App, AppError};

/// What became of the form of a new organization.
#[derive(Debug, Clone, PartialEq)]
pub enum NewOrganization {
    /// It is in the directory.
    Made(OrganizationId),
    /// A coordinator looks at it first.
    Waiting,
    /// Nothing was written: these may be the same.
    Alike(Vec<Alike>),
}

impl App {
    /// Makes an organization, unless one like it is known; `is_other`: somebody looked at those
    /// and says that it is another.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who edits no listing, [`AppError::Invalid`] with what is wrong.
    pub async fn create_organization(
        &self,
        actor: &Actor,
        form: OrganizationForm,
        is_other: Confirmed,
    ) -> Result<NewOrganization, AppError> {
        let nameless = |name: &str| {
            let (id, now) = (OrganizationId::fresh(), self.clock.now());
            Organization::named(id, slug(name), name.trim().to_owned(), now)
        };
        let wanted = reachable(form.read(&nameless(&form.name))?)?;
        if is_other == Confirmed::NotYet {
            let alike = self.alike_organizations(actor, &wanted).await?;
            if !alike.is_empty() {
                return Ok(NewOrganization::Alike(alike));
            }
        }
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let slug = organizations::free_slug(conn, &wanted.slug)?;
            let wanted = Organization { slug, ..wanted };
            let id = wanted.id.clone();
            let wanted = Snapshot::Organization(Box::new(wanted));
            if hold_back(conn, &who, (None, &wanted), (moment.now, moment.today))? {
                return Ok(NewOrganization::Waiting);
            }
            write(conn, moment, None, &wanted)?;
            Ok(NewOrganization::Made(id))
        })
        .await
    }
}

/// Whether somebody looked at what is alike and found that it is not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// Nobody was asked.
    NotYet,
    /// It is another.
    IsOther,
}

/// An organization that nobody can reach helps nobody.
fn reachable(wanted: Organization) -> Result<Organization, AppError> {
    if wanted.phone.is_some() || wanted.email.is_some() {
        return Ok(wanted);
    }
    let mut errors = FieldErrors::default();
    errors.add("phone", "required");
    Err(AppError::Invalid(errors))
}
