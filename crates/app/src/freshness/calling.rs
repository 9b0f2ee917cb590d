//! The call list: what letters cannot find out, somebody asks by telephone or on a visit.
//!
//! **Invariant:** an organization that does not want to be called is not on the list again, and
//! one that nobody could reach is not on it before the day that was agreed.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDate};
use kernel::{AccountId, Actor, FieldErrors, OfferId, OrganizationId, Role};
use partner_directory::freshness::{ASK_AFTER_DAYS, ASK_EVERY_DAYS, Reach};
use partner_directory::{
    CallReason, CallResult, Listing, Offer, OfferStatus, Organization, VerifiedHow,
};
use store::offers::{Imported, Watch, Watched};
use store::organization_calls::{self, Call};
use store::{Conn, accounts, changes, freshness_asks, listings, network, offers, organizations};

use super::{Said, Seen};
use crate::access::{Right, scope};
use crate::revising::Editor;
use crate::{App, AppError};

/// How many organizations one page lists.
pub const PER_PAGE: usize = 20;
/// How many listings the page of one organization shows in full.
const MOST_LISTINGS: usize = 12;
/// After so many days on which nobody answered, somebody counts as asked.
const CALLS_THAT_ASK: usize = 3;
/// Days until the next call, when the caller names none.
const CALL_AGAIN_DAYS: i64 = 2;
/// The most days ahead that a next call can be.
const MOST_AHEAD_DAYS: i64 = 366;
/// The most characters of a note.
const MOST_NOTE: usize = 500;

/// One organization of the call list.
#[derive(Debug, Clone)]
pub struct CallLine {
    /// Whom to call.
    pub organization: Organization,
    /// Why; the strongest reason of its offers.
    pub reason: CallReason,
    /// The local date of its oldest check.
    pub since: NaiveDate,
    /// How many of its offers are to be checked.
    pub offers: usize,
    /// The last call.
    pub last: Option<Call>,
}

/// What a caller needs to know about one organization.
#[derive(Debug, Clone)]
pub struct CallPage {
    /// Whom to call.
    pub organization: Organization,
    /// Why; absent when nobody has to.
    pub reason: Option<CallReason>,
    /// What to check, as readers see it today.
    pub listings: Vec<Listing>,
    /// How many more it has.
    pub more: usize,
    /// Earlier calls, the last one first.
    pub calls: Vec<Call>,
    /// The names of those who called.
    pub callers: HashMap<AccountId, String>,
}

/// A call or visit to note.
#[derive(Debug, Clone)]
pub struct NewCall {
    /// By telephone, visit or letter.
    pub how: VerifiedHow,
    /// What came of it; absent when nobody said.
    pub result: Option<CallResult>,
    /// The offers it is about, as the caller saw them.
    pub offers: Vec<Seen>,
    /// What the next caller should know.
    pub note: String,
    /// The first local date on which to call again.
    pub again_on: Option<NaiveDate>,
}

/// What came of noting a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// It is kept, and what it says is done.
    Kept(CallResult),
    /// Nothing is kept yet: these offers are not what the caller read out any more.
    Outdated(Vec<Outdated>),
}

/// An offer that is not what a page showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Which.
    pub offer: OfferId,
    /// What it is called now.
    pub name: String,
    /// True when the public still reads it.
    pub is_shown: bool,
}

