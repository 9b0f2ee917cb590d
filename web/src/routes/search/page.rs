//! What the pages of results and of filters show.

mod facets;
#[cfg(test)]
mod tests;

use app::directory::{Facet, Results};
use partner_directory::ranking::Excluded;
use partner_directory::recognize::{Meaning, Part};
use partner_directory::{Filters, Query, Sort};
use serde::Serialize;

use self::facets::GroupView;
use super::door::Door;
use super::{FILTERS_PATH, MAP_PATH, PATH};
use crate::listings::ask::{Asked, Problem, RADIUS_MAX_KM, Remark};
use crate::listings::card::{Card, Shown};
use crate::listings::labels::Labels;
use crate::listings::params::{Param, Typed};

#[derive(Serialize)]
pub(super) struct ResultsView {
    q: String,
    place: String,
    kept: Vec<KeptView>,
    heading: String,
    remarks: Vec<String>,
    /// True when the search server was away.
    is_fallback: bool,
    chips: Vec<LinkView>,
    clear_href: String,
    filters_href: String,
    map_href: String,
    here_href: String,
    sorts: Vec<SortView>,
    pub(super) cards: Vec<Card>,
    facets: Vec<GroupView>,
    excluded: Option<ExcludedView>,
    /// What emptied the page, in words; empty when something was found.
    emptied: String,
    /// What to do when nothing was found.
    pub(super) door: Option<Door>,
    /// The way back to what is not hidden; empty on a page of results.
    shown_href: String,
    relax: Vec<LinkView>,
    is_empty: bool,
    is_lost_page: bool,
    first_href: String,
    page: u32,
    pages: usize,
    pages_href: String,
}

#[derive(Serialize)]
pub(super) struct FiltersView {
    heading: String,
    back_href: String,
    chips: Vec<LinkView>,
    clear_href: String,
    facets: Vec<GroupView>,
}

