//! The letter to a person without e-mail: where it stands, on one sheet for a window envelope.
//!
//! **Invariant:** it says nothing of the need and names no organization: somebody at home may
//! open it (LAW-11). The code stands on it, the PIN does not.

use actix_web::HttpResponse;
use actix_web::web::Path;
use app::AppError;
use kernel::ReferralId;
use referral_tracking::{OpeningReason, Refused};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

#[derive(Serialize)]
struct LetterView {
    back: String,
    name: String,
    /// The postal address, line by line.
    address: Vec<String>,
    today: String,
    tag: String,
    dir: &'static str,
    is_draft: bool,
    state: Text,
    label: Text,
    code: Option<String>,
    code_page: String,
    help: Text,
}

/// A text in French, and in the language of the person when there is a phrase.
#[derive(Serialize)]
struct Text {
    text: String,
    other: String,
}

/// Writes the letter; that the address was opened stands in the log of the referral.
pub(crate) async fn write(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let (app, actor) = (&visit.site.app, visit.actor());
    let person = app.open_identity(&actor, id.clone(), OpeningReason::ContactPerson).await?;
    let person = person.ok_or(AppError::Refused(Refused::Erased))?;
    let one = app.referral(&actor, id.clone()).await?;
    let labels = Labels::of(&visit.site);
    let spoken = visit.site.phrases().spoken(person.language.as_str());
    let network = visit.site.network();
    let phone = network.helpdesk_phone.replace(' ', "\u{a0}");
    let text = |key: &str, args: &[(&str, &str)]| {
        let values: Vec<_> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        let other = spoken.and_then(|spoken| spoken.say(key, args)).unwrap_or_default();
        Text { text: labels.say(key, &values), other }
    };
    let address = app.settings().public_url.as_str();
    let view = LetterView {
        back: format!("/orientations/{id}"),
        name: person.name,
        address: person.contact.lines().map(str::to_owned).collect(),
        today: labels.words().date_long(labels.today()),
        tag: spoken.map(|one| one.tag().to_owned()).unwrap_or_default(),
        dir: spoken.map_or("", |one| one.direction()),
        is_draft: spoken.is_some_and(|one| one.is_draft()),
        state: text(&format!("code-state-{}", one.neutral.replace('_', "-")), &[]),
        label: text("code-label", &[]),
        code: one.card.map(|(code, _)| code),
        code_page: format!("{}/code", address.split_once("://").map_or(address, |(_, rest)| rest)),
        help: text("slips-show-help", &[("phone", &phone)]),
    };
    visit.page("pages/referrals/letter.html", &visit.chrome("referrals-letter-title"), &view)
}
