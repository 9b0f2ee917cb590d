use chrono::NaiveDate;
use partner_directory::{Kind, Point, Theme};
use referral_tracking::UnmetCause;

use super::cases::{self, Case, at};
use super::*;
use crate::measure::Share;
use crate::{Cut, Period};

/// The column of `cases.txt` and the figure it speaks of.
const COLUMNS: [(&str, u8, &str); 13] = [
    ("02", 2, "time"),
    ("03", 3, "share"),
    ("04", 4, "share"),
    ("05", 5, "of-answered"),
    ("05s", 5, "of-sent"),
    ("06", 6, "rerouted"),
    ("06r", 6, "rescued"),
    ("06m", 6, "attempts"),
    ("07", 7, "contact"),
    ("09", 9, "closed"),
    ("10", 10, "met"),
    ("10p", 10, "partly"),
    ("20", 20, "in-time"),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn all_days() -> Cut {
    Cut::all(Period::new(day("2025-01-01"), day("2026-12-31")).unwrap())
}

fn counted<'a>(cut: &'a Cut, facts: &'a [Fact]) -> Counted<'a> {
    Counted {
        cut,
        now: at("2026-06-30T12:00"),
        facts: facts.iter().filter(|fact| cut.takes(fact)).collect(),
        handouts: 0,
        needs: &[],
        searches: &[],
        listings: &[],
        communes: &[],
    }
}

fn figure(counted: &Counted<'_>, number: u8, name: &str) -> Measure {
    let figures = Indicator(number).figures(counted);
    figures.into_iter().find(|one| one.name == name && one.of.is_none()).unwrap().measure
}

/// A figure as `cases.txt` writes it.
fn said(measure: &Measure) -> String {
    match measure {
        Measure::Share(Share { whole: 0, .. }) | Measure::Mean { count: 0, .. } => "-".to_owned(),
        Measure::Share(share) => format!("{}/{}", share.part, share.whole),
        Measure::Mean { sum, count } => format!("{sum}/{count}"),
        Measure::Count(count) => count.to_string(),
        Measure::Times(times) => match times.median(1).number() {
            Some(time) => time.num_minutes().to_string(),
            None if times.missed > 0 => "missed".to_owned(),
            None => "-".to_owned(),
        },
        Measure::Median { .. } => panic!("no such column"),
    }
}

#[test]
fn every_case_counts_in_every_indicator_as_worked_out_by_hand() {
    let (cut, cases) = (all_days(), cases::all());
    assert!(cases.len() >= 12, "IND-R1 asks for twelve");
    for Case { name, fact, expect } in &cases {
        let facts = [fact.clone()];
        let counted = counted(&cut, &facts);
        assert_eq!(counted.facts.len().to_string(), expect["01"], "IND-01, {name}");
        for (column, number, figure_name) in COLUMNS {
            let found = said(&figure(&counted, number, figure_name));
            assert_eq!(found, expect[column], "IND-{column}, {name}");
        }
    }
}

#[test]
fn all_cases_together_give_the_sums_worked_out_by_hand() {
    let facts: Vec<Fact> = cases::all().into_iter().map(|case| case.fact).collect();
    let cut = all_days();
    let counted = counted(&cut, &facts);
    let sums = [
        // 120, 120, 120, 120, 240, 480, 600, 1440, 2940 minutes; three were silent.
        ("02", "240"),
        ("03", "3/12"),
        ("04", "3/15"),
        ("05", "9/13"),
        ("05s", "9/17"),
        ("06", "3/15"),
        ("06r", "2/3"),
        ("06m", "17/14"),
        // 30, 180, 360, 510, 540, 600, 600.
        ("07", "510"),
        ("09", "9/14"),
        ("10", "4/9"),
        ("10p", "1/9"),
        ("20", "3/4"),
    ];
    for ((column, number, name), (expected, sum)) in COLUMNS.into_iter().zip(sums) {
        assert_eq!((column, said(&figure(&counted, number, name)).as_str()), (expected, sum));
    }
    assert_eq!(figure(&counted, 1, "referrals"), Measure::Count(15));
    let Measure::Times(answers) = figure(&counted, 2, "time") else { panic!("times") };
    assert_eq!((answers.count(), answers.missed), (9, 3));
}

#[test]
fn what_happened_later_is_not_seen_from_before() {
    let policy = referral_tracking::Policy::default();
    let cases = cases::all();
    let late = cases.iter().find(|case| case.name == "late yes").unwrap();
    let seen = |instant| late.fact.as_of(at(instant), &cases::calendar(), &policy);

    assert_eq!(seen("2026-03-02T08:59"), None);
    let before = seen("2026-03-10T12:00").unwrap();
    assert_eq!(before.attempts[0].answered_at, None);
    assert!(before.is_left(at("2026-03-10T12:00")), "nobody had spoken yet");
    assert!(seen("2026-03-12T12:00").unwrap().attempts[0].accepted_at.is_some());
}

#[test]
fn a_cut_by_partner_counts_the_attempts_of_that_partner_only() {
    let mut facts = vec![cases::all().remove(4).fact];
    facts[0].attempts[1].partner = "other".into();
    let cut = Cut { partner: Some("other".to_owned()), ..all_days() };
    let counted = counted(&cut, &facts);

    assert_eq!(said(&figure(&counted, 1, "referrals")), "1");
    assert_eq!(said(&figure(&counted, 3, "share")), "-", "it was not asked first");
    assert_eq!(said(&figure(&counted, 5, "of-sent")), "1/1");
}

#[test]
fn equity_shows_both_sides_of_each_difference() {
    let facts: Vec<Fact> = cases::all().into_iter().map(|case| case.fact).collect();
    let cut = all_days();
    let figures = Indicator(21).figures(&counted(&cut, &facts));
    let of = |name: &str, group: &str| {
        let wanted = Some(("group", group.to_owned()));
        figures.iter().find(|one| one.name == name && one.of == wanted).unwrap()
    };
    // French: cases 1, 2, 3, 6, 11, 12, 13, 15, 17; others: 4, 5, 9, 10, 14, 16.
    assert_eq!(of("left", "french").measure, Measure::Share(Share { part: 2, whole: 9 }));
    assert_eq!(of("left", "other-language").measure, Measure::Share(Share { part: 1, whole: 6 }));
    // Other channels: 4, 10, 11, 14, 16.
    assert_eq!(of("left", "phone-only").measure, Measure::Share(Share { part: 3, whole: 10 }));
    assert_eq!(of("left", "other-channel").measure, Measure::Share(Share { part: 0, whole: 5 }));
    assert_eq!(of("met", "french").measure, Measure::Share(Share { part: 1, whole: 5 }));
    assert_eq!(figures.len(), 12);
}

fn need(theme: Theme, noted_on: &str, closed_on: Option<&str>) -> NeedFact {
    let commune = Some("6621".to_owned());
    let (noted_on, closed_on) = (day(noted_on), closed_on.map(day));
    NeedFact { theme, commune, cause: UnmetCause::NoOffer, noted_on, closed_on }
}

#[test]
fn a_need_is_open_from_the_day_it_was_noted_to_the_day_before_it_was_closed() {
    use Theme::{JobSearch, SafeUse};
    let needs = [
        // Open on 31 March 2026: 1, 2, 3, 5, 6, 9, 10, 11, 13.
        need(SafeUse, "2026-03-31", None),
        need(SafeUse, "2026-03-30", None),
        need(SafeUse, "2025-01-01", None),
        need(SafeUse, "2026-04-01", None),
        need(SafeUse, "2026-03-01", Some("2026-04-01")),
        need(SafeUse, "2026-03-31", Some("2026-04-01")),
        need(SafeUse, "2026-03-01", Some("2026-03-31")),
        need(SafeUse, "2026-03-01", Some("2026-03-30")),
        need(JobSearch, "2026-03-29", None),
        need(JobSearch, "2026-03-28", None),
        NeedFact { commune: None, ..need(JobSearch, "2026-03-28", None) },
        need(JobSearch, "2026-05-01", Some("2026-06-01")),
        NeedFact { commune: Some("6608".to_owned()), ..need(JobSearch, "2026-01-01", None) },
    ];
    let open = |cut: &Cut| {
        let mut counted = counted(cut, &[]);
        counted.needs = &needs;
        said(&figure(&counted, 11, "open"))
    };
    let cut = Cut::all(Period::new(day("2026-01-01"), day("2026-03-31")).unwrap());
    assert_eq!(open(&cut), "9");
    assert_eq!(open(&Cut { theme: Some(JobSearch), ..cut.clone() }), "4");
    assert_eq!(open(&Cut { commune: Some("6608".to_owned()), ..cut.clone() }), "1");
}

#[test]
fn searches_without_result_are_a_share_of_all_searches() {
    let count = |theme, searches, without| SearchCount { theme, searches, without };
    let mut searches: Vec<SearchCount> =
        Theme::ALL.iter().zip(1..).map(|(theme, n)| count(Some(*theme), n * 10, n)).collect();
    // 10 + 20 + … + 90 with 1 + 2 + … + 9 without; then three more lines.
    searches.push(count(None, 50, 5));
    searches.push(count(Some(Theme::SafeUse), 10, 10));
    searches.push(count(None, 0, 0));
    let cut = all_days();
    let mut counted = counted(&cut, &[]);
    counted.searches = &searches;

    assert_eq!(searches.len(), 12);
    assert_eq!(said(&figure(&counted, 12, "without")), "60/510");
    let figures = Indicator(12).figures(&counted);
    let safe = figures.iter().find(|one| one.of == Some(("theme", "safe_use".to_owned())));
    assert_eq!(said(&safe.unwrap().measure), "14/50");
}

fn listing(age_days: u64, completeness: u64, theme: Theme, lat: f64) -> ListingFact {
    ListingFact {
        offer: format!("offer-{age_days}-{completeness}"),
        kind: Kind::ReceptionAssessment,
        themes: vec![theme],
        age_days,
        completeness,
        places_per_week: None,
        is_within_reach: true,
        points: vec![Point::new(lat, 6.14).unwrap()],
    }
}

fn thirteen() -> Vec<ListingFact> {
    let theme = Theme::SafeUse;
    let ages = [0, 1, 30, 90, 120, 179, 180, 181, 182, 250, 365, 366, 800];
    ages.into_iter().map(|age| listing(age, 40 + age % 50, theme, 46.2)).collect()
}

#[test]
fn freshness_and_completeness_look_at_each_published_offer_once() {
    let listings = thirteen();
    let cut = all_days();
    let mut counted = counted(&cut, &[]);
    counted.listings = &listings;

    // 180 days still count as fresh.
    assert_eq!(said(&figure(&counted, 13, "fresh")), "7/13");
    assert_eq!(figure(&counted, 13, "age"), Measure::Median { value: Some(180), count: 13 });
    // 40, 41, 70, 80, 60, 69, 70, 71, 72, 40, 55, 56, 40.
    assert_eq!(said(&figure(&counted, 14, "points")), "764/13");
}

#[test]
fn a_commune_is_covered_by_free_help_within_a_kilometre_and_a_half() {
    let reach = |commune: &str, lat| Reach {
        commune: commune.to_owned(),
        point: Point::new(lat, 6.14).unwrap(),
    };
    // One hundredth of a degree is 1,112 m.
    let communes = [reach("near", 46.21), reach("far", 46.22)];
    let mut listings =
        vec![listing(0, 0, Theme::SafeUse, 46.2), listing(1, 0, Theme::JobSearch, 46.2)];
    listings[1].is_within_reach = false;
    let cut = all_days();
    let mut counted = counted(&cut, &[]);
    (counted.listings, counted.communes) = (&listings, &communes);

    assert_eq!(said(&figure(&counted, 15, "covered")), "1/18", "two communes by nine themes");
    let covered: Vec<Covered> =
        coverage(&listings, &communes).into_iter().filter(|one| one.is_covered).collect();
    assert_eq!(covered.len(), 1);
    assert_eq!((covered[0].commune.as_str(), covered[0].theme), ("near", Theme::SafeUse));
}

#[test]
fn pressure_compares_what_was_sent_with_the_places_declared() {
    let facts: Vec<Fact> = cases::all().into_iter().map(|case| case.fact).collect();
    let cut = Cut::all(Period::new(day("2026-03-01"), day("2026-03-28")).unwrap());
    let mut listings = vec![listing(0, 0, Theme::SafeUse, 46.2)];
    listings[0].offer = "offer".to_owned();
    let mut counted = counted(&cut, &facts);
    counted.listings = &listings;
    assert_eq!(said(&figure(&counted, 16, "sent")), "-", "nothing was declared");

    listings[0].places_per_week = Some(3);
    let mut counted = self::counted(&cut, &facts);
    counted.listings = &listings;
    // Four weeks with three places; 12 attempts of the 10 referrals of March that were asked.
    assert_eq!(said(&figure(&counted, 16, "sent")), "12/12");
}

#[test]
fn each_number_has_an_identifier_that_reads_back_and_a_basis() {
    for indicator in Indicator::all() {
        assert_eq!(Indicator::from_id(&indicator.id()), Some(indicator));
        let cut = all_days();
        let is_empty = indicator.figures(&counted(&cut, &[])).is_empty();
        assert_eq!(is_empty, indicator.basis() == Basis::NotCollected, "{}", indicator.code());
    }
    assert_eq!(Indicator::from_id("ind-25"), None);
    assert_eq!(Indicator::from_id("IND-02"), None);
    assert_eq!(Indicator::all().filter(|one| one.basis() == Basis::NotCollected).count(), 7);
}
