//! What in the directory may be the offer or the place that somebody is entering.

use kernel::{Actor, OfferId, OrganizationId, PlaceId};
use partner_directory::{Kind, Offer, Place};

use super::{OfferForm, edited};
use crate::duplicates::Alike;
use crate::{App, AppError};

/// What may be the same as what a form of a new offer says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AlikeToForm {
    /// Offers.
    pub offers: Vec<Alike>,
    /// Places, for the one that the form describes.
    pub places: Vec<Alike>,
}

impl AlikeToForm {
    /// True when there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty() && self.places.is_empty()
    }
}

impl App {
    /// What may be the same as the offer and the place of `form`; nothing while the form cannot
    /// be read.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit the organization.
    pub async fn alike_to_form(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        form: &OfferForm,
    ) -> Result<AlikeToForm, AppError> {
        let organization = edited(actor, of)?;
        let (now, today) = (self.clock.now(), self.today());
        let kind = Kind::from_word(&form.kind).unwrap_or(Kind::ReceptionAssessment);
        let name = form.name.trim().to_owned();
        let named = (String::new(), name);
        let draft = Offer::draft(OfferId::fresh(), organization, named, kind, (now, today));
        let Ok(offer) = form.read(&draft) else { return Ok(AlikeToForm::default()) };
        let at: Vec<PlaceId> = form.places.iter().map(|one| one.place.clone()).collect();
        let offers = self.alike_offers(actor, &offer, &at).await?;
        let nameless = Place::named(PlaceId::fresh(), String::new(), String::new(), now);
        let places = match form.new_place.as_ref().map(|typed| typed.read(&nameless)) {
            Some(Ok(place)) => self.alike_places(actor, &place).await?,
            _ => Vec::new(),
        };
        Ok(AlikeToForm { offers, places })
    }
}
