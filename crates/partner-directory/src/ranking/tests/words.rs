//! What words find.

use super::*;

#[test]
fn everyday_questions_find_the_offer_a_mediator_would_name() {
    let counter = counter();
    let fixtures = [
        ("imprimante", "Cyberespace des Grottes"),
        ("imprimmer un document", "Cyberespace des Grottes"),
        ("scanner mes papiers", "Cyberespace des Grottes"),
        ("j'arrive pas a faire ma declaration dimpots", "Permanence impôts"),
        ("déclaration d’impôts", "Permanence impôts"),
        ("subside assurance maladie", "Permanence impôts"),
        ("j'arrive pas à payer mes factures", "Permanence impôts"),
        ("billet CFF SwissPass", "Permanence impôts"),
        ("ordinateur pas cher", "Boutique solidaire"),
        ("ordi d'occasion", "Boutique solidaire"),
        ("mon PC est cassé", "Repair Café"),
        ("dépannage", "Repair Café"),
        ("natel", "Atelier smartphone"),
        ("envoyer des photos par WhatsApp", "Atelier smartphone"),
        ("faire mon cv", "Recherche d’emploi en ligne"),
        ("chomage rp", "Recherche d’emploi en ligne"),
        ("mdp oublié", "Mots de passe et arnaques"),
        ("j'ai recu un faux mail", "Mots de passe et arnaques"),
        ("smarphone", "Atelier smartphone"),
        ("SMARTPHONES", "Atelier smartphone"),
        ("impr", "Cyberespace des Grottes"),
        ("lordinateur solidaire", "Boutique solidaire"),
    ];
    for (text, expected) in fixtures {
        assert_eq!(
            counter.names(text).first(),
            Some(&expected),
            "{text}: {:#?}",
            counter.words(text)
        );
    }
}

#[test]
fn a_word_of_the_persons_own_language_finds_the_french_offer() {
    let counter = counter();
    let fixtures = [
        ("impressora", "Cyberespace des Grottes"),
        ("I need help to print, please", "Cyberespace des Grottes"),
        ("طباعة", "Cyberespace des Grottes"),
        ("роздрукувати", "Cyberespace des Grottes"),
        ("declaración de la renta", "Permanence impôts"),
        ("tax return", "Permanence impôts"),
        ("ግብሪ", "Permanence impôts"),
        ("canshuur", "Permanence impôts"),
        ("комп’ютер дешево", "Boutique solidaire"),
        ("telefoni prishur", "Repair Café"),
        ("telemóvel", "Atelier smartphone"),
        ("kërkoj punë", "Recherche d’emploi en ligne"),
        ("fjalëkalim", "Mots de passe et arnaques"),
        ("كلمة السر", "Mots de passe et arnaques"),
    ];
    for (text, expected) in fixtures {
        assert_eq!(
            counter.names(text).first(),
            Some(&expected),
            "{text}: {:#?}",
            counter.words(text)
        );
    }
}

#[test]
fn every_french_word_behind_another_language_is_known_to_the_directory() {
    let lexicon = Lexicon::published().unwrap();
    let file: toml::Table = toml::from_str(PUBLISHED_LANGUAGE_WORDS).unwrap();
    for meaning in file["meaning"].as_array().unwrap() {
        for french in meaning["french"].as_array().unwrap() {
            let stems: Vec<String> =
                crate::fold::words(french.as_str().unwrap()).iter().map(|one| stem(one)).collect();
            assert!(!lexicon.everyday_tags(&stems).is_empty(), "{french}");
        }
        for language in ["pt", "es", "en", "sq", "ar", "ti", "so", "uk"] {
            assert!(meaning.get(language).is_some(), "{language} of {}", meaning["french"]);
        }
    }
}

