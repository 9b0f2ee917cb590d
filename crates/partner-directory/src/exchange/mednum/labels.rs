//! The French words of the format and what they mean here.
//!
//! **Invariant:** the spelling is the schema's own, so that export can use it; reading folds
//! case, accents and apostrophes, which many files get wrong.

use kernel::Language;

use crate::fold::fold;
use crate::offer::OfferLanguage;
use crate::terms::{
    AccessMode, Adjustment, Audience, CostBand, HelpMode, Itinerance, LanguageKind, Theme,
};

/// A list of labels with their meaning.
pub(in crate::exchange) type Labels<T> = &'static [(&'static str, T)];

/// The nine services of the standard.
pub(in crate::exchange) const THEMES: Labels<Theme> = &[
    ("Aide aux démarches administratives", Theme::AdministrativeHelp),
    ("Maîtrise des outils numériques du quotidien", Theme::EverydayTools),
    ("Insertion professionnelle via le numérique", Theme::JobSearch),
    ("Utilisation sécurisée du numérique", Theme::SafeUse),
    ("Parentalité et éducation avec le numérique", Theme::Parenting),
    ("Loisirs et créations numériques", Theme::LeisureCreation),
    ("Compréhension du monde numérique", Theme::UnderstandingDigital),
    ("Accès internet et matériel informatique", Theme::InternetAccessEquipment),
    ("Acquisition de matériel informatique à prix solidaire", Theme::AffordableEquipment),
    // The older format, as the publishers' own files were carried over.
    ("Devenir autonome dans les démarches administratives", Theme::AdministrativeHelp),
    ("Réaliser des démarches administratives avec un accompagnement", Theme::AdministrativeHelp),
    ("Accompagner les démarches de santé", Theme::AdministrativeHelp),
    ("Prendre en main un smartphone ou une tablette", Theme::EverydayTools),
    ("Prendre en main un ordinateur", Theme::EverydayTools),
    ("Utiliser le numérique au quotidien", Theme::EverydayTools),
    ("Approfondir ma culture numérique", Theme::UnderstandingDigital),
    ("Promouvoir la citoyenneté numérique", Theme::UnderstandingDigital),
    ("Favoriser mon insertion professionnelle", Theme::JobSearch),
    ("Créer et développer mon entreprise", Theme::JobSearch),
    ("Accéder à une connexion internet", Theme::InternetAccessEquipment),
    ("Accéder à du matériel", Theme::InternetAccessEquipment),
    ("S'équiper en matériel informatique", Theme::AffordableEquipment),
    ("Créer avec le numérique", Theme::LeisureCreation),
    ("Soutenir la parentalité et l'éducation avec le numérique", Theme::Parenting),
];

/// The label of `theme` in the French standard.
pub fn french_label(theme: Theme) -> &'static str {
    THEMES.iter().find(|(_, one)| *one == theme).map_or("", |(label, _)| label)
}

/// The label of `adjustment` in the French standard; it has none for some.
pub fn french_adjustment(adjustment: Adjustment) -> Option<&'static str> {
    label_of(PEOPLE, People::Prepared(adjustment))
}

/// What a label about people says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum People {
    For(Audience),
    Prepared(Adjustment),
    /// A language by its tag; `mul` is the tag for several.
    Speaks(&'static str),
    /// A word of the older format that narrows nothing.
    Nothing,
}

pub(in crate::exchange) const PEOPLE: Labels<People> = &[
    ("Jeunes", People::For(Audience::Young)),
    ("Étudiants", People::For(Audience::Students)),
    ("Familles et/ou enfants", People::For(Audience::Families)),
    ("Seniors", People::For(Audience::Seniors)),
    ("Femmes", People::For(Audience::Women)),
    ("Surdité", People::Prepared(Adjustment::DeafHardOfHearing)),
    ("Handicaps moteurs", People::Prepared(Adjustment::MotorDisability)),
    ("Handicaps mentaux", People::Prepared(Adjustment::MentalDisability)),
    ("Illettrisme", People::Prepared(Adjustment::LowLiteracy)),
    ("Déficience visuelle", People::Prepared(Adjustment::VisualImpairment)),
    ("Langues étrangères (anglais)", People::Speaks("en")),
    ("Langues étrangères (autres)", People::Speaks("mul")),
    // The older format.
    ("Seniors (+ 65 ans)", People::For(Audience::Seniors)),
    ("Familles/enfants", People::For(Audience::Families)),
    ("Adultes", People::Nothing),
    ("Jeunes (16-26 ans)", People::For(Audience::Young)),
    ("Public langues étrangères", People::Speaks("mul")),
    ("Uniquement femmes", People::For(Audience::Women)),
    ("Personnes en situation d'illettrisme", People::Prepared(Adjustment::LowLiteracy)),
    (
        "Handicaps psychiques : troubles psychiatriques donnant lieu à des atteintes comportementales",
        People::Prepared(Adjustment::MentalDisability),
    ),
    (
        "Handicaps mentaux : déficiences limitant les activités d'une personne",
        People::Prepared(Adjustment::MentalDisability),
    ),
];

