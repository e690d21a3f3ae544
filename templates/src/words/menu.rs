//! Words of the greeting, the language question and the first menu.

words! {}
