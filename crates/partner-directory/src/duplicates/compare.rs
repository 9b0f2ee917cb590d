//! Points for what two rows have in common.

use std::collections::BTreeSet;

use super::traits::{Address, OfferTraits, Traits};
use super::words::{likeness, share_a_rare_word};
use super::{FAR_M, Likeness, NEAR_M, Reason, SHOWN_FROM};
use crate::terms::IdentifierScheme;

/// From here on two names are written alike rather than sharing a word by chance.
const ALIKE: f64 = 0.6;
/// What a name can give at most.
const NAME_MAX: f64 = 45.0;
/// A name made only of words that every second body bears gives this part of it.
const COMMON_PART: f64 = 0.7;

/// How alike two rows of the same sort are.
pub fn compare(left: &Traits, right: &Traits) -> Likeness {
    let mut found = vec![];
    let has_number = identifiers(left, right, &mut found);
    let has_name = names(left, right, &mut found);
    addresses(left, right, &mut found);
    contacts(left, right, &mut found);
    if let (Some(left), Some(right)) = (&left.offer, &right.offer) {
        offers(left, right, &mut found);
    }
    let sum: i32 = found.iter().map(|(_, points)| i32::from(*points)).sum();
    let cap = i32::from(SHOWN_FROM) - 1;
    if !has_name && !has_number && sum > cap {
        found.push((Reason::OtherName, i8::try_from(cap - sum).unwrap_or(i8::MIN)));
    }
    total(found)
}

/// Keeps the sum between 0 and 100 and says so in the last reason that would exceed it.
fn total(mut found: Vec<(Reason, i8)>) -> Likeness {
    found.retain(|(_, points)| *points != 0);
    found.sort_by_key(|(reason, _)| *reason);
    let mut sum: i32 = found.iter().map(|(_, points)| i32::from(*points)).sum();
    while sum > 100 {
        let Some(smallest) =
            found.iter_mut().filter(|(_, points)| *points > 0).min_by_key(|(_, points)| *points)
        else {
            break;
        };
        let cut = (sum - 100).min(i32::from(smallest.1));
        smallest.1 -= i8::try_from(cut).unwrap_or(0);
        sum -= cut;
        found.retain(|(_, points)| *points != 0);
    }
    while sum < 0 {
        let Some(most) = found.iter_mut().min_by_key(|(_, points)| *points) else { break };
        let given = (-sum).min(-i32::from(most.1));
        most.1 += i8::try_from(given).unwrap_or(0);
        sum += given;
        found.retain(|(_, points)| *points != 0);
    }
    Likeness { points: u8::try_from(sum).unwrap_or(0), reasons: found }
}

/// True when the official numbers are the same.
fn identifiers(left: &Traits, right: &Traits, found: &mut Vec<(Reason, i8)>) -> bool {
    use IdentifierScheme::{Siren, Siret};

    let (Some(left), Some(right)) = (&left.identifier, &right.identifier) else { return false };
    if left == right {
        found.push((Reason::SameIdentifier, 70));
        return true;
    }
    let siren = |(scheme, value): &(IdentifierScheme, String)| match scheme {
        Siret | Siren => value.get(..9).map(str::to_owned),
        _ => None,
    };
    match (siren(left), siren(right)) {
        (Some(one), Some(other)) if one == other => found.push((Reason::SameLegalBody, 15)),
        _ if left.0 == right.0 => found.push((Reason::OtherIdentifier, -20)),
        _ => {}
    }
    false
}

