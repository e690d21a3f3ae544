//! Choosing and changing the language.
