//! Names, streets and numbers, brought to one way of writing before they are compared.

use std::collections::BTreeSet;

use crate::fold::words;

/// Words that name a sort of body and not which one; they count for little.
const GENERIC: &[&str] = &[
    "accueil",
    "action",
    "agence",
    "aide",
    "antenne",
    "association",
    "atelier",
    "bibliotheque",
    "bureau",
    "bus",
    "centre",
    "commune",
    "communal",
    "communale",
    "communautaire",
    "conseil",
    "conseiller",
    "culture",
    "culturel",
    "departemental",
    "emploi",
    "espace",
    "formation",
    "foyer",
    "france",
    "guichet",
    "information",
    "inclusion",
    "informatique",
    "intercommunal",
    "internet",
    "jeunes",
    "jeunesse",
    "local",
    "locale",
    "lieu",
    "mairie",
    "maison",
    "mediatheque",
    "mission",
    "municipal",
    "municipale",
    "mutualite",
    "numerique",
    "permanence",
    "point",
    "pole",
    "public",
    "publics",
    "quartier",
    "relais",
    "reseau",
    "rural",
    "sante",
    "service",
    "services",
    "sociale",
    "social",
    "socio",
    "solidarite",
    "tiers",
];

/// Words that say nothing in a name: articles, and legal forms.
const SILENT: &[&str] = &[
    "a", "an", "asbl", "asso", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le",
    "les", "loi", "ong", "par", "pour", "s", "sa", "sarl", "sas", "scic", "scop", "sur", "un",
    "une",
];

/// Beginnings that say whose it is in law and not what it is called.
const PREFIXES: &[&[&str]] = &[
    &["association"],
    &["fondation"],
    &["commune", "de"],
    &["ville", "de"],
    &["mairie", "de"],
    &["syndicat"],
];

const NAME_SHORT: &[(&str, &[&str])] = &[
    ("ccas", &["centre", "communal", "action", "sociale"]),
    ("cias", &["centre", "intercommunal", "action", "sociale"]),
    ("cdc", &["communaute", "communes"]),
    ("cc", &["communaute", "communes"]),
    ("ca", &["communaute", "agglomeration"]),
    ("csc", &["centre", "social", "culturel"]),
    ("mjc", &["maison", "jeunes", "culture"]),
    ("mfs", &["maison", "france", "services"]),
    ("efs", &["espace", "france", "services"]),
    ("fs", &["france", "services"]),
    ("epn", &["espace", "public", "numerique"]),
    ("socioculturel", &["social", "culturel"]),
    ("sociaux", &["social"]),
    ("st", &["saint"]),
    ("ste", &["sainte"]),
];

const STREET_SHORT: &[(&str, &str)] = &[
    ("r", "rue"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("blvd", "boulevard"),
    ("boul", "boulevard"),
    ("pl", "place"),
    ("ch", "chemin"),
    ("chem", "chemin"),
    ("che", "chemin"),
    ("rte", "route"),
    ("imp", "impasse"),
    ("all", "allee"),
    ("sq", "square"),
    ("fg", "faubourg"),
    ("fbg", "faubourg"),
    ("crs", "cours"),
    ("qu", "quai"),
    ("st", "saint"),
    ("ste", "sainte"),
    ("gal", "general"),
    ("gen", "general"),
    ("mal", "marechal"),
    ("dr", "docteur"),
    ("pdt", "president"),
    ("prof", "professeur"),
    ("lt", "lieutenant"),
    ("cdt", "commandant"),
];

/// One word of a name and how much it says about which body is meant, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) weight: f64,
}

/// The words of a name; those of the locality and of every second body count little.
pub(super) fn name(text: &str, localities: &BTreeSet<String>) -> Vec<Word> {
    let mut words = words(text);
    if let Some(prefix) =
        PREFIXES.iter().find(|prefix| words.len() > prefix.len() + 1 && starts(&words, prefix))
    {
        words.drain(..prefix.len());
    }
    let mut seen = BTreeSet::new();
    let mut named = vec![];
    for word in words {
        let short = NAME_SHORT.iter().find(|(short, _)| *short == word);
        let long = short.map_or_else(|| vec![word.clone()], |(_, long)| owned(long));
        for text in long {
            if !SILENT.contains(&text.as_str()) && seen.insert(text.clone()) {
                let is_common = GENERIC.contains(&text.as_str()) || localities.contains(&text);
                named.push(Word { weight: if is_common { 0.3 } else { 1.0 }, text });
            }
        }
    }
    named
}

