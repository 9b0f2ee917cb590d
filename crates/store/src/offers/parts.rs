//! The rows that hang on an offer, loaded together for many offers.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use kernel::{Currency, Language, Money};
use partner_directory::{
    AccessMode, Adjustment, Audience, Capacity, CapacityStatement, Cost, CostBand, Coverage,
    HelpMode, LanguageKind, Offer, OfferLanguage, Source, Theme, Verified, VerifiedHow,
};

use super::{Row, Scope};
use crate::error::known;
use crate::schema::{offer_assurances, offer_costs, offer_languages, offer_terms};
use crate::{Conn, StoreError};

/// The lists of words that hang on an offer, as `offer_terms.vocabulary` names them.
pub(super) mod vocabulary {
    pub(in crate::offers) const THEME: &str = "theme";
    pub(in crate::offers) const AUDIENCE: &str = "audience";
    pub(in crate::offers) const ADJUSTMENT: &str = "adjustment";
    pub(in crate::offers) const HELP_MODE: &str = "help_mode";
    pub(in crate::offers) const ACCESS_MODE: &str = "access_mode";
    pub(in crate::offers) const COST_BAND: &str = "cost_band";
    pub(in crate::offers) const PROGRAMME: &str = "programme";
    pub(in crate::offers) const COVERAGE_COMMUNE: &str = "coverage_commune";
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq)]
#[diesel(table_name = offer_costs, primary_key(offer_id), treat_none_as_null = true)]
pub(super) struct CostRow {
    pub(super) offer_id: String,
    pub(super) amount_cents: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) note: Option<String>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq)]
#[diesel(table_name = offer_assurances, primary_key(offer_id), treat_none_as_null = true)]
pub(super) struct AssuranceRow {
    pub(super) offer_id: String,
    pub(super) capacity: Option<String>,
    pub(super) capacity_until: Option<NaiveDate>,
    pub(super) capacity_stated_on: Option<NaiveDate>,
    pub(super) freshness_since: NaiveDate,
    pub(super) asked_on: Option<NaiveDate>,
    pub(super) verified_on: NaiveDate,
    pub(super) verified_how: String,
    pub(super) verified_by: Option<String>,
    pub(super) source_name: Option<String>,
    pub(super) source_url: Option<String>,
    pub(super) doubted_on: Option<NaiveDate>,
}

#[derive(Queryable, Selectable, Insertable, PartialEq)]
#[diesel(table_name = offer_terms)]
pub(super) struct TermRow {
    pub(super) offer_id: String,
    pub(super) vocabulary: String,
    pub(super) term: String,
    pub(super) position: i32,
}

#[derive(Queryable, Selectable, Insertable, PartialEq)]
#[diesel(table_name = offer_languages)]
pub(super) struct LanguageRow {
    pub(super) offer_id: String,
    pub(super) language: String,
    pub(super) kind: String,
    pub(super) position: i32,
}

/// What hangs on some offers; each is completed once.
pub(crate) struct Parts {
    costs: HashMap<String, CostRow>,
    assurances: HashMap<String, AssuranceRow>,
    terms: HashMap<String, Vec<TermRow>>,
    languages: HashMap<String, Vec<LanguageRow>>,
}

impl Parts {
    /// Four queries, whatever the number of offers.
    pub(crate) fn load(conn: &mut Conn, scope: Scope<'_>) -> Result<Parts, StoreError> {
        let mut costs = offer_costs::table.select(CostRow::as_select()).into_boxed();
        let mut assurances = offer_assurances::table.select(AssuranceRow::as_select()).into_boxed();
        let mut terms = offer_terms::table.select(TermRow::as_select()).into_boxed();
        let mut languages = offer_languages::table.select(LanguageRow::as_select()).into_boxed();
        if let Scope::Offers(ids) = scope {
            costs = costs.filter(offer_costs::offer_id.eq_any(ids));
            assurances = assurances.filter(offer_assurances::offer_id.eq_any(ids));
            terms = terms.filter(offer_terms::offer_id.eq_any(ids));
            languages = languages.filter(offer_languages::offer_id.eq_any(ids));
        }
        let mut parts = Parts {
            costs: by_offer(costs.load(conn)?, |row: &CostRow| &row.offer_id),
            assurances: by_offer(assurances.load(conn)?, |row: &AssuranceRow| &row.offer_id),
            terms: grouped(terms.load(conn)?, |row: &TermRow| &row.offer_id),
            languages: grouped(languages.load(conn)?, |row: &LanguageRow| &row.offer_id),
        };
        parts.terms.values_mut().for_each(|rows| rows.sort_by_key(|row| row.position));
        parts.languages.values_mut().for_each(|rows| rows.sort_by_key(|row| row.position));
        Ok(parts)
    }

