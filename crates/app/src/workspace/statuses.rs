//! Publishing, pausing and archiving offers.

use kernel::{Actor, OfferId};
use partner_directory::revision::{Snapshot, WholeOffer};
use partner_directory::{CheckResult, Compulsory, OfferStatus, missing_to_publish};

use super::confirming::note_checked;
use super::own_offer;
use super::saving::write;
use crate::{App, AppError};

/// What became of the wish to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publish {
    /// Anybody can find it now.
    Published,
    /// It lacks what people need to know (DIR-03, FEA-8); in the order of the form.
    Missing(Vec<Compulsory>),
}

impl App {
    /// Publishes an offer; who publishes it says that it is right.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn publish_offer(&self, actor: &Actor, id: OfferId) -> Result<Publish, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            let missing = missing_to_publish(&before.offer, &before.places);
            if !missing.is_empty() {
                return Ok(Publish::Missing(missing));
            }
            let mut wanted = before.clone();
            wanted.offer.status = OfferStatus::Published;
            note_checked(conn, moment, &who, (&mut wanted.offer, CheckResult::Confirmed))?;
            let (before, wanted) = (Box::new(before), Box::new(wanted));
            write(conn, moment, Some(&Snapshot::Offer(before)), &Snapshot::Offer(wanted))?;
            Ok(Publish::Published)
        })
        .await
    }

    /// Takes an offer out of the directory for a while.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn pause_offer(&self, actor: &Actor, id: OfferId) -> Result<(), AppError> {
        self.set_status(actor, id, OfferStatus::Paused).await
    }

    /// Takes an offer out of the directory for good; it can be published again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn archive_offer(&self, actor: &Actor, id: OfferId) -> Result<(), AppError> {
        self.set_status(actor, id, OfferStatus::Archived).await
    }

    async fn set_status(
        &self,
        actor: &Actor,
        id: OfferId,
        status: OfferStatus,
    ) -> Result<(), AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            let mut wanted: WholeOffer = before.clone();
            wanted.offer.status = status;
            let (before, wanted) = (Box::new(before), Box::new(wanted));
            write(conn, moment, Some(&Snapshot::Offer(before)), &Snapshot::Offer(wanted))?;
            Ok(())
        })
        .await
    }
}
