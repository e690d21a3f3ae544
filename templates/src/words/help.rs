//! Words that help: what can be said, a person, what was not understood.

words! {}
