//! The demand log: what people search and do not find, without knowing who.
//!
//! A search never waits for the database: its line goes into a short queue in memory, and the
//! jobs write the queue down. When it is full, lines are dropped and counted; a gap in a
//! statistic is better than a slow page.
//!
//! **Invariant:** a line holds no account, no address, no time of day, and only words that the
//! open word lists know (`partner_directory::demand`).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use kernel::Actor;
use partner_directory::demand::{DemandChannel, known_words};
use partner_directory::ranking::{Lexicon, Tags, Vocabulary, WordQuery};
use partner_directory::{Filters, Query, Theme};
use store::demand::Line;
use store::{Conn, demand, unmet_needs};

use crate::access::{Right, scope};
use crate::directory::{Dropped, Results};
use crate::secrets::fresh_token;
use crate::{App, AppError};

/// Lines that wait at most; at 300 searches a second that is more than ten seconds.
const WAITING_MAX: usize = 4_096;
/// Days after which a line is forgotten: 24 months.
const KEPT_DAYS: u64 = 730;
/// Days after which the words of an unmet need are erased.
const WORDS_KEPT_DAYS: i64 = 365;
/// Fewer searches than this are never shown as a number (decisions.md 10, small numbers).
pub const LEAST: usize = 5;
/// How many words a report lists.
const MOST_WORDS: usize = 30;

/// Lines on their way to the database; clones share them.
#[derive(Clone, Default)]
pub(crate) struct DemandLog(Arc<Waiting>);

#[derive(Default)]
struct Waiting {
    lines: Mutex<(Vec<Line>, usize)>,
    /// The words of the word lists, to guess a theme.
    vocabulary: OnceLock<Vocabulary>,
}

impl DemandLog {
    /// Queues a line, or counts it as dropped when the queue is full.
    fn push(&self, line: Line) {
        let mut waiting = self.0.lines.lock().unwrap_or_else(|broken| broken.into_inner());
        if waiting.0.len() < WAITING_MAX {
            waiting.0.push(line);
        } else {
            waiting.1 += 1;
        }
    }

    /// What waits, and how many lines were dropped since the last time.
    fn take(&self) -> (Vec<Line>, usize) {
        let mut waiting = self.0.lines.lock().unwrap_or_else(|broken| broken.into_inner());
        std::mem::take(&mut *waiting)
    }

    fn vocabulary(&self, lexicon: &Lexicon) -> &Vocabulary {
        self.0.vocabulary.get_or_init(|| Vocabulary::new(lexicon))
    }
}

/// What was searched in a period; `None` stands for a number too small to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The first local date.
    pub from: NaiveDate,
    /// The last local date.
    pub until: NaiveDate,
    /// All searches.
    pub searches: Option<usize>,
    /// Searches that found nothing.
    pub without_result: Option<usize>,
    /// Searches that found no offer to which a person can be referred (IND-12).
    pub without_orientable: Option<usize>,
    /// Where nothing was found, the most frequent first.
    pub gaps: Vec<Gap>,
    /// Searches without a result that are too rare for a row of their own; 0 when there is none.
    pub others: Option<usize>,
    /// Words of searches without a result, with the number of searches.
    pub words: Vec<(String, usize)>,
}

/// Searches of one sort that found nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What was needed, as far as it is known.
    pub theme: Option<Theme>,
    /// The number of the commune, when one was named.
    pub commune: Option<String>,
    /// What has to be let go to find something.
    pub emptied_by: Option<String>,
    /// How many searches, [`LEAST`] at least.
    pub count: usize,
}

impl App {
    /// Notes one search for the demand log; never waits.
    pub fn note_search(&self, query: &Query, results: &Results, channel: DemandChannel) {
        let lexicon = self.directory.lexicon();
        let is_kept = |word: &str| lexicon.is_everyday(word) && lexicon.says_something(word);
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        self.demand.push(Line {
            id: String::new(),
            on: self.today(),
            channel,
            words: known_words(&query.words, is_kept).join(" "),
            theme: query.filters.theme,
            commune: query.near.as_ref().and_then(|near| near.commune_code.clone()),
            filters: filters(query),
            results: number(results.total),
            orientable: number(results.orientable),
            emptied_by: emptied_by(results).map(str::to_owned),
        });
    }

