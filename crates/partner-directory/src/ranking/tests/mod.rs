mod facts;
mod order;
mod words;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::*;
use crate::exchange::mednum;
use crate::fixtures::{at, at_place, day, offer, partner, place, real_files};
use crate::geography::{Near, Point as Spot};
use crate::hours::{Holidays, Span};
use crate::listing::Listing;
use crate::offer::CapacityStatement;
use crate::query::{Query, Sort};
use crate::terms::{Capacity, CostBand, HelpMode, Kind, Theme};

/// Listings with all that a search needs, as a catalog holds them.
struct World {
    rules: Rules,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    listings: Vec<(Listing, ListingWords, Vec<Option<Span>>)>,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl World {
    fn of(listings: Vec<Listing>) -> World {
        let lexicon = Lexicon::published().unwrap();
        let mut vocabulary = Vocabulary::new(&lexicon);
        let now = at("2026-03-03T08:30:00Z");
        let listings = listings
            .into_iter()
            .map(|listing| {
                let words = ListingWords::of(&listing, &mut vocabulary);
                let hours = listing.places.iter().map(|place| place.hours.as_ref());
                let openings = hours.map(|hours| hours?.next_opening(now)).collect();
                (listing, words, openings)
            })
            .collect();
        let rules = Rules::parse(PUBLISHED_RULES).unwrap();
        World { rules, lexicon, vocabulary, listings, now, today: day("2026-03-03") }
    }

    fn words(&self, text: &str) -> WordQuery {
        WordQuery::parse(text, &self.lexicon, &self.vocabulary)
    }

    fn scores(&self, query: &Query) -> Vec<Score> {
        let words = self.words(&query.words);
        let asked = Asked { query, words: &words, now: self.now, today: self.today };
        self.candidates().map(|candidate| self.rules.score(&asked, &candidate)).collect()
    }

    fn candidates(&self) -> impl Iterator<Item = Candidate<'_>> {
        self.listings.iter().map(|(listing, words, openings)| Candidate {
            listing,
            words,
            openings,
        })
    }

    /// The listings that answer at least one word, in order, with their totals.
    fn find(&self, text: &str) -> Vec<(&Listing, u32)> {
        let query = asking(text);
        let words = self.words(text);
        let asked = Asked { query: &query, words: &words, now: self.now, today: self.today };
        let rotation = Rotation::new(self.today, &words.need());
        let mut ranked: Vec<Ranked> = self
            .candidates()
            .enumerate()
            .filter(|(_, candidate)| words.answered_by(candidate.words) > 0)
            .map(|(slot, candidate)| Ranked {
                slot: u32::try_from(slot).unwrap(),
                total: self.rules.tally(&asked, &candidate).total(),
                distance_m: None,
                opens: None,
                key: key_of(&candidate.listing.offer.id),
            })
            .collect();
        order(&mut ranked, Sort::Points, &rotation);
        ranked.iter().map(|one| (&self.listings[one.slot as usize].0, one.total)).collect()
    }

    fn names(&self, text: &str) -> Vec<&str> {
        self.find(text).into_iter().map(|(listing, _)| listing.offer.name.as_str()).collect()
    }
}

fn asking(words: &str) -> Query {
    Query { words: words.to_owned(), ..Query::default() }
}

fn listing(name: &str, change: impl FnOnce(&mut crate::Offer, &mut crate::Place)) -> Listing {
    let (mut offer, mut place) = (offer(), place());
    offer.id = name.into();
    offer.name = name.to_owned();
    offer.summary = String::new();
    offer.themes.clear();
    offer.kind = Kind::ReceptionAssessment;
    offer.cost.bands = vec![CostBand::Paid];
    offer.is_anonymous_possible = None;
    change(&mut offer, &mut place);
    Listing::build(
        offer,
        &partner(),
        [(at_place("Mo-Fr 09:00-12:00"), place)],
        &Holidays::default(),
    )
}

fn counter() -> World {
    World::of(vec![
        listing("Cyberespace des Grottes", |offer, place| {
            offer.kind = Kind::FreeAccessComputer;
            offer.themes = vec![Theme::InternetAccessEquipment];
            place.has_printing = Some(true);
        }),
        listing("Permanence impôts", |offer, _| {
            offer.kind = Kind::ProcedureWithOrFor;
            offer.themes = vec![Theme::AdministrativeHelp];
        }),
        listing("Boutique solidaire", |offer, _| {
            offer.kind = Kind::Equipment;
            offer.themes = vec![Theme::AffordableEquipment];
        }),
        listing("Repair Café", |offer, _| offer.kind = Kind::Repair),
        listing("Atelier smartphone", |offer, _| {
            offer.kind = Kind::ThemedWorkshop;
            offer.themes = vec![Theme::EverydayTools];
        }),
        listing("Recherche d’emploi en ligne", |offer, _| {
            offer.kind = Kind::IndividualSupport;
            offer.themes = vec![Theme::JobSearch];
        }),
        listing("Mots de passe et arnaques", |offer, _| {
            offer.kind = Kind::BasicCourse;
            offer.themes = vec![Theme::SafeUse];
        }),
    ])
}
