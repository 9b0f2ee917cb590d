//! What others have to say about the listings of an organization: errors that were reported,
//! and changes that a coordinator looks at first.
//!
//! **Invariant:** the address somebody left with a report is not shown to the organization.

use app::moderation::ProposalLine;
use app::reports::ReportLine;
use chrono::Duration;
use partner_directory::moderation::ProposalState;
use serde::Serialize;

use super::Whose;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::due::moment;
use crate::visit::Visit;

/// How many reports and how many proposals the page tells of.
const MOST: usize = 3;
/// For how many days a refusal is told.
const REFUSED_DAYS: i64 = 30;

/// What `pages/workspace/waiting.html` sees as `view.waiting`.
#[derive(Default, Serialize)]
pub(super) struct WaitingView {
    reports: Vec<ReportView>,
    /// How many more were reported.
    more_reports: usize,
    proposals: Vec<ProposalView>,
}

#[derive(Serialize)]
struct ReportView {
    reason: String,
    words: String,
    when: String,
    offer: String,
    edit_href: String,
}

#[derive(Serialize)]
struct ProposalView {
    name: String,
    when: String,
    is_refused: bool,
    message: String,
}

impl WaitingView {
    /// What is open about the organization of the page.
    ///
    /// # Errors
    /// Not found for who may not edit it.
    pub(super) async fn read(
        visit: &Visit,
        whose: &Whose,
        organization: &kernel::OrganizationId,
    ) -> Result<WaitingView, PageError> {
        let (app, actor) = (&visit.site.app, visit.actor());
        let labels = Labels::of(&visit.site);
        let reports = app.open_reports(&actor, organization).await?;
        let proposals = app.proposals_of(&actor, whose.of.clone()).await?;
        let is_told = |one: &&ProposalLine| match one.state {
            ProposalState::Waiting => true,
            ProposalState::Refused => one.at >= labels.now() - Duration::days(REFUSED_DAYS),
            ProposalState::Accepted | ProposalState::Replaced => false,
        };
        let told = proposals.iter().filter(is_told).take(MOST);
        Ok(WaitingView {
            more_reports: reports.len().saturating_sub(MOST),
            reports: reports.iter().take(MOST).map(|one| report(labels, one)).collect(),
            proposals: told.map(|one| proposal(labels, one)).collect(),
        })
    }
}

fn report(labels: Labels<'_>, one: &ReportLine) -> ReportView {
    ReportView {
        reason: labels.word("report-reason", one.report.reason.word()),
        words: one.report.words.clone().unwrap_or_default(),
        when: moment(labels, one.report.at),
        offer: one.offer.name.clone(),
        edit_href: format!("/structure/offres/{}", one.offer.id),
    }
}

fn proposal(labels: Labels<'_>, one: &ProposalLine) -> ProposalView {
    ProposalView {
        name: one.name.clone(),
        when: moment(labels, one.at),
        is_refused: one.state == ProposalState::Refused,
        message: one.message.clone().unwrap_or_default(),
    }
}