    /// Writes the lines that wait, in an order that tells nothing, and says how many.
    ///
    /// # Errors
    /// The database did not answer; the lines are lost then.
    pub async fn write_demand(&self) -> Result<usize, AppError> {
        let (mut lines, dropped) = self.demand.take();
        if dropped > 0 {
            tracing::warn!(dropped, "demand log is full");
        }
        if lines.is_empty() {
            return Ok(0);
        }
        let lexicon = self.directory.lexicon();
        let vocabulary = self.demand.vocabulary(lexicon);
        for line in &mut lines {
            line.id = fresh_token()?;
            line.theme = line.theme.or_else(|| theme_of(&line.words, lexicon, vocabulary));
        }
        lines.sort_by(|one, two| one.id.cmp(&two.id));
        let count = lines.len();
        self.db.write(move |conn| Ok::<_, AppError>(demand::insert(conn, &lines)?)).await?;
        Ok(count)
    }

    /// What was searched in the last `days` days, today included.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn demand(&self, actor: &Actor, days: u32) -> Result<Demand, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let until = self.today();
        let back = Days::new(u64::from(days.saturating_sub(1)));
        let from = until.checked_sub_days(back).unwrap_or(until);
        let lines =
            self.db.read(move |conn| Ok::<_, AppError>(demand::list(conn, from, until)?)).await?;
        Ok(report(from, until, &lines))
    }

    /// Forgets searches and the words of needs when their time is over.
    pub(crate) fn forget_demand(
        &self,
        conn: &mut Conn,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        if let Some(day) = today.checked_sub_days(Days::new(KEPT_DAYS)) {
            demand::delete_before(conn, day)?;
        }
        unmet_needs::erase_words(conn, now - Duration::days(WORDS_KEPT_DAYS))?;
        Ok(())
    }
}

/// A number, unless it is so small that it may point at somebody.
fn shown(count: usize) -> Option<usize> {
    (count == 0 || count >= LEAST).then_some(count)
}

fn report(from: NaiveDate, until: NaiveDate, lines: &[Line]) -> Demand {
    type Place<'a> = (Option<Theme>, Option<&'a str>, Option<&'a str>);
    let mut by_gap: BTreeMap<Place<'_>, usize> = BTreeMap::new();
    let mut by_word: BTreeMap<&str, usize> = BTreeMap::new();
    let without: Vec<&Line> = lines.iter().filter(|line| line.results == 0).collect();
    for line in &without {
        let gap = (line.theme, line.commune.as_deref(), line.emptied_by.as_deref());
        *by_gap.entry(gap).or_default() += 1;
        for word in line.words.split_whitespace() {
            *by_word.entry(word).or_default() += 1;
        }
    }
    let mut gaps: Vec<Gap> = by_gap
        .into_iter()
        .filter(|(_, count)| *count >= LEAST)
        .map(|((theme, commune, emptied_by), count)| Gap {
            theme,
            commune: commune.map(str::to_owned),
            emptied_by: emptied_by.map(str::to_owned),
            count,
        })
        .collect();
    gaps.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.cmp(two)));
    let listed: usize = gaps.iter().map(|gap| gap.count).sum();
    let others = shown(without.len() - listed);
    let mut words: Vec<(String, usize)> = by_word
        .into_iter()
        .filter(|(_, count)| *count >= LEAST)
        .map(|(word, count)| (word.to_owned(), count))
        .collect();
    words.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    words.truncate(MOST_WORDS);
    Demand {
        from,
        until,
        searches: shown(lines.len()),
        // The sum would give away what the rest hides.
        without_result: others.and_then(|_| shown(without.len())),
        without_orientable: shown(lines.iter().filter(|line| line.orientable == 0).count()),
        gaps,
        others,
        words,
    }
}

