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
use super::{Fields, NAME, Text};
use crate::choose::fewest_terms;
use crate::index::{Candidates, Match, OfferKey};

const AS_IT_STANDS: u16 = 4;
const BY_STEM: u16 = 3;
const BY_BEGINNING: u16 = 2;

// A word this short says nothing within a phrase.
const TELLING_MIN: usize = 3;

/// What one offer has gathered; more terms are better, then more weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Gathered {
    /// Terms that match, in whatever way.
    terms: u8,
    weight: u32,
    /// Those of them that match in a way that the rules may not accept.
    doubtful: u8,
}

/// The best match of one term: its weight, and whether the rules surely accept one.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    weight: u16,
    is_sure: bool,
}

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
    texts: Vec<(Text, Arc<InvertedIndexReader>)>,
    marks: Marks,
    total: Vec<Gathered>,
}

impl<'a> Segment<'a> {
    fn open(reader: &'a SegmentReader, fields: &Fields) -> tantivy::Result<Segment<'a>> {
        let documents = reader.max_doc() as usize;
        let open = |text: &Text| Ok((*text, reader.inverted_index(text.field)?));
        Ok(Segment {
            reader,
            texts: fields.texts.iter().map(open).collect::<tantivy::Result<_>>()?,
            marks: Marks { of: vec![Mark::default(); documents], touched: Vec::new() },
            total: vec![Gathered::default(); documents],
        })
    }

    /// Marks every document that matches; says how many they are.
    fn mark(&mut self, wanted: &Wanted<'_>) -> tantivy::Result<u64> {
        for (text, postings) in &self.texts {
            let mark = |by| Mark { weight: text.weight * by, is_sure: text.is_plain };
            let doubtful = |by| Mark { is_sure: false, ..mark(by) };
            for token in wanted.tokens {
                self.marks.raise(find(postings, text.field, token)?, mark(AS_IT_STANDS));
            }
            for stem in &wanted.stems {
                self.marks.raise(find(postings, text.field, stem)?, mark(BY_STEM));
            }
            if let Some(prefix) = wanted.prefix {
                // The rules follow only the first words with this beginning.
                self.marks.raise_beginnings(postings, prefix, doubtful(BY_BEGINNING))?;
            }
            let together = together(postings, text.field, &wanted.phrase)?;
            together.into_iter().for_each(|document| self.marks.touch(document, doubtful(BY_STEM)));
        }
        Ok(self.marks.touched.len() as u64)
    }

    /// Adds the marks of one term to the totals.
    fn settle(&mut self, rarity: u32) {
        for document in self.marks.touched.drain(..) {
            let at = document as usize;
            if let (Some(mark), Some(total)) = (self.marks.of.get_mut(at), self.total.get_mut(at)) {
                total.terms = total.terms.saturating_add(1);
                total.doubtful = total.doubtful.saturating_add(u8::from(!mark.is_sure));
                total.weight += u32::from(mark.weight) * rarity;
                *mark = Mark::default();
            }
        }
    }

    fn gather(&self, found: &mut Vec<(Gathered, OfferKey)>) -> tantivy::Result<()> {
        let keys = self.reader.fast_fields().u64("key")?;
        let matching = (0..).zip(&self.total).filter(|(_, total)| total.terms > 0);
        for (document, total) in matching {
            if self.reader.is_deleted(document) {
                continue;
            }
            if let Some(key) = keys.first(document) {
                found.push((*total, OfferKey::from_number(key)));
            }
        }
        Ok(())
    }
}

/// What each document has of one term.
struct Marks {
    of: Vec<Mark>,
    touched: Vec<u32>,
}

impl Marks {
    fn touch(&mut self, document: u32, mark: Mark) {
        if let Some(best) = self.of.get_mut(document as usize) {
            if best.weight == 0 {
                self.touched.push(document);
            }
            best.weight = best.weight.max(mark.weight);
            best.is_sure |= mark.is_sure;
        }
    }

    fn raise(&mut self, found: Option<SegmentPostings>, mark: Mark) {
        let Some(mut found) = found else { return };
        let mut document = found.doc();
        while document != TERMINATED {
            self.touch(document, mark);
            document = found.advance();
        }
    }

    fn raise_beginnings(
        &mut self,
        postings: &InvertedIndexReader,
        prefix: &str,
        mark: Mark,
    ) -> tantivy::Result<()> {
        let mut terms = postings.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            let found =
                postings.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            self.raise(Some(found), mark);
        }
        Ok(())
    }
}

/// The documents that have all these stems in one field.
fn together(
    postings: &InvertedIndexReader,
    field: Field,
    stems: &[String],
) -> tantivy::Result<Vec<u32>> {
    let Some((first, rest)) = stems.split_first() else { return Ok(Vec::new()) };
    let mut together = documents(find(postings, field, first)?);
    for stem in rest {
        let others = documents(find(postings, field, stem)?);
        together.retain(|document| others.binary_search(document).is_ok());
    }
    Ok(together)
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

fn choose(mut found: Vec<(Gathered, OfferKey)>, limit: usize) -> Candidates {
    let least = fewest_terms(found.iter().map(|(gathered, _)| gathered.terms));
    found.retain(|(gathered, _)| gathered.terms >= least);
    let by_weight = |one: &(Gathered, OfferKey)| (Reverse(one.0), one.1);
    if limit > 0 && limit < found.len() {
        found.select_nth_unstable_by_key(limit - 1, by_weight);
    }
    let mut best = found;
    let others = best.split_off(limit.min(best.len()));
    best.sort_unstable_by_key(by_weight);
    let matches = |found: Vec<(Gathered, OfferKey)>| found.into_iter().map(as_match).collect();
    Candidates { backend: NAME, best: matches(best), others: matches(others) }
}

fn as_match((gathered, offer): (Gathered, OfferKey)) -> Match {
    Match { offer, answered: (gathered.doubtful == 0).then_some(gathered.terms) }
}
