//! What people may rely on, told over HTTP on each kind of database.

#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod answering;
