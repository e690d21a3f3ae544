//! Where it should come: inside, outside, by words, saved.
