//! Points, order and what is left out.

use super::*;

#[test]
fn near_open_and_fresh_offers_come_first() {
    let far = Spot::new(46.3833, 6.2333);
    let world = World::of(vec![
        listing("Près", |_, _| {}),
        listing("Loin", |_, place| {
            place.point = far;
            place.commune_code = Some("6645".to_owned());
        }),
        listing("Inconnu", |_, place| place.point = None),
        listing("À distance", |offer, place| {
            place.point = None;
            offer.help_modes = vec![HelpMode::Remote];
        }),
        listing("À confirmer", |offer, _| offer.freshness_since = day("2025-06-01")),
        listing("Presque plein", |offer, _| {
            let today = day("2026-03-03");
            offer.capacity = Some(CapacityStatement {
                state: Capacity::FewPlaces,
                until: None,
                stated_on: today,
            });
        }),
    ]);
    let near = Near {
        point: Spot::new(46.2105, 6.1300).unwrap(),
        label: "1203 Genève".to_owned(),
        commune_code: Some("6621".to_owned()),
    };
    let query = Query { near: Some(near), ..Query::default() };
    let scores = world.scores(&query);
    let of = |index: usize, rule: Rule| {
        let point = scores[index].points.iter().find(|point| point.rule == rule).unwrap();
        (point.points, point.reason.code)
    };
    assert_eq!(of(0, Rule::Distance), (20, ReasonCode::Metres));
    assert_eq!(of(1, Rule::Distance), (0, ReasonCode::Metres));
    assert_eq!(of(2, Rule::Distance), (0, ReasonCode::Unknown));
    assert_eq!(of(3, Rule::Distance), (8, ReasonCode::Remote));
    assert_eq!(of(0, Rule::Opening), (3, ReasonCode::OpenNow));
    assert_eq!(of(0, Rule::Freshness), (3, ReasonCode::Fresh));
    assert_eq!(of(4, Rule::Freshness), (1, ReasonCode::ToConfirm));
    assert_eq!(of(0, Rule::Capacity), (1, ReasonCode::Unknown));
    assert_eq!(of(5, Rule::Capacity), (2, ReasonCode::FewPlaces));
}

#[test]
fn the_total_is_the_sum_of_the_points_shown_and_at_most_100() {
    let world = counter();
    for text in
        ["imprimante", "permanence impôts", "ordinateur pas cher", "", "aide smartphone café"]
    {
        let query = asking(text);
        let words = world.words(text);
        let asked = Asked { query: &query, words: &words, now: world.now, today: world.today };
        for candidate in world.candidates() {
            let score = world.rules.score(&asked, &candidate);
            let sum: u32 = score.points.iter().map(|point| u32::from(point.points)).sum();
            assert_eq!(score.total, sum);
            assert!(score.total <= 100);
            assert!(score.points.iter().all(|point| point.points <= point.max));
            assert_eq!(world.rules.tally(&asked, &candidate).total(), sum, "both ways agree");
        }
    }
}

#[test]
fn changing_one_weight_changes_the_order_as_predicted() {
    let mut world = World::of(vec![
        listing("Smartphone", |offer, _| offer.freshness_since = day("2025-06-01")),
        listing("Permanence", |offer, _| offer.themes = vec![Theme::EverydayTools]),
    ]);
    // It says the word, although it is to be confirmed.
    assert_eq!(world.names("smartphone"), ["Smartphone", "Permanence"]);

    let heavier = PUBLISHED_RULES
        .replace("anywhere = 26 ", "anywhere = 5 ")
        .replace("name = 18 ", "name = 5 ")
        .replace("theme = 13 ", "theme = 47 ");
    world.rules = Rules::parse(&heavier).unwrap();

    // Now what it is for decides.
    assert_eq!(world.names("smartphone"), ["Permanence", "Smartphone"]);
}

#[test]
fn equals_take_turns_over_a_thousand_days_and_stay_put_within_one() {
    let keys: Vec<u64> =
        (0..7).map(|number| key_of(&format!("offer-{number}").as_str().into())).collect();
    let first_on = |day: NaiveDate, need: &str| {
        let mut equals: Vec<Ranked> = keys
            .iter()
            .zip(0..)
            .map(|(key, slot)| Ranked { slot, total: 50, distance_m: None, opens: None, key: *key })
            .collect();
        order(&mut equals, Sort::Points, &Rotation::new(day, need));
        equals[0].slot as usize
    };
    let start = day("2026-01-01");
    let mut firsts = [0_u32; 7];
    for days in 0..1000 {
        let day = start.checked_add_days(Days::new(days)).unwrap();
        firsts[first_on(day, "imprimante")] += 1;
        assert_eq!(first_on(day, "imprimante"), first_on(day, "imprimante"));
    }
    let fair = 1000.0 / 7.0;
    assert!(
        firsts.iter().all(|times| (f64::from(*times) - fair).abs() <= fair / 10.0),
        "{firsts:?}"
    );
    let needs = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|need| first_on(start, need));
    assert!(needs.iter().any(|first| *first != needs[0]), "another need, another first");
}

