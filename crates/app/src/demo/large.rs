//! A city many times as large, for measuring: copies of the fictional one.
//!
//! **Invariant:** a copy differs from its model in identifiers, names and position only, so
//! that texts and opening hours stay as varied as the city's own.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use kernel::{OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};
use partner_directory::{Point, Query};
use store::{Conn, leases, offers, organizations, places};

use super::city::City;
use super::dice::Dice;
use super::{crowd, keep_city, past};
use crate::accounts::hash_password;
use crate::{App, AppError};

/// How many referrals are written in one transaction.
const BATCH: u64 = 1_000;

/// The words that measuring looks for, one search a line.
const QUERIES: &str = include_str!("../../../../seed-data/bench-queries.txt");

/// How large an invented network is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// About how many offers.
    pub offers: usize,
    /// How many referrals.
    pub referrals: u64,
    /// The days before today on which they were begun.
    pub days: u64,
}

impl App {
    /// Fills an empty demonstration with a network of this size; `say` is told how far it has
    /// come.
    ///
    /// # Errors
    /// [`AppError::NotFound`] outside of demo mode.
    pub async fn seed_large(&self, size: Size, say: impl Fn(&str, u64)) -> Result<(), AppError> {
        if !self.settings.is_demo {
            return Err(AppError::NotFound);
        }
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        let city = City::read(today).map_err(|error| AppError::Internal(error.into()))?;
        let password = hash_password(super::PASSWORD.to_owned()).await?;
        let copies = size.offers.div_ceil(city.offers.len().max(1));
        for number in 0..copies {
            let (app, part, password) = (self.clone(), city.clone(), password.clone());
            self.db
                .write(move |conn| match number {
                    0 => keep_city(conn, &app, &part, &password),
                    _ => keep_copy(conn, part, number as u64),
                })
                .await?;
            say("offers", ((number + 1) * city.offers.len()) as u64);
        }
        self.seed_crowd(city, now, size, say).await
    }

    async fn seed_crowd(
        &self,
        city: City,
        now: DateTime<Utc>,
        size: Size,
        say: impl Fn(&str, u64),
    ) -> Result<(), AppError> {
        let app = self.clone();
        let crowd =
            self.db.read(move |conn| crowd::Crowd::new(conn, &app, &city, now, size.days)).await?;
        let (mut made, mut number) = (0, 0);
        while made < size.referrals {
            let mut people = Vec::new();
            while (people.len() as u64) < BATCH.min(size.referrals - made) {
                people.extend(crowd.invent(self, number)?);
                number += 1;
                if number > 10 * size.referrals + 100 {
                    return Err(AppError::Internal("nobody in the city can be asked".into()));
                }
            }
            made += people.len() as u64;
            let keys = crowd::keys(&people);
            self.keys.write(move |conn| past::keep_keys(conn, &keys)).await?;
            let app = self.clone();
            self.db.write(move |conn| crowd::keep(conn, &app, &people)).await?;
            say("referrals", made);
        }
        Ok(())
    }

    /// How long somebody waits who wants to write a row now; other writers are in the way.
    ///
    /// # Errors
    /// [`AppError::NotFound`] outside of demo mode.
    pub async fn time_a_write(&self) -> Result<Duration, AppError> {
        if !self.settings.is_demo {
            return Err(AppError::NotFound);
        }
        let (start, now) = (Instant::now(), self.clock.now());
        let holder = self.process.clone();
        let taken = chrono::Duration::zero();
        self.db.write(move |conn| leases::take(conn, "measured", &holder, now, taken)).await?;
        Ok(start.elapsed())
    }

    /// The searches of [`QUERIES`].
    pub fn bench_queries() -> Vec<Query> {
        let words = QUERIES.lines().map(str::trim).filter(|line| !line.is_empty());
        words.map(|words| Query { words: words.to_owned(), ..Query::default() }).collect()
    }
}

fn keep_copy(conn: &mut Conn, city: City, number: u64) -> Result<(), AppError> {
    let mut dice = Dice::new(number);
    let named = |id: &str| format!("{number:08x}{}", id.get(8..).unwrap_or_default());
    for mut organization in city.organizations {
        organization.id = OrganizationId::from(named(organization.id.as_str()));
        organization.slug = format!("{}-{number}", organization.slug);
        organization.name = format!("{} {number}", organization.name);
        organizations::insert(conn, &organization)?;
    }
    for mut place in city.places {
        place.id = PlaceId::from(named(place.id.as_str()));
        place.point = place.point.and_then(|point| {
            let shift = |dice: &mut Dice| (dice.share() - 0.5) * 0.2;
            Point::new(point.lat() + shift(&mut dice), point.lon() + shift(&mut dice))
        });
        places::insert(conn, &place)?;
    }
    for mut offer in city.offers {
        let at: Vec<_> = city.offer_places.iter().filter(|one| one.offer == offer.id).collect();
        offer.id = OfferId::from(named(offer.id.as_str()));
        offer.organization = OrganizationId::from(named(offer.organization.as_str()));
        offer.slug = format!("{}-{number}", offer.slug);
        let at: Vec<_> = at
            .into_iter()
            .cloned()
            .map(|mut one| {
                one.id = OfferPlaceId::from(named(one.id.as_str()));
                one.offer = offer.id.clone();
                one.place = PlaceId::from(named(one.place.as_str()));
                for schedule in &mut one.schedules {
                    schedule.id = ScheduleId::from(named(schedule.id.as_str()));
                }
                one
            })
            .collect();
        offers::insert_at(conn, &offer, &at)?;
    }
    Ok(())
}
