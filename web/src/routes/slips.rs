//! The sheet of paper a person takes along: with a code after a referral, without one else.
//!
//! **Invariant:** the sheet names neither the person nor the need (UX-10): somebody at home
//! may find it. It fits on one page, so long texts are cut.

use actix_web::HttpResponse;
use actix_web::web::Path;
use app::AppError;
use app::access::{Right, scope};
use chrono::{DateTime, Utc};
use kernel::{Language, ReferralId};
use partner_directory::{LanguageKind, ListedPlace, Listing};
use qrcode::types::QrError;
use qrcode::{Color, QrCode};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::hours::by_appointment;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// The most characters of a name or of one part of an address on paper: two lines.
const SHORT: usize = 75;
/// The most characters of a text on paper: three lines.
const LONG: usize = 120;
/// The most lines of opening hours: every day of the week may have its own.
const MOST_HOURS: usize = 7;
/// The empty border that readers of a QR code need, in modules.
const QUIET: usize = 4;

#[derive(Serialize, Default)]
struct SlipView {
    back: String,
    count: Option<String>,
    lines: Vec<SlipLine>,
    news: Option<String>,
    code: Option<CodeView>,
}

/// One numbered line: people point at it.
#[derive(Serialize)]
struct SlipLine {
    label: String,
    texts: Vec<String>,
}

#[derive(Serialize)]
struct CodeView {
    code: String,
    pin: String,
    address: String,
    qr: String,
}

/// The slip of a referral.
pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let slip = visit.site.app.slip(&visit.actor(), id.clone()).await?;
    let labels = Labels::of(&visit.site);
    let network = visit.site.network();
    let mut lines = match &slip.listing {
        Some(listing) => facts(labels, listing, slip.entrance.as_deref()),
        None => vec![line(labels, "where", vec![slip.organization.clone()])],
    };
    if let Some(at) = slip.appointment_at {
        let when = on_paper(labels, at);
        replace(&mut lines, line(labels, "when", vec![when]));
    }
    let args = [
        ("network", network.name.as_str().into()),
        ("organization", slip.organization.as_str().into()),
        ("who", slip.in_charge.clone().unwrap_or_default().into()),
    ];
    let ask = match slip.in_charge {
        Some(_) => "slips-show-ask-named",
        None => "slips-show-ask-network",
    };
    replace(&mut lines, line(labels, "ask", vec![labels.say(ask, &args)]));
    let news = slip.news_by.map(|at| {
        let day = labels.words().date_long(labels.local(at).date());
        // A number is one word on paper.
        let phone = network.helpdesk_phone.replace(' ', "\u{a0}");
        labels.say("slips-show-news", &[("day", day.into()), ("phone", phone.into())])
    });
    let code = code(&visit, &slip.card.0, &slip.card.1)?;
    let back = format!("/orientations/{id}");
    let view = SlipView { back, lines, news, code: Some(code), ..SlipView::default() };
    page(&visit, &view)
}

/// The slip of an offer, without code; nothing is kept.
pub(crate) async fn handout(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    let handout = visit.site.app.handout_page(&slug).await?;
    let listing = handout.listing;
    let entrance = match listing.places.first() {
        Some(place) => visit.site.app.entrance(place.place.clone()).await?,
        None => None,
    };
    let labels = Labels::of(&visit.site);
    let lines = facts(labels, &listing, entrance.as_deref());
    let back = format!("/offres/{}", listing.offer.slug);
    // Only who hands people over counts what was given.
    let count = scope(&visit.actor(), Right::Refer).map(|_| format!("{back}/feuille"));
    page(&visit, &SlipView { back, count, lines, ..SlipView::default() })
}

/// Counts a slip without code that was given.
pub(crate) async fn count(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let app = &visit.site.app;
    let offer = app.handout_page(&slug).await?.listing.offer;
    let theme = offer.themes.first().copied();
    app.hand_out(&visit.actor(), offer.id, theme, Language::french()).await?;
    Ok(visit.see_other(&format!("/offres/{}/feuille", offer.slug), Some("flash-handout-counted")))
}

/// A moment with its date in full: paper is read on another day.
fn on_paper(labels: Labels<'_>, at: DateTime<Utc>) -> String {
    let local = labels.local(at);
    let words = labels.words();
    let day = words.date_long(local.date());
    labels.say("moment", &[("day", day.into()), ("time", words.time(local.time()).into())])
}

fn page(visit: &Visit, view: &SlipView) -> Result<HttpResponse, PageError> {
    visit.page("pages/slips/show.html", &visit.chrome("slips-show-title"), view)
}

fn line(labels: Labels<'_>, what: &str, texts: Vec<String>) -> SlipLine {
    SlipLine { label: labels.say(&format!("slips-show-{what}"), &[]), texts }
}

/// Puts a line in the place of the one with the same label, or at the end.
fn replace(lines: &mut Vec<SlipLine>, new: SlipLine) {
    match lines.iter_mut().find(|line| line.label == new.label) {
        Some(line) => *line = new,
        None => lines.push(new),
    }
}

