//! Real files of the French directory: nothing is lost in silence, twice is once, and a file
//! that cannot be trusted changes nothing.

use std::path::{Path, PathBuf};

use app::imports::{ImportReport, Upload};
use blackbox::{Site, each_site};
use kernel::Actor;
use partner_directory::exchange::SourceFormat;
use store::Page as Slice;

/// The folder of real files; `None`, said aloud, where they are not at hand.
#[expect(clippy::disallowed_methods, reason = "the place of real data is set outside")]
fn real_files() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var("RELAIS_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("data/mediation-numerique");
    if !folder.exists() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "real data is missing");
        eprintln!("skipped: set RELAIS_SHARED to the folder of real data");
        return None;
    }
    Some(folder)
}

async fn import(site: &Site, bytes: &[u8]) -> ImportReport {
    let done = site.app.import(&Actor::System, upload(bytes), &|_, _| ()).await;
    done.unwrap_or_else(|error| panic!("the file is refused: {error}"))
}

fn upload(bytes: &[u8]) -> Upload<'_> {
    Upload { file_name: "lieux.csv", format: SourceFormat::Mednum, bytes: bytes.to_vec() }
}

/// How many organizations the directory has.
async fn organizations(site: &Site) -> i64 {
    let slice = Slice { number: 1, size: 1 };
    site.read(move |conn| store::organizations::list(conn, slice)).await.1
}

/// Organizations, changes and imports.
async fn state(site: &Site) -> (i64, i64, usize) {
    let runs = site.app.imports(&Actor::System, 10).await.unwrap().len();
    (organizations(site).await, site.read(store::changes::latest).await, runs)
}

#[tokio::test]
async fn every_row_of_a_real_file_is_imported_or_refused_with_its_reason() {
    let Some(folder) = real_files() else { return };
    each_site(async |site| {
        for name in ["v1-charente.csv", "v1-charente.json"] {
            let bytes = std::fs::read(folder.join(name)).unwrap();

            let report = import(site, &bytes).await;

            let taken = report.added + report.changed + report.unchanged + report.protected;
            let mut refused: Vec<usize> = report.refused.iter().map(|one| one.row).collect();
            refused.dedup();
            assert_eq!(report.rows, 188, "{name}");
            assert_eq!(taken + refused.len(), report.rows, "{name}: {:#?}", report.refused);
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_file_a_second_time_changes_nothing() {
    let Some(folder) = real_files() else { return };
    each_site(async |site| {
        let bytes = std::fs::read(folder.join("v1-charente.csv")).unwrap();
        let first = import(site, &bytes).await;
        let latest = site.read(store::changes::latest).await;

        let second = import(site, &bytes).await;

        assert!(first.added > 150, "{first:#?}");
        assert_eq!((second.added, second.changed), (0, 0), "{:#?}", second.differences);
        assert_eq!(second.unchanged + second.protected, first.added);
        assert_eq!(site.read(store::changes::latest).await, latest);
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_says_what_would_come_and_writes_nothing() {
    let Some(folder) = real_files() else { return };
    each_site(async |site| {
        let bytes = std::fs::read(folder.join("v1-charente.csv")).unwrap();
        let before = organizations(site).await;

        let dry = site.app.try_import(&Actor::System, upload(&bytes), &|_, _| ()).await.unwrap();

        assert_eq!(organizations(site).await, before);
        let wet = import(site, &bytes).await;
        assert_eq!((dry.rows, dry.added), (wet.rows, wet.added));
        assert_eq!(
            site.app.imports(&Actor::System, 10).await.unwrap().len(),
            1,
            "only the real one"
        );
    })
    .await;
}

#[tokio::test]
async fn an_imported_offer_is_found_at_once_and_waits_to_be_confirmed() {
    let Some(folder) = real_files() else { return };
    each_site(async |site| {
        let bytes = std::fs::read(folder.join("v1-charente.csv")).unwrap();
        import(site, &bytes).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let found = mediator.page("/recherche?q=imprimante&lieu=16000").await.ok();
        let offer = found.attributes("main a[href^='/offres/']", "href").remove(0);
        let page = mediator.page(&offer).await.ok();

        let slug = offer.strip_prefix("/offres/").unwrap();
        let slug = slug.split('?').next().unwrap();
        let form = mediator.page(&format!("/orienter?offre={slug}")).await.ok();
        assert_eq!(form.count("form[action='/orienter']"), 0, "{form}");
        assert_eq!(page.count("h1"), 1, "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_trusted_leaves_the_directory_untouched() {
    let Some(folder) = real_files() else { return };
    each_site(async |site| {
        let csv = std::fs::read_to_string(folder.join("v1-charente.csv")).unwrap();
        let json = std::fs::read(folder.join("v1-charente.json")).unwrap();
        let latin = csv.chars().map(|sign| u8::try_from(sign).unwrap_or(b'?')).collect();
        let cut = csv.rfind('"').unwrap();
        let files: [(&str, Vec<u8>); 6] = [
            ("empty", vec![]),
            ("truncated", csv.as_bytes()[..cut].to_vec()),
            ("another delimiter", csv.replace(',', ";").into_bytes()),
            ("another encoding", latin),
            ("truncated", json[..json.len() / 2].to_vec()),
            ("no directory at all", b"name,colour\nrose,red\n".to_vec()),
        ];
        let before = state(site).await;

        for (what, bytes) in files {
            let done = site.app.import(&Actor::System, upload(&bytes), &|_, _| ()).await;
            let error = done.err().unwrap_or_else(|| panic!("a file that is {what} is taken"));
            assert!(!error.to_string().is_empty(), "{what}");
        }

        assert_eq!(state(site).await, before);
    })
    .await;
}

#[tokio::test]
async fn only_coordinators_and_the_command_line_import() {
    let site = Site::open_small().await;
    let partner = site.partner_with_offer("Atelier du Lac").await;
    for person in [
        site.mediator_at("Maison du Lac").await,
        site.partner_of(&partner).await,
        site.admin().await,
        site.privacy_officer().await,
    ] {
        let actor = person.account.unwrap().actor();
        let done = site.app.import(&actor, upload(b""), &|_, _| ()).await;
        assert_eq!(done.unwrap_err().to_string(), "not found");
    }
}
