//! Things that wait for somebody, for the stories that visit every page.

use blackbox::{Partner, Site};

/// A file that was read and not applied yet.
pub(crate) async fn staged_import(site: &Site) -> String {
    let bytes = b"id,structure,offre,npa,localite\n1,Atelier,Aide,1203,Gen\xc3\xa8ve\n";
    let format = partner_directory::exchange::SourceFormat::Csv;
    let upload = app::imports::Upload { file_name: "lieux.csv", format, bytes: bytes.to_vec() };
    let id = site.app.stage_import(&kernel::Actor::System, upload, &|_, _| ()).await;
    id.unwrap().to_string()
}

/// A need that nobody could meet.
pub(crate) async fn open_need(site: &Site) -> String {
    let need = app::unmet::NewNeed {
        theme: Some(partner_directory::Theme::SafeUse),
        cause: Some(referral_tracking::UnmetCause::NoOffer),
        ..app::unmet::NewNeed::default()
    };
    site.app.record_need(&kernel::Actor::Visitor, need).await.unwrap();
    let page = store::Page { number: 1, size: 1 };
    let open = store::unmet_needs::State::Open;
    site.read(move |conn| store::unmet_needs::list(conn, open, page)).await.0.remove(0).id
}

/// An open report about the partner's offer.
pub(crate) async fn open_report(site: &Site, partner: &Partner) -> String {
    let report = app::reports::NewReport {
        reason: Some(partner_directory::ReportReason::WrongHours),
        ..app::reports::NewReport::default()
    };
    site.app.report_error(&partner.offer.slug, report).await.unwrap();
    let of = partner.organization.id.clone();
    site.read(move |conn| store::error_reports::open_of(conn, &of)).await.remove(0).id
}
