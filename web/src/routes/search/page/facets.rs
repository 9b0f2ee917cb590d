//! The filters of a search: the values of each facet, and the distances from the place.

use app::directory::Facet;
use partner_directory::OpenFilter;
use serde::Serialize;

use super::super::PATH;
use super::Page;
use crate::listings::params::Param;

/// The filters beside the results: title, facets under it.
const ASIDE: [(&str, &[Facet]); 5] = [
    ("search-facet-when", &[Facet::Open]),
    ("search-facet-how", &[Facet::Free, Facet::Appointment, Facet::Anonymous]),
    ("search-facet-what", &[Facet::Theme]),
    ("facet-commune", &[Facet::Commune]),
    ("search-facet-language", &[Facet::Language]),
];
/// How many values of a facet stand beside the results; the rest is one click away.
const MOST_VALUES: usize = 6;

#[derive(Serialize)]
pub(super) struct GroupView {
    pub(super) title: String,
    pub(super) items: Vec<FacetView>,
}

#[derive(Serialize)]
pub(super) struct FacetView {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) count: usize,
    pub(super) is_on: bool,
}

impl Page<'_> {
    /// The facets beside the results.
    pub(super) fn aside(&self) -> Vec<GroupView> {
        // Where a place is known, the distance from it says more than the commune.
        let is_shown =
            |facets: &[Facet]| self.asked.query.near.is_none() || !facets.contains(&Facet::Commune);
        let groups = ASIDE.iter().filter(|(_, facets)| is_shown(facets));
        let groups = groups.map(|(key, facets)| self.group(key, facets, MOST_VALUES));
        Some(self.distances()).into_iter().chain(groups).collect()
    }

    /// A value as its filter says it.
    pub(super) fn value_label(&self, facet: &str, value: &str) -> String {
        let labels = self.labels;
        match Facet::from_word(facet) {
            Some(facet @ (Facet::Free | Facet::Anonymous | Facet::Appointment)) => {
                labels.word(&format!("filter-{}", facet.word()), value)
            }
            Some(Facet::Commune) => app::communes::commune_name(value).unwrap_or(value).to_owned(),
            Some(Facet::Capacity) => labels.word("filter-capacity", value),
            Some(Facet::Open) => labels.word("open-filter", value),
            Some(facet) => labels.word(facet.word(), value),
            None => value.to_owned(),
        }
    }

    /// The usual distances from the place, when one is known.
    pub(super) fn distances(&self) -> GroupView {
        let on = self.asked.query.radius_km;
        let item = |(km, count): &(u16, usize)| {
            let is_on = on == Some(*km);
            let href = match is_on {
                true => self.carried.without(&[Param::Radius, Param::Page]),
                false => self.carried.with(Param::Radius, &km.to_string()),
            };
            let label = self.labels.say("search-distance", &[("km", km.to_string().into())]);
            FacetView { label, href: href.address(PATH), count: *count, is_on }
        };
        GroupView {
            title: self.labels.say("search-facet-distance", &[]),
            items: self.results.distances.iter().map(item).collect(),
        }
    }

    /// The values of some facets under one title, at most so many of each.
    pub(super) fn group(&self, title_key: &str, facets: &[Facet], most: usize) -> GroupView {
        let items = facets.iter().flat_map(|facet| self.values(*facet, most)).collect();
        GroupView { title: self.labels.say(title_key, &[]), items }
    }

    /// The values of a facet, those that are on first, then the most frequent.
    fn values(&self, facet: Facet, most: usize) -> Vec<FacetView> {
        let Some(param) = Param::ALL.iter().copied().find(|one| one.english() == facet.word())
        else {
            return Vec::new();
        };
        let on = Some(self.carried.get(param)).filter(|value| !value.is_empty());
        let mut values: Vec<(String, usize)> =
            self.results.facets.get(&facet).cloned().unwrap_or_default();
        if let Some(on) = on.filter(|on| !values.iter().any(|(value, _)| value == on)) {
            values.push((on.to_owned(), 0));
        }
        if facet == Facet::Commune {
            values.retain(|(code, _)| app::communes::commune_name(code).is_some());
        }
        match facet {
            Facet::Open => values.sort_by_key(|(value, _)| OpenFilter::from_word(value)),
            _ => values
                .sort_by_key(|(value, count)| (Some(value.as_str()) != on, usize::MAX - count)),
        }
        values.truncate(most);
        values
            .into_iter()
            .map(|(value, count)| {
                let is_on = Some(value.as_str()) == on;
                let href = match is_on {
                    true => self.carried.without(&[param, Param::Page]).address(PATH),
                    false => self.carried.with(param, &value).address(PATH),
                };
                FacetView { label: self.value_label(facet.word(), &value), href, count, is_on }
            })
            .collect()
    }
}
