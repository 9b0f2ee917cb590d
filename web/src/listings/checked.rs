//! What is to be checked in a listing, field by field, as readers see it today.

use partner_directory::{AccessMode, Kind, ListedPlace, Listing};
use serde::Serialize;

use super::contact::ContactView;
use super::labels::Labels;

/// One line of the component `summary_list`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckedFact {
    pub(crate) label: String,
    pub(crate) value: String,
}

impl Labels<'_> {
    /// Hours, place, price and telephone of a listing; what nobody said is named as such.
    pub(crate) fn to_check(self, listing: &Listing) -> Vec<CheckedFact> {
        let offer = &listing.offer;
        let phone = offer.contact_phone.as_ref().or(listing.organization.phone.as_ref());
        let phone = phone.map(|phone| ContactView::phone(phone).shown).unwrap_or_default();
        let hours: Vec<String> = listing.places.iter().map(|place| self.hours(place)).collect();
        let places: Vec<String> = listing.places.iter().map(|place| self.address(place)).collect();
        let access = self.line("access-mode", offer.access_modes.iter().map(|one| one.word()));
        // What is given nowhere in particular has no hours of its own either.
        let is_afar = listing.places.is_empty();
        let rows = [
            ("hours", if is_afar { self.say("checked-hours-agreed", &[]) } else { joined(hours) }),
            ("place", if is_afar { self.afar(listing) } else { joined(places) }),
            ("price", self.whole_cost(offer)),
            ("phone", phone),
            ("access", access),
            ("human", offer.human_channel.clone().unwrap_or_default()),
        ];
        rows.into_iter().map(|(key, value)| self.fact(key, value)).collect()
    }

    fn afar(self, listing: &Listing) -> String {
        let by_phone = listing.offer.access_modes.contains(&AccessMode::Phone);
        match listing.offer.kind {
            Kind::HomeVisit => self.say("checked-place-home", &[]),
            Kind::TelephoneLine => self.say("checked-place-phone", &[]),
            _ if by_phone => self.say("checked-place-phone", &[]),
            _ => self.say("checked-place-afar", &[]),
        }
    }

    fn fact(self, key: &str, value: String) -> CheckedFact {
        let value = match value.trim() {
            "" => self.say("checked-unknown", &[]),
            known => known.to_owned(),
        };
        CheckedFact { label: self.say(&format!("checked-{key}"), &[]), value }
    }

    fn hours(self, place: &ListedPlace) -> String {
        let rows = place.hours.as_ref().map(|hours| self.week(hours)).unwrap_or_default();
        let week = rows.iter().map(|row| format!("{} {}", row.days, row.times));
        let said = match rows.is_empty() {
            true => self.hours_words(&place.schedules, place.hours.as_ref()),
            false => week.collect::<Vec<_>>(),
        };
        let notes = place.schedules.iter().filter_map(|schedule| schedule.note.clone());
        said.into_iter().chain(notes).collect::<Vec<_>>().join(", ")
    }

    fn address(self, place: &ListedPlace) -> String {
        if place.is_address_hidden {
            return self.say("checked-hidden-place", &[]);
        }
        let town = format!("{} {}", place.postcode, place.locality);
        let parts = [place.name.as_str(), place.street.as_str(), town.trim()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// Several places, each once.
fn joined(mut lines: Vec<String>) -> String {
    lines.retain(|line| !line.is_empty());
    lines.dedup();
    lines.join(" ; ")
}

#[cfg(test)]
mod tests {
    use crate::listings::labels::tests::at;
    use crate::listings::testing::{NOW, city};
    use partner_directory::Kind;

    #[test]
    fn what_nobody_said_is_named_and_no_line_is_empty() {
        let mut listing = city().remove(0);
        listing.offer.contact_phone = None;
        listing.organization.phone = None;

        let facts = at(NOW).to_check(&listing);

        assert_eq!(facts.len(), 6);
        assert!(facts.iter().all(|fact| !fact.label.is_empty() && !fact.value.is_empty()));
        assert!(facts.iter().any(|fact| fact.value == at(NOW).say("checked-unknown", &[])));
    }

    #[test]
    fn a_visit_at_home_and_a_telephone_line_say_where_help_is_given() {
        let mut listing = city().remove(0);
        listing.places.clear();
        let mut said = |kind| {
            listing.offer.kind = kind;
            let facts = at(NOW).to_check(&listing);
            facts.into_iter().take(2).map(|fact| fact.value).collect::<Vec<_>>()
        };
        assert_eq!(said(Kind::HomeVisit), ["À convenir", "Chez les personnes"]);
        assert_eq!(said(Kind::TelephoneLine), ["À convenir", "Par téléphone"]);
    }
}
