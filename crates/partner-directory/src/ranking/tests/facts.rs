//! What one fact changes, told in advance by the published rules.

use kernel::Language;

use super::*;
use crate::offer::OfferLanguage;
use crate::query::Filters;
use crate::terms::{Adjustment, LanguageKind};
use crate::{Offer, Place};

const HOME: (f64, f64) = (46.2105, 6.1300);
const METRES_OF_A_DEGREE: f64 = 111_195.0;

/// An offer, its place and its hours.
struct Facts {
    offer: Offer,
    place: Place,
    hours: &'static str,
}

/// A state in which an offer can be: the rule, its case as the rules publish it, and the facts.
type State = (Rule, Option<(&'static str, Option<u32>)>, Box<dyn Fn(&mut Facts)>);

fn states() -> Vec<State> {
    let mut states: Vec<State> = Vec::new();
    for (case, since) in
        [("fresh", "2026-03-01"), ("ask", "2025-10-15"), ("to_confirm", "2025-06-01")]
    {
        let since = day(since);
        let fact = move |facts: &mut Facts| facts.offer.freshness_since = since;
        states.push((Rule::Freshness, Some((case, None)), Box::new(fact)));
    }
    for (case, state) in [
        ("open", Some(Capacity::Open)),
        ("few_places", Some(Capacity::FewPlaces)),
        ("unknown", None),
        ("full", Some(Capacity::Full)),
    ] {
        let stated = state.map(|state| CapacityStatement {
            state,
            until: None,
            stated_on: day("2026-03-02"),
        });
        let fact = move |facts: &mut Facts| facts.offer.capacity.clone_from(&stated);
        states.push((Rule::Capacity, Some((case, None)), Box::new(fact)));
    }
    for (case, hours) in [
        (Some(("now", None)), "Tu 09:00-12:00"),
        (Some(("within_hours", Some(72))), "Th 09:00-12:00"),
        (Some(("within_hours", Some(168))), "Sa 09:00-12:00"),
        (None, "Apr 20 09:00-12:00"),
    ] {
        states.push((Rule::Opening, case, Box::new(move |facts| facts.hours = hours)));
    }
    let languages =
        [("spoken", LanguageKind::Spoken), ("interpreter", LanguageKind::InterpreterOnRequest)];
    for (case, kind) in languages {
        let language = Language::parse("pt").unwrap();
        let fact = move |facts: &mut Facts| {
            facts.offer.languages = vec![OfferLanguage { language: language.clone(), kind }];
        };
        states.push((Rule::Language, Some((case, None)), Box::new(fact)));
    }
    states.push((Rule::Language, None, Box::new(|facts| facts.offer.languages.clear())));
    states.push((
        Rule::Adjustment,
        Some(("prepared", None)),
        Box::new(|facts| facts.offer.adjustments = vec![Adjustment::QuietPlace]),
    ));
    states.push((Rule::Adjustment, None, Box::new(|facts| facts.offer.adjustments.clear())));
    states.extend(ways());
    states
}

fn ways() -> Vec<State> {
    let away = |metres: f64, code: &'static str| {
        move |facts: &mut Facts| {
            facts.place.point = Spot::new(HOME.0 + metres / METRES_OF_A_DEGREE, HOME.1);
            facts.place.commune_code = Some(code.to_owned());
        }
    };
    let mut ways: Vec<State> = vec![
        (Rule::Distance, Some(("same_commune", None)), Box::new(away(4_500.0, "6621"))),
        (Rule::Distance, None, Box::new(away(21_000.0, "6645"))),
        (
            Rule::Distance,
            Some(("remote", None)),
            Box::new(|facts| {
                facts.place.point = None;
                facts.offer.help_modes = vec![HelpMode::Remote];
            }),
        ),
    ];
    for limit in [1_000, 2_000, 3_000, 5_000, 10_000, 20_000] {
        let way = away(f64::from(limit) - 50.0, "6645");
        ways.push((Rule::Distance, Some(("up_to_m", Some(limit))), Box::new(way)));
    }
    ways
}

/// A listing in the states `chosen`.
fn in_states(name: &str, chosen: &[&State]) -> Listing {
    let mut facts = Facts { offer: offer(), place: place(), hours: "Mo-Fr 09:00-12:00" };
    facts.offer.id = name.into();
    for (.., apply) in chosen {
        apply(&mut facts);
    }
    let places = [(at_place(facts.hours), facts.place)];
    Listing::build(facts.offer, &partner(), places, &Holidays::default())
}

fn asked_for_everything() -> Query {
    Query {
        near: Some(Near {
            point: Spot::new(HOME.0, HOME.1).unwrap(),
            label: "1203 Genève".to_owned(),
            commune_code: Some("6621".to_owned()),
        }),
        filters: Filters {
            language: Language::parse("pt"),
            adjustment: Some(Adjustment::QuietPlace),
            ..Filters::default()
        },
        ..Query::default()
    }
}

/// What the published page says that the state gives.
fn promised(rules: &Rules, (rule, case, _): &State) -> u32 {
    let Some((case, limit)) = case else { return 0 };
    let details = rules.details(*rule);
    let detail = details.iter().find(|one| one.case == *case && one.limit == *limit);
    detail.unwrap_or_else(|| panic!("{} has no case {case}", rule.word())).points.into()
}

#[test]
fn one_other_fact_changes_the_total_and_the_order_as_the_page_says() {
    let states = states();
    let both = |beside: &usize, state: &usize| states[*beside].0 != states[*state].0;
    let of = |beside: usize| (0..states.len()).map(move |state| (beside, state));
    let pairs: Vec<(usize, usize)> =
        (0..states.len()).flat_map(of).filter(|(beside, state)| both(beside, state)).collect();
    let made = pairs.iter().enumerate().map(|(number, (beside, state))| {
        in_states(&format!("offer {number}"), &[&states[*beside], &states[*state]])
    });
    let world = World::of(made.collect());
    let scores = world.scores(&asked_for_everything());
    let mut compared = 0;
    for (one, (beside, before)) in pairs.iter().enumerate() {
        for (other, (same, after)) in pairs.iter().enumerate() {
            if beside != same || states[*before].0 != states[*after].0 {
                continue;
            }
            let promised = [before, after].map(|state| promised(&world.rules, &states[*state]));
            let totals = [one, other].map(|at| scores[at].total);
            assert_eq!(totals[0] + promised[1], totals[1] + promised[0], "{one} {other}");
            assert_eq!(first_of(totals, &world) == 0, promised[0] >= promised[1]);
            compared += 1;
        }
    }
    assert!(compared > 2_000, "{compared}");
}

/// Which of two offers with these totals comes first; the first of equals.
fn first_of(totals: [u32; 2], world: &World) -> usize {
    let ranked = |slot: usize| Ranked {
        slot: slot as u32,
        total: totals[slot],
        distance_m: None,
        opens: None,
        key: 7,
    };
    let mut both = [ranked(0), ranked(1)];
    order(&mut both, Sort::Points, &Rotation::new(world.today, ""));
    if totals[0] == totals[1] { 0 } else { both[0].slot as usize }
}

#[test]
fn an_offer_that_becomes_full_is_left_out_and_comes_back_with_room() {
    let query = asked_for_everything();
    let why = |state: Option<Capacity>| {
        let mut listing = in_states("offer", &[]);
        listing.offer.languages = vec![OfferLanguage {
            language: Language::parse("pt").unwrap(),
            kind: LanguageKind::Spoken,
        }];
        listing.offer.adjustments = vec![Adjustment::QuietPlace];
        listing.offer.capacity = state.map(|state| CapacityStatement {
            state,
            until: None,
            stated_on: day("2026-03-02"),
        });
        let world = World::of(vec![listing]);
        let why = world.candidates().map(|one| exclude(&one, &query, world.now, world.today));
        why.collect::<Vec<_>>()
    };
    assert_eq!(why(Some(Capacity::Full)), [Some(Excluded::Full)]);
    assert_eq!(why(Some(Capacity::FewPlaces)), [None]);
    assert_eq!(why(None), [None]);
}

#[test]
fn what_is_said_to_be_missing_would_be_enough_and_nothing_of_it_is_too_much() {
    let mut listings = counter().listings.into_iter().map(|(one, ..)| one).collect::<Vec<_>>();
    listings.extend(states().iter().map(|state| in_states("state", &[state])));
    let world = World::of(listings);
    let mut told = 0;
    for text in ["", "imprimer", "réparer mon téléphone", "permanence impôts", "mot de passe cours"]
    {
        let query = Query { words: text.to_owned(), ..asked_for_everything() };
        let words = world.words(text);
        let asked = Asked { query: &query, words: &words, now: world.now, today: world.today };
        let scores = world.scores(&query);
        let first = scores.iter().max_by_key(|score| score.total).unwrap();
        for score in &scores {
            let lack = first.total - score.total;
            match world.rules.to_be_first(&asked, score, first) {
                ToBeFirst::Turn => assert_eq!(lack, 0),
                ToBeFirst::Never => assert!(lack > 0),
                ToBeFirst::With(rules) => {
                    let gain = |rule: &Rule| {
                        let point = score.points.iter().find(|point| point.rule == *rule).unwrap();
                        u32::from(point.max - point.points)
                    };
                    let gains: Vec<u32> = rules.iter().map(gain).collect();
                    assert!(gains.iter().sum::<u32>() > lack, "{text}: {rules:?} of {score:?}");
                    assert!(gains.iter().all(|gain| *gain > 0));
                    told += 1;
                }
            }
        }
    }
    assert!(told > 50, "{told}");
}

#[test]
fn an_offer_that_lacks_little_is_told_the_little_that_is_enough() {
    let states = states();
    let of = |rule: Rule, case: &str| {
        let is_it = |state: &&State| state.0 == rule && state.1.is_some_and(|(one, _)| one == case);
        states.iter().find(is_it).unwrap()
    };
    let (fresh, old) = (of(Rule::Freshness, "fresh"), of(Rule::Freshness, "to_confirm"));
    let (open, few) = (of(Rule::Capacity, "open"), of(Rule::Capacity, "few_places"));
    let world =
        World::of(vec![in_states("first", &[fresh, few]), in_states("second", &[old, open])]);
    let query = asked_for_everything();
    let words = world.words("");
    let asked = Asked { query: &query, words: &words, now: world.now, today: world.today };
    let scores = world.scores(&query);

    let lack = world.rules.to_be_first(&asked, &scores[1], &scores[0]);

    assert_eq!(lack, ToBeFirst::With(vec![Rule::Freshness]));
    let verified =
        World::of(vec![in_states("first", &[fresh, few]), in_states("second", &[fresh, open])]);
    let scores = verified.scores(&query);
    assert!(scores[1].total > scores[0].total, "once it is verified it is first");
}
