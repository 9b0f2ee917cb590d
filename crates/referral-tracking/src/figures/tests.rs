use super::*;
use crate::testing::World;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

// Monday 2 March 2026, 9 o'clock in Geneva.
const MONDAY_9: &str = "2026-03-02T08:00:00Z";

fn open(attempts: Vec<AttemptLine>) -> ReferralLine {
    ReferralLine {
        state: ReferralState::Open,
        urgency: Urgency::U0,
        created_at: at(MONDAY_9),
        opened_at: Some(at(MONDAY_9)),
        closed_at: None,
        coordinator_at: None,
        attempts,
    }
}

fn sent() -> AttemptLine {
    AttemptLine {
        state: AttemptState::Sent,
        sent_at: at(MONDAY_9),
        due: Some(at("2026-03-09T08:00:00Z")),
        answered_at: None,
        accepted_at: None,
        lapsed_at: None,
    }
}

fn accepted(when: &str) -> AttemptLine {
    let when = Some(at(when));
    AttemptLine { state: AttemptState::Accepted, answered_at: when, accepted_at: when, ..sent() }
}

fn declined(when: &str) -> AttemptLine {
    let when = Some(at(when));
    AttemptLine { state: AttemptState::Declined, answered_at: when, due: None, ..sent() }
}

fn lapsed() -> AttemptLine {
    let passed = Some(at("2026-03-09T08:00:00Z"));
    AttemptLine { state: AttemptState::Lapsed, lapsed_at: passed, due: None, ..sent() }
}

// Twelve referrals whose figures were worked out by hand.
fn twelve() -> Vec<ReferralLine> {
    let second =
        AttemptLine { sent_at: at("2026-03-09T08:00:00Z"), ..accepted("2026-03-10T08:00:00Z") };
    vec![
        // 1: yes after 2 h. 2: yes after 10 h (overnight). 3: no after 30 h (Thursday 9).
        open(vec![accepted("2026-03-02T10:00:00Z")]),
        open(vec![accepted("2026-03-03T08:00:00Z")]),
        open(vec![declined("2026-03-05T08:00:00Z")]),
        // 4: yes on Saturday: the week is over, 49 h. 5: no on Monday 8:30: 49 h 30.
        open(vec![accepted("2026-03-07T11:00:00Z")]),
        open(vec![declined("2026-03-09T07:30:00Z")]),
        // 6: silence, then a yes of the second. 7: silence, then a late yes of the first.
        open(vec![lapsed(), second]),
        open(vec![AttemptLine {
            accepted_at: Some(at("2026-03-11T08:00:00Z")),
            answered_at: Some(at("2026-03-11T08:00:00Z")),
            state: AttemptState::Accepted,
            ..lapsed()
        }]),
        // 8: silence and nobody after it. 9: silence, a coordinator on Tuesday 8:30.
        open(vec![lapsed()]),
        ReferralLine { coordinator_at: Some(at("2026-03-10T07:30:00Z")), ..open(vec![lapsed()]) },
        // 10: still waiting.
        open(vec![sent()]),
        // 11 and 12 count nowhere.
        ReferralLine { state: ReferralState::Duplicate, ..open(vec![lapsed()]) },
        ReferralLine { opened_at: None, state: ReferralState::Draft, ..open(vec![]) },
    ]
}

fn minutes(text: Shown<Duration>) -> i64 {
    match text {
        Shown::Number(time) => time.num_minutes(),
        Shown::Hidden => -1,
    }
}

#[test]
fn volume_leaves_out_duplicates_and_drafts() {
    assert_eq!(volume(&twelve()), 10);
}

#[test]
fn time_to_first_answer_is_opening_time_of_the_first_attempt() {
    let times = time_to_first_answer(&twelve(), &World::new().calendar);

    // 2 h, 10 h, 30 h, 49 h, 49 h 30; silent: 6, 7, 8, 9.
    assert_eq!((times.count(), times.missed), (5, 4));
    assert_eq!(minutes(times.median(5)), 30 * 60);
    assert_eq!(minutes(times.p90(5)), 49 * 60 + 30);
    assert_eq!(times.median(6), Shown::Hidden, "five are too few for six");
}

#[test]
fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    let hours = |all: &[i64]| Times {
        sorted: all.iter().map(|hours| Duration::hours(*hours)).collect(),
        missed: 0,
    };

    assert_eq!(minutes(hours(&[1, 2, 4, 9]).median(1)), 180);
    assert_eq!(minutes(hours(&[1, 2, 4, 9]).p90(1)), 540);
    assert_eq!(minutes(hours(&(1..=10).collect::<Vec<_>>()).p90(1)), 540);
    assert_eq!(hours(&[]).median(0), Shown::Hidden, "nothing has no median");
}

