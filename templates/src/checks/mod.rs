//! Every message in every language, rendered from samples: nothing missing, nothing too long, nothing left in English.
//!
//! The tests read the Fluent files themselves (`texts`) beside what `words!` declares (`Probe`), so that a text without
//! a function and a function without a text are both found.

use fluent_bundle::FluentArgs;

use crate::words::{Flawed, Words};

mod limits;

mod samples;

mod texts;

mod written;

pub(crate) use samples::Samples;

/// A message as its `words!` declares it.
pub(crate) struct Probe {
    pub(crate) id: &'static str,
    /// Names and types of its arguments.
    pub(crate) args: &'static [(&'static str, &'static str)],
    pub(crate) render: fn(&Words, Samples) -> Result<String, Flawed>,
}

impl Samples {
    pub(crate) fn render(
        self,
        words: &Words,
        id: &str,
        args: &FluentArgs<'_>,
    ) -> Result<String, Flawed> {
        words.render_strictly(id, args)
    }
}

/// Runs of exactly four digits with neither letter, digit nor grouping comma beside them.
pub(crate) fn four_digit_numbers(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '.'))
        .map(|word| word.trim_matches([',', '.']))
        .filter(|word| word.chars().count() == 4 && word.chars().all(char::is_numeric))
        .map(str::to_owned)
        .collect()
}
