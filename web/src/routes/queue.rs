//! Rows of the component `queue_table`.

mod account;

use serde::Serialize;

use super::due::DueView;
use crate::pages::Tone;

pub(crate) use account::{Closing, account_row};

/// One line of work.
#[derive(Serialize)]
pub(crate) struct Row {
    /// What it is.
    pub(crate) head: Head,
    /// What is known about it.
    pub(crate) cells: Vec<Cell>,
    /// What to do; the component asks the first row whether there is anything to do at all.
    pub(crate) action: Option<Action>,
}

/// What a row is about.
#[derive(Serialize)]
pub(crate) struct Head {
    /// Its name.
    pub(crate) text: String,
    /// Where it leads.
    pub(crate) href: Option<String>,
    /// What tells it from others.
    pub(crate) hint: String,
}

/// One fact of a row.
#[derive(Serialize, Default)]
pub(crate) struct Cell {
    /// In words.
    pub(crate) text: String,
    /// Where the words lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) href: Option<String>,
    /// A state, which comes first.
    pub(crate) tag: Option<String>,
    /// The colour of the state.
    pub(crate) tone: Option<Tone>,
    /// What is good to know.
    pub(crate) hint: String,
}

/// The button of a row.
#[derive(Serialize)]
pub(crate) struct Action {
    /// What it does.
    pub(crate) label: String,
    /// Where it leads, or where the change is sent.
    pub(crate) href: String,
    /// How it looks.
    pub(crate) kind: &'static str,
    /// True for a change, false for a link.
    pub(crate) post: bool,
}

impl Cell {
    /// A deadline; an empty cell when there is none.
    pub(crate) fn due(due: Option<DueView>) -> Cell {
        due.map_or_else(Cell::default, |due| Cell {
            text: String::new(),
            tag: Some(due.remaining),
            tone: Some(due.tone),
            hint: due.moment,
            ..Cell::default()
        })
    }
}
