mod varied;

use std::collections::BTreeSet;

use kernel::Language;
use partner_directory::ranking::{Candidate, Excluded, PUBLISHED_RULES, exclude};
use partner_directory::{
    Adjustment, Audience, Capacity, Filters, Kind, Near, OpenFilter, Point, Sort, Span, Theme,
};

use varied::{queries, varied};

use super::*;
use crate::testing::{at, day, described, listing, offer, place};
use crate::{Dropped, Embedded, Facet, Hit};

const NOW: &str = "2026-03-03T09:00:00Z";
const TODAY: &str = "2026-03-03";

fn wait<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn catalog(listings: Vec<Listing>) -> Catalog {
    let rules = Rules::parse(PUBLISHED_RULES).unwrap();
    let lexicon = Lexicon::published().unwrap();
    let catalog = Catalog::new(Arc::new(Embedded::new().unwrap()), rules, lexicon);
    wait(catalog.replace_all(listings)).unwrap();
    catalog
}

fn search(catalog: &Catalog, query: &Query) -> Results {
    wait(catalog.search(query, at(NOW), day(TODAY))).unwrap()
}

fn words(words: &str) -> Query {
    Query { words: words.to_owned(), ..Query::default() }
}

fn filtered(filters: Filters) -> Query {
    Query { filters, ..Query::default() }
}

fn ids(results: &Results) -> Vec<&str> {
    results.items.iter().map(|hit| hit.listing.offer.id.as_str()).collect()
}

fn near_geneva() -> Near {
    let point = Point::new(46.2044, 6.1432).unwrap();
    Near { point, label: "Genève".to_owned(), commune_code: Some("6621".to_owned()) }
}

/// The first reason against each listing, asked one by one as the rules say.
fn reasons(listings: &[Listing], query: &Query) -> Vec<Option<Excluded>> {
    let reason = |listing: &Listing| {
        let opening = |place: &partner_directory::ListedPlace| {
            place.hours.as_ref().and_then(|hours| hours.next_opening(at(NOW)))
        };
        let openings: Vec<Option<Span>> = listing.places.iter().map(opening).collect();
        let candidate = Candidate { listing, words: &Default::default(), openings: &openings };
        exclude(&candidate, query, at(NOW), day(TODAY))
    };
    listings.iter().map(reason).collect()
}

#[test]
fn totals_and_reasons_are_those_of_the_rules_asked_offer_by_offer() {
    let listings = varied(700);
    let catalog = catalog(listings.clone());
    for query in queries() {
        let said = |one: &&Listing| query.words.is_empty() || one.offer.name == "Couture";
        let matching: Vec<Listing> = listings.iter().filter(said).cloned().collect();
        let reasons = reasons(&matching, &query);

        let results = search(&catalog, &query);

        let left = reasons.iter().filter(|reason| reason.is_none()).count();
        assert_eq!(results.total, left, "{query:?}");
        for reason in Excluded::ALL {
            let expected = reasons.iter().filter(|one| **one == Some(*reason)).count();
            let counted = results.excluded.iter().find(|(one, _)| one == reason);
            assert_eq!(counted.map_or(0, |(_, count)| *count), expected, "{reason:?} {query:?}");
            let kept_away = search(&catalog, &Query { hidden: Some(*reason), ..query.clone() });
            assert_eq!(kept_away.total, expected, "what hides behind {reason:?} {query:?}");
        }
    }
}

