//! What those who run the program rely on: it starts, stops, copies and refuses as it says.

#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for one test; gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn fresh() -> Folder {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let name = format!("relais_program_{}_{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    /// The program with `arguments`, with everything it keeps in this folder.
    fn relais(&self, arguments: &[&str]) -> Command {
        let mut relais = Command::new(env!("CARGO_BIN_EXE_relais"));
        relais.args(arguments).env_clear().current_dir(&self.0);
        relais.env("RELAIS_DATA_DIR", &self.0).env("RELAIS_BIND", "127.0.0.1:0");
        relais
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.relais(arguments).output().unwrap()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that is left behind must not hide why a test failed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that runs until it is dropped.
struct Running {
    process: Child,
    address: String,
    log: BufReader<std::process::ChildStderr>,
}

impl Running {
    fn start(mut relais: Command) -> Running {
        #[expect(clippy::zombie_processes, reason = "`stop` and `drop` wait for it")]
        let mut process = relais.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap());
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "it never was ready:\n{said}");
            said.push_str(&line);
            let fields: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
            let field = |name: &str| fields.pointer(name).and_then(serde_json::Value::as_str);
            if field("/fields/message") == Some("ready") {
                let address = field("/fields/address").unwrap().to_owned();
                return Running { process, address, log };
            }
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to stop, as a service manager does, and waits until it did.
    fn stop(mut self) -> (Option<i32>, String) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut rest = String::new();
        self.log.read_to_string(&mut rest).unwrap();
        (self.process.wait().unwrap().code(), rest)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Checks that a command failed with `code` and said a line that holds `text`.
#[track_caller]
fn failed(output: &Output, code: i32, text: &str) {
    assert_eq!(output.status.code(), Some(code), "{}", stderr(output));
    assert!(stderr(output).contains(text), "{text:?} is not in:\n{}", stderr(output));
    assert!(!stderr(output).contains("panicked"), "{}", stderr(output));
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    let folder = Folder::fresh();

    for arguments in [&[][..], &["dance"], &["import"], &["backup"], &["serve", "--fast"]] {
        failed(&folder.run(arguments), 2, "Usage");
    }
    for arguments in [&["--help"][..], &["import", "--help"], &["search", "--help"]] {
        assert_eq!(folder.run(arguments).status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn the_settings_are_explained_without_their_secrets() {
    let folder = Folder::fresh();
    let mut config = folder.relais(&["config"]);
    config.env("RELAIS_DATABASE_URL", "postgres://relais:hunter2@db/relais");

    let explained = stdout(&config.output().unwrap());

    for name in ["RELAIS_DATABASE_URL", "RELAIS_MAIL", "RELAIS_PUBLIC_URL", "RELAIS_JOBS"] {
        assert!(explained.contains(name), "{explained}");
    }
    assert!(!explained.contains("hunter2"), "{explained}");
}

#[test]
fn a_setting_that_cannot_be_understood_stops_the_start() {
    let folder = Folder::fresh();
    for (name, value) in [
        ("RELAIS_BIND", "everywhere"),
        ("RELAIS_TIME_ZONE", "Genève"),
        ("RELAIS_MAIL", "pigeon:roof"),
        ("RELAIS_DATABASE_URL", "mysql://x"),
        ("RELAIS_PUBLIC_URL", "relais"),
    ] {
        let output = folder.relais(&["serve"]).env(name, value).output().unwrap();
        failed(&output, 1, "relais: ");
    }
}

#[test]
fn a_folder_where_the_database_should_be_is_named() {
    let folder = Folder::fresh();
    std::fs::create_dir(folder.file("relais.db")).unwrap();

    for command in ["serve", "migrate", "jobs", "doctor"] {
        let output = folder.run(&[command]);
        failed(&output, 1, "relais.db");
    }
}

#[test]
fn a_server_starts_on_an_empty_folder_answers_and_stops_in_order() {
    let folder = Folder::fresh();

    let server = Running::start(folder.relais(&["serve"]));
    assert!(server.get("/health").starts_with("HTTP/1.1 200"), "{}", server.get("/health"));
    assert!(server.get("/").contains("<h1"), "{}", server.get("/"));
    let (code, log) = server.stop();

    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("\"level\":\"ERROR\""), "{log}");
}

#[test]
fn an_address_in_use_is_said_in_one_line() {
    let folder = Folder::fresh();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();

    let output = folder.relais(&["serve"]).env("RELAIS_BIND", address).output().unwrap();

    failed(&output, 1, "relais: ");
}

#[test]
fn a_demonstration_starts_twice_with_the_same_city() {
    let folder = Folder::fresh();
    let mut totals = vec![];

    for _ in 0..2 {
        let demo = Running::start(folder.relais(&["demo"]));
        let found = demo.get("/api/v1/offers");
        let (_, json) = found.split_once("\r\n\r\n").unwrap();
        let body = &json[json.find('{').unwrap()..=json.rfind('}').unwrap()];
        let answer: serde_json::Value = serde_json::from_str(body).unwrap();
        totals.push(answer["total"].as_i64().unwrap());
        assert_eq!(demo.stop().0, Some(0));
    }

    assert!(totals[0] >= 100, "{totals:?}");
    assert_eq!(totals[0], totals[1]);
}

#[test]
fn a_demonstration_and_a_real_network_never_share_a_database() {
    let folder = Folder::fresh();
    assert!(folder.run(&["migrate"]).status.success());
    let real = folder.file("relais.db");
    let url = format!("sqlite:{}", real.display());
    let secret = folder.file("relais.secret");

    let mut demo = folder.relais(&["demo"]);
    demo.env("RELAIS_DATABASE_URL", url).env("RELAIS_SECRET_FILE", secret);

    failed(&demo.output().unwrap(), 1, "not a demonstration");
}

#[test]
fn without_its_secret_a_database_is_not_opened_and_no_other_secret_is_made() {
    let folder = Folder::fresh();
    assert!(folder.run(&["migrate"]).status.success());
    let secret = folder.file("relais.secret");
    std::fs::rename(&secret, folder.file("elsewhere")).unwrap();

    failed(&folder.run(&["serve"]), 1, "relais.secret");

    assert!(!secret.exists());
}

#[test]
fn a_copy_is_made_while_serving_and_never_over_another_file() {
    let folder = Folder::fresh();
    let server = Running::start(folder.relais(&["serve"]));
    let copy = folder.file("copy.db");
    let copy = copy.to_str().unwrap();

    let made = folder.run(&["backup", copy]);
    let again = folder.run(&["backup", copy]);

    assert!(made.status.success(), "{}", stderr(&made));
    assert!(Path::new(copy).metadata().unwrap().len() > 10_000);
    assert_eq!(again.status.code(), Some(1), "{}", stderr(&again));
    assert!(server.get("/health").starts_with("HTTP/1.1 200"));
}

#[test]
fn the_doctor_finds_a_sound_installation_sound() {
    let folder = Folder::fresh();
    assert!(folder.run(&["migrate"]).status.success());
    std::fs::create_dir_all(folder.file("mails")).unwrap();

    let output = folder.run(&["doctor"]);

    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn a_file_that_cannot_be_imported_ends_with_1_and_says_why() {
    let folder = Folder::fresh();
    assert!(folder.run(&["migrate"]).status.success());
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.file(name), bytes).unwrap();
        folder.file(name).to_str().unwrap().to_owned()
    };
    let large = folder.file("large.csv");
    std::fs::File::create(&large).unwrap().set_len(65 * 1024 * 1024).unwrap();
    let files = [
        (write("empty.csv", b""), "empty"),
        (write("other.csv", b"name,colour\nrose,red\n"), "columns are missing"),
        (write("semicolon.csv", b"id;nom;commune\n1;a;b\n"), "separated"),
        (write("latin.csv", b"id,nom\n1,Gen\xe8ve\n"), "UTF-8"),
        (write("cut.json", b"[{\"id\": \"1\""), "relais: "),
        (large.to_str().unwrap().to_owned(), "more than"),
        (folder.file("nowhere.csv").to_str().unwrap().to_owned(), "nowhere.csv"),
        (folder.0.to_str().unwrap().to_owned(), "relais: "),
    ];

    for (file, why) in files {
        failed(&folder.run(&["import", "--format", "mednum", &file]), 1, why);
    }
    let found = stdout(&folder.run(&["search", "--json", "rose"]));
    assert!(found.contains("\"total\":0") || found.contains("\"total\": 0"), "{found}");
}

#[test]
fn a_table_filled_from_the_template_comes_in_once_and_goes_out_as_every_format() {
    let folder = Folder::fresh();
    assert!(folder.run(&["migrate"]).status.success());
    let template = stdout(&folder.run(&["import", "--template"]));
    let header = template.lines().next().unwrap();
    let mut columns: Vec<&str> = header.trim_start_matches('\u{feff}').split(';').collect();
    let values = [
        ("id", "r-1"),
        ("structure", "Atelier du Lac"),
        ("offre", "=Aide"),
        ("npa", "1203"),
        ("localite", "Genève"),
    ];
    for column in &mut columns {
        let value = values.iter().find(|(name, _)| name == column);
        *column = value.map_or("", |(_, value)| value);
    }
    let table = folder.file("table.csv");
    std::fs::write(&table, format!("{header}\n{}\n", columns.join(";"))).unwrap();
    let import = |more: &[&str]| {
        let file = table.to_str().unwrap();
        let arguments = [&["import", "--format", "csv", file], more].concat();
        let output = folder.run(&arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };

    assert!(import(&["--dry-run"]).contains("nothing written"));
    assert!(import(&[]).contains("1 added"));
    assert!(import(&[]).contains("1 unchanged"));
    let out = folder.file("out");
    let out = out.to_str().unwrap();
    for format in ["mednum", "mednum-json", "data-inclusion", "geojson", "csv"] {
        let output = folder.run(&["export", "--format", format, "--out", out]);
        assert!(output.status.success(), "{format}: {}", stderr(&output));
        assert!(stdout(&output).contains("1 records"), "{format}: {}", stdout(&output));
    }
    let again = std::fs::read_to_string(Path::new(out).join("offres.csv")).unwrap();
    assert!(again.contains("'=Aide"), "no program runs what a table says: {again}");
    failed(&folder.run(&["export", "--format", "paper", "--out", out]), 2, "paper");
}

#[test]
fn an_account_is_invited_from_the_command_line_by_a_letter() {
    let folder = Folder::fresh();
    let invite = ["account", "invite", "--role", "admin", "louise@account.example"];

    let invited = folder.run(&invite);
    let again = folder.run(&invite);
    let sent = folder.run(&["jobs", "--until-idle"]);

    assert!(invited.status.success(), "{}", stderr(&invited));
    failed(&again, 1, "relais: ");
    assert!(sent.status.success(), "{}", stderr(&sent));
    let letters = std::fs::read_dir(folder.file("mails")).unwrap();
    assert_eq!(letters.filter(|one| one.is_ok()).count(), 1);
}