impl App {
    /// One page of the call list, the oldest first, and how many organizations it has.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn call_list(
        &self,
        actor: &Actor,
        page: usize,
    ) -> Result<(Vec<CallLine>, usize), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let today = self.today();
        self.db.read(move |conn| list(conn, today, page)).await
    }

    /// What to say to one organization.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also for who does not coordinate.
    pub async fn call_page(
        &self,
        actor: &Actor,
        organization: &OrganizationId,
    ) -> Result<CallPage, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (today, id) = (self.today(), organization.clone());
        self.db.read(move |conn| one(conn, &id, today)).await
    }

    /// Notes a call and does what it says, or nothing at all when an offer that it confirms or
    /// ends was changed since the caller read it out.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] with the fields `result`, `checked`, `call_note`
    /// and `again_on`.
    pub async fn record_call(
        &self,
        actor: &Actor,
        organization: &OrganizationId,
        call: NewCall,
    ) -> Result<Recorded, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (app, actor, id) = (self.clone(), actor.clone(), organization.clone());
        let result = self
            .db
            .write(move |conn| {
                changes::take_turn(conn)?;
                let organization = organizations::find(conn, &id)?;
                app.carry_call(conn, &actor, &organization, call)
            })
            .await?;
        self.refresh_catalog().await?;
        Ok(result)
    }

    fn carry_call(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        organization: &Organization,
        new: NewCall,
    ) -> Result<Recorded, AppError> {
        let (now, today) = (self.clock.now(), self.today());
        let result = check(&new, today)?;
        let about = match acts_on_offers(result) {
            true => offers_seen(conn, organization, &new.offers)?,
            false => Ok(Vec::new()),
        };
        let about = match about {
            Ok(about) => about,
            Err(outdated) => return Ok(Recorded::Outdated(outdated)),
        };
        let by = match new.how {
            VerifiedHow::Visit => network::settings(conn)?.name,
            _ => organization.name.clone(),
        };
        let said = Said {
            on: today,
            at: now,
            how: new.how,
            by,
            account: actor.account().cloned(),
            editor: Editor::of(conn, actor)?,
        };
        let call = Call {
            organization: organization.id.clone(),
            on: today,
            at: now,
            how: new.how,
            result,
            note: Some(new.note.trim().to_owned()).filter(|note| !note.is_empty()),
            again_on: result
                .is_to_be_repeated()
                .then(|| new.again_on.unwrap_or(today + Duration::days(CALL_AGAIN_DAYS))),
            account: said.account.clone(),
        };
        organization_calls::insert(conn, &call)?;
        match result {
            CallResult::ConfirmedAll => {
                about.into_iter().try_for_each(|offer| said.confirm(conn, offer))?;
            }
            CallResult::NoLongerOffered => {
                about.into_iter().try_for_each(|offer| said.pause(conn, offer))?;
            }
            CallResult::NoAnswer | CallResult::WrongNumber => {
                count_as_asked(conn, organization, today, now)?;
            }
            // The listing is edited next, and that is a check of its own.
            CallResult::Corrected | CallResult::DoNotCall => {}
        }
        Ok(Recorded::Kept(result))
    }
}

/// True for what a call can say only about offers that it names.
fn acts_on_offers(result: CallResult) -> bool {
    matches!(result, CallResult::ConfirmedAll | CallResult::NoLongerOffered)
}

fn check(new: &NewCall, today: NaiveDate) -> Result<CallResult, AppError> {
    let mut errors = FieldErrors::default();
    match new.result {
        None => errors.add("result", "required"),
        Some(result) if acts_on_offers(result) && new.offers.is_empty() => {
            errors.add("checked", "required");
        }
        Some(_) => {}
    }
    if new.note.chars().count() > MOST_NOTE {
        errors.add("call_note", "too_long");
    }
    let latest = today + Duration::days(MOST_AHEAD_DAYS);
    if new.again_on.is_some_and(|day| day <= today || day > latest) {
        errors.add("again_on", "out_of_range");
    }
    let result = new.result.unwrap_or(CallResult::NoAnswer);
    Ok(errors.or(result)?)
}

/// The offers as the caller saw them, or those that are not any more.
fn offers_seen(
    conn: &mut Conn,
    organization: &Organization,
    seen: &[Seen],
) -> Result<Result<Vec<Offer>, Vec<Outdated>>, AppError> {
    let ids: Vec<OfferId> = seen.iter().map(|one| one.offer.clone()).collect();
    let known = offers::find_many(conn, &ids)?;
    let (mut same, mut outdated, mut met) = (Vec::new(), Vec::new(), HashSet::new());
    for one in seen.iter().filter(|one| met.insert(&one.offer)) {
        let offer = known.get(&one.offer).ok_or(AppError::NotFound)?;
        let is_shown =
            offer.organization == organization.id && offer.status == OfferStatus::Published;
        if is_shown && offer.version == one.version {
            same.push(offer.clone());
        } else {
            let (offer, name) = (offer.id.clone(), offer.name.clone());
            outdated.push(Outdated { offer, name, is_shown });
        }
    }
    Ok(if outdated.is_empty() { Ok(same) } else { Err(outdated) })
}

/// Three days on which nobody answered are a question that was not answered.
fn count_as_asked(
    conn: &mut Conn,
    organization: &Organization,
    today: NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), AppError> {
    let calls = organization_calls::list_of(conn, &organization.id)?;
    let in_vain = calls.iter().take_while(|call| call.result.is_to_be_repeated());
    let days: HashSet<NaiveDate> = in_vain.map(|call| call.on).collect();
    if days.len() < CALLS_THAT_ASK {
        return Ok(());
    }
    let since = today - Duration::days(ASK_AFTER_DAYS);
    let of = Some(&organization.id);
    let old = offers::watched(conn, Watch { since, imported: Imported::WhenOld, of })?;
    let unasked = old.into_iter().filter(|one| one.clock.wants_ask(today));
    let unasked: Vec<OfferId> = unasked.map(|one| one.offer).collect();
    Ok(offers::put_asked(conn, &unasked, Some(today), now)?)
}

