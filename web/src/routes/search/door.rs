//! What a page without results offers: a voice, a place to go meanwhile, and a note for the
//! coordinators.

use app::AppError;
use app::directory::Results;
use app::unmet::Helpdesk;
use referral_tracking::UnmetCause;
use serde::Serialize;

use super::need;
use crate::listings::ask::Asked;
use crate::listings::card::{Card, Shown};
use crate::listings::labels::Labels;
use crate::routes::encode;
use crate::site::Site;

/// What to do when nothing was found.
#[derive(Serialize)]
pub(super) struct Door {
    /// Whether somebody answers the telephone now; empty when there is no number.
    helpdesk: String,
    /// Where to go meanwhile.
    interim: Option<Card>,
    /// The form that records the need.
    need_href: String,
}

impl Door {
    pub(super) async fn open(
        site: &Site,
        asked: &Asked,
        results: &Results,
    ) -> Result<Door, AppError> {
        let labels = Labels::of(site);
        let helpdesk = match site.network().helpdesk_phone.is_empty() {
            true => String::new(),
            false => answers(site.app.helpdesk().await?, labels),
        };
        let hit = site.app.interim(asked.query.near.as_ref()).await?;
        let card = |hit: &app::directory::Hit| {
            let shown = Shown {
                listing: &hit.listing,
                place: hit.place(),
                distance_m: hit.shown.and_then(|shown| shown.distance_m),
                opening: hit.shown.and_then(|shown| shown.opening),
            };
            Card::new(shown, labels)
        };
        let need_href = need_address(asked, results);
        Ok(Door { helpdesk, interim: hit.as_ref().map(card), need_href })
    }
}

/// Whether somebody answers now, and until or from when.
fn answers(helpdesk: Helpdesk, labels: Labels<'_>) -> String {
    let Some(at) = helpdesk.changes_at.map(|at| labels.local(at)) else { return String::new() };
    let words = labels.words();
    match helpdesk.is_open {
        true => labels.say("search-door-open", &[("until", words.time(at.time()).into())]),
        false => {
            let from = words.moment(at.date(), at.time(), labels.today());
            labels.say("search-door-closed", &[("from", from.into())])
        }
    }
}

/// The form with what the search already says.
fn need_address(asked: &Asked, results: &Results) -> String {
    let query = &asked.query;
    let cause = cause_of(app::demand::emptied_by(results)).word();
    let mut pairs = vec![format!("cause={cause}")];
    pairs.extend(query.filters.theme.map(|theme| format!("theme={}", theme.word())));
    pairs.extend(query.near.as_ref().map(|near| format!("commune={}", encode(&near.label))));
    format!("{}?{}", need::PATH, pairs.join("&"))
}

/// What the network lacks, when letting go of `dropped` would find something.
fn cause_of(dropped: Option<&str>) -> UnmetCause {
    match dropped {
        Some("open") => UnmetCause::Hours,
        Some("language") => UnmetCause::Language,
        Some("adjustment") => UnmetCause::Adjustment,
        Some("free") => UnmetCause::Cost,
        Some("radius" | "commune") => UnmetCause::TooFar,
        Some("capacity") => UnmetCause::Full,
        Some("audience" | "anonymous" | "appointment") => UnmetCause::Conditions,
        _ => UnmetCause::NoOffer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::NOW;

    #[test]
    fn the_page_says_until_when_or_from_when_somebody_answers() {
        let changes_at = "2026-03-03T17:00:00Z".parse().ok();
        let said = |is_open| answers(Helpdesk { is_open, changes_at }, at(NOW));
        assert!(said(true).contains("18"), "{}", said(true));
        assert!(said(false).contains("18"), "{}", said(false));
        assert_ne!(said(true), said(false));
        assert_eq!(answers(Helpdesk { is_open: false, changes_at: None }, at(NOW)), "");
    }

    #[test]
    fn what_emptied_the_page_says_what_is_missing() {
        assert_eq!(cause_of(Some("open")), UnmetCause::Hours);
        assert_eq!(cause_of(Some("words")), UnmetCause::NoOffer);
        assert_eq!(cause_of(None), UnmetCause::NoOffer);
    }
}
