//! The form of an offer: the pairs a browser sends, as the application takes them.
//!
//! Names of fields are those of [`OfferForm`] and [`PlaceForm`], so that what is wrong is said
//! at the field that was typed.

use app::workspace::{AtPlaceForm, OfferForm, PlaceForm, new_offer_form};
use partner_directory::{Kind, Schedule};

use crate::routes::form::Pairs;

/// The value of `place` for a place that is described in the same form.
pub(super) const NEW_PLACE: &str = "new";
/// The value of `place` for help by telephone or at home.
pub(super) const NO_PLACE: &str = "none";

/// Where the offer is given, as one choice; more places have pages of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Where {
    /// [`NEW_PLACE`], [`NO_PLACE`], the identifier of a place, or nothing chosen yet.
    pub(super) place: String,
}

/// Reads what belongs to the offer itself; places are added by [`put_place`].
pub(super) fn read(pairs: &Pairs) -> OfferForm {
    let one = |name: &str| pairs.one(name).trim().to_owned();
    OfferForm {
        version: one("version").parse().unwrap_or_default(),
        name: one("name"),
        kind: one("kind"),
        summary: one("summary"),
        description: lines(&pairs.one("description")),
        themes: pairs.all("themes"),
        audiences: pairs.all("audiences"),
        minimum_age: one("minimum_age"),
        maximum_age: one("maximum_age"),
        conditions: one("conditions"),
        adjustments: pairs.all("adjustments"),
        help_modes: pairs.all("help_modes"),
        access_modes: pairs.all("access_modes"),
        languages: pairs.all("languages"),
        cost_bands: pairs.all("cost_bands"),
        cost_amount: one("cost_amount"),
        cost_currency: one("cost_currency"),
        cost_note: one("cost_note"),
        booking_url: one("booking_url"),
        documents_to_bring: one("documents_to_bring"),
        human_channel: one("human_channel"),
        is_anonymous_possible: one("is_anonymous_possible"),
        itinerance: one("itinerance"),
        who_may_refer: one("who_may_refer"),
        accepts_referrals: !one("accepts_referrals").is_empty(),
        answer_promise_days: one("answer_promise_days"),
        contact_name: one("contact_name"),
        contact_phone: one("contact_phone"),
        contact_email: one("contact_email"),
        programmes: pairs.all("programmes"),
        places_per_week: one("places_per_week"),
        alert: one("alert"),
        valid_from: one("valid_from"),
        valid_until: one("valid_until"),
        ..OfferForm::default()
    }
}

/// Reads a place that is described in a form.
pub(super) fn read_place(pairs: &Pairs) -> PlaceForm {
    let one = |name: &str| pairs.one(name).trim().to_owned();
    PlaceForm {
        version: one("place_version"),
        place_name: one("place_name"),
        place_kind: one("place_kind"),
        place_street: one("place_street"),
        place_complement: one("place_complement"),
        place_postcode: one("place_postcode"),
        place_locality: one("place_locality"),
        place_commune_code: one("place_commune_code"),
        place_country: one("place_country"),
        place_building_id: one("place_building_id"),
        place_lat: one("place_lat"),
        place_lon: one("place_lon"),
        place_step_free: one("place_step_free"),
        place_has_accessible_toilet: one("place_has_accessible_toilet"),
        place_transport_stop: one("place_transport_stop"),
        place_entrance: one("place_entrance"),
        place_has_free_computers: one("place_has_free_computers"),
        place_has_wifi: one("place_has_wifi"),
        place_has_printing: one("place_has_printing"),
        place_accessibility_url: one("place_accessibility_url"),
        place_is_address_hidden: !one("place_is_address_hidden").is_empty(),
    }
}

/// The choice of a place that a browser sent.
pub(super) fn read_where(pairs: &Pairs) -> Where {
    Where { place: pairs.one("place").trim().to_owned() }
}

/// Puts the chosen place and its schedules into `form`.
pub(super) fn put_place(
    form: &mut OfferForm,
    chosen: &Where,
    described: PlaceForm,
    schedules: Vec<Schedule>,
) {
    form.places = Vec::new();
    form.new_place = None;
    form.new_place_schedules = Vec::new();
    match chosen.place.as_str() {
        "" | NO_PLACE => {}
        NEW_PLACE => {
            form.new_place = Some(described);
            form.new_place_schedules = schedules;
        }
        id => form.places = vec![AtPlaceForm { place: id.into(), schedules }],
    }
}

/// True when the template of `kind` has no place of its own.
pub(super) fn comes_to_people(kind: &str) -> bool {
    matches!(Kind::from_word(kind), Some(Kind::TelephoneLine | Kind::HomeVisit))
}

/// What the form of a new offer holds before anybody typed anything.
pub(super) fn of_template(kind: Kind, name: String) -> OfferForm {
    OfferForm { accepts_referrals: true, ..new_offer_form(kind, name) }
}

/// Lines end in one sign, however the browser ends them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(sent: &[(&str, &str)]) -> Pairs {
        Pairs::new(sent.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn what_was_typed_is_read_as_it_was_typed() {
        let form = read(&pairs(&[
            ("name", " Aide du mardi "),
            ("themes", "safe_use"),
            ("themes", "job_search"),
            ("minimum_age", "douze"),
            ("description", "Un.\r\nDeux."),
            ("accepts_referrals", "yes"),
        ]));

        assert_eq!(form.name, "Aide du mardi");
        assert_eq!(form.themes, ["safe_use", "job_search"]);
        assert_eq!(form.minimum_age, "douze", "wrong values are kept to be shown again");
        assert_eq!(form.description, "Un.\nDeux.");
        assert!(form.accepts_referrals);
        assert!(!read(&pairs(&[])).accepts_referrals);
    }

    #[test]
    fn a_place_is_chosen_described_or_absent() {
        let mut form = OfferForm::default();
        let described = PlaceForm { place_name: "Café".to_owned(), ..PlaceForm::default() };
        let chosen = |place: &str| Where { place: place.to_owned() };

        put_place(&mut form, &chosen("0190"), described.clone(), vec![]);
        assert_eq!(form.places.len(), 1);
        assert!(form.new_place.is_none());

        put_place(&mut form, &chosen(NEW_PLACE), described.clone(), vec![]);
        assert!(form.places.is_empty());
        assert_eq!(form.new_place, Some(described.clone()));

        put_place(&mut form, &chosen(NO_PLACE), described, vec![]);
        assert!(form.places.is_empty() && form.new_place.is_none());
    }

    #[test]
    fn a_template_never_fills_in_what_only_a_person_can_know() {
        for kind in Kind::ALL {
            let form = of_template(*kind, "Nom".to_owned());
            assert!(form.cost_bands.is_empty() && form.human_channel.is_empty());
            assert!(form.places.is_empty());
        }
    }
}