#[derive(Serialize)]
struct KeptView {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct LinkView {
    label: String,
    href: String,
}

#[derive(Serialize)]
struct SortView {
    label: String,
    href: String,
    is_on: bool,
}

#[derive(Serialize)]
struct ExcludedView {
    title: String,
    reasons: Vec<LinkView>,
}

/// One search with its results, on its way to a page.
pub(super) struct Page<'a> {
    typed: &'a Typed,
    /// What links carry on: everything that was understood, and the place as it was typed.
    carried: Typed,
    asked: &'a Asked,
    results: &'a Results,
    labels: Labels<'a>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        typed: &'a Typed,
        asked: &'a Asked,
        results: &'a Results,
        labels: Labels<'a>,
    ) -> Page<'a> {
        let not_understood: Vec<Param> = asked
            .remarks
            .iter()
            .map(|remark| remark.param)
            .filter(|param| !matches!(param, Param::Words | Param::Near))
            .collect();
        let carried = canonical(&typed.without(&not_understood), &asked.query.filters);
        Page { typed, carried, asked, results, labels }
    }

    pub(super) fn results(&self, may_refer: bool) -> ResultsView {
        let results = self.results;
        let per_page = usize::try_from(results.per_page).unwrap_or(1).max(1);
        ResultsView {
            q: self.typed.get(Param::Words).to_owned(),
            place: self.typed.get(Param::Near).to_owned(),
            kept: self.kept(),
            heading: self.heading(),
            remarks: self.remarks(),
            is_fallback: results.is_fallback,
            chips: self.chips(),
            clear_href: self.carried.without_filters().address(PATH),
            filters_href: self.carried.without(&[Param::Page]).address(FILTERS_PATH),
            map_href: self.carried.without(&[Param::Page]).address(MAP_PATH),
            here_href: self.typed.address(PATH),
            sorts: self.sorts(),
            cards: self.cards(may_refer),
            facets: self.aside(),
            emptied: self.emptied(),
            door: None,
            shown_href: match self.asked.query.hidden {
                Some(_) => self.carried.without(&[Param::Hidden, Param::Page]).address(PATH),
                None => String::new(),
            },
            excluded: self.excluded(),
            relax: self.relax(),
            is_empty: results.total == 0,
            is_lost_page: results.total > 0 && results.items.is_empty(),
            first_href: self.carried.without(&[Param::Page]).address(PATH),
            page: results.page,
            pages: results.total.div_ceil(per_page),
            pages_href: self.carried.address_of_pages(PATH),
        }
    }

    pub(super) fn all_filters(&self) -> FiltersView {
        let group = |facet: &Facet| {
            let key = format!("facet-{}", facet.word());
            self.group(&key, std::slice::from_ref(facet), usize::MAX)
        };
        FiltersView {
            heading: self.heading(),
            back_href: self.carried.without(&[Param::Page]).address(PATH),
            chips: self.chips(),
            clear_href: self.carried.without_filters().address(PATH),
            facets: Some(self.distances())
                .into_iter()
                .chain(Facet::ALL.iter().map(group))
                .filter(|group| !group.items.is_empty())
                .collect(),
        }
    }

    /// What emptied the page.
    fn emptied(&self) -> String {
        if self.results.total > 0 {
            return String::new();
        }
        match app::demand::emptied_by(self.results) {
            Some(word) => {
                let what = self.labels.word("drop", word);
                self.labels.say("search-emptied", &[("what", what.into())])
            }
            None => self.labels.say("search-emptied-nothing", &[]),
        }
    }

    pub(super) fn heading(&self) -> String {
        let labels = self.labels;
        if let Some(reason) = self.asked.query.hidden {
            let reason = self.reason(reason, self.results.total);
            return labels.say("search-heading-hidden", &[("reason", reason.into())]);
        }
        let count = ("count", self.results.total.into());
        let words = ("words", self.asked.query.words.as_str().into());
        let near = self.asked.query.near.as_ref().map(|near| near_phrase(&near.label, labels));
        match (self.asked.query.words.is_empty(), near) {
            (true, None) => labels.say("search-heading", &[count]),
            (false, None) => labels.say("search-heading-words", &[count, words]),
            (true, Some(near)) => {
                labels.say("search-heading-near", &[count, ("near", near.into())])
            }
            (false, Some(near)) => {
                labels.say("search-heading-both", &[count, words, ("near", near.into())])
            }
        }
    }

    fn remarks(&self) -> Vec<String> {
        let said = self.asked.remarks.iter().map(|remark| self.remark(remark));
        let corrected = self.results.corrected.iter().map(|(typed, understood)| {
            let args =
                [("typed", typed.as_str().into()), ("understood", understood.join(", ").into())];
            self.labels.say("search-corrected", &args)
        });
        said.chain(corrected).collect()
    }

    fn remark(&self, remark: &Remark) -> String {
        let labels = self.labels;
        let value = ("value", remark.value.as_str().into());
        match (remark.problem, remark.param) {
            (Problem::Cut, _) => {
                labels.say("search-remark-cut", &[("most", Query::WORDS_MAX.into())])
            }
            (Problem::NeedsPlace, _) => labels.say("search-remark-needs-place", &[]),
            (_, Param::Near) => labels.say("search-remark-place", &[value]),
            (_, Param::Page) => labels.say("search-remark-page", &[value]),
            (_, Param::Radius) => {
                labels.say("search-remark-radius", &[value, ("most", RADIUS_MAX_KM.into())])
            }
            (_, Param::Sort) => labels.say("search-remark-sort", &[value]),
            (_, param) => {
                let filter = labels.word("facet", param.english());
                labels.say("search-remark-filter", &[value, ("filter", filter.into())])
            }
        }
    }

    fn kept(&self) -> Vec<KeptView> {
        let is_kept = |param: &Param| {
            !matches!(param, Param::Words | Param::Near | Param::Hidden | Param::Page)
        };
        let kept = self.carried.all().filter(|(param, _)| is_kept(param));
        kept.map(|(param, value)| KeptView { name: param.french(), value: value.to_owned() })
            .collect()
    }

    fn chips(&self) -> Vec<LinkView> {
        let on = self.carried.all().filter(|(param, _)| param.is_filter());
        let recognized = self.asked.parts.iter().map(|part| self.recognized(part));
        let on = on.map(|(param, value)| LinkView {
            label: match param {
                Param::Radius => self.labels.say("search-within", &[("km", value.into())]),
                _ => self.value_label(param.english(), value),
            },
            href: self.carried.without(&[param, Param::Page]).address(PATH),
        });
        recognized.chain(on).collect()
    }

    /// What was recognised among the words, with the search without it.
    fn recognized(&self, part: &Part) -> LinkView {
        let named = |key: &str, name: &str| self.labels.say(key, &[("name", name.into())]);
        let label = match &part.meaning {
            Meaning::Place(label) => named("search-recognized-place", label),
            Meaning::Open(open) => self.value_label(Param::Open.english(), open.word()),
            Meaning::Organization(name) => named("search-recognized-organization", name),
        };
        let href = match part.rest.is_empty() {
            true => self.carried.without(&[Param::Words, Param::Page]).address(PATH),
            false => self.carried.with(Param::Words, &part.rest).address(PATH),
        };
        LinkView { label, href }
    }

    fn sorts(&self) -> Vec<SortView> {
        let is_possible =
            |sort: &&Sort| **sort != Sort::Distance || self.asked.query.near.is_some();
        let link = |sort: &Sort| SortView {
            label: self.labels.word("sort", sort.word()),
            href: match sort {
                Sort::Points => self.carried.without(&[Param::Sort, Param::Page]).address(PATH),
                sort => self.carried.with(Param::Sort, sort.word()).address(PATH),
            },
            is_on: *sort == self.asked.query.sort,
        };
        Sort::ALL.iter().filter(is_possible).map(link).collect()
    }

    fn cards(&self, may_refer: bool) -> Vec<Card> {
        let labels = self.labels;
        let card = |hit: &app::directory::Hit| {
            let shown = Shown {
                listing: &hit.listing,
                place: hit.place(),
                distance_m: hit.shown.and_then(|shown| shown.distance_m),
                opening: hit.shown.and_then(|shown| shown.opening),
            };
            let card = Card::new(shown, labels).scored(hit, labels);
            card.with_actions(&hit.listing, may_refer, labels)
        };
        self.results.items.iter().map(card).collect()
    }

    fn excluded(&self) -> Option<ExcludedView> {
        let total: usize = self.results.excluded.iter().map(|(_, count)| count).sum();
        let reason = |(reason, count): &(Excluded, usize)| LinkView {
            label: self.reason(*reason, *count),
            href: self.carried.with(Param::Hidden, reason.word()).address(PATH),
        };
        (total > 0).then(|| ExcludedView {
            title: self.labels.say("search-excluded", &[("count", total.into())]),
            reasons: self.results.excluded.iter().map(reason).collect(),
        })
    }

    fn reason(&self, reason: Excluded, count: usize) -> String {
        let key = format!("excluded-{}", reason.word().replace('_', "-"));
        self.labels.say(&key, &[("count", count.into())])
    }

    fn relax(&self) -> Vec<LinkView> {
        let link = |(dropped, total): &(app::directory::Dropped, usize)| {
            let what = self.labels.word("drop", dropped.word());
            let args = [("what", what.into()), ("count", (*total).into())];
            let without = match dropped.word() {
                "words" => self.carried.without(&[Param::Words, Param::Page]),
                "radius" => self.carried.without(&[Param::Radius, Param::Page]),
                "all_filters" => self.carried.without_filters(),
                facet => {
                    let param = Param::ALL.iter().copied().find(|one| one.english() == facet);
                    self.carried.without(&[param.unwrap_or(Param::Page), Param::Page])
                }
            };
            LinkView { label: self.labels.say("search-relax", &args), href: without.address(PATH) }
        };
        self.results.relax.iter().map(link).collect()
    }
}

