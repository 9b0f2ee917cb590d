//! The call list of the coordinators: one page for each organization, with what to say, what to
//! check and what came of it (peers.md row 60).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use app::freshness::{Call, CallLine, CallPage, NewCall, Outdated, Recorded};
use chrono::NaiveDate;
use kernel::{FieldErrors, OrganizationId};
use partner_directory::{CallResult, Listing, VerifiedHow};
use serde::{Deserialize, Serialize};

use super::confirm::{seen, seen_of};
use super::form::{Choice, Pairs, Wrong};
use super::queue::{Action, Cell, Head, Row};
use crate::error::PageError;
use crate::listings::checked::CheckedFact;
use crate::listings::contact::ContactView;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// In the order of the form.
const FIELDS: &[&str] = &["how", "checked", "result", "again_on", "call_note"];
/// How somebody can be asked by a human.
const WAYS: [VerifiedHow; 3] = [VerifiedHow::Phone, VerifiedHow::Visit, VerifiedHow::Letter];

#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    page: usize,
}

#[derive(Serialize)]
struct ListView {
    total: usize,
    rows: Vec<Row>,
    page: usize,
    pages: usize,
}

#[derive(Serialize)]
struct CallView {
    action: String,
    organization: String,
    edit_href: String,
    phones: Vec<PhoneView>,
    reason: String,
    network: String,
    offers: Vec<OfferView>,
    more: usize,
    checked: Vec<Choice>,
    ways: Vec<Choice>,
    results: Vec<Choice>,
    again_on: String,
    note: String,
    calls: Vec<String>,
    /// What changed between the page and the button.
    outdated: Vec<String>,
    wrong: Wrong,
}

/// What somebody typed, and why the page comes again with it.
#[derive(Default)]
struct Again {
    pairs: Pairs,
    errors: FieldErrors,
    outdated: Vec<Outdated>,
}

#[derive(Serialize)]
struct PhoneView {
    label: String,
    number: ContactView,
}

#[derive(Serialize)]
struct OfferView {
    name: String,
    verified: String,
    facts: Vec<CheckedFact>,
}

pub(crate) async fn list(visit: Visit, which: Query<Which>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let page = which.page.max(1);
    let (lines, total) = visit.site.app.call_list(&visit.actor(), page).await?;
    let labels = Labels::of(&visit.site);
    let view = ListView {
        total,
        rows: lines.iter().map(|line| row(line, labels)).collect(),
        page,
        pages: total.div_ceil(app::freshness::CALLS_PER_PAGE),
    };
    visit.page("pages/calls/list.html", &visit.chrome("calls-list-title"), &view)
}

fn row(line: &CallLine, labels: Labels<'_>) -> Row {
    let organization = &line.organization;
    let href = format!("/coordination/appels/{}", organization.id);
    let phone = organization.referral_phone.as_ref().or(organization.phone.as_ref());
    let phone = phone.map(|phone| ContactView::phone(phone));
    let count = [("count", line.offers.into())];
    let last = line.last.as_ref().map(|call| said(call, None, labels)).unwrap_or_default();
    Row {
        head: Head {
            text: organization.name.clone(),
            href: Some(href.clone()),
            hint: labels.say("calls-list-offers", &count),
        },
        cells: vec![
            Cell {
                text: labels.word("call-reason", line.reason.word()),
                hint: labels.say("calls-list-since", &[("date", labels.date(line.since).into())]),
                ..Cell::default()
            },
            match phone {
                Some(phone) => {
                    Cell { text: phone.shown, href: Some(phone.href), ..Cell::default() }
                }
                None => Cell { text: labels.say("calls-list-no-phone", &[]), ..Cell::default() },
            },
            Cell { text: last, ..Cell::default() },
        ],
        action: Some(Action {
            label: labels.say("calls-list-call", &[]),
            href,
            kind: "plain",
            post: false,
        }),
    }
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let organization = OrganizationId::from(id.into_inner());
    let page = visit.site.app.call_page(&visit.actor(), &organization).await?;
    answer(&visit, &page, None).await
}

