//! The code card: what the person learns with the code, and with the PIN (SEC-06, FEA-4).
//!
//! **Invariant:** the code alone shows a neutral state, without partner, theme or name. After
//! five wrong PINs the details stay closed until a desk opens them again.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Actor, Language, ReferralId};
use partner_directory::ListedPlace;
use referral_tracking::code::{Code, Pin};
use referral_tracking::{
    Action, AttemptState, ContactChannel, Helped, PersonReason, Referral, ReferralState, Refused,
};
use store::{Conn, code_cards, offers, organizations, referrals};

use super::reading::may_follow;
use crate::access::{Right, Scope, scope};
use crate::work::shown_place;
use crate::{App, AppError, secrets};

/// After how many wrong PINs a card is locked.
const MOST_WRONG_PINS: i32 = 5;

/// What the page of a code card shows.
#[derive(Debug, Clone)]
pub struct CardPage {
    /// The code as it is printed.
    pub code: String,
    /// Where the referral stands, in a word that says nothing about the need.
    pub neutral: &'static str,
    /// True when too many wrong PINs were typed.
    pub is_locked: bool,
    /// What the PIN opens.
    pub details: Option<CardDetails>,
}

/// What the PIN opens: the next step, where and when.
#[derive(Debug, Clone)]
pub struct CardDetails {
    /// Which referral; for the actions on the page.
    pub referral: ReferralId,
    /// The offer asked or helping now.
    pub offer: Option<String>,
    /// The slug of that offer.
    pub offer_slug: Option<String>,
    /// The organization asked or helping now.
    pub organization: Option<String>,
    /// Its public telephone number.
    pub phone: Option<String>,
    /// Where the help is given.
    pub place: Option<ListedPlace>,
    /// How to find the entrance there.
    pub entrance: Option<String>,
    /// When an answer is due.
    pub answer_by: Option<DateTime<Utc>>,
    /// The appointment that was agreed.
    pub appointment_at: Option<DateTime<Utc>>,
    /// The day on which a place is expected.
    pub expected_on: Option<NaiveDate>,
    /// The language that the person speaks best.
    pub language: Language,
    /// How the person is reached.
    pub channel: ContactChannel,
    /// True while the person may still stop it or be reached in another way.
    pub may_withdraw: bool,
    /// True when somebody helps and the person may say how it went.
    pub may_say_helped: bool,
}

/// What a desk sees of the card besides what is printed on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeskCard {
    /// True when too many wrong PINs were typed.
    pub is_locked: bool,
    /// True when the reader may replace it.
    pub may_replace: bool,
}

/// What the person says on the page of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardAction {
    /// Stop everything and forget me (REF-18).
    Withdraw,
    /// Say whether help came.
    Say(Helped),
}

impl App {
    /// What a code shows, with or without its PIN.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a code that is not on any card. A wrong PIN is
    /// [`AppError::Invalid`]; after five [`AppError::Locked`].
    pub async fn card(&self, code: &str, pin: Option<&str>) -> Result<CardPage, AppError> {
        let code = Code::parse(code).ok_or(AppError::NotFound)?;
        let pin = pin.map(str::trim).filter(|pin| !pin.is_empty()).map(str::to_owned);
        let app = self.clone();
        self.db
            .write(move |conn| {
                let card =
                    code_cards::find_by_code(conn, code.as_str())?.ok_or(AppError::NotFound)?;
                let referral = referrals::find(conn, &card.referral)?;
                let mut page = CardPage {
                    code: code.to_string(),
                    neutral: neutral(&referral),
                    is_locked: card.wrong_pins >= MOST_WRONG_PINS,
                    details: None,
                };
                let Some(pin) = pin else { return Ok::<_, AppError>(Ok(page)) };
                // A wrong PIN is counted: the transaction must be kept, so the refusal travels
                // inside the answer.
                if let Err(refused) = app.check_pin(conn, &card, &pin)? {
                    return Ok(Err(refused));
                }
                page.details = Some(details(conn, &referral)?);
                Ok(Ok(page))
            })
            .await?
    }

    /// Does what the person asks on the page of the card.
    ///
    /// # Errors
    /// As [`App::card`], and [`AppError::Refused`] by the rules.
    pub async fn act_by_card(
        &self,
        code: &str,
        pin: &str,
        action: CardAction,
    ) -> Result<(), AppError> {
        let page = self.card(code, Some(pin)).await?;
        let Some(details) = page.details else { return Err(AppError::NotFound) };
        let actor = Actor::Person { referral: details.referral.clone() };
        let action = match action {
            CardAction::Withdraw => Action::Withdraw(PersonReason::ChangedMind),
            CardAction::Say(helped) => Action::SayHelped(helped),
        };
        self.act(details.referral, action, actor, kernel::Channel::Web).await?;
        Ok(())
    }

