//! What the person agreed to, and whether it covers asking an organization.
//!
//! **Invariant:** without a consent of the current text version nobody is asked (REF-04);
//! then only a handout is possible.

use chrono::{DateTime, Utc};
use kernel::{AccountId, ConsentId, OrganizationId};

use crate::Refused;

/// How many organizations a person can name (REF-05); more is no longer a choice.
pub const MOST_NAMED: usize = 3;

/// The number of a consent text that was read aloud; a changed text gets the next number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextVersion(pub i32);

/// How the person agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ConsentMode {
    Oral,
    Written,
    Signed,
}

impl ConsentMode {
    /// Every mode, in reading order.
    pub const ALL: [ConsentMode; 3] =
        [ConsentMode::Oral, ConsentMode::Written, ConsentMode::Signed];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            ConsentMode::Oral => "oral",
            ConsentMode::Written => "written",
            ConsentMode::Signed => "signed",
        }
    }

    /// Reads back a [`ConsentMode::word`].
    pub fn from_word(word: &str) -> Option<ConsentMode> {
        ConsentMode::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// Whom the person allows to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// These organizations, and no other.
    Named(Vec<OrganizationId>),
    /// Any partner of the network, for this need.
    AnyPartner,
}

impl Scope {
    /// The word kept in the database; the named organizations are kept beside it.
    pub fn word(&self) -> &'static str {
        match self {
            Scope::Named(_) => "named",
            Scope::AnyPartner => "any_partner",
        }
    }

    /// Reads back a [`Scope::word`] with the organizations kept beside it.
    pub fn from_parts(word: &str, named: Vec<OrganizationId>) -> Option<Scope> {
        match word {
            "named" => Some(Scope::Named(named)),
            "any_partner" => Some(Scope::AnyPartner),
            _ => None,
        }
    }

    /// True when the person agreed that `organization` be asked.
    pub fn covers(&self, organization: &OrganizationId) -> bool {
        match self {
            Scope::Named(named) => named.contains(organization),
            Scope::AnyPartner => true,
        }
    }
}

/// One agreement of the person, as recorded by who asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its name.
    pub id: ConsentId,
    /// How the person agreed.
    pub mode: ConsentMode,
    /// The text that was read aloud.
    pub text: TextVersion,
    /// Whom the person allows to be asked.
    pub scope: Scope,
    /// Who read the text and asked.
    pub asked_by: AccountId,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// Whether `organization` may be asked under `consent` while `current` is the text in use.
///
/// # Errors
/// Without consent, with one of another text, or with one that does not cover it.
pub fn check(
    consent: Option<&Consent>,
    organization: &OrganizationId,
    current: TextVersion,
) -> Result<(), Refused> {
    let consent = current_one(consent, current)?;
    if consent.scope.covers(organization) { Ok(()) } else { Err(Refused::OutsideConsent) }
}

/// The consent itself when it is one to the text in use and names no more than it may.
///
/// # Errors
/// Without consent, with one of another text, or with too many names.
pub fn current_one(consent: Option<&Consent>, current: TextVersion) -> Result<&Consent, Refused> {
    let consent = consent.ok_or(Refused::NoConsent)?;
    if consent.text != current {
        return Err(Refused::OldConsent);
    }
    match &consent.scope {
        Scope::Named(named) if named.len() > MOST_NAMED => Err(Refused::TooManyNamed),
        Scope::Named(_) | Scope::AnyPartner => Ok(consent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(scope: Scope) -> Consent {
        Consent {
            id: ConsentId::from("c"),
            mode: ConsentMode::Signed,
            text: TextVersion(3),
            scope,
            asked_by: AccountId::from("m"),
            given_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_list_covers_who_is_on_it_and_nobody_else() {
        let atelier = OrganizationId::from("atelier");
        let other = OrganizationId::from("other");
        let list = agreed(Scope::Named(vec![atelier.clone()]));
        let may = |organization, text| check(Some(&list), organization, TextVersion(text));

        assert_eq!(may(&atelier, 3), Ok(()));
        assert_eq!(may(&other, 3), Err(Refused::OutsideConsent));
        assert_eq!(may(&atelier, 4), Err(Refused::OldConsent));
        assert_eq!(check(None, &atelier, TextVersion(3)), Err(Refused::NoConsent));
        assert_eq!(check(Some(&agreed(Scope::AnyPartner)), &other, TextVersion(3)), Ok(()));
    }

    #[test]
    fn modes_and_scopes_read_back() {
        for mode in ConsentMode::ALL {
            assert_eq!(ConsentMode::from_word(mode.word()), Some(mode));
        }
        let named = vec![OrganizationId::from("atelier")];
        for scope in [Scope::Named(named.clone()), Scope::AnyPartner] {
            assert_eq!(Scope::from_parts(scope.word(), named.clone()), Some(scope));
        }
        assert_eq!(Scope::from_parts("everybody", named), None);
    }
}
