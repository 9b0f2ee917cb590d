//! The sheet of paper a person takes along: with a code after a referral, without one else.
//!
//! **Invariant:** the sheet names neither the person nor the need (UX-10): somebody at home
//! may find it. It fits on one page, so long texts are cut.

mod lines;
mod paper;
mod qr;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use app::AppError;
use app::access::{Right, scope};
use app::referrals::{FilledIn, Handover};
use app::work::SlipPage;
use kernel::{Language, ReferralId};
use serde::Serialize;

use self::lines::SlipLine;
use self::paper::{Both, Paper, Version};
use super::form::{Choice, Pairs};
use super::refer::unsent;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

#[derive(Serialize)]
struct SlipView {
    back: String,
    /// Where the other versions of this sheet are.
    address: String,
    languages: Vec<Choice>,
    /// The language asked for, when no native reader has read it yet.
    waiting: Option<String>,
    is_large: bool,
    is_neutral: bool,
    /// True when the lines hold so much that they are set closer.
    is_dense: bool,
    /// The second language.
    other: Option<OtherView>,
    count: Option<String>,
    /// Where to take the sending back, and for how many seconds.
    undo: Option<UndoView>,
    /// What to do with the organization right now.
    warm: Option<WarmView>,
    lines: Vec<SlipLine>,
    news: Option<Both>,
    help: Option<Both>,
    same: Both,
    code: Option<CodeView>,
}

#[derive(Serialize)]
struct WarmView {
    title: String,
    text: String,
    phone: String,
    note: String,
}

#[derive(Serialize)]
struct UndoView {
    action: String,
    seconds: i64,
}

#[derive(Serialize)]
struct OtherView {
    tag: String,
    dir: &'static str,
    name: String,
    is_draft: bool,
}

#[derive(Serialize)]
struct CodeView {
    code: String,
    pin: String,
    address: String,
    qr: String,
    label: Both,
    pin_label: Both,
    hint: Both,
}

type Asked = Query<Vec<(String, String)>>;

/// The slip of a referral, in the language of the person unless another is asked for.
pub(crate) async fn show(
    visit: Visit,
    id: Path<String>,
    asked: Asked,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let slip = visit.site.app.slip(&visit.actor(), id.clone()).await?;
    let version = Version::read(&Pairs::new(asked.into_inner()), slip.language.as_str());
    let paper = Paper::new(&visit.site, &version);
    let address = format!("/orientations/{id}/feuille");
    let mut view = blank(&visit, &paper, address, format!("/orientations/{id}"));
    view.lines = paper.of_referral(&slip, &visit.site.network().name);
    view.is_dense = paper.is_dense(&view.lines);
    view.news = news(&paper, &slip, &visit.site.network().helpdesk_phone);
    if version.is_large && view.news.is_some() {
        // The same number stands in the news already, and large letters leave no room.
        view.help = None;
    }
    view.warm = warm(&paper, &slip, &format!("/orientations/{id}#noter"));
    view.undo = slip.undo_until.map(|until| UndoView {
        action: format!("/orientations/{id}/annuler"),
        seconds: (until - visit.site.app.now()).num_seconds().max(1),
    });
    view.code = Some(code(&visit, &paper, &slip.card)?);
    page(&visit, &view)
}

/// What to do with the organization at once, when the person is handed over in a warm way.
fn warm(paper: &Paper<'_>, slip: &SlipPage, note: &str) -> Option<WarmView> {
    let how = match slip.handover {
        Handover::ThreeWayCall => "three-way-call",
        Handover::BookedTogether => "booked-together",
        Handover::Accompanied => "accompanied",
        Handover::Sent | Handover::Card => return None,
    };
    let say = |what: &str| paper.labels().say(&format!("warm-{how}-{what}"), &[]);
    Some(WarmView {
        title: say("title"),
        text: say("text"),
        phone: slip.call.clone()?,
        note: note.to_owned(),
    })
}

/// Takes back what was just sent.
pub(crate) async fn undo(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    // Read before it is taken back: afterwards nobody opens it any more.
    let filled = refill(&visit, id.clone()).await?;
    visit.site.app.undo_sending(&visit.actor(), id).await?;
    let (seed, token) = (unsent::fresh_seed(), visit.token.clone().unwrap_or_default());
    visit.site.app.keep_form(&visit.actor(), &token, &seed, &filled).await?;
    Ok(visit.see_other(&unsent::resume(&seed), Some("flash-sending-undone")))
}

