//! What hangs on an organization: closures and labels, loaded together for many.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use kernel::Closure;
use partner_directory::{Label, Organization};

use super::Row;
use crate::schema::{organization_closures as closures, organization_labels as labels};
use crate::text::{kept, kept_optional};
use crate::{Conn, StoreError};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = labels)]
pub(super) struct LabelRow {
    organization_id: String,
    position: i32,
    name: String,
    awarded_by: Option<String>,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
}

impl LabelRow {
    pub(super) fn new(of: &Organization, position: i32, label: &Label) -> Result<Self, StoreError> {
        Ok(LabelRow {
            organization_id: of.id.to_string(),
            position,
            name: kept(&label.name)?,
            awarded_by: kept_optional(&label.awarded_by)?,
            first_day: label.from,
            last_day: label.until,
        })
    }
}

/// The lists of some organizations; each is taken once.
pub(crate) struct Lists {
    closures: HashMap<String, Vec<Closure>>,
    labels: HashMap<String, Vec<Label>>,
}

impl Lists {
    /// Two queries, whatever the number of organizations; all of them without `ids`, which fit
    /// into one `IN (…)`.
    pub(crate) fn load(conn: &mut Conn, ids: Option<&[&str]>) -> Result<Lists, StoreError> {
        let mut days = closures::table.into_boxed();
        let mut held = labels::table.select(LabelRow::as_select()).into_boxed();
        if let Some(ids) = ids {
            days = days.filter(closures::organization_id.eq_any(ids.to_vec()));
            held = held.filter(labels::organization_id.eq_any(ids.to_vec()));
        }
        let days: Vec<(String, NaiveDate, NaiveDate)> = days
            .order((closures::organization_id, closures::first_day, closures::last_day))
            .load(conn)?;
        let mut lists = Lists { closures: HashMap::new(), labels: HashMap::new() };
        for (id, from, until) in days {
            lists.closures.entry(id).or_default().push(Closure { from, until });
        }
        for row in held.order((labels::organization_id, labels::position)).load(conn)? {
            let LabelRow { organization_id, name, awarded_by, first_day, last_day, .. } = row;
            let label = Label { name, awarded_by, from: first_day, until: last_day };
            lists.labels.entry(organization_id).or_default().push(label);
        }
        Ok(lists)
    }

    /// The organization of which `row` is the trunk.
    pub(crate) fn complete(&mut self, row: Row) -> Result<Organization, StoreError> {
        let closures = self.closures.remove(&row.id).unwrap_or_default();
        let labels = self.labels.remove(&row.id).unwrap_or_default();
        row.into_organization((closures, labels))
    }
}
