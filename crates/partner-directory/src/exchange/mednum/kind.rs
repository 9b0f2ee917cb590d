//! The nature of an offer of which a row only tells themes and ways of helping.

use crate::terms::{HelpMode, Kind, Theme};

/// One of the 21 kinds for any themes and ways of helping (decisions.md 10).
///
/// A row with a single theme about equipment is about equipment; otherwise the way of helping
/// decides, because a row lists many themes but usually one way.
pub fn kind_of(themes: &[Theme], modes: &[HelpMode]) -> Kind {
    let about = |theme| themes.contains(&theme);
    let by = |mode| modes.contains(&mode);
    match themes {
        [Theme::AffordableEquipment] => return Kind::Equipment,
        [Theme::InternetAccessEquipment] => return Kind::FreeAccessComputer,
        _ => {}
    }
    if by(HelpMode::OneToOne) {
        return if about(Theme::AdministrativeHelp) {
            Kind::ProcedureWithOrFor
        } else {
            Kind::IndividualSupport
        };
    }
    if by(HelpMode::GroupWorkshop) {
        return if about(Theme::EverydayTools) { Kind::BasicCourse } else { Kind::ThemedWorkshop };
    }
    if by(HelpMode::SelfService) {
        return Kind::FreeAccessComputer;
    }
    match themes {
        _ if about(Theme::AdministrativeHelp) => Kind::ProcedureWithOrFor,
        _ if about(Theme::AffordableEquipment) => Kind::Equipment,
        _ => Kind::DigitalDropIn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_rows_get_the_kind_a_reader_expects() {
        use HelpMode::{GroupWorkshop, OneToOne, SelfService};
        let fixtures: [(&[Theme], &[HelpMode], Kind); 7] = [
            (&[Theme::AdministrativeHelp], &[OneToOne], Kind::ProcedureWithOrFor),
            (
                &[Theme::EverydayTools, Theme::UnderstandingDigital],
                &[OneToOne],
                Kind::IndividualSupport,
            ),
            (&[Theme::EverydayTools], &[GroupWorkshop], Kind::BasicCourse),
            (&[Theme::LeisureCreation], &[GroupWorkshop, SelfService], Kind::ThemedWorkshop),
            (&[Theme::InternetAccessEquipment], &[], Kind::FreeAccessComputer),
            (&[Theme::AffordableEquipment], &[OneToOne], Kind::Equipment),
            (&[], &[], Kind::DigitalDropIn),
        ];
        for (themes, modes, kind) in fixtures {
            assert_eq!(kind_of(themes, modes), kind, "{themes:?} {modes:?}");
        }
    }
}
