//! Needs that nobody could meet: recorded from an empty page of results, closed by a coordinator.
//!
//! **Invariant:** who recorded a need with an account is told what came of it; the public
//! leaves nothing by which anybody could be found.

mod cases;

use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, Channel, FieldErrors};
use partner_directory::demand::{ClosingReason, NeedSource, without_personal};
use partner_directory::{Filters, Kind, Near, Offer, OfferStatus, OpenFilter, Query, Sort, Theme};
use referral_tracking::UnmetCause;
use store::outbox::{self, Letter};
use store::unmet_needs::{self, Closed, ClosedWith, State, UnmetNeed};
use store::{Conn, Page, StoreError, accounts, network, offers};

use crate::access::{Right, scope};
use crate::directory::Hit;
use crate::{App, AppError};

/// The outbox kind of the letter that tells who recorded a need what came of it.
pub(crate) const TELL_NEED: &str = "tell_need";
/// The most characters of what is said about a need.
pub const MOST_WORDS: usize = 200;
/// The most characters of the answer.
pub const MOST_ANSWER: usize = 500;
/// How long a coordinator has to answer: five opening days of ten hours.
const ANSWER_HOURS: i64 = 50;
/// How many needs a page lists.
const PER_PAGE: u32 = 20;
/// How far ahead the next opening of the helpdesk is looked for.
const AHEAD_DAYS: u64 = 14;

/// Which needs are listed.
pub type NeedState = State;
/// With what a need was closed.
pub type NeedClosedWith = ClosedWith;

/// What somebody records.
#[derive(Debug, Clone, Default)]
pub struct NewNeed {
    /// With what help is needed.
    pub theme: Option<Theme>,
    /// The commune as typed; may be empty.
    pub commune: String,
    /// What the network lacks.
    pub cause: Option<UnmetCause>,
    /// How the person came; the public came by the site.
    pub channel: Option<Channel>,
    /// More about it; may be empty.
    pub words: String,
}

/// A need with what belongs to it.
#[derive(Debug, Clone)]
pub struct NeedLine {
    /// The need.
    pub need: UnmetNeed,
    /// Who recorded it, by name; nobody for the public.
    pub recorded_by: Option<String>,
    /// The coordinator who looks after it, by name.
    pub owner: Option<String>,
    /// The offer with which it was closed.
    pub offer: Option<Offer>,
}

/// How the helpdesk can be reached now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helpdesk {
    /// True when somebody answers now.
    pub is_open: bool,
    /// When it closes, or opens next; absent when that is not known.
    pub changes_at: Option<DateTime<Utc>>,
}

