//! Words of an offer to a vendor: alert, reminder, accept, reject.

words! {}
