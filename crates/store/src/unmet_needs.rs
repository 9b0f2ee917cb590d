//! Needs that nobody in the network could meet, until a coordinator closes them.
//!
//! **Invariant:** a closed need names an offer or a reason, and is closed once.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use kernel::{AccountId, Channel, OfferId, ReferralId};
use network_figures::NeedFact;
use partner_directory::Theme;
use partner_directory::demand::{ClosingReason, NeedSource};
use referral_tracking::UnmetCause;

use crate::error::known;
use crate::schema::unmet_needs::{self, dsl};
use crate::text::{kept_optional, key};
use crate::{Conn, Page, StoreError};

/// One need that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmetNeed {
    /// Names it.
    pub id: String,
    /// With what help is needed.
    pub theme: Theme,
    /// The number of the commune.
    pub commune: Option<String>,
    /// What the network lacks.
    pub cause: UnmetCause,
    /// How the person came.
    pub channel: Channel,
    /// More about it, without anything personal.
    pub words: Option<String>,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it and is told; nobody for the public.
    pub recorded_by: Option<AccountId>,
    /// Until when who recorded it is answered.
    pub due: Option<DateTime<Utc>>,
    /// The coordinator who looks after it.
    pub owner: Option<AccountId>,
    /// What came of it; absent while it is open.
    pub closed: Option<Closed>,
    /// How it came into the register.
    pub source: NeedSource,
    /// The referral it came from; one entry for each.
    pub referral: Option<ReferralId>,
    /// The entry about the same need that stands for both.
    pub joined_to: Option<String>,
}

/// How a need was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<AccountId>,
    /// With what.
    pub with: ClosedWith,
    /// What is written to who recorded it.
    pub answer: Option<String>,
}

/// With what a need is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosedWith {
    /// An offer that meets it.
    Offer(OfferId),
    /// The reason why nothing does.
    Reason(ClosingReason),
}

/// Which needs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum State {
    Open,
    Closed,
}

/// Keeps an open need.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, need: &UnmetNeed) -> Result<(), StoreError> {
    diesel::insert_into(dsl::unmet_needs).values(Row::new(need)?).execute(conn)?;
    Ok(())
}

/// One need.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &str) -> Result<UnmetNeed, StoreError> {
    dsl::unmet_needs.find(key(id)?).select(Row::as_select()).first(conn)?.value()
}

/// The open needs, the oldest first, or the closed ones, the last first; and how many.
///
/// # Errors
/// When the database fails.
pub fn list(
    conn: &mut Conn,
    state: State,
    page: Page,
) -> Result<(Vec<UnmetNeed>, i64), StoreError> {
    let (rows, total): (Vec<Row>, i64) = match state {
        State::Open => {
            let open =
                dsl::unmet_needs.filter(dsl::closed_at.is_null()).filter(dsl::joined_to.is_null());
            let total = open.count().get_result(conn)?;
            let part = open.order((dsl::recorded_at, dsl::id));
            let part = part.offset(page.offset()).limit(page.limit());
            (part.select(Row::as_select()).load(conn)?, total)
        }
        State::Closed => {
            let done = dsl::unmet_needs.filter(dsl::closed_at.is_not_null());
            let total = done.count().get_result(conn)?;
            let part = done.order((dsl::closed_at.desc(), dsl::id.desc()));
            let part = part.offset(page.offset()).limit(page.limit());
            (part.select(Row::as_select()).load(conn)?, total)
        }
    };
    Ok((rows.into_iter().map(Row::value).collect::<Result<_, _>>()?, total))
}

/// Keeps what a referral says about a need. A referral has one entry: a second time, an open
/// one learns the new cause, and a closed one stays as it is.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn put_case(conn: &mut Conn, need: &UnmetNeed) -> Result<(), StoreError> {
    let Some(referral) = &need.referral else { return insert(conn, need) };
    let of_referral = dsl::unmet_needs.filter(dsl::referral_id.eq(referral.as_str()));
    let known: i64 = of_referral.count().get_result(conn)?;
    if known == 0 {
        return insert(conn, need);
    }
    diesel::update(of_referral.filter(dsl::closed_at.is_null()))
        .set((dsl::cause.eq(need.cause.word()), dsl::source.eq(need.source.word())))
        .execute(conn)?;
    Ok(())
}

/// Closes the open entry of a referral, if it has one.
///
/// # Errors
/// When the database fails.
pub fn close_case(
    conn: &mut Conn,
    referral: &ReferralId,
    closed: &Closed,
) -> Result<(), StoreError> {
    let open = dsl::unmet_needs
        .filter(dsl::referral_id.eq(referral.as_str()))
        .filter(dsl::closed_at.is_null());
    let ids: Vec<String> = open.select(dsl::id).load(conn)?;
    ids.iter().try_for_each(|id| close(conn, id, closed))
}

