//! Which changes a coordinator looks at before they are shown (DIR-08).
//!
//! **Invariant:** only the name and the address of a labelled place, and organizations that
//! are new, ever wait; everything else a partner writes is live at once.

use crate::closed_list::closed_list;
use crate::revision::{FieldChange, ObjectKind};

closed_list! {
    /// What the network looks at first.
    Moderation {
        Off = "off",
        NewOrganizations = "new_organizations",
        LabelledPlaces = "labelled_places",
        Both = "both",
    }

    /// Where a proposal stands.
    ProposalState {
        Waiting = "waiting",
        Accepted = "accepted",
        Refused = "refused",
        /// A later proposal about the same object took its place.
        Replaced = "replaced",
    }
}

/// The fields of a place by which people find its door.
const DOOR: &[&str] = &[
    "place.name",
    "place.street",
    "place.complement",
    "place.postcode",
    "place.locality",
    "place.commune",
    "place.commune_code",
    "place.country",
];

impl Moderation {
    /// True when a change by a partner waits. `is_new`: there was nothing before. `is_labelled`:
    /// for a place, whether an organization with a label that holds today gives help there.
    pub fn holds_back(
        self,
        kind: ObjectKind,
        (is_new, is_labelled): (bool, bool),
        changes: &[FieldChange],
    ) -> bool {
        let looks_at_new = matches!(self, Moderation::NewOrganizations | Moderation::Both);
        let looks_at_places = matches!(self, Moderation::LabelledPlaces | Moderation::Both);
        match kind {
            ObjectKind::Organization => is_new && looks_at_new,
            ObjectKind::Place => looks_at_places && is_labelled && !is_new && moves_door(changes),
            ObjectKind::Offer => false,
        }
    }
}

fn moves_door(changes: &[FieldChange]) -> bool {
    changes.iter().any(|change| {
        DOOR.contains(&change.field.as_str()) || change.field.starts_with("place.point")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(field: &str) -> Vec<FieldChange> {
        vec![FieldChange { field: field.to_owned(), before: vec![], after: vec![] }]
    }

    #[test]
    fn a_labelled_place_waits_only_for_a_new_name_or_address() {
        let waits = |field: &str, is_labelled| {
            let changes = change(field);
            Moderation::Both.holds_back(ObjectKind::Place, (false, is_labelled), &changes)
        };

        assert!(waits("place.name", true) && waits("place.street", true));
        assert!(waits("place.point.lat", true));
        assert!(!waits("place.entrance", true) && !waits("place.has_wifi", true));
        assert!(!waits("place.name", false));
    }

    #[test]
    fn an_organization_waits_only_when_it_is_new() {
        let waits = |moderation: Moderation, is_new| {
            moderation.holds_back(
                ObjectKind::Organization,
                (is_new, true),
                &change("organization.name"),
            )
        };

        assert!(waits(Moderation::Both, true) && waits(Moderation::NewOrganizations, true));
        assert!(!waits(Moderation::Both, false) && !waits(Moderation::LabelledPlaces, true));
        assert!(!waits(Moderation::Off, true));
    }

    #[test]
    fn an_offer_never_waits() {
        for moderation in Moderation::ALL {
            let changes = change("offer.name");
            assert!(!moderation.holds_back(ObjectKind::Offer, (true, true), &changes));
        }
    }
}
