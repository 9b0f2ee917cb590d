//! Every repository on both databases, in one binary to keep linking cheap.

#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod accounts;
mod backups;
mod changes;
mod directory;
mod external_ids;
mod figures;
mod fixture;
mod health;
mod imports;
mod inventory;
mod leases;
mod listings;
mod migrations;
mod network;
mod opening;
mod outbox;
mod personal;
mod referral_lists;
mod referrals;
mod schedules;
mod support;
mod texts;
mod world;