/// Open entries about the same theme in the same commune that could be the same need.
///
/// # Errors
/// When the database fails.
pub fn alike(conn: &mut Conn, need: &UnmetNeed, most: usize) -> Result<Vec<UnmetNeed>, StoreError> {
    let of_theme = dsl::unmet_needs
        .filter(dsl::closed_at.is_null().and(dsl::joined_to.is_null()))
        .filter(dsl::theme.eq(need.theme.word()).and(dsl::id.ne(&need.id)))
        .order((dsl::recorded_at, dsl::id));
    // Equal or both unknown: no word for that is the same in both databases.
    let rows: Vec<Row> = match &need.commune {
        Some(code) => {
            of_theme.filter(dsl::commune_code.eq(code)).select(Row::as_select()).load(conn)?
        }
        None => of_theme.filter(dsl::commune_code.is_null()).select(Row::as_select()).load(conn)?,
    };
    rows.into_iter().take(most).map(Row::value).collect()
}

/// The entries for which this one stands.
///
/// # Errors
/// When the database fails.
pub fn joined(conn: &mut Conn, id: &str) -> Result<Vec<UnmetNeed>, StoreError> {
    let joined = dsl::unmet_needs.filter(dsl::joined_to.eq(key(id)?));
    let rows: Vec<Row> =
        joined.order((dsl::recorded_at, dsl::id)).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::value).collect()
}

/// Lets an open entry stand for another open one that stands for none.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Stale`] when one of them was closed or joined
/// meanwhile.
pub fn join(conn: &mut Conn, id: &str, to: &str) -> Result<(), StoreError> {
    let (one, kept) = (find(conn, id)?, find(conn, to)?);
    let is_free = |need: &UnmetNeed| need.closed.is_none() && need.joined_to.is_none();
    if id == to || !is_free(&one) || !is_free(&kept) || !joined(conn, id)?.is_empty() {
        return Err(StoreError::Stale);
    }
    let row = diesel::update(dsl::unmet_needs.find(id));
    row.set(dsl::joined_to.eq(to)).execute(conn)?;
    Ok(())
}

