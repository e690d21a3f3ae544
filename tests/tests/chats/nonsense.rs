//! What is no answer: nonsense, stickers, voices, polls; and people who are hard to follow.
