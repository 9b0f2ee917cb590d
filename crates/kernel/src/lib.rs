//! Words every other crate shares: identifiers, time, who is asking, the
//! network's calendar, money and languages.
//!
//! **Invariant:** this crate does no input or output and knows no business rule.
//! If a type is only used by one crate, it belongs in that crate.

mod actor;
mod calendar;
mod clock;
mod field;
mod id;
mod language;
mod money;
mod urgency;

pub use actor::{Actor, Channel, Role};
pub use calendar::{Calendar, Closure, OpeningHours};
pub use clock::{Clock, FixedClock, SystemClock};
pub use field::{FieldError, FieldErrors};
pub use id::{
    AccountId, AttemptId, ConsentId, EventId, HandoutId, ImportRunId, OfferId, OfferPlaceId,
    OrganizationId, PlaceId, ReferralId, RevisionId, ScheduleId,
};
pub use language::Language;
pub use money::{Currency, Money};
pub use urgency::Urgency;
