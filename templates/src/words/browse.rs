//! Words for looking through what is sold: lists, cards, quantities.

words! {}
