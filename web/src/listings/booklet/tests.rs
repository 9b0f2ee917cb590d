use super::*;
use crate::listings::labels::tests::at;
use crate::listings::testing::{NOW, city};

fn geneva() -> ServedCommune {
    ServedCommune {
        slug: "geneve".into(),
        name: "Genève".into(),
        code: Some("6621".into()),
        offers: 0,
    }
}

fn of(listings: &[Listing], paper: Paper) -> Booklet {
    booklet(&geneva(), listings.iter(), paper, at(NOW))
}

fn printed(booklet: &Booklet) -> String {
    serde_json::to_string(booklet).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

fn in_geneva() -> Vec<Listing> {
    let mut listings = city();
    listings.retain(|one| one.places.iter().any(|place| geneva().holds(place)));
    listings
}

#[test]
fn what_fits_is_printed_in_full_and_nothing_is_left_out() {
    let listings: Vec<Listing> = in_geneva().into_iter().take(20).collect();
    let booklet = of(&listings, Paper::Usual);

    assert_eq!((booklet.is_short, booklet.shown, booklet.left), (false, 20, 0));
    let text = printed(&booklet);
    for listing in &listings {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let offer = &listing.offer;
        assert!(text.contains(&plain(&offer.name)), "{}", offer.name);
        let channel = plain(offer.human_channel.as_deref().unwrap_or_default());
        assert!(text.contains(&channel), "{channel} is not in {text}");
    }
}

#[test]
fn what_does_not_fit_is_shortened_then_left_out_by_theme_in_turn_and_counted() {
    let many: Vec<Listing> = in_geneva().into_iter().cycle().take(300).collect();
    let booklet = of(&many, Paper::Usual);

    assert!(booklet.is_short);
    assert!(booklet.left > 0 && booklet.shown + booklet.left == 300, "{booklet:?}");
    let sizes: Vec<usize> = booklet.sections.iter().map(|one| one.entries.len()).collect();
    assert!(sizes.iter().all(|size| *size > 0), "a theme is left without an offer: {sizes:?}");
    let large = of(&many, Paper::Large);
    assert!(large.shown > 0 && large.shown < booklet.shown, "{} offers", large.shown);
}

#[test]
fn a_protected_address_is_never_printed_and_its_number_is() {
    let mut listing = in_geneva().remove(0);
    listing.offer.contact_phone = Some("+41225551000".into());
    for place in &mut listing.places {
        place.is_address_hidden = true;
        place.street = "Rue Secrète 1".into();
        place.name = "Refuge".into();
        place.transport_stop = Some("Arrêt Caché".into());
    }
    for paper in [Paper::Usual, Paper::Large] {
        let text = printed(&of(std::slice::from_ref(&listing), paper));
        for secret in ["Secrète", "Refuge", "Caché"] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(text.contains("+41 22 555 10 00"), "{text}");
    }
}

#[test]
fn nobody_is_named_and_hours_are_told_with_their_dates() {
    let mut listing = in_geneva().remove(0);
    listing.offer.contact_name = Some("Mme Exemple".into());
    let text = printed(&of(std::slice::from_ref(&listing), Paper::Usual));

    assert!(!text.contains("Exemple"), "{text}");
    for said in ["aujourd’hui", "demain", "hier"] {
        assert!(!text.contains(said), "paper is read on another day: {text}");
    }
}

#[test]
fn every_offer_on_paper_says_when_it_was_checked_and_whether_it_is_to_be_confirmed() {
    let mut listing = in_geneva().remove(0);
    let mut checked = |day: &str| {
        listing.offer.verified.on = day.parse().unwrap();
        listing.offer.freshness_since = day.parse().unwrap();
        let whole = printed(&of(std::slice::from_ref(&listing), Paper::Usual));
        let many = vec![listing.clone(); 300];
        (whole, printed(&of(&many, Paper::Usual)))
    };
    let (whole, short) = checked("2026-02-14");
    for text in [whole, short] {
        assert!(text.contains("Vérifié le 14 février 2026"), "{text}");
        assert!(!text.contains("À confirmer"));
    }
    let (whole, short) = checked("2025-06-14");
    for text in [whole, short] {
        assert!(text.contains("À confirmer par téléphone : vérifié le 14 juin 2025"), "{text}");
    }
}
