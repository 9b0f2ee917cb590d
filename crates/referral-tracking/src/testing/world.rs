use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use kernel::{
    AccountId, Actor, AttemptId, Calendar, Closure, OfferId, OpeningHours, OrganizationId,
    ReferralId, Role,
};

use crate::{Candidate, Policy, Sender};

/// A small network: a sender, five partners, one organization that is none, and its people.
#[derive(Debug)]
pub struct World {
    /// Geneva: Monday to Friday 8 to 18, public holidays of spring and summer 2026.
    pub calendar: Calendar,
    /// The default deadlines.
    pub policy: Policy,
    /// The partners with their declared closures.
    pub partners: BTreeMap<OrganizationId, Vec<Closure>>,
    /// One offer of each organization, the one that is no partner included.
    pub candidates: Vec<Candidate>,
    /// Who hands people over.
    pub sender: Sender,
    /// The organization that runs the network.
    pub coordinating: OrganizationId,
    /// The coordinators.
    pub coordinators: Vec<AccountId>,
    /// A referral about the same need, for duplicates.
    pub other_referral: ReferralId,
    /// When histories begin: Monday 2 March 2026, 9 o'clock in Geneva.
    pub begins: DateTime<Utc>,
}

const HOLIDAYS: [(i32, u32, u32); 6] =
    [(2026, 4, 3), (2026, 4, 6), (2026, 5, 14), (2026, 5, 25), (2026, 8, 1), (2026, 9, 10)];

impl Default for World {
    fn default() -> Self {
        World::new()
    }
}

impl World {
    /// The one world of all histories.
    pub fn new() -> World {
        let names = ["atelier", "biblio", "contact", "depann", "ecoute"];
        let closed = Closure { from: date(2026, 3, 9), until: date(2026, 3, 20) };
        let partners = names
            .iter()
            .map(|name| {
                let closures = if *name == "biblio" { vec![closed.clone()] } else { Vec::new() };
                (OrganizationId::from(*name), closures)
            })
            .collect();
        let promises = [None, Some(Duration::hours(20)), None, Some(Duration::hours(50)), None];
        let candidates = names
            .iter()
            .zip(promises)
            .chain([(&"stranger", None)])
            .map(|(name, promise)| Candidate {
                offer: OfferId::from(format!("offer-{name}")),
                organization: OrganizationId::from(*name),
                promise,
            })
            .collect();
        World {
            calendar: geneva(),
            policy: Policy::default(),
            partners,
            candidates,
            sender: Sender {
                account: AccountId::from("mediator"),
                organization: OrganizationId::from("counter"),
            },
            coordinating: OrganizationId::from("network"),
            coordinators: vec![AccountId::from("coordinator-1"), AccountId::from("coordinator-2")],
            other_referral: ReferralId::from("other"),
            begins: DateTime::from_timestamp(1_772_438_400, 0).unwrap_or_default(),
        }
    }

    /// Every organization that a history may name.
    pub fn organizations(&self) -> Vec<OrganizationId> {
        let own = [self.sender.organization.clone(), self.coordinating.clone()];
        self.candidates.iter().map(|candidate| candidate.organization.clone()).chain(own).collect()
    }

    /// Every account that a history may name, with its role and organization.
    pub fn accounts(&self) -> Vec<Actor> {
        let partners = self.candidates.iter().map(|candidate| self.partner(candidate));
        let coordinators = self.coordinators.iter().map(|id| self.coordinator(id));
        let others = [self.mediator(), self.colleague(), self.helpdesk()];
        partners.chain(coordinators).chain(others).collect()
    }

    /// The sender's account.
    pub fn mediator(&self) -> Actor {
        self.account(&self.sender.account, Role::Mediator, &self.sender.organization)
    }

    /// Another mediator of the sender's organization.
    pub fn colleague(&self) -> Actor {
        self.account(&AccountId::from("colleague"), Role::Mediator, &self.sender.organization)
    }

    /// A mediator of the organization that runs the network.
    pub fn helpdesk(&self) -> Actor {
        self.account(&AccountId::from("helpdesk"), Role::Mediator, &self.coordinating)
    }

    /// One of the coordinators.
    pub fn coordinator(&self, id: &AccountId) -> Actor {
        self.account(id, Role::Coordinator, &self.coordinating)
    }

    /// An account of the organization behind `candidate`.
    pub fn partner(&self, candidate: &Candidate) -> Actor {
        let id = AccountId::from(format!("at-{}", candidate.organization));
        self.account(&id, Role::Partner, &candidate.organization)
    }

    /// The answer link of one attempt at `organization`.
    pub fn link(attempt: &AttemptId, organization: &OrganizationId) -> Actor {
        Actor::AnswerLink { attempt: attempt.clone(), organization: organization.clone() }
    }

    fn account(&self, id: &AccountId, role: Role, organization: &OrganizationId) -> Actor {
        Actor::Account { id: id.clone(), role, organization: Some(organization.clone()) }
    }
}

fn geneva() -> Calendar {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    let spans = [Mon, Tue, Wed, Thu, Fri].map(|day| (day, time(8), time(18)));
    let holidays = HOLIDAYS.map(|(year, month, day)| date(year, month, day));
    match OpeningHours::from_spans(&spans) {
        Some(hours) => Calendar::new(chrono_tz::Europe::Zurich, hours, holidays),
        None => unreachable!("eight comes before eighteen"),
    }
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
