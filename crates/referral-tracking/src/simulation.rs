//! Invented lives of referrals: whole years in minutes, for measuring and for statistics.
//!
//! Each event of a life makes somebody want to do something later (`want`); when that time has
//! come, what they do is decided by how the referral then stands (`decide`). Between two such
//! instants the clock ticks whenever the rules ask for it. How often who does what is in
//! [`habits`]: assumptions, not measurements.
//!
//! **Invariant:** every step goes through [`Referral::apply`]; what the rules refuse does not
//! happen, and is counted.
//! **Invariant:** the same case gives the same life; no clock and no source of chance is read.

mod decide;
mod dice;
pub mod habits;
mod life;
mod tally;
#[cfg(test)]
mod tests;
mod want;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{AccountId, Actor, Calendar, Closure, OrganizationId, ReferralId, Role, Urgency};

pub use dice::Dice;
pub use life::Life;
pub use tally::Tally;

use crate::{Candidate, Policy, TextVersion};

/// What all cases share.
#[derive(Debug, Clone)]
pub struct Network {
    /// In which every promise is counted.
    pub calendar: Calendar,
    /// The network's deadlines.
    pub policy: Policy,
    /// The organization that runs the network.
    pub coordinating: OrganizationId,
    /// Who coordinates; never empty in a network that works.
    pub coordinators: Vec<AccountId>,
    /// The consent text in use.
    pub consent_text: TextVersion,
}

impl Network {
    /// A coordinator, as the rules see one.
    pub(crate) fn coordinator(&self, dice: &mut Dice) -> Actor {
        let id = dice.one(&self.coordinators).cloned();
        Actor::Account {
            id: id.unwrap_or_else(|| AccountId::from("coordinator")),
            role: Role::Coordinator,
            organization: Some(self.coordinating.clone()),
        }
    }
}

/// One person with one need, about to be handed over.
#[derive(Debug, Clone)]
pub struct Case {
    /// The referral's name.
    pub id: ReferralId,
    /// From which everything in this life is drawn.
    pub seed: u64,
    /// Who hands the person over: a mediator with an organization.
    pub sender: Actor,
    /// Whether that organization needs no coordinator to let its referrals go.
    pub is_sender_trusted: bool,
    /// How soon.
    pub urgency: Urgency,
    /// The offers chosen, in order.
    pub candidates: Vec<Candidate>,
    /// Every other offer that fits the need, best first.
    pub others: Vec<Candidate>,
    /// Whether the person allows any partner from the beginning.
    pub allows_any: bool,
    /// Whether the person can only be called or met.
    pub is_hard_to_reach: bool,
    /// When the mediator begins.
    pub begins: DateTime<Utc>,
    /// The days on which each organization is away and has said so.
    pub declared: BTreeMap<OrganizationId, Vec<Closure>>,
}

impl Case {
    /// Lets the case live until `until`.
    pub fn live(&self, network: &Network, until: DateTime<Utc>) -> Life {
        life::live(self, network, until)
    }
}
