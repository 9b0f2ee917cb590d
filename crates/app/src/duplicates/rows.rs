//! All rows of one sort, with what is compared and what is shown of them.

use std::collections::{HashMap, HashSet};

use partner_directory::Place;
use partner_directory::duplicates::{Contacts, Likeness, Pool, Traits, organization_contacts};
use partner_directory::revision::ObjectKind;
use store::census::Census;
use store::{Conn, merges};

use super::Alike;
use crate::AppError;

/// What a page shows of a row.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) hint: String,
    pub(super) href: Option<String>,
}

pub(super) struct Rows {
    order: Vec<String>,
    rows: HashMap<String, (Traits, Shown)>,
}

impl Rows {
    /// The rows of `census`, older ones first; `sees_hidden`: with places whose address is hidden.
    pub(super) fn of(
        conn: &mut Conn,
        kind: ObjectKind,
        sees_hidden: bool,
        mut census: Census,
    ) -> Result<Rows, AppError> {
        let absorbed: HashSet<String> = merges::absorbed(conn, kind)?.into_iter().collect();
        census.places.retain(|place| sees_hidden || !place.is_address_hidden);
        let view = View::new(&census);
        let rows = match kind {
            ObjectKind::Organization => view.organizations(),
            ObjectKind::Place => view.places(),
            ObjectKind::Offer => view.offers(),
        };
        let rows: Vec<_> = rows.into_iter().filter(|(id, ..)| !absorbed.contains(id)).collect();
        Ok(Rows {
            order: rows.iter().map(|(id, ..)| id.clone()).collect(),
            rows: rows.into_iter().map(|(id, traits, shown)| (id, (traits, shown))).collect(),
        })
    }

    pub(super) fn pool(&self) -> Pool {
        let rows =
            self.order.iter().filter_map(|id| Some((id.clone(), self.rows.get(id)?.0.clone())));
        Pool::new(rows)
    }

    pub(super) fn traits(&self, id: &str) -> Option<&Traits> {
        self.rows.get(id).map(|(traits, _)| traits)
    }

    pub(super) fn alike(&self, id: &str, likeness: Likeness) -> Option<Alike> {
        let (_, shown) = self.rows.get(id)?;
        Some(Alike {
            id: id.to_owned(),
            name: shown.name.clone(),
            hint: shown.hint.clone(),
            href: shown.href.clone(),
            likeness,
        })
    }
}

/// The directory with its connections looked up.
struct View<'a> {
    census: &'a Census,
    places: HashMap<&'a str, &'a Place>,
    organizations: HashMap<&'a str, &'a partner_directory::Organization>,
    /// The offers given at a place, and those of an organization, as numbers in the census.
    offers_at: HashMap<&'a str, Vec<usize>>,
    offers_of: HashMap<&'a str, Vec<usize>>,
}

type Row = (String, Traits, Shown);

impl<'a> View<'a> {
    fn new(census: &'a Census) -> View<'a> {
        let mut offers_at: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut offers_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, offer) in census.offers.iter().enumerate() {
            offers_of.entry(offer.organization.as_str()).or_default().push(number);
            for place in census.given_at.get(&offer.id).into_iter().flatten() {
                offers_at.entry(place.as_str()).or_default().push(number);
            }
        }
        View {
            census,
            places: census.places.iter().map(|one| (one.id.as_str(), one)).collect(),
            organizations: census.organizations.iter().map(|one| (one.id.as_str(), one)).collect(),
            offers_at,
            offers_of,
        }
    }

    fn places_of_offer(&self, offer: &partner_directory::Offer) -> Vec<&'a Place> {
        let ids = self.census.given_at.get(&offer.id).into_iter().flatten();
        ids.filter_map(|id| self.places.get(id.as_str()).copied()).collect()
    }

    fn organizations(&self) -> Vec<Row> {
        let row = |one: &partner_directory::Organization| {
            let own = self.offers_of.get(one.id.as_str()).into_iter().flatten();
            let own = own.filter_map(|number| self.census.offers.get(*number));
            let mut places: Vec<&Place> =
                own.flat_map(|offer| self.places_of_offer(offer)).collect();
            places.sort_by(|one, other| one.id.cmp(&other.id));
            places.dedup_by(|one, other| one.id == other.id);
            let mut towns: Vec<&str> = places.iter().map(|place| place.locality.as_str()).collect();
            towns.sort_unstable();
            towns.dedup();
            towns.truncate(3);
            let shown = Shown::of_organization(one, &towns.join(", "));
            (one.id.to_string(), Traits::of_organization(one, &places), shown)
        };
        self.census.organizations.iter().map(row).collect()
    }

    fn places(&self) -> Vec<Row> {
        // A place at which nothing is given any more is not shown anywhere.
        let used =
            self.census.places.iter().filter(|one| self.offers_at.contains_key(one.id.as_str()));
        used.map(|one| {
            let mut contacts = Contacts::default();
            for number in self.offers_at.get(one.id.as_str()).into_iter().flatten() {
                let Some(offer) = self.census.offers.get(*number) else { continue };
                contacts.phones.extend(offer.contact_phone.as_deref());
                contacts.emails.extend(offer.contact_email.as_deref());
                let body = self.organizations.get(offer.organization.as_str());
                let body = body.map(|one| organization_contacts(one)).unwrap_or_default();
                contacts.phones.extend(body.phones);
                contacts.emails.extend(body.emails);
                contacts.websites.extend(body.websites);
            }
            (one.id.to_string(), Traits::of_place(one, &contacts), Shown::of_place(one))
        })
        .collect()
    }

    fn offers(&self) -> Vec<Row> {
        let row = |one: &partner_directory::Offer| {
            let organization = self.organizations.get(one.organization.as_str())?;
            let places = self.places_of_offer(one);
            let shown = Shown::of_offer(one, &organization.name);
            Some((one.id.to_string(), Traits::of_offer(one, organization, &places), shown))
        };
        self.census.offers.iter().filter_map(row).collect()
    }
}