#[test]
fn results_can_be_put_in_order_of_distance_and_of_opening() {
    let one = |slot: u32, total: u32, distance_m: Option<u32>, opens: Option<&str>| Ranked {
        slot,
        total,
        distance_m,
        opens: opens.map(at),
        key: u64::from(slot),
    };
    let mut results = vec![
        one(0, 90, None, Some("2026-03-05T08:00:00Z")),
        one(1, 10, Some(100), None),
        one(2, 50, Some(900), Some("2026-03-04T08:00:00Z")),
        one(3, 60, Some(900), Some("2026-03-04T08:00:00Z")),
    ];
    let rotation = Rotation::new(day("2026-03-03"), "");
    let mut slots = |sort: Sort| {
        order(&mut results, sort, &rotation);
        results.iter().map(|one| one.slot).collect::<Vec<_>>()
    };
    assert_eq!(slots(Sort::Points), [0, 3, 2, 1]);
    assert_eq!(slots(Sort::Distance), [1, 3, 2, 0]);
    assert_eq!(slots(Sort::NextOpening), [3, 2, 0, 1]);
}

#[test]
fn the_hash_of_a_list_changes_with_query_rules_data_and_day_but_not_with_the_page() {
    let rules = Rules::parse(PUBLISHED_RULES).unwrap();
    let other_rules = Rules::parse(&PUBLISHED_RULES.replace(rules.version(), "2026-11-4")).unwrap();
    let (query, today) = (asking("Impôts"), day("2026-03-03"));
    let hash = result_hash(&query, &rules, "17", today);
    assert_eq!(hash, "c0957ecc302eeb79");
    assert_eq!(hash, result_hash(&asking("impots"), &rules, "17", today));
    assert_eq!(hash, result_hash(&Query { page: 3, ..query.clone() }, &rules, "17", today));
    assert_ne!(hash, result_hash(&asking("impot"), &rules, "17", today));
    assert_ne!(hash, result_hash(&query, &other_rules, "17", today));
    assert_ne!(hash, result_hash(&query, &rules, "18", today));
    assert_ne!(hash, result_hash(&query, &rules, "17", day("2026-03-04")));
}

#[test]
fn rules_that_cannot_be_explained_are_refused() {
    let parse = |from: &str, to: &str| {
        assert!(PUBLISHED_RULES.contains(from), "{from}");
        Rules::parse(&PUBLISHED_RULES.replace(from, to)).unwrap_err()
    };
    assert!(matches!(parse("name = 18 ", "name = 19 "), RulesError::TooMany(101)));
    assert!(matches!(
        parse("synonym_percent = 75", "synonym_percent = 175"),
        RulesError::Percent(175)
    ));
    assert!(matches!(
        parse("up_to_m = 2000,", "up_to_m = 400,"),
        RulesError::Steps(Rule::Distance)
    ));
    assert!(matches!(
        parse("within_hours = 72, points = 2", "within_hours = 72, points = 0"),
        RulesError::Steps(Rule::Opening)
    ));
    assert!(matches!(
        parse("[capacity]", "[popularity]\nclicks = 5\n[capacity]"),
        RulesError::Form(_)
    ));
}

#[test]
fn what_is_not_shown_has_a_reason() {
    let world = World::of(vec![
        listing("Complet", |offer, _| {
            let stated_on = day("2026-03-03");
            offer.capacity =
                Some(CapacityStatement { state: Capacity::Full, until: None, stated_on });
        }),
        listing("Périmé", |offer, _| {
            offer.freshness_since = day("2024-01-01");
            offer.asked_on = Some(day("2024-12-01"));
        }),
        listing("Onex", |offer, _| {
            offer.coverage = crate::Coverage::Communes(vec!["6631".to_owned()]);
        }),
        listing("Loin", |_, place| place.point = Spot::new(47.0, 7.0)),
        listing("Payant", |_, _| {}),
        listing("Bon", |offer, _| offer.cost.bands = vec![CostBand::Free]),
    ]);
    let near = Near {
        point: Spot::new(46.21, 6.13).unwrap(),
        label: String::new(),
        commune_code: Some("6621".to_owned()),
    };
    let mut query = Query { near: Some(near), radius_km: Some(5), ..Query::default() };
    query.filters.free = true;
    let why: Vec<_> = world
        .candidates()
        .map(|candidate| exclude(&candidate, &query, world.now, world.today))
        .collect();
    assert_eq!(
        why,
        [
            Some(Excluded::Full),
            Some(Excluded::Stale),
            Some(Excluded::OutsideCoverage),
            Some(Excluded::TooFar),
            Some(Excluded::NotFree),
            None,
        ]
    );
    query.filters.open = Some(crate::OpenFilter::Saturday);
    let last = world.candidates().last().unwrap();
    assert_eq!(exclude(&last, &query, world.now, world.today), Some(Excluded::Closed));
}
