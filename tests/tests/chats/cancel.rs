//! Status and cancelling, at each stage.
