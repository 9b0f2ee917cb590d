use super::*;
use crate::listings::ask::{Meaning, ask};
use crate::listings::labels::tests::at;
use crate::listings::params::Names;
use crate::listings::testing::{NOW, city, elements, page, results};
use app::directory::Dropped;
use partner_directory::Near;
use partner_directory::ranking::Excluded;

struct Town;

impl Meaning for Town {
    fn place(&self, text: &str) -> Option<Near> {
        let point = partner_directory::Point::new(46.18, 6.1)?;
        (text == "Onex").then(|| Near { point, label: "Onex".into(), commune_code: None })
    }

    fn knows_language(&self, tag: &str) -> bool {
        tag == "pt"
    }

    fn knows_commune(&self, code: &str) -> bool {
        code == "6621"
    }
}

fn view(query: &str, results: &Results) -> ResultsView {
    let typed = Typed::read(query, Names::French).unwrap();
    Page::new(&typed, &ask(&typed, &Town), results, at(NOW)).results(true)
}

fn full() -> Results {
    let listings = city();
    let mut results = results(listings.into_iter().take(8).collect(), 41);
    for (facet, values) in [
        (Facet::Open, ["now", "today", "evening", "saturday"].as_slice()),
        (Facet::Free, &["true"]),
        (Facet::Appointment, &["true", "false"]),
        (Facet::Anonymous, &["true"]),
        (Facet::Theme, &["safe_use", "parenting", "job_search", "everyday_tools", "x"]),
        (Facet::Language, &["fr", "pt", "en", "es", "ar", "ti"]),
    ] {
        let values = values.iter().map(|value| ((*value).to_owned(), 7)).collect();
        results.facets.insert(facet, values);
    }
    let communes = ["6621", "6608", "6631", "6630", "6628", "6640", "6643"];
    let communes = communes.map(|code| (code.to_owned(), 7)).to_vec();
    results.facets.insert(Facet::Commune, communes);
    results.distances = vec![(1, 2), (3, 7), (5, 20), (10, 41)];
    results.excluded = vec![(Excluded::Full, 3), (Excluded::NotFree, 1)];
    results
}

#[test]
fn a_full_page_for_the_public_stays_within_350_elements() {
    let typed = Typed::read("q=imprimer&lieu=Onex&gratuit=true", Names::French).unwrap();
    let results = full();
    let asked = ask(&typed, &Town);
    let view = Page::new(&typed, &asked, &results, at(NOW)).results(false);

    let html = page("pages/search/show.html", &view);

    assert!(elements(&html) <= 350, "{}", elements(&html));
}

#[test]
fn every_offer_of_the_fictional_city_has_its_card() {
    for listing in city() {
        let html = page("pages/search/show.html", &view("", &results(vec![listing], 1)));
        assert!(html.contains("30\u{a0}points"), "{html}");
    }
}

#[test]
fn what_was_not_understood_is_said_and_what_was_typed_stays_in_the_form() {
    let view = view("q=imprimer&lieu=Atlantis&theme=rien&page=0&gratuit=true", &full());

    assert_eq!((view.q.as_str(), view.place.as_str()), ("imprimer", "Atlantis"));
    assert_eq!(view.remarks.len(), 3);
    assert!(view.remarks[0].contains("Atlantis"), "{:?}", view.remarks);
    assert!(view.remarks[1].contains("rien"), "{:?}", view.remarks);
    let chips: Vec<_> = view.chips.iter().map(|chip| chip.label.as_str()).collect();
    assert_eq!(chips, ["Gratuit"]);
    // A theme that does not exist is not carried on; the place can still be corrected.
    assert_eq!(view.pages_href, "/recherche?q=imprimer&lieu=Atlantis&gratuit=true&page=");
}

#[test]
fn a_filter_that_is_on_is_taken_away_by_its_link_however_it_was_written() {
    let view = view("gratuit=oui&ouvert=saturday&q=cv", &full());

    let items = view.facets.iter().flat_map(|group| &group.items);
    let on: Vec<_> = items.filter(|item| item.is_on).map(|item| item.label.as_str()).collect();
    assert_eq!(on, ["Samedi", "Gratuit"]);
    let free = view.facets[2].items.iter().find(|item| item.is_on).unwrap();
    assert_eq!(free.href, "/recherche?q=cv&ouvert=saturday");
    assert_eq!(view.chips[0].href, "/recherche?q=cv&ouvert=saturday");
}

#[test]
fn a_filter_that_asks_for_nothing_is_no_filter() {
    let view = view("q=cv&gratuit=non&langue=PT", &full());

    let chips: Vec<_> = view.chips.iter().map(|chip| chip.label.as_str()).collect();
    assert_eq!(chips, ["portugais"]);
    assert_eq!(view.chips[0].href, "/recherche?q=cv");
}

#[test]
fn when_nothing_is_found_the_page_says_what_to_let_go_of() {
    let mut nothing = results(Vec::new(), 0);
    nothing.relax =
        vec![(Dropped::Filter(Facet::Open), 12), (Dropped::Words, 40), (Dropped::AllFilters, 50)];
    let view = view("q=imprimer&lieu=Onex&ouvert=saturday", &nothing);

    let hrefs: Vec<_> = view.relax.iter().map(|link| link.href.as_str()).collect();
    assert_eq!(
        hrefs,
        [
            "/recherche?q=imprimer&lieu=Onex",
            "/recherche?lieu=Onex&ouvert=saturday",
            "/recherche?q=imprimer&lieu=Onex"
        ]
    );
    assert!(view.relax[0].label.contains("12"));
    let html = page("pages/search/show.html", &view);
    assert!(html.contains("tel:0800000000"), "the help line is named");
}

#[test]
fn each_reason_that_hides_offers_leads_to_exactly_these() {
    let view = view("q=cv&gratuit=true&page=2", &full());

    let excluded = view.excluded.unwrap();
    let links: Vec<_> = excluded.reasons.iter().map(|link| link.href.as_str()).collect();
    assert_eq!(
        links,
        [
            "/recherche?q=cv&gratuit=true&masquees=full",
            "/recherche?q=cv&gratuit=true&masquees=not_free"
        ]
    );
}

#[test]
fn a_page_after_the_last_one_leads_back_to_the_first() {
    let view = view("q=cv&page=99", &results(Vec::new(), 9));

    assert!(view.is_lost_page && !view.is_empty);
    assert_eq!(view.first_href, "/recherche?q=cv");
    assert!(page("pages/search/show.html", &view).contains("/recherche?q=cv\""));
}

#[test]
fn places_are_named_as_in_a_french_sentence() {
    let labels = at(NOW);
    for (label, said) in [
        ("Onex", "près d’Onex"),
        ("Genève", "près de Genève"),
        ("Le Lignon", "près du Lignon"),
        ("Les Avanchets", "près des Avanchets"),
        ("1213 Onex", "près de 1213 Onex"),
    ] {
        assert_eq!(near_phrase(label, labels), said);
    }
}

#[test]
fn distance_can_be_the_order_only_when_a_place_is_known() {
    let orders = |query: &str| view(query, &full()).sorts.len();
    assert_eq!((orders("q=cv"), orders("q=cv&lieu=Onex")), (3, 4));
}
