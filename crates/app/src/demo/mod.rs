//! The demonstration: a fictional city with people, offers and past referrals.
//!
//! **Invariant:** everything is invented, and nothing seeded ever sends a letter. A database
//! that is not marked as a demonstration is never written to.

pub mod city;
mod crowd;
mod dice;
mod large;
mod listings;
mod past;

pub use large::Size;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::OfferId;
use store::accounts::Account;
use store::{Conn, accounts, network, offers, organizations, places};

use crate::accounts::hash_password;
use crate::{App, AppError};
use city::City;

/// The password of all demonstration accounts; accepted in demo mode only.
pub const PASSWORD: &str = "relais-demo";

/// What a start found or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeded {
    /// False when the city was there already.
    pub is_new: bool,
    /// The accounts one can sign in with: address and role's word.
    pub accounts: Vec<(String, &'static str)>,
}

impl App {
    /// Fills an empty demonstration with its city; a second time changes nothing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] outside of demo mode.
    pub async fn seed_demo(&self) -> Result<Seeded, AppError> {
        if !self.settings.is_demo {
            return Err(AppError::NotFound);
        }
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        let city = City::read(today).map_err(|error| AppError::Internal(error.into()))?;
        let listed: Vec<_> =
            city.accounts.iter().map(|one| (one.email.clone(), one.role.word())).collect();
        let first = city.accounts.first().map(|one| one.id.clone()).ok_or(AppError::NotFound)?;
        let is_there = self
            .db
            .read(move |conn| Ok::<_, AppError>(accounts::find(conn, &first).is_ok()))
            .await?;
        if !is_there {
            let password = hash_password(PASSWORD.to_owned()).await?;
            let people = past::invent(self, &city, now)?;
            let keys = people.keys();
            self.keys.write(move |conn| past::keep_keys(conn, &keys)).await?;
            let app = self.clone();
            self.db
                .write(move |conn| {
                    keep_city(conn, &app, &city, &password)?;
                    listings::keep(conn, &app, &city, now)?;
                    people.live(conn, &app, &city)
                })
                .await?;
            self.fill_catalog().await?;
            self.seed_years(now, today).await?;
        }
        Ok(Seeded { is_new: !is_there, accounts: listed })
    }
}

/// How many finished cases of earlier months there are, for figures that mean something.
const FINISHED: usize = 900;
/// The days over which they were begun: every quarter of the last year is whole.
const FINISHED_DAYS: u64 = 540;

impl App {
    /// Adds cases of the last year and a half that are over: nobody has to do anything about
    /// them, but figures, charts and the observatory have something to say.
    async fn seed_years(&self, now: DateTime<Utc>, today: NaiveDate) -> Result<(), AppError> {
        let app = self.clone();
        let crowd = self
            .db
            .read(move |conn| {
                let city = City::read(today).map_err(|error| AppError::Internal(error.into()))?;
                crowd::Crowd::new(conn, &app, &city, now, FINISHED_DAYS)
            })
            .await?;
        let mut people = Vec::new();
        let mut number = 0;
        while people.len() < FINISHED && number < 4 * FINISHED as u64 {
            people.extend(crowd.invent(self, number)?.filter(crowd::Kept::is_over));
            number += 1;
        }
        let keys = crowd::keys(&people);
        self.keys.write(move |conn| past::keep_keys(conn, &keys)).await?;
        let app = self.clone();
        self.db.write(move |conn| crowd::keep(conn, &app, &people)).await
    }
}

fn keep_city(conn: &mut Conn, app: &App, city: &City, password: &str) -> Result<(), AppError> {
    let now = app.clock.now();
    network::put_settings(conn, &city.network, None, now)?;
    for organization in &city.organizations {
        organizations::insert(conn, organization)?;
    }
    for place in &city.places {
        places::insert(conn, place)?;
    }
    for offer in &city.offers {
        offers::insert_at(conn, offer, &at_places(city, &offer.id))?;
    }
    for one in &city.accounts {
        let account = Account {
            id: one.id.clone(),
            email: one.email.clone(),
            name: one.name.clone(),
            role: one.role,
            organization: Some(one.organization.clone()),
            has_password: false,
            is_disabled: false,
            last_sign_in_at: None,
            created_at: now,
            version: 0,
        };
        accounts::insert(conn, &account)?;
        accounts::set_password(conn, &one.id, password)?;
    }
    Ok(())
}

fn at_places(city: &City, offer: &OfferId) -> Vec<partner_directory::OfferAtPlace> {
    city.offer_places.iter().filter(|one| one.offer == *offer).cloned().collect()
}
