//! Which offers match some words, term by term over the postings.
//!
//! **Invariant:** an offer that matches more of the terms comes before one that matches fewer;
//! those that match fewer are left out once there are enough that match more.

use std::cmp::Reverse;
use std::sync::Arc;

use partner_directory::fold::words;
use partner_directory::ranking::{self, WordQuery, stem};
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term};

use super::tokens::stem_term;
use super::{Fields, NAME};
use crate::choose::fewest_terms;
use crate::index::{Candidates, OfferKey};

const AS_IT_STANDS: u16 = 4;
const BY_STEM: u16 = 3;
const BY_BEGINNING: u16 = 2;

// A word this short says nothing within a phrase.
const TELLING_MIN: usize = 3;

/// What one offer has gathered: terms matched, then the weight of its matches.
type Weight = (u8, u32);

pub(super) fn candidates(
    searcher: &Searcher,
    fields: &Fields,
    words: &WordQuery,
    limit: usize,
) -> tantivy::Result<Candidates> {
    let readers = searcher.segment_readers().iter();
    let mut segments: Vec<Segment<'_>> =
        readers.map(|reader| Segment::open(reader, fields)).collect::<Result<_, _>>()?;
    for term in words.terms() {
        let wanted = Wanted::of(term);
        let mut matching = 0;
        for segment in &mut segments {
            matching += segment.mark(&wanted)?;
        }
        let rarity = (searcher.num_docs() / matching.max(1)).max(1).ilog2() + 1;
        segments.iter_mut().for_each(|segment| segment.settle(rarity));
    }
    let mut found = Vec::new();
    for segment in &segments {
        segment.gather(&mut found)?;
    }
    Ok(choose(found, limit))
}

/// One term as the terms of the index.
struct Wanted<'a> {
    tokens: &'a [String],
    stems: Vec<String>,
    prefix: Option<&'a str>,
    /// Stems that must stand in one field together.
    phrase: Vec<String>,
}

impl Wanted<'_> {
    fn of(term: &ranking::Term) -> Wanted<'_> {
        let is_phrase = term.tokens.is_empty();
        let typed = if is_phrase { words(&term.typed) } else { Vec::new() };
        let telling = typed.iter().filter(|word| word.len() >= TELLING_MIN);
        Wanted {
            tokens: &term.tokens,
            stems: term.stems.iter().map(|stem| stem_term(stem)).collect(),
            prefix: term.prefix.as_deref(),
            phrase: telling.map(|word| stem_term(&stem(word))).collect(),
        }
    }
}

/// One part of the index, with what each of its documents has gathered.
struct Segment<'a> {
    reader: &'a SegmentReader,
    texts: Vec<(Field, u16, Arc<InvertedIndexReader>)>,
    total: Vec<Weight>,
    of_term: Vec<u16>,
    touched: Vec<u32>,
}

impl<'a> Segment<'a> {
    fn open(reader: &'a SegmentReader, fields: &Fields) -> tantivy::Result<Segment<'a>> {
        let documents = reader.max_doc() as usize;
        let open =
            |(field, weight): &(Field, u16)| Ok((*field, *weight, reader.inverted_index(*field)?));
        Ok(Segment {
            reader,
            texts: fields.texts.iter().map(open).collect::<tantivy::Result<_>>()?,
            total: vec![(0, 0); documents],
            of_term: vec![0; documents],
            touched: Vec::new(),
        })
    }

    /// Marks every document that matches; says how many they are.
    fn mark(&mut self, wanted: &Wanted<'_>) -> tantivy::Result<u64> {
        for (field, weight, postings) in std::mem::take(&mut self.texts) {
            for token in wanted.tokens {
                self.raise(find(&postings, field, token)?, weight * AS_IT_STANDS);
            }
            for stem in &wanted.stems {
                self.raise(find(&postings, field, stem)?, weight * BY_STEM);
            }
            if let Some(prefix) = wanted.prefix {
                self.raise_beginnings(&postings, prefix, weight * BY_BEGINNING)?;
            }
            self.raise_phrase(&postings, field, &wanted.phrase, weight * BY_STEM)?;
            self.texts.push((field, weight, postings));
        }
        Ok(self.touched.len() as u64)
    }

    fn raise_beginnings(
        &mut self,
        postings: &InvertedIndexReader,
        prefix: &str,
        weight: u16,
    ) -> tantivy::Result<()> {
        let mut terms = postings.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            let found =
                postings.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            self.raise(Some(found), weight);
        }
        Ok(())
    }

    fn raise_phrase(
        &mut self,
        postings: &InvertedIndexReader,
        field: Field,
        phrase: &[String],
        weight: u16,
    ) -> tantivy::Result<()> {
        let Some((first, rest)) = phrase.split_first() else { return Ok(()) };
        let mut together = documents(find(postings, field, first)?);
        for stem in rest {
            let others = documents(find(postings, field, stem)?);
            together.retain(|document| others.binary_search(document).is_ok());
        }
        together.into_iter().for_each(|document| self.touch(document, weight));
        Ok(())
    }

    fn raise(&mut self, found: Option<SegmentPostings>, weight: u16) {
        let Some(mut found) = found else { return };
        let mut document = found.doc();
        while document != TERMINATED {
            self.touch(document, weight);
            document = found.advance();
        }
    }

    fn touch(&mut self, document: u32, weight: u16) {
        if let Some(best) = self.of_term.get_mut(document as usize) {
            if *best == 0 {
                self.touched.push(document);
            }
            *best = weight.max(*best);
        }
    }

    /// Adds the marks of one term to the totals.
    fn settle(&mut self, rarity: u32) {
        for document in self.touched.drain(..) {
            let at = document as usize;
            if let (Some(best), Some(total)) = (self.of_term.get_mut(at), self.total.get_mut(at)) {
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

fn find(
    postings: &InvertedIndexReader,
    field: Field,
    text: &str,
) -> tantivy::Result<Option<SegmentPostings>> {
    let term = Term::from_field_text(field, text);
    Ok(postings.read_postings(&term, IndexRecordOption::Basic)?)
}

fn documents(found: Option<SegmentPostings>) -> Vec<u32> {
    let mut documents = Vec::new();
    if let Some(mut found) = found {
        while found.doc() != TERMINATED {
            documents.push(found.doc());
            found.advance();
        }
    }
    documents
}

fn choose(mut found: Vec<(Weight, OfferKey)>, limit: usize) -> Candidates {
    let least = fewest_terms(found.iter().map(|((terms, _), _)| *terms));
    found.retain(|((terms, _), _)| *terms >= least);
    let by_weight = |one: &(Weight, OfferKey)| (Reverse(one.0), one.1);
    if limit > 0 && limit < found.len() {
        found.select_nth_unstable_by_key(limit - 1, by_weight);
    }
    let mut best = found;
    let others = best.split_off(limit.min(best.len()));
    best.sort_unstable_by_key(by_weight);
    let keys = |found: Vec<(Weight, OfferKey)>| found.into_iter().map(|(_, key)| key).collect();
    Candidates { backend: NAME, best: keys(best), others: keys(others) }
}
