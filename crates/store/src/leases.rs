//! Who may do a job now, among all processes on one database.
//!
//! **Invariant:** of all that take a lease at once, one gets it; a holder that stops without
//! a word loses it when its time is over.

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::schema::leases;
use crate::text::kept;
use crate::{Conn, StoreError};

/// True when `holder` has the lease from `now` on; taking it again makes it longer.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn take(
    conn: &mut Conn,
    name: &str,
    holder: &str,
    now: DateTime<Utc>,
    for_duration: Duration,
) -> Result<bool, StoreError> {
    let (name, holder) = (kept(name)?, kept(holder)?);
    // Both databases know these words; diesel offers them for one at a time only.
    diesel::sql_query(match conn {
        Conn::Postgres(_) => {
            "INSERT INTO leases (name, holder, held_until) VALUES ($1, '', '1970-01-01 00:00:00')
             ON CONFLICT (name) DO NOTHING"
        }
        Conn::Sqlite(_) => {
            "INSERT INTO leases (name, holder, held_until) VALUES (?, '', '1970-01-01 00:00:00')
             ON CONFLICT (name) DO NOTHING"
        }
    })
    .bind::<Text, _>(&name)
    .execute(conn)?;
    let free = leases::table
        .find(&name)
        .filter(leases::held_until.le(now.naive_utc()).or(leases::holder.eq(&holder)));
    let taken = diesel::update(free)
        .set((leases::holder.eq(&holder), leases::held_until.eq((now + for_duration).naive_utc())))
        .execute(conn)?;
    Ok(taken == 1)
}

/// Gives the lease back; does nothing when somebody else has it.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn release(
    conn: &mut Conn,
    name: &str,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let held = leases::table.find(kept(name)?).filter(leases::holder.eq(kept(holder)?));
    diesel::update(held)
        .set((leases::holder.eq(""), leases::held_until.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(())
}
