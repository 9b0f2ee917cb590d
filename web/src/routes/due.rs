//! Until when something is due, as `due_date` and the cells of a queue show it.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde::Serialize;

use crate::listings::labels::Labels;
use crate::pages::Tone;

/// What is nearer than this needs attention now.
const SOON: Duration = Duration::hours(24);

/// A deadline in words.
#[derive(Debug, Serialize)]
pub(crate) struct DueView {
    /// ISO 8601, for machines.
    pub(crate) datetime: String,
    /// How long first: `dans 2 h`.
    pub(crate) remaining: String,
    /// Then the moment: `demain à 10 h`.
    pub(crate) moment: String,
    /// The colour that repeats it.
    pub(crate) tone: Tone,
}

impl DueView {
    /// The deadline `at`, seen from now.
    pub(crate) fn new(labels: Labels<'_>, at: DateTime<Utc>) -> DueView {
        let left = at - labels.now();
        let (key, tone) = match left {
            _ if left <= Duration::zero() => ("due-since", Tone::Late),
            _ if left < SOON => ("due-in", Tone::Warn),
            _ => ("due-in", Tone::Neutral),
        };
        let duration = labels.words().duration(left);
        DueView {
            datetime: at.to_rfc3339_opts(SecondsFormat::Secs, true),
            remaining: labels.say(key, &[("duration", duration.into())]),
            moment: moment(labels, at),
            tone,
        }
    }
}

/// An instant as people say it: `demain à 14 h 30`.
pub(crate) fn moment(labels: Labels<'_>, at: DateTime<Utc>) -> String {
    let local = labels.local(at);
    labels.words().moment(local.date(), local.time(), labels.today())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    fn due(when: &str) -> DueView {
        DueView::new(at("2026-03-03T09:00:00Z"), when.parse().unwrap())
    }

    #[test]
    fn a_deadline_says_how_long_and_then_when() {
        let tomorrow = due("2026-03-04T09:00:00Z");

        assert_eq!(tomorrow.remaining.replace('\u{a0}', " "), "dans 24 h");
        assert_eq!(tomorrow.moment.replace('\u{a0}', " "), "demain à 10 h");
        assert_eq!(tomorrow.tone, Tone::Neutral);
    }

    #[test]
    fn what_is_near_and_what_has_passed_do_not_look_alike() {
        assert_eq!(due("2026-03-03T11:00:00Z").tone, Tone::Warn);

        let passed = due("2026-03-03T07:00:00Z");
        assert_eq!(passed.tone, Tone::Late);
        assert_eq!(passed.remaining.replace('\u{a0}', " "), "depuis 2 h");
    }
}
