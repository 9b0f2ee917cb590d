//! Places, times and organizations that stand among the words of a search.
//!
//! "imprimer Onex samedi" is a need, a place and a day. What is recognised leaves the words and
//! narrows the search instead; the page shows each part, and it can be taken away.
//!
//! **Invariant:** a word that the directory uses for a need is never taken for a place.
//! **Invariant:** what the person chose beside the words is never overruled.

use kernel::OrganizationId;

use crate::fold::words;
use crate::geography::Near;
use crate::query::{OpenFilter, Query};
use crate::ranking::Lexicon;

/// What was recognised, in the order in which it was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The words as they were typed.
    pub typed: String,
    /// The words of the query without this part, as they were typed.
    pub rest: String,
    /// What they mean.
    pub meaning: Meaning,
}

/// What some words mean besides a need.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A place, by its label.
    Place(String),
    /// A time at which the offer must be open.
    Open(OpenFilter),
    /// An organization, by its name.
    Organization(String),
}

/// What the directory knows by name.
pub trait Names {
    /// The place called `text`; with `is_said` after a word such as "à", which makes far places
    /// likely too.
    fn place(&self, text: &str, is_said: bool) -> Option<Near>;
    /// The organization called `text`, folded words joined by spaces.
    fn organization(&self, text: &str) -> Option<(OrganizationId, String)>;
}

/// Words after which a place is named.
const BEFORE_PLACES: [&str; 6] = ["a", "vers", "dans", "pres", "de", "sur"];
/// No name has more words.
const LONGEST: usize = 6;

/// `query` as it is meant, and what was recognised in its words.
pub fn recognize(query: &Query, lexicon: &Lexicon, names: &dyn Names) -> (Query, Vec<Part>) {
    let typed: Vec<Word<'_>> = query.words.split_whitespace().map(Word::new).collect();
    let mut reader = Reader { typed: &typed, lexicon, names, found: Vec::new() };
    let mut meant = query.clone();
    if meant.filters.open.is_none() {
        meant.filters.open = reader.moment();
    }
    if meant.organization.is_none() {
        meant.organization = reader.organization();
    }
    if meant.near.is_none() {
        meant.near = reader.place();
    }
    meant.words = reader.rest(|_| false);
    // "Aide numérique à Jussy": beside a place such words would only choose by chance.
    if !reader.found.is_empty() && !lexicon.says_something(&meant.words) {
        meant.words.clear();
    }
    let parts = reader.parts();
    (meant, parts)
}

struct Word<'a> {
    typed: &'a str,
    folded: Vec<String>,
}

impl<'a> Word<'a> {
    fn new(typed: &'a str) -> Word<'a> {
        Word { typed, folded: words(typed) }
    }

    fn is(&self, word: &str) -> bool {
        matches!(self.folded.as_slice(), [one] if one == word)
    }
}

struct Reader<'a> {
    typed: &'a [Word<'a>],
    lexicon: &'a Lexicon,
    names: &'a dyn Names,
    found: Vec<(std::ops::Range<usize>, Meaning)>,
}

