//! The ids of buttons and rows. They live for ever on people's phones, so their form is versioned and never reused.
//!
//! `1.b.<question>.<choice>` is the buyer's, `1.v.<question>.<choice>` the vendor's. `<question>` is the number of the
//! question that the button answers, as its side counts them, or `-` for one that stands on its own and is checked
//! against what it names (accept this offer, cancel that order).

use serde::{Deserialize, Serialize};

use super::{buyer, vendor};

/// A tap on something of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tap {
    /// The question it answers; none for a choice that stands on its own.
    pub question: Option<u32>,
    pub choice: Choice,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Buyer(buyer::Choice),
    Vendor(vendor::Choice),
}

/// Meta's limit for list rows (200 characters); buttons could be longer.
const MOST_CHARACTERS: usize = 200;

impl Tap {
    /// The id for the wire.
    #[must_use]
    pub fn encode(&self) -> String {
        let question = self.question.map_or_else(|| "-".to_owned(), |number| number.to_string());
        match &self.choice {
            Choice::Buyer(choice) => format!("1.b.{question}.{}", choice.encode()),
            Choice::Vendor(choice) => format!("1.v.{question}.{}", choice.encode()),
        }
    }

    /// What an id means; none for one that this program cannot have made.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        if id.len() > MOST_CHARACTERS {
            return None;
        }
        let (side, rest) = id.strip_prefix("1.")?.split_once('.')?;
        let (question, choice) = rest.split_once('.')?;
        let question = match question {
            "-" => None,
            number => Some(number.parse().ok()?),
        };
        let choice = match side {
            "b" => Choice::Buyer(buyer::Choice::parse(choice)?),
            "v" => Choice::Vendor(vendor::Choice::parse(choice)?),
            _ => return None,
        };
        Some(Self { question, choice })
    }
}