/// The words of a locality, which many names repeat.
pub(super) fn locality(text: &str) -> BTreeSet<String> {
    let long = |word: String| match word.as_str() {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        _ => word,
    };
    words(text).into_iter().map(long).filter(|word| !SILENT.contains(&word.as_str())).collect()
}

/// A street: its words, and its house numbers apart (`10 bis` is `10bis`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Street {
    pub(super) words: BTreeSet<String>,
    pub(super) numbers: BTreeSet<String>,
}

/// Takes a street apart, whether its number stands before it (France) or behind (Switzerland).
pub(super) fn street(text: &str) -> Street {
    let mut street = Street::default();
    let mut number: Option<String> = None;
    for word in words(text) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            street.numbers.extend(number.replace(word));
        } else if number.is_some() && matches!(word.as_str(), "bis" | "ter" | "quater" | "b" | "c")
        {
            let first = if word == "b" { "bis" } else { &word };
            number = number.map(|number| number + first);
        } else {
            let long = STREET_SHORT.iter().find(|(short, _)| *short == word);
            let word = long.map_or(word, |(_, long)| (*long).to_owned());
            if !SILENT.contains(&word.as_str()) {
                street.words.insert(word);
            }
        }
    }
    street.numbers.extend(number);
    street
}

/// The last nine digits of a telephone number, without country code; `None` for anything
/// shorter, such as hotlines that many share.
pub(super) fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let start = digits.len().checked_sub(9)?;
    digits.get(start..).filter(|end| end.chars().any(|c| c != '0')).map(str::to_owned)
}

/// A web address without scheme, `www.` and what follows a `?`.
pub(super) fn website(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    rest.contains('.').then(|| rest.to_owned())
}

/// An official number without spaces and dots; `None` for a row of zeros, as many files hold.
pub(super) fn official(text: &str) -> Option<String> {
    let sign = |c: char| c.is_ascii_alphanumeric().then(|| c.to_ascii_uppercase());
    let value: String = text.chars().filter_map(sign).collect();
    value.chars().any(|c| c.is_ascii_digit() && c != '0').then_some(value)
}

/// How alike two names are, from 0 to 1: what both say, out of all that either says.
pub(super) fn likeness(left: &[Word], right: &[Word]) -> f64 {
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let mut free: Vec<&Word> = many.iter().collect();
    let mut shared = 0.0;
    let mut alone = 0.0;
    for word in few {
        match free.iter().position(|other| is_same(&word.text, &other.text)) {
            Some(place) => shared += word.weight.min(free.swap_remove(place).weight),
            None => alone += word.weight,
        }
    }
    alone += free.iter().map(|word| word.weight).sum::<f64>();
    if shared == 0.0 { 0.0 } else { shared / (shared + alone) }
}

/// True when the names have a word in common that not every second body bears.
pub(super) fn share_a_rare_word(left: &[Word], right: &[Word]) -> bool {
    let is_rare = |word: &&Word| word.weight >= 1.0;
    left.iter()
        .filter(is_rare)
        .any(|word| right.iter().filter(is_rare).any(|other| is_same(&word.text, &other.text)))
}

/// The same word, with one slip of the pen in a long one; figures must be the same.
fn is_same(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let has_digit = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    if has_digit(left) || has_digit(right) || left.len().min(right.len()) < 5 {
        return false;
    }
    let plural = |word: &str| word.trim_end_matches(['s', 'x']).to_owned();
    plural(left) == plural(right) || strsim::osa_distance(left, right) <= 1
}

fn starts(words: &[String], prefix: &[&str]) -> bool {
    words.iter().zip(prefix).filter(|(word, wanted)| word == wanted).count() == prefix.len()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
