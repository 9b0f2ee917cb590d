//! What people may rely on, told over HTTP on each kind of database.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it stands")]

mod answering;
mod bad_input;
mod code_card;
mod contact;
mod cross_site;
mod dates;
mod demand;
mod editing;
mod editing_at_once;
mod entering;
mod exporting;
mod for_hands;
mod fresh_listings;
mod guessing;
mod headers;
mod holidays;
mod importing;
mod importing_merged;
mod importing_steps;
mod later_letters;
mod letters;
mod looking;
mod lost_card;
mod lost_mail;
mod main_job;
mod notes;
mod operations;
mod paper;
mod privacy;
mod referring;
mod rights;
mod routes;
mod said_again;
mod said_wrong;
mod search_server;
mod searching;
mod signing_in;
mod silence;
mod steps;
mod tidying;
mod tours;
mod twice;
mod undelivered;
mod workspace;
