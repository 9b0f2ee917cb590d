//! A file is staged, looked at, then written in batches beside whoever edits meanwhile.

use app::imports::{BATCH, ImportReport, RunState, Upload};
use app::workspace::OfferForm;
use blackbox::{Site, each_site};
use kernel::{Actor, ImportRunId, OfferId};
use partner_directory::VerifiedHow;
use partner_directory::exchange::{SourceFormat, plain_csv};
use store::external_ids::{self, ExternalKind};
use store::{offers, organizations, provenance};

const HEADER: &str = "id;structure;offre;npa;localite;resume;source";

/// A table of so many rows, each about an organization of its own.
fn table(rows: usize, summary: &str) -> String {
    let row = |number| {
        format!("r-{number};Atelier {number};Aide {number};1203;Genève;{summary};Canton test\n")
    };
    let rows: String = (1..=rows).map(row).collect();
    format!("{HEADER}\n{rows}")
}

fn upload(text: &str) -> Upload<'_> {
    Upload { file_name: "table.csv", format: SourceFormat::Csv, bytes: text.as_bytes().to_vec() }
}

async fn import(site: &Site, text: &str) -> ImportReport {
    site.app.import(&Actor::System, upload(text), &|_, _| ()).await.unwrap()
}

async fn stage(site: &Site, text: &str) -> ImportRunId {
    site.app.stage_import(&Actor::System, upload(text), &|_, _| ()).await.unwrap()
}

async fn report(site: &Site, id: &ImportRunId) -> (RunState, ImportReport) {
    let (run, report) = site.app.import_report(&Actor::System, id).await.unwrap();
    (run.state, report)
}

/// The offer that the row became.
async fn offer_of(site: &Site, row: &'static str) -> OfferId {
    let find = move |conn: &mut _| external_ids::find(conn, ExternalKind::Offer, "csv", row);
    site.read(find).await.unwrap_or_else(|| panic!("{row} is not there")).into()
}

#[tokio::test]
async fn an_import_that_stopped_between_two_batches_goes_on_to_the_same_end() {
    each_site(async |site| {
        let text = table(BATCH + 20, "De l’aide.");
        let id = stage(site, &text).await;
        assert_eq!(report(site, &id).await.0, RunState::Staged);

        let first = site.app.apply_import_batch(&Actor::System, &id).await.unwrap();

        let (state, stopped) = report(site, &id).await;
        assert_eq!((first, state, stopped.waiting), (BATCH, RunState::Applying, 20));
        site.app.apply_import(&Actor::System, &id, &|_, _| ()).await.unwrap();
        let (state, done) = report(site, &id).await;
        assert_eq!((state, done.added, done.waiting), (RunState::Applied, BATCH + 20, 0));
        let again = import(site, &text).await;
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, BATCH + 20));
    })
    .await;
}

#[tokio::test]
async fn what_somebody_checks_while_an_import_is_under_way_is_not_overwritten() {
    each_site(async |site| {
        import(site, &table(BATCH + 1, "Avant.")).await;
        let id = stage(site, &table(BATCH + 1, "Après.")).await;
        site.app.apply_import_batch(&Actor::System, &id).await.unwrap();
        let last = offer_of(site, "r-501").await;
        let (checked, now) = (last.clone(), site.now());

        // Between two batches nobody holds the directory.
        site.write(move |conn| {
            let mut offer = offers::find(conn, &checked)?;
            offer.summary = "Vu sur place.".to_owned();
            offer.verified.how = VerifiedHow::Visit;
            offers::update(conn, &offer, now)
        })
        .await;
        site.app.apply_import(&Actor::System, &id, &|_, _| ()).await.unwrap();

        let (_, done) = report(site, &id).await;
        assert_eq!((done.changed, done.protected), (BATCH, 1));
        let kept = site.read(move |conn| offers::find(conn, &last)).await;
        assert_eq!(kept.summary, "Vu sur place.");
    })
    .await;
}

#[tokio::test]
async fn what_somebody_corrected_in_the_form_was_checked_and_no_later_import_takes_it_back() {
    each_site(async |site| {
        import(site, &table(2, "Avant.")).await;
        let coordinator = site.coordinator().await;
        let actor = coordinator.account.as_ref().unwrap().actor();
        let offer = offer_of(site, "r-1").await;
        let form = site.app.offer_for_edit(&actor, offer.clone()).await.unwrap().form;
        let form = OfferForm { summary: "Au premier étage.".to_owned(), ..form };
        site.app.save_offer(&actor, offer.clone(), form).await.unwrap();

        let report = import(site, &table(2, "Après.")).await;

        assert_eq!((report.changed, report.protected), (1, 1));
        let kept = site.read(move |conn| offers::find(conn, &offer)).await;
        assert_eq!(kept.summary, "Au premier étage.");
        assert_eq!(kept.verified.how, VerifiedHow::Web);
        assert_eq!(kept.freshness_since, site.now().date_naive());
    })
    .await;
}

