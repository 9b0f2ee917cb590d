//! One offer in a list.

use std::collections::BTreeMap;

use app::directory::Hit;
use partner_directory::ranking::{Point, ToBeFirst};
use partner_directory::{
    Capacity, Freshness, Kind, ListedPlace, Listing, Span, StepFree, capacity, freshness,
};
use serde::Serialize;

use super::labels::Labels;
use crate::pages::Tone;
use crate::routes::basket::Basket;

/// How many languages a card names.
const LANGUAGES: usize = 3;
/// How many reasons stand beside the points.
const REASONS: usize = 3;

/// What the component `offer_card` shows.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Card {
    name: String,
    slug: String,
    href: String,
    is_in_basket: bool,
    organization: String,
    place: String,
    when: String,
    facts: Vec<String>,
    capacity: BTreeMap<&'static str, String>,
    verified: String,
    reasons: Vec<String>,
    points: Vec<PointView>,
    /// What it lacks to be first, in a sentence; empty when it is, or when points do not decide.
    to_be_first: String,
    total: u32,
    actions: Vec<Action>,
}

#[derive(Debug, Clone, Serialize)]
struct PointView {
    label: String,
    points: u8,
}

#[derive(Debug, Clone, Serialize)]
struct Action {
    label: String,
    href: String,
    kind: &'static str,
    icon: &'static str,
}

/// What a card shows: an offer, where and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// The offer.
    pub(crate) listing: &'a Listing,
    /// The place among those of the offer.
    pub(crate) place: Option<&'a ListedPlace>,
    /// How far it is.
    pub(crate) distance_m: Option<u32>,
    /// The opening under way or the next one.
    pub(crate) opening: Option<Span>,
}

impl<'a> Shown<'a> {
    /// The place of `listing` that opens first, without a distance.
    pub(crate) fn soonest(listing: &'a Listing, labels: Labels<'_>) -> Shown<'a> {
        let opening = |place: &ListedPlace| place.hours.as_ref()?.next_opening(labels.now());
        let with_openings = listing.places.iter().map(|place| (place, opening(place)));
        let soonest = with_openings.min_by_key(|(_, opening)| {
            opening.map_or(chrono::DateTime::<chrono::Utc>::MAX_UTC, |span| span.from)
        });
        let (place, opening) =
            soonest.map_or((None, None), |(place, opening)| (Some(place), opening));
        Shown { listing, place, distance_m: None, opening }
    }
}

impl Card {
    /// The facts of an offer; no points and nothing to do yet.
    pub(crate) fn new(shown: Shown<'_>, labels: Labels<'_>) -> Card {
        let listing = shown.listing;
        let offer = &listing.offer;
        Card {
            name: offer.name.clone(),
            slug: offer.slug.clone(),
            href: format!("/offres/{}", offer.slug),
            is_in_basket: false,
            organization: labels.organization(listing),
            place: labels.place_line(shown),
            when: labels.when(shown.place, shown.opening),
            facts: labels.facts(shown),
            capacity: labels.state(listing),
            verified: labels.verified(listing),
            reasons: Vec::new(),
            points: Vec::new(),
            to_be_first: String::new(),
            total: 0,
            actions: Vec::new(),
        }
    }

    /// Says whether it is in the basket.
    pub(crate) fn mark(&mut self, basket: &Basket) {
        self.is_in_basket = basket.holds(&self.slug);
    }

    /// The same with its points under the published rules and the strongest reasons.
    pub(crate) fn scored(self, hit: &Hit, labels: Labels<'_>) -> Card {
        let score = &hit.score;
        let given: Vec<&Point> = score.points.iter().filter(|point| point.points > 0).collect();
        let mut strongest = given.clone();
        strongest.retain(|point| point.points * 2 >= point.max);
        strongest.sort_by_key(|point| std::cmp::Reverse(point.points));
        Card {
            reasons: strongest.iter().take(REASONS).map(|one| labels.short_reason(one)).collect(),
            points: given
                .iter()
                .map(|point| PointView { label: labels.reason(point), points: point.points })
                .collect(),
            to_be_first: hit
                .to_be_first
                .as_ref()
                .map_or_else(String::new, |lack| labels.lack(lack)),
            total: score.total,
            ..self
        }
    }

    /// The same with what a reader can do: refer when allowed, and take a sheet along.
    pub(crate) fn with_actions(
        self,
        listing: &Listing,
        may_refer: bool,
        labels: Labels<'_>,
    ) -> Card {
        let slug = &listing.offer.slug;
        let refer = (may_refer && can_be_asked(listing, labels)).then(|| Action {
            label: labels.say("listing-refer", &[]),
            href: format!("/orienter?offre={slug}"),
            kind: "main",
            icon: "send",
        });
        let sheet = Action {
            label: labels.say("listing-sheet", &[]),
            href: format!("/offres/{slug}/feuille"),
            kind: "plain",
            icon: "",
        };
        Card { actions: refer.into_iter().chain([sheet]).collect(), ..self }
    }
}

