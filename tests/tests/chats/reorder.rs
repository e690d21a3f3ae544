//! The last order once more.
