//! What the frame around every page needs to know.

use std::collections::BTreeMap;

use serde::Serialize;

/// The frame around a page; layouts read it as `chrome`.
#[derive(Debug, Clone, Serialize)]
pub struct Chrome {
    /// The language of the texts, also `lang` in every template.
    pub lang: String,
    /// `ltr` or `rtl`, from [`crate::texts::Words::direction`].
    pub dir: String,
    /// Key of the page's title; a page whose title has values fills the block `title` instead.
    pub title_key: String,
    /// The path of this page, without its query.
    pub path: String,
    /// The main navigation, in order.
    pub nav: Vec<NavItem>,
    /// Who is signed in.
    pub account: Option<AccountView>,
    /// What the last action did, said once.
    pub flash: Option<Flash>,
    /// How many offers are in the basket; nothing is shown for 0.
    pub basket: usize,
    /// The network that runs this service.
    pub network: NetworkView,
    /// Shows the banner that says that everything is invented.
    pub is_demo: bool,
    /// How broad the content may be.
    pub width: Width,
}

/// One entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// Key of its text.
    pub label_key: String,
    /// Where it leads.
    pub href: String,
    /// Whether this page belongs to it.
    pub is_current: bool,
    /// How many things wait there; nothing is shown for 0 and `None`.
    pub count: Option<u32>,
}

/// The account that is signed in.
#[derive(Debug, Clone, Serialize)]
pub struct AccountView {
    /// The person's name.
    pub name: String,
    /// Key of the role's text.
    pub role_key: String,
}

/// A message about the action before.
#[derive(Debug, Clone, Serialize)]
pub struct Flash {
    /// Its colour.
    pub tone: Tone,
    /// Key of its text.
    pub key: String,
    /// Values of its text.
    pub args: BTreeMap<String, String>,
}

/// The network as people know it.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkView {
    /// Its public name.
    pub name: String,
    /// The help line, as it is read aloud.
    pub helpdesk_phone: String,
    /// When the help line answers, in words.
    pub helpdesk_hours: String,
}

/// The colour that repeats what the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Nothing to do.
    Neutral,
    /// Useful to know.
    Info,
    /// As wished.
    Good,
    /// Needs attention.
    Warn,
    /// Too late or gone wrong.
    Late,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Tone; 5] = [Tone::Neutral, Tone::Info, Tone::Good, Tone::Warn, Tone::Late];

    /// The word that components take as `tone`.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Info => "info",
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Late => "late",
        }
    }
}

/// How broad the content of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// One column to read or fill in.
    Narrow,
    /// Lists and tables.
    Wide,
}
