//! The small network of the rules' random histories, as rows that referrals point to.

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, AttemptId, Channel, ConsentId, Language, ReferralId, Urgency};
use partner_directory::Theme;
use referral_tracking::testing::{Step, World};
use referral_tracking::{
    Action, AttemptAction, Candidate, Change, Consent, ConsentMode, ContactChannel, Draft,
    Referral, Refused, Scope, TextVersion,
};
use store::referrals::{self, Handover, Need, events};
use store::{Conn, Db, StoreError, accounts};

use crate::fixture::{offer, organization, person, write};

/// Rows for everything a history may name.
pub(crate) fn lay_out(conn: &mut Conn, world: &World) {
    for id in world.organizations() {
        organization(conn, &id);
    }
    for candidate in &world.candidates {
        offer(conn, &candidate.offer, &candidate.organization);
    }
    for actor in world.accounts() {
        let Actor::Account { id, role, organization } = actor else { continue };
        if accounts::find(conn, &id).is_err() {
            accounts::insert(conn, &person(id.as_str(), role, organization.as_ref())).unwrap();
        }
    }
    let other = world.other_referral.as_str();
    if referrals::find(conn, &world.other_referral).is_err() {
        begin(conn, world, other, world.begins);
    }
}

/// A database with the network in it.
pub(crate) async fn world_in(db: &Db) -> World {
    write(db, |conn| {
        lay_out(conn, &World::new());
        Ok(())
    })
    .await;
    World::new()
}

/// Help with everyday tools, in French, by phone.
pub(crate) fn need() -> Need {
    Need {
        theme: Theme::EverydayTools,
        kind: None,
        commune_code: Some("6621".to_owned()),
        language: Language::french(),
        contact_channel: ContactChannel::Phone,
        handover: Handover::Sent,
        contact_digest: None,
    }
}

/// A step that the rules of the small network judge.
pub(crate) fn step(at: DateTime<Utc>, actor: Actor, action: Action) -> Step {
    let channel = match actor {
        Actor::System => Channel::System,
        Actor::AnswerLink { .. } => Channel::MailLink,
        _ => Channel::Web,
    };
    Step {
        at,
        actor,
        channel,
        action,
        next_attempt: AttemptId::fresh(),
        consent_text: TextVersion(1),
        is_sender_trusted: true,
        said: vec![],
    }
}

/// A draft of the mediator that names the first two partners, kept.
pub(crate) fn begin(conn: &mut Conn, world: &World, id: &str, at: DateTime<Utc>) -> Referral {
    begin_with(conn, world, id, at, &need())
}

/// The same about another need.
pub(crate) fn begin_with(
    conn: &mut Conn,
    world: &World,
    id: &str,
    at: DateTime<Utc>,
    need: &Need,
) -> Referral {
    let candidates: Vec<Candidate> = world.candidates.iter().take(2).cloned().collect();
    let draft = Draft {
        id: ReferralId::from(id),
        urgency: Urgency::U1,
        consent: Some(Consent {
            id: ConsentId::from(format!("consent-{id}")),
            mode: ConsentMode::Oral,
            text: TextVersion(1),
            scope: Scope::Named(candidates.iter().map(|one| one.organization.clone()).collect()),
            asked_by: world.sender.account.clone(),
            given_at: at,
        }),
        candidates,
    };
    let step = step(at, world.mediator(), Action::Tick);
    let change = Referral::draft(draft, &step.actor, at, &step.context(world)).unwrap();
    referrals::insert(conn, &change.referral, need).unwrap();
    events::append(conn, &change.events).unwrap();
    change.referral
}

/// A draft that was handed to the network: the first partner is asked.
pub(crate) fn send(conn: &mut Conn, world: &World, id: &str, at: DateTime<Utc>) -> Referral {
    begin(conn, world, id, at);
    act(conn, world, id, at, world.mediator(), Action::Send).unwrap()
}

/// Does what `app` does for every action: read, judge, keep, log.
pub(crate) fn act(
    conn: &mut Conn,
    world: &World,
    id: &str,
    at: DateTime<Utc>,
    actor: Actor,
    action: Action,
) -> Result<Referral, Failure> {
    let referral = referrals::find(conn, &ReferralId::from(id))?;
    let change = step(at, actor, action).apply(&referral, world)?;
    keep(conn, &change)?;
    Ok(referrals::find(conn, &referral.id)?)
}

/// Keeps a change as one.
pub(crate) fn keep(conn: &mut Conn, change: &Change) -> Result<(), StoreError> {
    referrals::update(conn, &change.referral)?;
    events::append(conn, &change.events)
}

/// The organization of the numbered attempt says yes by its link.
pub(crate) fn yes(referral: &Referral, attempt: usize) -> (Actor, Action) {
    let attempt = referral.attempts.get(attempt).unwrap();
    let link = World::link(&attempt.id, &attempt.organization);
    let accept = AttemptAction::Accept { in_charge: None };
    (link, Action::OnAttempt(attempt.id.clone(), accept))
}

/// An instant so many days after histories begin.
pub(crate) fn day(world: &World, days: i64) -> DateTime<Utc> {
    world.begins + Duration::days(days)
}

/// Why an action came to nothing.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Somebody else was faster, or the database failed.
    Store(StoreError),
    /// The rules said no.
    Rules(Refused),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Failure::Rules(refused)
    }
}
