//! What the page of the code card shows, in French and in the language of the person.

use std::collections::BTreeMap;

use app::referrals::CardDetails;
use chrono::{DateTime, Utc};
use kernel::FieldErrors;
use partner_directory::ListedPlace;
use referral_tracking::ContactChannel;
use serde::Serialize;

use super::CodeForm;
use crate::listings::labels::Labels;
use crate::phrases::Spoken;
use crate::routes::due::moment;
use crate::routes::form::{Choice, Wrong};
use crate::site::Site;

/// The ways by which a person asks to be reached; the others are for the mediator to choose.
const CHANNELS: [ContactChannel; 5] = [
    ContactChannel::Phone,
    ContactChannel::Sms,
    ContactChannel::Email,
    ContactChannel::Letter,
    ContactChannel::ComesBack,
];

/// What the template sees.
#[derive(Serialize)]
pub(super) struct CodeView {
    /// As it was typed, or as it is printed once it is known.
    pub(super) code: String,
    pub(super) pin: String,
    /// The neutral state; none before a code was found.
    pub(super) neutral: Option<String>,
    pub(super) is_locked: bool,
    pub(super) details: Option<DetailsView>,
    pub(super) reach: Option<ReachView>,
    /// What the person's last button did.
    pub(super) done: Option<&'static str>,
    /// Why it did nothing.
    pub(super) refused: Option<String>,
    pub(super) wrong: Wrong,
    pub(super) languages: Vec<Choice>,
    /// The language that was chosen, also when it is French alone.
    pub(super) chosen: String,
    /// The second language: tag, direction, whether it is a draft.
    pub(super) tag: String,
    pub(super) dir: &'static str,
    pub(super) is_draft: bool,
    /// By text key, the same in the second language.
    pub(super) other: BTreeMap<&'static str, String>,
}

/// What the PIN opens.
#[derive(Serialize)]
pub(super) struct DetailsView {
    offer: Option<String>,
    offer_slug: Option<String>,
    organization: Option<String>,
    phone: Option<String>,
    place: Vec<String>,
    answer_by: Option<String>,
    answer_by_other: Option<String>,
    appointment: Option<String>,
    appointment_other: Option<String>,
    expected_on: Option<String>,
    expected_on_other: Option<String>,
    may_withdraw: bool,
    may_say_helped: bool,
}

/// How the person may ask to be reached.
#[derive(Serialize)]
pub(super) struct ReachView {
    channels: Vec<ChannelView>,
    contact: String,
    is_open: bool,
}

#[derive(Serialize)]
struct ChannelView {
    value: &'static str,
    key: &'static str,
    is_chosen: bool,
}

/// The texts of the page that have a phrase in every language.
const KEYS: [&str; 44] = [
    "code-show-title",
    "code-show-lead",
    "code-form-title",
    "code-form-pin-title",
    "code-form-code",
    "code-form-pin",
    "code-form-go",
    "code-state-title",
    "code-state-received",
    "code-state-asked",
    "code-state-waiting",
    "code-state-answered",
    "code-state-with-coordinators",
    "code-state-closed",
    "code-state-hint",
    "code-next-title",
    "code-next-where",
    "code-next-place",
    "code-next-who",
    "code-next-phone",
    "code-next-appointment",
    "code-next-answer",
    "code-next-expected",
    "code-helped-title",
    "code-helped-yes",
    "code-helped-no",
    "code-reach-title",
    "code-reach-contact",
    "code-reach-go",
    "code-reach-comes-back",
    "channel-phone",
    "channel-sms",
    "channel-email",
    "channel-letter",
    "code-stop-title",
    "code-stop-text",
    "code-stop-go",
    "code-talk-title",
    "code-talk-text",
    "code-leave",
    "code-done-withdrawn",
    "code-done-helped",
    "code-done-not-helped",
    "code-done-reached",
];

