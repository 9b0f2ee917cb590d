use super::*;
use crate::exchange::difference::Entry;
use crate::exchange::{Encoding, Reason, Remark};
use crate::fixtures::{at, day, real_files};
use crate::terms::{
    AccessMode, Adjustment, Audience, CostBand, HelpMode, Itinerance, Kind, Theme, VerifiedHow,
};

const HEADER: &str = "id,pivot,nom,commune,code_postal,adresse,date_maj";

fn moment() -> Moment {
    Moment { now: at("2026-03-03T08:00:00Z"), today: day("2026-03-03") }
}

fn csv(text: &str) -> Import {
    understand(read(text.as_bytes(), Format::Csv).unwrap(), moment())
}

fn error(bytes: &[u8], format: Format) -> FileError {
    read(bytes, format).unwrap_err()
}

fn reasons(remarks: &[Remark]) -> Vec<(usize, &str, Reason)> {
    remarks.iter().map(|remark| (remark.row, remark.field.as_str(), remark.reason)).collect()
}

#[test]
fn a_full_row_arrives_in_the_directorys_own_values() {
    let text = "id,pivot,nom,commune,code_postal,code_insee,adresse,complement_adresse,latitude,longitude,typologie,telephone,courriels,site_web,horaires,presentation_resume,presentation_detail,source,itinerance,structure_parente,date_maj,services,publics_specifiquement_adresses,prise_en_charge_specifique,frais_a_charge,dispositif_programmes_nationaux,formations_labels,autres_formations_labels,modalites_acces,modalites_accompagnement,fiche_acces_libre,prise_rdv\n\
        row-1,43493312300029,\"Anonymal, le lieu\",Reims,51100,51454,12 BIS RUE DE LECLERCQ,Le patio,49.255,4.031,TIERS_LIEUX|ASSO,03 26 86 67 70,a@laquincaillerie.tl|b@laquincaillerie.tl,https://a.fr,\"Mo-Fr 09:00-12:00; PH off\",Court.,Long.,Hinaura,Itinérant,Pôle emploi,2022-10-10,Aide aux démarches administratives|Utilisation sécurisée du numérique,Familles et/ou enfants|Seniors,Surdité|Langues étrangères (anglais),Gratuit sous condition,Aidants Connect,Mes Papiers (Métropole de Lyon),SudLabs,Se présenter|Téléphoner,Accompagnement individuel|À distance,https://acces-libre.fr/a,https://rdv.fr/a\n";

    let import = csv(text);

    let record = &import.records[0];
    let Entry { organization, place, offer, at_place } = &record.entry;
    assert_eq!(record.organization_key, "siret:43493312300029");
    assert_eq!(organization.name, "Anonymal, le lieu");
    assert_eq!(organization.parent_name.as_deref(), Some("Pôle emploi"));
    assert_eq!(place.commune_code.as_deref(), Some("51454"));
    assert_eq!(place.point.map(|point| point.lat()), Some(49.255));
    assert_eq!(offer.themes, [Theme::AdministrativeHelp, Theme::SafeUse]);
    assert_eq!(offer.audiences, [Audience::Families, Audience::Seniors]);
    assert_eq!(offer.adjustments, [Adjustment::DeafHardOfHearing]);
    assert_eq!(offer.languages[0].language.as_str(), "en");
    assert_eq!(offer.cost.bands, [CostBand::FreeConditional]);
    assert_eq!(offer.access_modes, [AccessMode::WalkIn, AccessMode::Phone]);
    assert_eq!(offer.help_modes, [HelpMode::OneToOne, HelpMode::Remote]);
    assert_eq!(offer.kind, Kind::ProcedureWithOrFor);
    assert_eq!(offer.itinerance, Itinerance::Itinerant);
    assert_eq!(offer.contact_phone.as_deref(), Some("+33326866770"));
    assert_eq!(offer.contact_email.as_deref(), Some("a@laquincaillerie.tl"));
    assert_eq!(offer.programmes, ["Aidants Connect", "Mes Papiers (Métropole de Lyon)", "SudLabs"]);
    assert_eq!((offer.verified.on, offer.verified.how), (day("2022-10-10"), VerifiedHow::Import));
    assert_eq!(offer.freshness_since, day("2026-03-03"), "counted from the import");
    assert_eq!(crate::freshness(offer, day("2026-03-03")), crate::Freshness::ToConfirm);
    assert_eq!(at_place.schedules[0].osm.as_deref(), Some("Mo-Fr 09:00-12:00; PH off"));
    assert_eq!(reasons(&import.remarks), [(1, "courriels", Reason::OnlyFirstKept)]);
}

