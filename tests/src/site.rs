use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use actix_web::web::Data;
use app::jobs::Round;
use app::{App, MeiliSettings, Settings};
use chrono::Duration;
use kernel::{Clock, FixedClock};
use mail::{Letter, Mailer};
use store::testing::TestDatabase;
use store::{Conn, Db, StoreError};
use tracing::Level;
use web::pages::Pages;
use web::{Letters, Limits};

use crate::{Person, log};

/// A Tuesday at ten in the morning in Geneva: the network is open, and no holiday is near.
const BEGINNING: &str = "2026-03-03T09:00:00Z";

/// A running site. Its server stops when it is dropped.
pub struct Site {
    /// What the site takes for the present; tests move it.
    pub clock: Arc<FixedClock>,
    /// The main database, to look at what was kept.
    pub db: Db,
    /// The keys that open what is kept of people.
    pub keys: Db,
    /// What the site runs on, for situations that no page makes.
    pub app: App,
    pub(crate) address: String,
    mailer: Mailer,
    letters: Arc<Letters>,
    shown: Data<web::Site>,
    number: usize,
    may_fail: AtomicBool,
    server: ServerHandle,
    secret_file: PathBuf,
    database: TestDatabase,
}

/// Tells a story on a fresh site of each kind of database, and looks at its end whether every
/// letter left and nothing failed.
pub async fn each_site(story: impl AsyncFn(&Site)) {
    for database in TestDatabase::each() {
        // Shown by the test runner when the test fails.
        eprintln!("on {}", database.kind());
        let site = Site::open(database).await;
        story(&site).await;
        site.finish().await;
    }
}

impl Site {
    /// A site on SQLite, for what does not depend on the database.
    pub async fn open_small() -> Site {
        Site::open(TestDatabase::sqlite()).await
    }

    /// A site with the whole demonstration in it, on SQLite and at the time of the machine's
    /// calendar that tests use.
    pub async fn open_demo() -> Site {
        let site = Site::start(TestDatabase::sqlite(), true, None).await;
        site.app.seed_demo().await.expect("the demonstration is there");
        site.show_network().await;
        site
    }

    /// A site on `database`.
    pub async fn open(database: TestDatabase) -> Site {
        Site::open_with_search(database, None).await
    }

    /// A site on `database` that asks a search server.
    pub async fn open_with_search(database: TestDatabase, meili: Option<MeiliSettings>) -> Site {
        let site = Site::start(database, false, meili).await;
        site.lay_out_network().await;
        site
    }

    /// Another process on the same database, which asks a search server.
    pub async fn another_process(&self, meili: Option<MeiliSettings>) -> App {
        let settings = Settings { meili, ..self.app.settings().clone() };
        let app = App::open_with(settings, self.clock.clone(), self.mailer.clone()).await;
        app.expect("another process opens")
    }

    /// Another process on the same database that sends its letters with `mailer`.
    pub async fn process_with(&self, mailer: Mailer) -> App {
        let settings = self.app.settings().clone();
        let app = App::open_with(settings, self.clock.clone(), mailer).await;
        app.expect("another process opens")
    }

    /// Runs the jobs of another process once, now.
    pub async fn run_jobs_of(&self, process: &App) -> Round {
        process.run_jobs(self.letters.clone()).await.expect("the jobs run")
    }

    async fn start(database: TestDatabase, is_demo: bool, meili: Option<MeiliSettings>) -> Site {
        log::start();
        let clock = Arc::new(FixedClock::at(BEGINNING.parse().expect("an instant")));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let address = format!("http://127.0.0.1:{port}");
        let secret_file = std::env::temp_dir().join(format!(
            "relais_secret_{}_{}",
            std::process::id(),
            uuid::Uuid::now_v7()
        ));
        let settings = Settings {
            database_url: database.url().to_owned(),
            mail: String::new(),
            mail_from: "Relais <relais@memory.example>".to_owned(),
            secret_file: secret_file.clone(),
            public_url: address.clone(),
            time_zone: chrono_tz::Europe::Zurich,
            meili,
            export_dir: secret_file.with_extension("export"),
            is_demo,
            may_migrate: true,
        };
        let mailer = Mailer::memory();
        let app = App::open_with(settings, clock.clone(), mailer.clone()).await;
        let app = app.expect("the site opens");
        let (db, keys) = database.open();
        let pages = Arc::new(Pages::load().expect("the pages can be read"));
        let letters = Arc::new(Letters::new(pages.clone(), chrono_tz::Europe::Zurich));
        let network = web::network_view(&app.network().await.expect("the network's settings"));
        // Every visitor names an address of their own, as if a proxy had seen it.
        let limits = Limits::new(vec![std::net::Ipv4Addr::LOCALHOST.into()]);
        let shown = Data::new(web::Site::new(app.clone(), pages, limits, network));
        let (number, server) = serve(listener, shown.clone());
        log::belongs_to(number);
        let may_fail = AtomicBool::new(false);
        Site {
            clock,
            db,
            keys,
            app,
            address,
            mailer,
            letters,
            shown,
            number,
            may_fail,
            server,
            secret_file,
            database,
        }
    }

