//! What a new offer of each kind starts from, so that nobody faces an empty form (UX-13).
//!
//! **Invariant:** a template proposes only what is true of nearly every offer of its kind; it
//! never fills in a price, hours, an address or whom to talk to.

use crate::closed_list::closed_list;
use crate::terms::{AccessMode, HelpMode, Kind, Theme};

closed_list! {
    /// The kinds in a handful of groups, as somebody thinks of them who fills in the first form.
    KindGroup {
        Procedures = "procedures",
        Learning = "learning",
        Access = "access",
        Presence = "presence",
        Adapted = "adapted",
    }
}

/// What a new offer of one kind starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Under which heading the kind is looked for.
    pub group: KindGroup,
    /// What such an offer nearly always helps with.
    pub themes: &'static [Theme],
    /// How people nearly always reach it.
    pub access_modes: &'static [AccessMode],
    /// How help is nearly always given.
    pub help_modes: &'static [HelpMode],
}

impl Template {
    /// The template of `kind`; every kind has one.
    pub fn of(kind: Kind) -> Template {
        use AccessMode::{Phone, WalkIn};
        use HelpMode::{GroupWorkshop, OneToOne, Remote, SelfService};
        use Theme::{
            AdministrativeHelp, AffordableEquipment, EverydayTools, InternetAccessEquipment,
        };
        let group = group_of(kind);
        let (themes, access_modes, help_modes): (&[Theme], &[AccessMode], &[HelpMode]) = match kind
        {
            Kind::ReceptionAssessment
            | Kind::UrgentAdminHelp
            | Kind::ProcedureWithOrFor
            | Kind::PublicWriter
            | Kind::DigitalDropIn => (&[AdministrativeHelp], &[WalkIn], &[OneToOne]),
            Kind::FreeAccessComputer => (&[InternetAccessEquipment], &[WalkIn], &[SelfService]),
            Kind::Equipment | Kind::Repair => (&[AffordableEquipment], &[WalkIn], &[]),
            Kind::Connection => (&[InternetAccessEquipment], &[WalkIn], &[]),
            Kind::FirstSteps | Kind::BasicCourse | Kind::FrenchAndDigital => {
                (&[EverydayTools], &[Phone], &[GroupWorkshop])
            }
            Kind::ThemedWorkshop | Kind::ProfessionalTraining => (&[], &[Phone], &[GroupWorkshop]),
            Kind::IndividualSupport | Kind::PeerSupport => {
                (&[EverydayTools], &[Phone], &[OneToOne])
            }
            Kind::HomeVisit | Kind::AdjustmentAssessment => (&[], &[Phone], &[OneToOne]),
            Kind::ItinerantStop => (&[AdministrativeHelp], &[WalkIn], &[OneToOne]),
            Kind::Interpreting => (&[], &[Phone], &[]),
            Kind::TelephoneLine => (&[AdministrativeHelp], &[Phone], &[Remote]),
        };
        Template { group, themes, access_modes, help_modes }
    }
}

fn group_of(kind: Kind) -> KindGroup {
    match kind {
        Kind::ReceptionAssessment
        | Kind::UrgentAdminHelp
        | Kind::ProcedureWithOrFor
        | Kind::PublicWriter
        | Kind::DigitalDropIn => KindGroup::Procedures,
        Kind::FirstSteps
        | Kind::BasicCourse
        | Kind::ThemedWorkshop
        | Kind::FrenchAndDigital
        | Kind::ProfessionalTraining => KindGroup::Learning,
        Kind::FreeAccessComputer | Kind::Equipment | Kind::Connection | Kind::Repair => {
            KindGroup::Access
        }
        Kind::IndividualSupport | Kind::HomeVisit | Kind::ItinerantStop | Kind::TelephoneLine => {
            KindGroup::Presence
        }
        Kind::AdjustmentAssessment | Kind::Interpreting | Kind::PeerSupport => KindGroup::Adapted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_few_kinds_to_choose_from() {
        for group in KindGroup::ALL {
            let kinds = Kind::ALL.iter().filter(|kind| Template::of(**kind).group == *group);
            assert!((3..=5).contains(&kinds.count()), "{}", group.word());
        }
    }

    #[test]
    fn every_template_says_how_to_reach_the_offer() {
        for kind in Kind::ALL {
            assert!(!Template::of(*kind).access_modes.is_empty(), "{}", kind.word());
        }
    }
}
