//! Words for where to bring it: pin, PIN code, zones.

words! {}