    /// Somebody who is not signed in, with a browser and an address of their own.
    pub fn visitor(&self) -> Person {
        Person::new(&self.address)
    }

    /// Lets `time` pass, then runs the jobs once.
    pub async fn pass(&self, time: Duration) -> Round {
        self.clock.advance(time);
        self.run_jobs().await
    }

    /// Shows the network's settings of now on every page, as the jobs of a server do.
    pub(crate) async fn show_network(&self) {
        let settings = self.app.network().await.expect("the network's settings");
        self.shown.set_network(web::network_view(&settings));
    }

    /// Runs the jobs once, now.
    pub async fn run_jobs(&self) -> Round {
        self.app.run_jobs(self.letters.clone()).await.expect("the jobs run")
    }

    /// The letters that left, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.mailer.sent()
    }

    /// The last letter that left to `address`.
    pub fn letter_to(&self, address: &str) -> Letter {
        let letters = self.letters();
        let found = letters.iter().rfind(|letter| letter.to == address).cloned();
        found.unwrap_or_else(|| {
            let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
            panic!("no letter to {address}, only to {to:?}")
        })
    }

    /// The path of the first link of this site in `letter`.
    pub fn link_in(&self, letter: &Letter) -> String {
        let (_, rest) = letter
            .text
            .split_once(&self.address)
            .unwrap_or_else(|| panic!("no link in this letter:\n{}", letter.text));
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest.get(..end).expect("an end inside").to_owned()
    }

    /// What carries the site's letters, to make it fail.
    pub fn mailer(&self) -> &Mailer {
        &self.mailer
    }

    /// Where the site is, without a slash at the end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The database under the site, as the setting names it.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Reads from the main database.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.db.read(work).await.expect("the database answers")
    }

    /// Writes into the main database.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.db.write(work).await.expect("the database takes it")
    }

    /// Every line that this site has logged.
    pub fn log(&self) -> Vec<String> {
        log::lines(self.number).into_iter().map(|line| line.text).collect()
    }

    /// Says that this story makes something fail, so that lines of errors are no surprise.
    pub fn expect_errors(&self) {
        self.may_fail.store(true, Ordering::Relaxed);
    }

    /// Sends what waits, and fails when a letter cannot leave or an error was logged.
    pub async fn finish(self) {
        self.pass(Duration::minutes(2)).await;
        let backlog = self.read(store::outbox::backlog).await;
        assert_eq!((backlog.waiting, backlog.failed), (0, 0), "letters that did not leave");
        if !self.may_fail.load(Ordering::Relaxed) {
            let errors: Vec<_> = log::lines(self.number)
                .into_iter()
                .filter(|line| line.level == Level::ERROR)
                .collect();
            assert!(errors.is_empty(), "errors were logged: {errors:#?}");
        }
        self.server.stop(false).await;
    }

    /// The present instant of the site.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.log().iter().for_each(|line| eprintln!("{line}"));
        }
        drop(self.server.stop(false));
        // A file that is left behind must not hide why a test failed.
        let _ = std::fs::remove_file(&self.secret_file);
        let _ = std::fs::remove_dir_all(self.secret_file.with_extension("export"));
    }
}

fn serve(listener: TcpListener, site: Data<web::Site>) -> (usize, ServerHandle) {
    let (ready, started) = mpsc::channel();
    std::thread::spawn(move || {
        System::new().block_on(async move {
            let server = web::serve(listener, site).expect("the server starts");
            let said = ready.send((System::current().id(), server.handle()));
            said.expect("the test waits for it");
            server.await.expect("the server stops in order");
        });
    });
    started.recv().expect("the server started")
}
