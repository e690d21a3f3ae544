//! What a vendor answers, or does not: reject, silence, nobody left.
