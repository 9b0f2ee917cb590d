//! The program `relais`.

use std::process::ExitCode;

fn main() -> ExitCode {
    web::cli::main()
}