#[test]
fn words_that_nobody_uses_find_nothing() {
    let counter = counter();
    for text in ["xylophone", "zzzz", "42"] {
        assert_eq!(counter.names(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn a_question_of_stop_words_is_still_a_question_and_an_empty_one_is_none() {
    let counter = counter();
    assert!(!counter.words("aide").is_empty());
    for text in ["", "   ", "?!", "\u{0}"] {
        assert!(counter.words(text).is_empty(), "{text}");
    }
}

#[test]
fn only_the_first_200_characters_count() {
    let counter = counter();
    let long = format!("{} imprimante", "de ".repeat(100));
    let terms = counter.words(&long);
    assert!(terms.terms().iter().all(|term| term.typed != "imprimante"));
    assert!(counter.words(&"mot ".repeat(2000)).terms().len() <= 12);
}

#[test]
fn short_words_are_not_corrected_and_known_ones_neither() {
    let counter = counter();
    let corrected = |text: &str| counter.words(text).terms()[0].is_corrected;
    assert!(corrected("imprimmer "));
    assert!(corrected("ordinatuer "));
    assert!(!corrected("cafe "));
    assert!(!corrected("caf "));
    assert!(!corrected("imprimantes "), "an unseen plural of a known word");
}

#[test]
fn a_better_match_gives_more_points() {
    let others = (0..40).map(|number| listing(&format!("Autre {number}"), |_, _| {}));
    let asked_for = listing("Atelier smartphone", |_, _| {});
    let world = World::of(std::iter::once(asked_for).chain(others).collect());
    let name = |text: &str| {
        let score = &world.scores(&asking(text))[0];
        let point = score.points.iter().find(|point| point.rule == Rule::Name).unwrap();
        (point.points, point.reason.code)
    };
    assert_eq!(name("smartphone"), (18, ReasonCode::Exact));
    assert_eq!(name("smartphones"), (16, ReasonCode::Inflected));
    assert_eq!(name("natel"), (14, ReasonCode::Synonym));
    assert_eq!(name("smrtfone "), (0, ReasonCode::Absent), "too many slips");
    assert_eq!(name("smarphone "), (11, ReasonCode::Corrected));
    assert_eq!(name("smartphone imprimer"), (18, ReasonCode::Exact), "no offer prints");
    assert_eq!(name("smartphone zzzz"), (18, ReasonCode::Exact), "no offer knows the word");
    assert_eq!(name(""), (0, ReasonCode::NotAsked));
}

#[test]
fn words_for_things_that_do_not_exist_are_refused() {
    let error = Lexicon::parse("[theme]\ncooking = [\"cuisine\"]", PUBLISHED_SYNONYMS).unwrap_err();
    assert!(matches!(error, LexiconError::UnknownTag { .. }));
    assert!(Lexicon::parse("theme = 1", PUBLISHED_SYNONYMS).is_err());
}

#[test]
fn every_theme_and_kind_has_a_name_and_words() {
    let file: std::collections::BTreeMap<String, std::collections::BTreeMap<String, Vec<String>>> =
        toml::from_str(PUBLISHED_THEME_WORDS).unwrap();
    for theme in Theme::ALL {
        assert!(file["theme"][theme.word()].len() > 3, "{theme:?}");
    }
    for kind in Kind::ALL {
        assert!(file["kind"][kind.word()].len() > 3, "{kind:?}");
    }
}

#[test]
fn real_data_answers_everyday_questions_sensibly() {
    let Some([file]) = real_files(["v1-charente.csv"]) else { return };
    let moment = mednum::Moment { now: at("2026-03-03T08:00:00Z"), today: day("2026-03-03") };
    let import = mednum::understand(mednum::read(&file, mednum::Format::Csv).unwrap(), moment);
    let listings = import.records.into_iter().map(|record| {
        let entry = record.entry;
        let places = [(entry.at_place, entry.place)];
        Listing::build(entry.offer, &entry.organization, places, &Holidays::default())
    });
    let world = World::of(listings.collect());
    let fixtures = [
        ("imprimante", Theme::InternetAccessEquipment),
        ("imprimmer un document", Theme::InternetAccessEquipment),
        ("j'arrive pas a faire ma declaration dimpots", Theme::AdministrativeHelp),
        ("ordinateur pas cher", Theme::InternetAccessEquipment),
        ("chercher du travail", Theme::JobSearch),
    ];
    for (text, theme) in fixtures {
        let found = world.find(text);
        println!("{text}: {}", found.len());
        for (listing, total) in found.iter().take(5) {
            println!(
                "  {total} {} ({}) {:?}",
                listing.offer.name, listing.places[0].commune, listing.offer.themes
            );
        }
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().take(3).all(|(one, _)| one.offer.themes.contains(&theme)), "{text}");
    }
}

proptest::proptest! {
    // Each case reads the words files again.
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn no_question_breaks_the_reader(text in "\\PC{0,60}|[a-zéè '’,;-]{0,60}") {
        let lexicon = Lexicon::published().unwrap();
        let vocabulary = Vocabulary::new(&lexicon);
        proptest::prop_assert!(WordQuery::parse(&text, &lexicon, &vocabulary).terms().len() <= 12);
    }
}
