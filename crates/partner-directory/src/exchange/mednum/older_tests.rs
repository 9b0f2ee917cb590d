//! Files of the older schema say the same as the newer ones.

use std::collections::BTreeMap;

use super::*;
use crate::exchange::difference::{Difference, Entry};
use crate::exchange::{Reason, Remark};
use crate::fixtures::{at, day, real_files};
use crate::terms::{Audience, CostBand, HelpMode, Theme};

const HEADER: &str = "id,pivot,nom,commune,code_postal,adresse,date_maj,services";

fn moment() -> Moment {
    Moment { now: at("2026-03-03T08:00:00Z"), today: day("2026-03-03") }
}

fn older(text: &str) -> Import {
    let sheet = read_version(text.as_bytes(), Format::Csv, Version::V0).unwrap();
    understand(sheet, moment())
}

fn reasons(remarks: &[Remark]) -> Vec<(usize, &str, Reason)> {
    remarks.iter().map(|remark| (remark.row, remark.field.as_str(), remark.reason)).collect()
}

#[test]
fn a_row_of_the_older_schema_arrives_in_the_same_values() {
    let import = older(&format!(
        "{HEADER},typologie,courriel,publics_accueillis,conditions_acces,labels_nationaux,labels_autres,modalites_accompagnement,cle_ban\n\
        row-1,43493312300029,A,Reims,51100,Rue 1,2022-10-10,Prendre en main un ordinateur;Utiliser le numérique au quotidien;Créer et développer mon entreprise,CC;CCAS,a@b.fr,Adultes;Seniors (+ 65 ans),Gratuit : Je peux accéder gratuitement au lieu et à ses services;Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu,CNFS;APTIC,ZRR,Seul : j'ai accès à du matériel et une connexion,51454_0650\n"
    ));

    let Entry { organization, offer, .. } = &import.records[0].entry;
    assert_eq!(offer.themes, [Theme::EverydayTools, Theme::JobSearch]);
    assert_eq!(organization.legal_form.as_deref(), Some("CC|CCAS"));
    assert_eq!(offer.contact_email.as_deref(), Some("a@b.fr"));
    assert_eq!(offer.audiences, [Audience::Seniors]);
    assert_eq!(offer.cost.bands, [CostBand::Free]);
    assert_eq!(offer.programmes, ["CNFS", "APTIC", "ZRR"]);
    assert_eq!(offer.help_modes, [HelpMode::SelfService]);
    assert_eq!(
        reasons(&import.remarks),
        [
            (0, "cle_ban", Reason::NoCounterpart),
            (1, "publics_accueillis", Reason::NoCounterpart),
            (1, "conditions_acces", Reason::NoCounterpart),
        ]
    );
}

#[test]
fn every_service_of_the_older_schema_has_a_theme() {
    let services = [
        "Devenir autonome dans les démarches administratives",
        "Réaliser des démarches administratives avec un accompagnement",
        "Prendre en main un smartphone ou une tablette",
        "Prendre en main un ordinateur",
        "Utiliser le numérique au quotidien",
        "Approfondir ma culture numérique",
        "Favoriser mon insertion professionnelle",
        "Accéder à une connexion internet",
        "Accéder à du matériel",
        "S'équiper en matériel informatique",
        "Créer et développer mon entreprise",
        "Créer avec le numérique",
        "Accompagner les démarches de santé",
        "Promouvoir la citoyenneté numérique",
        "Soutenir la parentalité et l'éducation avec le numérique",
    ];
    for service in services {
        let import = older(&format!("{HEADER}\n1,,A,Reims,51100,Rue 1,2022-10-10,{service}\n"));
        assert_eq!(import.records[0].entry.offer.themes.len(), 1, "{service}");
    }
}

