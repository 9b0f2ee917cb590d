//! The next seven days of an organization: what is open when and where (screen S13).

use std::cmp::Reverse;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use kernel::{Actor, OfferId, OrganizationId, PlaceId};
use partner_directory::{Hours, Itinerance, OfferStatus, Organization};
use store::{network, organizations};

use super::edited;
use super::overview::lines;
use crate::{App, AppError};

const WEEK_DAYS: usize = 7;

/// The next seven days, today included.
#[derive(Debug, Clone)]
pub struct Week {
    /// The organization.
    pub organization: Organization,
    /// What is open, soonest first.
    pub sessions: Vec<Session>,
}

/// One opening of one offer at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The local date.
    pub day: NaiveDate,
    /// From when.
    pub opens: NaiveTime,
    /// Until when; 00:00 is midnight.
    pub closes: NaiveTime,
    /// Which offer.
    pub offer: OfferId,
    /// Its name.
    pub offer_name: String,
    /// Where.
    pub place: PlaceId,
    /// Its name.
    pub place_name: String,
    /// The other places at which what travels would have to be at the same time.
    pub conflicts: Vec<String>,
    is_itinerant: bool,
}

impl App {
    /// What is open in the next seven days; of the own organization without `of`.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn week(&self, actor: &Actor, of: Option<OrganizationId>) -> Result<Week, AppError> {
        let id = edited(actor, of)?;
        let today = self.today();
        self.db
            .read(move |conn| {
                let organization = organizations::find(conn, &id)?;
                let holidays = network::holidays(conn)?;
                let mut sessions = Vec::new();
                for line in lines(conn, &organization, today)? {
                    if line.offer.status != OfferStatus::Published {
                        continue;
                    }
                    for (at, place) in &line.places {
                        let hours = Hours::read(&at.schedules, &place.country, &holidays);
                        let Some(hours) = hours else { continue };
                        let hours = hours.with_closures(&organization.closures);
                        for day in today.iter_days().take(WEEK_DAYS) {
                            let times = hours.times_on(day).into_iter();
                            sessions.extend(times.map(|(opens, closes)| Session {
                                day,
                                opens,
                                closes,
                                offer: line.offer.id.clone(),
                                offer_name: line.offer.name.clone(),
                                place: place.id.clone(),
                                place_name: place.name.clone(),
                                conflicts: Vec::new(),
                                is_itinerant: line.offer.itinerance == Itinerance::Itinerant,
                            }));
                        }
                    }
                }
                sessions.sort_by_key(|one| (one.day, one.opens, Reverse(one.closes)));
                Ok(Week { organization, sessions: with_conflicts(sessions) })
            })
            .await
    }
}

/// What travels cannot be at two places at once.
fn with_conflicts(sessions: Vec<Session>) -> Vec<Session> {
    let conflicts = |one: &Session| -> Vec<String> {
        let meets = |other: &&Session| {
            let is_both = one.is_itinerant && other.is_itinerant && one.place != other.place;
            is_both && one.starts() < other.ends() && other.starts() < one.ends()
        };
        let mut names: Vec<String> =
            sessions.iter().filter(meets).map(|other| other.place_name.clone()).collect();
        names.dedup();
        names
    };
    let found: Vec<Vec<String>> = sessions.iter().map(conflicts).collect();
    let joined = sessions.into_iter().zip(found);
    joined.map(|(one, conflicts)| Session { conflicts, ..one }).collect()
}

impl Session {
    fn starts(&self) -> NaiveDateTime {
        self.day.and_time(self.opens)
    }

    fn ends(&self) -> NaiveDateTime {
        let is_next_day = self.closes <= self.opens;
        let day = self.day.checked_add_days(Days::new(is_next_day.into())).unwrap_or(self.day);
        day.and_time(self.closes)
    }
}
