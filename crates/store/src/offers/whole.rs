//! An offer taken apart into the rows that keep it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use partner_directory::{Coverage, Offer};

use super::parts::{AssuranceRow, CostRow, LanguageRow, TermRow, vocabulary};
use super::row::Row;
use crate::schema::{offer_assurances, offer_costs, offer_languages, offer_terms, offers};
use crate::text::{kept, kept_optional};
use crate::{Conn, StoreError};

/// All rows of one offer; two offers that say the same have equal rows.
#[derive(PartialEq)]
pub(super) struct Rows {
    offer: Row,
    cost: CostRow,
    assurance: AssuranceRow,
    terms: Vec<TermRow>,
    languages: Vec<LanguageRow>,
}

impl Rows {
    pub(super) fn new(offer: &Offer) -> Result<Rows, StoreError> {
        Ok(Rows {
            offer: Row::new(offer)?,
            cost: cost(offer)?,
            assurance: assurance(offer)?,
            terms: terms(offer)?,
            languages: languages(offer),
        })
    }

    pub(super) fn insert(self, conn: &mut Conn) -> Result<(), StoreError> {
        diesel::insert_into(offers::table).values(&self.offer).execute(conn)?;
        diesel::insert_into(offer_costs::table).values(&self.cost).execute(conn)?;
        diesel::insert_into(offer_assurances::table).values(&self.assurance).execute(conn)?;
        self.insert_lists(conn)
    }

    pub(super) fn update(mut self, conn: &mut Conn, now: DateTime<Utc>) -> Result<(), StoreError> {
        let id = self.offer.id.clone();
        let read = offers::table.find(&id).filter(offers::version.eq(self.offer.version));
        self.offer.version += 1;
        self.offer.updated_at = now.naive_utc();
        if diesel::update(read).set(&self.offer).execute(conn)? == 0 {
            return Err(StoreError::Stale);
        }
        diesel::update(offer_costs::table.find(&id)).set(&self.cost).execute(conn)?;
        diesel::update(offer_assurances::table.find(&id)).set(&self.assurance).execute(conn)?;
        let terms = offer_terms::table.filter(offer_terms::offer_id.eq(&id));
        diesel::delete(terms).execute(conn)?;
        let languages = offer_languages::table.filter(offer_languages::offer_id.eq(&id));
        diesel::delete(languages).execute(conn)?;
        self.insert_lists(conn)
    }

    fn insert_lists(self, conn: &mut Conn) -> Result<(), StoreError> {
        match conn {
            // One message to the server each, instead of one for each word.
            Conn::Postgres(conn) => {
                diesel::insert_into(offer_terms::table).values(self.terms).execute(conn)?;
                diesel::insert_into(offer_languages::table).values(self.languages).execute(conn)?;
            }
            Conn::Sqlite(conn) => {
                for row in self.terms {
                    diesel::insert_into(offer_terms::table).values(row).execute(conn)?;
                }
                for row in self.languages {
                    diesel::insert_into(offer_languages::table).values(row).execute(conn)?;
                }
            }
        }
        Ok(())
    }
}

fn cost(offer: &Offer) -> Result<CostRow, StoreError> {
    let amount = offer.cost.amount;
    Ok(CostRow {
        offer_id: offer.id.to_string(),
        amount_cents: amount.map(|money| money.cents),
        currency: amount.map(|money| money.currency.word().to_owned()),
        note: kept_optional(&offer.cost.note)?,
    })
}

fn assurance(offer: &Offer) -> Result<AssuranceRow, StoreError> {
    let capacity = offer.capacity.as_ref();
    let source = offer.source.as_ref();
    Ok(AssuranceRow {
        offer_id: offer.id.to_string(),
        capacity: capacity.map(|statement| statement.state.word().to_owned()),
        capacity_until: capacity.and_then(|statement| statement.until),
        capacity_stated_on: capacity.map(|statement| statement.stated_on),
        freshness_since: offer.freshness_since,
        asked_on: offer.asked_on,
        verified_on: offer.verified.on,
        verified_how: offer.verified.how.word().to_owned(),
        verified_by: kept_optional(&offer.verified.by)?,
        source_name: source.map(|source| kept(&source.name)).transpose()?,
        source_url: source.map(|source| kept_optional(&source.url)).transpose()?.flatten(),
        doubted_on: offer.doubted_on,
    })
}

fn terms(offer: &Offer) -> Result<Vec<TermRow>, StoreError> {
    let communes: &[String] = match &offer.coverage {
        Coverage::Anywhere => &[],
        Coverage::Communes(codes) => codes,
    };
    let mut lists: Vec<(&str, Vec<&str>)> = vec![
        (vocabulary::THEME, offer.themes.iter().map(|one| one.word()).collect()),
        (vocabulary::AUDIENCE, offer.audiences.iter().map(|one| one.word()).collect()),
        (vocabulary::ADJUSTMENT, offer.adjustments.iter().map(|one| one.word()).collect()),
        (vocabulary::HELP_MODE, offer.help_modes.iter().map(|one| one.word()).collect()),
        (vocabulary::ACCESS_MODE, offer.access_modes.iter().map(|one| one.word()).collect()),
        (vocabulary::COST_BAND, offer.cost.bands.iter().map(|one| one.word()).collect()),
        (vocabulary::PROGRAMME, offer.programmes.iter().map(String::as_str).collect()),
        (vocabulary::COVERAGE_COMMUNE, communes.iter().map(String::as_str).collect()),
    ];
    let mut rows = vec![];
    for (vocabulary, words) in &mut lists {
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(*word));
        for (position, word) in (0..).zip(words) {
            rows.push(TermRow {
                offer_id: offer.id.to_string(),
                vocabulary: (*vocabulary).to_owned(),
                term: kept(word)?,
                position,
            });
        }
    }
    Ok(rows)
}

fn languages(offer: &Offer) -> Vec<LanguageRow> {
    let mut seen = HashSet::new();
    (0..)
        .zip(offer.languages.iter().filter(|one| seen.insert(*one)))
        .map(|(position, one)| LanguageRow {
            offer_id: offer.id.to_string(),
            language: one.language.to_string(),
            kind: one.kind.word().to_owned(),
            position,
        })
        .collect()
}
