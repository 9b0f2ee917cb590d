//! The offers of one commune on paper (FEA-8), and in one file for a day without internet (UX-14).
//!
//! **Invariant:** a booklet has at most sixteen pages of A5, its cover included. What does not fit in full is
//! shortened, all offers alike; what does not fit shortened is left out, theme after theme in
//! turn, counted and said.
//! **Invariant:** the address of a protected place is never printed, nor the name of anybody.

use std::collections::BTreeMap;

use app::communes_served::ServedCommune;
use partner_directory::{Freshness, Kind, ListedPlace, Listing, Theme, freshness};
use serde::Serialize;

use super::contact::ContactView;
use super::hours::by_appointment;
use super::labels::Labels;
use super::offer_facts::capital;
use super::offer_page::said;

/// How many places of one offer are printed.
const PLACES: usize = 3;

/// Offers under their themes, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Booklet {
    /// In the order of the themes; an offer stands under its first theme.
    pub(crate) sections: Vec<Section>,
    /// True when every offer is shortened.
    pub(crate) is_short: bool,
    /// How many offers are printed.
    pub(crate) shown: usize,
    /// How many offers found no room.
    pub(crate) left: usize,
}

/// The offers of one theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    /// The word of the theme, for links within the page.
    word: &'static str,
    title: String,
    entries: Vec<Entry>,
}

/// One offer on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    name: String,
    /// Lines below each other.
    text: String,
    phone: String,
}

/// How much goes on the pages of a booklet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// Letters of 10.5 points.
    Usual,
    /// Letters of 16 points.
    Large,
}

impl Paper {
    /// Characters on a line, and lines in all: measured in print with offers of every length,
    /// with room to spare (`tests/browser/booklet.rs`).
    fn room(self) -> (usize, usize) {
        match self {
            Paper::Usual => (60, 440),
            Paper::Large => (39, 262),
        }
    }
}

/// What a reader is told of an offer, in full or shortened.
struct Written {
    theme: Theme,
    whole: Entry,
    short: Entry,
}

/// The booklet of `commune`, as it fits on `paper`.
pub(crate) fn booklet<'a>(
    commune: &ServedCommune,
    listings: impl Iterator<Item = &'a Listing>,
    paper: Paper,
    labels: Labels<'_>,
) -> Booklet {
    let written: Vec<Written> = listings.map(|one| Written::of(one, commune, labels)).collect();
    let (_, room) = paper.room();
    let lines = |entry: fn(&Written) -> &Entry| -> usize {
        written.iter().map(|one| entry(one).lines(paper)).sum::<usize>() + headings(&written)
    };
    if lines(|one| &one.whole) <= room {
        let all = written.into_iter().map(|one| (one.theme, one.whole)).collect();
        return Booklet { is_short: false, ..sorted(all, 0, labels) };
    }
    let total = written.len();
    let kept = in_turn(written, paper);
    let left = total - kept.len();
    sorted(kept, left, labels)
}

/// The same in full for a file, at most `most` offers.
pub(crate) fn file<'a>(
    commune: &ServedCommune,
    listings: impl ExactSizeIterator<Item = &'a Listing>,
    most: usize,
    labels: Labels<'_>,
) -> Booklet {
    let left = listings.len().saturating_sub(most);
    let written = listings.take(most).map(|one| Written::of(one, commune, labels));
    let all = written.map(|one| (one.theme, one.whole)).collect();
    Booklet { is_short: false, ..sorted(all, left, labels) }
}

const HEADING_LINES: usize = 3;

fn headings(written: &[Written]) -> usize {
    let is_there = |theme: &&Theme| written.iter().any(|one| one.theme == **theme);
    Theme::ALL.iter().filter(is_there).count() * HEADING_LINES
}

/// The shortened offers that fit: one of each theme in turn, until there is no more room.
fn in_turn(written: Vec<Written>, paper: Paper) -> Vec<(Theme, Entry)> {
    let (_, room) = paper.room();
    let mut used = headings(&written);
    let mut by_theme: BTreeMap<Theme, std::collections::VecDeque<Entry>> = BTreeMap::new();
    for one in written {
        by_theme.entry(one.theme).or_default().push_back(one.short);
    }
    let mut kept = Vec::new();
    loop {
        let before = kept.len();
        for (theme, waiting) in &mut by_theme {
            let fits = waiting.front().is_some_and(|next| used + next.lines(paper) <= room);
            if let Some(next) = waiting.pop_front_if(|_| fits) {
                used += next.lines(paper);
                kept.push((*theme, next));
            }
        }
        if kept.len() == before {
            return kept;
        }
    }
}

fn sorted(entries: Vec<(Theme, Entry)>, left: usize, labels: Labels<'_>) -> Booklet {
    let shown = entries.len();
    let mut by_theme: BTreeMap<Theme, Vec<Entry>> = BTreeMap::new();
    for (theme, entry) in entries {
        by_theme.entry(theme).or_default().push(entry);
    }
    let section = |(theme, entries): (Theme, Vec<Entry>)| Section {
        word: theme.word(),
        title: labels.word("theme", theme.word()),
        entries,
    };
    let sections = by_theme.into_iter().map(section).collect();
    Booklet { sections, is_short: true, shown, left }
}

impl Entry {
    /// How many lines it takes, the gap below included.
    fn lines(&self, paper: Paper) -> usize {
        let (width, _) = paper.room();
        let of = |text: &str, width: usize| text.chars().count().div_ceil(width);
        // Names are bold, hence broader.
        let name = of(&self.name, width * 3 / 4);
        let text: usize = self.text.lines().map(|line| of(line, width)).sum();
        name + text + of(&self.phone, width) + 1
    }
}