impl App {
    /// Whether the helpdesk answers now, by the opening hours of the network.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn helpdesk(&self) -> Result<Helpdesk, AppError> {
        let (now, zone) = (self.clock.now(), self.settings.time_zone);
        let calendar =
            self.db.read(move |conn| Ok::<_, AppError>(network::calendar(conn, zone)?)).await?;
        let is_open = calendar.is_open(now);
        let days = calendar.date(now).iter_days().take(AHEAD_DAYS as usize);
        let spans = days.filter_map(|day| calendar.span(day));
        let mut changes = spans.map(|(opens, closes)| if is_open { closes } else { opens });
        let changes_at = changes.find(|at| *at > now);
        Ok(Helpdesk { is_open, changes_at })
    }

    /// Where somebody can go or call meanwhile: a reception or a telephone line, open now if
    /// there is one, the nearest first.
    ///
    /// # Errors
    /// The index failed: our fault.
    pub async fn interim(&self, near: Option<&Near>) -> Result<Option<Hit>, AppError> {
        let sort = if near.is_some() { Sort::Distance } else { Sort::NextOpening };
        for open in [Some(OpenFilter::Now), None] {
            for kind in [Kind::ReceptionAssessment, Kind::TelephoneLine] {
                let filters = Filters { kind: Some(kind), open, ..Filters::default() };
                let near = near.cloned();
                let query = Query { near, filters, sort, per_page: 1, ..Query::default() };
                if let Some(hit) = self.search(&query).await?.items.into_iter().next() {
                    return Ok(Some(hit));
                }
            }
        }
        Ok(None)
    }

    /// Until when a need recorded now is answered.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn need_due(&self) -> Result<DateTime<Utc>, AppError> {
        let app = self.clone();
        self.db.read(move |conn| app.answer_due(conn)).await
    }

    fn answer_due(&self, conn: &mut Conn) -> Result<DateTime<Utc>, AppError> {
        let calendar = network::calendar(conn, self.settings.time_zone)?;
        Ok(calendar.after(self.clock.now(), Duration::hours(ANSWER_HOURS), &[]))
    }

    /// Records a need for the coordinators and says until when it is answered; the public gets
    /// no answer, because nobody knows where to send one.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields `theme`, `commune`, `cause`, `channel`, `words`.
    pub async fn record_need(
        &self,
        actor: &Actor,
        new: NewNeed,
    ) -> Result<Option<DateTime<Utc>>, AppError> {
        scope(actor, Right::ReadDirectory).ok_or(AppError::NotFound)?;
        let by = scope(actor, Right::Refer).and_then(|_| actor.account().cloned());
        let need = self.read_need(new, by)?;
        let app = self.clone();
        self.db
            .write(move |conn| {
                let due = match need.recorded_by {
                    Some(_) => Some(app.answer_due(conn)?),
                    None => None,
                };
                unmet_needs::insert(conn, &UnmetNeed { due, ..need.clone() })?;
                Ok(due)
            })
            .await
    }

    fn read_need(&self, new: NewNeed, by: Option<AccountId>) -> Result<UnmetNeed, AppError> {
        let mut errors = FieldErrors::default();
        if new.theme.is_none() {
            errors.add("theme", "required");
        }
        let typed = new.commune.trim();
        let place = self.find_place(typed).and_then(|near| near.commune_code);
        if !typed.is_empty() && place.is_none() {
            errors.add("commune", "unknown");
        }
        if new.cause.is_none() {
            errors.add("cause", "required");
        }
        let channel = if by.is_some() { new.channel } else { Some(Channel::Web) };
        if channel.is_none() {
            errors.add("channel", "required");
        }
        if new.words.trim().chars().count() > MOST_WORDS {
            errors.add("words", "too_long");
        }
        let lexicon = self.directory.lexicon();
        let knows = |word: &str| lexicon.is_everyday(word) || self.find_place(word).is_some();
        let words = without_personal(new.words.trim(), knows);
        Ok(errors.or(UnmetNeed {
            id: uuid::Uuid::now_v7().simple().to_string(),
            theme: new.theme.unwrap_or(Theme::SafeUse),
            commune: place,
            cause: new.cause.unwrap_or(UnmetCause::Unknown),
            channel: channel.unwrap_or(Channel::Web),
            words: Some(words).filter(|words| !words.is_empty()),
            at: self.clock.now(),
            recorded_by: by,
            due: None,
            owner: None,
            closed: None,
            source: NeedSource::Search,
            referral: None,
            joined_to: None,
        })?)
    }

    /// One page of needs, and how many there are in this state.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn unmet_needs(
        &self,
        actor: &Actor,
        state: NeedState,
        page: u32,
    ) -> Result<(Vec<NeedLine>, i64), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db
            .read(move |conn| {
                let page = Page { number: page, size: PER_PAGE };
                let (needs, total) = unmet_needs::list(conn, state, page)?;
                let lines = needs.into_iter().map(|need| line(conn, need));
                Ok((lines.collect::<Result<_, AppError>>()?, total))
            })
            .await
    }

    /// One need.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also for who does not coordinate.
    pub async fn unmet_need(&self, actor: &Actor, id: &str) -> Result<NeedLine, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let id = id.to_owned();
        self.db
            .read(move |conn| {
                let need = unmet_needs::find(conn, &id)?;
                line(conn, need)
            })
            .await
    }

    /// Lets a coordinator look after an open need.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Stale`] when it was closed meanwhile.
    pub async fn take_need(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let account = actor.account().cloned().ok_or(AppError::NotFound)?;
        let id = id.to_owned();
        self.db
            .write(move |conn| {
                unmet_needs::find(conn, &id)?;
                Ok(unmet_needs::put_owner(conn, &id, &account)?)
            })
            .await
    }

    /// Closes an open need with an offer or a reason, and tells who recorded it.
    ///
    /// `offer` is the address of a published offer or its last part; empty for a reason.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Stale`] when somebody else did;
    /// [`AppError::Invalid`] with the fields `offer`, `reason` and `answer`.
    pub async fn close_need(
        &self,
        actor: &Actor,
        id: &str,
        (offer, reason): (&str, Option<ClosingReason>),
        answer: &str,
    ) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let answer = answer.trim().to_owned();
        let slug = offer.trim().trim_end_matches('/').rsplit('/').next().unwrap_or("").to_owned();
        let (id, now, by) = (id.to_owned(), self.clock.now(), actor.account().cloned());
        self.db
            .write(move |conn| {
                let need = unmet_needs::find(conn, &id)?;
                let with = closed_with(conn, &slug, reason, &answer)?;
                let answer = Some(answer.clone()).filter(|text| !text.is_empty());
                let closed = Closed { at: now, by: by.clone(), with, answer };
                let mut all = unmet_needs::joined(conn, &id)?;
                all.push(need);
                for need in all {
                    unmet_needs::close(conn, &need.id, &closed)?;
                    if need.recorded_by.is_some() {
                        let (kind, detail) = (TELL_NEED.to_owned(), Some(need.id));
                        let letter = Letter { kind, detail, ..Letter::default() };
                        outbox::push(conn, &letter, now, now)?;
                    }
                }
                Ok(())
            })
            .await
    }
}

