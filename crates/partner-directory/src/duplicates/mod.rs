//! Which two rows of the directory may be the same thing, and why one may think so.
//!
//! Points only decide what a person is *shown*; a person decides what is merged. Everything is
//! normalised before it is compared ([`Traits`]): writing, legal forms, abbreviations of
//! streets, telephone numbers.
//!
//! **Invariant:** the points of a [`Likeness`] are the sum of those of its reasons, so that
//! what is shown can be added up by whoever reads it.
//! **Invariant:** names that say different things are never shown for the sake of a shared
//! switchboard, web page or building.
//!
//! Seen on real files, each pair judged by hand: v1 of the Charente (188 places) shows 14 pairs,
//! 14 of them one place entered twice; the directory of Auvergne-Rhône-Alpes (687 places) 12 of
//! 12. What is missed are branches that share nothing but their name.

mod compare;
mod pairs;
#[cfg(test)]
mod real_data;
#[cfg(test)]
mod tests;
mod traits;
mod words;

pub use compare::compare;
pub use pairs::{Pair, Pool};
pub use traits::{Contacts, Traits, organization_contacts};

/// From how many points on two rows are shown side by side.
pub const SHOWN_FROM: u8 = 60;

crate::closed_list::closed_list! {
    /// Why two rows may be the same thing, or may not.
    Reason {
        SameIdentifier = "same_identifier",
        /// The same French company (SIREN) with another establishment number.
        SameLegalBody = "same_legal_body",
        SameName = "same_name",
        AlikeName = "alike_name",
        SameAddress = "same_address",
        SameStreet = "same_street",
        SameBuilding = "same_building",
        /// Less than [`NEAR_M`] metres apart.
        Near = "near",
        SameLocality = "same_locality",
        SamePhone = "same_phone",
        SameEmail = "same_email",
        SameWebsite = "same_website",
        SameOrganization = "same_organization",
        SamePlace = "same_place",
        SameKind = "same_kind",
        SameThemes = "same_themes",
        /// Takes points: the official numbers differ.
        OtherIdentifier = "other_identifier",
        /// Takes points: another sort of help.
        OtherKind = "other_kind",
        /// Takes points: more than [`FAR_M`] metres apart.
        Far = "far",
        /// Takes points: without a common name, the rest proves nothing.
        OtherName = "other_name",
    }
}

/// Two points closer than this, in metres, count as the same spot.
pub const NEAR_M: f64 = 60.0;
/// Two points farther apart than this, in metres, are hardly the same place.
pub const FAR_M: f64 = 3_000.0;

/// How alike two rows are, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// From 0, nothing in common, to 100.
    pub points: u8,
    /// What gave or took points, in the order of [`Reason::ALL`].
    pub reasons: Vec<(Reason, i8)>,
}

impl Likeness {
    /// True when a person should look at the two.
    pub fn is_shown(&self) -> bool {
        self.points >= SHOWN_FROM
    }

    /// True when the likeness rests on this, among others.
    pub fn has(&self, reason: Reason) -> bool {
        self.reasons.iter().any(|(one, _)| *one == reason)
    }
}
