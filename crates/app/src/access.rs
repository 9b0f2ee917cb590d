//! Who may do what to what: one table, asked before anything else is looked at.
//!
//! **Invariant:** what is not in the table is not allowed, and an action that has no row
//! cannot be carried out by anybody. Rules about the *state* of a thing are elsewhere.

use kernel::{Actor, Role};

/// What somebody wants to do, one for each right that can be given alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Search the directory and read its listings.
    ReadDirectory,
    /// Use the page of the code card.
    UseCodeCard,
    /// Hand a person over, or give a slip without data.
    Refer,
    /// Read and act on referrals that one's own organization sent.
    FollowOwnReferrals,
    /// Read and answer attempts that ask one's own organization.
    AnswerAttempts,
    /// Answer the network's telephone: look up a code, note what is said. Of the mediators only
    /// those of the organization that coordinates.
    TakeCalls,
    /// Work through the coordinators' queue and read the figures.
    Coordinate,
    /// Change offers, places and the card of an organization, and who looks after them.
    EditListings,
    /// Import files into the directory.
    ImportDirectory,
    /// Invite people and disable accounts.
    ManageAccounts,
    /// Change what belongs to the network: name, hours, helpdesk.
    ManageNetwork,
    /// End one's own session.
    SignOut,
}

/// Who a row of the table speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// Anybody, signed in or not.
    Anybody,
    /// Every account.
    AnyAccount,
    /// Accounts with this role.
    Holder(Role),
    /// The holder of an answer link.
    AnswerLink,
    /// The person a referral is about.
    Person,
    /// Jobs and the command line.
    System,
}

/// The whole table. Objects are narrowed further by [`Scope`] where a row says so.
pub const TABLE: &[(Right, Party, Scope)] = &[
    (Right::ReadDirectory, Party::Anybody, Scope::All),
    (Right::UseCodeCard, Party::Anybody, Scope::All),
    (Right::SignOut, Party::AnyAccount, Scope::Own),
    (Right::Refer, Party::Holder(Role::Mediator), Scope::Own),
    (Right::Refer, Party::Holder(Role::Coordinator), Scope::Own),
    (Right::FollowOwnReferrals, Party::Holder(Role::Mediator), Scope::OwnOrganization),
    (Right::FollowOwnReferrals, Party::Holder(Role::Coordinator), Scope::All),
    (Right::FollowOwnReferrals, Party::Person, Scope::Own),
    (Right::AnswerAttempts, Party::Holder(Role::Partner), Scope::OwnOrganization),
    (Right::AnswerAttempts, Party::Holder(Role::Coordinator), Scope::All),
    (Right::AnswerAttempts, Party::AnswerLink, Scope::Own),
    (Right::TakeCalls, Party::Holder(Role::Mediator), Scope::OwnOrganization),
    (Right::TakeCalls, Party::Holder(Role::Coordinator), Scope::All),
    (Right::Coordinate, Party::Holder(Role::Coordinator), Scope::All),
    (Right::EditListings, Party::Holder(Role::Partner), Scope::OwnOrganization),
    (Right::EditListings, Party::Holder(Role::Coordinator), Scope::All),
    (Right::ImportDirectory, Party::Holder(Role::Coordinator), Scope::All),
    (Right::ImportDirectory, Party::System, Scope::All),
    (Right::ManageAccounts, Party::Holder(Role::Admin), Scope::All),
    (Right::ManageAccounts, Party::System, Scope::All),
    (Right::ManageNetwork, Party::Holder(Role::Admin), Scope::All),
    (Right::ManageNetwork, Party::Holder(Role::Coordinator), Scope::All),
];

/// Which objects a row of the table covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Only what the actor made or holds the key to.
    Own,
    /// What belongs to the actor's organization.
    OwnOrganization,
    /// Everything.
    All,
}

/// The widest scope in which `actor` has `right`; `None` means: not at all.
pub fn scope(actor: &Actor, right: Right) -> Option<Scope> {
    TABLE
        .iter()
        .filter(|(one, party, _)| *one == right && party.includes(actor))
        .map(|(_, _, scope)| *scope)
        .max()
}

impl Party {
    fn includes(self, actor: &Actor) -> bool {
        match (self, actor) {
            (Party::Anybody, _) => true,
            (Party::AnyAccount, Actor::Account { .. }) => true,
            (Party::Holder(role), Actor::Account { role: held, .. }) => role == *held,
            (Party::AnswerLink, Actor::AnswerLink { .. }) => true,
            (Party::Person, Actor::Person { .. }) => true,
            (Party::System, Actor::System) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::AccountId;

    fn holder(role: Role) -> Actor {
        Actor::Account { id: AccountId::from("a"), role, organization: None }
    }

    #[test]
    fn a_mediator_follows_only_what_the_own_organization_sent() {
        let mediator = holder(Role::Mediator);

        assert_eq!(scope(&mediator, Right::FollowOwnReferrals), Some(Scope::OwnOrganization));
        assert_eq!(scope(&mediator, Right::Coordinate), None);
        assert_eq!(scope(&mediator, Right::AnswerAttempts), None);
    }

    #[test]
    fn nobody_but_an_administrator_or_the_command_line_makes_accounts() {
        for role in Role::ALL {
            assert_eq!(scope(&holder(role), Right::ManageAccounts).is_some(), role == Role::Admin);
        }
        assert!(scope(&Actor::System, Right::ManageAccounts).is_some());
        assert!(scope(&Actor::Visitor, Right::ManageAccounts).is_none());
    }

    #[test]
    fn the_privacy_officer_sees_no_referral() {
        let officer = holder(Role::PrivacyOfficer);
        let closed = [
            Right::Refer,
            Right::FollowOwnReferrals,
            Right::AnswerAttempts,
            Right::TakeCalls,
            Right::Coordinate,
        ];

        assert!(closed.iter().all(|right| scope(&officer, *right).is_none()));
    }
}
