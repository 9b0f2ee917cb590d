//! The French words of the table and what they mean.
//!
//! **Invariant:** every word of a list has exactly one French word that is written; reading
//! also takes the words of the French standard and the codes of the program.

use kernel::Language;

use crate::exchange::mednum::labels::{self, Labels, People};
use crate::fold::fold;
use crate::offer::OfferLanguage;
use crate::terms::{
    AccessMode, Adjustment, Audience, CostBand, HelpMode, Itinerance, Kind, LanguageKind, Theme,
};

/// A closed list whose words stand in the table.
pub trait Spoken: Copy + PartialEq + Sized + 'static {
    /// Each value with the French word that is written for it.
    const WORDS: &'static [(&'static str, Self)];

    /// Reads the code of the program.
    fn from_code(code: &str) -> Option<Self>;

    /// Reads a word of the French standard.
    fn from_standard(word: &str) -> Option<Self>;

    /// The French word that is written for it.
    fn french(self) -> &'static str {
        Self::WORDS.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }

    /// Reads a word, whatever its capitals, accents and apostrophes.
    fn read(text: &str) -> Option<Self> {
        let folded = fold(text);
        let ours = Self::WORDS.iter().find(|(word, _)| fold(word) == folded);
        ours.map(|(_, value)| *value)
            .or_else(|| Self::from_standard(text))
            .or_else(|| Self::from_code(text))
    }
}

macro_rules! spoken {
    ($($list:ident by $standard:expr => { $($variant:ident = $word:literal,)+ })+) => {$(
        impl Spoken for $list {
            const WORDS: &'static [(&'static str, $list)] = &[$(($word, $list::$variant),)+];

            fn from_code(code: &str) -> Option<$list> {
                $list::from_word(code)
            }

            fn from_standard(word: &str) -> Option<$list> {
                let standard: fn(&str) -> Option<$list> = $standard;
                standard(word)
            }
        }
    )+};
}

fn of<T: Copy>(labels: Labels<T>, word: &str) -> Option<T> {
    labels::meaning(labels, word)
}

spoken! {
    Kind by |_| None => {
        ReceptionAssessment = "Accueil et premier bilan",
        UrgentAdminHelp = "Dépannage administratif urgent",
        ProcedureWithOrFor = "Démarche faite avec vous",
        PublicWriter = "Écrivain public",
        DigitalDropIn = "Permanence numérique",
        FreeAccessComputer = "Ordinateurs en libre accès",
        Equipment = "Appareil prêté, donné ou vendu à petit prix",
        Connection = "Connexion à Internet",
        Repair = "Réparation",
        FirstSteps = "Premiers pas",
        BasicCourse = "Cours de base",
        ThemedWorkshop = "Atelier à thème",
        FrenchAndDigital = "Français et numérique",
        IndividualSupport = "Aide individuelle",
        HomeVisit = "Aide à domicile",
        ItinerantStop = "Arrêt d’un service itinérant",
        AdjustmentAssessment = "Adaptation du matériel",
        Interpreting = "Interprète",
        PeerSupport = "Entraide",
        TelephoneLine = "Aide par téléphone",
        ProfessionalTraining = "Formation pour professionnels",
    }

    Theme by |word| of(labels::THEMES, word) => {
        AdministrativeHelp = "Démarches administratives",
        EverydayTools = "Outils du quotidien",
        JobSearch = "Recherche d’emploi",
        SafeUse = "Sécurité et arnaques",
        Parenting = "Parents et écrans",
        LeisureCreation = "Loisirs et création",
        UnderstandingDigital = "Comprendre le numérique",
        InternetAccessEquipment = "Accès à Internet et à un ordinateur",
        AffordableEquipment = "Matériel à petit prix",
    }

    Audience by |word| match of(labels::PEOPLE, word)? {
        People::For(audience) => Some(audience),
        _ => None,
    } => {
        Young = "Jeunes",
        Students = "Étudiants",
        Families = "Familles et enfants",
        Seniors = "Personnes âgées",
        Women = "Femmes",
        JobSeekers = "Personnes qui cherchent un emploi",
        Professionals = "Professionnels",
    }

    Adjustment by |word| match of(labels::PEOPLE, word)? {
        People::Prepared(adjustment) => Some(adjustment),
        _ => None,
    } => {
        DeafHardOfHearing = "Surdité et malentendance",
        MotorDisability = "Mobilité réduite",
        MentalDisability = "Handicap mental ou psychique",
        LowLiteracy = "Difficulté à lire ou à écrire",
        VisualImpairment = "Vue faible ou absente",
        HomeVisitPossible = "Visite à domicile possible",
        QuietPlace = "Lieu calme",
        MoreTime = "Rendez-vous plus long",
        ChildWelcome = "Enfants bienvenus",
    }

    HelpMode by |word| of(labels::HELP_MODES, word) => {
        SelfService = "Seul avec de l’aide à côté",
        OneToOne = "À deux avec une personne qui aide",
        GroupWorkshop = "En groupe",
        Remote = "À distance",
    }

    AccessMode by |word| of(labels::ACCESS_MODES, word) => {
        WalkIn = "Venir sur place",
        Phone = "Téléphoner",
        Mail = "Écrire un courriel",
        ReferralFormMail = "Passer par une personne qui vous oriente",
        OnlineBooking = "Prendre rendez-vous en ligne",
        NoPublic = "Pas d’accueil du public",
    }

    CostBand by |word| of(labels::COSTS, word) => {
        Free = "Gratuit",
        FreeConditional = "Gratuit sous condition",
        Paid = "Payant",
    }

    Itinerance by |word| of(labels::ITINERANCE, word) => {
        Fixed = "Toujours au même endroit",
        Itinerant = "Se déplace",
    }
}

const SIGNED: &str = "langue des signes";
const INTERPRETED: &str = "interprète sur demande";

/// A language as it is written: `fr`, `ssr (langue des signes)`, `ti (interprète sur demande)`.
pub fn written_language(language: &OfferLanguage) -> String {
    match language.kind {
        LanguageKind::Spoken => language.language.to_string(),
        LanguageKind::Signed => format!("{} ({SIGNED})", language.language),
        LanguageKind::InterpreterOnRequest => format!("{} ({INTERPRETED})", language.language),
    }
}

/// Reads back [`written_language`], and `tag:kind` of the exported table.
pub(super) fn read_language(text: &str) -> Option<OfferLanguage> {
    if let Some((tag, kind)) = text.split_once(':') {
        let kind = LanguageKind::from_word(kind)?;
        return Some(OfferLanguage { language: Language::parse(tag)?, kind });
    }
    let (tag, kind) = match text.split_once('(') {
        None => (text, LanguageKind::Spoken),
        Some((tag, kind)) => match fold(kind.trim_end_matches(')').trim()) {
            kind if kind == fold(SIGNED) => (tag, LanguageKind::Signed),
            kind if kind == fold(INTERPRETED) => (tag, LanguageKind::InterpreterOnRequest),
            _ => return None,
        },
    };
    Some(OfferLanguage { language: Language::parse(tag)?, kind })
}