/// What was filled in to send a referral.
async fn refill(visit: &Visit, id: ReferralId) -> Result<FilledIn, PageError> {
    let (app, actor) = (&visit.site.app, visit.actor());
    let view = app.referral(&actor, id.clone()).await?;
    let person = if view.may_open_person { app.person(&actor, id).await? } else { None };
    Ok(unsent::refilled(&view, person.as_ref()))
}

/// The slip of an offer, without code; nothing is kept.
pub(crate) async fn handout(
    visit: Visit,
    slug: Path<String>,
    asked: Asked,
) -> Result<HttpResponse, PageError> {
    let handout = visit.site.app.handout_page(&slug).await?;
    let listing = handout.listing;
    let entrance = match listing.places.first() {
        Some(place) => visit.site.app.entrance(place.place.clone()).await?,
        None => None,
    };
    let version = Version::read(&Pairs::new(asked.into_inner()), "fr");
    let paper = Paper::new(&visit.site, &version);
    let back = format!("/offres/{}", listing.offer.slug);
    let mut view = blank(&visit, &paper, format!("{back}/feuille"), back);
    view.lines = paper.facts(&listing, entrance.as_deref());
    view.is_dense = paper.is_dense(&view.lines);
    // Only who hands people over counts what was given.
    let may_count = scope(&visit.actor(), Right::Refer).is_some();
    view.count = may_count.then(|| view.address.clone());
    page(&visit, &view)
}

/// Counts a slip without code that was given.
pub(crate) async fn count(
    visit: Visit,
    slug: Path<String>,
    sent: actix_web::web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let app = &visit.site.app;
    let offer = app.handout_page(&slug).await?.listing.offer;
    let theme = offer.themes.first().copied();
    let version = Version::read(&Pairs::new(sent.into_inner()), "fr");
    let printed = visit.site.phrases().spoken(&version.language);
    let language = printed.and_then(|one| Language::parse(one.tag()));
    let language = language.unwrap_or_else(Language::french);
    app.hand_out(&visit.actor(), offer.id, theme, language).await?;
    let address = format!("/offres/{}/feuille", offer.slug);
    Ok(visit.see_other(&version.of(&address), Some("flash-handout-counted")))
}

/// What stands on every version.
fn blank(visit: &Visit, paper: &Paper<'_>, address: String, back: String) -> SlipView {
    let version = paper.version();
    let labels = Labels::of(&visit.site);
    let phrases = visit.site.phrases();
    let network = visit.site.network();
    let phone = paper::one_word(&network.helpdesk_phone);
    let waiting = phrases.waits_for_reader(&version.language);
    let mut languages =
        vec![Choice::plain("fr", &labels.say("slips-show-french", &[]), paper.spoken().is_none())];
    languages.extend(phrases.offered().map(|one| {
        let french = labels.word("language", one.tag());
        let is_chosen = version.language == one.tag();
        Choice::plain(one.tag(), &format!("{} ({french})", one.name()), is_chosen)
    }));
    SlipView {
        back,
        address,
        languages,
        waiting: waiting.then(|| labels.word("language", &version.language)),
        is_large: version.is_large,
        is_neutral: version.is_neutral,
        is_dense: false,
        other: paper.spoken().map(|one| OtherView {
            tag: one.tag().to_owned(),
            dir: one.direction(),
            name: one.name().to_owned(),
            is_draft: one.is_draft(),
        }),
        count: None,
        undo: None,
        warm: None,
        lines: Vec::new(),
        news: None,
        help: (!phone.is_empty()).then(|| paper.say("slips-show-help", &[("phone", &phone)])),
        same: paper.say("slips-show-same", &[]),
        code: None,
    }
}

fn news(paper: &Paper<'_>, slip: &SlipPage, phone: &str) -> Option<Both> {
    let day = paper.day(slip.news_by?);
    // A number is one word on paper.
    let phone = paper::one_word(phone);
    Some(paper.say_dated("slips-show-news", day, &phone))
}

fn page(visit: &Visit, view: &SlipView) -> Result<HttpResponse, PageError> {
    visit.page("pages/slips/show.html", &visit.chrome("slips-show-title"), view)
}

fn code(
    visit: &Visit,
    paper: &Paper<'_>,
    (code, pin): &(String, String),
) -> Result<CodeView, PageError> {
    let address = format!("{}/code", visit.site.app.settings().public_url);
    let qr = qr::draw(&format!("{address}#{code}"))
        .map_err(|error| PageError::App(AppError::Internal(error.into())))?;
    let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    Ok(CodeView {
        code: code.to_owned(),
        pin: pin.to_owned(),
        address: shown,
        qr,
        label: paper.say("code-label", &[]),
        pin_label: paper.say("code-pin", &[]),
        hint: paper.say("slips-show-code-hint", &[]),
    })
}
