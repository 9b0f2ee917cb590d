use std::collections::{BTreeMap, BTreeSet};

use kernel::{AttemptId, Calendar, Channel, Closure, OfferId, OrganizationId};

use crate::{Candidate, Event, Helped, Move, Policy, TextVersion};

/// What the rules need to know of the world, as values that the caller looked up.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The network's calendar, in which every promise is counted.
    pub calendar: &'a Calendar,
    /// The network's deadlines.
    pub policy: &'a Policy,
    /// How the caller learned what it tells; [`Channel::System`] for a job.
    pub channel: Channel,
    /// The organizations that signed the agreement, each with its declared closures; at least
    /// those of the candidates, the fallback and the attempts.
    pub partners: BTreeMap<OrganizationId, Vec<Closure>>,
    /// Offers that cannot be asked now: full, paused or archived.
    pub not_orientable: BTreeSet<OfferId>,
    /// Ranked offers to go on with when the person allows any partner and no candidate is left.
    pub fallback: Vec<Candidate>,
    /// The consent text in use.
    pub consent_text: TextVersion,
    /// True when the sender's organization needs no coordinator to let its referrals go.
    pub is_sender_trusted: bool,
    /// The organization that runs the network; its mediators are the helpdesk.
    pub coordinating: Option<OrganizationId>,
    /// What the person said about the help since anything else happened: [`said_since`].
    pub said: Vec<Helped>,
    /// A fresh identifier, used when this call asks somebody.
    pub next_attempt: AttemptId,
}

impl Context<'_> {
    /// The declared closures of `organization`; none when it declared none.
    pub fn closures(&self, organization: &OrganizationId) -> &[Closure] {
        self.partners.get(organization).map_or(&[], Vec::as_slice)
    }
}

/// What the person said about the help since anything else happened, read from the log.
pub fn said_since(log: &[Event]) -> Vec<Helped> {
    let follows_by_itself =
        |what| matches!(what, Move::Escalate | Move::OpenIdentity | Move::Erase);
    log.iter()
        .rev()
        .filter(|event| !follows_by_itself(event.what))
        .take_while(|event| event.what == Move::SayHelped)
        .filter_map(|event| event.reason.as_deref().and_then(Helped::from_word))
        .collect()
}
