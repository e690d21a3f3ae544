//! Money that goes back.
