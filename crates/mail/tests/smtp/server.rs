//! The SMTP servers that the tests speak with: aiosmtpd, and one that follows a script.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use serde_json::Value;

const REQUIREMENTS: &str = include_str!("../requirements.txt");

/// An aiosmtpd that stops when it goes out of scope.
pub(crate) struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    /// Starts a server; none where Python or its packages cannot be had, except in CI, which fails.
    pub(crate) fn start(arguments: &[&str]) -> Option<Self> {
        let python = match python() {
            Ok(python) => python,
            Err(reason) => {
                assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{reason}");
                eprintln!("skipped: {reason}");
                return None;
            }
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp/server.py");
        let mut child = Command::new(python)
            .arg(script)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let port = next_line(&mut lines).parse().expect("it prints its port first");
        Some(Self { child, lines, port })
    }

    /// `host:port`.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The next letter that the server took; waits for it.
    pub(crate) fn letter(&mut self) -> Value {
        serde_json::from_str(&next_line(&mut self.lines)).expect("one line of JSON per letter")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn next_line(lines: &mut impl BufRead) -> String {
    let mut line = String::new();
    lines.read_line(&mut line).expect("the server still runs");
    line.trim_end().to_owned()
}

/// The Python of an environment that holds what `requirements.txt` names, made once per machine.
fn python() -> Result<PathBuf, String> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mail-venv");
    let (python, made_for) = (home.join("bin/python"), home.join("made-for.txt"));
    // Tests run side by side; one makes it, the others wait.
    let lock = File::create(home.with_extension("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    if fs::read_to_string(&made_for).is_ok_and(|done| done == REQUIREMENTS) {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    let requirements = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/requirements.txt");
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"];
    run(Command::new(&python).args(install).args(["-r", requirements]))?;
    fs::write(&made_for, REQUIREMENTS).map_err(|error| error.to_string())?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// Listens on loopback, gives its first visitor one answer of `script` for each command, the
/// first one unasked, then says nothing more. Returns its `host:port`.
pub(crate) fn scripted(script: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("it is bound").to_string();
    thread::spawn(move || {
        let (visitor, _) = listener.accept().expect("a visitor comes");
        follow(script, visitor);
    });
    address
}

/// Stays until the visitor has left; a visitor who leaves early is no error.
fn follow(script: &[&str], mut visitor: TcpStream) {
    let mut commands = BufReader::new(visitor.try_clone().expect("a socket can be shared")).lines();
    let mut in_letter = false;
    let mut answers = script.iter();
    if let Some(greeting) = answers.next() {
        drop(write!(visitor, "{greeting}\r\n"));
    }
    while let Some(Ok(command)) = commands.next() {
        if in_letter && command != "." {
            continue;
        }
        let Some(answer) = answers.next() else { continue };
        in_letter = answer.starts_with("354");
        drop(write!(visitor, "{answer}\r\n"));
    }
}
