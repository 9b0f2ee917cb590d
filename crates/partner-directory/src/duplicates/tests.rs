use super::*;
use crate::fixtures::{offer, partner, place};
use crate::{Identifier, IdentifierScheme, Kind, Offer, Organization, Place, Point};

fn at(name: &str, street: &str, (lat, lon): (f64, f64)) -> Place {
    Place {
        id: format!("{name} {street}").as_str().into(),
        name: name.to_owned(),
        street: street.to_owned(),
        point: Point::new(lat, lon),
        ..place()
    }
}

fn place_likeness(left: &Place, right: &Place) -> Likeness {
    let none = Contacts::default();
    compare(&Traits::of_place(left, &none), &Traits::of_place(right, &none))
}

fn named(name: &str) -> Organization {
    Organization { id: name.into(), name: name.to_owned(), ..partner() }
}

fn organization_likeness(left: &Organization, right: &Organization) -> Likeness {
    compare(&Traits::of_organization(left, &[]), &Traits::of_organization(right, &[]))
}

const HERE: (f64, f64) = (46.2105, 6.1300);

#[test]
fn the_same_place_written_differently_is_shown() {
    let pairs = [
        (
            ("Médiathèque Jean Moulin", "12 av. du Gal de Gaulle"),
            ("MEDIATHEQUE JEAN-MOULIN", "Avenue du Général de Gaulle 12"),
        ),
        (
            ("CCAS de Genève", "Rue de Lyon 1"),
            ("Centre communal d’action sociale", "1, rue de Lyon"),
        ),
        (
            ("Association Espérance", "3 bis bd Saint-Georges"),
            ("Esperance", "3bis boulevard St Georges"),
        ),
        (
            ("MJC Les Pâquis", "Pl. des Alpes 4"),
            ("Maison des jeunes et de la culture Les Paquis", "4 place des Alpes"),
        ),
    ];
    for ((left, left_street), (right, right_street)) in pairs {
        let likeness = place_likeness(&at(left, left_street, HERE), &at(right, right_street, HERE));
        assert!(likeness.is_shown() && likeness.has(Reason::SameAddress), "{left}: {likeness:?}");
    }
}

#[test]
fn two_bodies_in_one_building_are_not_shown() {
    let left = at("Croix-Bleue", "Rue de Lyon 1", HERE);
    let right = at("Club d’échecs des Charmilles", "Rue de Lyon 1", HERE);
    let shared = Contacts {
        phones: vec!["022 345 67 89"],
        emails: vec!["accueil@maison.example"],
        websites: vec!["https://maison.example"],
    };

    let likeness = compare(&Traits::of_place(&left, &shared), &Traits::of_place(&right, &shared));

    assert!(likeness.has(Reason::SameAddress) && likeness.has(Reason::OtherName));
    assert!(!likeness.is_shown(), "{likeness:?}");
}

#[test]
fn one_switchboard_does_not_make_two_organizations_one() {
    let with_phone = |name: &str| Organization {
        phone: Some("+41 22 345 67 89".to_owned()),
        website: Some("www.maison.example".to_owned()),
        email: Some("accueil@maison.example".to_owned()),
        ..named(name)
    };

    let likeness =
        organization_likeness(&with_phone("Croix-Bleue"), &with_phone("Les Trois Chênes"));

    assert!(likeness.has(Reason::SamePhone));
    assert!(!likeness.is_shown(), "{likeness:?}");
}

#[test]
fn one_telephone_is_the_same_however_it_is_written() {
    for other in ["+41 22 345 67 89", "0041223456789", "022/345.67.89", "(0)22 345 67 89"] {
        assert_eq!(words::phone("022 345 67 89"), words::phone(other), "{other}");
    }
    assert_eq!(words::phone("39 39"), None);
    assert_eq!(words::phone("000000000"), None);
}

