use std::collections::BTreeMap;

use serde::Deserialize;

/// How often each word comes, relative to the others of its table.
pub type Weights = BTreeMap<String, u32>;

/// How the past referrals of the demo are distributed; no case is described.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralMix {
    /// How many there are.
    pub count: u32,
    /// The days before today over which they are spread.
    pub days: u32,
    /// Start of the random numbers, so that every start draws the same referrals.
    pub seed: u64,
    /// Senders, by key of the organization in the files.
    pub senders: Weights,
    /// Needs, by theme.
    pub themes: Weights,
    /// Where people live, by commune number.
    pub communes: Weights,
    /// How soon it has to be.
    pub urgencies: Weights,
    /// What people speak or sign.
    pub languages: Weights,
    /// How people want to be reached.
    pub contact_channels: Weights,
    /// How attempts end.
    pub attempts: Weights,
    /// Why partners decline.
    pub decline_reasons: Weights,
    /// What came of help that is over.
    pub outcomes: Weights,
    /// Why referrals were closed without help.
    pub closed_without_help: Weights,
    /// How long answers take.
    pub answer_hours: Vec<AnswerHours>,
    /// How far cases have come, by name of the age group.
    pub states: BTreeMap<String, StateMix>,
}

/// Opening hours that an answer takes, drawn evenly between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerHours {
    /// The shortest.
    pub from: f64,
    /// The longest.
    pub until: f64,
    /// How often, relative to the other spans.
    pub weight: u32,
}

/// How far cases up to some age have come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StateMix {
    /// The oldest case that this holds for.
    pub max_age_days: u32,
    /// States of a referral.
    #[serde(flatten)]
    pub weights: Weights,
}
