//! The page to refer a person: one page, from the offer to the code (S6).

mod filled;
pub(crate) mod unsent;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Query};
use app::AppError;
use app::referrals::{Chosen, Handover, ReferForm, form_languages};
use kernel::{ReferralId, Urgency};
use partner_directory::{Adjustment, Theme};
use referral_tracking::contact::MOST_NOTE;
use referral_tracking::{ConsentMode, ContactChannel, ReferralState};
use serde::Serialize;

use self::filled::Filled;
use super::due::moment;
use super::form::{Choice, Pairs, Wrong};
use crate::error::PageError;
use crate::listings::card::Shown;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

/// The fields in the order of the page.
const FIELDS: [&str; 14] = [
    "offers",
    "name",
    "channel",
    "contact",
    "language",
    "theme",
    "urgency",
    "note",
    "commune",
    "adjustment",
    "handover",
    "scope",
    "consent",
    "another",
];
/// Those of them below the fold.
const DETAILS: [&str; 4] = ["note", "commune", "adjustment", "handover"];
/// How many offers one referral asks in order (REF-05).
const MOST_OFFERS: usize = app::referrals::MOST_OFFERS;

#[derive(Serialize)]
struct ReferView {
    filled: Filled,
    chosen: Vec<ChosenView>,
    hindered: Vec<HinderedView>,
    others: Vec<Choice>,
    channels: Vec<Choice>,
    languages: Vec<Choice>,
    urgencies: Vec<Choice>,
    themes: Vec<Choice>,
    communes: Vec<Choice>,
    adjustments: Vec<Choice>,
    scopes: Vec<Choice>,
    consents: Vec<Choice>,
    handovers: Vec<Choice>,
    another: Vec<Choice>,
    note_max: usize,
    has_details: bool,
    wrong: Wrong,
}

#[derive(Serialize)]
struct ChosenView {
    slug: String,
    name: String,
    organization: String,
    place: String,
    until: String,
    is_first: bool,
}

#[derive(Serialize)]
struct HinderedView {
    slug: String,
    name: String,
    organization: String,
    why: String,
}

pub(crate) async fn show(
    visit: Visit,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let pairs = Pairs::new(query.into_inner());
    let begun = pairs.one("reprise");
    if !begun.is_empty() {
        return resume(&visit, &begun).await;
    }
    let form = visit.site.app.refer_form(&visit.actor(), pairs.all("offre")).await?;
    let filled = Filled {
        form: ReferralId::fresh().to_string(),
        unsent: unsent::fresh_seed(),
        channel: ContactChannel::Phone.word().to_owned(),
        language: pairs.one("langue"),
        urgency: Urgency::U0.word().to_owned(),
        theme: pairs.one("theme"),
        scope: "named".to_owned(),
        handover: Handover::Sent.word().to_owned(),
        ..Filled::default()
    };
    page(&visit, StatusCode::OK, filled, form, Wrong::default()).await
}

/// The page as it was left.
async fn resume(visit: &Visit, begun: &str) -> Result<HttpResponse, PageError> {
    let begun = visit.site.app.begun_form(&visit.actor(), begun).await?;
    let pairs = Pairs::new(begun.filled);
    let form = visit.site.app.refer_form(&visit.actor(), pairs.all("offre")).await?;
    let filled = Filled {
        // Another opened page: what was sent and taken back from the last one stays apart.
        form: ReferralId::fresh().to_string(),
        unsent: begun.seed,
        is_resumed: true,
        ..Filled::read(&pairs)
    };
    page(visit, StatusCode::OK, filled, form, Wrong::default()).await
}

