//! Saying that help is missing: a short form without an account, and with an answer for those
//! who have one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Query};
use app::AppError;
use app::unmet::{MOST_WORDS, NewNeed};
use kernel::{Channel, FieldErrors, Role};
use partner_directory::Theme;
use referral_tracking::UnmetCause;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::routes::form::{Choice, Wrong};
use crate::visit::Visit;

/// The address of the form.
pub(super) const PATH: &str = "/recherche/besoin";
/// In the order of the form.
const FIELDS: &[&str] = &["theme", "commune", "cause", "channel", "words"];
/// What the network can lack before anybody was asked.
const CAUSES: [UnmetCause; 9] = [
    UnmetCause::NoOffer,
    UnmetCause::Full,
    UnmetCause::TooFar,
    UnmetCause::Hours,
    UnmetCause::Language,
    UnmetCause::Adjustment,
    UnmetCause::Cost,
    UnmetCause::Conditions,
    UnmetCause::Unknown,
];
/// How a person comes to somebody of the network.
const CHANNELS: [Channel; 4] = [Channel::Visit, Channel::Phone, Channel::Letter, Channel::Web];

/// What somebody typed, or what the search already said.
#[derive(Default, Deserialize)]
pub(crate) struct NeedForm {
    #[serde(default)]
    theme: String,
    #[serde(default)]
    commune: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    words: String,
    /// Nobody sees this field; programs that fill in everything do.
    #[serde(default)]
    website: String,
}

#[derive(Serialize)]
struct NeedView {
    themes: Vec<Choice>,
    theme: String,
    commune: String,
    causes: Vec<Choice>,
    cause: String,
    channels: Vec<Choice>,
    words: String,
    most: usize,
    /// Who is answered and until when; empty for the public.
    reply_to: String,
    due: String,
    wrong: Wrong,
}

pub(crate) async fn new(visit: Visit, known: Query<NeedForm>) -> Result<HttpResponse, PageError> {
    form(&visit, known.into_inner(), None).await
}

pub(crate) async fn record(visit: Visit, typed: Form<NeedForm>) -> Result<HttpResponse, PageError> {
    if visit.account.is_none() {
        visit.site.limits.count_try(visit.request())?;
    }
    let typed = typed.into_inner();
    // Who fills in the hidden field learns nothing from the answer.
    if !typed.website.is_empty() {
        return Ok(visit.see_other("/recherche", Some("flash-need-recorded")));
    }
    let need = NewNeed {
        theme: Theme::from_word(&typed.theme),
        commune: typed.commune.clone(),
        cause: UnmetCause::from_word(&typed.cause).filter(|cause| CAUSES.contains(cause)),
        channel: Channel::from_word(&typed.channel).filter(|one| CHANNELS.contains(one)),
        words: typed.words.replace("\r\n", " "),
    };
    match visit.site.app.record_need(&visit.actor(), need).await {
        Ok(Some(_)) => Ok(visit.see_other("/recherche", Some("flash-need-recorded-reply"))),
        Ok(None) => Ok(visit.see_other("/recherche", Some("flash-need-recorded"))),
        Err(AppError::Invalid(errors)) => form(&visit, typed, Some(errors)).await,
        Err(error) => Err(error.into()),
    }
}

async fn form(
    visit: &Visit,
    typed: NeedForm,
    errors: Option<FieldErrors>,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let status = match errors {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let mut wrong = Wrong::default();
    for error in errors.unwrap_or_default().iter() {
        let key = format!("search-need-{}-{}", error.field, error.code.replace('_', "-"));
        wrong.add(error.field, labels.say(&key, &[]));
    }
    wrong.sort(FIELDS);
    let teller =
        visit.account.as_ref().filter(|one| matches!(one.role, Role::Mediator | Role::Coordinator));
    let due = match teller {
        Some(_) => {
            let at = labels.local(visit.site.app.need_due().await?);
            labels.words().moment(at.date(), at.time(), labels.today())
        }
        None => String::new(),
    };
    let channel =
        |one: Channel| Choice::word(labels, "search-need-channel", one.word(), &typed.channel);
    let view = NeedView {
        themes: Theme::ALL
            .iter()
            .map(|one| Choice::word(labels, "theme", one.word(), &typed.theme))
            .collect(),
        causes: CAUSES
            .iter()
            .map(|one| Choice::word(labels, "unmet", one.word(), &typed.cause))
            .collect(),
        channels: teller.map(|_| CHANNELS.map(channel).into()).unwrap_or_default(),
        reply_to: teller.map(|one| one.email.clone()).unwrap_or_default(),
        due,
        theme: typed.theme,
        commune: typed.commune,
        cause: typed.cause,
        words: typed.words,
        most: MOST_WORDS,
        wrong,
    };
    let mut chrome = visit.chrome("search-need-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/search/need.html", &chrome, &view)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_channel_and_every_wrong_answer_has_its_words() {
        let texts = Texts::load().unwrap();
        let channels = CHANNELS.map(|one| format!("search-need-channel-{}", one.word())).to_vec();
        let wrong = ["theme-required", "commune-unknown", "cause-required", "channel-required"];
        let wrong = wrong.iter().chain(&["words-too-long"]);
        let wrong = wrong.map(|code| format!("search-need-{code}"));
        for key in channels.into_iter().chain(wrong) {
            assert!(texts.has("fr", &key), "{key}");
        }
    }
}
