//! Forms to refer that were begun: kept on the server, so that a session that ends loses
//! nothing (UX-06, SEC-02).

use actix_web::HttpResponse;
use actix_web::web::Form;
use app::referrals::{BegunForm, FilledIn, Person, ReferralView};
use kernel::ReferralId;
use partner_directory::Theme;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::due::{DueView, moment};
use crate::routes::encode;
use crate::routes::form::Pairs;
use crate::routes::queue::{Action, Cell, Head, Row};
use crate::visit::Visit;

/// The name of the field that tells one begun form from another.
pub(super) const SEED: &str = "unsent";
/// Fields that belong to one opened page and not to what was filled in.
const OF_THE_PAGE: [&str; 4] = ["form", SEED, "auto", "another"];

/// A seed for a page that is opened now.
pub(crate) fn fresh_seed() -> String {
    ReferralId::fresh().to_string()
}

/// What of a sent form is kept.
fn kept(sent: Vec<(String, String)>) -> FilledIn {
    sent.into_iter()
        .filter(|(name, value)| !OF_THE_PAGE.contains(&name.as_str()) && !value.is_empty())
        .collect()
}

/// Keeps what is filled in: by a button, or by the script while somebody types.
pub(crate) async fn keep(
    visit: Visit,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let sent = sent.into_inner();
    let pairs = Pairs::new(sent.clone());
    let is_automatic = pairs.one("auto") == "oui";
    if visit.account.is_none() {
        // The script gets its refusal; a button leads back by the page to sign in.
        return if is_automatic {
            visit.signed_in().map(|_| HttpResponse::NoContent().finish())
        } else {
            come_back(&visit, sent).await
        };
    }
    let (seed, token) = (pairs.one(SEED), visit.token.clone().unwrap_or_default());
    if !seed.is_empty() {
        visit.site.app.keep_form(&visit.actor(), &token, &seed, &kept(sent)).await?;
    }
    Ok(match is_automatic {
        true => HttpResponse::NoContent().finish(),
        false => visit.see_other("/mediation", Some("flash-form-kept")),
    })
}

/// Destroys a form that is not wanted any more.
pub(crate) async fn forget(
    visit: Visit,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let seed = Pairs::new(sent.into_inner()).one(SEED);
    visit.site.app.drop_form(&visit.actor(), &seed).await?;
    Ok(visit.see_other("/mediation", Some("flash-form-forgotten")))
}

/// Keeps what was sent after the session had ended, and leads by the page to sign in back to it.
pub(super) async fn come_back(
    visit: &Visit,
    sent: Vec<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let seed = Pairs::new(sent.clone()).one(SEED);
    let is_kept = match &visit.token {
        Some(token) if !seed.is_empty() => {
            visit.site.app.keep_form_of_ended_session(token, &seed, &kept(sent)).await?
        }
        _ => false,
    };
    match is_kept {
        true => {
            let wanted = resume(&seed);
            Ok(visit.see_other(
                &format!("/connexion?retour={}", encode(&wanted)),
                Some("flash-form-waits"),
            ))
        }
        false => visit.signed_in().map(|_| HttpResponse::NoContent().finish()),
    }
}

/// The form from which a referral was sent, to be corrected and sent again.
pub(crate) fn refilled(view: &ReferralView, person: Option<&Person>) -> FilledIn {
    let mut filled: FilledIn = Vec::new();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            filled.push((name.to_owned(), value.to_owned()));
        }
    };
    view.attempts.iter().chain(&view.next).for_each(|one| put("offre", &one.offer_slug));
    if let Some(person) = person {
        put("name", &person.name);
        put("contact", &person.contact);
        put("note", &person.note);
        person.adjustments.iter().for_each(|one| put("adjustment", one.word()));
    }
    put("channel", view.need.contact_channel.word());
    put("language", view.need.language.as_str());
    put("theme", view.need.theme.word());
    put("commune", view.need.commune_code.as_deref().unwrap_or_default());
    put("handover", view.need.handover.word());
    put("urgency", view.referral.urgency.word());
    if let Some(consent) = &view.referral.consent {
        put("scope", consent.scope.word());
        put("consent", consent.mode.word());
    }
    filled
}

/// Where a begun form is filled in further.
pub(crate) fn resume(seed: &str) -> String {
    format!("/orienter?reprise={}", encode(seed))
}

/// A begun form as a line of the first page: with what, since when, until when.
pub(crate) fn row(labels: Labels<'_>, form: &BegunForm) -> Row {
    let theme = form.filled.iter().find(|(name, _)| name == "theme").map(|(_, word)| word);
    let theme = theme.and_then(|word| Theme::from_word(word));
    let text = match theme {
        Some(theme) => labels.word("theme", theme.word()),
        None => labels.say("mediation-show-unsent-no-need", &[]),
    };
    let saved = moment(labels, form.saved_at);
    let saved = Cell { text: saved, ..Cell::default() };
    let action = Action {
        label: labels.say("mediation-show-unsent-go", &[]),
        href: resume(&form.seed),
        kind: "plain",
        post: false,
    };
    Row {
        head: Head { text, href: None, hint: String::new() },
        cells: vec![saved, Cell::due(Some(DueView::new(labels, form.expires_at)))],
        action: Some(action),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_one_opened_page_is_not_kept() {
        let sent =
            [("form", "1"), ("unsent", "2"), ("name", "Amina"), ("note", ""), ("offre", "a")];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));

        let names: Vec<String> = kept(sent.into()).into_iter().map(|(name, _)| name).collect();

        assert_eq!(names, ["name", "offre"]);
    }
}
