//! The facts of an offer, line by line.

use app::communes::commune_name;
use chrono::NaiveDate;
use partner_directory::organization::Label;
use partner_directory::{AccessMode, Coverage, Freshness, Itinerance, Listing, Offer, freshness};
use serde::Serialize;

use super::labels::Labels;

/// How many communes are named; the others are counted.
const COMMUNES: usize = 12;

/// One line: what, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    /// What it is about.
    pub(crate) label: String,
    /// What is known.
    pub(crate) value: String,
}

/// What is known of an offer beyond where and when; what nobody said is left out.
pub(crate) fn facts(listing: &Listing, labels: Labels<'_>) -> Vec<Fact> {
    let offer = &listing.offer;
    let languages: Vec<String> = offer.languages.iter().map(|one| labels.offered(one)).collect();
    let access = offer.access_modes.iter().filter(|mode| **mode != AccessMode::NoPublic);
    let rows = [
        ("themes", labels.line("theme", offer.themes.iter().map(|one| one.word()))),
        ("kind", labels.word("kind", offer.kind.word())),
        ("cost", labels.whole_cost(offer)),
        ("audience", labels.audience(offer)),
        ("conditions", offer.conditions.clone().unwrap_or_default()),
        ("languages", languages.join(", ")),
        ("access", labels.line("access-mode", access.map(|one| one.word()))),
        ("how", labels.line("help-mode", offer.help_modes.iter().map(|one| one.word()))),
        ("adjustments", labels.line("adjustment", offer.adjustments.iter().map(|one| one.word()))),
        ("anonymous", labels.yes_no(offer.is_anonymous_possible, "anonymous")),
        ("who", labels.word("who-may-refer", offer.who_may_refer.word())),
        ("coverage", labels.coverage(&offer.coverage)),
        ("itinerance", labels.itinerance(offer.itinerance)),
        ("dates", capital(&labels.between(offer.valid_from, offer.valid_until))),
        ("promise", labels.promise(listing)),
        ("programmes", offer.programmes.join(", ")),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.trim().is_empty());
    rows.map(|(key, value)| Fact { label: labels.say(&format!("offers-fact-{key}"), &[]), value })
        .collect()
}

/// The same text with a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

impl Labels<'_> {
    /// The price with its conditions; empty when nobody said.
    pub(crate) fn whole_cost(self, offer: &Offer) -> String {
        let parts = [Some(self.cost(&offer.cost)), offer.cost.note.clone()];
        let parts = parts.into_iter().flatten().filter(|one| !one.trim().is_empty());
        parts.collect::<Vec<_>>().join(". ")
    }

    /// For whom: audiences, and ages.
    fn audience(self, offer: &Offer) -> String {
        let ages = match (offer.minimum_age, offer.maximum_age) {
            (Some(from), Some(to)) => {
                self.say("offers-ages", &[("from", from.into()), ("to", to.into())])
            }
            (Some(from), None) => self.say("offers-age-from", &[("from", from.into())]),
            (None, Some(to)) => self.say("offers-age-to", &[("to", to.into())]),
            (None, None) => String::new(),
        };
        let audiences = match offer.audiences.as_slice() {
            [] => self.word("audience", "everyone"),
            some => self.line("audience", some.iter().map(|one| one.word())),
        };
        [audiences, ages].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn yes_no(self, answer: Option<bool>, what: &str) -> String {
        match answer {
            Some(true) => self.say(&format!("offers-{what}-yes"), &[]),
            Some(false) => self.say(&format!("offers-{what}-no"), &[]),
            None => String::new(),
        }
    }

    /// Where people must live, in words.
    fn coverage(self, coverage: &Coverage) -> String {
        let Coverage::Communes(codes) = coverage else {
            return self.say("offers-coverage-anywhere", &[]);
        };
        let mut names: Vec<String> =
            codes.iter().filter_map(|code| commune_name(code)).map(str::to_owned).collect();
        let unnamed = codes.len() - names.len();
        if names.is_empty() {
            return self.say("offers-coverage-communes", &[]);
        }
        let left = unnamed + names.len().saturating_sub(COMMUNES);
        names.truncate(COMMUNES);
        match left {
            0 => self.list(&names),
            left => {
                let args = [("communes", names.join(", ").into()), ("count", left.into())];
                self.say("offers-coverage-more", &args)
            }
        }
    }

    fn itinerance(self, itinerance: Itinerance) -> String {
        match itinerance {
            Itinerance::Fixed => String::new(),
            Itinerance::Itinerant => self.say("offers-itinerant", &[]),
        }
    }

    /// From when until when; empty when it is not limited.
    pub(crate) fn between(self, from: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
        let day = |date: NaiveDate| self.words().date_medium(date);
        match (from, until) {
            (Some(from), Some(until)) => {
                let ends = [("from", day(from).into()), ("until", day(until).into())];
                self.say("offers-dates-between", &ends)
            }
            (Some(from), None) => self.say("offers-dates-from", &[("from", day(from).into())]),
            (None, Some(until)) => self.say("offers-dates-until", &[("until", day(until).into())]),
            (None, None) => String::new(),
        }
    }

    /// In how many opening days a referral is answered; empty when none can be sent.
    fn promise(self, listing: &Listing) -> String {
        let days = listing.offer.answer_promise_days.or(listing.organization.answer_promise_days);
        match days {
            Some(days) if listing.organization.is_partner && listing.offer.accepts_referrals => {
                self.say("offers-promise", &[("days", days.into())])
            }
            _ => String::new(),
        }
    }

    /// The labels and networks that hold today, each with its dates.
    pub(crate) fn held(self, all: &[Label]) -> Vec<String> {
        let held = all.iter().filter(|label| label.holds(self.today()));
        held.map(|label| {
            let dates = self.between(label.from, label.until);
            let by = label.awarded_by.as_ref().filter(|by| !by.trim().is_empty());
            let by = by.map(|by| self.say("offers-label-by", &[("by", by.as_str().into())]));
            let details: Vec<String> =
                by.into_iter().chain((!dates.is_empty()).then_some(dates)).collect();
            match details.is_empty() {
                true => label.name.clone(),
                false => {
                    let args = [
                        ("name", label.name.as_str().into()),
                        ("details", details.join(", ").into()),
                    ];
                    self.say("offers-label", &args)
                }
            }
        })
        .collect()
    }

    /// Who last confirmed the listing, when and how.
    pub(crate) fn verified_by(self, listing: &Listing) -> String {
        let verified = &listing.offer.verified;
        let is_old = freshness(&listing.offer, self.today()) >= Freshness::ToConfirm;
        match verified.by.as_ref().filter(|by| !by.trim().is_empty() && !is_old) {
            None => self.verified(listing),
            Some(by) => {
                let args = [
                    ("by", by.as_str().into()),
                    ("how", self.word("verified-how", verified.how.word()).into()),
                    ("date", self.date(verified.on).into()),
                ];
                self.say("offers-verified-by", &args)
            }
        }
    }
}
