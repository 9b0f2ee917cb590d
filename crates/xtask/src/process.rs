//! Starting other programs, and stopping them when a person presses Ctrl-C.
//!
//! **Invariant:** an interrupted command returns a [`Failure`] instead of ending the process, so
//! that guards (the private PostgreSQL) are dropped.

use std::io::{BufRead as _, BufReader, PipeReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::failure::{Failure, Trying as _};
use crate::setting;

const PAUSE: Duration = Duration::from_millis(50);
/// How long to wait for more output once the program itself has ended.
const REST: Duration = Duration::from_secs(2);

/// Remembers that someone asked this tool to stop.
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Starts to listen for Ctrl-C, hang-up and termination.
    pub(crate) fn watch() -> Result<Self, Failure> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&flag)).trying("signals")?;
        }
        Ok(Self(flag))
    }

    /// Fails once someone asked to stop.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match self.0.load(Ordering::Relaxed) {
            true => Err(Failure::new("interrupted")),
            false => Ok(()),
        }
    }
}

/// `cargo` in the workspace's folder, as a person would start it.
///
/// The variables that cargo gave to this tool are taken out: build scripts that watch them would
/// otherwise run again after every change between `cargo test` and `cargo xtask test`.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(setting::root());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_given_by_cargo) {
            command.env_remove(name);
        }
    }
    command
}

fn is_given_by_cargo(name: &str) -> bool {
    let families = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
    families.iter().any(|family| name.starts_with(family)) || name == "CARGO_PRIMARY_PACKAGE"
}

/// Runs a program that prints for itself.
pub(crate) fn run(mut command: Command, interrupt: &Interrupt) -> Result<(), Failure> {
    let name = spell(&command);
    let mut child = command.stdin(Stdio::null()).spawn().trying(&name)?;
    loop {
        if let Some(status) = child.try_wait().trying(&name)? {
            return interrupt.check().and_then(|()| succeeded(status.success(), &name));
        }
        stop_if_asked(&mut child, interrupt)?;
        std::thread::sleep(PAUSE);
    }
}

/// Runs a program and returns what it wrote on its standard output; its errors go to the screen.
pub(crate) fn read(mut command: Command) -> Result<Vec<u8>, Failure> {
    let name = spell(&command);
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().trying(&name)?;
    succeeded(output.status.success(), &name)?;
    Ok(output.stdout)
}

/// Whether a program can be started and ends well; what it prints is lost.
pub(crate) fn works(mut command: Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs a program and hands over each line of its output and errors, in the order written.
pub(crate) fn run_lines(
    mut command: Command,
    interrupt: &Interrupt,
    mut each: impl FnMut(&str),
) -> Result<(), Failure> {
    let name = spell(&command);
    let (reader, writer) = std::io::pipe().trying(&name)?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().trying(&name)?).stderr(writer);
    let mut child = command.spawn().trying(&name)?;
    // The command owns the writing ends; while it lives, the reader never comes to an end.
    drop(command);
    let lines = lines_of(reader);
    loop {
        let pause = if child.try_wait().trying(&name)?.is_some() { REST } else { PAUSE };
        match lines.recv_timeout(pause) {
            Ok(line) => each(&line),
            Err(RecvTimeoutError::Timeout) if pause == PAUSE => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
        stop_if_asked(&mut child, interrupt)?;
    }
    succeeded(child.wait().trying(&name)?.success(), &name)
}

/// Reads on a thread of its own: a grandchild that outlives the program keeps the pipe open.
fn lines_of(reader: PipeReader) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let mut line = vec![];
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
            if sender.send(text).is_err() {
                return;
            }
            line.clear();
        }
    });
    lines
}

fn stop_if_asked(child: &mut Child, interrupt: &Interrupt) -> Result<(), Failure> {
    let asked = interrupt.check();
    if asked.is_err() {
        // A failure here means that it has already ended.
        let _ = child.kill();
        let _ = child.wait();
    }
    asked
}

fn succeeded(success: bool, name: &str) -> Result<(), Failure> {
    if success { Ok(()) } else { Err(Failure::new(format!("{name} failed"))) }
}

fn spell(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn interrupt(asked: bool) -> Interrupt {
        Interrupt(Arc::new(AtomicBool::new(asked)))
    }

    #[test]
    fn output_and_errors_arrive_in_the_order_written() {
        let mut seen = vec![];
        let script = shell("echo one; echo two >&2; echo three");
        run_lines(script, &interrupt(false), |line| seen.push(line.to_owned())).unwrap();
        assert_eq!(seen, ["one", "two", "three"]);
    }

    #[test]
    fn a_failing_program_is_a_failure() {
        assert!(run(shell("exit 3"), &interrupt(false)).is_err());
        assert!(run_lines(shell("exit 3"), &interrupt(false), |_| {}).is_err());
        assert!(read(shell("exit 3")).is_err());
        assert!(!works(shell("exit 3")));
        assert!(works(shell("exit 0")));
    }

    #[test]
    fn a_process_left_behind_does_not_hold_the_tool() {
        let script = shell("sleep 60 & echo done");
        let start = std::time::Instant::now();
        run_lines(script, &interrupt(false), |_| {}).unwrap();
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn an_interrupted_program_is_stopped_and_is_a_failure() {
        let start = std::time::Instant::now();
        assert!(run(shell("exec sleep 60"), &interrupt(true)).is_err());
        assert!(run_lines(shell("exec sleep 60"), &interrupt(true), |_| {}).is_err());
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn only_what_cargo_adds_is_hidden_from_the_next_cargo() {
        assert!(is_given_by_cargo("CARGO_PKG_NAME"));
        assert!(is_given_by_cargo("CARGO_MANIFEST_DIR"));
        for kept in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_TERM_COLOR", "RELAIS_SHARED"] {
            assert!(!is_given_by_cargo(kept), "{kept}");
        }
    }
}