#[test]
fn columns_may_be_separated_by_semicolons() {
    let import = older(
        "id;pivot;nom;commune;code_postal;adresse;date_maj;services\n\
         1;;A;Reims;51100;Rue 1, au fond;2022-10-10;\"Prendre en main un ordinateur;Créer avec le numérique\"\n",
    );

    let Entry { place, offer, .. } = &import.records[0].entry;
    assert_eq!(place.street, "Rue 1, au fond");
    assert_eq!(offer.themes, [Theme::EverydayTools, Theme::LeisureCreation]);
}

#[test]
fn a_number_is_unique_only_inside_its_source() {
    let text = format!(
        "{HEADER},source\n\
         1,,A,Reims,51100,Rue 1,2022-10-10,,Hinaura\n\
         1,,B,Reims,51100,Rue 1,2022-10-10,,Bus France Services\n\
         1,,C,Reims,51100,Rue 1,2022-10-10,,HINAURA\n\
         2,,D,Reims,51100,Rue 1,2022-10-10,,\n"
    );

    let import = older(&text);

    let ids: Vec<_> = import.records.iter().map(|one| one.external_id.as_str()).collect();
    assert_eq!(ids, ["hinaura:1", "bus-france-services:1", "2"]);
    assert_eq!(reasons(&import.refused), [(3, "id", Reason::DuplicateId)]);
}

/// What the two files say differently, by field, with how many rows.
#[test]
fn both_schemas_of_a_real_file_give_the_same_places_and_values() {
    let Some([v0, v1]) = real_files(["v0-charente.csv", "v1-charente.csv"]) else { return };
    let older = understand(read_version(&v0, Format::Csv, Version::V0).unwrap(), moment());
    let newer = understand(read(&v1, Format::Csv).unwrap(), moment());

    assert_eq!((older.records.len(), older.refused.len()), (188, 0));
    let mut kinds: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for (older, newer) in older.records.iter().zip(&newer.records) {
        assert_eq!(older.external_id, newer.external_id);
        assert_eq!(older.organization_key, newer.organization_key);
        assert_eq!(older.place_key, newer.place_key);
        let changes = match older.entry.difference(&newer.entry) {
            Difference::Unchanged => continue,
            Difference::Changed(changes) | Difference::Protected(changes) => changes,
        };
        for change in changes {
            *kinds.entry((change.field, change.before, change.after)).or_default() += 1;
        }
    }
    let found: Vec<(&str, &str, &str, usize)> = kinds
        .iter()
        .map(|((field, before, after), rows)| {
            (field.as_str(), before.as_str(), after.as_str(), *rows)
        })
        .collect();
    assert_eq!(
        found,
        [
            // The newer file lost individual help wherever there are workshops,
            ("offer.help_modes", "group_workshop, one_to_one", "group_workshop", 1),
            (
                "offer.help_modes",
                "group_workshop, one_to_one, self_service",
                "group_workshop, self_service",
                2
            ),
            // by which we tell the nature of an offer,
            ("offer.kind", "procedure_with_or_for", "basic_course", 3),
            // "Créer et développer mon entreprise" once, which elsewhere became job search,
            (
                "offer.themes",
                "administrative_help, everyday_tools, understanding_digital, \
                 internet_access_equipment, job_search, leisure_creation, parenting",
                "administrative_help, everyday_tools, understanding_digital, \
                 internet_access_equipment, leisure_creation, parenting",
                1
            ),
            // and the second of two types of one organization.
            ("organization.legal_form", "MUNI|RFS", "MUNI", 1),
        ]
    );
}

#[test]
fn the_other_real_files_of_the_older_schema_are_fully_accounted_for() {
    let names = ["v0-hinaura-auvergne-rhone-alpes.csv", "v0-charente-bus-france-services.csv"];
    let Some(files) = real_files(names) else { return };
    for (file, rows) in files.iter().zip([687, 12]) {
        let import = understand(read_version(file, Format::Csv, Version::V0).unwrap(), moment());

        assert_eq!(import.records.len() + import.refused.len(), rows);
        assert_eq!(import.refused, []);
        let unknown: Vec<_> =
            import.remarks.iter().filter(|one| one.reason == Reason::UnknownValue).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
