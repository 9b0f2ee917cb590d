//! Figures as people read them: opening time, percent, numbers, and the sign of a hidden one.

use chrono::Duration;
use network_figures::{Figure, Indicator, LEAST_INSIDE, Measure, Shown};

use super::table::Cell;
use crate::listings::labels::Labels;

/// Opening minutes of one opening day.
const DAY_MINUTES: i64 = 600;

/// `40 min`, `3 h 20`, `2,4 jours`: opening time, where a day has ten hours.
pub(crate) fn opening_time(labels: Labels<'_>, time: Duration) -> String {
    let minutes = time.num_minutes();
    match minutes {
        0..60 => labels.say("figures-time-minutes", &[("count", minutes.into())]),
        60..DAY_MINUTES => {
            let args = [
                ("hours", (minutes / 60).into()),
                ("minutes", format!("{:02}", minutes % 60).into()),
            ];
            labels.say("figures-time-hours", &args)
        }
        _ => {
            let tenths = (minutes + 30) * 10 / DAY_MINUTES;
            // In French, less than two is one.
            let key = if tenths < 20 { "figures-time-day" } else { "figures-time-days" };
            labels.say(key, &[("count", decimal(tenths).into())])
        }
    }
}

/// Tenths with a comma.
pub(crate) fn decimal(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{},{part}", tenths / 10),
    }
}

pub(crate) fn whole(labels: Labels<'_>, count: u64) -> String {
    labels.words().number(i64::try_from(count).unwrap_or(i64::MAX))
}

pub(crate) fn percent(labels: Labels<'_>, percent: u64) -> String {
    labels.say("figure-percent", &[("percent", percent.into())])
}

/// What a hidden figure is replaced with.
pub(crate) fn hidden(labels: Labels<'_>) -> String {
    labels.say("figure-hidden", &[])
}

/// The main number of a figure, and what stands behind it in small letters.
pub(crate) fn cell(labels: Labels<'_>, figure: &Figure, least: u64) -> Cell {
    let (text, number) = value(labels, &figure.measure, least);
    Cell { hint: behind(labels, &figure.measure, least), ..Cell::number(text, number) }
}

/// The number as people read it, and as it stands in files: percent, minutes, a decimal.
pub(crate) fn value(labels: Labels<'_>, measure: &Measure, least: u64) -> (String, Option<f64>) {
    let level = measure.level(least);
    let Shown::Number(level) = level else { return (hidden(labels), None) };
    let count = u64::try_from(level).unwrap_or(0);
    let float = level as f64;
    match measure {
        Measure::Count(_) | Measure::Median { .. } => (whole(labels, count), Some(float)),
        Measure::Share(_) => (percent(labels, count), Some(float)),
        Measure::Times(_) => (opening_time(labels, Duration::minutes(level)), Some(float)),
        Measure::Mean { .. } => (decimal(level), Some(float / 10.0)),
    }
}

/// How many cases stand behind a number, and nine out of ten for a time.
fn behind(labels: Labels<'_>, measure: &Measure, least: u64) -> String {
    let cases = measure.cases();
    if measure.level(least) == Shown::Hidden {
        return String::new();
    }
    let count = || whole(labels, cases);
    match measure {
        Measure::Count(_) => String::new(),
        Measure::Times(times) => {
            let p90 = times.p90(least).map(|time| opening_time(labels, time)).number();
            let p90 = p90.unwrap_or_else(|| hidden(labels));
            let args = [("p90", p90.into()), ("count", whole(labels, times.count()).into())];
            labels.say("figures-behind-times", &args)
        }
        Measure::Share(_) => labels.say("figures-behind-share", &[("count", count().into())]),
        Measure::Mean { .. } | Measure::Median { .. } => {
            labels.say("figures-behind-cases", &[("count", count().into())])
        }
    }
}

/// How a figure changed since the period before: in points, in percent, or as a difference;
/// empty when one of the two is hidden.
pub(crate) fn change(
    labels: Labels<'_>,
    now: &Measure,
    before: Option<&Measure>,
    least: u64,
) -> String {
    let Some(before) = before.and_then(|before| before.level(least).number()) else {
        return String::new();
    };
    let Some(now_level) = now.level(least).number() else { return String::new() };
    let by = now_level - before;
    let sign = match by {
        0 => return labels.say("figures-change-none", &[]),
        1.. => "+",
        _ => "\u{2212}",
    };
    let amount = by.abs();
    let said = match now {
        Measure::Share(_) => labels.say("figures-change-points", &[("count", amount.into())]),
        Measure::Times(_) => opening_time(labels, Duration::minutes(amount)),
        Measure::Mean { .. } => decimal(amount),
        Measure::Count(_) | Measure::Median { .. } => labels.words().number(amount),
    };
    format!("{sign}{said}")
}

/// What a figure of an indicator says.
pub(crate) fn name(labels: Labels<'_>, indicator: Indicator, figure: &Figure) -> String {
    let said = labels.say(&format!("{}-{}", indicator.id(), figure.name), &[]);
    match &figure.of {
        None => said,
        Some((list, word)) => {
            let group = match *list {
                "group" => labels.word("figures-group", word),
                list => labels.word(list, word),
            };
            labels.say("figures-of-group", &[("figure", said.into()), ("group", group.into())])
        }
    }
}

/// Below so many cases a figure of this indicator is hidden. How many were left without
/// answer is told to the last one as long as nothing narrows it: each of them is work to do.
pub(crate) fn least(indicator: Indicator, narrowed_by: usize) -> u64 {
    match (indicator.id().as_str(), narrowed_by) {
        ("ind-04", 0) => 1,
        _ => LEAST_INSIDE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use network_figures::Share;

    fn said(minutes: i64) -> String {
        let labels = at("2026-03-03T09:00:00Z");
        opening_time(labels, Duration::minutes(minutes)).replace('\u{a0}', " ")
    }

    #[test]
    fn opening_time_is_said_in_minutes_hours_and_days_of_ten_hours() {
        assert_eq!(said(40), "40 min");
        assert_eq!(said(200), "3 h 20");
        assert_eq!(said(600), "1 jour ouvré");
        assert_eq!(said(1440), "2,4 jours ouvrés");
    }

    #[test]
    fn a_figure_of_too_few_is_one_sign_without_cases_behind_it() {
        let labels = at("2026-03-03T09:00:00Z");
        let figure = |part, whole| Figure {
            name: "share",
            of: None,
            measure: Measure::Share(Share { part, whole }),
        };
        let few = cell(labels, &figure(1, 4), 5);
        assert_eq!((few.text.as_str(), few.hint.as_str(), few.number), ("–", "", None));
        let enough = cell(labels, &figure(1, 5), 5);
        assert_eq!(enough.text.replace('\u{a0}', " "), "20 %");
        assert_eq!(enough.number, Some(20.0));
    }

    #[test]
    fn a_change_has_its_sign_and_unit() {
        let labels = at("2026-03-03T09:00:00Z");
        let share = |part| Measure::Share(Share { part, whole: 100 });
        let said = |now, before| change(labels, &now, Some(&before), 5).replace('\u{a0}', " ");
        assert_eq!(said(share(40), share(37)), "+3 points");
        assert_eq!(said(share(37), share(40)), "−3 points");
        assert_eq!(said(Measure::Count(12), Measure::Count(20)), "−8");
        assert_eq!(said(Measure::Count(12), Measure::Count(3)), "", "3 are hidden");
    }
}
