//! The GSTIN of a business that buys, typed at any moment: from then on it stands on its invoices. What is open stays open.
//!
//! ```text
//! buyer: GST 36AABCT1332L1ZF Sri Constructions
//!   us: 🧾 Noted. Your invoices are made out to *Sri Constructions*, GSTIN *36AABCT1332L1ZF*, from now on. …
//! buyer: no gstin
//!   us: 🧾 Noted. Your invoices carry no GSTIN from now on.
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

/// What it is called, and what takes it away where nothing else is said: "no gstin", "GSTIN వద్దు". "GST no" begins a number.
const CALLED: [&str; 4] = ["gst", "gstin", "जीएसटी", "జీఎస్టీ"];
const AWAY: [&str; 14] = [
    "without",
    "remove",
    "delete",
    "hatao",
    "hata",
    "nahi",
    "nahin",
    "vaddu",
    "teesey",
    "theesey",
    "हटाओ",
    "नहीं",
    "తీసెయ్",
    "వద్దు",
];

impl Draft<'_, '_> {
    /// Whether a GSTIN was typed, right or with a slip in it, or that there is to be none.
    pub(super) fn is_gstin(&mut self, said: &str) -> bool {
        let note = match typed(said) {
            Some(Typed { gstin: Some(gstin), name, .. }) => self.keep_gstin(gstin, &name),
            Some(Typed { gstin: None, shown, .. }) => self.words().invoices_gstin_wrong(&shown),
            None if takes_away(said) => {
                self.effect(Effect::KeepGstin { gstin: None, trade_name: None });
                self.words().invoices_gstin_gone()
            }
            None => return false,
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
        self.effect(Effect::KeepGstin { gstin: Some(gstin), trade_name });
        note
    }
}

fn takes_away(said: &str) -> bool {
    let said = said.to_lowercase();
    let is_mark = |c: char| c.is_ascii_punctuation() || c == '।';
    let words: Vec<&str> = said.split_whitespace().map(|word| word.trim_matches(is_mark)).collect();
    let (called, others): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| CALLED.contains(word));
    let is_away = words.first() == Some(&"no") || others.iter().any(|word| AWAY.contains(word));
    let is_all = others.iter().all(|word| AWAY.contains(word) || AROUND.contains(word));
    !called.is_empty() && is_away && is_all
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gstin_is_taken_away_by_words_that_say_nothing_else() {
        for said in
            ["no gstin", "Remove my GSTIN.", "GSTIN हटाओ", "gst hatao", "GSTIN వద్దు", "జీఎస్టీ తీసెయ్"]
        {
            assert!(takes_away(said), "{said}");
        }
        for said in ["gst no", "no", "remove", "my gst number", "no gst bill for 20 bags", "వద్దు"]
        {
            assert!(!takes_away(said), "{said}");
        }
    }
}
