//! The tables: each meaning with its spellings in English, in Hindi and in Telugu, native scripts among them.

use super::lexicon::Lex;

/// What is sold, its brands, and what it is counted in.
mod things;

/// Numbers and fractions.
mod numbers;

/// Days and parts of the day.
mod days;

/// What is done with it, and all that people say besides.
mod rest;

pub(super) type Row = (Lex, &'static str, &'static str, &'static str);

pub(super) const ALL: &[&[Row]] = &[
    things::THINGS,
    things::TRADES,
    things::BRANDS,
    things::UNITS,
    numbers::NUMBERS,
    days::DAYS,
    rest::EDITS,
    rest::CUES,
    rest::FILLERS,
];
