//! One offer as its own organization sees it: state, freshness, room, quality.

use app::workspace::OfferLine;
use chrono::NaiveDate;
use kernel::FieldErrors;
use partner_directory::{Capacity, Freshness, OfferStatus, Place, VerifiedHow};
use serde::Serialize;

use crate::listings::labels::Labels;
use crate::pages::Tone;
use crate::routes::form::Wrong;
use crate::texts::FluentValue;

/// A card of the list.
#[derive(Serialize)]
pub(super) struct LineView {
    /// Names the form of the card.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
    /// Where its pages begin.
    pub(super) href: String,
    status: StatusView,
    /// When, by whom and how it was last checked.
    freshness: String,
    is_to_confirm: bool,
    is_published: bool,
    is_draft: bool,
    is_paused: bool,
    /// Where it is given; empty when nowhere in particular.
    place: String,
    room: RoomView,
    score: u8,
    points_missing: usize,
    /// What a draft lacks, in one line; empty when it can be published.
    missing: String,
}

#[derive(Serialize)]
struct StatusView {
    label: String,
    tone: Tone,
}

#[derive(Serialize)]
struct RoomView {
    said: String,
    choices: Vec<RoomChoice>,
    until: String,
    wrong: Wrong,
}

#[derive(Serialize)]
struct RoomChoice {
    word: &'static str,
    label: String,
    is_now: bool,
}

impl LineView {
    /// A card of `line`; `wrong` is what is wrong with the room that was typed into it. Who looks
    /// after the organization from outside is not called « vous ».
    pub(super) fn new(
        labels: Labels<'_>,
        line: &OfferLine,
        wrong: Option<(&str, &FieldErrors)>,
        is_overseen: bool,
    ) -> LineView {
        let offer = &line.offer;
        let missing: Vec<String> =
            line.missing.iter().map(|one| labels.word("compulsory", one.word())).collect();
        let quality = &line.quality;
        LineView {
            id: offer.id.to_string(),
            name: offer.name.clone(),
            href: format!("/structure/offres/{}", offer.id),
            status: StatusView {
                label: labels.word("offer-status", offer.status.word()),
                tone: match offer.status {
                    OfferStatus::Published => Tone::Good,
                    OfferStatus::Draft => Tone::Info,
                    OfferStatus::Paused => Tone::Warn,
                    OfferStatus::Archived => Tone::Neutral,
                },
            },
            freshness: freshness(labels, line, is_overseen),
            is_to_confirm: line.freshness >= Freshness::ToConfirm,
            is_published: offer.status == OfferStatus::Published,
            is_draft: offer.status == OfferStatus::Draft,
            is_paused: offer.status == OfferStatus::Paused,
            place: places(line.places.iter().map(|(_, place)| place)),
            room: room(labels, line, wrong, is_overseen),
            score: quality.score,
            points_missing: quality.missing().count(),
            missing: labels.list(&missing),
        }
    }
}

fn places<'a>(places: impl Iterator<Item = &'a Place>) -> String {
    let lines = places.map(|place| match (place.name.as_str(), place.locality.as_str()) {
        (name, "") => name.to_owned(),
        ("", town) => town.to_owned(),
        (name, town) => format!("{name}, {town}"),
    });
    lines.collect::<Vec<_>>().join(" ; ")
}

/// The text of `key`, for the organization or for who acts for it.
fn say_to(
    labels: Labels<'_>,
    key: &str,
    is_overseen: bool,
    args: &[(&str, FluentValue<'_>)],
) -> String {
    match is_overseen {
        true => labels.say(&format!("{key}-its"), args),
        false => labels.say(key, args),
    }
}

fn freshness(labels: Labels<'_>, line: &OfferLine, is_overseen: bool) -> String {
    let verified = &line.offer.verified;
    if line.offer.status == OfferStatus::Draft {
        return labels.say("workspace-list-never", &[]);
    }
    if verified.how == VerifiedHow::Import {
        return say_to(labels, "workspace-list-imported", is_overseen, &[]);
    }
    let day = days_ago(labels, line.age_days);
    let how = labels.word("verified-how", verified.how.word());
    match &verified.by {
        Some(who) => labels.say(
            "workspace-list-confirmed-by",
            &[("day", day.into()), ("how", how.into()), ("who", who.as_str().into())],
        ),
        None => labels.say("workspace-list-confirmed", &[("day", day.into()), ("how", how.into())]),
    }
}

fn days_ago(labels: Labels<'_>, days: i64) -> String {
    let (key, count) = match days.max(0) {
        days @ 0..=59 => ("workspace-list-days-ago", days),
        days @ 60..=364 => ("workspace-list-months-ago", days / 30),
        days => ("workspace-list-years-ago", days / 365),
    };
    labels.say(key, &[("count", count.into())])
}

fn room(
    labels: Labels<'_>,
    line: &OfferLine,
    wrong: Option<(&str, &FieldErrors)>,
    is_overseen: bool,
) -> RoomView {
    let now = line.capacity;
    let stated = line.offer.capacity.as_ref();
    let until = stated.and_then(|one| one.until).filter(|_| now.state.is_some());
    let date = |day: NaiveDate| labels.date(day);
    let said = match (now.state, until, stated) {
        (None, ..) => say_to(labels, "workspace-list-room-unknown", is_overseen, &[]),
        (Some(state), Some(until), _) => labels.say(
            "workspace-list-room-until",
            &[
                ("state", labels.word("capacity", state.word()).into()),
                ("date", date(until).into()),
            ],
        ),
        (Some(state), None, Some(stated)) if now.is_to_confirm => say_to(
            labels,
            "workspace-list-room-old",
            is_overseen,
            &[
                ("state", labels.word("capacity", state.word()).into()),
                ("date", date(stated.stated_on).into()),
            ],
        ),
        (Some(state), ..) => labels.say(
            "workspace-list-room-now",
            &[("state", labels.word("capacity", state.word()).into())],
        ),
    };
    let choices = Capacity::ALL.iter().map(|one| RoomChoice {
        word: one.word(),
        label: labels.word("room", one.word()),
        is_now: now.state == Some(*one) && !now.is_to_confirm,
    });
    RoomView {
        said,
        choices: choices.collect(),
        until: match wrong {
            Some((typed, _)) => typed.to_owned(),
            None => until.map(|day| day.to_string()).unwrap_or_default(),
        },
        wrong: wrong
            .map(|(_, errors)| super::wrong::wrong(labels, errors, &[]))
            .unwrap_or_default(),
    }
}