/// True when the names are alike.
fn names(left: &Traits, right: &Traits, found: &mut Vec<(Reason, i8)>) -> bool {
    let all = |traits: &Traits| [traits.name.clone(), traits.other_name.clone()];
    let mut best = (0.0_f64, false);
    for one in all(left) {
        for other in all(right) {
            let value = likeness(&one, &other);
            let is_rare = share_a_rare_word(&one, &other);
            if (value, is_rare) > best {
                best = (value, is_rare);
            }
        }
    }
    let (value, is_rare) = best;
    if value < ALIKE {
        return false;
    }
    let reason = if value > 0.95 { Reason::SameName } else { Reason::AlikeName };
    let part = if is_rare { 1.0 } else { COMMON_PART };
    found.push((reason, (NAME_MAX * value * part).round() as i8));
    true
}

/// The best that any address of the one has in common with any of the other.
fn addresses(left: &Traits, right: &Traits, found: &mut Vec<(Reason, i8)>) {
    let pairs =
        left.addresses.iter().flat_map(|one| right.addresses.iter().map(move |other| (one, other)));
    let best = pairs.clone().map(|(one, other)| same_spot(one, other));
    let best = best
        .max_by_key(|reasons| reasons.iter().map(|(_, points)| i32::from(*points)).sum::<i32>());
    found.extend(best.unwrap_or_default());

    let ways = pairs.map(|(one, other)| Some(one.point?.distance_m(other.point?)));
    let nearest = ways.flatten().min_by(f64::total_cmp);
    let far = if left.is_place { FAR_M } else { FAR_M * 5.0 };
    if nearest.is_some_and(|way| way > far) {
        found.push((Reason::Far, if left.is_place { -40 } else { -20 }));
    }
}

fn same_spot(one: &Address, other: &Address) -> Vec<(Reason, i8)> {
    if one.place == other.place {
        return vec![(Reason::SamePlace, 30)];
    }
    let mut found = vec![];
    if one.postcode == other.postcode && !one.postcode.is_empty() {
        let is_street = is_same_street(&one.street.words, &other.street.words);
        let (left, right) = (&one.street.numbers, &other.street.numbers);
        let is_same_number = !left.is_empty() && left == right;
        match is_street {
            true if is_same_number => found.push((Reason::SameAddress, 25)),
            true if left.is_empty() && right.is_empty() => found.push((Reason::SameStreet, 20)),
            true if left.is_empty() || right.is_empty() => found.push((Reason::SameStreet, 15)),
            // One postcode may hold several communes.
            _ if one.locality == other.locality => found.push((Reason::SameLocality, 5)),
            _ => {}
        }
    }
    if one.building.is_some() && one.building == other.building {
        found.push((Reason::SameBuilding, 10));
    }
    if one.point.zip(other.point).is_some_and(|(one, other)| one.distance_m(other) < NEAR_M) {
        found.push((Reason::Near, 10));
    }
    found
}

fn is_same_street(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let joined =
        |words: &BTreeSet<String>| words.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    !one.is_empty()
        && !other.is_empty()
        && (one == other
            || strsim::normalized_damerau_levenshtein(&joined(one), &joined(other)) >= 0.85)
}

fn contacts(left: &Traits, right: &Traits, found: &mut Vec<(Reason, i8)>) {
    for (reason, points, one, other) in [
        (Reason::SamePhone, 15, &left.phones, &right.phones),
        (Reason::SameEmail, 15, &left.emails, &right.emails),
        (Reason::SameWebsite, 10, &left.websites, &right.websites),
    ] {
        if !one.is_disjoint(other) {
            found.push((reason, points));
        }
    }
}

fn offers(left: &OfferTraits, right: &OfferTraits, found: &mut Vec<(Reason, i8)>) {
    let is_own = left.organization == right.organization;
    if is_own || likeness(&left.organization_name, &right.organization_name) >= ALIKE {
        found.push((Reason::SameOrganization, 15));
    }
    if left.kind == right.kind {
        found.push((Reason::SameKind, 5));
    } else {
        found.push((Reason::OtherKind, -15));
    }
    let shared = left.themes.intersection(&right.themes).count();
    if shared > 0 && shared * 2 >= left.themes.union(&right.themes).count() {
        found.push((Reason::SameThemes, 5));
    }
}