/// True when a referral to the offer has a chance: a partner that takes them, not out of date.
pub(crate) fn can_be_asked(listing: &Listing, labels: Labels<'_>) -> bool {
    listing.organization.is_partner
        && listing.offer.accepts_referrals
        && freshness(&listing.offer, labels.today()) < Freshness::ToConfirm
}

impl Labels<'_> {
    /// Who gives the help; empty when the offer already has that name.
    pub(crate) fn organization(self, listing: &Listing) -> String {
        let name = &listing.organization.name;
        if *name == listing.offer.name { String::new() } else { name.clone() }
    }

    /// What an offer lacks to be first.
    fn lack(self, lack: &ToBeFirst) -> String {
        match lack {
            ToBeFirst::Turn => self.say("first-turn", &[]),
            ToBeFirst::Never => self.say("first-never", &[]),
            ToBeFirst::With(rules) => {
                let what = rules.iter().map(|rule| self.word("first-with", rule.word()));
                let what = self.list(&what.collect::<Vec<_>>());
                self.say("first-if", &[("what", what.into())])
            }
        }
    }

    /// Where help is given, in one line.
    pub(crate) fn place_line(self, shown: Shown<'_>) -> String {
        let Some(place) = shown.place else {
            let key = match shown.listing.offer.kind {
                Kind::TelephoneLine => "listing-by-phone",
                Kind::HomeVisit => "listing-at-home",
                _ => "listing-no-place",
            };
            return self.say(key, &[]);
        };
        let others = shown.listing.places.len() - 1;
        let town = if place.locality.is_empty() { &place.commune } else { &place.locality };
        let near = match shown.distance_m {
            Some(metres) => format!("{town}, {}", self.words().distance(metres)),
            None => town.clone(),
        };
        let line = match place.is_address_hidden {
            true => self.say("listing-address-by-phone", &[("town", near.into())]),
            false => near,
        };
        match others {
            0 => line,
            _ => {
                let args = [("place", line.into()), ("count", others.into())];
                self.say("listing-other-places", &args)
            }
        }
    }

    fn facts(self, shown: Shown<'_>) -> Vec<String> {
        let offer = &shown.listing.offer;
        let cost = Some(self.cost(&offer.cost)).filter(|cost| !cost.is_empty());
        let step = shown.place.filter(|place| place.step_free != StepFree::Unknown);
        let step = step.map(|place| self.word("step-free", place.step_free.word()));
        [cost, self.languages(shown.listing), step].into_iter().flatten().collect()
    }

    fn languages(self, listing: &Listing) -> Option<String> {
        let all = &listing.offer.languages;
        let named: Vec<String> = all
            .iter()
            .take(LANGUAGES)
            .map(|one| self.word("language", one.language.as_str()))
            .collect();
        let named = named.join(", ");
        match all.len() {
            0 => None,
            count if count <= LANGUAGES => Some(named),
            count => {
                let args = [("languages", named.into()), ("count", (count - LANGUAGES).into())];
                Some(self.say("listing-more-languages", &args))
            }
        }
    }

    /// The one state that a reader should know: to be confirmed, else the room there is.
    pub(crate) fn state(self, listing: &Listing) -> BTreeMap<&'static str, String> {
        let tag = |label: String, tone: Tone| {
            BTreeMap::from([("label", label), ("tone", tone.word().to_owned())])
        };
        let offer = &listing.offer;
        if freshness(offer, self.today()) >= Freshness::ToConfirm {
            return tag(self.word("freshness", "to_confirm"), Tone::Warn);
        }
        let room = capacity(offer, self.today());
        let Some(state) = room.state else { return BTreeMap::new() };
        let until = offer.capacity.as_ref().and_then(|stated| stated.until);
        match (state, until) {
            _ if room.is_to_confirm => tag(self.say("listing-room-to-confirm", &[]), Tone::Neutral),
            (Capacity::Full, Some(until)) => {
                let until = self.date(until);
                tag(self.say("listing-full-until", &[("date", until.into())]), Tone::Late)
            }
            (Capacity::Full, None) => tag(self.word("capacity", state.word()), Tone::Late),
            (Capacity::FewPlaces, _) => tag(self.word("capacity", state.word()), Tone::Info),
            (Capacity::Open, _) => tag(self.word("capacity", state.word()), Tone::Good),
        }
    }

    /// When and how the listing was last checked.
    pub(crate) fn verified(self, listing: &Listing) -> String {
        let verified = &listing.offer.verified;
        let date = self.date(verified.on);
        let is_old = freshness(&listing.offer, self.today()) >= Freshness::ToConfirm;
        let key = if is_old { "listing-verified-long-ago" } else { "listing-verified" };
        let how = self.word("verified-how", verified.how.word());
        self.say(key, &[("how", how.into()), ("date", date.into())])
    }
}
