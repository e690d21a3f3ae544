//! Words of the review: every line, GST, delivery, total.

words! {}
