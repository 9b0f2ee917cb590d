//! Which offers match some words, word by word over the postings.
//!
//! **Invariant:** an offer that matches more of the words comes before one that matches fewer;
//! those that match fewer are left out once there are enough that match more.

use std::cmp::Reverse;

use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::Fields;
use super::tokens::stem_term;
use crate::index::{Candidates, OfferKey, Wanted, WantedWord};

/// With this many offers that match more words, those that match fewer are left out.
const ENOUGH: usize = 20;

const AS_IT_STANDS: u16 = 4;
const BY_STEM: u16 = 3;
const BY_BEGINNING: u16 = 2;

/// What one offer has gathered: words matched, then the weight of its matches.
type Weight = (u8, u32);

pub(super) fn candidates(
    searcher: &Searcher,
    fields: &Fields,
    wanted: &Wanted,
    limit: usize,
) -> tantivy::Result<Candidates> {
    let mut found = Vec::new();
    let all = searcher.num_docs();
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for reader in searcher.segment_readers() {
        segments.push(Segment::open(reader, fields)?);
    }
    for word in &wanted.words {
        let mut matching = 0;
        for segment in &mut segments {
            matching += segment.mark(word)?;
        }
        let rarity = (all / matching.max(1)).max(1).ilog2() + 1;
        segments.iter_mut().for_each(|segment| segment.settle(rarity));
    }
    for segment in &segments {
        segment.gather(&mut found)?;
    }
    Ok(choose(found, limit))
}

/// One part of the index, with what each of its documents has gathered.
struct Segment<'a> {
    reader: &'a SegmentReader,
    texts: &'a [(Field, u16)],
    total: Vec<Weight>,
    of_word: Vec<u16>,
    touched: Vec<u32>,
}

impl<'a> Segment<'a> {
    fn open(reader: &'a SegmentReader, fields: &'a Fields) -> tantivy::Result<Segment<'a>> {
        let documents = reader.max_doc() as usize;
        Ok(Segment {
            reader,
            texts: &fields.texts,
            total: vec![(0, 0); documents],
            of_word: vec![0; documents],
            touched: Vec::new(),
        })
    }

    /// Marks every document that matches `word`; says how many they are.
    fn mark(&mut self, word: &WantedWord) -> tantivy::Result<u64> {
        for &(field, weight) in self.texts {
            let postings = self.reader.inverted_index(field)?;
            for token in &word.tokens {
                let term = Term::from_field_text(field, token);
                if let Some(found) = postings.read_postings(&term, IndexRecordOption::Basic)? {
                    self.raise(found, weight * AS_IT_STANDS);
                }
            }
            for stem in &word.stems {
                let term = Term::from_field_text(field, &stem_term(stem));
                if let Some(found) = postings.read_postings(&term, IndexRecordOption::Basic)? {
                    self.raise(found, weight * BY_STEM);
                }
            }
            if let Some(prefix) = &word.prefix {
                let from = postings.terms().range().ge(prefix.as_bytes());
                let mut terms = from.into_stream()?;
                while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                    let found = postings
                        .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                    self.raise(found, weight * BY_BEGINNING);
                }
            }
        }
        Ok(self.touched.len() as u64)
    }

    fn raise(&mut self, mut found: SegmentPostings, weight: u16) {
        let mut document = found.doc();
        while document != TERMINATED {
            if let Some(best) = self.of_word.get_mut(document as usize) {
                if *best == 0 {
                    self.touched.push(document);
                }
                *best = weight.max(*best);
            }
            document = found.advance();
        }
    }

    /// Adds the marks of one word to the totals.
    fn settle(&mut self, rarity: u32) {
        for document in self.touched.drain(..) {
            let at = document as usize;
            if let (Some(best), Some(total)) = (self.of_word.get_mut(at), self.total.get_mut(at)) {
                total.0 = total.0.saturating_add(1);
                total.1 += u32::from(*best) * rarity;
                *best = 0;
            }
        }
    }

    fn gather(&self, found: &mut Vec<(Weight, OfferKey)>) -> tantivy::Result<()> {
        let keys = self.reader.fast_fields().u64("key")?;
        for (document, weight) in (0..).zip(&self.total).filter(|(_, weight)| weight.0 > 0) {
            if self.reader.is_deleted(document) {
                continue;
            }
            if let Some(key) = keys.first(document) {
                found.push((*weight, OfferKey::from_number(key)));
            }
        }
        Ok(())
    }
}

fn choose(mut found: Vec<(Weight, OfferKey)>, limit: usize) -> Candidates {
    let least = fewest_words(&found);
    found.retain(|((words, _), _)| *words >= least);
    let by_weight = |one: &(Weight, OfferKey)| (Reverse(one.0), one.1);
    if limit > 0 && limit < found.len() {
        found.select_nth_unstable_by_key(limit - 1, by_weight);
    }
    let mut best = found;
    let others = best.split_off(limit.min(best.len()));
    best.sort_unstable_by_key(by_weight);
    let keys = |found: Vec<(Weight, OfferKey)>| found.into_iter().map(|(_, key)| key).collect();
    Candidates { best: keys(best), others: keys(others) }
}

/// How many words an offer must match, so that there are enough but not many too many.
fn fewest_words(found: &[(Weight, OfferKey)]) -> u8 {
    let most = found.iter().map(|((words, _), _)| *words).max().unwrap_or(0);
    let enough =
        |least: &u8| found.iter().filter(|((words, _), _)| words >= least).count() >= ENOUGH;
    (1..=most).rev().find(enough).unwrap_or(1)
}