/// What anyone may read about an offer, as numbered lines; what nobody stated is left out.
fn facts(labels: Labels<'_>, listing: &Listing, entrance: Option<&str>) -> Vec<SlipLine> {
    let offer = &listing.offer;
    let place = listing.places.first();
    let languages = languages(labels, listing);
    let cost = [Some(labels.cost(&offer.cost)), offer.cost.note.clone()];
    let cost: Vec<String> = cost.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let phone = offer.contact_phone.clone().or_else(|| listing.organization.phone.clone());
    let ask = labels.say("slips-show-ask-offer", &[("offer", cut(&offer.name, SHORT).into())]);
    [
        ("where", place_lines(labels, listing, place, entrance)),
        ("when", hours(labels, listing, place)),
        ("ask", vec![ask]),
        ("bring", offer.documents_to_bring.clone().into_iter().collect()),
        ("languages", vec![languages]),
        ("price", (!cost.is_empty()).then(|| cost.join(". ")).into_iter().collect()),
        ("phone", phone.into_iter().collect()),
    ]
    .into_iter()
    .map(|(what, texts)| {
        let texts = texts.iter().map(|text| cut(text, LONG)).filter(|text| !text.is_empty());
        line(labels, what, texts.collect())
    })
    .filter(|line| !line.texts.is_empty())
    .collect()
}

fn place_lines(
    labels: Labels<'_>,
    listing: &Listing,
    place: Option<&ListedPlace>,
    entrance: Option<&str>,
) -> Vec<String> {
    let organization = cut(&listing.organization.name, SHORT);
    let Some(place) = place else { return vec![organization] };
    if place.is_address_hidden {
        let town = cut(&place.commune, SHORT);
        let hidden = labels.say("listing-address-by-phone", &[("town", town.into())]);
        return vec![organization, hidden];
    }
    // A long street is cut, the town never.
    let town = format!("{} {}", place.postcode, place.locality);
    let address = [cut(&place.street, SHORT - town.chars().count().min(SHORT / 2)), town];
    let address: Vec<&str> =
        address.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let stop = place.transport_stop.as_deref();
    let stop = stop.map(|stop| labels.say("slips-show-stop", &[("stop", stop.into())]));
    let entrance =
        entrance.map(|text| labels.say("slips-show-entrance", &[("entrance", text.into())]));
    let name = if place.name.is_empty() { organization } else { place.name.clone() };
    let all = [Some(name), Some(address.join(", ")).filter(|one| !one.is_empty()), stop, entrance];
    all.into_iter().flatten().map(|text| cut(&text, SHORT)).collect()
}

/// The languages spoken and signed, then those with an interpreter.
fn languages(labels: Labels<'_>, listing: &Listing) -> String {
    let names = |is_wanted: fn(LanguageKind) -> bool| -> Vec<String> {
        let some = listing.offer.languages.iter().filter(|one| is_wanted(one.kind));
        some.map(|one| labels.word("language", one.language.as_str())).collect()
    };
    let by_interpreter = names(|kind| kind == LanguageKind::InterpreterOnRequest).join(", ");
    let own = names(|kind| kind != LanguageKind::InterpreterOnRequest).join(", ");
    match by_interpreter.is_empty() {
        true => own,
        false => {
            let with = [("languages", by_interpreter.into())];
            let with = labels.say("slips-show-interpreter", &with);
            if own.is_empty() { with } else { format!("{own}. {with}") }
        }
    }
}

fn hours(labels: Labels<'_>, listing: &Listing, place: Option<&ListedPlace>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let week = place.and_then(|place| place.hours.as_ref()).map(|hours| labels.week(hours));
    for row in week.unwrap_or_default() {
        let args = [("days", row.days.into()), ("times", row.times.into())];
        lines.push(labels.say("slips-show-hours", &args));
    }
    if lines.is_empty() {
        for next in labels.next_openings(listing) {
            let args = [("days", next.day.into()), ("times", next.times.into())];
            lines.push(labels.say("slips-show-hours", &args));
        }
    }
    lines.truncate(MOST_HOURS);
    match place.and_then(by_appointment) {
        Some(true) => lines.push(labels.say("listing-by-appointment-only", &[])),
        _ if lines.is_empty() => lines.push(labels.say("listing-hours-unknown", &[])),
        _ => {}
    }
    lines
}

/// At most `most` characters, cut between words.
fn cut(text: &str, most: usize) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= most {
        return one_line;
    }
    let kept: String = one_line.chars().take(most.saturating_sub(1)).collect();
    let whole = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
    format!("{whole}…")
}

fn code(visit: &Visit, code: &str, pin: &str) -> Result<CodeView, PageError> {
    let address = format!("{}/code", visit.site.app.settings().public_url);
    let qr = qr(&format!("{address}#{code}"))
        .map_err(|error| PageError::App(AppError::Internal(error.into())))?;
    let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    Ok(CodeView { code: code.to_owned(), pin: pin.to_owned(), address: shown, qr })
}

/// A QR code as one path, black on whatever it is printed on.
fn qr(text: &str) -> Result<String, QrError> {
    let code = QrCode::new(text)?;
    let side = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % code.width() + QUIET, at / code.width() + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Ok(format!(
        "<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(cut("un deux trois", 20), "un deux trois");
        assert_eq!(cut("un deux trois", 10), "un deux…");
        assert_eq!(cut("  un\n deux ", 20), "un deux");
    }

    #[test]
    fn a_qr_code_is_square_and_has_its_quiet_border() {
        let svg = qr("https://relais.example/code#K7PM-4XQ2").unwrap();

        assert!(svg.starts_with("<svg viewBox=\"0 0 "));
        assert!(svg.contains("M4 4h1"), "the first module stands behind the border");
        assert!(!svg.contains("M3 "));
    }
}
