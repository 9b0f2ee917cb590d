//! The values a search address carries, under their French or English names.
//!
//! **Invariant:** reading an address and writing it again gives the same search.

use std::collections::BTreeMap;

use partner_directory::Query;

use crate::routes::encode;

/// The most characters of a value that are kept; words are cut to [`Query::WORDS_MAX`].
const VALUE_MAX: usize = 80;

macro_rules! params {
    ($($name:ident $french:literal $english:literal,)+) => {
        /// What a search can be asked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Param { $($name,)+ }

        impl Param {
            /// Every value a search can be asked, in the order of addresses.
            pub(crate) const ALL: &'static [Param] = &[$(Param::$name,)+];

            /// Its name in the addresses of pages.
            pub(crate) fn french(self) -> &'static str {
                match self { $(Param::$name => $french,)+ }
            }

            /// Its name in the addresses of the interface for machines, and in text keys.
            pub(crate) fn english(self) -> &'static str {
                match self { $(Param::$name => $english,)+ }
            }
        }
    };
}

params! {
    Words "q" "q",
    Near "lieu" "near",
    Radius "rayon" "radius_km",
    Theme "theme" "theme",
    Kind "nature" "kind",
    Commune "commune" "commune",
    Audience "public" "audience",
    Language "langue" "language",
    Adjustment "amenagement" "adjustment",
    Appointment "rdv" "appointment",
    Capacity "capacite" "capacity",
    Free "gratuit" "free",
    Anonymous "anonyme" "anonymous",
    Open "ouvert" "open",
    Hidden "masquees" "hidden",
    Sort "tri" "sort",
    Page "page" "page",
}

impl Param {
    /// True for what narrows the results besides words and place.
    pub(crate) fn is_filter(self) -> bool {
        !matches!(self, Param::Words | Param::Near | Param::Hidden | Param::Sort | Param::Page)
    }
}

/// In which names an address is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// `/recherche?lieu=…`
    French,
    /// `/api/v1/offers?near=…`
    English,
}

impl Names {
    fn find(self, name: &str) -> Option<Param> {
        Param::ALL.iter().copied().find(|param| self.of(*param) == name)
    }

    /// The name of one value.
    pub(crate) fn of(self, param: Param) -> &'static str {
        match self {
            Names::French => param.french(),
            Names::English => param.english(),
        }
    }
}

/// A query that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotText;

/// The values as they were typed, without control characters and not too long.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    values: BTreeMap<Param, String>,
    /// True when the words were longer than what is looked at.
    pub(crate) is_cut: bool,
    /// The first name that is not one of ours.
    pub(crate) stranger: Option<String>,
}

impl Typed {
    /// Reads the part of an address after `?`; of a name given twice the first value counts.
    pub(crate) fn read(query: &str, names: Names) -> Result<Typed, NotText> {
        let mut typed = Typed::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            match names.find(&name) {
                Some(param) => typed.take(param, &value),
                None => typed.stranger = typed.stranger.or(Some(cleaned(&name, VALUE_MAX))),
            }
        }
        Ok(typed)
    }

    fn take(&mut self, param: Param, value: &str) {
        let most = if param == Param::Words { Query::WORDS_MAX } else { VALUE_MAX };
        let whole = cleaned(value, usize::MAX);
        let kept = cleaned(&whole, most);
        if kept.is_empty() || self.values.contains_key(&param) {
            return;
        }
        self.is_cut |= param == Param::Words && kept.len() < whole.len();
        self.values.insert(param, kept);
    }

    /// What was typed; empty when nothing was.
    pub(crate) fn get(&self, param: Param) -> &str {
        self.values.get(&param).map_or("", String::as_str)
    }

    /// The values that are there, in the order of addresses.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Param, &str)> {
        self.values.iter().map(|(param, value)| (*param, value.as_str()))
    }

    /// The same search with another value, from its first page.
    pub(crate) fn with(&self, param: Param, value: &str) -> Typed {
        self.without(&[Param::Page]).rewritten(param, value)
    }

    /// The same search with one value written in another way.
    pub(crate) fn rewritten(&self, param: Param, value: &str) -> Typed {
        let mut changed = self.without(&[param]);
        changed.values.insert(param, value.to_owned());
        changed
    }

    /// The same search without some values.
    pub(crate) fn without(&self, params: &[Param]) -> Typed {
        let kept = self.values.iter().filter(|(param, _)| !params.contains(param));
        let values = kept.map(|(param, value)| (*param, value.clone())).collect();
        Typed { values, ..Typed::default() }
    }

    /// The same search from its first page, without any filter.
    pub(crate) fn without_filters(&self) -> Typed {
        let filters: Vec<Param> = Param::ALL
            .iter()
            .copied()
            .filter(|one| one.is_filter() || *one == Param::Page)
            .collect();
        self.without(&filters)
    }

    /// The address of this search on the page at `path`.
    pub(crate) fn address(&self, path: &str) -> String {
        let pairs =
            self.all().map(|(param, value)| format!("{}={}", param.french(), encode(value)));
        let query = pairs.collect::<Vec<_>>().join("&");
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The same up to the number of a page.
    pub(crate) fn address_of_pages(&self, path: &str) -> String {
        let first = self.without(&[Param::Page]).address(path);
        let join = if first.contains('?') { '&' } else { '?' };
        format!("{first}{join}{}=", Param::Page.french())
    }
}

