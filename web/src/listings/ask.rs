//! From what was typed to a query, with a remark for each value that was not understood.
//!
//! **Invariant:** a value that is not understood never silently narrows or widens a search:
//! there is a remark that names it.

use kernel::Language;
use partner_directory::ranking::Excluded;
use partner_directory::recognize::Part;
use partner_directory::{
    Adjustment, Audience, Capacity, Filters, Kind, Near, OpenFilter, Query, Sort, Theme,
};

use super::params::{Param, Typed};

/// The greatest distance that can be asked for, in kilometres.
pub(crate) const RADIUS_MAX_KM: u16 = 200;

/// What a search is asked, as far as it was understood.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The query.
    pub(crate) query: Query,
    /// What was not understood, in the order of addresses.
    pub(crate) remarks: Vec<Remark>,
    /// What was recognised among the words.
    pub(crate) parts: Vec<Part>,
}

/// A value that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// Which value.
    pub(crate) param: Param,
    /// What was typed.
    pub(crate) value: String,
    /// What is wrong with it.
    pub(crate) problem: Problem,
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Not one of the values that exist.
    Unknown,
    /// Not a whole number in the range that makes sense.
    NotANumber,
    /// Longer than what is looked at; the start was used.
    Cut,
    /// Only makes sense with a place.
    NeedsPlace,
}

impl Problem {
    /// The word of answers to machines and of text keys.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Problem::Unknown => "unknown",
            Problem::NotANumber => "not_a_number",
            Problem::Cut => "cut",
            Problem::NeedsPlace => "needs_place",
        }
    }
}

/// What the words of an address mean in this network.
pub(crate) trait Meaning {
    /// The place that is meant; `None` when there is no such place.
    fn place(&self, text: &str) -> Option<Near>;
    /// True when the language has a name.
    fn knows_language(&self, tag: &str) -> bool;
    /// True when the commune with this number has a name.
    fn knows_commune(&self, code: &str) -> bool;
}

/// Reads what was typed.
pub(crate) fn ask(typed: &Typed, meaning: &impl Meaning) -> Asked {
    let mut reader = Reader { typed, remarks: Vec::new() };
    if typed.is_cut {
        reader.remark(Param::Words, Problem::Cut);
    }
    let near = reader.read(Param::Near, |text| meaning.place(text));
    let radius_km = reader.number(Param::Radius, 1, u32::from(RADIUS_MAX_KM));
    let radius_km = radius_km.and_then(|km| u16::try_from(km).ok());
    if radius_km.is_some() && typed.get(Param::Near).is_empty() {
        reader.remark(Param::Radius, Problem::NeedsPlace);
    }
    let filters = reader.filters(meaning);
    let sort = reader.read(Param::Sort, Sort::from_word).unwrap_or_default();
    if sort == Sort::Distance && typed.get(Param::Near).is_empty() {
        reader.remark(Param::Sort, Problem::NeedsPlace);
    }
    let page = reader.number(Param::Page, 1, u32::MAX).unwrap_or(1);
    let radius_km = radius_km.filter(|_| near.is_some());
    let words = typed.get(Param::Words).to_owned();
    let hidden = reader.read(Param::Hidden, Excluded::from_word);
    let query = Query { words, near, radius_km, filters, hidden, sort, page, ..Query::default() };
    Asked { query, remarks: reader.remarks, parts: Vec::new() }
}

