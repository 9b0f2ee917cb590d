use crate::{AccountId, AttemptId, OrganizationId, ReferralId};

/// The person or job behind a request, reduced to what rules may look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who is not signed in.
    Visitor,
    /// Somebody signed in.
    Account {
        /// Their account.
        id: AccountId,
        /// What they do in the network.
        role: Role,
        /// The organization they work for; a coordinator may have none.
        organization: Option<OrganizationId>,
    },
    /// Somebody at the organization that was asked, who holds the answer link of one attempt.
    AnswerLink {
        /// The only attempt the link opens.
        attempt: AttemptId,
        /// The organization that was asked.
        organization: OrganizationId,
    },
    /// The person the referral is about, who gave the code and the PIN of the card.
    Person {
        /// The only referral the card opens.
        referral: ReferralId,
    },
    /// A scheduled job or the command line.
    System,
}

impl Actor {
    /// The account behind the request, if any.
    pub fn account(&self) -> Option<&AccountId> {
        match self {
            Actor::Account { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The role of a signed-in account, if any.
    pub fn role(&self) -> Option<Role> {
        match self {
            Actor::Account { role, .. } => Some(*role),
            _ => None,
        }
    }

    /// The organization in whose name the actor speaks, if any.
    pub fn organization(&self) -> Option<&OrganizationId> {
        match self {
            Actor::Account { organization, .. } => organization.as_ref(),
            Actor::AnswerLink { organization, .. } => Some(organization),
            _ => None,
        }
    }

    /// The word for the kind of actor that the event log keeps.
    pub fn word(&self) -> &'static str {
        match self {
            Actor::Visitor => "visitor",
            Actor::Account { role, .. } => role.word(),
            Actor::AnswerLink { .. } => "answer_link",
            Actor::Person { .. } => "person",
            Actor::System => "system",
        }
    }
}

/// What an account does in the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Receives people at a counter, searches and refers.
    Mediator,
    /// Works for an organization that receives referrals.
    Partner,
    /// Runs the network and is its backstop.
    Coordinator,
    /// Manages accounts and settings.
    Admin,
    /// Reads the audit log; sees no referral.
    PrivacyOfficer,
}

impl Role {
    /// Every role, in reading order.
    pub const ALL: [Role; 5] =
        [Role::Mediator, Role::Partner, Role::Coordinator, Role::Admin, Role::PrivacyOfficer];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Role::Mediator => "mediator",
            Role::Partner => "partner",
            Role::Coordinator => "coordinator",
            Role::Admin => "admin",
            Role::PrivacyOfficer => "privacy_officer",
        }
    }

    /// Reads back a [`Role::word`].
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// How a change was learned (decisions.md 3); kept with every event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Channel {
    Web,
    MailLink,
    Phone,
    Visit,
    Letter,
    System,
}

impl Channel {
    /// Every channel, in reading order.
    pub const ALL: [Channel; 6] = [
        Channel::Web,
        Channel::MailLink,
        Channel::Phone,
        Channel::Visit,
        Channel::Letter,
        Channel::System,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Channel::Web => "web",
            Channel::MailLink => "mail_link",
            Channel::Phone => "phone",
            Channel::Visit => "visit",
            Channel::Letter => "letter",
            Channel::System => "system",
        }
    }

    /// Reads back a [`Channel::word`].
    pub fn from_word(word: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.word() == word)
    }
}