    /// How the card of a referral stands, for who may follow the referral.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn desk_card(&self, actor: &Actor, id: ReferralId) -> Result<DeskCard, AppError> {
        let actor = actor.clone();
        self.db
            .read(move |conn| {
                let referral = referrals::find(conn, &id)?;
                if !may_follow(&actor, &referral) {
                    return Err(AppError::NotFound);
                }
                let Some(card) = code_cards::find(conn, &id)? else {
                    return Ok(DeskCard::default());
                };
                Ok(DeskCard {
                    is_locked: card.wrong_pins >= MOST_WRONG_PINS,
                    may_replace: may_replace(&actor, &referral) && !referral.state.is_closed(),
                })
            })
            .await
    }

    /// Gives the person a new code and PIN, because the card is lost or locked; the old code is
    /// dead, and what was wrong with it is forgotten.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who neither sent the referral nor works on it as a
    /// coordinator, and once the card is gone; [`AppError::Refused`] once it is closed.
    pub async fn replace_card(&self, actor: &Actor, id: ReferralId) -> Result<(), AppError> {
        let (app, who, of) = (self.clone(), actor.clone(), id.clone());
        let now = self.clock.now();
        self.db
            .write(move |conn| {
                let referral = referrals::find(conn, &of)?;
                if !may_replace(&who, &referral) {
                    return Err(AppError::NotFound);
                }
                if referral.state.is_closed() {
                    return Err(Refused::Closed.into());
                }
                code_cards::find(conn, &of)?.ok_or(AppError::NotFound)?;
                app.issue_card(conn, &of, now)
            })
            .await?;
        tracing::info!(target: "audit", referral = %id, by = actor.word(),
            account = actor.account().map(tracing::field::display), "card replaced");
        Ok(())
    }

    fn check_pin(
        &self,
        conn: &mut Conn,
        card: &code_cards::CodeCard,
        pin: &str,
    ) -> Result<Result<(), AppError>, AppError> {
        if card.wrong_pins >= MOST_WRONG_PINS {
            return Ok(Err(AppError::Locked));
        }
        let is_right = Pin::parse(pin).is_some_and(|pin| {
            let hash = self.secrets.pin_hash(&card.referral, &card.code, pin.as_str());
            secrets::same(&hash, &card.pin_hash)
        });
        if is_right {
            code_cards::forgive_wrong_pins(conn, &card.referral)?;
            return Ok(Ok(()));
        }
        let wrong = code_cards::count_wrong_pin(conn, &card.referral)?;
        if wrong >= MOST_WRONG_PINS {
            return Ok(Err(AppError::Locked));
        }
        let mut errors = kernel::FieldErrors::default();
        errors.add("pin", "wrong_pin");
        Ok(Err(errors.into()))
    }
}

/// True for the organization that sent it, and for coordinators who have to act on it.
fn may_replace(actor: &Actor, referral: &Referral) -> bool {
    let is_sender = actor.organization() == Some(&referral.sender.organization);
    match scope(actor, Right::FollowOwnReferrals) {
        Some(Scope::All) => {
            is_sender || referral.waits_for_coordinator() || referral.state == ReferralState::Held
        }
        Some(Scope::OwnOrganization) => is_sender,
        Some(Scope::Own) | None => false,
    }
}

/// The state in a word that says nothing about need, partner or person.
pub(super) fn neutral(referral: &Referral) -> &'static str {
    let live = referral.live().map(|attempt| attempt.state);
    match (referral.state, live) {
        (ReferralState::Draft | ReferralState::Held, _) => "received",
        (ReferralState::Open, Some(AttemptState::Sent | AttemptState::InfoRequested)) => "asked",
        (ReferralState::Open, Some(AttemptState::Waitlisted)) => "waiting",
        (ReferralState::Open, Some(_)) => "answered",
        (ReferralState::Open, None) => "with_coordinators",
        (
            ReferralState::Completed
            | ReferralState::ClosedWithoutHelp
            | ReferralState::Withdrawn
            | ReferralState::Duplicate
            | ReferralState::EnteredInError,
            _,
        ) => "closed",
    }
}

fn details(conn: &mut Conn, referral: &Referral) -> Result<CardDetails, AppError> {
    let live = referral.live();
    let offer = live.map(|attempt| offers::find(conn, &attempt.offer)).transpose()?;
    let organization =
        live.map(|attempt| organizations::find(conn, &attempt.organization)).transpose()?;
    let phone = offer
        .as_ref()
        .and_then(|offer| offer.contact_phone.clone())
        .or_else(|| organization.as_ref().and_then(|one| one.phone.clone()));
    let need = referrals::find_need(conn, &referral.id)?;
    let (listing, entrance) = match &offer {
        Some(offer) => shown_place(conn, &offer.slug, &need)?,
        None => (None, None),
    };
    let is_waiting = live.is_some_and(|one| one.state == AttemptState::Sent);
    Ok(CardDetails {
        referral: referral.id.clone(),
        offer: offer.as_ref().map(|offer| offer.name.clone()),
        offer_slug: offer.map(|offer| offer.slug),
        organization: organization.map(|organization| organization.name),
        phone,
        place: listing.and_then(|listing| listing.places.into_iter().next()),
        entrance,
        answer_by: live.filter(|_| is_waiting).and_then(|attempt| attempt.due),
        appointment_at: live.and_then(|attempt| attempt.appointment_at),
        expected_on: live.and_then(|attempt| attempt.expected_on),
        language: need.language,
        channel: need.contact_channel,
        may_withdraw: !referral.state.is_closed(),
        may_say_helped: live.is_some_and(|attempt| attempt.state.holds_person()),
    })
}
