//! Taps on what is over.
