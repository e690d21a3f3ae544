//! The command line; everything else is the library.

use std::process::ExitCode;

/// A turn makes some hundred small allocations on whichever thread it falls; docs/performance.md has what this one saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    realserv::cli::main()
}
