//! A whole site for tests: real addresses, a real port, a database of its own and a clock that
//! tests move.
//!
//! A story opens a site on each kind of database ([`each_site`]), brings it into a situation
//! ([`Site::partner_with_offer`], [`Site::referral_sent_to`]), lets people visit pages
//! ([`Person`]) and reads what they see ([`Page`]).
//!
//! **Invariant:** a story ends with every letter sent and without an error in the log, unless it
//! says that it expects one ([`Site::expect_errors`]).
//! **Invariant:** nothing here waits for time to pass.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops where it stands")]
#![expect(clippy::panic, reason = "a failing test prints the page")]

mod form;
mod log;
mod network;
mod page;
mod person;
mod search_server;
mod site;
mod words;

pub use form::Form;
pub use network::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Partner, Sent};
pub use page::Page;
pub use person::Person;
pub use search_server::{StandIn, no_search_server, search_server};
pub use site::{Site, each_site};
pub use words::say;