/// Offers that somebody should call about, with the reason; those of one organization, if `of`
/// names it.
fn to_call(
    conn: &mut Conn,
    last: &HashMap<OrganizationId, Call>,
    of: Option<&OrganizationId>,
    today: NaiveDate,
) -> Result<Vec<(Watched, CallReason)>, AppError> {
    let recently = today - Duration::days(ASK_EVERY_DAYS);
    let unreached = freshness_asks::unreached_since(conn, recently)?;
    // A letter that left meanwhile does not undo what a caller agreed.
    let is_agreed = |id: &OrganizationId| {
        last.get(id).and_then(|call| call.again_on).is_some_and(|day| day <= today)
    };
    let since = today - Duration::days(ASK_AFTER_DAYS);
    let old = offers::watched(conn, Watch { since, imported: Imported::AtOnce, of })?;
    let reason = |one: Watched| {
        let is_reached = one.has_address && !unreached.contains(&one.organization);
        let reach = if is_reached { Reach::Letter } else { Reach::NoAddress };
        let agreed = is_agreed(&one.organization).then_some(CallReason::NoAnswer);
        let reason = one.clock.call_reason(reach, today).or(agreed)?;
        Some((one, reason))
    };
    Ok(old.into_iter().filter_map(reason).collect())
}

fn list(
    conn: &mut Conn,
    today: NaiveDate,
    page: usize,
) -> Result<(Vec<CallLine>, usize), AppError> {
    let last = organization_calls::last_of_each(conn)?;
    let closed = offers::closed_on(conn, today)?;
    let rests = |id: &OrganizationId| {
        closed.contains(id)
            || last.get(id).is_some_and(|call| {
                call.result == CallResult::DoNotCall || call.again_on.is_some_and(|day| day > today)
            })
    };
    let mut lines: Vec<(OrganizationId, CallReason, NaiveDate, usize)> = Vec::new();
    let mut places: HashMap<OrganizationId, usize> = HashMap::new();
    for (one, reason) in to_call(conn, &last, None, today)? {
        if rests(&one.organization) {
            continue;
        }
        let known = places.get(&one.organization).and_then(|at| lines.get_mut(*at));
        match known {
            Some(line) => (line.1, line.3) = (line.1.min(reason), line.3 + 1),
            None => {
                places.insert(one.organization.clone(), lines.len());
                lines.push((one.organization, reason, one.clock.since, 1));
            }
        }
    }
    let total = lines.len();
    let part = lines.into_iter().skip(page.saturating_sub(1) * PER_PAGE).take(PER_PAGE);
    let part: Vec<_> = part.collect();
    let ids: Vec<_> = part.iter().map(|line| line.0.clone()).collect();
    let mut known = organizations::find_many(conn, &ids)?;
    let shown = part.into_iter().filter_map(|(id, reason, since, offers)| {
        let organization = known.remove(&id)?;
        Some(CallLine { organization, reason, since, offers, last: last.get(&id).cloned() })
    });
    Ok((shown.collect(), total))
}

fn one(conn: &mut Conn, id: &OrganizationId, today: NaiveDate) -> Result<CallPage, AppError> {
    let organization = organizations::find(conn, id)?;
    let calls = organization_calls::list_of(conn, id)?;
    let last = calls.first().map(|call| (id.clone(), call.clone())).into_iter().collect();
    let due = to_call(conn, &last, Some(id), today)?;
    let reason = due.iter().map(|(_, reason)| *reason).min();
    let mut ids: Vec<OfferId> = due.into_iter().map(|(one, _)| one.offer).collect();
    if ids.is_empty() {
        let all = offers::list_of(conn, id)?.into_iter();
        ids.extend(all.filter(|one| one.status == OfferStatus::Published).map(|one| one.id));
    }
    let more = ids.len().saturating_sub(MOST_LISTINGS);
    ids.truncate(MOST_LISTINGS);
    let holidays = network::holidays(conn)?;
    let mut listings = listings::find_many(conn, &ids, &holidays)?;
    listings.sort_by_key(|one| ids.iter().position(|id| *id == one.offer.id));
    let callers = accounts::list_of_role(conn, Role::Coordinator)?;
    Ok(CallPage {
        organization,
        reason,
        listings,
        more,
        calls,
        callers: callers.into_iter().map(|one| (one.id, one.name)).collect(),
    })
}
