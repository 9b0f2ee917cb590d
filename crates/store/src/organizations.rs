//! Organizations, found and kept.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::OrganizationId;
use partner_directory::Organization;

use crate::schema::{
    organization_closures as closures, organization_labels as labels, organizations,
};
use crate::slugs;
use crate::text::key;
use crate::{Conn, Page, Saved, StoreError, changes};

mod lists;
mod row;

use lists::LabelRow;
pub(crate) use lists::Lists;
pub(crate) use row::Row;

/// Finds one organization.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub fn find(conn: &mut Conn, id: &OrganizationId) -> Result<Organization, StoreError> {
    let row = organizations::table.find(key(id.as_str())?).select(Row::as_select()).first(conn)?;
    whole(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// Finds the organization whose address ends in `slug`.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Organization, StoreError> {
    let with_slug = organizations::table.filter(organizations::slug.eq(key(slug)?));
    let row = with_slug.select(Row::as_select()).first(conn)?;
    whole(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// Finds those of `ids` that exist.
///
/// # Errors
/// When the database fails.
pub fn find_many(
    conn: &mut Conn,
    ids: &[OrganizationId],
) -> Result<HashMap<OrganizationId, Organization>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let some: Vec<&str> = some.iter().filter_map(|id| key(id.as_str()).ok()).collect();
        let rows = organizations::table.filter(organizations::id.eq_any(some));
        let rows = rows.select(Row::as_select()).load(conn)?;
        let whole = whole(conn, rows)?;
        found.extend(whole.into_iter().map(|one| (one.id.clone(), one)));
    }
    Ok(found)
}

/// One page of all organizations by name, and how many there are in all.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, page: Page) -> Result<(Vec<Organization>, i64), StoreError> {
    let total = organizations::table.count().get_result(conn)?;
    // Left to itself, PostgreSQL sorts by the language of the server.
    let by_name = match conn {
        Conn::Postgres(_) => "sort_key COLLATE \"C\", id",
        Conn::Sqlite(_) => "sort_key, id",
    };
    let rows = organizations::table
        .order(sql::<Text>(by_name))
        .offset(page.offset())
        .limit(page.limit())
        .select(Row::as_select())
        .load(conn)?;
    Ok((whole(conn, rows)?, total))
}

/// The organizations with this name, whatever its accents and capitals.
///
/// # Errors
/// When the database fails.
pub fn named(conn: &mut Conn, name: &str) -> Result<Vec<OrganizationId>, StoreError> {
    let ids: Vec<String> = organizations::table
        .filter(organizations::sort_key.eq(crate::text::sort_key(name.trim())?))
        .order(organizations::id)
        .limit(2)
        .select(organizations::id)
        .load(conn)?;
    Ok(ids.into_iter().map(OrganizationId::from).collect())
}

/// Keeps a new organization.
///
/// # Errors
/// [`StoreError::Duplicate`] when its slug is taken; [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, organization: &Organization) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    diesel::insert_into(organizations::table).values(Row::new(organization)?).execute(conn)?;
    insert_lists(conn, organization)
}

/// Keeps a changed organization; its version goes up and all its offers count as changed.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed it after it was read.
pub fn update(
    conn: &mut Conn,
    organization: &Organization,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    let id = key(organization.id.as_str())?;
    let read =
        organizations::table.find(id).filter(organizations::version.eq(organization.version));
    let mut row = Row::new(organization)?;
    row.version += 1;
    row.updated_at = now.naive_utc();
    if diesel::update(read).set(row).execute(conn)? == 0 {
        return Err(StoreError::Stale);
    }
    diesel::delete(closures::table.filter(closures::organization_id.eq(id))).execute(conn)?;
    diesel::delete(labels::table.filter(labels::organization_id.eq(id))).execute(conn)?;
    insert_lists(conn, organization)?;
    let shown_by = changes::offers_of(conn, id)?;
    changes::append(conn, &shown_by, now)
}

/// Keeps `organization`, which was read as `before`; writes nothing when they say the same.
///
/// # Errors
/// As [`insert`] and [`update`].
pub fn save(
    conn: &mut Conn,
    before: Option<&Organization>,
    organization: &Organization,
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    let Some(before) = before else {
        insert(conn, organization)?;
        return Ok(Saved::Inserted);
    };
    let wanted = Organization {
        created_at: before.created_at,
        updated_at: before.updated_at,
        version: before.version,
        ..organization.clone()
    };
    if wanted == *before {
        return Ok(Saved::Unchanged);
    }
    update(conn, &wanted, now)?;
    Ok(Saved::Updated)
}

/// `wanted`, or the first of `wanted-2`, `wanted-3`… that no organization has.
///
/// # Errors
/// When the database fails.
pub fn free_slug(conn: &mut Conn, wanted: &str) -> Result<String, StoreError> {
    let same = organizations::table.filter(organizations::slug.eq(key(wanted)?));
    if same.count().get_result::<i64>(conn)? == 0 {
        return Ok(wanted.to_owned());
    }
    let like = organizations::slug.like(slugs::pattern(wanted)?);
    let taken = organizations::table.filter(organizations::slug.eq(wanted).or(like));
    Ok(slugs::first_free(wanted, taken.select(organizations::slug).load(conn)?))
}

fn insert_lists(conn: &mut Conn, organization: &Organization) -> Result<(), StoreError> {
    let mut days: Vec<_> = organization.closures.iter().map(|one| (one.from, one.until)).collect();
    days.sort_unstable();
    days.dedup();
    for (from, until) in days {
        diesel::insert_into(closures::table)
            .values((
                closures::organization_id.eq(organization.id.as_str()),
                closures::first_day.eq(from),
                closures::last_day.eq(until),
            ))
            .execute(conn)?;
    }
    for (position, label) in (0..).zip(&organization.labels) {
        diesel::insert_into(labels::table)
            .values(LabelRow::new(organization, position, label)?)
            .execute(conn)?;
    }
    Ok(())
}

fn whole(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Organization>, StoreError> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut lists = Lists::load(conn, Some(&ids))?;
    rows.into_iter().map(|row| lists.complete(row)).collect()
}