/// The page before a code was found.
pub(super) fn empty(site: &Site, language: &str, code: String, errors: &FieldErrors) -> CodeView {
    let labels = Labels::of(site);
    let phrases = site.phrases();
    let spoken = phrases.spoken(language);
    let phone = site.network().helpdesk_phone;
    let mut other: BTreeMap<&'static str, String> = BTreeMap::new();
    if let Some(spoken) = spoken {
        let said = KEYS.iter().filter_map(|key| Some((*key, spoken.say(key, &[])?)));
        other.extend(said);
        let locked = ["code-locked-title", "code-locked-text"];
        let said = locked
            .iter()
            .filter_map(|key| Some((*key, spoken.say(key, &[("phone", phone.as_str())])?)));
        other.extend(said);
        for (field, key) in [("code", "field-error-wrong-code"), ("pin", "field-error-wrong-pin")] {
            if errors.iter().any(|one| one.field == field) {
                other.extend(spoken.say(key, &[]).map(|text| (field, text)));
            }
        }
    }
    let names = phrases.offered().map(|one| {
        Choice::plain(one.tag(), one.name(), one.tag() == language)
            .with_hint(one.direction().to_owned())
    });
    // French alone is a choice where there is another one.
    let french = phrases.offered().take(1).map(|_| {
        let name = labels.say("code-french", &[]);
        Choice::plain("fr", &name, spoken.is_none()).with_hint("ltr".to_owned())
    });
    CodeView {
        code,
        pin: String::new(),
        neutral: None,
        is_locked: false,
        details: None,
        reach: None,
        done: None,
        refused: None,
        wrong: Wrong::of(labels, errors),
        languages: french.chain(names).collect(),
        chosen: language.to_owned(),
        tag: spoken.map(|one| one.tag().to_owned()).unwrap_or_default(),
        dir: spoken.map_or("", |one| one.direction()),
        is_draft: spoken.is_some_and(|one| one.is_draft()),
        other,
    }
}

impl ReachView {
    /// The ways to choose from; what was typed stays when it was wrong.
    pub(super) fn new(now: ContactChannel, form: &CodeForm) -> ReachView {
        let chosen = ContactChannel::from_word(&form.channel).unwrap_or(now);
        let channel = |channel: ContactChannel| ChannelView {
            value: channel.word(),
            key: match channel {
                ContactChannel::Phone => "channel-phone",
                ContactChannel::Sms => "channel-sms",
                ContactChannel::Email => "channel-email",
                ContactChannel::Letter => "channel-letter",
                ContactChannel::ViaMediator
                | ContactChannel::ComesBack
                | ContactChannel::Counter => "code-reach-comes-back",
            },
            is_chosen: channel == chosen,
        };
        ReachView {
            channels: CHANNELS.map(channel).into(),
            contact: form.contact.clone(),
            is_open: form.act == "joindre",
        }
    }
}

impl DetailsView {
    pub(super) fn new(
        labels: Labels<'_>,
        spoken: Option<Spoken<'_>>,
        details: CardDetails,
    ) -> DetailsView {
        let other = |at: Option<DateTime<Utc>>| spoken?.moment(labels.local(at?));
        let place = details.place.map_or_else(Vec::new, |one| place_lines(one, details.entrance));
        DetailsView {
            offer: details.offer,
            offer_slug: details.offer_slug,
            organization: details.organization,
            phone: details.phone,
            place,
            answer_by_other: other(details.answer_by),
            appointment_other: other(details.appointment_at),
            expected_on_other: details.expected_on.and_then(|day| spoken?.day(day)),
            answer_by: details.answer_by.map(|at| moment(labels, at)),
            appointment: details.appointment_at.map(|at| moment(labels, at)),
            expected_on: details.expected_on.map(|day| labels.words().date_long(day)),
            may_withdraw: details.may_withdraw,
            may_say_helped: details.may_say_helped,
        }
    }
}

/// Where to go, line by line; nothing when the address is not public.
fn place_lines(place: ListedPlace, entrance: Option<String>) -> Vec<String> {
    let town = format!("{} {}", place.postcode, place.locality).trim().to_owned();
    [place.name, place.street, town, entrance.unwrap_or_default()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}