#[test]
fn every_row_is_a_record_or_a_refusal_with_its_reason() {
    let text = format!(
        "{HEADER}\n\
        1,43493312300029,A,Reims,51100,Rue 1,2022-10-10\n\
        ,43493312300029,B,Reims,51100,Rue 1,2022-10-10\n\
        3,43493312300029,,Reims,51100,Rue 1,2022-10-10\n\
        4,43493312300029,D,Reims,5110,Rue 1,2022-10-10\n\
        1,43493312300029,E,Reims,51100,Rue 1,2022-10-10\n\
        6,43493312300029,F,Reims\n\
        7,43493312300029,G,,51100,Rue 1,2022-10-10\n\
        8,43493312300029,H,Reims,51100,Rue 1,2022-10-10\n"
    );

    let import = csv(&text);

    assert_eq!(import.records.iter().map(|record| record.row).collect::<Vec<_>>(), [1, 8]);
    assert_eq!(
        reasons(&import.refused),
        [
            (2, "id", Reason::Missing),
            (3, "nom", Reason::Missing),
            (4, "code_postal", Reason::Invalid),
            (5, "id", Reason::DuplicateId),
            (6, "", Reason::FieldCount),
            (7, "commune", Reason::Missing),
        ]
    );
    assert_eq!(import.refused[2].value, "5110");
}

#[test]
fn values_that_do_not_fit_are_dropped_with_a_remark_and_the_row_stays() {
    let text = format!(
        "{HEADER},latitude,longitude,services,telephone,site_web,horaires,code_insee,invente\n\
        1,00000000000000,A,Reims,51100,Rue 1,1970-01-01,4.03,49.2,Cuisine,3960,javascript:x,sur rdv,999,x\n"
    );

    let import = csv(&text);

    let Entry { place, offer, at_place, organization } = &import.records[0].entry;
    assert_eq!((place.point, place.commune_code.as_deref()), (None, None));
    assert_eq!(offer.contact_phone.as_deref(), Some("3960"), "kept as it came");
    assert_eq!(at_place.schedules[0].osm.as_deref(), Some("sur rdv"), "kept as it came");
    assert_eq!(organization.website, None);
    assert_eq!(offer.verified.on, moment().today);
    let mut found = reasons(&import.remarks);
    found.sort_by_key(|(_, field, _)| *field);
    assert_eq!(
        found,
        [
            (1, "code_insee", Reason::Invalid),
            (1, "date_maj", Reason::UnlikelyDate),
            (1, "horaires", Reason::UnreadableHours),
            (0, "invente", Reason::UnknownColumn),
            (1, "latitude", Reason::CoordinatesSwapped),
            (1, "pivot", Reason::Placeholder),
            (1, "services", Reason::UnknownValue),
            (1, "site_web", Reason::Invalid),
            (1, "telephone", Reason::UnusualPhone),
        ]
    );
}

#[test]
fn older_columns_in_a_newer_file_are_understood() {
    let text = format!(
        "{HEADER},courriel,labels_nationaux,publics_accueillis,accessibilite\n\
        1,00000000000000,A,Reims,51100,Rue 1,2022-10-10,a@b.fr,CNFS;France Services,\"Adultes;Seniors (+ 65 ans);Surdité;Public langues étrangères\",https://acceslibre.fr/a\n"
    );

    let import = csv(&text);

    let Entry { place, offer, .. } = &import.records[0].entry;
    assert_eq!(offer.contact_email.as_deref(), Some("a@b.fr"));
    assert_eq!(offer.programmes, ["CNFS", "France Services"]);
    assert_eq!(offer.audiences, [Audience::Seniors]);
    assert_eq!(offer.adjustments, [Adjustment::DeafHardOfHearing]);
    assert_eq!(offer.languages[0].language.as_str(), "mul");
    assert_eq!(place.accessibility_url.as_deref(), Some("https://acceslibre.fr/a"));
    assert!(reasons(&import.remarks).contains(&(1, "publics_accueillis", Reason::NoCounterpart)));
}

