//! Who has to act on a referral now, in one sentence.

use referral_tracking::{AttemptState, Owner, Referral, ReferralState};

use crate::listings::labels::Labels;
use crate::pages::Tone;

/// Who has to act now. `asked` is the name of the organization that is asked or helps,
/// `owner` that of an account; a name that is not known is not made up.
pub(crate) fn ball(
    labels: Labels<'_>,
    referral: &Referral,
    asked: Option<&str>,
    owner: Option<&str>,
) -> String {
    let (key, who) = match (referral.state, &referral.owner) {
        (ReferralState::Draft, _) if owner.is_none() => ("ball-draft-own", None),
        (ReferralState::Draft, _) => ("ball-draft", owner),
        (ReferralState::Held, _) => ("ball-held", None),
        (ReferralState::Open, Some(Owner::Pool)) => ("ball-coordinators", None),
        (ReferralState::Open, Some(Owner::Account(_))) if owner.is_none() => {
            ("ball-coordinators", None)
        }
        (ReferralState::Open, Some(Owner::Account(_))) => ("ball-coordinator", owner),
        (ReferralState::Open, _) => (of_attempt(referral), asked),
        _ => ("ball-closed", None),
    };
    let nobody = || labels.say("owner-pool", &[]);
    let who = who.map_or_else(nobody, str::to_owned);
    labels.say(key, &[("who", who.into())])
}

fn of_attempt(referral: &Referral) -> &'static str {
    match referral.live().map(|attempt| attempt.state) {
        Some(AttemptState::Sent) => "ball-sent",
        Some(AttemptState::InfoRequested) => "ball-info-requested",
        Some(AttemptState::Waitlisted) => "ball-waitlisted",
        Some(AttemptState::Accepted) => "ball-accepted",
        Some(AttemptState::InProgress) => "ball-in-progress",
        Some(AttemptState::NoShow) => "ball-no-show",
        _ => "ball-coordinators",
    }
}

/// The state of a referral in one or two words, with the colour that repeats them.
pub(crate) fn state(labels: Labels<'_>, referral: &Referral) -> (String, Tone) {
    let live = referral.live().map(|attempt| attempt.state);
    match (referral.state, live) {
        (ReferralState::Open, Some(state)) => {
            let tone = match state {
                AttemptState::InfoRequested | AttemptState::NoShow => Tone::Warn,
                AttemptState::Accepted | AttemptState::InProgress => Tone::Good,
                _ => Tone::Info,
            };
            (labels.word("attempt-state", state.word()), tone)
        }
        (ReferralState::Open, None) => (labels.word("owner", "pool"), Tone::Warn),
        (state, _) => {
            let tone = match state {
                ReferralState::Completed => Tone::Good,
                ReferralState::Draft | ReferralState::Held => Tone::Warn,
                _ => Tone::Neutral,
            };
            (labels.word("referral-state", state.word()), tone)
        }
    }
}
