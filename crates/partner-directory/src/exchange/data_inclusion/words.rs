//! Our words and those of data·inclusion v1 (standards.md 4, peers.md 4.4).
//!
//! **Invariant:** every word of ours is mapped or declared lost, because each `match` is whole.

use crate::fold::fold;
use crate::terms::{AccessMode, Audience, CostBand, HelpMode, Kind, Theme, WhoMayRefer};

const BASICS: &str = "numerique--maitriser-les-fondamentaux-du-numerique";
const ONLINE_SERVICES: &str = "numerique--acceder-a-des-services-en-ligne";
const EQUIPMENT: &str = "numerique--acquerir-un-equipement";

/// The themes of a theme; the first is nearest.
pub(super) fn thematics(theme: Theme) -> &'static [&'static str] {
    match theme {
        Theme::AdministrativeHelp => &[
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
            ONLINE_SERVICES,
        ],
        Theme::EverydayTools => &[BASICS, ONLINE_SERVICES],
        Theme::JobSearch => {
            &["preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi", BASICS]
        }
        Theme::SafeUse | Theme::UnderstandingDigital => &[BASICS],
        Theme::Parenting => &["famille--soutien-a-la-parentalite-et-a-leducation", BASICS],
        Theme::LeisureCreation => &["remobilisation--activites-sportives-et-culturelles", BASICS],
        Theme::InternetAccessEquipment => {
            &["numerique--acceder-a-une-connexion-internet", EQUIPMENT]
        }
        Theme::AffordableEquipment => &[EQUIPMENT],
    }
}

/// The type of a kind. The French job takes it from the ways of helping; our kinds say more.
pub(super) fn service_type(kind: Kind) -> &'static str {
    match kind {
        Kind::ReceptionAssessment | Kind::TelephoneLine => "information",
        Kind::UrgentAdminHelp
        | Kind::ProcedureWithOrFor
        | Kind::PublicWriter
        | Kind::DigitalDropIn
        | Kind::IndividualSupport
        | Kind::HomeVisit
        | Kind::ItinerantStop
        | Kind::AdjustmentAssessment
        | Kind::Interpreting
        | Kind::PeerSupport => "accompagnement",
        Kind::FreeAccessComputer | Kind::Equipment | Kind::Connection | Kind::Repair => {
            "aide-materielle"
        }
        Kind::FirstSteps | Kind::ThemedWorkshop => "atelier",
        Kind::BasicCourse | Kind::FrenchAndDigital | Kind::ProfessionalTraining => "formation",
    }
}

/// For whom; `None` is lost.
pub(super) fn public(audience: Audience) -> Option<&'static str> {
    Some(match audience {
        Audience::Young => "jeunes",
        Audience::Students => "etudiants",
        Audience::Families => "familles",
        Audience::Seniors => "seniors",
        Audience::Women => "femmes",
        Audience::JobSeekers => "demandeurs-emploi",
        // `actifs` are people who work, not those who come for their work.
        Audience::Professionals => return None,
    })
}

/// Nobody named means everybody.
pub(super) const EVERYBODY: &str = "tous-publics";

/// The one value for several bands: something free comes first.
pub(super) fn fee(bands: &[CostBand]) -> Option<&'static str> {
    let is_free = |band: &CostBand| match band {
        CostBand::Free | CostBand::FreeConditional => true,
        CostBand::Paid => false,
    };
    match bands {
        [] => None,
        bands if bands.iter().any(is_free) => Some("gratuit"),
        _ => Some("payant"),
    }
}

/// How to ask for it; `None` is lost.
pub(super) fn mobilisation(mode: AccessMode) -> Option<&'static str> {
    match mode {
        AccessMode::WalkIn => Some("se-presenter"),
        AccessMode::Phone => Some("telephoner"),
        AccessMode::Mail | AccessMode::ReferralFormMail => Some("envoyer-un-courriel"),
        AccessMode::OnlineBooking => Some("utiliser-lien-mobilisation"),
        AccessMode::NoPublic => None,
    }
}

/// Where help is given.
pub(super) fn reception(mode: HelpMode) -> &'static str {
    match mode {
        HelpMode::Remote => "a-distance",
        HelpMode::SelfService | HelpMode::OneToOne | HelpMode::GroupWorkshop => "en-presentiel",
    }
}

/// Who may ask.
pub(super) fn may_ask(who: WhoMayRefer) -> &'static [&'static str] {
    match who {
        WhoMayRefer::Person => &["usagers"],
        WhoMayRefer::Professional => &["professionnels"],
        WhoMayRefer::Both => &["professionnels", "usagers"],
    }
}

/// Networks by the names under which listings bear them; older names beside newer ones.
const NETWORKS: [(&str, &str); 10] = [
    ("Aidants Connect", "aidants-connect"),
    ("Conseillers numériques", "conseillers-numeriques"),
    ("CNFS", "conseillers-numeriques"),
    ("France Services", "france-service"),
    ("Grande école du numérique", "grandes-ecoles-du-numerique"),
    ("Grandes écoles du numérique", "grandes-ecoles-du-numerique"),
    ("La Croix Rouge", "croix-rouge"),
    ("Fabriques de Territoire", "fabrique-de-territoire"),
    ("French Tech", "french-tech"),
    ("Campus connecté", "campus-connecte"),
];

/// The network of a programme or label; `None` is lost.
pub(super) fn network(name: &str) -> Option<&'static str> {
    let folded = fold(name.trim());
    NETWORKS.iter().find(|(known, _)| fold(known) == folded).map(|(_, word)| *word)
}