#[test]
fn what_answers_the_words_is_what_the_rules_say_offer_by_offer() {
    let catalog = catalog(varied(400));
    let snapshot = catalog.snapshot();
    let texts = [
        "couture",
        "cours de smartphone",
        "smarthpone gratuit",
        "aide aux impots seniors",
        "imprimer wifi",
        "repar",
        "ordinateur maison de quartier",
        "langue des signes geneve",
        "temps d'écran billet",
        "pas cher",
        "piscinette",
    ];
    for text in texts {
        let words = WordQuery::parse(text, &catalog.lexicon, &snapshot.vocabulary);
        let found = wait(catalog.index.candidates(&words)).unwrap();
        let rules = catalog.rules();
        let answered = |slot: usize| -> usize {
            let item = snapshot.item(slot).unwrap();
            let terms = words.terms().iter().filter(|term| term.is_answered_by(&item.words));
            terms.map(|term| usize::from(rules.weight(&words, term))).sum()
        };
        let counts: Vec<usize> = (0..400).map(answered).collect();
        let enough = |least: &usize| {
            counts.iter().filter(|count| *count >= least).count() >= rules.enough_offers()
        };
        let least = (1..=100).rev().find(enough).unwrap_or(1);
        let expected: Vec<usize> = (0..400).filter(|slot| counts[*slot] >= least).collect();

        let matching = Matching::of(&snapshot, &words, rules, &found);

        assert_eq!(matching.all.iter().collect::<Vec<_>>(), expected, "{text}");
    }
}

fn choose(filters: &Filters, facet: Facet, value: &str) -> Filters {
    let mut filters = filters.clone();
    match facet {
        Facet::Theme => filters.theme = Theme::from_word(value),
        Facet::Kind => filters.kind = Kind::from_word(value),
        Facet::Commune => filters.commune = Some(value.to_owned()),
        Facet::Audience => filters.audience = Audience::from_word(value),
        Facet::Language => filters.language = Language::parse(value),
        Facet::Adjustment => filters.adjustment = Adjustment::from_word(value),
        Facet::Free => filters.free = true,
        Facet::Anonymous => filters.anonymous = true,
        Facet::Open => filters.open = OpenFilter::from_word(value),
        Facet::Appointment => filters.appointment = Some(value == "true"),
        Facet::Capacity => filters.capacity = Capacity::from_word(value),
    }
    filters
}