pub(crate) async fn record(
    visit: Visit,
    id: Path<String>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let organization = OrganizationId::from(id.into_inner());
    let page = app.call_page(&actor, &organization).await?;
    let pairs = Pairs::new(form.into_inner());
    let call = match read(&pairs) {
        Ok(call) => call,
        Err(errors) => {
            return answer(&visit, &page, Some(Again { pairs, errors, ..Again::default() })).await;
        }
    };
    match app.record_call(&actor, &organization, call).await {
        // What was said on the telephone is put right at once.
        Ok(Recorded::Kept(CallResult::Corrected)) => {
            let to = format!("/coordination/structures/{organization}");
            Ok(visit.see_other(&to, Some("flash-call-correct")))
        }
        Ok(Recorded::Kept(_)) => {
            Ok(visit.see_other("/coordination/appels", Some("flash-call-recorded")))
        }
        Ok(Recorded::Outdated(outdated)) => {
            // As it stands now, to be read out again.
            let page = app.call_page(&actor, &organization).await?;
            answer(&visit, &page, Some(Again { pairs, outdated, ..Again::default() })).await
        }
        Err(AppError::Invalid(errors)) => {
            answer(&visit, &page, Some(Again { pairs, errors, ..Again::default() })).await
        }
        Err(error) => Err(error.into()),
    }
}

fn read(pairs: &Pairs) -> Result<NewCall, FieldErrors> {
    let mut errors = FieldErrors::default();
    let how = VerifiedHow::from_word(&pairs.one("how")).filter(|how| WAYS.contains(how));
    if how.is_none() {
        errors.add("how", "required");
    }
    let typed = pairs.one("again_on");
    let again_on = match typed.trim() {
        "" => None,
        day => NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().or_else(|| {
            errors.add("again_on", "not_a_date");
            None
        }),
    };
    let call = NewCall {
        how: how.unwrap_or(VerifiedHow::Phone),
        result: CallResult::from_word(&pairs.one("result")),
        offers: pairs.all("checked").iter().filter_map(|one| seen_of(one)).collect(),
        note: pairs.one("call_note").replace("\r\n", "\n"),
        again_on,
    };
    errors.or(call)
}

