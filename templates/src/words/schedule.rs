//! Words for when it comes: delivery slots, work days and shifts.

words! {}
