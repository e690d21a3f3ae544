//! The program as a process of its own, for the tests that kill it or read how it ends.

fn main() -> std::process::ExitCode {
    realserv::cli::main()
}
