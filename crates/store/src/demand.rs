//! The demand log: one line for each search, without account, address or time of day.
//!
//! **Invariant:** words come here only after everything that may be personal was taken out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use network_figures::SearchCount;
use partner_directory::Theme;
use partner_directory::demand::DemandChannel;

use crate::error::known;
use crate::schema::demand_searches::{self, dsl};
use crate::text::{kept, kept_optional};
use crate::{Conn, StoreError};

/// One search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Drawn by chance; an identifier with a time in it would tell the minute.
    pub id: String,
    /// The local date.
    pub on: NaiveDate,
    /// Who searched: the public or somebody at a counter.
    pub channel: DemandChannel,
    /// The known words in the order typed, with spaces between.
    pub words: String,
    /// The theme that was chosen or that the words mean.
    pub theme: Option<Theme>,
    /// The commune from which distance was counted.
    pub commune: Option<String>,
    /// The filters, as `name=value` with spaces between.
    pub filters: String,
    /// How many offers were found.
    pub results: i32,
    /// To how many of them a person can be referred, 100 at most.
    pub orientable: i32,
    /// What has to be let go to find something, when nothing was found.
    pub emptied_by: Option<String>,
}

/// Keeps some lines.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, lines: &[Line]) -> Result<(), StoreError> {
    for line in lines {
        diesel::insert_into(dsl::demand_searches).values(Row::new(line)?).execute(conn)?;
    }
    Ok(())
}

/// The searches from the local date `from` to `until`, both included.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, from: NaiveDate, until: NaiveDate) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<Row> = dsl::demand_searches
        .filter(dsl::searched_on.ge(from).and(dsl::searched_on.le(until)))
        .order(dsl::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::value).collect()
}

/// How many searches there were for each theme from the local date `from` to `until`, both
/// included; of one commune when it is named.
///
/// # Errors
/// When the database fails.
pub fn counts(
    conn: &mut Conn,
    from: NaiveDate,
    until: NaiveDate,
    commune: Option<&str>,
) -> Result<Vec<SearchCount>, StoreError> {
    let within = dsl::searched_on.ge(from).and(dsl::searched_on.le(until));
    // At most a hundred different numbers of offers for each theme: few groups.
    let groups = (dsl::theme, dsl::orientable);
    let all = dsl::demand_searches.group_by(groups).filter(within);
    let columns = (dsl::theme, dsl::orientable, count_star());
    let rows: Vec<(Option<String>, i32, i64)> = match commune {
        Some(code) => all.filter(dsl::commune_code.eq(code)).select(columns).load(conn)?,
        None => all.select(columns).load(conn)?,
    };
    let mut counts: BTreeMap<Option<String>, (u64, u64)> = BTreeMap::new();
    for (theme, orientable, count) in rows {
        let count = u64::try_from(count).unwrap_or(0);
        let (all, without) = counts.entry(theme).or_default();
        *all += count;
        *without += if orientable == 0 { count } else { 0 };
    }
    let read = |(theme, (searches, without)): (Option<String>, (u64, u64))| {
        let theme =
            theme.map(|word| known("demand_searches.theme", &word, Theme::from_word(&word)));
        Ok(SearchCount { theme: theme.transpose()?, searches, without })
    };
    counts.into_iter().map(read).collect()
}

/// Forgets the searches before the local date `day`, and says how many.
///
/// # Errors
/// When the database fails.
pub fn delete_before(conn: &mut Conn, day: NaiveDate) -> Result<usize, StoreError> {
    let old = dsl::demand_searches.filter(dsl::searched_on.lt(day));
    Ok(diesel::delete(old).execute(conn)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = demand_searches)]
struct Row {
    id: String,
    searched_on: NaiveDate,
    channel: String,
    words: String,
    theme: Option<String>,
    commune_code: Option<String>,
    filters: String,
    results: i32,
    orientable: i32,
    emptied_by: Option<String>,
}

impl Row {
    fn new(line: &Line) -> Result<Row, StoreError> {
        Ok(Row {
            id: line.id.clone(),
            searched_on: line.on,
            channel: line.channel.word().to_owned(),
            words: kept(&line.words)?,
            theme: line.theme.map(|theme| theme.word().to_owned()),
            commune_code: kept_optional(&line.commune)?,
            filters: kept(&line.filters)?,
            results: line.results,
            orientable: line.orientable,
            emptied_by: line.emptied_by.clone(),
        })
    }

    fn value(self) -> Result<Line, StoreError> {
        let channel = DemandChannel::from_word(&self.channel);
        let theme = |word: String| known("demand_searches.theme", &word, Theme::from_word(&word));
        Ok(Line {
            id: self.id,
            on: self.searched_on,
            channel: known("demand_searches.channel", &self.channel, channel)?,
            words: self.words,
            theme: self.theme.map(theme).transpose()?,
            commune: self.commune_code,
            filters: self.filters,
            results: self.results,
            orientable: self.orientable,
            emptied_by: self.emptied_by,
        })
    }
}
