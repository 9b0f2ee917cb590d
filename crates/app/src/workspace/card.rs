//! An organization's own card, and the days on which it is away.

use chrono::NaiveDate;
use kernel::{Actor, Closure, OrganizationId};
use partner_directory::Organization;
use partner_directory::revision::{FieldChange, Snapshot};
use store::organizations;

use super::reader::Reader;
use super::saving::{Joined, join, write};
use super::{OrganizationForm, edited};
use crate::{App, AppError};

/// The most closures that are announced at once.
const MOST_CLOSURES: usize = 40;

/// What the page that edits a card shows.
#[derive(Debug, Clone)]
pub struct OrganizationForEdit {
    /// The organization.
    pub organization: Organization,
    /// The form, filled.
    pub form: OrganizationForm,
}

/// What became of a form.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveOrganization {
    /// It was kept.
    Saved {
        /// What somebody else changed since the form was opened, and stays.
        merged: Vec<FieldChange>,
    },
    /// Nothing was kept: somebody else changed the same fields.
    Conflict {
        /// The form that says what the card says now; its version is the one to send next.
        current: Box<OrganizationForm>,
        /// What others changed since the form was opened.
        theirs: Vec<FieldChange>,
    },
}

/// Days on which an organization is away, as typed.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ClosureForm {
    pub from: String,
    /// Empty means one day.
    pub until: String,
}

impl App {
    /// A card to edit.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn organization_for_edit(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
    ) -> Result<OrganizationForEdit, AppError> {
        let id = edited(actor, of)?;
        let organization = self.db.read(move |conn| organizations::find(conn, &id)).await?;
        Ok(OrganizationForEdit { form: OrganizationForm::of(&organization), organization })
    }

    /// Keeps a form, joined with what others changed since it was opened.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it, [`AppError::Invalid`] with what is wrong.
    pub async fn save_organization(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        form: OrganizationForm,
    ) -> Result<SaveOrganization, AppError> {
        let id = edited(actor, of)?;
        self.edit(actor, move |conn, moment| {
            let now = organizations::find(conn, &id)?;
            let current = Snapshot::Organization(Box::new(now.clone()));
            let joined = join(conn, form.version.into(), &current, |base| match base {
                Snapshot::Organization(base) => {
                    Ok(Snapshot::Organization(Box::new(form.read(base)?)))
                }
                other => Ok(other.clone()),
            })?;
            match joined {
                Joined::Write(wanted, merged) => {
                    write(conn, moment, Some(&current), &wanted)?;
                    Ok(SaveOrganization::Saved { merged })
                }
                Joined::Conflict(theirs) => Ok(SaveOrganization::Conflict {
                    current: Box::new(OrganizationForm::of(&now)),
                    theirs,
                }),
            }
        })
        .await
    }

    /// Announces days on which the organization is away.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it, [`AppError::Invalid`] with what is wrong.
    pub async fn add_closure(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        form: ClosureForm,
    ) -> Result<(), AppError> {
        self.edit_closures(actor, of, move |closures, today| {
            let mut reader = Reader::default();
            let from = reader.date("from", &form.from);
            if form.from.trim().is_empty() {
                reader.wrong("from", "required");
            }
            let until = reader.date("until", &form.until).or(from);
            reader.in_order("until", from, until);
            if until.is_some_and(|until| until < today) {
                reader.wrong("until", "past_date");
            }
            let closure = from.zip(until).map(|(from, until)| Closure { from, until });
            if closure.as_ref().is_some_and(|one| closures.contains(one)) {
                reader.wrong("from", "twice");
            }
            // Those that are over end by themselves.
            closures.retain(|one| one.until >= today);
            if closures.len() >= MOST_CLOSURES {
                reader.wrong("from", "too_many");
            }
            let closure = reader.finish(closure)?;
            closures.extend(closure);
            closures.sort_by_key(|one| (one.from, one.until));
            Ok(())
        })
        .await
    }

    /// Takes announced days back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it; days that are not announced are fine.
    pub async fn remove_closure(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        (from, until): (NaiveDate, NaiveDate),
    ) -> Result<(), AppError> {
        self.edit_closures(actor, of, move |closures, _| {
            closures.retain(|one| *one != Closure { from, until });
            Ok(())
        })
        .await
    }

    async fn edit_closures(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        change: impl FnOnce(&mut Vec<Closure>, NaiveDate) -> Result<(), AppError> + Send + 'static,
    ) -> Result<(), AppError> {
        let id = edited(actor, of)?;
        self.edit(actor, move |conn, moment| {
            let before = organizations::find(conn, &id)?;
            let mut wanted = before.clone();
            change(&mut wanted.closures, moment.today)?;
            let before = Snapshot::Organization(Box::new(before));
            write(conn, moment, Some(&before), &Snapshot::Organization(Box::new(wanted)))?;
            Ok(())
        })
        .await
    }
}
