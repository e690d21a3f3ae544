//! Quantities, changes of mind, and stock that others take.
