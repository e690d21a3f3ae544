//! The GSTIN of a business that buys, typed at any moment: from then on it stands on its invoices. What is open stays open.
//!
//! ```text
//! buyer: GST 36AABCT1332L1ZF Sri Constructions
//!   us: 🧾 Noted. Your invoices are made out to *Sri Constructions*, GSTIN *36AABCT1332L1ZF*, from now on. …
//! ```

use realserv_domain::identity::{Gstin, NotAGstin};
use realserv_templates::fit;

use super::draft::Draft;
use crate::converse::Effect;

/// As long as any name of ours.
const MOST_NAME: usize = 80;

/// Words around it that are not the business's name.
const AROUND: [&str; 14] = [
    "gst", "gstin", "number", "no", "my", "is", "our", "company", "the", "mera", "hamara", "hai",
    "naa", "maa",
];

impl Draft<'_, '_> {
    /// Whether a GSTIN was typed, right or with a slip in it.
    pub(super) fn is_gstin(&mut self, said: &str) -> bool {
        let Some(Typed { gstin, shown, name }) = typed(said) else { return false };
        let note = match gstin {
            Some(gstin) => self.keep_gstin(gstin, &name),
            None => self.words().invoices_gstin_wrong(&shown),
        };
        self.buyer().misses = 0;
        self.note(note);
        self.again();
        true
    }

    fn keep_gstin(&mut self, gstin: Gstin, name: &str) -> String {
        let words = self.words();
        let note = if name.is_empty() {
            words.invoices_gstin_kept(gstin.as_str())
        } else {
            words.invoices_gstin_kept_for(gstin.as_str(), name)
        };
        let trade_name = (!name.is_empty()).then(|| name.to_owned());
        self.effect(Effect::KeepGstin { gstin, trade_name });
        note
    }
}

/// A GSTIN among words.
struct Typed {
    /// None: its form is right and it cannot be one.
    gstin: Option<Gstin>,
    shown: String,
    name: String,
}

fn typed(said: &str) -> Option<Typed> {
    let is_around = |word: &&str| AROUND.contains(&word.to_lowercase().as_str());
    let words = said.split_whitespace().map(bare).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| !is_around(word)).collect();
    for (at, word) in words.iter().enumerate() {
        if let Some(gstin) = read(word) {
            let rest = words.iter().enumerate().filter(|(place, _)| *place != at);
            let rest: Vec<&str> = rest.map(|(_, word)| *word).collect();
            let name = fit(&rest.join(" "), MOST_NAME);
            return Some(Typed { gstin, shown: word.to_uppercase(), name });
        }
    }
    // In groups, as it is read out.
    let joined = words.concat();
    Some(Typed { gstin: read(&joined)?, shown: joined.to_uppercase(), name: String::new() })
}

/// None for what does not look like one at all.
fn read(text: &str) -> Option<Option<Gstin>> {
    match text.parse() {
        Ok(gstin) => Some(Some(gstin)),
        Err(NotAGstin::Check | NotAGstin::State(_)) => Some(None),
        Err(NotAGstin::Form(_)) => None,
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
