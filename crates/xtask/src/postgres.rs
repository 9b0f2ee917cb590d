//! A private PostgreSQL for one test run.
//!
//! **Invariant:** it listens on the loopback only, keeps everything in one temporary folder, and
//! both are gone when the guard is dropped. If this tool is killed, the kernel stops the server.

use std::net::TcpListener;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Trying as _};
use crate::process::{self, Interrupt};
use crate::{install, setting};

/// The user that Debian's package makes; PostgreSQL refuses to run as root.
const USER: &str = "postgres";
const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

/// A running server; dropping it stops the server and deletes its folder.
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    server: Option<Child>,
}

impl Postgres {
    /// Makes a cluster on a free port and waits until it answers.
    pub(crate) fn start(interrupt: &Interrupt) -> Result<Self, Failure> {
        let programs = install::postgres_programs()
            .ok_or_else(|| Failure::new("no PostgreSQL 15 or newer is installed"))?;
        let folder = std::env::temp_dir().join(format!("relais-postgres-{}", std::process::id()));
        std::fs::DirBuilder::new().mode(0o700).create(&folder).trying(folder.display())?;
        // From here on the guard removes the folder, whatever happens.
        let mut cluster = Self { folder, programs, port: free_port()?, server: None };
        cluster.give_away()?;
        cluster.init(interrupt)?;
        cluster.server = Some(cluster.serve()?);
        cluster.wait_until_ready(interrupt)?;
        Ok(cluster)
    }

    /// The address that tests connect to.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn give_away(&self) -> Result<(), Failure> {
        if !setting::is_root() {
            return Ok(());
        }
        let mut chown = Command::new("chown");
        chown.arg(format!("{USER}:")).arg(&self.folder);
        process::read(chown).map(drop)
    }

    fn init(&self, interrupt: &Interrupt) -> Result<(), Failure> {
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(self.data()).stdout(Stdio::null());
        initdb.args(["--username", USER, "--auth=trust", "--encoding=UTF8"]);
        initdb.args(["--locale=C.UTF-8", "--no-sync"]);
        process::run(initdb, interrupt)
    }

    fn serve(&self) -> Result<Child, Failure> {
        let log = self.folder.join("log");
        let log = std::fs::File::create(&log).trying(log.display())?;
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data());
        for setting in [
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={}", self.port),
            format!("unix_socket_directories={}", self.folder.display()),
            "max_connections=200".to_owned(),
            "fsync=off".to_owned(),
            "synchronous_commit=off".to_owned(),
            "full_page_writes=off".to_owned(),
        ] {
            server.arg("-c").arg(setting);
        }
        server.stdin(Stdio::null()).stdout(log.try_clone().trying("log")?).stderr(log);
        // Ctrl-C reaches this tool alone, which then stops the tests before their database.
        std::os::unix::process::CommandExt::process_group(&mut server, 0);
        server.spawn().trying("postgres")
    }

    fn wait_until_ready(&mut self, interrupt: &Interrupt) -> Result<(), Failure> {
        let start = Instant::now();
        loop {
            interrupt.check()?;
            if self.has_ended() || start.elapsed() > START_LIMIT {
                return Err(self.did_not_start());
            }
            let mut ready = Command::new(self.programs.join("pg_isready"));
            ready.args(["--host=127.0.0.1", "--quiet"]).arg(format!("--port={}", self.port));
            if process::works(ready) && !self.has_ended() {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn has_ended(&mut self) -> bool {
        self.server.as_mut().is_none_or(|server| !matches!(server.try_wait(), Ok(None)))
    }

    fn did_not_start(&self) -> Failure {
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Failure::new(format!("PostgreSQL did not start:\n{log}"))
    }

    /// A program of the server, run as its own user and ended together with this tool.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if setting::is_root() {
            command.args(["--reuid", USER, "--regid", USER, "--init-groups"]);
        }
        command.arg("--").arg(self.programs.join(name)).current_dir(&self.folder);
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// `fast`, not `immediate`: shared memory is given back, and nothing waits for clients.
    fn stop(&mut self) {
        let Some(mut server) = self.server.take() else { return };
        let mut signal = Command::new("kill");
        signal.args(["-INT", &server.id().to_string()]);
        process::works(signal);
        let start = Instant::now();
        while matches!(server.try_wait(), Ok(None)) {
            if start.elapsed() > STOP_LIMIT {
                // It may have ended in between; then there is nothing left to kill.
                let _ = server.kill();
                let _ = server.wait();
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.stop();
        remove(&self.folder);
    }
}

fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        eprintln!("xtask: {} is left behind: {error}", folder.display());
    }
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).trying("a free port")?;
    Ok(listener.local_addr().trying("a free port")?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_server_and_its_folder_are_gone_after_use() {
        // Set by `cargo xtask test`, which has installed the server; not by `--fast`.
        if setting::variable("RELAIS_TEST_POSTGRES").is_none() {
            return;
        }
        let cluster = Postgres::start(&Interrupt::watch().unwrap()).unwrap();
        let (folder, port) = (cluster.folder.clone(), cluster.port);
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(cluster);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
