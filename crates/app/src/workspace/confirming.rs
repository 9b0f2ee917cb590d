//! "Everything still right": one click for one offer or for all.
//!
//! **Invariant:** what readers see of a check names an organization, never a person.

use kernel::{Actor, OfferId, OrganizationId};
use partner_directory::revision::{Snapshot, WholeOffer};
use partner_directory::{CallResult, CheckResult, Offer, OfferStatus, Verified, VerifiedHow};
use store::offer_checks::Check;
use store::organization_calls::{self, Call};
use store::{Conn, network, offers, organizations};

use super::saving::write;
use super::{Moment, edited, own_offer};
use crate::freshness::note_check;
use crate::revising::whole_offer;
use crate::{App, AppError};

impl App {
    /// Says that an offer is still right as it stands.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn confirm_offer(&self, actor: &Actor, id: OfferId) -> Result<(), AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            confirm(conn, moment, &who, before)
        })
        .await
    }

    /// Says that all published offers are still right; how many that are.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit them.
    pub async fn confirm_all(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
    ) -> Result<usize, AppError> {
        let organization = edited(actor, of)?;
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let mut ids = offers::list_of(conn, &organization)?;
            ids.retain(|offer| offer.status == OfferStatus::Published);
            for offer in &ids {
                let before = whole_offer(conn, &offer.id)?;
                confirm(conn, moment, &who, before)?;
            }
            Ok(ids.len())
        })
        .await
    }
}

fn confirm(
    conn: &mut Conn,
    moment: &Moment,
    actor: &Actor,
    before: WholeOffer,
) -> Result<(), AppError> {
    let mut wanted = before.clone();
    note_checked(conn, moment, actor, (&mut wanted.offer, CheckResult::Confirmed))?;
    let (before, wanted) = (Box::new(before), Box::new(wanted));
    write(conn, moment, Some(&Snapshot::Offer(before)), &Snapshot::Offer(wanted))?;
    Ok(())
}

/// Starts the clock of `offer`, which the caller keeps, and notes who did, and how: what somebody
/// corrects after a call or a visit is known from that call.
pub(super) fn note_checked(
    conn: &mut Conn,
    moment: &Moment,
    actor: &Actor,
    (offer, result): (&mut Offer, CheckResult),
) -> Result<(), AppError> {
    let by = match actor.organization() {
        Some(own) => organizations::find(conn, own)?.name,
        None => network::settings(conn)?.name,
    };
    let check = Check {
        offer: offer.id.clone(),
        on: moment.today,
        at: moment.now,
        how: learned_how(conn, moment, actor, &offer.organization)?,
        by: Some(by),
        account: actor.account().cloned(),
        result,
    };
    let was = offer.clone();
    offer.check(Verified { on: check.on, how: check.how, by: check.by.clone() });
    // Who says the same twice on one day is heard once.
    if *offer == was && result == CheckResult::Confirmed {
        return Ok(());
    }
    note_check(conn, &check)
}

/// By the call that the same person noted today as "corrected", else on the page.
fn learned_how(
    conn: &mut Conn,
    moment: &Moment,
    actor: &Actor,
    organization: &OrganizationId,
) -> Result<VerifiedHow, AppError> {
    if actor.organization() == Some(organization) {
        return Ok(VerifiedHow::Web);
    }
    let last = organization_calls::list_of(conn, organization)?.into_iter().next();
    let is_about_it = |call: &Call| {
        call.result == CallResult::Corrected
            && call.on == moment.today
            && call.account.as_ref() == actor.account()
    };
    Ok(last.filter(is_about_it).map_or(VerifiedHow::Web, |call| call.how))
}
