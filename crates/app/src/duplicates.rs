//! Rows that may be the same thing: proposed while one is entered, and in batch.
//!
//! **Invariant:** a pair that somebody found to be two is not proposed again, and neither is a
//! row that was absorbed.
//! **Invariant:** a partner is never shown a place whose address is hidden.

mod known_pairs;
mod rows;

use std::ops::Range;

use kernel::{Actor, OrganizationId, PlaceId};
pub(crate) use known_pairs::KnownPairs;
use partner_directory::duplicates::{Likeness, Traits, compare};
use partner_directory::revision::ObjectKind;
use partner_directory::{Offer, OfferStatus, Organization, Place};
use rows::{Rows, Shown};
use store::census::{self, Census};
use store::{Conn, merges};

use crate::access::{Right, Scope, scope};
use crate::revising::Editor;
use crate::{App, AppError};

/// How many rows are proposed while one is entered.
const MOST_ALIKE: usize = 5;

/// A row that may be the same as the one that is entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Street and town, or whose it is.
    pub hint: String,
    /// Its public page, if it has one.
    pub href: Option<String>,
    /// Why.
    pub likeness: Likeness,
}

/// Two rows for a person to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct PairLine {
    /// What sort of rows.
    pub kind: ObjectKind,
    /// The one that was first, which is proposed to stay.
    pub left: Alike,
    /// The other.
    pub right: Alike,
}

impl App {
    /// Places that may be the one that is entered, most alike first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who edits no listing.
    pub async fn alike_places(&self, actor: &Actor, place: &Place) -> Result<Vec<Alike>, AppError> {
        let place = place.clone();
        let id = place.id.to_string();
        self.alike(actor, ObjectKind::Place, id, move |conn| {
            let near = census::load_near(conn, std::slice::from_ref(&place.postcode), None)?;
            Ok((Traits::of_place(&place, &Default::default()), near))
        })
        .await
    }

    /// Organizations that may be the one that is entered, most alike first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who edits no listing.
    pub async fn alike_organizations(
        &self,
        actor: &Actor,
        organization: &Organization,
    ) -> Result<Vec<Alike>, AppError> {
        let traits = Traits::of_organization(organization, &[]);
        let id = organization.id.to_string();
        self.alike(actor, ObjectKind::Organization, id, move |conn| {
            Ok((traits, census::load_organizations(conn)?))
        })
        .await
    }

    /// Offers that may be the one that is entered, most alike first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who edits no listing.
    pub async fn alike_offers(
        &self,
        actor: &Actor,
        offer: &Offer,
        at: &[PlaceId],
    ) -> Result<Vec<Alike>, AppError> {
        let (offer, at) = (offer.clone(), at.to_vec());
        let id = offer.id.to_string();
        self.alike(actor, ObjectKind::Offer, id, move |conn| {
            let organization = store::organizations::find(conn, &offer.organization)?;
            let places = store::places::find_many(conn, &at)?;
            let places: Vec<&Place> = at.iter().filter_map(|id| places.get(id)).collect();
            let postcodes: Vec<String> = places.iter().map(|one| one.postcode.clone()).collect();
            let near = census::load_near(conn, &postcodes, Some(&offer.organization))?;
            Ok((Traits::of_offer(&offer, &organization, &places), near))
        })
        .await
    }

    async fn alike<F>(
        &self,
        actor: &Actor,
        kind: ObjectKind,
        id: String,
        traits: F,
    ) -> Result<Vec<Alike>, AppError>
    where
        F: FnOnce(&mut Conn) -> Result<(Traits, Census), AppError> + Send + 'static,
    {
        let all = scope(actor, Right::EditListings).ok_or(AppError::NotFound)?;
        let own = actor.organization().cloned();
        let proposed = self
            .db
            .read(move |conn| {
                let (traits, mut near) = traits(conn)?;
                // What somebody else has not published yet is nobody's to see.
                let is_own = |of: &OrganizationId| all == Scope::All || own.as_ref() == Some(of);
                near.offers.retain(|one| {
                    one.status == OfferStatus::Published || is_own(&one.organization)
                });
                let rows = Rows::of(conn, kind, all == Scope::All, near)?;
                let dismissed = merges::dismissed(conn, kind)?;
                // A few more than are shown: some may have been dismissed.
                let alike = rows.pool().alike(&traits, MOST_ALIKE * 4);
                let is_new = |other: &str| other != id && !dismissed.contains(&ordered(&id, other));
                let alike = alike.into_iter().filter(|(other, _)| is_new(other));
                Ok::<_, AppError>(alike.filter_map(|(id, why)| rows.alike(&id, why)).collect())
            })
            .await?;
        Ok(Vec::into_iter(proposed).take(MOST_ALIKE).collect())
    }

    /// The pairs of one sort that nobody has looked at yet, most alike first: those in `range`,
    /// and how many there are.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn pairs(
        &self,
        actor: &Actor,
        kind: ObjectKind,
        range: Range<usize>,
    ) -> Result<(Vec<PairLine>, usize), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let known = self.pairs.clone();
        self.db
            .read(move |conn| {
                let all = known.load(conn, kind)?;
                let dismissed = merges::dismissed(conn, kind)?;
                let is_open =
                    |one: &&PairLine| !dismissed.contains(&ordered(&one.left.id, &one.right.id));
                let open: Vec<&PairLine> = all.iter().filter(is_open).collect();
                let part = open.iter().skip(range.start).take(range.len());
                Ok((part.map(|one| (*one).clone()).collect(), open.len()))
            })
            .await
    }

    /// Remembers that two rows are not the same thing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn dismiss_pair(
        &self,
        actor: &Actor,
        kind: ObjectKind,
        (one, other): (String, String),
    ) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (actor, now) = (actor.clone(), self.clock.now());
        self.db
            .write(move |conn| {
                for id in [&one, &other] {
                    crate::merging::snapshot(conn, kind, id)?;
                }
                if one == other {
                    return Err(AppError::NotFound);
                }
                let who = Editor::of(conn, &actor)?;
                let by = (who.account.as_ref(), who.label.as_str());
                Ok(merges::dismiss(conn, kind, (&one, &other), by, now)?)
            })
            .await
    }
}

/// How alike two rows are, whether or not they would be proposed.
pub(crate) fn likeness(
    conn: &mut Conn,
    kind: ObjectKind,
    (one, other): (&str, &str),
) -> Result<Likeness, AppError> {
    let census = census::load_of(conn, kind, &[one, other])?;
    let rows = Rows::of(conn, kind, true, census)?;
    match (rows.traits(one), rows.traits(other)) {
        (Some(one), Some(other)) => Ok(compare(one, other)),
        _ => Err(AppError::NotFound),
    }
}

fn ordered(one: &str, other: &str) -> (String, String) {
    let (left, right) = if one < other { (one, other) } else { (other, one) };
    (left.to_owned(), right.to_owned())
}

impl Shown {
    fn of_organization(one: &Organization, towns: &str) -> Shown {
        let href = Some(format!("/structures/{}", one.slug));
        Shown { name: one.name.clone(), hint: towns.to_owned(), href }
    }

    fn of_place(one: &Place) -> Shown {
        let town = format!("{} {}", one.postcode, one.locality);
        let lines = [one.street.trim(), town.trim()];
        let hint: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        Shown { name: one.name.clone(), hint: hint.join(", "), href: None }
    }

    fn of_offer(one: &Offer, organization: &str) -> Shown {
        let href = Some(format!("/offres/{}", one.slug));
        Shown { name: one.name.clone(), hint: organization.to_owned(), href }
    }
}
