//! Every stored form that was ever released still loads.
