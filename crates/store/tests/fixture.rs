//! Rows that others point to, made in one line.

use chrono::{DateTime, Utc};
use kernel::{AccountId, OfferId, OrganizationId, Role};
use partner_directory::{Offer, Organization};
use store::accounts::{self, Account};
use store::{Conn, Db, StoreError, offers, organizations};

use crate::support;

/// An instant in the words of a log line: `2026-03-02T09:00:00Z`.
pub(crate) fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

/// Writes and panics when the database refuses.
pub(crate) async fn write<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
) -> T {
    db.write(work).await.unwrap()
}

/// An organization that others may point to, unless it is there.
pub(crate) fn organization(conn: &mut Conn, id: &OrganizationId) {
    if organizations::find(conn, id).is_err() {
        let kept = Organization { id: id.clone(), ..support::organization(id.as_str()) };
        organizations::insert(conn, &kept).unwrap();
    }
}

/// An offer of an organization that others may point to, unless it is there.
pub(crate) fn offer(conn: &mut Conn, id: &OfferId, of: &OrganizationId) {
    if offers::find(conn, id).is_err() {
        organization(conn, of);
        let of = organizations::find(conn, of).unwrap();
        let kept = Offer { id: id.clone(), ..support::offer(&of, id.as_str()) };
        offers::insert(conn, &kept).unwrap();
    }
}

/// An account as it is before it is kept.
pub(crate) fn person(id: &str, role: Role, organization: Option<&OrganizationId>) -> Account {
    Account {
        id: AccountId::from(id),
        email: format!("{id}@example.org"),
        name: id.to_owned(),
        role,
        organization: organization.cloned(),
        has_password: false,
        is_disabled: false,
        last_sign_in_at: None,
        created_at: at("2026-01-01T00:00:00Z"),
        version: 0,
    }
}

/// A coordinator that others may point to, unless it is there.
pub(crate) fn account(conn: &mut Conn, id: &AccountId) {
    if accounts::find(conn, id).is_err() {
        accounts::insert(conn, &person(id.as_str(), Role::Coordinator, None)).unwrap();
    }
}