impl Written {
    fn of(listing: &Listing, commune: &ServedCommune, labels: Labels<'_>) -> Written {
        let offer = &listing.offer;
        // Every published offer has a theme; imports may not.
        let theme = offer.themes.first().copied().unwrap_or(Theme::AdministrativeHelp);
        let here: Vec<&ListedPlace> =
            listing.places.iter().filter(|place| commune.holds(place)).collect();
        let phone =
            said(offer.contact_phone.as_ref()).or(said(listing.organization.phone.as_ref()));
        let phone = phone.map(|phone| ContactView::phone(&phone).shown);
        let phone = phone.map(|phone| labels.say("booklets-phone", &[("phone", phone.into())]));
        let whole = lines(listing, &here, labels);
        let short = short_lines(listing, &here, labels);
        let entry = |lines: Vec<String>| Entry {
            name: offer.name.clone(),
            text: lines.join("\n"),
            phone: phone.clone().unwrap_or_default(),
        };
        Written { theme, whole: entry(whole), short: entry(short) }
    }
}

fn lines(listing: &Listing, here: &[&ListedPlace], labels: Labels<'_>) -> Vec<String> {
    let offer = &listing.offer;
    let languages: Vec<String> = offer.languages.iter().map(|one| labels.offered(one)).collect();
    let more = here.len().saturating_sub(PLACES);
    let more = (more > 0).then(|| labels.say("booklets-more-places", &[("count", more.into())]));
    let organization = labels.organization(listing);
    // A house that bears the name of its organization says it once.
    let is_said = here.iter().any(|place| place.name == organization);
    let mut lines: Vec<String> = (!is_said).then_some(organization).into_iter().collect();
    match here {
        [] => lines.push(from_afar(listing, labels)),
        some => {
            for place in some.iter().take(PLACES) {
                lines.push(address(place, labels));
                lines.push(hours(place, labels));
            }
        }
    }
    lines.extend(more);
    lines.extend(closures(listing, labels));
    lines.extend(said(offer.alert.as_ref()));
    lines.extend(said(offer.human_channel.as_ref()));
    let about = [labels.whole_cost(offer), languages.join(", "), checked(listing, labels)];
    lines.push(about.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · "));
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Where, and when at the first place; how to reach somebody stands below.
fn short_lines(listing: &Listing, here: &[&ListedPlace], labels: Labels<'_>) -> Vec<String> {
    let mut lines = match here {
        [] => vec![from_afar(listing, labels)],
        [first, ..] => vec![address(first, labels), hours(first, labels)],
    };
    lines.extend(closures(listing, labels));
    // Without a number the human channel is all there is.
    if listing.offer.contact_phone.is_none() && listing.organization.phone.is_none() {
        lines.extend(said(listing.offer.human_channel.as_ref()));
    }
    lines.push(checked(listing, labels));
    lines
}

/// When it was last checked, and whether it is still to be trusted: paper cannot be asked.
fn checked(listing: &Listing, labels: Labels<'_>) -> String {
    let key = match freshness(&listing.offer, labels.today()) >= Freshness::ToConfirm {
        true => "booklets-to-confirm",
        false => "booklets-checked",
    };
    let date = labels.words().date_medium(listing.offer.verified.on);
    labels.say(key, &[("date", date.into())])
}

/// The closures to come in one line.
fn closures(listing: &Listing, labels: Labels<'_>) -> Option<String> {
    let all = labels.closures(listing);
    (!all.is_empty()).then(|| format!("{}.", all.join(". ")))
}

fn from_afar(listing: &Listing, labels: Labels<'_>) -> String {
    let key = match listing.offer.kind {
        Kind::TelephoneLine => "listing-by-phone",
        Kind::HomeVisit => "listing-at-home",
        _ => "listing-no-place",
    };
    labels.say(key, &[])
}

fn address(place: &ListedPlace, labels: Labels<'_>) -> String {
    if place.is_address_hidden {
        let town = [("town", place.commune.as_str().into())];
        return labels.say("offers-hidden-place", &town);
    }
    let town = format!("{} {}", place.postcode, place.locality).trim().to_owned();
    let stop = said(place.transport_stop.as_ref());
    let stop = stop.map(|stop| labels.say("offers-stop", &[("stop", stop.into())]));
    let parts = [Some(place.name.clone()), Some(place.street.clone()), Some(town), stop];
    let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// The week in words; for hours that do not repeat the next dates, in full, because paper is
/// read on another day.
fn hours(place: &ListedPlace, labels: Labels<'_>) -> String {
    let booking = by_appointment(place).map(|is_booked| match is_booked {
        true => labels.say("offers-with-appointment", &[]),
        false => labels.say("offers-without-appointment", &[]),
    });
    let rules = labels.rules(place);
    let week = place.hours.as_ref().map(|hours| labels.week(hours)).unwrap_or_default();
    let week: Vec<String> = week.iter().map(|row| format!("{} {}", row.days, row.times)).collect();
    let said = match (rules.is_empty(), week.is_empty()) {
        (false, _) => rules.join(" ; "),
        (true, false) => week.join(" ; "),
        (true, true) => {
            place.hours.as_ref().map(|hours| labels.dates_to_come(hours)).unwrap_or_default()
        }
    };
    let notes = place.schedules.iter().filter_map(|schedule| schedule.note.clone());
    let unknown =
        (said.is_empty() && booking.is_none()).then(|| labels.say("listing-hours-unknown", &[]));
    let said =
        Some(said).filter(|said| !said.is_empty()).map(|said| format!("{}.", capital(&said)));
    let parts = said.into_iter().chain(unknown).chain(booking).chain(notes);
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
