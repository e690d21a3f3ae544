//! Every message in every language, rendered from samples: nothing missing, nothing too long, nothing left in English.

use crate::words::{Flawed, Words};

/// A message as its `words!` declares it.
pub(crate) struct Probe {
    pub(crate) id: &'static str,
    /// Names and types of its arguments.
    pub(crate) args: &'static [(&'static str, &'static str)],
    pub(crate) render: fn(&Words, Size) -> Result<String, Flawed>,
}

/// How long the samples are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Short,
    Long,
}

/// A value of an argument, chosen by the argument's name where the type says little.
pub(crate) trait Sample {
    fn sample(name: &str, size: Size) -> Self;
}
