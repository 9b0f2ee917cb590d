//! The published offers as figures see them.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use network_figures::indicators::{ListingFact, Reach};
use partner_directory::exchange::published::Published;
use partner_directory::{Freshness, Listing, Offer, Place, freshness, quality};
use store::{Conn, changes, published};

use crate::ground::ground;
use crate::{App, AppError};

/// Up to so many offers are looked at again for a page as soon as one changed; larger
/// directories are looked at by the jobs.
const AT_ONCE: usize = 2_000;
/// How far ahead an opening is looked for.
const AHEAD_DAYS: i64 = 7;

/// The offers as they were at one change of the directory, on one day.
#[derive(Clone, Default)]
pub(crate) struct ListingFacts(Arc<RwLock<Option<Seen>>>);

#[derive(Clone)]
struct Seen {
    seq: i64,
    on: NaiveDate,
    facts: Arc<Vec<ListingFact>>,
}

impl App {
    /// The published offers; looked at again when they changed and are not too many.
    pub(super) fn listing_facts(&self, conn: &mut Conn) -> Result<Arc<Vec<ListingFact>>, AppError> {
        let known = self.listing_facts.get();
        let is_current = match &known {
            Some(seen) => seen.on == self.today() && seen.seq == changes::latest(conn)?,
            None => false,
        };
        match known {
            Some(seen) if is_current || seen.facts.len() > AT_ONCE => Ok(seen.facts),
            _ => self.learn_listing_facts(conn),
        }
    }

    /// Looks at all published offers, unless nothing changed.
    pub(super) fn learn_listing_facts(
        &self,
        conn: &mut Conn,
    ) -> Result<Arc<Vec<ListingFact>>, AppError> {
        let (on, seq) = (self.today(), changes::latest(conn)?);
        if let Some(seen) = self.listing_facts.get().filter(|seen| (seen.on, seen.seq) == (on, seq))
        {
            return Ok(seen.facts);
        }
        let now = self.clock.now();
        let listed: HashMap<String, Arc<Listing>> = self
            .directory
            .listings()
            .into_iter()
            .map(|listing| (listing.offer.id.to_string(), listing))
            .collect();
        let facts = published::list_all(conn, on)?
            .iter()
            .map(|one| fact(one, listed.get(one.offer().id.as_str()).map(Arc::as_ref), now, on))
            .collect();
        let seen = Seen { seq, on, facts: Arc::new(facts) };
        self.listing_facts.put(seen.clone());
        Ok(seen.facts)
    }
}

impl ListingFacts {
    fn get(&self) -> Option<Seen> {
        self.0.read().unwrap_or_else(|broken| broken.into_inner()).clone()
    }

    fn put(&self, seen: Seen) {
        *self.0.write().unwrap_or_else(|broken| broken.into_inner()) = Some(seen);
    }
}

fn fact(
    published: &Published,
    listing: Option<&Listing>,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> ListingFact {
    let offer = published.offer();
    // The network knows the address that it protects: it counts as said.
    let known = |place: &Place| match place.is_address_hidden {
        true => Place { street: "–".to_owned(), ..place.clone() },
        false => place.clone(),
    };
    let (at, places): (Vec<_>, Vec<_>) =
        published.places().iter().map(|(at, place)| (at.clone(), known(place))).unzip();
    let quality = quality(offer, published.organization(), &at, &places, today);
    let age = partner_directory::freshness::age_days(offer, today);
    ListingFact {
        offer: offer.id.to_string(),
        kind: offer.kind,
        themes: offer.themes.clone(),
        age_days: u64::try_from(age).unwrap_or(0),
        completeness: u64::from(quality.score),
        places_per_week: offer.places_per_week.map(u64::from),
        is_within_reach: listing.is_some_and(|listing| is_within_reach(offer, listing, now, today)),
        points: published.places().iter().filter_map(|(_, place)| place.point).collect(),
    }
}

/// Free, taken by a partner who receives referrals, not to confirm, not full, and open soon.
fn is_within_reach(offer: &Offer, listing: &Listing, now: DateTime<Utc>, today: NaiveDate) -> bool {
    let soon = now + Duration::days(AHEAD_DAYS);
    let opens = |hours: &partner_directory::Hours| {
        hours.is_open(now) || hours.next_opening(now).is_some_and(|span| span.from <= soon)
    };
    offer.cost.is_free()
        && listing.organization.is_partner
        && offer.accepts_referrals
        && freshness(offer, today) < Freshness::ToConfirm
        && !partner_directory::capacity::is_full(offer, today)
        && listing.places.iter().any(|place| place.hours.as_ref().is_some_and(opens))
}

/// The communes of the project's own outlines.
pub(super) fn communes() -> Result<Vec<Reach>, AppError> {
    let all = ground()?.communes();
    let reach =
        all.filter_map(|one| Some(Reach { commune: one.code.to_owned(), point: one.middle? }));
    Ok(reach.collect())
}
