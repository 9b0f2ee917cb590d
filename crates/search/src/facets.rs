//! Which offers have which value of which filter, as sets of bits.
//!
//! **Invariant:** the count beside a value is the number of results that choosing it would
//! give: every other filter holds, the facet's own is left out.

use std::collections::BTreeMap;

use partner_directory::{Filters, Listing};

use crate::bits::Bits;

/// A filter of the search page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Facet {
    Theme,
    Kind,
    Commune,
    Audience,
    Language,
    Adjustment,
    Free,
    Anonymous,
    Open,
    Appointment,
    Capacity,
}

impl Facet {
    /// Every facet, in the order of the page.
    pub const ALL: &'static [Facet] = &[
        Facet::Theme,
        Facet::Kind,
        Facet::Commune,
        Facet::Audience,
        Facet::Language,
        Facet::Adjustment,
        Facet::Free,
        Facet::Anonymous,
        Facet::Open,
        Facet::Appointment,
        Facet::Capacity,
    ];

    /// The word used in answers to machines and in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Facet::Theme => "theme",
            Facet::Kind => "kind",
            Facet::Commune => "commune",
            Facet::Audience => "audience",
            Facet::Language => "language",
            Facet::Adjustment => "adjustment",
            Facet::Free => "free",
            Facet::Anonymous => "anonymous",
            Facet::Open => "open",
            Facet::Appointment => "appointment",
            Facet::Capacity => "capacity",
        }
    }

    /// Reads back a word; `None` for any other text.
    pub fn from_word(word: &str) -> Option<Facet> {
        Facet::ALL.iter().copied().find(|facet| facet.word() == word)
    }
}

pub(crate) const YES: &str = "true";
pub(crate) const NO: &str = "false";

fn yes_no(is_so: bool) -> &'static str {
    if is_so { YES } else { NO }
}

/// For each facet and value, the slots that have it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns(pub(crate) BTreeMap<Facet, BTreeMap<String, Bits>>, Bits);

impl Columns {
    pub(crate) fn set(&mut self, facet: Facet, value: &str, slot: usize, is_member: bool) {
        let values = self.0.entry(facet).or_default();
        if !values.contains_key(value) {
            values.insert(value.to_owned(), Bits::default());
        }
        if let Some(bits) = values.get_mut(value) {
            bits.set(slot, is_member);
        }
    }

    pub(crate) fn values(&self, facet: Facet) -> impl Iterator<Item = (&str, &Bits)> {
        self.0.get(&facet).into_iter().flatten().map(|(value, bits)| (value.as_str(), bits))
    }

    pub(crate) fn of(&self, facet: Facet, value: &str) -> Option<&Bits> {
        self.0.get(&facet)?.get(value)
    }

    /// The offers of partners that accept referrals, whatever the day.
    pub(crate) fn accepting(&self) -> &Bits {
        &self.1
    }

    /// Makes the values that do not change with time those of `listing`, or none at all.
    pub(crate) fn put(&mut self, slot: usize, listing: Option<&Listing>) {
        for bits in self.0.values_mut().flat_map(BTreeMap::values_mut) {
            bits.set(slot, false);
        }
        let accepts = |one: &Listing| one.organization.is_partner && one.offer.accepts_referrals;
        self.1.set(slot, listing.is_some_and(accepts));
        for (facet, value) in listing.into_iter().flat_map(lasting_values) {
            self.set(facet, value, slot, true);
        }
    }
}

/// The values that depend on nothing but the listing.
fn lasting_values(listing: &Listing) -> Vec<(Facet, &str)> {
    let offer = &listing.offer;
    let mut values = vec![(Facet::Kind, offer.kind.word())];
    values.extend(offer.themes.iter().map(|theme| (Facet::Theme, theme.word())));
    let communes = listing.places.iter().filter_map(|place| place.commune_code.as_deref());
    values.extend(communes.map(|code| (Facet::Commune, code)));
    let audiences = if offer.audiences.is_empty() {
        partner_directory::Audience::ALL
    } else {
        offer.audiences.as_slice()
    };
    values.extend(audiences.iter().map(|audience| (Facet::Audience, audience.word())));
    values.extend(offer.languages.iter().map(|one| (Facet::Language, one.language.as_str())));
    values.extend(offer.adjustments.iter().map(|one| (Facet::Adjustment, one.word())));
    values.extend(offer.cost.is_free().then_some((Facet::Free, YES)));
    values.extend((offer.is_anonymous_possible == Some(true)).then_some((Facet::Anonymous, YES)));
    let stated = listing.places.iter().flat_map(|place| &place.schedules);
    let by_appointment = stated.filter_map(|schedule| schedule.is_by_appointment);
    values.extend(by_appointment.map(|is_so| (Facet::Appointment, yes_no(is_so))));
    values
}

/// The filters that are set, as facet and value.
pub(crate) fn chosen(filters: &Filters) -> Vec<(Facet, &str)> {
    let chosen = [
        (Facet::Theme, filters.theme.map(|theme| theme.word())),
        (Facet::Kind, filters.kind.map(|kind| kind.word())),
        (Facet::Commune, filters.commune.as_deref()),
        (Facet::Audience, filters.audience.map(|audience| audience.word())),
        (Facet::Language, filters.language.as_ref().map(|language| language.as_str())),
        (Facet::Adjustment, filters.adjustment.map(|adjustment| adjustment.word())),
        (Facet::Free, filters.free.then_some(YES)),
        (Facet::Anonymous, filters.anonymous.then_some(YES)),
        (Facet::Open, filters.open.map(|open| open.word())),
        (Facet::Appointment, filters.appointment.map(yes_no)),
        (Facet::Capacity, filters.capacity.map(|capacity| capacity.word())),
    ];
    chosen.into_iter().filter_map(|(facet, value)| Some((facet, value?))).collect()
}