impl Reader<'_> {
    fn moment(&mut self) -> Option<OpenFilter> {
        let lexicon = self.lexicon;
        self.take(|folded, _, _| Some((lexicon.moment(folded)?, Meaning::Open)))
    }

    fn organization(&mut self) -> Option<OrganizationId> {
        let (lexicon, names) = (self.lexicon, self.names);
        let found = self.take(|folded, _, _| {
            // One everyday word is a need, also when somebody took it for a name.
            if matches!(folded, [one] if lexicon.is_everyday(one)) {
                return None;
            }
            let name = folded.join(" ");
            let found = names.organization(&name)?;
            // A town hall may bear the name of its town and nothing else.
            if names.place(&name, true).is_some() {
                return None;
            }
            Some((found, |(_, name): (OrganizationId, String)| Meaning::Organization(name)))
        });
        found.map(|(id, _)| id)
    }

    fn place(&mut self) -> Option<Near> {
        let (lexicon, names) = (self.lexicon, self.names);
        self.take(|folded, typed, is_said| {
            if folded.iter().all(|word| lexicon.is_everyday(word)) {
                return None;
            }
            let near = names.place(typed, is_said)?;
            Some((near, |near: Near| Meaning::Place(near.label)))
        })
    }

    // The longest run of words that means something, the first of several.
    fn take<T: Clone, M: FnOnce(T) -> Meaning>(
        &mut self,
        meaning: impl Fn(&[String], &str, bool) -> Option<(T, M)>,
    ) -> Option<T> {
        for length in (1..=LONGEST.min(self.typed.len())).rev() {
            for start in 0..=self.typed.len() - length {
                let range = start..start + length;
                if self
                    .found
                    .iter()
                    .any(|(taken, _)| taken.start < range.end && range.start < taken.end)
                {
                    continue;
                }
                let run = self.typed.get(range.clone()).unwrap_or_default();
                let folded: Vec<String> = run.iter().flat_map(|one| one.folded.clone()).collect();
                let typed = run.iter().map(|one| one.typed).collect::<Vec<_>>().join(" ");
                let is_said = start > 0 && self.is_before_places(start - 1);
                if folded.is_empty() {
                    continue;
                }
                if let Some((value, name)) = meaning(&folded, &typed, is_said) {
                    let from = if is_said { start - 1 } else { start };
                    self.found.push((from..range.end, name(value.clone())));
                    return Some(value);
                }
            }
        }
        None
    }

    fn is_before_places(&self, at: usize) -> bool {
        let is_taken = self.found.iter().any(|(taken, _)| taken.contains(&at));
        let word = self.typed.get(at);
        !is_taken && word.is_some_and(|one| BEFORE_PLACES.iter().any(|before| one.is(before)))
    }

    /// The words that are left, with those of the parts that `is_kept` names by number.
    fn rest(&self, is_kept: impl Fn(usize) -> bool) -> String {
        let is_left = |at: &usize| {
            let mut parts = self.found.iter().enumerate();
            parts.all(|(number, (taken, _))| is_kept(number) || !taken.contains(at))
        };
        let left = (0..self.typed.len()).filter(is_left).filter_map(|at| self.typed.get(at));
        left.map(|one| one.typed).collect::<Vec<_>>().join(" ")
    }

    fn parts(&self) -> Vec<Part> {
        let mut numbers: Vec<usize> = (0..self.found.len()).collect();
        numbers.sort_by_key(|number| self.found.get(*number).map(|(taken, _)| taken.start));
        let part = |number: usize| {
            let (taken, meaning) = self.found.get(number)?;
            let run = self.typed.get(taken.clone())?;
            Some(Part {
                typed: run.iter().map(|one| one.typed).collect::<Vec<_>>().join(" "),
                rest: self.rest(|other| other != number),
                meaning: meaning.clone(),
            })
        };
        numbers.into_iter().filter_map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::Point;

    struct Town;

    impl Names for Town {
        fn place(&self, text: &str, is_said: bool) -> Option<Near> {
            let known = [("onex", true), ("carouge", true), ("1203", true), ("petit-lancy", true)];
            let far = [("orient", false), ("lausanne", false), ("vers", true)];
            let name = text.to_lowercase();
            known
                .iter()
                .chain(&far)
                .find(|(one, is_near)| *one == name && (*is_near || is_said))
                .map(|(one, _)| Near {
                    point: Point::new(46.2, 6.1).unwrap(),
                    label: (*one).to_owned(),
                    commune_code: None,
                })
        }

        fn organization(&self, text: &str) -> Option<(OrganizationId, String)> {
            (text == "fil souris").then(|| ("org".into(), "Fil & Souris".to_owned()))
        }
    }

    fn read(words: &str) -> (Query, Vec<Part>) {
        let query = Query { words: words.to_owned(), ..Query::default() };
        recognize(&query, &Lexicon::published().unwrap(), &Town)
    }

    fn near(words: &str) -> Option<String> {
        read(words).0.near.map(|near| near.label)
    }

    #[test]
    fn a_need_a_place_and_a_day_are_told_apart() {
        let (query, parts) = read("imprimer à Onex samedi");

        assert_eq!(query.words, "imprimer");
        assert_eq!(query.near.unwrap().label, "onex");
        assert_eq!(query.filters.open, Some(OpenFilter::Saturday));
        let typed: Vec<&str> = parts.iter().map(|part| part.typed.as_str()).collect();
        assert_eq!(typed, ["à Onex", "samedi"]);
        assert_eq!(parts[0].rest, "imprimer samedi", "what is searched without the place");
        assert_eq!(parts[1].rest, "imprimer à Onex");
    }

    #[test]
    fn words_that_say_nothing_do_not_stand_beside_a_place() {
        assert_eq!(read("aide numérique Onex").0.words, "");
        assert_eq!(read("aide numérique").0.words, "aide numérique", "alone they are the question");
    }

    #[test]
    fn places_are_known_by_postcode_and_by_several_words() {
        assert_eq!(near("wifi 1203").as_deref(), Some("1203"));
        assert_eq!(near("cours Petit-Lancy").as_deref(), Some("petit-lancy"));
        assert_eq!(near("aide à Lausanne").as_deref(), Some("lausanne"));
    }

    #[test]
    fn a_word_that_names_a_need_or_says_nothing_is_no_place() {
        assert_eq!(near("orient"), None, "far away and not said to be a place");
        assert_eq!(near("vers"), None);
        assert_eq!(near("imprimer"), None);
    }

    #[test]
    fn an_organization_is_known_by_its_name() {
        let (query, parts) = read("permanence Fil & Souris");

        assert_eq!(query.organization, Some("org".into()));
        assert_eq!(query.words, "permanence");
        assert_eq!(parts[0].meaning, Meaning::Organization("Fil & Souris".to_owned()));
    }

    #[test]
    fn times_are_understood_as_people_say_them() {
        let open = |words: &str| read(words).0.filters.open;
        assert_eq!(open("imprimante ouvert maintenant"), Some(OpenFilter::Now));
        assert_eq!(open("réparation aujourd’hui"), Some(OpenFilter::Today));
        assert_eq!(open("cours le soir"), Some(OpenFilter::Evening));
        assert_eq!(open("permanence Samedi"), Some(OpenFilter::Saturday));
        assert_eq!(open("bonjour"), None);
    }

    #[test]
    fn what_was_chosen_beside_the_words_is_kept() {
        let chosen = Near { label: "Vernier".to_owned(), ..read("Onex").0.near.unwrap() };
        let query = Query {
            words: "imprimer Onex".to_owned(),
            near: Some(chosen.clone()),
            ..Query::default()
        };
        let (meant, parts) = recognize(&query, &Lexicon::published().unwrap(), &Town);

        assert_eq!(meant.near, Some(chosen));
        assert_eq!(meant.words, "imprimer Onex");
        assert_eq!(parts, []);
    }
}
