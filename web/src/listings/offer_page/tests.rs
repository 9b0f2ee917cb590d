use partner_directory::organization::Label;
use partner_directory::{Coverage, Itinerance, PlaceKind, StepFree};

use super::*;
use crate::listings::labels::tests::at;
use crate::listings::testing::{NOW, city, elements, page};

fn html(listing: &Listing) -> String {
    page("pages/offers/show.html", &OfferView::new(listing, Around::default(), at(NOW)))
        .replace(['\u{a0}', '\u{202f}'], " ")
}

fn at_one_place() -> Listing {
    city().into_iter().find(|one| one.places.len() == 1).unwrap()
}

#[test]
fn every_offer_of_the_fictional_city_has_its_page_within_the_budget() {
    let listings = city();
    for listing in &listings {
        let html = html(listing);
        assert!(elements(&html) <= 350, "{}: {}", listing.offer.slug, elements(&html));
    }
    assert!(listings.len() > 100);
}

#[test]
fn an_offer_that_says_everything_at_forty_places_is_still_within_the_budget() {
    let html = html(&everything(40));

    assert!(elements(&html) <= 350, "{}", elements(&html));
    assert!(html.contains("24 autres lieux"), "{html}");
}

/// An offer with every fact, at `places` places.
fn everything(places: usize) -> Listing {
    let mut listing = at_one_place();
    let day = |text: &str| Some(text.parse().unwrap());
    let offer = &mut listing.offer;
    offer.alert = Some("Travaux à l’entrée.".into());
    offer.conditions = Some("Être au bénéfice de l’aide sociale.".into());
    (offer.minimum_age, offer.maximum_age) = (Some(18), Some(25));
    offer.contact_name = Some("Mme Exemple".into());
    offer.documents_to_bring = Some("Votre téléphone.".into());
    offer.booking_url = Some("https://reserver.example/".into());
    offer.coverage = Coverage::Communes(vec!["6621".into(), "6608".into(), "0".into()]);
    offer.itinerance = Itinerance::Itinerant;
    (offer.valid_from, offer.valid_until) = (day("2026-01-05"), day("2026-06-30"));
    offer.answer_promise_days = Some(2);
    offer.accepts_referrals = true;
    offer.verified.by = Some("Service social".into());
    offer.freshness_since = "2026-03-01".parse().unwrap();
    listing.organization.is_partner = true;
    let label = |name: &str, until| Label {
        name: name.into(),
        awarded_by: Some("la Ville".into()),
        from: day("2025-02-01"),
        until,
    };
    listing.organization.labels =
        vec![label("Lieu accueillant", None), label("Ancien label", day("2026-03-02"))];
    let place = &mut listing.places[0];
    place.kind = PlaceKind::Mobile;
    place.complement = Some("Bâtiment B".into());
    place.step_free = StepFree::Unknown;
    place.has_accessible_toilet = Some(false);
    place.has_wifi = Some(true);
    place.entrance = Some("Porte bleue".into());
    place.transport_stop = Some("Servette (14, 18)".into());
    place.accessibility_url = Some("https://acces.example/".into());
    listing.places = vec![listing.places[0].clone(); places];
    listing
}

#[test]
fn every_fact_of_the_model_is_said_in_words() {
    let html = html(&everything(1));

    for said in [
        "Travaux à l’entrée.",
        "aide sociale",
        "de 18 à 25 ans",
        "Demandez Mme Exemple",
        "Votre téléphone.",
        "https://reserver.example/",
        "Genève, Carouge et une autre commune",
        "Se déplace",
        "Du 5 janvier 2026 au 30 juin 2026",
        "en 2 jours ouvrables",
        "Service social",
        "Lieu accueillant (donné par la Ville, depuis le 1er février 2025)",
        "Bâtiment B",
        "Porte bleue",
        "Servette (14, 18)",
        "Entrée sans marche : inconnu",
        "Toilettes accessibles en fauteuil roulant : non",
        "Wi-Fi gratuit : oui",
        "Lieu itinérant",
        "https://acces.example/",
    ] {
        assert!(html.contains(said), "{said} is not in {html}");
    }
    assert!(!html.contains("Ancien label"), "a label that has ended is not shown");
}

#[test]
fn a_protected_place_shows_no_address_and_no_map() {
    let mut listing = at_one_place();
    for place in &mut listing.places {
        place.is_address_hidden = true;
        place.name.clear();
        place.street.clear();
        place.postcode.clear();
        place.locality.clear();
        place.transport_stop = None;
        place.point = None;
    }
    let html = html(&listing);

    assert!(html.contains("l’adresse est donnée par téléphone"));
    assert!(!html.contains("openstreetmap"));
}

#[test]
fn an_offer_that_is_not_kept_yet_is_shown_and_leads_nowhere() {
    let around = Around { is_preview: true, ..Around::default() };
    let view = OfferView::new(&at_one_place(), around, at(NOW));
    let html = page("pages/offers/show.html", &view);

    for link in ["/feuille", ".ics", "/signaler", ".json"] {
        assert!(!html.contains(link), "{link}");
    }
}

#[test]
fn what_the_summary_says_is_not_said_again() {
    let (lead, rest) = texts("On aide.", "On aide.\n\nVenez le mardi.\n");
    assert_eq!((lead.as_str(), rest), ("On aide.", vec!["Venez le mardi.".to_owned()]));
    assert_eq!(texts("", "Un seul.").1, ["Un seul."]);
    assert_eq!(texts("", "Un.\nDeux.").0, "Un.");
}