#[test]
fn rows_share_an_organization_by_number_then_by_parent_then_by_name_and_commune() {
    let text = format!(
        "{HEADER},structure_parente,site_web\n\
        1,43493312300029,Bureau A,Reims,51100,Rue 1,2022-10-10,,https://a.fr\n\
        2,43493312300029,Bureau B,Reims,51100,Rue 2,2022-10-10,,https://b.fr\n\
        3,00000000000000,Antenne,Reims,51100,Rue 3,2022-10-10,La Poste,\n\
        4,00000000000000,Antenne,Cognac,16100,Rue 4,2022-10-10,LA POSTE,\n\
        5,00000000000000,Seule,Reims,51100,Rue 5,2022-10-10,,\n"
    );

    let import = csv(&text);

    let keys: Vec<_> = import.records.iter().map(|one| one.organization_key.as_str()).collect();
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[2], keys[3]);
    assert_eq!(keys[4], "name:seule|reims");
    let organizations: Vec<_> =
        import.records.iter().map(|one| one.entry.organization.name.as_str()).collect();
    assert_eq!(organizations, ["Bureau A", "Bureau A", "La Poste", "La Poste", "Seule"]);
    assert_eq!(import.records[1].entry.place.name, "Bureau B");
    assert!(
        reasons(&import.remarks).contains(&(2, "site_web", Reason::DiffersFromOrganization)),
        "the second page is not lost in silence"
    );
}