#[test]
fn an_official_number_is_enough_and_a_row_of_zeros_is_none() {
    let with = |name: &str, value: &str| Organization {
        identifier: Some(Identifier { scheme: IdentifierScheme::Siret, value: value.to_owned() }),
        ..named(name)
    };

    let same = organization_likeness(
        &with("Croix-Bleue", "12345678900011"),
        &with("Les Trois Chênes", "123 456 789 00011"),
    );
    assert!(same.is_shown() && same.has(Reason::SameIdentifier));

    let zeros = organization_likeness(
        &with("Croix-Bleue", "00000000000000"),
        &with("Les Trois Chênes", "00000000000000"),
    );
    assert_eq!(zeros.points, 0);
}

#[test]
fn branches_of_one_network_far_apart_are_not_shown() {
    let lausanne = Place {
        postcode: "1003".to_owned(),
        locality: "Lausanne".to_owned(),
        ..at("Point d’accueil Caritas", "Rue Centrale 2", (46.52, 6.63))
    };
    let geneva = at("Point d’accueil Caritas", "Rue de Carouge 53", HERE);

    let likeness = place_likeness(&geneva, &lausanne);

    assert!(likeness.has(Reason::Far) && !likeness.is_shown(), "{likeness:?}");
}

#[test]
fn numbered_neighbours_are_two() {
    let likeness = place_likeness(
        &at("Local 1", "Rue de Lyon 1", HERE),
        &at("Local 2", "Rue de Lyon 1", HERE),
    );

    assert!(!likeness.is_shown(), "{likeness:?}");
}

#[test]
fn two_offers_of_one_organization_at_one_place_are_two_unless_their_names_agree() {
    let (partner, place) = (partner(), place());
    let traits = |offer: &Offer| Traits::of_offer(offer, &partner, &[&place]);
    let first = offer();
    let course =
        Offer { name: "Cours d’informatique".to_owned(), kind: Kind::BasicCourse, ..offer() };
    let again = Offer { name: "Permanences numériques".to_owned(), ..offer() };

    assert!(!compare(&traits(&first), &traits(&course)).is_shown());
    let likeness = compare(&traits(&first), &traits(&again));
    assert!(likeness.is_shown() && likeness.has(Reason::SamePlace), "{likeness:?}");
}

#[test]
fn the_reasons_add_up_to_the_points_whatever_is_compared() {
    let names = ["Croix-Bleue", "Croix bleue romande", "Médiathèque", "", "École 1"];
    let spots = [HERE, (46.52, 6.63), (46.2106, 6.1301)];
    let all: Vec<Place> =
        names.iter().flat_map(|name| spots.map(|spot| at(name, "Rue de Lyon 1", spot))).collect();
    let contacts = Contacts { phones: vec!["022 345 67 89"], ..Contacts::default() };
    for left in &all {
        for right in &all {
            let (one, other) =
                (Traits::of_place(left, &contacts), Traits::of_place(right, &contacts));
            let likeness = compare(&one, &other);
            let sum: i32 = likeness.reasons.iter().map(|(_, points)| i32::from(*points)).sum();
            assert_eq!(sum, i32::from(likeness.points), "{likeness:?}");
            assert_eq!(likeness.points, compare(&other, &one).points, "both ways");
        }
    }
}

#[test]
fn a_new_row_is_compared_with_its_neighbours_only_and_the_likest_comes_first() {
    let none = Contacts::default();
    let rows = [
        at("Médiathèque Jean Moulin", "Rue de Lyon 1", HERE),
        at("Jean Moulin", "Rue de Lyon 1", HERE),
        at("Croix-Bleue", "Rue de Lyon 1", HERE),
    ];
    let pool = Pool::new(rows.iter().map(|row| (row.id.to_string(), Traits::of_place(row, &none))));
    let new = Traits::of_place(&at("Mediatheque Jean Moulin", "rue de Lyon, 1", HERE), &none);

    let alike: Vec<String> = pool.alike(&new, 5).into_iter().map(|(id, _)| id).collect();

    assert_eq!(alike, ["Médiathèque Jean Moulin Rue de Lyon 1", "Jean Moulin Rue de Lyon 1"]);
    assert_eq!(pool.pairs().len(), 1);
}
