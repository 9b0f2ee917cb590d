//! What reaches the network by telephone: the helpdesk looks up a code, notes what an
//! organization answers and what the person wants (REF-16, REF-18).
//!
//! **Invariant:** who the person is stays closed: a code on the telephone shows how it stands
//! and whom to call, and nothing else.

use kernel::{Actor, Channel, OrganizationId, ReferralId, Role};
use referral_tracking::code::Code;
use referral_tracking::{Action, Attempt, AttemptState, Referral, Refused};
use store::{Conn, code_cards, network, offers, organizations, referrals};

use super::cards::neutral;
use crate::access::{Right, scope};
use crate::{App, AppError};

/// What somebody at the telephone sees.
#[derive(Debug, Clone)]
pub struct TelephonePage {
    /// The code as it is printed.
    pub code: String,
    /// The referral itself; who the person is stands elsewhere.
    pub referral: Referral,
    /// Where it stands, in a word that says nothing about the need.
    pub neutral: &'static str,
    /// The organization that is asked or helps now.
    pub asked: Option<CalledOrganization>,
}

/// Whom to call.
#[derive(Debug, Clone)]
pub struct CalledOrganization {
    /// Its attempt.
    pub attempt: Attempt,
    /// The name of its offer.
    pub offer: String,
    /// Its name.
    pub organization: String,
    /// The number for referrals; never public.
    pub phone: Option<String>,
}

impl CalledOrganization {
    /// True while the organization still owes its answer.
    pub fn owes_answer(&self) -> bool {
        matches!(
            self.attempt.state,
            AttemptState::Sent | AttemptState::InfoRequested | AttemptState::Waitlisted
        )
    }
}

impl App {
    /// The referral whose card has this code, for who answers the network's telephone.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else; [`AppError::Invalid`] for a code that is on no
    /// card.
    pub async fn telephone_page(
        &self,
        actor: &Actor,
        code: &str,
    ) -> Result<TelephonePage, AppError> {
        self.takes_calls(actor).await?;
        let code = Code::parse(code);
        self.db
            .read(move |conn| {
                let wrong = || {
                    let mut errors = kernel::FieldErrors::default();
                    errors.add("code", "wrong_code");
                    AppError::from(errors)
                };
                let code = code.ok_or_else(wrong)?;
                let card = code_cards::find_by_code(conn, code.as_str())?.ok_or_else(wrong)?;
                let referral = referrals::find(conn, &card.referral)?;
                Ok(TelephonePage {
                    code: code.to_string(),
                    neutral: neutral(&referral),
                    asked: referral.live().map(|attempt| called(conn, attempt)).transpose()?,
                    referral,
                })
            })
            .await
    }

    /// True for who answers the network's telephone: coordinators, and the mediators of the
    /// organization that coordinates.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn takes_calls(&self, actor: &Actor) -> Result<(), AppError> {
        scope(actor, Right::TakeCalls).ok_or(AppError::NotFound)?;
        let own: Option<OrganizationId> = actor.organization().cloned();
        let is_coordinator = actor.role() == Some(Role::Coordinator);
        self.db
            .read(move |conn| {
                let coordinating = network::settings(conn)?.coordinating;
                match is_coordinator || (own.is_some() && own == coordinating) {
                    true => Ok(()),
                    false => Err(AppError::NotFound),
                }
            })
            .await
    }

    /// Carries out several actions in order, all or none: a yes with its appointment.
    ///
    /// # Errors
    /// As [`App::act`].
    pub async fn act_in_order(
        &self,
        id: ReferralId,
        actions: Vec<Action>,
        actor: Actor,
        channel: Channel,
    ) -> Result<Referral, AppError> {
        let mut sealed = Vec::with_capacity(actions.len());
        for action in actions {
            sealed.push(self.seal_action(&id, action).await?);
        }
        let app = self.clone();
        self.db
            .write(move |conn| {
                let mut last = Err(Refused::WrongState.into());
                for action in sealed {
                    last = Ok(app.carry_out(conn, &id, action, &actor, channel)?);
                }
                last
            })
            .await
    }
}

fn called(conn: &mut Conn, attempt: &Attempt) -> Result<CalledOrganization, AppError> {
    let organization = organizations::find(conn, &attempt.organization)?;
    Ok(CalledOrganization {
        attempt: attempt.clone(),
        offer: offers::find(conn, &attempt.offer)?.name,
        organization: organization.name,
        phone: organization.referral_phone.or(organization.phone),
    })
}
