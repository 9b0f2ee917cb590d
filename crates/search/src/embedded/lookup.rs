//! Which offers match some words, term by term over the postings.

use std::sync::Arc;

use partner_directory::ranking::{self, WordQuery};
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term};

use super::tokens::stem_term;
use super::{Fields, NAME, Text};
use crate::index::{Candidates, Match, OfferKey, TermSet};

// How much of its weight a word gives, of 100.
const AS_IT_STANDS: u16 = 100;
const BY_STEM: u16 = 90;
const BY_BEGINNING: u16 = 75;

/// What one document has gathered.
#[derive(Debug, Clone, Copy, Default)]
struct Gathered {
    weight: u16,
    sure: TermSet,
    /// The terms that match in a way that the rules may not accept.
    doubtful: TermSet,
}

/// The best match of one term: its weight, and whether the rules surely accept one.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    weight: u8,
    is_sure: bool,
}

pub(super) fn candidates(
    searcher: &Searcher,
    fields: &Fields,
    words: &WordQuery,
) -> tantivy::Result<Candidates> {
    let wanted: Vec<Wanted<'_>> = words.terms().iter().map(Wanted::of).collect();
    let mut matches = Vec::new();
    for reader in searcher.segment_readers() {
        let mut segment = Segment::open(reader, fields)?;
        for (number, wanted) in wanted.iter().enumerate() {
            segment.mark(wanted)?;
            segment.settle(TermSet::one(number));
        }
        segment.gather(words.terms().len(), &mut matches)?;
    }
    Ok(Candidates { backend: NAME, is_fallback: false, matches })
}

/// One term as the terms of the index.
struct Wanted<'a> {
    tokens: &'a [String],
    stems: Vec<String>,
    prefix: Option<&'a str>,
    /// Stems of phrases, each of which must stand in one field together.
    together: Vec<Vec<String>>,
}

impl Wanted<'_> {
    fn of(term: &ranking::Term) -> Wanted<'_> {
        let terms = |stems: &Vec<String>| stems.iter().map(|stem| stem_term(stem)).collect();
        Wanted {
            tokens: &term.tokens,
            stems: terms(&term.stems),
            prefix: term.prefix.as_deref(),
            together: term.together.iter().map(terms).collect(),
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

    /// Marks every document that matches.
    fn mark(&mut self, wanted: &Wanted<'_>) -> tantivy::Result<()> {
        for (text, postings) in &self.texts {
            let weight = |by| u8::try_from(u16::from(text.weight) * by / 100).unwrap_or(u8::MAX);
            let sure = |by| Mark { weight: weight(by), is_sure: true };
            let doubtful = |by| Mark { weight: weight(by), is_sure: false };
            for token in wanted.tokens {
                self.marks.raise(find(postings, text.field, token)?, sure(AS_IT_STANDS));
            }
            for stem in &wanted.stems {
                self.marks.raise(find(postings, text.field, stem)?, sure(BY_STEM));
            }
            if let Some(prefix) = wanted.prefix {
                // The rules follow only the first words with this beginning.
                self.marks.raise_beginnings(postings, prefix, doubtful(BY_BEGINNING))?;
            }
            for phrase in &wanted.together {
                // The rules want them in one sentence or side by side: finer than a field here.
                let found = together(postings, text.field, phrase)?;
                found.iter().for_each(|document| self.marks.touch(*document, doubtful(BY_STEM)));
            }
        }
        Ok(())
    }

    /// Adds the marks of one term to the totals.
    fn settle(&mut self, term: TermSet) {
        for document in self.marks.touched.drain(..) {
            let at = document as usize;
            if let (Some(mark), Some(total)) = (self.marks.of.get_mut(at), self.total.get_mut(at)) {
                let terms = if mark.is_sure { &mut total.sure } else { &mut total.doubtful };
                *terms = terms.with(term);
                total.weight += u16::from(mark.weight);
                *mark = Mark::default();
            }
        }
    }

    fn gather(&self, terms: usize, matches: &mut Vec<Match>) -> tantivy::Result<()> {
        let keys = self.reader.fast_fields().u64("key")?;
        let terms = u16::try_from(terms.max(1)).unwrap_or(u16::MAX);
        let matching = (0..).zip(&self.total).filter(|(_, total)| total.weight > 0);
        for (document, total) in matching {
            if self.reader.is_deleted(document) {
                continue;
            }
            if let Some(key) = keys.first(document) {
                matches.push(Match {
                    offer: OfferKey::from_number(key),
                    weight: u8::try_from(total.weight / terms).unwrap_or(u8::MAX),
                    sure: total.sure,
                    doubtful: total.doubtful,
                });
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
        keep_those_with(find(postings, field, stem)?, &mut together);
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

/// Of `documents`, which are in order, keeps those that were found.
fn keep_those_with(found: Option<SegmentPostings>, documents: &mut Vec<u32>) {
    let Some(mut found) = found else { return documents.clear() };
    documents.retain(|document| {
        let reached = if found.doc() < *document { found.seek(*document) } else { found.doc() };
        reached == *document
    });
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
