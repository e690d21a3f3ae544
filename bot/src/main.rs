//! The command line; everything else is the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    realserv::cli::main()
}
