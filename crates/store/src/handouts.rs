//! Slips given without any personal data.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{HandoutId, Language, OfferId, OrganizationId};
use partner_directory::Theme;

use crate::schema::handouts::{self, dsl};
use crate::{Conn, StoreError};

/// One slip that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// Its identifier.
    pub id: HandoutId,
    /// The offer it tells about.
    pub offer: OfferId,
    /// Whose mediator gave it; empty when somebody printed it without signing in.
    pub organization: Option<OrganizationId>,
    /// With what help was looked for, when that was said.
    pub theme: Option<Theme>,
    /// In which language it was printed.
    pub language: Language,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// Notes a slip that was given.
///
/// # Errors
/// [`StoreError::Duplicate`] when it was noted before.
pub fn insert(conn: &mut Conn, handout: &Handout) -> Result<(), StoreError> {
    diesel::insert_into(dsl::handouts).values(Row::from(handout)).execute(conn)?;
    Ok(())
}

/// How many slips were given since an instant, before another.
///
/// # Errors
/// The database.
pub fn count(
    conn: &mut Conn,
    since: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<i64, StoreError> {
    Ok(dsl::handouts
        .filter(dsl::given_at.ge(since.naive_utc()).and(dsl::given_at.lt(before.naive_utc())))
        .count()
        .get_result(conn)?)
}

/// Forgets the slips given before an instant, and says how many.
///
/// # Errors
/// The database.
pub fn delete_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(dsl::handouts.filter(dsl::given_at.lt(before.naive_utc()))).execute(conn)?)
}

#[derive(Insertable)]
#[diesel(table_name = handouts)]
struct Row {
    id: String,
    offer_id: String,
    organization_id: Option<String>,
    theme: Option<String>,
    language: String,
    given_at: NaiveDateTime,
}

impl From<&Handout> for Row {
    fn from(handout: &Handout) -> Self {
        Row {
            id: handout.id.to_string(),
            offer_id: handout.offer.to_string(),
            organization_id: handout.organization.as_ref().map(ToString::to_string),
            theme: handout.theme.map(|theme| theme.word().to_owned()),
            language: handout.language.to_string(),
            given_at: handout.given_at.naive_utc(),
        }
    }
}
