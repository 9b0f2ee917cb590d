//! What the pages of somebody at a counter need to read besides the referral itself.
//!
//! **Invariant:** nothing here changes anything.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, Language, OfferId, OrganizationId, PlaceId, ReferralId};
use partner_directory::{Filters, ListedPlace, Listing, Query, Theme, orientable};
use referral_tracking::{AttemptState, News, Referral, ReferralState};
use store::{Conn, listings, network, organizations, outbox, places};

use crate::access::{Right, scope};
use crate::letters::TELL_PERSON;
use crate::referrals::{Handover, Need, ReferralView, SentLine, undo_until};
use crate::{App, AppError, communes};

/// The most other offers a page proposes; more is no longer a choice.
const MOST_OTHERS: usize = 6;
/// How many pages of results are looked through for them.
const MOST_RESULT_PAGES: u32 = 4;
/// How long something stays on the list of what to tell.
const TELL_FOR: Duration = Duration::days(5);

/// What the paper slip says.
#[derive(Debug, Clone)]
pub struct SlipPage {
    /// The offer as anyone sees it; none once it is no longer published.
    pub listing: Option<Listing>,
    /// The name of the organization asked.
    pub organization: String,
    /// How to find the entrance of the place.
    pub entrance: Option<String>,
    /// Who takes care of the person there, once somebody said yes.
    pub in_charge: Option<String>,
    /// The appointment that was agreed.
    pub appointment_at: Option<DateTime<Utc>>,
    /// The language that the person speaks best.
    pub language: Language,
    /// The code and its PIN.
    pub card: (String, String),
    /// When the person should have heard something.
    pub news_by: Option<DateTime<Utc>>,
    /// How the mediator hands the person over.
    pub handover: Handover,
    /// Whom to call about it while the organization owes its answer; never printed.
    pub call: Option<String>,
    /// Until when the reader can take the sending back; none once that is over.
    pub undo_until: Option<DateTime<Utc>>,
}

/// What a mediator's first page lists.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// What one's own organization has to do: answer a question, send a draft; by due date.
    pub asked: Vec<SentLine>,
    /// Whom to tell something that the program cannot tell by itself.
    pub to_tell: Vec<Told>,
    /// Everything else that is not closed, by due date.
    pub under_way: Vec<SentLine>,
    /// How many ended in the last few days.
    pub closed: usize,
}

/// Somebody to tell something.
#[derive(Debug, Clone)]
pub struct Told {
    /// About whom.
    pub line: SentLine,
    /// What.
    pub news: News,
    /// True when a letter to the person was given up, so that a human has to tell.
    pub is_mail_lost: bool,
}

impl App {
    /// What the actor's organization sent and is still under way.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who sends nothing.
    pub async fn desk(&self, actor: &Actor) -> Result<Desk, AppError> {
        let mut desk = Desk::default();
        let now = self.clock.now();
        let lines = self.under_way(actor, now - TELL_FOR).await?;
        let lost = self.lost_mail(lines.iter().map(|line| (&line.referral, &line.need))).await?;
        for line in lines {
            let is_mail_lost = lost.contains(&line.referral.id);
            desk.put(line, is_mail_lost, now);
        }
        desk.asked.sort_by_key(|line| line.referral.due);
        desk.under_way.sort_by_key(|line| line.referral.due);
        Ok(desk)
    }

