use super::*;
use crate::fixtures::{at_place, offer, partner, place};
use crate::terms::{Theme, VerifiedHow};

fn whole() -> WholeOffer {
    WholeOffer { offer: offer(), places: vec![at_place("Mo 09:00-12:00")] }
}

fn snapshot(change: impl FnOnce(&mut WholeOffer)) -> Snapshot {
    let mut whole = whole();
    change(&mut whole);
    Snapshot::Offer(Box::new(whole))
}

#[test]
fn a_snapshot_is_read_back_as_it_was_kept() {
    let all = [
        snapshot(|_| ()),
        Snapshot::Place(Box::new(place())),
        Snapshot::Organization(Box::new(partner())),
    ];
    for one in all {
        let kept = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<Snapshot>(&kept).unwrap(), one);
        assert_eq!(one.with(one.fields()), Some(one));
    }
}

#[test]
fn each_field_that_changed_is_named_with_before_and_after() {
    let after = snapshot(|whole| {
        whole.offer.name = "Café numérique".to_owned();
        whole.offer.themes.push(Theme::SafeUse);
        whole.offer.cost.note = Some("Prix libre".to_owned());
        whole.offer.version = 9;
        whole.places[0].schedules[0].osm = Some("Tu 14:00-17:00".to_owned());
    });

    let found = differences(Some(&snapshot(|_| ())), &after);

    let fields: Vec<&str> = found.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["offer.cost.note", "offer.name", "offer.schedules", "offer.themes"]);
    assert_eq!(found[1].before, ["Permanence numérique"]);
    assert_eq!(found[0].before, [""; 0]);
    assert_eq!(found[3].after, ["administrative_help", "safe_use"]);
    assert!(found[2].after[0].contains("\"osm\":\"Tu 14:00-17:00\""), "{:?}", found[2].after);
}

#[test]
fn changes_of_different_fields_are_joined() {
    let theirs = snapshot(|whole| {
        whole.offer.version = 2;
        whole.offer.verified.how = VerifiedHow::Phone;
    });
    let mine = snapshot(|whole| whole.offer.name = "Café numérique".to_owned());

    let Ok(Snapshot::Offer(joined)) = merge(&snapshot(|_| ()), &theirs, &mine) else {
        panic!("no conflict");
    };
    assert_eq!(joined.offer.name, "Café numérique");
    assert_eq!(joined.offer.verified.how, VerifiedHow::Phone);
    assert_eq!(joined.offer.version, 2, "the state that is in force counts");
}

#[test]
fn two_different_changes_of_one_field_are_a_conflict_and_equal_ones_are_not() {
    let named = |name: &str| snapshot(|whole| whole.offer.name = name.to_owned());
    let base = snapshot(|_| ());

    let conflict = merge(&base, &named("A"), &named("B"));
    assert_eq!(conflict, Err(Conflict { fields: vec!["offer.name".to_owned()] }));
    assert_eq!(merge(&base, &named("A"), &named("A")), Ok(named("A")));
    assert_eq!(merge(&base, &named("A"), &base), Ok(named("A")));
}
