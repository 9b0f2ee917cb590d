//! What the demonstration shows of keeping listings true: reports that wait, and one call.

use chrono::{DateTime, Duration, Utc};
use partner_directory::{CallResult, Offer, ReportOrigin, ReportReason, VerifiedHow};
use store::error_reports::{self, Report};
use store::organization_calls::{self, Call};
use store::{Conn, offer_checks};

use super::city::City;
use crate::reports::new_report;
use crate::{App, AppError};

/// Days since the report and the call.
const DAYS: i64 = 2;

/// Adds the last check of each offer to its history, one open report and one call in vain.
pub(super) fn keep(
    conn: &mut Conn,
    app: &App,
    city: &City,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    for offer in &city.offers {
        offer_checks::insert(conn, &last_check(offer))?;
    }
    let then = now - Duration::days(DAYS);
    let on = app.local_day(then);
    let of_partner = |offer: &&Offer| {
        let owner = city.organizations.iter().find(|one| one.id == offer.organization);
        owner.is_some_and(|one| one.is_partner()) && offer.asked_on.is_none()
    };
    if let Some(offer) = city.offers.iter().find(of_partner) {
        let report = Report {
            reason: ReportReason::ClosedDoor,
            words: Some("Mardi à 10 h, la porte était fermée.".to_owned()),
            contact: Some("visiteur@demo.example".to_owned()),
            ..new_report(offer, ReportOrigin::Visitor, on, then)
        };
        error_reports::insert(conn, &report)?;
        // What is seeded sends no letter.
        error_reports::mark_told(conn, &[report.id], then)?;
    }
    if let Some(offer) = city.offers.iter().min_by_key(|offer| offer.freshness_since) {
        let call = Call {
            organization: offer.organization.clone(),
            on,
            at: then,
            how: VerifiedHow::Phone,
            result: CallResult::NoAnswer,
            note: Some("Rappeler le matin.".to_owned()),
            again_on: Some(app.local_day(now)),
            account: None,
        };
        organization_calls::insert(conn, &call)?;
    }
    Ok(())
}

fn last_check(offer: &Offer) -> offer_checks::Check {
    offer_checks::Check {
        offer: offer.id.clone(),
        on: offer.verified.on,
        at: offer.updated_at,
        how: offer.verified.how,
        by: offer.verified.by.clone(),
        account: None,
        result: partner_directory::CheckResult::Confirmed,
    }
}