    /// The offer of which `row` is the trunk.
    pub(crate) fn complete(&mut self, row: Row) -> Result<Offer, StoreError> {
        use vocabulary::{
            ACCESS_MODE, ADJUSTMENT, AUDIENCE, COST_BAND, COVERAGE_COMMUNE, HELP_MODE, PROGRAMME,
            THEME,
        };

        let assurance = self.assurances.remove(&row.id).ok_or(StoreError::NotFound)?;
        let terms = Terms(self.terms.remove(&row.id).unwrap_or_default());
        let languages = self.languages.remove(&row.id).unwrap_or_default();
        Ok(Offer {
            kind: row.kind()?,
            themes: terms.words(THEME, Theme::from_word)?,
            audiences: terms.words(AUDIENCE, Audience::from_word)?,
            adjustments: terms.words(ADJUSTMENT, Adjustment::from_word)?,
            help_modes: terms.words(HELP_MODE, HelpMode::from_word)?,
            access_modes: terms.words(ACCESS_MODE, AccessMode::from_word)?,
            languages: languages.iter().map(LanguageRow::value).collect::<Result<_, _>>()?,
            cost: cost(self.costs.remove(&row.id), terms.words(COST_BAND, CostBand::from_word)?)?,
            programmes: terms.texts(PROGRAMME),
            coverage: match terms.texts(COVERAGE_COMMUNE) {
                codes if codes.is_empty() => Coverage::Anywhere,
                codes => Coverage::Communes(codes),
            },
            itinerance: row.itinerance()?,
            who_may_refer: row.who_may_refer()?,
            places_per_week: row.places_per_week()?,
            minimum_age: row.minimum_age()?,
            maximum_age: row.maximum_age()?,
            answer_promise_days: row.answer_promise_days()?,
            status: row.status()?,
            capacity: assurance.capacity()?,
            verified: assurance.verified()?,
            freshness_since: assurance.freshness_since,
            asked_on: assurance.asked_on,
            doubted_on: assurance.doubted_on,
            source: assurance.source_name.map(|name| Source { name, url: assurance.source_url }),
            id: row.id.into(),
            slug: row.slug,
            organization: row.organization_id.into(),
            name: row.name,
            summary: row.summary,
            description: row.description,
            booking_url: row.booking_url,
            documents_to_bring: row.documents_to_bring,
            human_channel: row.human_channel,
            is_anonymous_possible: row.is_anonymous_possible,
            accepts_referrals: row.accepts_referrals,
            conditions: row.conditions,
            alert: row.alert,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
            contact_email: row.contact_email,
            created_at: row.created_at.and_utc(),
            updated_at: row.updated_at.and_utc(),
            version: row.version,
        })
    }
}

struct Terms(Vec<TermRow>);

impl Terms {
    fn of<'a>(&'a self, vocabulary: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |row| row.vocabulary == vocabulary).map(|row| row.term.as_str())
    }

    fn texts(&self, vocabulary: &str) -> Vec<String> {
        self.of(vocabulary).map(str::to_owned).collect()
    }

    fn words<T>(
        &self,
        vocabulary: &str,
        from_word: fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.of(vocabulary).map(|word| known("offer_terms.term", word, from_word(word))).collect()
    }
}

impl LanguageRow {
    fn value(&self) -> Result<OfferLanguage, StoreError> {
        let language = Language::parse(&self.language);
        let kind = LanguageKind::from_word(&self.kind);
        Ok(OfferLanguage {
            language: known("offer_languages.language", &self.language, language)?,
            kind: known("offer_languages.kind", &self.kind, kind)?,
        })
    }
}

impl AssuranceRow {
    fn capacity(&self) -> Result<Option<CapacityStatement>, StoreError> {
        let Some((word, stated_on)) = self.capacity.as_ref().zip(self.capacity_stated_on) else {
            return Ok(None);
        };
        let state = known("offer_assurances.capacity", word, Capacity::from_word(word))?;
        Ok(Some(CapacityStatement { state, until: self.capacity_until, stated_on }))
    }

    fn verified(&self) -> Result<Verified, StoreError> {
        let word = &self.verified_how;
        let how = known("offer_assurances.verified_how", word, VerifiedHow::from_word(word))?;
        Ok(Verified { on: self.verified_on, how, by: self.verified_by.clone() })
    }
}

fn cost(row: Option<CostRow>, bands: Vec<CostBand>) -> Result<Cost, StoreError> {
    let Some(row) = row else {
        return Ok(Cost { bands, ..Cost::default() });
    };
    let amount = match row.amount_cents.zip(row.currency) {
        Some((cents, word)) => {
            let currency = known("offer_costs.currency", &word, Currency::from_word(&word))?;
            Some(Money { cents, currency })
        }
        None => None,
    };
    Ok(Cost { bands, amount, note: row.note })
}

fn by_offer<T>(rows: Vec<T>, offer: fn(&T) -> &String) -> HashMap<String, T> {
    rows.into_iter().map(|row| (offer(&row).clone(), row)).collect()
}

pub(super) fn grouped<T>(rows: Vec<T>, by: fn(&T) -> &String) -> HashMap<String, Vec<T>> {
    let mut groups: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows {
        match groups.get_mut(by(&row)) {
            Some(group) => group.push(row),
            None => {
                groups.insert(by(&row).clone(), vec![row]);
            }
        }
    }
    groups
}
