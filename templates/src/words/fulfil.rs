//! Words for the vendor's steps: packed, dispatched, on the way, delivered.

words! {}