#[test]
fn the_count_beside_a_value_is_the_total_that_choosing_it_gives() {
    let catalog = catalog(varied(300));
    let mut compared = 0;
    for query in queries() {
        for (facet, values) in search(&catalog, &query).facets {
            for (value, count) in values {
                let filters = choose(&query.filters, facet, &value);
                let chosen = Query { filters, ..query.clone() };
                assert_eq!(search(&catalog, &chosen).total, count, "{facet:?} {value} {query:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared} counts");
}

#[test]
fn all_pages_together_show_every_offer_once_in_any_order() {
    let catalog = catalog(varied(1_700));
    for sort in Sort::ALL {
        for words in ["", "couture smartphone"] {
            let base = Query {
                words: words.to_owned(),
                near: Some(near_geneva()),
                sort: *sort,
                ..Query::default()
            };
            let mut seen = BTreeSet::new();
            let total = search(&catalog, &base).total;
            for page in 1..=total.div_ceil(20) + 1 {
                let page = Query { page: page as u32, ..base.clone() };
                for hit in search(&catalog, &page).items {
                    assert!(seen.insert(hit.listing.offer.id.clone()), "{sort:?} shown twice");
                }
            }
            assert_eq!(seen.len(), total, "{sort:?} {words}");
        }
    }
}

#[test]
fn the_first_page_is_what_scoring_every_offer_would_give() {
    let catalog = catalog(varied(4_000));
    let near = Some(near_geneva());
    let queries = [
        Query { near: near.clone(), ..Query::default() },
        words("couture"),
        Query { near, ..words("smartphone") },
    ];
    for base in queries {
        let totals = |page| -> Vec<u32> {
            let results = search(&catalog, &Query { page, ..base.clone() });
            results.items.iter().map(|hit| hit.score.total).collect()
        };
        let pages = search(&catalog, &base).total.div_ceil(20) as u32;
        let mut all: Vec<u32> = (1..=pages).flat_map(totals).collect();
        assert!(all.len() > crate::choose::SCORED, "{base:?}");
        all.sort_unstable_by_key(|total| std::cmp::Reverse(*total));

        assert_eq!(totals(1), all[..20], "{base:?}");
    }
}

#[test]
fn results_follow_the_order_that_was_asked_for() {
    let catalog = catalog(varied(1_700));
    let asked = |sort| Query { near: Some(near_geneva()), sort, ..Query::default() };

    let points = search(&catalog, &asked(Sort::Points)).items;
    assert!(points.is_sorted_by_key(|hit| std::cmp::Reverse(hit.score.total)));
    let far = |hit: &Hit| hit.shown.and_then(|shown| shown.distance_m).unwrap();
    assert!(search(&catalog, &asked(Sort::Distance)).items.is_sorted_by_key(far));
    let opens = |hit: &Hit| hit.shown.and_then(|shown| shown.opening).unwrap().from;
    assert!(search(&catalog, &asked(Sort::NextOpening)).items.is_sorted_by_key(opens));
    let names = search(&catalog, &asked(Sort::Name)).items;
    assert!(names.iter().all(|hit| hit.listing.offer.name == "Aide aux impôts"));
}

#[test]
fn applying_changes_gives_what_loading_everything_anew_gives() {
    let before = varied(120);
    let mut after = varied(150);
    for changed in after.iter_mut().step_by(7) {
        changed.offer.name = "Broderie connectée".to_owned();
        changed.places.truncate(1);
    }
    after.retain(|listing| !listing.offer.id.as_str().ends_with('3'));
    let changed: Vec<Listing> = after
        .iter()
        .filter(|one| {
            one.offer.name == "Broderie connectée" || one.offer.id.as_str() >= "offer-00120"
        })
        .cloned()
        .collect();
    let gone = before.iter().map(|one| one.offer.id.clone());
    let removed: Vec<OfferId> = gone.filter(|id| id.as_str().ends_with('3')).collect();
    let moved = catalog(before);
    // Openings that are known by now must be followed too.
    search(&moved, &Query::default());

    wait(moved.apply(changed, removed)).unwrap();

    let anew = catalog(after);
    assert_eq!(moved.len(), anew.len());
    let said = ["couture", "broderie", "connectee"].map(words);
    for query in queries().into_iter().chain(said) {
        let (moved, anew) = (search(&moved, &query), search(&anew, &query));
        assert_eq!(ids(&moved), ids(&anew), "{query:?}");
        assert_eq!(moved.total, anew.total, "{query:?}");
        assert_eq!(moved.excluded, anew.excluded, "{query:?}");
        assert_eq!(moved.hash, anew.hash, "{query:?}");
        let counts =
            |results: &Results| results.facets.values().flatten().cloned().collect::<BTreeSet<_>>();
        assert_eq!(counts(&moved), counts(&anew), "{query:?}");
    }
}

#[test]
fn while_everything_is_loaded_anew_nobody_finds_an_empty_directory() {
    let catalog = catalog(varied(200));
    let queries = [Query::default(), words("couture")];
    let totals = queries.clone().map(|query| search(&catalog, &query).total);
    std::thread::scope(|scope| {
        let loading = scope.spawn(|| {
            for _ in 0..5 {
                wait(catalog.replace_all(varied(200))).unwrap();
            }
        });
        let mut searched = 0;
        while !loading.is_finished() || searched < 10 {
            for (query, total) in queries.iter().zip(totals) {
                assert_eq!(search(&catalog, query).total, total, "{query:?}");
            }
            searched += 1;
        }
    });
}

#[test]
fn an_offer_that_is_no_longer_published_disappears() {
    let catalog = catalog(varied(3));
    let mut paused = varied(3).remove(1);
    paused.offer.status = OfferStatus::Paused;
    let id = paused.offer.id.clone();

    wait(catalog.apply(vec![paused], vec![])).unwrap();

    assert_eq!((catalog.len(), catalog.listing(&id).is_none()), (2, true));
}

#[test]
fn when_nothing_is_left_the_filter_that_emptied_the_page_is_named() {
    let open = [(place("p", 46.2, 6.1), "Sa 09:00-12:00")];
    let catalog = catalog(vec![
        listing(offer("print", "Imprimer"), &open),
        listing(offer("other", "Couture"), &open),
    ]);
    let now = Filters { open: Some(OpenFilter::Now), free: true, ..Filters::default() };

    let closed = search(&catalog, &Query { words: "imprimer".to_owned(), ..filtered(now) });
    assert_eq!((closed.total, &*closed.relax), (0, &[(Dropped::Filter(Facet::Open), 1)][..]));
    assert_eq!(closed.excluded, [(Excluded::Closed, 1)]);

    let zh = Language::parse("zh");
    let two = Filters { open: Some(OpenFilter::Now), language: zh, ..Filters::default() };
    let both = search(&catalog, &Query { words: "imprimer".to_owned(), ..filtered(two) });
    assert_eq!(both.relax, [(Dropped::AllFilters, 1)], "neither alone is enough");

    assert_eq!(search(&catalog, &words("piscinette")).relax, [(Dropped::Words, 2)]);
}

#[test]
fn words_that_an_engine_finds_within_another_phrase_are_no_answer() {
    // "temps d'écran" is what people call parenting; "temps" alone is not.
    let mut parents = offer("parents", "Rencontre");
    parents.themes = vec![Theme::Parenting];
    let catalog = catalog(vec![
        listing(parents, &[]),
        listing(described(offer("garden", "Jardin"), "Prendre son temps."), &[]),
    ]);

    assert_eq!(ids(&search(&catalog, &words("temps"))), ["garden"]);
    assert_eq!(ids(&search(&catalog, &words("temps d’écran"))), ["parents"]);
}

#[test]
fn a_slip_of_the_finger_is_corrected_and_said() {
    let catalog = catalog(vec![listing(offer("garden", "Jardinage"), &[])]);

    let results = search(&catalog, &words("jardinnage"));

    assert_eq!(ids(&results), ["garden"]);
    assert_eq!(results.corrected, [("jardinnage".to_owned(), vec!["jardinage".to_owned()])]);
    assert_eq!(results.backend, "embedded");
}

#[test]
fn any_text_gets_an_answer_and_signs_alone_ask_for_nothing() {
    let catalog = catalog(varied(30));
    let all = search(&catalog, &Query::default()).total;
    for text in ["", "  ", "\"*:(", "\0\u{1b}", "-", "…"] {
        assert_eq!(search(&catalog, &words(text)).total, all, "{text:?}");
    }
    let long = search(&catalog, &words(&"couture ".repeat(700)));
    assert_eq!(long.total, search(&catalog, &words("couture")).total);
    let beyond = Query { page: u32::MAX, ..Query::default() };
    assert!(search(&catalog, &beyond).items.is_empty());
}

#[test]
fn a_page_is_as_long_as_was_asked_and_never_longer_than_allowed() {
    let catalog = catalog(varied(100));
    let ids = |page, per_page| -> Vec<_> {
        let results = search(&catalog, &Query { page, per_page, ..Query::default() });
        results.items.iter().map(|hit| hit.listing.offer.id.clone()).collect()
    };
    let whole = ids(1, 0);
    assert_eq!(whole.len(), Query::PER_PAGE as usize);
    assert_eq!([ids(1, 8), ids(2, 8)].concat(), whole[..16]);
    assert_eq!(ids(1, 5_000), whole);
}

#[test]
fn points_add_up_and_the_place_shown_is_the_nearest() {
    let places = [(place("far", 46.4, 6.3), "24/7"), (place("near", 46.2, 6.14), "Sa 09:00-12:00")];
    let catalog = catalog(vec![listing(offer("o", "Imprimer"), &places)]);
    let query = Query { near: Some(near_geneva()), ..words("imprimer") };

    let hit = search(&catalog, &query).items.remove(0);

    assert_eq!(hit.place().unwrap().place.as_str(), "near");
    assert!(hit.shown.unwrap().distance_m.unwrap() < 1_000);
    let sum: u32 = hit.score.points.iter().map(|point| u32::from(point.points)).sum();
    assert_eq!(hit.score.total, sum);
}