/// Lets a joined entry stand for itself again.
///
/// # Errors
/// [`StoreError::Stale`] when it was closed or does so already.
pub fn separate(conn: &mut Conn, id: &str) -> Result<(), StoreError> {
    let joined = dsl::unmet_needs.find(key(id)?);
    let joined = joined.filter(dsl::joined_to.is_not_null().and(dsl::closed_at.is_null()));
    let none = None::<String>;
    let written = diesel::update(joined).set(dsl::joined_to.eq(none)).execute(conn)?;
    if written == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Every need in coded words, for figures; dates in `zone`.
///
/// # Errors
/// When the database fails.
pub fn facts(conn: &mut Conn, zone: Tz) -> Result<Vec<NeedFact>, StoreError> {
    type Line = (String, Option<String>, String, NaiveDateTime, Option<NaiveDateTime>);
    let rows: Vec<Line> = dsl::unmet_needs
        .filter(dsl::joined_to.is_null())
        .select((dsl::theme, dsl::commune_code, dsl::cause, dsl::recorded_at, dsl::closed_at))
        .load(conn)?;
    let date = |at: NaiveDateTime| at.and_utc().with_timezone(&zone).date_naive();
    let read = |(theme, commune, cause, noted, closed): Line| {
        Ok(NeedFact {
            theme: known("unmet_needs.theme", &theme, Theme::from_word(&theme))?,
            cause: known("unmet_needs.cause", &cause, UnmetCause::from_word(&cause))?,
            commune,
            noted_on: date(noted),
            closed_on: closed.map(date),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Gives an open need to a coordinator.
///
/// # Errors
/// [`StoreError::Stale`] when it was closed meanwhile.
pub fn put_owner(conn: &mut Conn, id: &str, owner: &AccountId) -> Result<(), StoreError> {
    let open = dsl::unmet_needs.find(key(id)?).filter(dsl::closed_at.is_null());
    let written = diesel::update(open).set(dsl::owner_id.eq(owner.as_str())).execute(conn)?;
    if written == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Closes an open need.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else did.
pub fn close(conn: &mut Conn, id: &str, closed: &Closed) -> Result<(), StoreError> {
    let open = dsl::unmet_needs.find(key(id)?).filter(dsl::closed_at.is_null());
    let (offer, reason) = closed.with.columns();
    let written = diesel::update(open)
        .set((
            dsl::closed_at.eq(closed.at.naive_utc()),
            dsl::closed_by.eq(closed.by.as_ref().map(ToString::to_string)),
            dsl::offer_id.eq(offer),
            dsl::reason.eq(reason),
            dsl::answer.eq(kept_optional(&closed.answer)?),
        ))
        .execute(conn)?;
    if written == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Erases the words of needs recorded before `recorded` and says how many.
///
/// # Errors
/// When the database fails.
pub fn erase_words(conn: &mut Conn, recorded: DateTime<Utc>) -> Result<usize, StoreError> {
    let holds = dsl::words.is_not_null().or(dsl::answer.is_not_null());
    let old = dsl::unmet_needs.filter(dsl::recorded_at.lt(recorded.naive_utc()));
    let none = None::<String>;
    let written = diesel::update(old.filter(holds))
        .set((dsl::words.eq(&none), dsl::answer.eq(&none)))
        .execute(conn)?;
    Ok(written)
}

impl ClosedWith {
    fn columns(&self) -> (Option<String>, Option<String>) {
        match self {
            ClosedWith::Offer(offer) => (Some(offer.to_string()), None),
            ClosedWith::Reason(reason) => (None, Some(reason.word().to_owned())),
        }
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = unmet_needs)]
struct Row {
    id: String,
    source: String,
    theme: String,
    commune_code: Option<String>,
    cause: String,
    channel: String,
    words: Option<String>,
    recorded_at: NaiveDateTime,
    recorded_by: Option<String>,
    due_at: Option<NaiveDateTime>,
    owner_id: Option<String>,
    closed_at: Option<NaiveDateTime>,
    closed_by: Option<String>,
    offer_id: Option<String>,
    reason: Option<String>,
    answer: Option<String>,
    referral_id: Option<String>,
    joined_to: Option<String>,
}

impl Row {
    fn new(need: &UnmetNeed) -> Result<Row, StoreError> {
        let closed = need.closed.as_ref();
        let (offer_id, reason) = closed.map(|one| one.with.columns()).unwrap_or_default();
        Ok(Row {
            id: need.id.clone(),
            source: need.source.word().to_owned(),
            theme: need.theme.word().to_owned(),
            commune_code: kept_optional(&need.commune)?,
            cause: need.cause.word().to_owned(),
            channel: need.channel.word().to_owned(),
            words: kept_optional(&need.words)?,
            recorded_at: need.at.naive_utc(),
            recorded_by: need.recorded_by.as_ref().map(ToString::to_string),
            due_at: need.due.map(|due| due.naive_utc()),
            owner_id: need.owner.as_ref().map(ToString::to_string),
            closed_at: closed.map(|one| one.at.naive_utc()),
            closed_by: closed.and_then(|one| one.by.as_ref()).map(ToString::to_string),
            offer_id,
            reason,
            answer: closed.map(|one| kept_optional(&one.answer)).transpose()?.flatten(),
            referral_id: need.referral.as_ref().map(ToString::to_string),
            joined_to: need.joined_to.clone(),
        })
    }

    fn value(self) -> Result<UnmetNeed, StoreError> {
        let reason = |word: String| {
            let read = ClosingReason::from_word(&word);
            known("unmet_needs.reason", &word, read).map(ClosedWith::Reason)
        };
        let with = match (self.offer_id, self.reason) {
            (Some(offer), _) => Some(ClosedWith::Offer(OfferId::from(offer))),
            (None, word) => word.map(reason).transpose()?,
        };
        let (by, answer) = (self.closed_by.map(AccountId::from), self.answer);
        let closed = self.closed_at.zip(with);
        Ok(UnmetNeed {
            theme: known("unmet_needs.theme", &self.theme, Theme::from_word(&self.theme))?,
            cause: known("unmet_needs.cause", &self.cause, UnmetCause::from_word(&self.cause))?,
            channel: known(
                "unmet_needs.channel",
                &self.channel,
                Channel::from_word(&self.channel),
            )?,
            id: self.id,
            commune: self.commune_code,
            words: self.words,
            at: self.recorded_at.and_utc(),
            recorded_by: self.recorded_by.map(AccountId::from),
            due: self.due_at.map(|due| due.and_utc()),
            owner: self.owner_id.map(AccountId::from),
            closed: closed.map(|(at, with)| Closed { at: at.and_utc(), by, with, answer }),
            source: known("unmet_needs.source", &self.source, NeedSource::from_word(&self.source))?,
            referral: self.referral_id.map(ReferralId::from),
            joined_to: self.joined_to,
        })
    }
}