/// On one line, without control characters, at most `most` characters.
fn cleaned(value: &str, most: usize) -> String {
    let plain: String = value
        .chars()
        .map(|sign| if sign.is_control() || sign.is_whitespace() { ' ' } else { sign })
        .collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let cut: String = words.join(" ").chars().take(most).collect();
    cut.trim_end().to_owned()
}

fn decode(text: &str) -> Result<String, NotText> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let escaped = match byte {
            b'%' => {
                let digits: Vec<u8> = bytes.clone().take(2).collect();
                let digits = std::str::from_utf8(&digits).ok().filter(|two| two.len() == 2);
                digits.and_then(|two| u8::from_str_radix(two, 16).ok())
            }
            _ => None,
        };
        match (escaped, byte) {
            (Some(escaped), _) => {
                decoded.push(escaped);
                bytes.nth(1);
            }
            (None, b'+') => decoded.push(b' '),
            (None, byte) => decoded.push(byte),
        }
    }
    String::from_utf8(decoded).map_err(|_| NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Typed {
        Typed::read(query, Names::French).unwrap()
    }

    #[test]
    fn what_was_typed_is_read_and_written_the_same() {
        let typed = read("q=imprimer+%C3%A0+Onex&lieu=1213%20Onex&gratuit=true&page=2");

        assert_eq!(typed.get(Param::Words), "imprimer à Onex");
        assert_eq!(typed.get(Param::Near), "1213 Onex");
        let address = typed.address("/recherche");
        assert_eq!(
            address,
            "/recherche?q=imprimer%20%C3%A0%20Onex&lieu=1213%20Onex&gratuit=true&page=2"
        );
        assert_eq!(read(address.split_once('?').unwrap().1), typed);
    }

    #[test]
    fn five_thousand_characters_are_cut_and_said_to_be() {
        let typed = read(&format!("q={}", "é".repeat(5_000)));

        assert_eq!(typed.get(Param::Words).chars().count(), Query::WORDS_MAX);
        assert!(typed.is_cut);
        assert!(!read("q=imprimer").is_cut);
    }

    #[test]
    fn control_characters_never_reach_a_search() {
        let typed = read("q=impri%00mer%0D%0A%1B%5B31m%09un%20%20cv");

        assert_eq!(typed.get(Param::Words), "impri mer [31m un cv");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_a_lone_percent_sign_is_not() {
        assert_eq!(Typed::read("q=%FF%FE", Names::French), Err(NotText));
        assert_eq!(Typed::read("%C3=x", Names::French), Err(NotText));
        assert_eq!(read("q=100%&lieu=%zz%4").get(Param::Words), "100%");
        assert_eq!(read("q=100%&lieu=%zz%4").get(Param::Near), "%zz%4");
    }

    #[test]
    fn the_first_of_two_values_counts_and_an_empty_one_is_none() {
        let typed = read("theme=&theme=safe_use&theme=parenting&&q");

        assert_eq!(typed.get(Param::Theme), "safe_use");
        assert_eq!(typed.get(Param::Words), "");
    }

    #[test]
    fn a_name_that_is_not_ours_is_remembered() {
        let typed = Typed::read("lieu=Onex&near=Onex", Names::English).unwrap();

        assert_eq!(typed.stranger.as_deref(), Some("lieu"));
        assert_eq!(typed.get(Param::Near), "Onex");
    }

    #[test]
    fn changing_a_filter_goes_back_to_the_first_page() {
        let typed = read("q=cv&theme=job_search&gratuit=true&page=3");

        assert_eq!(
            typed.with(Param::Open, "now").address("/recherche"),
            "/recherche?q=cv&theme=job_search&gratuit=true&ouvert=now"
        );
        assert_eq!(typed.without_filters().address("/recherche"), "/recherche?q=cv");
        assert_eq!(read("").address_of_pages("/recherche"), "/recherche?page=");
        assert_eq!(read("q=cv&page=3").address_of_pages("/recherche"), "/recherche?q=cv&page=");
    }
}
