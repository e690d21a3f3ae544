//! Where the program speaks to a person. That nobody listens any more (a closed terminal, `| head`) is no reason to break
//! off: `println!` would panic, and leave PostgreSQL running.

use std::fmt::Display;
use std::io::{self, Write};

/// A line to whoever started the program.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// A line about what went wrong.
pub(super) fn complain(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
