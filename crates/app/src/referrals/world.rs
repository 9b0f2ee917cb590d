//! What the rules need to know of the world, looked up before they are asked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use kernel::{AttemptId, Calendar, Channel, Closure, OfferId, OrganizationId};
use partner_directory::orientable;
use referral_tracking::{
    Action, AttemptAction, Candidate, Context, Helped, Policy, Referral, Scope, TextVersion,
    said_since,
};
use store::referrals::events;
use store::{Conn, network, offers, organizations};

use super::room::Count;
use crate::{App, AppError};

/// The consent text in use; a changed text in `locales/` gets the next number here.
pub const CONSENT_TEXT: TextVersion = TextVersion(1);

/// Values for one [`Context`].
pub(crate) struct World {
    calendar: Calendar,
    policy: Policy,
    partners: BTreeMap<OrganizationId, Vec<Closure>>,
    not_orientable: BTreeSet<OfferId>,
    fallback: Vec<Candidate>,
    is_sender_trusted: bool,
    coordinating: Option<OrganizationId>,
    said: Vec<Helped>,
}

impl World {
    /// Looks up what `action` on `referral` may depend on.
    pub(crate) fn load(
        app: &App,
        conn: &mut Conn,
        referral: &Referral,
        action: &Action,
        now: DateTime<Utc>,
    ) -> Result<World, AppError> {
        let any_partner =
            referral.consent.as_ref().is_some_and(|one| one.scope == Scope::AnyPartner);
        let fallback = match any_partner && referral.candidates.is_empty() {
            true => app.candidates_for(conn, referral)?,
            false => Vec::new(),
        };
        let mut asked: Vec<(OfferId, OrganizationId)> = referral
            .candidates
            .iter()
            .chain(named_in(action))
            .chain(&fallback)
            .map(|candidate| (candidate.offer.clone(), candidate.organization.clone()))
            .collect();
        // Held in one order by everybody, so that two never wait for each other.
        asked.sort();
        asked.dedup();
        let mut world = World::of(app, conn, asked, &referral.sender.organization, fallback, now)?;
        let tried = referral.attempts.iter().map(|one| one.organization.clone());
        world.look_up_partners(conn, tried.collect())?;
        if matches!(action, Action::SayHelped(_)) {
            world.said = said_since(&events::list(conn, &referral.id)?);
        }
        Ok(world)
    }

    /// The world as it is for these offers and this sender.
    pub(crate) fn of(
        app: &App,
        conn: &mut Conn,
        asked: Vec<(OfferId, OrganizationId)>,
        sender: &OrganizationId,
        fallback: Vec<Candidate>,
        now: DateTime<Utc>,
    ) -> Result<World, AppError> {
        let calendar = network::calendar(conn, app.settings.time_zone)?;
        let today = calendar.date(now);
        let mut world = World {
            calendar,
            policy: network::policy(conn)?,
            partners: BTreeMap::new(),
            not_orientable: BTreeSet::new(),
            fallback,
            is_sender_trusted: organizations::find(conn, sender)?.is_trusted_sender,
            coordinating: network::settings(conn)?.coordinating,
            said: Vec::new(),
        };
        for (offer, organization) in &asked {
            let offer = offers::find(conn, offer)?;
            let organization = organizations::find(conn, organization)?;
            let is_orientable = orientable(&offer, &organization, today).is_ok();
            if !is_orientable || app.room(conn, &offer, now, Count::Holding)?.is_err() {
                world.not_orientable.insert(offer.id);
            }
        }
        let organizations = asked.into_iter().map(|(_, organization)| organization);
        world.look_up_partners(conn, organizations.collect())?;
        Ok(world)
    }

    fn look_up_partners(
        &mut self,
        conn: &mut Conn,
        organizations: Vec<OrganizationId>,
    ) -> Result<(), AppError> {
        for id in organizations {
            let organization = organizations::find(conn, &id)?;
            if organization.is_partner() {
                self.partners.insert(organization.id, organization.closures);
            }
        }
        Ok(())
    }

    /// The context of one call; each has a fresh name for the next attempt.
    pub(crate) fn context(&self, channel: Channel) -> Context<'_> {
        Context {
            calendar: &self.calendar,
            policy: &self.policy,
            channel,
            partners: self.partners.clone(),
            not_orientable: self.not_orientable.clone(),
            fallback: self.fallback.clone(),
            consent_text: CONSENT_TEXT,
            is_sender_trusted: self.is_sender_trusted,
            coordinating: self.coordinating.clone(),
            said: self.said.clone(),
            next_attempt: AttemptId::fresh(),
        }
    }
}

/// The offer that an action itself names.
fn named_in(action: &Action) -> Option<&Candidate> {
    match action {
        Action::Reroute(candidate) => Some(candidate),
        Action::OnAttempt(_, AttemptAction::Decline { suggests, .. }) => suggests.as_ref(),
        _ => None,
    }
}