#[test]
fn a_file_that_cannot_be_trusted_is_refused_as_a_whole() {
    let row = "1,43493312300029,Médiathèque,Reims,51100,Rue 1,2022-10-10\n";
    let file = format!("{HEADER}\n{row}");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(file.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin1: Vec<u8> = file.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let cases: Vec<(Vec<u8>, FileError)> = vec![
        (b"".to_vec(), FileError::Empty),
        (b" \n".to_vec(), FileError::Empty),
        (format!("{HEADER}\n").into_bytes(), FileError::Empty),
        (file.replace(',', ";").into_bytes(), FileError::WrongDelimiter(';')),
        (file.replace(',', "\t").into_bytes(), FileError::WrongDelimiter('\t')),
        (utf16, FileError::NotUtf8(Encoding::Utf16)),
        (latin1, FileError::NotUtf8(Encoding::Latin1)),
        (format!("{file}2,434").into_bytes(), FileError::Truncated { row: 2 }),
        (format!("{file}2,4,\"Mé").into_bytes(), FileError::Truncated { row: 2 }),
        (
            format!("{HEADER}\n2,4,\"A\"\"\",b,c,d,\"e").into_bytes(),
            FileError::Truncated { row: 1 },
        ),
        (
            b"id,nom,commune,code_postal,adresse\n1,2,3,4,5\n".to_vec(),
            FileError::MissingColumns(vec!["pivot", "date_maj"]),
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(error(&bytes, Format::Csv), expected);
    }
    let mut cut_letter = file.clone().into_bytes();
    cut_letter.truncate(file.find('é').unwrap() + 1);
    assert!(matches!(error(&cut_letter, Format::Csv), FileError::Truncated { .. }));
}

#[test]
fn json_that_cannot_be_trusted_is_refused_as_a_whole() {
    let cases: [(&str, FileError); 7] = [
        ("[]", FileError::Empty),
        ("{\"data\": []}", FileError::NotAList),
        ("[1, 2]", FileError::NotAList),
        ("\"a\"", FileError::NotAList),
        ("[{\"id\": \"1\"}, {\"id\": \"2\"", FileError::Truncated { row: 2 }),
        ("id,nom\n1,2", FileError::Malformed { line: 1 }),
        (
            "[{\"id\": \"1\", \"nom\": \"A\", \"commune\": \"B\", \"adresse\": \"C\"}]",
            FileError::MissingColumns(vec!["pivot", "code_postal", "date_maj"]),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error(text.as_bytes(), Format::Json), expected, "{text}");
    }
}

#[test]
fn a_file_over_64_megabytes_is_refused_unread() {
    let bytes = vec![b'x'; crate::exchange::MAX_BYTES + 1];

    assert!(matches!(error(&bytes, Format::Csv), FileError::TooLarge { .. }));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{feff}{HEADER}\r\n1,43493312300029,A,Reims,51100,Rue 1,2022-10-10\r\n");

    let import = csv(&text);

    assert_eq!((import.records.len(), import.remarks.len()), (1, 0));
    assert_eq!(import.records[0].entry.offer.verified.on, day("2022-10-10"));
}

#[test]
fn json_rows_may_have_numbers_lists_and_nulls_but_not_objects() {
    let text = r#"[
        {"id": "1", "pivot": 43493312300029, "nom": "A", "commune": "Reims", "code_postal": 51100,
         "adresse": {"rue": 1}, "date_maj": "2022-10-10", "telephone": null,
         "services": ["Utilisation sécurisée du numérique", "Cuisine"]},
        "autre"
    ]"#;

    let import = understand(read(text.as_bytes(), Format::Json).unwrap(), moment());

    assert_eq!(import.records[0].entry.offer.themes, [Theme::SafeUse]);
    assert_eq!(reasons(&import.refused), [(2, "", Reason::NotAnObject)]);
    assert_eq!(
        reasons(&import.remarks),
        [(1, "adresse", Reason::WrongType), (1, "services", Reason::UnknownValue)]
    );
}

#[test]
fn a_summary_that_is_too_long_is_kept_whole_in_the_description() {
    let long = "mot ".repeat(100);
    let text = format!("{HEADER},presentation_resume\n1,,A,Reims,51100,Rue 1,2022-10-10,{long}\n");

    let import = csv(&text);

    let offer = &import.records[0].entry.offer;
    assert_eq!(offer.description, long.trim());
    assert!(offer.summary.chars().count() <= crate::Offer::SUMMARY_MAX);
    assert_eq!(reasons(&import.remarks), [(1, "presentation_resume", Reason::TooLong)]);
}

#[test]
fn a_real_file_is_fully_accounted_for_and_reads_the_same_from_csv_and_json() {
    let Some([csv, json]) = real_files(["v1-charente.csv", "v1-charente.json"]) else { return };

    let from_csv = understand(read(&csv, Format::Csv).unwrap(), moment());
    let from_json = understand(read(&json, Format::Json).unwrap(), moment());

    assert_eq!(from_csv.records.len() + from_csv.refused.len(), 188);
    assert_eq!(from_csv.refused, []);
    assert_eq!(from_csv.records, from_json.records);
    let unread = from_csv.remarks.iter().filter(|one| one.reason == Reason::UnreadableHours);
    assert_eq!(unread.count(), 0, "all 72 opening hours are read");
    let zeros = from_csv.remarks.iter().filter(|one| one.reason == Reason::Placeholder).count();
    assert_eq!(zeros, 67);
    assert!(from_csv.records.iter().all(|record| !record.entry.offer.themes.is_empty()));
    assert!(
        from_csv
            .records
            .iter()
            .any(|one| one.entry.organization.name == "COMMUNAUTE DE COMMUNES DE JARNAC")
    );
    let again = understand(read(&csv, Format::Csv).unwrap(), moment());
    assert_eq!(again, from_csv, "a second import says the same");
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_the_reader_and_no_row_is_lost(
        cells in proptest::collection::vec("[ -~éœ’\u{0}\n\";,|]{0,12}", 7..70),
        cut in 0_usize..400,
        is_json in proptest::bool::ANY,
    ) {
        let rows = cells.chunks_exact(7).map(|row| row.to_vec()).collect::<Vec<_>>();
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(HEADER.split(',')).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();

        let import = understand(read(&bytes, Format::Csv).unwrap(), moment());
        proptest::prop_assert_eq!(import.records.len() + import.refused.len(), rows.len());

        let start = bytes.get(..cut.min(bytes.len())).unwrap();
        let format = if is_json { Format::Json } else { Format::Csv };
        if let Ok(sheet) = read(start, format) {
            understand(sheet, moment());
        }
    }
}
