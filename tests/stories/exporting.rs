//! The directory as files for other programs: what the validators and the readers of others say
//! of it, and the copies that anyone may fetch.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use app::exports::{ExportFormat, ExportIndex, Profile, Role};
use app::imports::Upload;
use app::workspace::PlaceForm;
use blackbox::{Site, each_site};
use chrono::Duration;
use kernel::Actor;
use partner_directory::exchange::SourceFormat;
use serde_json::Value;

const REQUIREMENTS: &str = include_str!("../exchange/requirements.txt");

/// The folder of real files and published schemas; `None`, said aloud, where it is not at hand.
#[expect(clippy::disallowed_methods, reason = "the place of real data is set outside")]
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var("RELAIS_SHARED").map_or(beside, PathBuf::from);
    match shared.join("schemas").exists() {
        true => Some(shared),
        false => skipped("set RELAIS_SHARED to the folder of real data"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may be left out, except in CI")]
fn skipped<T>(reason: &str) -> Option<T> {
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{reason}");
    eprintln!("skipped: {reason}");
    None
}

/// The Python of an environment with the validators, made once per machine.
fn python() -> Result<PathBuf, String> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange-venv");
    let (python, made_for) = (home.join("bin/python"), home.join("made-for.txt"));
    // Tests run side by side; one makes it, the others wait.
    let lock = File::create(home.with_extension("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    if fs::read_to_string(&made_for).is_ok_and(|done| done == REQUIREMENTS) {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    let requirements = in_tests("exchange/requirements.txt");
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"];
    run(Command::new(&python).args(install).arg("-r").arg(requirements))?;
    fs::write(&made_for, REQUIREMENTS).map_err(|error| error.to_string())?;
    Ok(python)
}

fn in_tests(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(command: &mut Command) -> Result<Vec<u8>, String> {
    let shown = format!("{command:?}");
    let done = command.output().map_err(|error| format!("{shown}: {error}"))?;
    match done.status.success() {
        true => Ok(done.stdout),
        false => Err(format!("{shown}: {}", String::from_utf8_lossy(&done.stderr))),
    }
}

/// What the Python validators find wrong.
fn validated(kind: &str, arguments: &[&Path], option: Option<&str>) -> Option<BTreeSet<String>> {
    let python = match python() {
        Ok(python) => python,
        Err(reason) => return skipped(&reason),
    };
    let mut command = Command::new(python);
    command.arg(in_tests("exchange/validate.py")).arg(kind).args(arguments).args(option);
    Some(findings(&run(&mut command).unwrap()))
}

/// Each finding as one line, for comparing.
fn findings(json: &[u8]) -> BTreeSet<String> {
    let found: Value = serde_json::from_slice(json).unwrap();
    found.as_array().unwrap().iter().map(Value::to_string).collect()
}

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        Folder(std::env::temp_dir().join(format!("relais_export_{}", uuid::Uuid::now_v7())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

async fn import(site: &Site, bytes: &[u8]) -> app::imports::ImportReport {
    let upload =
        Upload { file_name: "lieux.csv", format: SourceFormat::Mednum, bytes: bytes.to_vec() };
    let done = site.app.import(&Actor::System, upload, &|_, _| ()).await;
    done.unwrap_or_else(|error| panic!("the file is refused: {error}"))
}

async fn export(site: &Site, profile: Profile, folder: &Folder) -> ExportIndex {
    let quiet: app::exports::Progress = Arc::new(|_, _| {});
    site.app.export(ExportFormat::ALL, profile, &folder.0, quiet).await.unwrap()
}

#[tokio::test]
async fn a_french_file_that_is_exported_again_has_no_error_that_it_did_not_have() {
    let Some(shared) = shared() else { return };
    let source = shared.join("data/mediation-numerique/v1-charente.csv");
    let schema = shared.join("schemas/mediation-numerique/schema.json");
    let (site, folder) = (Site::open_small().await, Folder::new());
    import(&site, &fs::read(&source).unwrap()).await;
    export(&site, Profile::Swiss, &folder).await;

    let file = folder.0.join("lieux-mediation-numerique.csv");
    // The source has older columns in another order, ours has those of the schema.
    let Some(before) = validated("table", &[&schema, &source], Some("--sync")) else { return };
    let Some(after) = validated("table", &[&schema, &file], None) else { return };

    let new: Vec<&String> = after.difference(&before).collect();
    assert!(new.is_empty(), "{new:#?}");
    assert!(fs::read_to_string(&file).unwrap().lines().count() > 150);
}

#[tokio::test]
async fn a_swiss_file_conforms_to_the_declared_profile_and_not_to_the_french_schema() {
    let Some(shared) = shared() else { return };
    let schema = shared.join("schemas/mediation-numerique/schema.json");
    let (site, folder) = (Site::open_demo().await, Folder::new());
    export(&site, Profile::Swiss, &folder).await;

    let file = folder.0.join("lieux-mediation-numerique.csv");
    let profile = folder.0.join("relais-lieux-mediation-numerique-ch.schema.json");
    let Some(by_profile) = validated("table", &[&profile, &file], None) else { return };
    let Some(by_french) = validated("table", &[&schema, &file], None) else { return };

    assert!(by_profile.is_empty(), "{by_profile:#?}");
    let about = |field: &str| by_french.iter().any(|one| one.contains(&format!("\"{field}\"")));
    assert!(about("code_postal") && about("code_insee"), "{by_french:#?}");
}

#[tokio::test]
async fn the_french_national_map_reads_every_record_that_it_reads_of_the_source() {
    let Some(shared) = shared() else { return };
    let library = in_tests("node_modules/@gouvfr-anct");
    if !library.exists() {
        return skipped("run `npm ci --ignore-scripts` in tests").unwrap_or_default();
    }
    let (site, folder) = (Site::open_small().await, Folder::new());
    let source = shared.join("data/mediation-numerique/v1-charente.csv");
    import(&site, &fs::read(source).unwrap()).await;
    let index = export(&site, Profile::Swiss, &folder).await;

    let script = in_tests("exchange/national_map.cjs");
    let file = folder.0.join("lieux-mediation-numerique.json");
    let refused = match run(Command::new("node").arg(script).arg(&file)) {
        Ok(refused) => findings(&refused),
        Err(reason) => return skipped(&reason).unwrap_or_default(),
    };

    let json = index.files.iter().find(|one| one.name == "lieux-mediation-numerique.json").unwrap();
    assert!(json.records > 150, "{json:?}");
    assert!(refused.is_empty(), "{refused:#?}");
}

#[tokio::test]
async fn the_published_models_of_data_inclusion_accept_every_record() {
    let Some(shared) = shared() else { return };
    let (site, folder) = (Site::open_small().await, Folder::new());
    let source = shared.join("data/mediation-numerique/v1-charente.csv");
    import(&site, &fs::read(source).unwrap()).await;
    let index = export(&site, Profile::Swiss, &folder).await;

    let structures = folder.0.join("data-inclusion-structures.json");
    let services = folder.0.join("data-inclusion-services.json");
    let Some(found) = validated("data-inclusion", &[&structures, &services], None) else { return };

    let records =
        |name: &str| index.files.iter().find(|one| one.name == name).map_or(0, |file| file.records);
    assert!(records("data-inclusion-services.json") > 150);
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn what_was_exported_changes_nothing_when_it_is_imported_again() {
    let Some(shared) = shared() else { return };
    let bytes = fs::read(shared.join("data/mediation-numerique/v1-charente.csv")).unwrap();
    each_site(async |site| {
        let folder = Folder::new();
        let first = import(site, &bytes).await;
        export(site, Profile::Strict, &folder).await;

        let written = fs::read(folder.0.join("lieux-mediation-numerique.csv")).unwrap();
        let again = import(site, &written).await;

        assert!(first.added > 150, "{first:#?}");
        assert_eq!((again.added, again.changed), (0, 0), "{:#?}", again.differences);
        assert_eq!(again.unchanged, first.added, "{:#?}", again.refused);
    })
    .await;
}

#[tokio::test]
async fn two_exports_of_the_same_directory_are_the_same_to_the_byte() {
    let site = Site::open_demo().await;
    let (first, second) = (Folder::new(), Folder::new());

    let one = export(&site, Profile::Swiss, &first).await;
    let other = export(&site, Profile::Swiss, &second).await;

    assert_eq!(one.files, other.files);
    assert!(one.files.iter().any(|file| file.role == Role::Losses && file.bytes > 0));
    let left: Vec<_> = fs::read_dir(&first.0).unwrap().flatten().collect();
    assert_eq!(left.len(), one.files.len() + 1, "{left:?}");
}

#[tokio::test]
async fn the_copies_are_written_once_a_night_and_anyone_may_fetch_them() {
    let site = Site::open_small().await;
    site.partner_with_offer("Atelier du Lac").await;
    let visitor = site.visitor();
    assert_eq!(visitor.page("/export").await.ok().count("main a[download]"), 0);

    assert!(site.app.refresh_exports().await.unwrap());
    assert!(!site.app.refresh_exports().await.unwrap(), "once is enough");
    site.clock.advance(Duration::hours(24));
    assert!(site.app.refresh_exports().await.unwrap());

    let index = visitor.page("/export").await.ok();
    let files = index.attributes("main a[download]", "href");
    assert!(files.len() > 10, "{files:?}");
    for file in &files {
        let served = visitor.page(file).await;
        assert_eq!(served.status, 200, "{file}");
        assert!(served.header("etag").is_some() && served.header("last-modified").is_some());
    }
    assert_eq!(visitor.page("/export/relais.db").await.status, 404);
    assert_eq!(visitor.page("/export/index.json").await.status, 404);
}

#[tokio::test]
async fn a_protected_address_leaves_the_public_files_at_once_and_ended_offers_are_not_in_them() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let yesterday = site.now().date_naive() - Duration::days(1);
        let ended = |offer: &mut partner_directory::Offer| offer.valid_until = Some(yesterday);
        site.partner_with("Finie", |_, offer| ended(offer)).await;
        let visitor = site.visitor();
        let table = async || visitor.page("/export/offres.csv").await.ok().html();
        assert!(site.app.refresh_exports().await.unwrap());
        let actor = site.coordinator().await.account.unwrap().actor();
        let form = site.app.offer_for_edit(&actor, partner.offer.id.clone()).await.unwrap().form;
        let place = site.app.place_for_edit(&actor, form.places[0].place.clone()).await.unwrap();
        let street = place.place.street.clone();
        assert!(!street.is_empty() && table().await.contains(&street));
        assert!(!table().await.contains("Finie"), "its last day is past");
        site.clock.advance(Duration::minutes(1));

        let form = PlaceForm { place_is_address_hidden: true, ..place.form };
        site.app.save_place(&actor, place.place.id, form).await.unwrap();

        assert!(site.app.refresh_exports().await.unwrap());
        assert!(!table().await.contains(&street));
        assert!(!site.app.refresh_exports().await.unwrap(), "once is enough");
    })
    .await;
}
