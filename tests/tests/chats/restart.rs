//! The program ends in the middle and starts again.
