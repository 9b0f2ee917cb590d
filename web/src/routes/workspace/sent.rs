//! What one sending of the form of an offer holds, and what it shows again.

use app::workspace::{OfferForm, PlaceForm};
use kernel::{FieldErrors, ScheduleId};
use partner_directory::fold::sort_key;
use partner_directory::{Holidays, Place, Schedule};

use super::offer_form::{
    NEW_PLACE, NO_PLACE, Where, comes_to_people, put_place, read, read_place, read_where,
};
use super::offer_view::{InlineView, describes_place, place_choices};
use super::place_form::PlaceFields;
use crate::listings::labels::Labels;
use crate::listings::schedule_form::ScheduleForm;
use crate::routes::form::{Pairs, Wrong};
use crate::visit::Visit;

/// The parts of the form: the offer, one place and its hours.
pub(super) struct Sent {
    pub(super) form: OfferForm,
    pub(super) chosen: Where,
    pub(super) described: PlaceForm,
    pub(super) schedule: ScheduleForm,
    /// Which button was pressed.
    pub(super) act: String,
    /// True once somebody looked at what is alike in the directory.
    pub(super) has_looked: bool,
    /// False when the places of the offer have pages of their own.
    pub(super) has_place: bool,
}

impl Sent {
    /// What a browser sent.
    pub(super) fn read(visit: &Visit, pairs: &Pairs) -> Sent {
        let mut form = read(pairs);
        form.coverage_communes = communes(visit, &pairs.one("coverage_communes"));
        // "It is the same place" goes on with what was pressed before.
        let (chosen, act) = match pairs.one("same_place") {
            id if id.is_empty() => (read_where(pairs), pairs.one("act")),
            id => (Where { place: id }, pairs.one("then")),
        };
        Sent {
            form,
            chosen,
            described: read_place(pairs),
            schedule: ScheduleForm::sent(pairs),
            act,
            has_looked: !pairs.one("looked").is_empty(),
            has_place: !pairs.one("has_place").is_empty(),
        }
    }

    /// A form that nobody filled in yet: the only known place, or a new one, is chosen.
    pub(super) fn first(form: OfferForm, known: &[Place], organization: &str) -> Sent {
        let place = match known {
            _ if comes_to_people(&form.kind) => NO_PLACE.to_owned(),
            [] => NEW_PLACE.to_owned(),
            [only] => only.id.to_string(),
            _ => String::new(),
        };
        let described = PlaceForm {
            place_name: organization.to_owned(),
            place_country: "CH".to_owned(),
            ..PlaceForm::default()
        };
        Sent {
            form,
            chosen: Where { place },
            described,
            schedule: ScheduleForm::of(&empty_schedule()),
            act: String::new(),
            has_looked: false,
            has_place: true,
        }
    }

    /// Puts place and hours into the form.
    ///
    /// # Errors
    /// What is wrong with the hours.
    pub(super) fn complete(
        &self,
        visit: &Visit,
        holidays: &Holidays,
    ) -> Result<OfferForm, FieldErrors> {
        let mut form = self.form.clone();
        let country = match self.described.place_country.as_str() {
            "" => "CH",
            country => country,
        };
        let today = Labels::of(&visit.site).today();
        let schedule = self.schedule.read(&empty_schedule(), today, &holidays.of(country))?;
        // Hours belong to a place: without one they would be dropped in silence.
        let code = match self.chosen.place.as_str() {
            "" => Some("required"),
            NO_PLACE => Some("needed_for_hours"),
            _ => None,
        };
        if let Some(code) = code.filter(|_| !is_silent(&schedule)) {
            let mut errors = FieldErrors::default();
            errors.add("place", code);
            return Err(errors);
        }
        let schedules = Some(schedule).filter(|one| !is_silent(one)).into_iter().collect();
        put_place(&mut form, &self.chosen, self.described.clone(), schedules);
        Ok(form)
    }

    /// The place and the hours as the form shows them again.
    pub(super) fn inline(&self, labels: Labels<'_>, known: &[Place], wrong: &Wrong) -> InlineView {
        InlineView {
            places: place_choices(labels, known, &self.chosen),
            described: PlaceFields::new(labels, &self.described),
            is_described: describes_place(known, &self.chosen, &self.described),
            schedule: self.schedule.editor(labels, wrong),
        }
    }
}

/// Hours that nobody stated yet.
pub(super) fn empty_schedule() -> Schedule {
    Schedule::empty(ScheduleId::fresh())
}

/// True when a schedule says nothing at all.
pub(super) fn is_silent(schedule: &Schedule) -> bool {
    let nothing = Schedule::empty(schedule.id.clone());
    *schedule == nothing
}

/// The communes named in one line, by number; an unknown name stays as it was typed.
fn communes(visit: &Visit, typed: &str) -> Vec<String> {
    let known = visit.site.app.communes();
    let names = typed.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let key = sort_key(name);
            let found = known.iter().find(|(code, one)| code == name || sort_key(one) == key);
            found.map_or_else(|| name.to_owned(), |(code, _)| code.clone())
        })
        .collect()
}
