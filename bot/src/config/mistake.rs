//! What is wrong with one variable, in words.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub variable: String,
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.variable, self.what)
    }
}
