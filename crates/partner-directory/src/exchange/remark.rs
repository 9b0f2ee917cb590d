use serde::{Deserialize, Serialize};

use crate::closed_list::closed_list;

/// Something about one value of an imported file that a person should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The row it is about, the first one under the header being 1; 0 for the whole file.
    pub row: usize,
    /// The column, as the file calls it.
    pub field: String,
    /// The value as it came, cut after 200 characters.
    pub value: String,
    /// What is the matter.
    pub reason: Reason,
}

impl Remark {
    /// A remark about `value` in column `field` of row `row`.
    pub fn new(row: usize, field: &str, value: &str, reason: Reason) -> Remark {
        let value = value.chars().take(200).collect();
        Remark { row, field: field.to_owned(), value, reason }
    }
}

closed_list! {
    /// Why a row was refused, or a value dropped or changed.
    Reason {
        /// A value without which there is no entry.
        Missing = "missing",
        /// Another row of the file has the same identifier.
        DuplicateId = "duplicate_id",
        /// More or fewer fields than the header.
        FieldCount = "field_count",
        /// A row that is not an object with fields.
        NotAnObject = "not_an_object",
        /// Not text, number or list of texts.
        WrongType = "wrong_type",
        /// A form that the column does not allow.
        Invalid = "invalid",
        /// A word that is not in the column's list.
        UnknownValue = "unknown_value",
        /// A word of the older format for which there is no newer one.
        NoCounterpart = "no_counterpart",
        /// Zeros or the like in place of a value.
        Placeholder = "placeholder",
        /// An official number whose last digit does not fit the others.
        WrongCheckDigit = "wrong_check_digit",
        /// The row that shows how to fill in the template.
        Example = "example",
        /// A date before 2000 or in the future.
        UnlikelyDate = "unlikely_date",
        /// Latitude and longitude seem to have changed places.
        CoordinatesSwapped = "coordinates_swapped",
        /// The point is not where the postcode is.
        CoordinatesElsewhere = "coordinates_elsewhere",
        /// The point lies in a lake.
        CoordinatesInLake = "coordinates_in_lake",
        /// Kept as it came; opening hours are unknown.
        UnreadableHours = "unreadable_hours",
        /// Kept as it came; it closes before it opens, which means the next morning.
        OverMidnight = "over_midnight",
        /// Kept as it came; not a number that can be dialled from anywhere.
        UnusualPhone = "unusual_phone",
        /// Only the first of several values is kept.
        OnlyFirstKept = "only_first_kept",
        /// Cut to the length that fits.
        TooLong = "too_long",
        /// Another row of the same organization said otherwise and came first.
        DiffersFromOrganization = "differs_from_organization",
        /// A column that the format does not know; its values are not read.
        UnknownColumn = "unknown_column",
    }
}
