//! Puts the files together and checks that what they name exists.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::{Language, Role};
use store::network::NetworkSettings;

use super::error::{CityError, known};
use super::files::{AccountEntry, Files, NetworkEntry, OfferEntry};
use super::{City, CityAccount, derived_id, parse};

/// The keys that other entries may name.
struct Keys {
    organizations: BTreeSet<String>,
    places: BTreeSet<String>,
}

pub(super) fn city(files: Files, today: NaiveDate) -> Result<City, CityError> {
    let keys = Keys {
        organizations: files.organizations.iter().map(|entry| entry.key.clone()).collect(),
        places: files.places.iter().map(|entry| entry.key.clone()).collect(),
    };
    let version = files.network.agreement_version.clone();
    let organizations =
        files.organizations.into_iter().map(|entry| parse::organization(entry, &version, today));
    let mut city = City {
        organizations: organizations.collect::<Result<_, _>>()?,
        places: collect(files.places, |entry| parse::place(entry, today))?,
        offers: Vec::new(),
        offer_places: Vec::new(),
        accounts: collect(files.accounts, |entry| account(entry, &keys))?,
        network: network(files.network, &keys)?,
        mix: files.mix,
    };
    for entry in files.offers {
        add_offer(&mut city, entry, &keys, today)?;
    }
    for sender in city.mix.senders.keys() {
        keys.organization(sender, "senders", sender)?;
    }
    Ok(city)
}

impl Keys {
    fn organization(&self, key: &str, field: &'static str, of: &str) -> Result<(), CityError> {
        known(self.organizations.get(key), of, field, key).map(|_| ())
    }

    fn place(&self, key: &str, of: &str) -> Result<(), CityError> {
        known(self.places.get(key), of, "place", key).map(|_| ())
    }
}

fn collect<E, T>(
    entries: Vec<E>,
    read: impl Fn(E) -> Result<T, CityError>,
) -> Result<Vec<T>, CityError> {
    entries.into_iter().map(read).collect()
}

fn add_offer(
    city: &mut City,
    mut entry: OfferEntry,
    keys: &Keys,
    today: NaiveDate,
) -> Result<(), CityError> {
    keys.organization(&entry.organization, "organization", &entry.key)?;
    for at in std::mem::take(&mut entry.at) {
        keys.place(&at.place, &entry.key)?;
        city.offer_places.push(parse::at_place(&entry.key, at, today)?);
    }
    city.offers.push(parse::offer(entry, today)?);
    Ok(())
}

fn account(entry: AccountEntry, keys: &Keys) -> Result<CityAccount, CityError> {
    keys.organization(&entry.organization, "organization", &entry.key)?;
    Ok(CityAccount {
        id: derived_id("account", &entry.key).into(),
        role: parse::word(&entry.role, Role::from_word, &entry.key, "role")?,
        organization: derived_id("organization", &entry.organization).into(),
        email: entry.email,
        name: entry.name,
    })
}

fn network(entry: NetworkEntry, keys: &Keys) -> Result<NetworkSettings, CityError> {
    let name = entry.name.as_str();
    keys.organization(&entry.coordinating_organization, "coordinating_organization", name)?;
    let language = |tag: &String| known(Language::parse(tag), name, "languages", tag);
    Ok(NetworkSettings {
        coordinating: Some(derived_id("organization", &entry.coordinating_organization).into()),
        languages: entry.languages.iter().map(language).collect::<Result<_, _>>()?,
        name: entry.name,
        helpdesk_phone: Some(entry.helpdesk_phone),
        helpdesk_email: Some(entry.helpdesk_email),
        helpdesk_hours_note: Some(entry.helpdesk_hours_note),
        country: entry.country,
        moderation: entry.moderation,
    })
}
