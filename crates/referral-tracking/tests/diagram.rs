//! `docs/life-cycle.md` shows what the rules do: its diagrams and tables are made from the code.
//!
//! When a test here fails, it prints the text that the page should hold; paste it there.

use std::collections::BTreeMap;

use chrono::Duration;
use referral_tracking::deadlines::ByUrgency;
use referral_tracking::{Move, Policy, diagram, table};

const PAGE: &str = include_str!("../../../docs/life-cycle.md");

fn assert_on_page(wanted: &str) {
    assert!(PAGE.contains(wanted), "docs/life-cycle.md should hold this:\n\n{wanted}");
}

#[test]
fn the_diagrams_of_the_page_are_those_of_the_table() {
    for thing in ["referral", "attempt"] {
        assert_on_page(&format!("```mermaid\n{}```\n", diagram(thing)));
    }
}

#[test]
fn the_moves_that_change_no_state_stand_on_the_page() {
    for thing in ["referral", "attempt"] {
        let mut from: BTreeMap<Move, Vec<&str>> = BTreeMap::new();
        for row in table().into_iter().filter(|row| row.thing == thing && row.from == row.to) {
            from.entry(row.step).or_default().push(row.from);
        }
        let lines = from.into_iter().map(|(step, states)| {
            format!("| {thing} | `{}` | {} |\n", step.word(), states.join(", "))
        });
        assert_on_page(&lines.collect::<String>());
    }
}

#[test]
fn the_deadlines_of_the_page_are_those_of_the_program() {
    let policy = Policy::default();
    for (what, times) in [
        ("the organization answers, unless it promises less", policy.answer),
        ("after a yes, the first contact with the person", policy.contact),
        ("a coordinator acts, before a second one is told", policy.coordinator),
        ("all questions about one attempt together stop its clock", policy.pause),
    ] {
        let ByUrgency { u0, u1, u2 } = times;
        assert_on_page(&format!("| {what} | {} | {} | {} |\n", said(u0), said(u1), said(u2)));
    }
    for (what, when) in other_deadlines(&policy) {
        assert_on_page(&format!("| {what} | {when} |\n"));
    }
}

fn other_deadlines(policy: &Policy) -> [(&'static str, String); 13] {
    let [first, second] = policy.reminder_percents;
    let urgent = policy.urgent_percent;
    let days = |number: i64| format!("{number} days");
    let hours = |number: i64| format!("{number} hours");
    [
        ("coordinators look at a held referral", said(policy.held)),
        ("the organization says how it goes, once asked", said(policy.review_answer)),
        ("reminders to the organization", format!("at {first} % and {second} % of its time")),
        ("an urgent referral goes to a coordinator too", format!("at {urgent} % of the time")),
        ("coordinators are told of failed attempts", format!("at number {}", policy.failures_told)),
        ("somebody on a waiting list is asked about", days(policy.waitlist_days)),
        ("help under way is asked about", days(policy.progress_days)),
        ("a draft is kept", days(policy.draft_days)),
        ("a closed referral can be opened again", days(policy.reopen_days)),
        ("a sender can mark a mistake", hours(policy.mistake_hours)),
        ("identity erased after closing", days(policy.erase_closed_days)),
        ("identity erased after creation at the latest", days(policy.erase_created_days)),
        ("identity erased after a withdrawal or a mistake", hours(policy.erase_withdrawn_hours)),
    ]
}

/// One opening day is ten hours.
fn said(time: Duration) -> String {
    let hours = time.num_hours();
    match (hours / 10, hours % 10) {
        (1, 0) => "1 opening day".to_owned(),
        (days, 0) => format!("{days} opening days"),
        _ => format!("{hours} opening hours"),
    }
}
