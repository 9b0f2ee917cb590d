//! What Meilisearch keeps of an offer, and the settings under which it keeps it.
//!
//! **Invariant:** the terms are cut and stemmed by the same code as those of the embedded
//! index, so that both engines find the same offers. Synonyms, corrections and stop words are
//! the business of [`WordQuery`](partner_directory::ranking::WordQuery): those of Meilisearch
//! are off, for the rules would refuse what they find.

use std::collections::BTreeSet;

use meilisearch_sdk::settings::{
    FilterableAttribute, PaginationSetting, Settings, TypoToleranceSettings,
};
use partner_directory::fold::words;
use partner_directory::ranking::stem;
use serde::{Deserialize, Serialize};

use crate::embedded::stem_term;
use crate::index::{Entry, OfferKey};

/// Part of the name of the index: another number makes a new index beside the old one.
///
/// Count it up whenever this module, the folding of letters or the stems change.
pub(super) const VERSION: u32 = 1;

pub(super) const PRIMARY_KEY: &str = "key";

/// The terms of a name, and those of everything else; in the order of their weight.
pub(super) const FIELDS: [&str; 2] = ["name_terms", "text_terms"];

/// More offers than a directory of this kind will have; the default of the server is 1,000.
pub(super) const MOST_HITS: usize = 1_000_000;

/// Values of filters end after 468 bytes; no word that anyone types is nearly as long.
const LONGEST: usize = 200;

/// An offer as Meilisearch keeps it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Document {
    pub(super) key: String,
    /// For the eyes of an operator.
    name: String,
    name_terms: BTreeSet<String>,
    text_terms: BTreeSet<String>,
}

impl Document {
    pub(super) fn of(entry: &Entry) -> Document {
        let texts = [&entry.description, &entry.organization, &entry.place];
        Document {
            key: written(OfferKey::of(&entry.id)),
            name: entry.name.clone(),
            name_terms: terms(&entry.name).collect(),
            text_terms: texts.into_iter().flat_map(|text| terms(text)).collect(),
        }
    }
}

/// What a search brings back of an offer.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Found {
    key: String,
}

impl Found {
    /// `None` for a document that is not ours.
    pub(super) fn key(&self) -> Option<OfferKey> {
        u64::from_str_radix(&self.key, 16).ok().map(OfferKey::from_number)
    }
}

/// Numbers in JSON are exact up to 2^53 only.
pub(super) fn written(key: OfferKey) -> String {
    format!("{:016x}", key.number())
}

pub(super) fn settings() -> Settings {
    Settings {
        searchable_attributes: Some(FIELDS.map(str::to_owned).to_vec()),
        filterable_attributes: Some(FIELDS.map(FilterableAttribute::from).to_vec()),
        // All offers are asked for and the rules put them in order.
        ranking_rules: Some(vec!["words".to_owned()]),
        proximity_precision: Some("byAttribute".to_owned()),
        pagination: Some(PaginationSetting { max_total_hits: MOST_HITS }),
        typo_tolerance: Some(TypoToleranceSettings {
            enabled: Some(false),
            ..TypoToleranceSettings::default()
        }),
        ..Settings::default()
    }
}

fn terms(text: &str) -> impl Iterator<Item = String> {
    let short = words(text).into_iter().filter(|word| word.len() <= LONGEST);
    short.flat_map(|word| [stem_term(&stem(&word)), word])
}
