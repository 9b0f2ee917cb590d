use std::collections::HashSet;
use std::path::Path;

use super::*;
use crate::exchange::loss::LossReason;
use crate::fixtures::{at_place, day, offer, partner, place};
use crate::{Adjustment, Audience, CostBand, Kind, Theme};

fn said(published: &[Published]) -> Records {
    let settings = Settings {
        own_source: "relais-test".to_owned(),
        public_url: "https://relais.example".to_owned(),
        today: day("2026-03-03"),
    };
    records(published, &Origins::default(), &settings)
}

#[test]
fn an_offer_at_a_place_is_a_structure_and_a_service() {
    let records = said(&[Published::new(offer(), partner(), [(at_place("24/7"), place())])]);

    assert_eq!((records.structures.len(), records.services.len()), (1, 1));
    let (structure, service) = (&records.structures[0], &records.services[0]);
    assert_eq!(service["structure_id"], structure["id"]);
    assert_eq!(service["id"], "relais-test--offer-place-1");
    assert_eq!(service["frais"], "gratuit");
    assert_eq!(service["publics"], serde_json::json!(["tous-publics"]));
    assert_eq!(service["lien_source"], "https://relais.example/offres/permanence-numerique");
}

#[test]
fn what_only_french_values_fit_is_left_out_and_counted() {
    let records = said(&[Published::new(offer(), partner(), [(at_place("24/7"), place())])]);

    assert!(records.services[0].get("code_postal").is_none());
    assert!(records.services[0].get("code_insee").is_none());
    assert_eq!(records.losses.count("place.postcode", LossReason::OtherForm), 2);
    assert_eq!(records.services[0]["commune"], "Genève");
}

#[test]
fn a_protected_place_and_a_telephone_line_have_no_address() {
    let mut refuge = place();
    refuge.is_address_hidden = true;
    let mut line = offer();
    line.id = "offer-2".into();
    let records = said(&[
        Published::new(offer(), partner(), [(at_place("24/7"), refuge)]),
        Published::new(line, partner(), []),
    ]);

    let all = format!("{:?} {:?}", records.structures, records.services);
    assert_eq!((records.structures.len(), records.services.len()), (2, 2));
    for secret in ["Lyon", "46.2", "latitude", "adresse"] {
        assert!(!all.contains(secret), "{secret} is in {all}");
    }
}

#[test]
fn what_an_offer_is_prepared_for_does_not_narrow_whom_it_is_for() {
    let mut prepared = offer();
    prepared.adjustments = vec![Adjustment::DeafHardOfHearing, Adjustment::QuietPlace];
    prepared.cost.bands = vec![CostBand::FreeConditional];
    let records = said(&[Published::new(prepared, partner(), [])]);

    assert_eq!(records.services[0]["publics"], serde_json::json!(["tous-publics"]));
    assert_eq!(records.services[0]["publics_precisions"], "Surdité");
    assert_eq!(records.losses.count("offer.adjustments", LossReason::NoWord), 1);
    assert_eq!(records.losses.count("offer.cost", LossReason::Coarser), 1);
}

/// The words of one list of the published schema; `None`, said aloud, where it is not at hand.
#[expect(clippy::disallowed_methods, reason = "the place of published schemas is set outside")]
fn published_words(file: &str, list: &str) -> Option<HashSet<String>> {
    let shared = std::env::var("RELAIS_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let path = Path::new(&shared).join("schemas/data-inclusion-1.0.10").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "the schemas are missing");
        eprintln!("skipped: set RELAIS_SHARED to the folder of published schemas");
        return None;
    };
    let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    let words = schema["$defs"][list]["enum"].as_array().unwrap();
    Some(words.iter().map(|word| word.as_str().unwrap().to_owned()).collect())
}

#[test]
fn every_word_that_is_written_is_in_the_published_schema() {
    let list = |name| published_words("service.json", name);
    let (Some(thematics), Some(types), Some(publics), Some(modes), Some(networks)) = (
        list("Thematique"),
        list("TypeService"),
        list("Public"),
        list("ModeMobilisation"),
        published_words("structure.json", "ReseauPorteur"),
    ) else {
        return;
    };
    for theme in Theme::ALL {
        assert!(words::thematics(*theme).iter().all(|word| thematics.contains(*word)), "{theme:?}");
    }
    for kind in Kind::ALL {
        assert!(types.contains(words::service_type(*kind)), "{kind:?}");
    }
    for audience in Audience::ALL {
        let lost = *audience == Audience::Professionals;
        let word = words::public(*audience);
        assert_eq!(word.is_none(), lost, "{audience:?}");
        assert!(word.is_none_or(|word| publics.contains(word)), "{audience:?}");
    }
    for mode in crate::AccessMode::ALL {
        let lost = *mode == crate::AccessMode::NoPublic;
        let word = words::mobilisation(*mode);
        assert_eq!(word.is_none(), lost, "{mode:?}");
        assert!(word.is_none_or(|word| modes.contains(word)), "{mode:?}");
    }
    for name in ["Aidants Connect", "CNFS", "France services", "La Croix Rouge", "French Tech"] {
        assert!(networks.contains(words::network(name).unwrap()), "{name}");
    }
    assert_eq!(words::network("Certification PIX"), None);
}