#[tokio::test]
async fn an_unchecked_row_does_not_rewrite_an_organization_that_people_know_by_another_offer() {
    each_site(async |site| {
        let text = |website: &str| {
            let row = |id: &str| format!("{id};Atelier;Aide {id};1203;Genève;;Canton;{website}\n");
            format!("{HEADER};site_web\n{}{}", row("a"), row("b"))
        };
        import(site, &text("https://vrai.example")).await;
        let actor = site.coordinator().await.account.unwrap().actor();
        let (checked, other) = (offer_of(site, "a").await, offer_of(site, "b").await);
        site.app.confirm_offer(&actor, checked).await.unwrap();

        let report = import(site, &text("https://faux.example")).await;

        assert_eq!(report.changed, 0, "{report:?}");
        let website = site
            .read(move |conn| {
                let of = offers::find(conn, &other)?.organization;
                organizations::find(conn, &of)
            })
            .await
            .website;
        assert_eq!(website.as_deref(), Some("https://vrai.example"));
    })
    .await;
}

#[tokio::test]
async fn rows_that_came_from_us_are_counted_and_never_taken() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let network = site.app.network().await.unwrap().name;
        let ours = partner.offer.id.to_string();
        let text = format!(
            "{HEADER}\n1;Atelier;Aide;1203;Genève;;{network}\n\
             {ours};Atelier;Aide;1203;Genève;;Un autre\n\
             x-{ours};Atelier;Aide;1203;Genève;;Un autre\n\
             4;Atelier;Aide;1203;Genève;;Un autre\n"
        );

        let done = import(site, &text).await;

        assert_eq!((done.echo, done.added), (3, 1));
    })
    .await;
}

#[tokio::test]
async fn it_is_known_which_source_said_what_last() {
    each_site(async |site| {
        import(site, &table(1, "Avant.")).await;
        import(site, &table(1, "Après.")).await;
        let offer = offer_of(site, "r-1").await;

        let stated =
            site.read(move |conn| provenance::of(conn, ExternalKind::Offer, offer.as_str())).await;

        let summary: Vec<_> = stated.iter().filter(|one| one.field == "offer.summary").collect();
        assert_eq!(summary.len(), 1, "{stated:#?}");
        assert_eq!(
            (summary[0].source.as_str(), summary[0].value.as_str()),
            ("Canton test", "Après.")
        );
        assert_eq!(summary[0].seen_at, site.now());
    })
    .await;
}

#[tokio::test]
async fn both_schemas_of_the_french_standard_are_one_directory() {
    let row = "a-1,,Lieu,Reims,51100,Rue 1,2022-10-10";
    let header = "id,pivot,nom,commune,code_postal,adresse,date_maj,services";
    let older = format!("{header}\n{row},Prendre en main un ordinateur\n");
    let newer = format!("{header}\n{row},Maîtrise des outils numériques du quotidien\n");
    each_site(async |site| {
        let read = async |format, text: &str| {
            let upload = Upload { file_name: "lieux.csv", format, bytes: text.as_bytes().to_vec() };
            site.app.import(&Actor::System, upload, &|_, _| ()).await.unwrap()
        };
        assert_eq!(read(SourceFormat::MednumV0, &older).await.added, 1);
        assert_eq!(read(SourceFormat::Mednum, &newer).await.unchanged, 1);
    })
    .await;
}

#[tokio::test]
async fn a_dropped_import_is_gone_and_one_that_was_written_stays_for_thirty_days() {
    each_site(async |site| {
        let dropped = stage(site, &table(1, "")).await;
        site.app.drop_import(&Actor::System, &dropped).await.unwrap();
        import(site, &table(1, "")).await;
        let applied = site.app.imports(&Actor::System, 10).await.unwrap().remove(0).id;
        assert!(site.app.drop_import(&Actor::System, &applied).await.is_err());

        site.pass(chrono::Duration::days(29)).await;
        assert_eq!(site.app.imports(&Actor::System, 10).await.unwrap().len(), 1);
        site.pass(chrono::Duration::days(2)).await;

        assert_eq!(site.app.imports(&Actor::System, 10).await.unwrap().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_looks_at_the_report_and_presses_a_button() {
    each_site(async |site| {
        let coordinator = site.coordinator().await;
        let template = coordinator.page("/coordination/import/modele.csv").await.ok();
        assert_eq!(template.html(), plain_csv::template());
        let text = format!("{HEADER}\n1;Atelier;Aide;1203;Genève;;\n2;;Aide;1203;Genève;;\n");
        let id = stage(site, &text).await;

        let page = coordinator.page(&format!("/coordination/import/{id}")).await.ok();
        page.shows("table.csv").shows("Ligne 2, structure");
        let applied = coordinator.post(&format!("/coordination/import/{id}/appliquer"), &[]).await;
        let page = coordinator.follow(&applied).await.ok();

        page.hides("Appliquer");
        assert_eq!(report(site, &id).await.0, RunState::Applied);
        coordinator.page("/coordination/import").await.ok().shows("table.csv");
    })
    .await;
}
