//! What the network looks at before it shows.

use partner_directory::revision::{FieldChange, Snapshot};

/// True when a change by a partner waits until a coordinator agreed.
pub(crate) fn moderation_needed(_before: Option<&Snapshot>, _changes: &[FieldChange]) -> bool {
    false
}