/// The theme that most of the words mean.
fn theme_of(words: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Option<Theme> {
    let asked = WordQuery::parse(words, lexicon, vocabulary);
    let meant = |theme: &Theme| {
        let tag = Tags::named("theme", theme.word()).unwrap_or_default();
        asked.terms().iter().filter(|term| term.tags().meets(tag)).count()
    };
    // Of two that are meant as often, the first of the list.
    let themes = Theme::ALL.iter().rev().map(|theme| (meant(theme), *theme));
    themes.filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, theme)| theme)
}

/// What to let go of for the most results, when there is none.
pub fn emptied_by(results: &Results) -> Option<&'static str> {
    let best = results.relax.first().filter(|_| results.total == 0)?;
    // Letting go of a filter keeps the question; of the words only when nothing else helps.
    let filter = results.relax.iter().find(|(dropped, _)| *dropped != Dropped::Words);
    Some(filter.unwrap_or(best).0.word())
}

fn filters(query: &Query) -> String {
    let Filters { theme, kind, commune, audience, language, adjustment, .. } = &query.filters;
    let rest = &query.filters;
    let yes_no = |is_so: bool| if is_so { "true" } else { "false" };
    let radius = query.radius_km.map(|km| km.to_string());
    let set = [
        ("radius_km", radius.as_deref()),
        ("theme", theme.map(|one| one.word())),
        ("kind", kind.map(|one| one.word())),
        ("commune", commune.as_deref()),
        ("audience", audience.map(|one| one.word())),
        ("language", language.as_ref().map(|one| one.as_str())),
        ("adjustment", adjustment.map(|one| one.word())),
        ("appointment", rest.appointment.map(yes_no)),
        ("capacity", rest.capacity.map(|one| one.word())),
        ("free", rest.free.then_some("true")),
        ("anonymous", rest.anonymous.then_some("true")),
        ("open", rest.open.map(|one| one.word())),
    ];
    let set = set.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    set.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(theme: Theme, words: &str, results: i32) -> Line {
        Line {
            id: String::new(),
            on: NaiveDate::default(),
            channel: DemandChannel::Public,
            words: words.to_owned(),
            theme: Some(theme),
            commune: Some("6621".to_owned()),
            filters: String::new(),
            results,
            orientable: results,
            emptied_by: Some("open".to_owned()),
        }
    }

    #[test]
    fn fewer_than_five_searches_are_neither_a_row_nor_a_difference() {
        let day = NaiveDate::default();
        let mut lines = vec![line(Theme::SafeUse, "arnaque", 0); 6];
        lines.extend(vec![line(Theme::JobSearch, "emploi", 0); 4]);

        let told = report(day, day, &lines);

        assert_eq!(told.gaps.len(), 1);
        assert_eq!(told.words, [("arnaque".to_owned(), 6)]);
        assert_eq!((told.others, told.without_result), (None, None));
        lines.push(line(Theme::JobSearch, "emploi", 0));
        let told = report(day, day, &lines);
        assert_eq!((told.gaps.len(), told.others, told.without_result), (2, Some(0), Some(11)));
    }

    #[test]
    fn a_full_queue_drops_lines_and_counts_them() {
        let log = DemandLog::default();
        for _ in 0..WAITING_MAX + 3 {
            log.push(line(Theme::SafeUse, "", 0));
        }
        let (lines, dropped) = log.take();
        assert_eq!((lines.len(), dropped), (WAITING_MAX, 3));
        assert_eq!(log.take(), (vec![], 0));
    }

    #[test]
    fn words_of_a_theme_give_the_theme_and_others_none() {
        let lexicon = Lexicon::published().unwrap();
        let vocabulary = Vocabulary::new(&lexicon);
        let theme = |words: &str| theme_of(words, &lexicon, &vocabulary);
        assert_eq!(theme("emploi"), Some(Theme::JobSearch));
        assert_eq!(theme(""), None);
    }
}
