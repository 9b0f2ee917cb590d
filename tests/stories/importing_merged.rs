//! Rows of a file that meet in one listing, points in the lake, and what is known of imports
//! afterwards.

use app::AppError;
use app::imports::{Run, RunState, Upload};
use blackbox::{Site, each_site};
use kernel::{Actor, ImportRunId, OfferId};
use partner_directory::exchange::{Reason, SourceFormat};
use partner_directory::revision::ObjectKind;
use store::external_ids::{self, ExternalKind};
use store::{imports, merges, offers};

const HEADER: &str = "id;structure;offre;npa;localite;resume;latitude;longitude;source";

fn upload(text: &str) -> Upload<'_> {
    Upload { file_name: "table.csv", format: SourceFormat::Csv, bytes: text.as_bytes().to_vec() }
}

async fn import(site: &Site, text: &str) -> app::imports::ImportReport {
    site.app.import(&Actor::System, upload(text), &|_, _| ()).await.unwrap()
}

async fn offer_of(site: &Site, row: &'static str) -> OfferId {
    let find = move |conn: &mut _| external_ids::find(conn, ExternalKind::Offer, "csv", row);
    site.read(find).await.unwrap().into()
}

#[tokio::test]
async fn of_two_rows_that_became_one_offer_the_first_one_speaks() {
    each_site(async |site| {
        let both = format!(
            "{HEADER}\n1;Atelier;Aide;1203;Genève;Un.;;;Canton\n2;Atelier;Aide;1203;Genève;Deux.;;;Canton\n"
        );
        import(site, &both).await;
        let first = offer_of(site, "1").await;
        let second = offer_of(site, "2").await.to_string();
        let (kept, later) = (first.to_string(), site.now() + chrono::Duration::hours(1));
        site.write(move |conn| {
            merges::repoint(conn, ObjectKind::Offer, &second, &kept, later).map(drop)
        })
        .await;

        let again = import(site, &both).await;

        assert_eq!((again.changed, again.unchanged, again.protected), (0, 1, 1), "{again:#?}");
        let offer = site.read(move |conn| offers::find(conn, &first)).await;
        assert_eq!(offer.summary, "Un.");
    })
    .await;
}

#[tokio::test]
async fn points_in_the_lake_and_in_another_country_are_dropped_with_a_remark() {
    let text = format!(
        "{HEADER}\n1;Atelier;Aide;1203;Genève;;46.26;6.19;\n2;Maison;Aide;1203;Genève;;45.8992;6.1294;\n\
         3;Club;Aide;1203;Genève;;46.2105;6.13;\n"
    );
    each_site(async |site| {
        let report = import(site, &text).await;

        let said: Vec<_> = report.remarks.iter().map(|one| (one.row, one.reason)).collect();
        assert_eq!(said, [(1, Reason::CoordinatesInLake), (2, Reason::CoordinatesElsewhere)]);
        assert_eq!(report.added, 3);
    })
    .await;
}

#[tokio::test]
async fn a_finished_import_is_one_line_among_the_changes_and_its_source_stands_in_the_history() {
    each_site(async |site| {
        import(site, &format!("{HEADER}\n1;Atelier;Aide;1203;Genève;Un.;;;Canton\n")).await;
        let (coordinator, offer) = (site.coordinator().await, offer_of(site, "1").await);
        let actor = coordinator.account.as_ref().unwrap().actor();

        let changes = coordinator.page("/coordination/changements").await.ok();
        let run = site.app.imports(&actor, 1).await.unwrap().remove(0);
        let history = format!("/structure/offres/{offer}/historique");
        let history = coordinator.page(&history).await.ok();

        changes.shows("table.csv");
        assert_eq!(run.state, RunState::Applied);
        let href = format!("main a[href='/coordination/import/{}']", run.id);
        assert_eq!(changes.count(&href), 1, "{changes}");
        history.shows("Dans les autres annuaires").shows("Canton, le").shows("Un.");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_still_being_read_is_not_written() {
    each_site(async |site| {
        let id = ImportRunId::fresh();
        let run = Run {
            id: id.clone(),
            file_name: "table.csv".to_owned(),
            format: SourceFormat::Csv,
            state: RunState::Staging,
            rows: 3,
            remarks: vec![],
            account: None,
            staged_at: site.now(),
            finished_at: None,
        };
        site.write(move |conn| imports::insert(conn, &run)).await;

        let applied = site.app.apply_import(&Actor::System, &id, &|_, _| ()).await;
        assert!(matches!(applied, Err(AppError::Stale)), "{applied:?}");
        let (run, _) = site.app.import_report(&Actor::System, &id).await.unwrap();
        assert_eq!(run.state, RunState::Staging);
    })
    .await;
}

#[tokio::test]
async fn the_page_of_an_import_counts_all_lines_and_shows_the_first_twenty() {
    each_site(async |site| {
        let rows: String = (1..=25).map(|row| format!("{row};;Aide;1203;Genève;;;;\n")).collect();
        let text = format!("{HEADER}\n{rows}");
        let id = site.app.stage_import(&Actor::System, upload(&text), &|_, _| ()).await.unwrap();

        let coordinator = site.coordinator().await;
        let page = coordinator.page(&format!("/coordination/import/{id}")).await.ok();
        page.shows("25 lignes refusées").shows("Les 20 premières").shows("Ligne 20, structure");
        page.hides("Ligne 21, structure");
    })
    .await;
}
