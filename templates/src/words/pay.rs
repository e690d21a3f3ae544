//! Words about paying: link, cash, trouble, refunds.

words! {}