pub(in crate::exchange) const HELP_MODES: Labels<HelpMode> = &[
    ("En autonomie", HelpMode::SelfService),
    ("Accompagnement individuel", HelpMode::OneToOne),
    ("Dans un atelier collectif", HelpMode::GroupWorkshop),
    ("À distance", HelpMode::Remote),
    ("Seul : j'ai accès à du matériel et une connexion", HelpMode::SelfService),
    ("Avec de l'aide : je suis accompagné seul dans l'usage du numérique", HelpMode::OneToOne),
    (
        "Dans un atelier : j'apprends collectivement à utiliser le numérique",
        HelpMode::GroupWorkshop,
    ),
    ("A ma place : une personne habilitée fait les démarches à ma place", HelpMode::OneToOne),
];

pub(in crate::exchange) const ACCESS_MODES: Labels<AccessMode> = &[
    ("Se présenter", AccessMode::WalkIn),
    ("Téléphoner", AccessMode::Phone),
    ("Contacter par mail", AccessMode::Mail),
    ("Envoyer un mail avec une fiche de prescription", AccessMode::ReferralFormMail),
    ("Prendre un RDV en ligne", AccessMode::OnlineBooking),
    ("Ce lieu n'accueille pas de public", AccessMode::NoPublic),
];

pub(in crate::exchange) const COSTS: Labels<CostBand> = &[
    ("Gratuit", CostBand::Free),
    ("Gratuit sous condition", CostBand::FreeConditional),
    ("Payant", CostBand::Paid),
    ("Gratuit : Je peux accéder gratuitement au lieu et à ses services", CostBand::Free),
    (
        "Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, convention avec un organisme social...)",
        CostBand::FreeConditional,
    ),
    ("Payant : L'accès au lieu et/ou à ses services est payant", CostBand::Paid),
    ("Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer", CostBand::Paid),
];

/// Words of the older format that say nothing the newer one can say.
pub(in crate::exchange) const WITHOUT_COUNTERPART: &[&str] = &[
    "Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu",
];

pub(in crate::exchange) const ITINERANCE: Labels<Itinerance> =
    &[("Itinérant", Itinerance::Itinerant), ("Fixe", Itinerance::Fixed)];

/// The schema's own label for `value`: the first of the list, older spellings come after it.
pub(super) fn label_of<T: PartialEq>(labels: Labels<T>, value: T) -> Option<&'static str> {
    labels.iter().find(|(_, one)| *one == value).map(|(label, _)| *label)
}

/// What `text` means in a list of labels.
pub(in crate::exchange) fn meaning<T: Copy>(labels: Labels<T>, text: &str) -> Option<T> {
    let exact = labels.iter().find(|(label, _)| *label == text);
    let found = exact.or_else(|| {
        let folded = fold(text);
        labels.iter().find(|(label, _)| fold(label) == folded)
    });
    found.map(|(_, value)| *value)
}

pub(in crate::exchange) fn spoken(tag: &str) -> Option<OfferLanguage> {
    Some(OfferLanguage { language: Language::parse(tag)?, kind: LanguageKind::Spoken })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_a_label_of_the_standard_and_is_read_back() {
        for theme in Theme::ALL {
            assert_eq!(meaning(THEMES, french_label(*theme)), Some(*theme));
        }
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        assert_eq!(
            meaning(ACCESS_MODES, "ce lieu n’accueille pas de public"),
            Some(AccessMode::NoPublic)
        );
        assert_eq!(meaning(PEOPLE, "Etudiants"), Some(People::For(Audience::Students)));
        assert_eq!(
            meaning(THEMES, "Comprehension du monde numérique"),
            Some(Theme::UnderstandingDigital)
        );
        assert_eq!(meaning(THEMES, "Cuisine"), None);
    }
}
