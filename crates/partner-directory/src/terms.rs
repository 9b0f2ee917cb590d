//! The closed lists of the directory: what an offer is, for whom, how and at what price.
//!
//! **Invariant:** none of these words says anything about a person's health or origin;
//! they describe offers.

use crate::closed_list::closed_list;

closed_list! {
    /// What an offer helps with: the nine services of the French standard (peers.md 4.2-A).
    Theme {
        AdministrativeHelp = "administrative_help",
        EverydayTools = "everyday_tools",
        JobSearch = "job_search",
        SafeUse = "safe_use",
        Parenting = "parenting",
        LeisureCreation = "leisure_creation",
        UnderstandingDigital = "understanding_digital",
        InternetAccessEquipment = "internet_access_equipment",
        AffordableEquipment = "affordable_equipment",
    }

    /// The nature of an offer (DIR-02); pathways name these.
    Kind {
        ReceptionAssessment = "reception_assessment",
        UrgentAdminHelp = "urgent_admin_help",
        ProcedureWithOrFor = "procedure_with_or_for",
        PublicWriter = "public_writer",
        DigitalDropIn = "digital_drop_in",
        FreeAccessComputer = "free_access_computer",
        Equipment = "equipment",
        Connection = "connection",
        Repair = "repair",
        FirstSteps = "first_steps",
        BasicCourse = "basic_course",
        ThemedWorkshop = "themed_workshop",
        FrenchAndDigital = "french_and_digital",
        IndividualSupport = "individual_support",
        HomeVisit = "home_visit",
        ItinerantStop = "itinerant_stop",
        AdjustmentAssessment = "adjustment_assessment",
        Interpreting = "interpreting",
        PeerSupport = "peer_support",
        TelephoneLine = "telephone_line",
        ProfessionalTraining = "professional_training",
    }

    /// For whom an offer is meant; an offer that names nobody is for everyone.
    Audience {
        Young = "young",
        Students = "students",
        Families = "families",
        Seniors = "seniors",
        Women = "women",
        JobSeekers = "job_seekers",
        Professionals = "professionals",
    }

    /// What an offer is prepared for; never a statement about the person who asks.
    Adjustment {
        DeafHardOfHearing = "deaf_hard_of_hearing",
        MotorDisability = "motor_disability",
        MentalDisability = "mental_disability",
        LowLiteracy = "low_literacy",
        VisualImpairment = "visual_impairment",
        HomeVisitPossible = "home_visit_possible",
        QuietPlace = "quiet_place",
        MoreTime = "more_time",
        ChildWelcome = "child_welcome",
    }

    /// How help is given (peers.md 4.2-D).
    HelpMode {
        SelfService = "self_service",
        OneToOne = "one_to_one",
        GroupWorkshop = "group_workshop",
        Remote = "remote",
    }

    /// How to reach an offer (peers.md 4.2-E).
    AccessMode {
        WalkIn = "walk_in",
        Phone = "phone",
        Mail = "mail",
        ReferralFormMail = "referral_form_mail",
        OnlineBooking = "online_booking",
        NoPublic = "no_public",
    }

    /// What an offer asks for; no band at all means that nobody said.
    CostBand {
        Free = "free",
        FreeConditional = "free_conditional",
        Paid = "paid",
    }

    /// Whether the offer stays at its places or tours.
    Itinerance {
        Fixed = "fixed",
        Itinerant = "itinerant",
    }

    /// Room for new people, as the organization stated it.
    Capacity {
        Open = "open",
        FewPlaces = "few_places",
        Full = "full",
    }

    /// What sort of place it is (HSDS `location_type`, with touring places apart).
    PlaceKind {
        Physical = "physical",
        Postal = "postal",
        Virtual = "virtual",
        Mobile = "mobile",
    }

    /// Whether a place is reached without a step; unknown is shown and never counts as yes (DIR-04).
    StepFree {
        Yes = "yes",
        No = "no",
        Unknown = "unknown",
    }

    /// How a listing was last checked (FEA-9).
    VerifiedHow {
        Web = "web",
        MailLink = "mail_link",
        Phone = "phone",
        Visit = "visit",
        Letter = "letter",
        Import = "import",
    }

    /// In which way a language is offered.
    LanguageKind {
        Spoken = "spoken",
        Signed = "signed",
        InterpreterOnRequest = "interpreter_on_request",
    }

    /// Where an offer stands between first words and the archive.
    OfferStatus {
        Draft = "draft",
        Published = "published",
        Paused = "paused",
        Archived = "archived",
    }

    /// Where an organization stands in the network.
    OrganizationStatus {
        Proposed = "proposed",
        Active = "active",
        Paused = "paused",
        Archived = "archived",
    }

    /// Who may ask for an offer.
    WhoMayRefer {
        Person = "person",
        Professional = "professional",
        Both = "both",
    }

    /// The data protection law an organization is under.
    DataRegime {
        /// Geneva cantonal law, for public bodies.
        Lipad = "lipad",
        /// Swiss federal law.
        Lpd = "lpd",
        /// European regulation.
        Gdpr = "gdpr",
    }

    /// Under which scheme an organization's official number is registered.
    IdentifierScheme {
        ChUid = "ch_uid",
        Siret = "siret",
        Siren = "siren",
        Rna = "rna",
        Other = "other",
    }
}

// Places kept before there were sorts were all of bricks.
#[expect(clippy::derivable_impls, reason = "the macro writes the enum")]
impl Default for PlaceKind {
    fn default() -> Self {
        PlaceKind::Physical
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back_as_the_value_that_wrote_it() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), Some(*theme));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(*kind));
        }
        assert_eq!(Theme::ALL.len(), 9);
        assert_eq!(Kind::ALL.len(), 21);
        assert_eq!(Theme::from_word("Administrative_help"), None);
    }
}