/// The values as links write them: `gratuit=oui` is `gratuit=true`, and `gratuit=non` asks nothing.
fn canonical(typed: &Typed, filters: &Filters) -> Typed {
    let word = |is_so: bool| if is_so { "true" } else { "false" };
    let values = [
        (Param::Free, filters.free.then_some("true")),
        (Param::Anonymous, filters.anonymous.then_some("true")),
        (Param::Appointment, filters.appointment.map(word)),
        (Param::Language, filters.language.as_ref().map(|one| one.as_str())),
    ];
    values.into_iter().fold(typed.clone(), |carried, (param, value)| match value {
        Some(value) => carried.rewritten(param, value),
        None => carried.without(&[param]),
    })
}

/// “près d’Onex”, “près du Lignon”.
fn near_phrase(label: &str, labels: Labels<'_>) -> String {
    let (form, rest) = match (label.strip_prefix("Le "), label.strip_prefix("Les ")) {
        (Some(rest), _) => ("le", rest),
        (_, Some(rest)) => ("les", rest),
        _ if label.starts_with(['A', 'E', 'É', 'È', 'I', 'O', 'U', 'Y', 'H']) => ("vowel", label),
        _ => ("other", label),
    };
    labels.say("search-near-place", &[("form", form.into()), ("place", rest.into())])
}