    /// Other offers of the same theme that a person can be referred to, in the published order.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not refer.
    pub async fn other_offers(
        &self,
        actor: &Actor,
        theme: Theme,
        except: Vec<OfferId>,
    ) -> Result<Vec<Arc<Listing>>, AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let filters = Filters { theme: Some(theme), ..Filters::default() };
        let mut found = Vec::new();
        for page in 1..=MOST_RESULT_PAGES {
            let query = Query { filters: filters.clone(), page, ..Query::default() };
            let hits = self.search(&query).await?.items;
            if hits.is_empty() {
                break;
            }
            let partners = hits.into_iter().map(|hit| hit.listing);
            found.extend(
                partners
                    .filter(|one| one.organization.is_partner && !except.contains(&one.offer.id)),
            );
        }
        let (now, zone) = (self.clock.now(), self.settings.time_zone);
        self.db
            .read(move |conn| {
                let today = now.with_timezone(&zone).date_naive();
                let ids: Vec<OrganizationId> =
                    found.iter().map(|one| one.organization.id.clone()).collect();
                let partners = organizations::find_many(conn, &ids)?;
                found.retain(|one| {
                    partners
                        .get(&one.organization.id)
                        .is_some_and(|partner| orientable(&one.offer, partner, today).is_ok())
                });
                found.truncate(MOST_OTHERS);
                Ok(found)
            })
            .await
    }

    /// The slip of a referral, for the organization that sent it and for coordinators.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, and once the card is gone.
    pub async fn slip(&self, actor: &Actor, id: ReferralId) -> Result<SlipPage, AppError> {
        let view = self.referral(actor, id).await?;
        let card = view.card.clone().ok_or(AppError::NotFound)?;
        let live = view
            .attempts
            .iter()
            .find(|one| one.attempt.as_ref().is_some_and(|attempt| attempt.state.is_live()));
        let shown = live.or(view.next.first()).or(view.attempts.last());
        let Some(shown) = shown.cloned() else { return Err(AppError::NotFound) };
        let need = view.need.clone();
        let offer = shown.offer_slug.clone();
        let (listing, entrance) =
            self.db.read(move |conn| shown_place(conn, &offer, &need)).await?;
        let attempt = shown.attempt.as_ref();
        let waits = attempt.is_none_or(|one| {
            matches!(one.state, AttemptState::Sent | AttemptState::InfoRequested)
        });
        Ok(SlipPage {
            listing,
            organization: shown.organization,
            entrance,
            in_charge: attempt.and_then(|one| one.in_charge.clone()),
            appointment_at: attempt.and_then(|one| one.appointment_at),
            language: view.need.language,
            card,
            news_by: view
                .referral
                .due
                .filter(|_| waits && view.referral.state != ReferralState::Draft),
            handover: view.need.handover,
            call: shown.referral_phone.filter(|_| waits && attempt.is_some()),
            undo_until: undo_until(&view.referral).filter(|until| {
                let is_sender = actor.organization() == Some(&view.referral.sender.organization);
                is_sender && self.clock.now() < *until
            }),
        })
    }

    /// How to find the entrance of a place whose address is public.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn entrance(&self, place: PlaceId) -> Result<Option<String>, AppError> {
        self.db.read(move |conn| entrance(conn, &place)).await
    }

    /// What a human has to tell the person about a referral these days, if anything.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn news_to_tell(&self, view: &ReferralView) -> Result<Option<News>, AppError> {
        let lost = self.lost_mail([(&view.referral, &view.need)].into_iter()).await?;
        let is_mail_lost = lost.contains(&view.referral.id);
        Ok(to_tell(&view.referral, &view.need, is_mail_lost, self.clock.now()))
    }

    /// Those whose person waits for letters, one of which was given up.
    async fn lost_mail<'a>(
        &self,
        referrals: impl Iterator<Item = (&'a Referral, &'a Need)>,
    ) -> Result<HashSet<ReferralId>, AppError> {
        let by_mail = referrals.filter(|(_, need)| need.contact_channel.is_automatic());
        let ids: Vec<ReferralId> = by_mail.map(|(referral, _)| referral.id.clone()).collect();
        if ids.is_empty() {
            return Ok(HashSet::new());
        }
        self.db.read(move |conn| Ok(outbox::given_up(conn, TELL_PERSON, &ids)?)).await
    }

    /// The communes of Geneva by name, with their numbers.
    pub fn communes(&self) -> &'static [(String, String)] {
        communes::of_geneva()
    }
}

impl Desk {
    fn put(&mut self, line: SentLine, is_mail_lost: bool, now: DateTime<Utc>) {
        if let Some(news) = to_tell(&line.referral, &line.need, is_mail_lost, now) {
            self.to_tell.push(Told { line: line.clone(), news, is_mail_lost });
        }
        let is_asked = line.referral.live().is_some_and(|one| {
            one.state == AttemptState::InfoRequested && !line.referral.waits_for_coordinator()
        });
        match line.referral.state {
            state if state.is_closed() => self.closed += 1,
            ReferralState::Draft => self.asked.push(line),
            _ if is_asked => self.asked.push(line),
            _ => self.under_way.push(line),
        }
    }
}

/// What the person should hear from a human these days: their channel cannot carry it, and
/// the organization asked does not call by itself.
fn to_tell(
    referral: &Referral,
    need: &Need,
    is_mail_lost: bool,
    now: DateTime<Utc>,
) -> Option<News> {
    if need.contact_channel.is_automatic() && !is_mail_lost {
        return None;
    }
    let is_recent = |at: Option<DateTime<Utc>>| at.is_some_and(|at| now - at < TELL_FOR);
    if let Some(closed) = &referral.closed {
        let is_bad = referral.state == ReferralState::ClosedWithoutHelp;
        return (is_bad && is_recent(Some(closed.at))).then_some(News::ClosedWithoutHelp);
    }
    let live = referral.live()?;
    match live.state {
        // With a number or an address that holds, the organization makes the first contact itself.
        AttemptState::Accepted => {
            let is_ours = is_mail_lost || !need.contact_channel.needs_contact();
            (is_ours && is_recent(live.accepted_at)).then_some(News::Accepted)
        }
        AttemptState::Waitlisted => is_recent(live.answered_at).then_some(News::Waitlisted),
        _ => None,
    }
}

/// The offer with the place that suits the need best first, and how to find that entrance.
pub(crate) fn shown_place(
    conn: &mut Conn,
    slug: &str,
    need: &Need,
) -> Result<(Option<Listing>, Option<String>), AppError> {
    let holidays = network::holidays(conn)?;
    let mut listing = match listings::find_by_slug(conn, slug, &holidays) {
        Err(store::StoreError::NotFound) => return Ok((None, None)),
        found => found?,
    };
    // The place in the person's own commune comes first.
    listing.places.sort_by_key(|place| !is_in(place, need.commune_code.as_deref()));
    let entrance = match listing.places.first() {
        Some(place) => entrance(conn, &place.place)?,
        None => None,
    };
    Ok((Some(listing), entrance))
}

fn is_in(place: &ListedPlace, commune: Option<&str>) -> bool {
    commune.is_some() && place.commune_code.as_deref() == commune
}

fn entrance(conn: &mut Conn, place: &PlaceId) -> Result<Option<String>, AppError> {
    let place = places::find(conn, place)?;
    Ok(place.entrance.filter(|_| !place.is_address_hidden))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geneva_has_forty_five_communes() {
        let communes = communes::of_geneva();

        assert_eq!(communes.len(), 45, "{communes:?}");
        assert!(communes.contains(&("6621".to_owned(), "Genève".to_owned())));
        assert!(communes.contains(&("6608".to_owned(), "Carouge".to_owned())));
    }
}
