//! Room for new people, said in one step.

use kernel::{Actor, FieldErrors, OfferId};
use partner_directory::revision::Snapshot;
use partner_directory::{Capacity, CapacityStatement, Offer};

use super::reader::{Reader, typed};
use super::saving::write;
use super::{Moment, own_offer};
use crate::{App, AppError};

/// What somebody said about room for new people.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the fields of `CapacityStatement`, as typed")]
pub struct CapacityForm {
    /// A word of `Capacity`; empty when nobody can say.
    pub state: String,
    pub until: String,
    /// `None` leaves what was said.
    pub places_per_week: Option<String>,
}

impl CapacityForm {
    /// The form that says what `offer` says.
    pub fn of(offer: &Offer) -> CapacityForm {
        let stated = offer.capacity.as_ref();
        CapacityForm {
            state: stated.map(|one| one.state.word().to_owned()).unwrap_or_default(),
            until: stated.map(|one| typed(&one.until)).unwrap_or_default(),
            places_per_week: Some(typed(&offer.places_per_week)),
        }
    }

    fn read(&self, moment: &Moment, offer: &Offer) -> Result<Offer, FieldErrors> {
        let mut reader = Reader::default();
        let word = |word: &str| Capacity::from_word(word).map(Some);
        let state = reader.word("state", &self.state, word, None);
        let until = reader.date("until", &self.until);
        if until.is_some_and(|until| until < moment.today) {
            reader.wrong("until", "past_date");
        }
        let places_per_week = match &self.places_per_week {
            Some(number) => reader.number("places_per_week", number, 0..=999),
            None => offer.places_per_week,
        };
        let stated_on = moment.today;
        reader.finish(Offer {
            capacity: state.map(|state| CapacityStatement { state, until, stated_on }),
            places_per_week,
            ..offer.clone()
        })
    }
}

impl App {
    /// Says how much room an offer has; the last word counts.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it, [`AppError::Invalid`] with what is wrong.
    pub async fn set_capacity(
        &self,
        actor: &Actor,
        id: OfferId,
        form: CapacityForm,
    ) -> Result<(), AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            let mut wanted = before.clone();
            wanted.offer = form.read(moment, &before.offer)?;
            let (before, wanted) = (Box::new(before), Box::new(wanted));
            write(conn, moment, Some(&Snapshot::Offer(before)), &Snapshot::Offer(wanted))?;
            Ok(())
        })
        .await
    }
}