fn closed_with(
    conn: &mut Conn,
    slug: &str,
    reason: Option<ClosingReason>,
    answer: &str,
) -> Result<ClosedWith, AppError> {
    let mut errors = FieldErrors::default();
    if answer.chars().count() > MOST_ANSWER {
        errors.add("answer", "too_long");
    }
    let offer = match slug {
        "" => None,
        slug => match offers::find_by_slug(conn, slug) {
            Ok(offer) if offer.status == OfferStatus::Published => Some(offer.id),
            Ok(_) | Err(StoreError::NotFound) => {
                errors.add("offer", "unknown");
                None
            }
            Err(error) => return Err(error.into()),
        },
    };
    let with = match (offer, reason) {
        (Some(offer), None) => Some(ClosedWith::Offer(offer)),
        (None, Some(reason)) => Some(ClosedWith::Reason(reason)),
        (Some(_), Some(_)) => {
            errors.add("reason", "one_of_two");
            None
        }
        (None, None) => {
            if slug.is_empty() {
                errors.add("reason", "required");
            }
            None
        }
    };
    Ok(errors.or(with.unwrap_or(ClosedWith::Reason(ClosingReason::Mistake)))?)
}

fn line(conn: &mut Conn, need: UnmetNeed) -> Result<NeedLine, AppError> {
    let recorded_by = name_of(conn, need.recorded_by.as_ref())?;
    let owner = name_of(conn, need.owner.as_ref())?;
    let offer = match need.closed.as_ref().map(|closed| &closed.with) {
        Some(ClosedWith::Offer(id)) => Some(offers::find(conn, id)?),
        _ => None,
    };
    Ok(NeedLine { need, recorded_by, owner, offer })
}

fn name_of(conn: &mut Conn, id: Option<&AccountId>) -> Result<Option<String>, AppError> {
    let Some(id) = id else { return Ok(None) };
    match accounts::find(conn, id) {
        Ok(account) => Ok(Some(account.name)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