#[test]
fn time_to_first_answer_is_right_across_clock_change_and_holiday() {
    let over_easter = AttemptLine {
        sent_at: at("2026-03-27T16:00:00Z"),
        answered_at: Some(at("2026-04-07T07:00:00Z")),
        ..sent()
    };
    let times = time_to_first_answer(&[open(vec![over_easter])], &World::new().calendar);

    // Friday 17-18, four days before Good Friday, then Tuesday 8-9 after Easter Monday.
    assert_eq!(minutes(times.median(1)), (1 + 40 + 1) * 60);
}

#[test]
fn silence_counts_even_when_a_late_yes_came() {
    assert_eq!(no_answer(&twelve()), Share { part: 4, whole: 9 });
}

#[test]
fn left_without_answer_is_who_heard_nobody_one_opening_day_after_the_deadline() {
    let world = World::new();
    let left = |now| left_without_answer(&twelve(), &world.calendar, &world.policy, at(now));

    // Deadline Monday 9:00; one opening day later is Tuesday 9:00. Number 7 heard a late yes
    // on Wednesday only, number 8 nobody, number 9 a coordinator on Tuesday at 8:30; of number
    // 10 nobody even noticed that its time had passed.
    assert_eq!(left("2026-03-10T08:00:00Z"), Share { part: 0, whole: 10 });
    assert_eq!(left("2026-03-10T08:00:01Z"), Share { part: 3, whole: 10 });
}

#[test]
fn somebody_who_withdrew_in_time_was_not_left_without_answer() {
    let world = World::new();
    let gone = ReferralLine {
        state: ReferralState::Withdrawn,
        closed_at: Some(at("2026-03-09T10:00:00Z")),
        ..open(vec![lapsed()])
    };
    let share =
        left_without_answer(&[gone], &world.calendar, &world.policy, at("2026-04-01T08:00:00Z"));

    assert_eq!(share, Share { part: 0, whole: 1 });
}

#[test]
fn a_referral_that_nobody_could_be_asked_about_is_left_after_one_opening_day() {
    let world = World::new();
    let share = left_without_answer(
        &[open(vec![])],
        &world.calendar,
        &world.policy,
        at("2026-03-03T08:00:01Z"),
    );

    assert_eq!(share, Share { part: 1, whole: 1 });
}

#[test]
fn acceptance_is_yes_among_all_answers() {
    // Answers: 1, 2, 3, 4, 5, the second of 6, the late one of 7; no: 3 and 5.
    assert_eq!(acceptance(&twelve()), Share { part: 5, whole: 7 });
}

#[test]
fn rescued_is_accepted_by_a_later_organization() {
    assert_eq!(rerouted(&twelve()), Share { part: 1, whole: 10 });
    assert_eq!(rescued(&twelve()), Share { part: 1, whole: 1 });
}

#[test]
fn closed_within_60_days_looks_at_those_begun_60_to_120_days_ago() {
    let closed = |days| ReferralLine {
        state: ReferralState::Completed,
        closed_at: Some(at(MONDAY_9) + Duration::days(days)),
        ..open(vec![])
    };
    let lines = [closed(60), closed(61), open(vec![])];
    let after = |days| closed_within_60_days(&lines, at(MONDAY_9) + Duration::days(days));

    assert_eq!(after(59), Share { part: 0, whole: 0 });
    assert_eq!(after(60), Share { part: 1, whole: 3 });
    assert_eq!(after(120), Share { part: 1, whole: 3 });
    assert_eq!(after(121), Share { part: 0, whole: 0 });
}

#[test]
fn a_share_of_few_is_hidden_and_others_are_rounded() {
    assert_eq!(Share { part: 1, whole: 4 }.percent(LEAST_INSIDE), Shown::Hidden);
    assert_eq!(Share { part: 1, whole: 8 }.percent(LEAST_INSIDE), Shown::Number(13));
    assert_eq!(Share { part: 8, whole: 8 }.percent(LEAST_INSIDE), Shown::Number(100));
    assert_eq!(Share { part: 0, whole: 0 }.percent(0), Shown::Hidden);
}

#[test]
fn a_single_small_count_takes_the_next_one_along_so_that_the_total_does_not_tell() {
    use Shown::{Hidden, Number};

    assert_eq!(hide_small(&[0, 3, 40, 12], 5), [Number(0), Hidden, Number(40), Hidden]);
    assert_eq!(hide_small(&[1, 3, 40, 12], 5), [Hidden, Hidden, Number(40), Number(12)]);
    assert_eq!(hide_small(&[0, 5, 40], 5), [Number(0), Number(5), Number(40)]);
    assert_eq!(hide_small(&[0, 3], 5), [Number(0), Hidden]);
}

#[test]
fn counts_by_state_cover_every_state() {
    let counts = by_state(&twelve());

    assert_eq!(counts.len(), ReferralState::ALL.len());
    assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), 12);
    assert!(counts.contains(&(ReferralState::Open, 10)));
}
