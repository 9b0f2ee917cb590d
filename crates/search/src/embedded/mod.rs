//! The index inside the process: tantivy in memory, always there.
//!
//! tantivy keeps the postings; which offers match is decided here, because the engine's own
//! scores would differ from those of any other engine and the order is made by the rules.
//!
//! **Invariant:** what was put is seen by the next search, and nothing is written to disk.

mod lookup;
mod tokens;

pub(crate) use tokens::stem_term;

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard};

use kernel::OfferId;
use partner_directory::ranking::WordQuery;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema};
use tantivy::schema::{TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::index::{Answer, Candidates, Entry, OfferIndex, OfferKey, SearchError, State};
use tokens::Terms;

/// An index kept in memory and rebuilt at each start.
pub struct Embedded {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
}

/// Where tantivy keeps what.
#[derive(Debug, Clone, Copy)]
struct Fields {
    key: Field,
    texts: [Text; 4],
}

#[derive(Debug, Clone, Copy)]
struct Text {
    field: Field,
    /// What a word in it is worth, of 100.
    weight: u8,
}

/// What this index is called in answers.
const NAME: &str = "embedded";
const TERMS: &str = "terms";
// The least that tantivy takes; entries are small and one thread writes.
const WRITER_BYTES: usize = 20_000_000;

impl Embedded {
    /// An empty index.
    ///
    /// # Errors
    /// When the machine gives no memory or no thread for it.
    pub fn new() -> Result<Embedded, SearchError> {
        let (schema, fields) = layout();
        let index = Index::create_in_ram(schema);
        index.tokenizers().register(TERMS, Terms::default());
        let writer = index.writer_with_num_threads(1, WRITER_BYTES).map_err(unavailable)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(unavailable)?;
        Ok(Embedded { fields, reader, writer: Mutex::new(writer) })
    }

    fn writer(&self) -> MutexGuard<'_, IndexWriter> {
        self.writer.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    fn write(
        &self,
        change: impl FnOnce(&IndexWriter) -> tantivy::Result<()>,
    ) -> Result<(), SearchError> {
        let mut writer = self.writer();
        let done =
            change(&writer).and_then(|()| writer.commit()).and_then(|_| self.reader.reload());
        if done.is_err() {
            // Half a change must not appear with the next one.
            writer.rollback().map_err(unavailable)?;
        }
        done.map_err(unavailable)
    }

    fn learn(&self, writer: &IndexWriter, entry: &Entry) -> tantivy::Result<()> {
        let texts = [&entry.name, &entry.description, &entry.organization, &entry.place];
        let mut document = TantivyDocument::default();
        document.add_u64(self.fields.key, OfferKey::of(&entry.id).number());
        for (at, text) in self.fields.texts.iter().zip(texts) {
            document.add_text(at.field, text);
        }
        writer.add_document(document).map(|_| ())
    }

    fn key_term(&self, offer: &OfferId) -> Term {
        Term::from_field_u64(self.fields.key, OfferKey::of(offer).number())
    }
}

impl OfferIndex for Embedded {
    fn candidates<'a>(&'a self, words: &'a WordQuery) -> Answer<'a, Candidates> {
        let found = lookup::candidates(&self.reader.searcher(), &self.fields, words);
        Box::pin(std::future::ready(found.map_err(unavailable)))
    }

    fn replace_all(&self, entries: Vec<Entry>) -> Answer<'_, ()> {
        let done = self.write(|writer| {
            writer.delete_all_documents()?;
            let mut seen = HashSet::new();
            // Of two entries for one offer the last one counts.
            for entry in entries.iter().rev().filter(|entry| seen.insert(&entry.id)) {
                self.learn(writer, entry)?;
            }
            Ok(())
        });
        Box::pin(std::future::ready(done))
    }

    fn put(&self, entries: Vec<Entry>) -> Answer<'_, ()> {
        let done = self.write(|writer| {
            for entry in &entries {
                writer.delete_term(self.key_term(&entry.id));
                self.learn(writer, entry)?;
            }
            Ok(())
        });
        Box::pin(std::future::ready(done))
    }

    fn forget(&self, offers: Vec<OfferId>) -> Answer<'_, ()> {
        let done = self.write(|writer| {
            for offer in &offers {
                writer.delete_term(self.key_term(offer));
            }
            Ok(())
        });
        Box::pin(std::future::ready(done))
    }

    fn state(&self) -> Answer<'_, State> {
        let entries = usize::try_from(self.reader.searcher().num_docs()).unwrap_or(usize::MAX);
        Box::pin(std::future::ready(Ok(State { name: NAME, is_fallback: false, entries })))
    }
}

fn layout() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let key = schema.add_u64_field("key", FAST | INDEXED);
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TERMS)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let options = TextOptions::default().set_indexing_options(indexing);
    let mut text =
        |name, weight| Text { field: schema.add_text_field(name, options.clone()), weight };
    let texts =
        [text("name", 100), text("description", 80), text("organization", 80), text("place", 80)];
    (schema.build(), Fields { key, texts })
}

fn unavailable(error: tantivy::TantivyError) -> SearchError {
    SearchError(Box::new(error))
}