struct Reader<'a> {
    typed: &'a Typed,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn remark(&mut self, param: Param, problem: Problem) {
        let value = self.typed.get(param).to_owned();
        self.remarks.push(Remark { param, value, problem });
    }

    fn read<T>(&mut self, param: Param, meant: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.typed.get(param);
        if text.is_empty() {
            return None;
        }
        let read = meant(text);
        if read.is_none() {
            self.remark(param, Problem::Unknown);
        }
        read
    }

    fn number(&mut self, param: Param, least: u32, most: u32) -> Option<u32> {
        let text = self.typed.get(param);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.remark(param, Problem::NotANumber);
        }
        number
    }

    fn filters(&mut self, meaning: &impl Meaning) -> Filters {
        let language =
            |tag: &str| Language::parse(tag).filter(|one| meaning.knows_language(one.as_str()));
        Filters {
            theme: self.read(Param::Theme, Theme::from_word),
            kind: self.read(Param::Kind, Kind::from_word),
            commune: self
                .read(Param::Commune, |code| meaning.knows_commune(code).then(|| code.to_owned())),
            audience: self.read(Param::Audience, Audience::from_word),
            language: self.read(Param::Language, language),
            adjustment: self.read(Param::Adjustment, Adjustment::from_word),
            appointment: self.read(Param::Appointment, yes_or_no),
            capacity: self.read(Param::Capacity, Capacity::from_word),
            free: self.read(Param::Free, yes_or_no).unwrap_or(false),
            anonymous: self.read(Param::Anonymous, yes_or_no).unwrap_or(false),
            open: self.read(Param::Open, OpenFilter::from_word),
        }
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "oui" | "on" | "yes" => Some(true),
        "false" | "0" | "non" | "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::params::Names;
    use partner_directory::Point;

    struct Town;

    impl Meaning for Town {
        fn place(&self, text: &str) -> Option<Near> {
            let point = Point::new(46.18, 6.1)?;
            (text == "Onex").then(|| Near { point, label: "1213 Onex".into(), commune_code: None })
        }

        fn knows_language(&self, tag: &str) -> bool {
            tag == "pt"
        }

        fn knows_commune(&self, code: &str) -> bool {
            code == "6621"
        }
    }

    fn asked(query: &str) -> Asked {
        ask(&Typed::read(query, Names::English).unwrap(), &Town)
    }

    fn remarks(query: &str) -> Vec<(Param, Problem)> {
        asked(query).remarks.into_iter().map(|one| (one.param, one.problem)).collect()
    }

    #[test]
    fn every_value_of_an_address_reaches_the_query() {
        let asked = asked(
            "q=imprimer&near=Onex&radius_km=5&theme=safe_use&kind=repair&commune=6621&audience=women\
             &language=pt&adjustment=more_time&appointment=false&capacity=open&free=true\
             &anonymous=1&open=evening&sort=distance&page=3",
        );

        assert_eq!(asked.remarks, []);
        let query = asked.query;
        assert_eq!(query.words, "imprimer");
        assert_eq!(query.near.map(|near| near.label).as_deref(), Some("1213 Onex"));
        assert_eq!((query.radius_km, query.sort, query.page), (Some(5), Sort::Distance, 3));
        let wanted = Filters {
            theme: Some(Theme::SafeUse),
            kind: Some(Kind::Repair),
            commune: Some("6621".to_owned()),
            audience: Some(Audience::Women),
            language: Language::parse("pt"),
            adjustment: Some(Adjustment::MoreTime),
            free: true,
            anonymous: true,
            open: Some(OpenFilter::Evening),
            appointment: Some(false),
            capacity: Some(Capacity::Open),
        };
        assert_eq!(query.filters, wanted);
    }

    #[test]
    fn a_value_that_is_not_understood_is_named_and_asks_for_nothing() {
        for query in [
            "near=Atlantis",
            "theme=thème",
            "kind=x",
            "commune=0",
            "hidden=x",
            "audience=x",
            "language=xx",
            "adjustment=x",
            "appointment=peut-être",
            "capacity=x",
            "free=x",
            "anonymous=x",
            "open=x",
            "sort=x",
        ] {
            let asked = asked(query);
            let [remark] = asked.remarks.as_slice() else { panic!("{query}: {:?}", asked.remarks) };
            assert_eq!(remark.problem, Problem::Unknown, "{query}");
            assert_eq!(query, format!("{}={}", remark.param.english(), remark.value));
            assert_eq!(asked.query, Query { page: 1, ..Query::default() }, "{query}");
        }
    }

    #[test]
    fn a_page_or_a_distance_that_is_no_sensible_number_counts_as_none() {
        for page in ["0", "-1", "2.5", "deux", "99999999999"] {
            assert_eq!(remarks(&format!("page={page}")), [(Param::Page, Problem::NotANumber)]);
            assert_eq!(asked(&format!("page={page}")).query.page, 1);
        }
        let far = asked("near=Onex&radius_km=5000");
        assert_eq!(far.query.radius_km, None);
        assert_eq!(far.remarks.len(), 1);
    }

    #[test]
    fn distance_needs_a_place() {
        assert_eq!(remarks("radius_km=5"), [(Param::Radius, Problem::NeedsPlace)]);
        assert_eq!(remarks("sort=distance"), [(Param::Sort, Problem::NeedsPlace)]);
        // The place that is not known is said once, not again for each value that needs it.
        assert_eq!(
            remarks("near=Atlantis&radius_km=5&sort=distance"),
            [(Param::Near, Problem::Unknown)]
        );
    }

    #[test]
    fn words_that_were_cut_are_said_to_be() {
        let long = format!("q={}", "mot ".repeat(300));
        assert_eq!(remarks(&long), [(Param::Words, Problem::Cut)]);
    }
}