async fn answer(
    visit: &Visit,
    page: &CallPage,
    typed: Option<Again>,
) -> Result<HttpResponse, PageError> {
    let network = visit.site.app.network().await?.name;
    let labels = Labels::of(&visit.site);
    let status = match &typed {
        Some(again) if !again.outdated.is_empty() => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let view = CallView::new(page, network, typed, labels);
    visit.page_with(status, "pages/calls/show.html", &visit.chrome("calls-show-title"), &view)
}

impl CallView {
    fn new(page: &CallPage, network: String, typed: Option<Again>, labels: Labels<'_>) -> CallView {
        let is_first = typed.is_none();
        let Again { pairs, errors, outdated } = typed.unwrap_or_default();
        let ticked = pairs.all("checked");
        let how = if is_first { VerifiedHow::Phone.word().to_owned() } else { pairs.one("how") };
        let mut wrong = Wrong::of(labels, &errors);
        wrong.sort(FIELDS);
        let organization = &page.organization;
        let checked = page.listings.iter().map(|listing| {
            // What changed meanwhile is not ticked: it was not what was read out.
            let seen = seen(&listing.offer);
            let is_ticked = is_first || ticked.contains(&seen);
            Choice::plain(&seen, &listing.offer.name, is_ticked)
        });
        let result = |one: &CallResult| {
            Choice::word(labels, "call-result", one.word(), &pairs.one("result"))
                .with_hint(labels.word("call-result-hint", one.word()))
        };
        CallView {
            action: format!("/coordination/appels/{}", organization.id),
            organization: organization.name.clone(),
            edit_href: format!("/coordination/structures/{}", organization.id),
            phones: phones(page, labels),
            reason: page
                .reason
                .map(|one| labels.word("call-reason", one.word()))
                .unwrap_or_default(),
            network,
            offers: page.listings.iter().map(|listing| OfferView::new(listing, labels)).collect(),
            more: page.more,
            checked: checked.collect(),
            ways: WAYS
                .iter()
                .map(|one| Choice::word(labels, "call-how", one.word(), &how))
                .collect(),
            results: CallResult::ALL.iter().map(result).collect(),
            again_on: pairs.one("again_on"),
            note: pairs.one("call_note"),
            calls: page.calls.iter().map(|call| said(call, Some(page), labels)).collect(),
            outdated: outdated.iter().map(|one| changed(one, labels)).collect(),
            wrong,
        }
    }
}

impl OfferView {
    fn new(listing: &Listing, labels: Labels<'_>) -> OfferView {
        OfferView {
            name: listing.offer.name.clone(),
            verified: labels.verified(listing),
            facts: labels.to_check(listing),
        }
    }
}

/// What became of an offer since its page was made.
fn changed(one: &Outdated, labels: Labels<'_>) -> String {
    let key = if one.is_shown { "calls-show-changed" } else { "calls-show-ended" };
    labels.say(key, &[("name", one.name.as_str().into())])
}

/// The numbers of an organization, each once.
fn phones(page: &CallPage, labels: Labels<'_>) -> Vec<PhoneView> {
    let organization = &page.organization;
    let known = [
        ("calls-show-phone-referral", organization.referral_phone.as_ref()),
        ("calls-show-phone-public", organization.phone.as_ref()),
    ];
    let offers = page.listings.iter().filter_map(|one| one.offer.contact_phone.as_ref());
    let mut seen = Vec::new();
    let all = known
        .into_iter()
        .filter_map(|(key, phone)| Some((key, phone?)))
        .chain(offers.map(|phone| ("calls-show-phone-offer", phone)));
    for (key, phone) in all {
        if !seen.iter().any(|(_, known)| *known == phone) {
            seen.push((key, phone));
        }
    }
    let view = |(key, phone): (&str, &String)| PhoneView {
        label: labels.say(key, &[]),
        number: ContactView::phone(phone),
    };
    seen.into_iter().map(view).collect()
}

/// A call in one line: when, how, what came of it, and who called.
fn said(call: &Call, page: Option<&CallPage>, labels: Labels<'_>) -> String {
    let mut parts = vec![
        labels.date(call.on),
        labels.word("call-how", call.how.word()),
        labels.word("call-result", call.result.word()),
    ];
    if let Some(page) = page {
        let caller = call.account.as_ref().and_then(|id| page.callers.get(id));
        parts.extend(caller.cloned());
        parts.extend(call.note.clone());
    }
    if let Some(day) = call.again_on {
        parts.push(labels.say("calls-show-again", &[("date", labels.date(day).into())]));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use partner_directory::CallReason;

    use super::*;
    use crate::listings::labels::tests::at;
    use crate::texts::Texts;

    #[test]
    fn a_day_to_call_back_that_is_past_or_far_says_so() {
        let mut errors = FieldErrors::default();
        errors.add("again_on", "out_of_range");
        let wrong = Wrong::of(at("2026-03-03T09:00:00Z"), &errors);
        assert!(wrong.at["again_on"].contains("jour à venir"), "{:?}", wrong.at);
    }

    #[test]
    fn every_reason_result_and_way_of_a_call_has_its_words() {
        let texts = Texts::load().unwrap();
        let reasons = CallReason::ALL.iter().map(|one| format!("call-reason-{}", one.word()));
        let results = CallResult::ALL.iter().flat_map(|one| {
            ["call-result", "call-result-hint"].map(|list| format!("{list}-{}", one.word()))
        });
        let ways = WAYS.iter().map(|one| format!("call-how-{}", one.word()));
        for key in reasons.chain(results).chain(ways) {
            assert!(texts.has("fr", &key.replace('_', "-")), "{key}");
        }
    }
}
