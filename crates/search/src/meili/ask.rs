//! A query of words as one request: for each term, who has it in the name and who elsewhere.

use std::collections::HashMap;

use meilisearch_sdk::client::Client;
use meilisearch_sdk::errors::Error;
use meilisearch_sdk::request::HttpClient;
use meilisearch_sdk::search::{SearchQuery, SearchResults, Selectors};
use partner_directory::ranking::{Term, WordQuery};

use super::layout::{FIELDS, Found, MOST_HITS, PRIMARY_KEY};
use crate::embedded::stem_term;
use crate::index::{Match, OfferKey, TermSet};

/// What a word in each of [`FIELDS`] is worth, of 100, and the beginning of one. Whether a word
/// stands there itself or by its stem is not told apart.
const WEIGHTS: [(u8, u8); 2] = [(90, 75), (72, 60)];

/// One question of a request.
#[derive(Debug, PartialEq, Eq)]
struct Question {
    /// The number of the term.
    term: usize,
    weight: u8,
    field: &'static str,
    asked: Asked,
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// A filter over the terms of the field.
    Terms(String),
    /// The beginning of a word.
    Beginning(String),
}

/// The offers that have at least one term, with all terms that they may answer.
pub(super) async fn ask<Http: HttpClient>(
    client: &Client<Http>,
    index: &str,
    words: &WordQuery,
) -> Result<Vec<Match>, Error> {
    let questions: Vec<Question> = words.terms().iter().enumerate().flat_map(questions).collect();
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let index = client.index(index);
    let mut request = client.multi_search();
    for question in &questions {
        let mut query = SearchQuery::new(&index);
        query.with_limit(MOST_HITS).with_attributes_to_retrieve(Selectors::Some(&[PRIMARY_KEY]));
        match &question.asked {
            Asked::Terms(filter) => query.with_filter(filter),
            Asked::Beginning(start) => query
                .with_query(start)
                .with_attributes_to_search_on(std::slice::from_ref(&question.field)),
        };
        request.with_search_query(query.build());
    }
    let answers = request.execute::<Found>().await?.results;
    if answers.len() != questions.len() {
        return Err(Error::Other("not every question was answered".into()));
    }
    Ok(gather(&questions, &answers, words.terms().len()))
}

fn questions((term, wanted): (usize, &Term)) -> Vec<Question> {
    let mut questions = Vec::new();
    for (field, (weight, of_beginning)) in FIELDS.into_iter().zip(WEIGHTS) {
        if let Some(filter) = filter(field, wanted) {
            questions.push(Question { term, weight, field, asked: Asked::Terms(filter) });
        }
        if let Some(start) = &wanted.prefix {
            let asked = Asked::Beginning(start.clone());
            questions.push(Question { term, weight: of_beginning, field, asked });
        }
    }
    questions
}

/// `None` when the term has nothing that a field could have.
fn filter(field: &str, term: &Term) -> Option<String> {
    let stems = term.stems.iter().map(|stem| stem_term(stem));
    let any: Vec<String> =
        term.tokens.iter().cloned().chain(stems).map(|one| quoted(&one)).collect();
    let mut ways = Vec::new();
    if !any.is_empty() {
        ways.push(format!("{field} IN [{}]", any.join(", ")));
    }
    for phrase in &term.together {
        let stems = phrase.iter().map(|stem| format!("{field} = {}", quoted(&stem_term(stem))));
        ways.push(format!("({})", stems.collect::<Vec<_>>().join(" AND ")));
    }
    (!ways.is_empty()).then(|| ways.join(" OR "))
}

/// Folded words have neither quotes nor backslashes; whatever has them must not end the value.
fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace(['"', '\\'], ""))
}

fn gather(questions: &[Question], answers: &[SearchResults<Found>], terms: usize) -> Vec<Match> {
    let mut gathered: HashMap<OfferKey, (u16, TermSet)> = HashMap::new();
    for term in 0..terms {
        let mut best: HashMap<OfferKey, u8> = HashMap::new();
        let of_term = questions.iter().zip(answers).filter(|(question, _)| question.term == term);
        for (question, answer) in of_term {
            for key in answer.hits.iter().filter_map(|hit| hit.result.key()) {
                let weight = best.entry(key).or_default();
                *weight = question.weight.max(*weight);
            }
        }
        for (key, weight) in best {
            let (total, of) = gathered.entry(key).or_default();
            *total += u16::from(weight);
            *of = of.with(TermSet::one(term));
        }
    }
    let terms = u16::try_from(terms.max(1)).unwrap_or(u16::MAX);
    let matched = gathered.into_iter().map(|(offer, (total, doubtful))| Match {
        offer,
        weight: u8::try_from(total / terms).unwrap_or(u8::MAX),
        // The server may have heard of a change before this process, or after it.
        sure: TermSet::default(),
        doubtful,
    });
    matched.collect()
}

#[cfg(test)]
mod tests {
    use partner_directory::ranking::{Lexicon, Vocabulary};

    use super::*;

    fn asked(text: &str) -> Vec<Question> {
        let lexicon = Lexicon::published().unwrap();
        let words = WordQuery::parse(text, &lexicon, &Vocabulary::new(&lexicon));
        words.terms().iter().enumerate().flat_map(questions).collect()
    }

    #[test]
    fn each_term_is_asked_for_in_the_name_and_elsewhere() {
        let questions = asked("couture piscinette ");

        let of: Vec<_> = questions.iter().map(|one| (one.term, one.field, one.weight)).collect();
        let in_both = |term| [(term, "name_terms", 90), (term, "text_terms", 72)];
        assert_eq!(of, [in_both(0), in_both(1)].concat());
        let Asked::Terms(filter) = &questions[0].asked else { panic!("{questions:?}") };
        assert!(filter.starts_with("name_terms IN [\"couture\", "), "{filter}");
    }

    #[test]
    fn only_a_word_that_may_go_on_is_asked_for_by_its_beginning() {
        let beginnings = |text| {
            let is_beginning = |one: &&Question| matches!(one.asked, Asked::Beginning(_));
            asked(text).iter().filter(is_beginning).count()
        };

        assert_eq!(beginnings("impri"), 2);
        assert_eq!(beginnings("impri "), 0);
    }

    #[test]
    fn no_text_ends_a_value_of_a_filter() {
        assert_eq!(quoted("a\" OR key EXISTS \\"), "\"a OR key EXISTS \"");
    }
}