pub(crate) async fn send(
    visit: Visit,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let sent = sent.into_inner();
    if visit.account.is_none() {
        return unsent::come_back(&visit, sent).await;
    }
    let pairs = Pairs::new(sent);
    let filled = Filled::read(&pairs);
    let actor = visit.actor();
    let form = visit.site.app.refer_form(&actor, pairs.all("offre")).await?;
    let labels = Labels::of(&visit.site);
    let new = match filled.to_referral(&form) {
        Ok(new) => new,
        Err(errors) => {
            let wrong = Wrong::of(labels, &errors);
            return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, filled, form, wrong).await;
        }
    };
    match visit.site.app.refer(&actor, new).await {
        Ok(id) => {
            visit.site.app.drop_form(&actor, &filled.unsent).await?;
            let view = visit.site.app.referral(&actor, id.clone()).await?;
            let said = match view.referral.state {
                ReferralState::Held => "flash-referral-held",
                _ => "flash-referral-sent",
            };
            Ok(visit.see_other(&format!("/orientations/{id}/feuille"), Some(said)))
        }
        Err(AppError::Invalid(errors)) => {
            let wrong = Wrong::of(labels, &errors);
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, filled, form, wrong).await
        }
        Err(refused @ AppError::Refused(_)) => {
            let mut wrong = Wrong::default();
            wrong.add("offers", labels.say(&format!("{}-text", refused.code()), &[]));
            page(&visit, StatusCode::CONFLICT, filled, form, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    mut filled: Filled,
    form: ReferForm,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let (open, hindered): (Vec<Chosen>, Vec<Chosen>) =
        form.chosen.into_iter().partition(|one| one.hindrance.is_none());
    let offered =
        open.first().or(hindered.first()).and_then(|one| one.listing.offer.themes.first());
    if filled.theme.is_empty() {
        filled.theme = offered.map(|theme| theme.word().to_owned()).unwrap_or_default();
    }
    let others = others(visit, &filled, &open).await?;
    let mut wrong = wrong;
    wrong.sort(&FIELDS);
    let view = ReferView {
        chosen: open.iter().enumerate().map(|(at, one)| chosen(labels, one, at, &filled)).collect(),
        hindered: hindered.iter().map(|one| hinder(labels, one)).collect(),
        others,
        channels: channels(labels, &filled.channel),
        languages: languages(labels),
        urgencies: urgencies(labels, open.first(), &filled),
        themes: Theme::ALL
            .iter()
            .map(|one| Choice::word(labels, "theme", one.word(), ""))
            .collect(),
        communes: visit
            .site
            .app
            .communes()
            .iter()
            .map(|(code, name)| Choice::plain(code, name, false))
            .collect(),
        adjustments: adjustments(labels, &filled),
        scopes: words(labels, "consent-scope", ["named", "any_partner"], &filled.scope),
        consents: words(
            labels,
            "consent-mode",
            ConsentMode::ALL.map(ConsentMode::word),
            &filled.consent,
        ),
        handovers: words(labels, "handover", Handover::ALL.map(Handover::word), &filled.handover),
        another: another(labels, &filled, &wrong),
        note_max: MOST_NOTE,
        has_details: filled.has_details()
            || DETAILS.iter().any(|field| wrong.at.contains_key(*field)),
        filled,
        wrong,
    };
    let mut chrome = visit.chrome("refer-new-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/refer/new.html", &chrome, &view)
}

/// Other offers for the same need, while there is room for one more.
async fn others(visit: &Visit, filled: &Filled, open: &[Chosen]) -> Result<Vec<Choice>, PageError> {
    let Some(theme) = Theme::from_word(&filled.theme) else { return Ok(Vec::new()) };
    if open.len() >= MOST_OFFERS {
        return Ok(Vec::new());
    }
    let labels = Labels::of(&visit.site);
    let except = open.iter().map(|one| one.listing.offer.id.clone()).collect();
    let found = visit.site.app.other_offers(&visit.actor(), theme, except).await?;
    let choice = |listing: &partner_directory::Listing| {
        let shown = Shown::soonest(listing, labels);
        let args = [
            ("organization", listing.organization.name.as_str().into()),
            ("place", labels.place_line(shown).into()),
        ];
        Choice::plain(&listing.offer.slug, &listing.offer.name, false)
            .with_hint(labels.say("refer-new-other-hint", &args))
    };
    Ok(found.iter().map(|one| choice(one)).collect())
}

fn words<const N: usize>(
    labels: Labels<'_>,
    list: &str,
    words: [&'static str; N],
    chosen: &str,
) -> Vec<Choice> {
    words.iter().map(|word| Choice::word(labels, list, word, chosen)).collect()
}

fn channels(labels: Labels<'_>, chosen: &str) -> Vec<Choice> {
    let choice = |channel: ContactChannel| {
        let word = channel.word();
        let hint = format!("refer-new-channel-{}-hint", word.replace('_', "-"));
        Choice::word(labels, "channel", word, chosen).with_hint(labels.say(&hint, &[]))
    };
    ContactChannel::ALL.map(choice).to_vec()
}

fn chosen(labels: Labels<'_>, one: &Chosen, at: usize, filled: &Filled) -> ChosenView {
    let shown = Shown::soonest(&one.listing, labels);
    ChosenView {
        slug: one.listing.offer.slug.clone(),
        name: one.listing.offer.name.clone(),
        organization: one.listing.organization.name.clone(),
        place: labels.place_line(shown),
        until: until(labels, one, &filled.urgency).unwrap_or_default(),
        is_first: at == 0,
    }
}

fn hinder(labels: Labels<'_>, one: &Chosen) -> HinderedView {
    let why = one.hindrance.map(|why| labels.word("not-orientable", why.word()));
    HinderedView {
        slug: one.listing.offer.slug.clone(),
        name: one.listing.offer.name.clone(),
        organization: one.listing.organization.name.clone(),
        why: why.unwrap_or_default(),
    }
}

/// Until when an offer would answer at this urgency.
fn until(labels: Labels<'_>, one: &Chosen, urgency: &str) -> Option<String> {
    let (_, due) = one.due.iter().find(|(at, _)| at.word() == urgency)?;
    Some(moment(labels, *due))
}

fn urgencies(labels: Labels<'_>, first: Option<&Chosen>, filled: &Filled) -> Vec<Choice> {
    let choice = |urgency: Urgency| {
        let until = first.and_then(|one| until(labels, one, urgency.word()));
        let hint = until.map(|until| labels.say("refer-new-until", &[("until", until.into())]));
        Choice::word(labels, "urgency", urgency.word(), &filled.urgency)
            .with_hint(hint.unwrap_or_default())
    };
    Urgency::ALL.map(choice).to_vec()
}

fn languages(labels: Labels<'_>) -> Vec<Choice> {
    form_languages()
        .into_iter()
        .map(|one| Choice::word(labels, "language", one.as_str(), ""))
        .collect()
}

/// The box that says it is another need, once that was asked.
fn another(labels: Labels<'_>, filled: &Filled, wrong: &Wrong) -> Vec<Choice> {
    if !filled.is_another && !wrong.at.contains_key("another") {
        return Vec::new();
    }
    vec![Choice::plain("oui", &labels.say("refer-new-another", &[]), filled.is_another)]
}

fn adjustments(labels: Labels<'_>, filled: &Filled) -> Vec<Choice> {
    Adjustment::ALL
        .iter()
        .map(|one| {
            let is_chosen = filled.adjustments.iter().any(|word| word == one.word());
            Choice::plain(one.word(), &labels.word("adjustment", one.word()), is_chosen)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn the_words_read_aloud_before_sending_are_sixty_at_most() {
        let labels = at("2026-03-03T09:00:00Z");
        let key = format!("consent-text-{}", app::referrals::CONSENT_TEXT.0);
        let text = labels.say(&key, &[]);
        let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));

        assert!((20..=60).contains(&words.count()), "{text}");
    }

    #[test]
    fn every_language_of_the_form_has_a_name_and_comes_once() {
        let labels = at("2026-03-03T09:00:00Z");
        let choices = languages(labels);

        for choice in &choices {
            assert!(labels.knows_language(&choice.value), "{} has no name", choice.value);
            assert_eq!(choices.iter().filter(|one| one.value == choice.value).count(), 1);
        }
        assert_eq!(choices.first().map(|one| one.value.as_str()), Some("fr"));
    }
}
