//! The numbered lines of the sheet: the same numbers in both languages, so that two people
//! without a common one can point at them.

use app::work::SlipPage;
use chrono::{Datelike, NaiveTime, Weekday};
use partner_directory::hours::DayGroup;
use partner_directory::{CostBand, LanguageKind, ListedPlace, Listing, Offer, Span};
use serde::Serialize;

use super::paper::{Both, Paper};
use crate::listings::hours::by_appointment;

/// The most lines of opening hours: every day of the week may have its own.
const MOST_HOURS: usize = 7;

/// One numbered line with its pictogram.
#[derive(Debug, Serialize)]
pub(super) struct SlipLine {
    sign: &'static str,
    label: Both,
    parts: Vec<Part>,
}

/// One row of a line.
#[derive(Debug, Default, Serialize)]
pub(super) struct Part {
    /// What it is, where the line holds several things.
    name: Option<Both>,
    text: String,
    other: String,
    /// Times, which read the same in every language.
    times: String,
}

impl From<Both> for Part {
    fn from(both: Both) -> Part {
        Part { text: both.text, other: both.other, ..Part::default() }
    }
}

impl Part {
    fn plain(text: String) -> Part {
        Part { text, ..Part::default() }
    }
}

impl Paper<'_> {
    /// The lines of a referral: the offer asked or helping, the appointment, whom to ask for.
    pub(super) fn of_referral(&self, slip: &SlipPage, network: &str) -> Vec<SlipLine> {
        let mut lines = match &slip.listing {
            Some(listing) => self.facts(listing, slip.entrance.as_deref()),
            None => vec![self.line("where", vec![Part::plain(self.short(&slip.organization))])],
        };
        if let Some(at) = slip.appointment_at {
            self.put(&mut lines, self.line("when", vec![self.moment(at).into()]));
        }
        let ask = match &slip.in_charge {
            Some(who) => self.say("slips-show-ask-named", &[("who", &self.short(who))]),
            None if self.version().is_neutral => self.say("slips-show-ask-neutral", &[]),
            None => self.say("slips-show-ask-network", &[("network", network)]),
        };
        self.put(&mut lines, self.line("ask", vec![ask.into()]));
        lines
    }

    /// What anyone may read about an offer; what nobody stated is left out.
    pub(super) fn facts(&self, listing: &Listing, entrance: Option<&str>) -> Vec<SlipLine> {
        let offer = &listing.offer;
        let place = listing.places.first();
        let phone = offer.contact_phone.clone().or_else(|| listing.organization.phone.clone());
        let bring = offer.documents_to_bring.as_deref().map(|text| Part::plain(self.long(text)));
        let lines = [
            self.line("where", self.place(listing, place, entrance)),
            self.line("when", self.hours(listing, place)),
            self.line("ask", vec![self.ask(offer).into()]),
            self.line("bring", bring.into_iter().collect()),
            self.line("languages", self.languages(listing)),
            self.line("price", self.price(offer)),
            self.line("phone", phone.map(Part::plain).into_iter().collect()),
        ];
        let has_words = |line: &SlipLine| {
            line.parts.iter().any(|part| !(part.text.is_empty() && part.times.is_empty()))
        };
        lines.into_iter().filter(has_words).collect()
    }

    /// True when the lines would not leave room for the code below them.
    pub(super) fn is_dense(&self, lines: &[SlipLine]) -> bool {
        let (width, most) = if self.version().is_large { (36, 16) } else { (48, 22) };
        let rows = |part: &Part| {
            let signs = |text: &str| text.chars().count();
            let name = part.name.as_ref().map_or(0, |one| signs(&one.text) + signs(&one.other));
            let both = name + signs(&part.text) + signs(&part.other) + signs(&part.times);
            both.div_ceil(width).max(1)
        };
        let label = if self.spoken().is_some() { 2 } else { 1 };
        let of_line = |line: &SlipLine| line.parts.iter().map(rows).sum::<usize>().max(label);
        lines.iter().map(of_line).sum::<usize>() > most
    }

    fn line(&self, what: &'static str, parts: Vec<Part>) -> SlipLine {
        SlipLine { sign: what, label: self.say(&format!("slips-show-{what}"), &[]), parts }
    }

    /// Puts a line in the place of the one about the same, or at the end.
    fn put(&self, lines: &mut Vec<SlipLine>, new: SlipLine) {
        match lines.iter_mut().find(|line| line.sign == new.sign) {
            Some(line) => *line = new,
            None => lines.push(new),
        }
    }

    fn ask(&self, offer: &Offer) -> Both {
        match self.version().is_neutral {
            true => self.say("slips-show-ask-neutral", &[]),
            false => self.say("slips-show-ask-offer", &[("offer", &self.short(&offer.name))]),
        }
    }

    fn place(
        &self,
        listing: &Listing,
        place: Option<&ListedPlace>,
        entrance: Option<&str>,
    ) -> Vec<Part> {
        let organization = self.short(&listing.organization.name);
        let Some(place) = place else { return vec![Part::plain(organization)] };
        if place.is_address_hidden {
            let town = Part::plain(self.short(&place.commune));
            let by_phone = self.say("slips-show-address-by-phone", &[]).into();
            return vec![Part::plain(organization), town, by_phone];
        }
        // A long street is cut, the town never.
        let town = format!("{} {}", place.postcode, place.locality);
        let room =
            self.most_short().saturating_sub(town.chars().count()).max(self.most_short() / 2);
        let address = [cut(&place.street, room), town];
        let address: Vec<&str> =
            address.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        let name = if place.name.is_empty() { organization } else { self.short(&place.name) };
        let mut parts = vec![Part::plain(name)];
        if !address.is_empty() {
            parts.push(Part::plain(address.join(", ")));
        }
        let named = [("stop", place.transport_stop.as_deref()), ("entrance", entrance)];
        for (what, text) in named {
            if let Some(text) = text.map(|text| self.named(text)).filter(|text| !text.is_empty()) {
                let name = Some(self.say(&format!("slips-show-{what}"), &[]));
                parts.push(Part { name, ..Part::plain(text) });
            }
        }
        parts
    }

    /// The languages spoken and signed, then those with an interpreter. Beside the French names
    /// stands what speakers call them.
    fn languages(&self, listing: &Listing) -> Vec<Part> {
        let names = |is_wanted: fn(LanguageKind) -> bool| -> Both {
            let some = listing.offer.languages.iter().filter(|one| is_wanted(one.kind));
            let tags: Vec<&str> = some.map(|one| one.language.as_str()).collect();
            let french = tags.iter().map(|tag| self.labels().word("language", tag));
            let own = tags.iter().filter_map(|tag| match *tag {
                "fr" => Some("Français"),
                tag => self.phrases().own_name(tag),
            });
            let other = self.spoken().map(|_| own.collect::<Vec<_>>().join(", "));
            let text = french.collect::<Vec<_>>().join(", ");
            Both { text: self.aside(&text), other: self.aside(&other.unwrap_or_default()) }
        };
        let own = names(|kind| kind != LanguageKind::InterpreterOnRequest);
        let by_interpreter = names(|kind| kind == LanguageKind::InterpreterOnRequest);
        let mut parts = vec![Part::from(own)];
        if !by_interpreter.text.is_empty() {
            let key = "slips-show-interpreter";
            let other = self.spoken().filter(|_| !by_interpreter.other.is_empty());
            let other = other.and_then(|one| one.say(key, &[("languages", &by_interpreter.other)]));
            let text = self.say(key, &[("languages", &by_interpreter.text)]).text;
            parts.push(Part { text, other: other.unwrap_or_default(), ..Part::default() });
        }
        parts.retain(|part| !part.text.is_empty());
        parts
    }

    fn price(&self, offer: &Offer) -> Vec<Part> {
        let amount = offer.cost.amount.filter(|money| money.cents > 0);
        let band = |band: &CostBand| match (band, amount) {
            (CostBand::Paid, Some(money)) => {
                let money = self.labels().words().money(money);
                Both { text: money.clone(), other: money }
            }
            _ => self.say(&format!("cost-{}", band.word().replace('_', "-")), &[]),
        };
        let bands: Vec<Both> = offer.cost.bands.iter().map(band).collect();
        let text = self.labels().cost(&offer.cost);
        let other = bands.into_iter().map(|one| one.other).filter(|one| !one.is_empty());
        let other = other.collect::<Vec<_>>().join(", ");
        // A sum alone reads the same in every language.
        let other = if other == text { String::new() } else { other };
        let note = offer.cost.note.as_deref().map(|note| self.aside(note)).unwrap_or_default();
        let parts = [Part { text, other, ..Part::default() }, Part::plain(note)];
        parts.into_iter().filter(|part| !part.text.is_empty()).collect()
    }

    fn hours(&self, listing: &Listing, place: Option<&ListedPlace>) -> Vec<Part> {
        let mut parts = self.week(place);
        if parts.is_empty() {
            parts = self.openings(listing);
        }
        parts.truncate(MOST_HOURS);
        match place.and_then(by_appointment) {
            Some(true) => parts.insert(0, self.say("listing-by-appointment-only", &[]).into()),
            _ if parts.is_empty() => parts.push(self.say("listing-hours-unknown", &[]).into()),
            _ => {}
        }
        parts
    }

    fn week(&self, place: Option<&ListedPlace>) -> Vec<Part> {
        let Some(hours) = place.and_then(|place| place.hours.as_ref()) else { return Vec::new() };
        let groups = hours.weekly_summary(self.labels().today()).unwrap_or_default();
        let days = self.labels().week(hours).into_iter().map(|row| row.days);
        let part = |(group, text): (&DayGroup, String)| Part {
            text,
            other: self.days(&group.days),
            times: self.times(&group.times),
            name: None,
        };
        groups.iter().zip(days).map(part).collect()
    }

    /// From when until when. Beside a second language in numbers, which need no words.
    fn times(&self, spans: &[(NaiveTime, NaiveTime)]) -> String {
        let in_numbers = |(from, until): &(NaiveTime, NaiveTime)| {
            let until = if *until == NaiveTime::MIN { "24:00".to_owned() } else { clock(*until) };
            format!("{}\u{2060}–\u{2060}{until}", clock(*from))
        };
        let spans = spans.iter().map(|span| match self.spoken() {
            Some(_) => in_numbers(span),
            None => self.labels().range(span.0, span.1),
        });
        spans.collect::<Vec<_>>().join(", ")
    }

    /// The days of a row in the other language: `Monday – Friday`.
    fn days(&self, days: &[Weekday]) -> String {
        let name = |day: &Weekday| self.weekday(*day).other;
        let is_run = days.windows(2).all(|two| matches!(two, [one, next] if one.succ() == *next));
        match days {
            _ if days.iter().any(|day| name(day).is_empty()) => String::new(),
            [_, _, _, _, _, _, _] => self.say("hours-every-day", &[]).other,
            [first, _, .., last] if is_run => format!("{} – {}", name(first), name(last)),
            some => some.iter().map(name).collect::<Vec<_>>().join(", "),
        }
    }

    /// The next openings by their dates, where no week repeats.
    fn openings(&self, listing: &Listing) -> Vec<Part> {
        let spans = self.labels().spans_to_come(listing);
        let part = |(span, _): (Span, &ListedPlace)| {
            let (from, until) = (self.labels().local(span.from), self.labels().local(span.until));
            let times = self.times(&[(from.time(), until.time())]);
            let weekday = self.weekday(from.weekday());
            match weekday.other.is_empty() {
                true => Part { times, ..Part::plain(self.day(span.from).text) },
                // The date in numbers stands once for both languages.
                false => Part {
                    times: format!("{} {times}", from.format("%d.%m.%Y")),
                    ..Part::from(weekday)
                },
            }
        };
        spans.into_iter().map(part).collect()
    }

    /// A name: at most one line of a full sheet.
    fn short(&self, text: &str) -> String {
        cut(text, self.most_short())
    }

    fn most_short(&self) -> usize {
        if self.version().is_large { 48 } else { 66 }
    }

    /// A text behind a label of its own.
    fn named(&self, text: &str) -> String {
        cut(text, if self.version().is_large { 42 } else { 58 })
    }

    /// Three lines of a text, or two in large letters.
    fn long(&self, text: &str) -> String {
        cut(text, if self.version().is_large { 84 } else { 120 })
    }

    /// What matters less when room is short.
    fn aside(&self, text: &str) -> String {
        cut(text, if self.version().is_large { 48 } else { 90 })
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%-H:%M").to_string()
}

/// At most `most` characters, cut between words.
fn cut(text: &str, most: usize) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= most {
        return one_line;
    }
    let kept: String = one_line.chars().take(most.saturating_sub(1)).collect();
    let whole = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(cut("un deux trois", 20), "un deux trois");
        assert_eq!(cut("un deux trois", 10), "un deux…");
        assert_eq!(cut("  un\n deux ", 20), "un deux");
    }
}
