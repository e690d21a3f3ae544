//! WhatsApp's limits (whatsapp.md §5.4), by the ending of a message's name; counted in Unicode scalar values.

use realserv_domain::language::Language;

use super::samples::LETTER;
use super::{Samples, four_digit_numbers};
use crate::Words;
use crate::fit::{BODY, BUTTON, DESCRIPTION, TITLE, fit};
use crate::words::TOPICS;

/// A body's own words leave so much room for its data.
const OWN_WORDS: usize = 600;
/// A line is one of many.
const LINE: usize = 160;

/// The most that a message may have beside the texts that are put into it.
fn most(id: &str) -> usize {
    match id.rsplit('-').next() {
        // The label of a field of a form has as many.
        Some("button" | "label") => BUTTON,
        Some("title" | "row") => TITLE,
        Some("description" | "note") => DESCRIPTION,
        Some("line") => LINE,
        Some("text") => BODY,
        _ => OWN_WORDS,
    }
}

#[test]
fn every_message_renders_strictly_in_every_language_within_its_limit() {
    let mut flaws = Vec::new();
    for language in Language::ALL {
        let words = Words::of(language);
        for probe in TOPICS.iter().flat_map(|(_, probes)| *probes) {
            for samples in Samples::ALL {
                match (probe.render)(words, samples) {
                    Err(flawed) => flaws.push(format!("{}: {}", language.code(), flawed.why)),
                    Ok(text) => flaws.extend(flaw(probe.id, &text, samples, language)),
                }
            }
        }
    }
    flaws.dedup();
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

/// Of a body nothing is lost, and what is cut for a button or a row ends behind a whole letter.
#[test]
fn the_longest_data_fits_in_every_language() {
    let mut flaws = Vec::new();
    for language in Language::ALL {
        for probe in TOPICS.iter().flat_map(|(_, probes)| *probes) {
            let Ok(text) = (probe.render)(Words::of(language), Samples::Longest) else { continue };
            let (code, id) = (language.code(), probe.id);
            if most(id) < LINE {
                let cut = fit(&text, most(id));
                let rest = cut.replace(LETTER, "");
                if cut.chars().count() > most(id) || rest.contains('ఱ') {
                    flaws.push(format!("{code}: {id}: {cut:?}"));
                }
            } else if text.chars().count() > BODY {
                flaws.push(format!("{code}: {id} has {} letters", text.chars().count()));
            }
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

fn flaw(id: &str, text: &str, samples: Samples, language: Language) -> Option<String> {
    let (length, most) = (text.chars().count(), most(id));
    let code = language.code();
    if text.trim().is_empty() {
        return Some(format!("{code}: {id} is empty"));
    }
    if text.trim() != text || text.contains("  ") {
        return Some(format!("{code}: {id} has blanks to spare: {text:?}"));
    }
    if most <= LINE && text.contains('\n') {
        return Some(format!("{code}: {id} breaks its line: {text:?}"));
    }
    // Texts that are put in are cut by `fit`; only what the message says itself is measured.
    (samples == Samples::Bare && length > most)
        .then(|| format!("{code}: {id} has {length} of {most}: {text:?}"))
}

/// An odd star is shown as a star, and the words after it stay plain.
#[test]
fn markup_of_bold_text_is_closed() {
    for language in Language::ALL {
        for probe in TOPICS.iter().flat_map(|(_, probes)| *probes) {
            let Ok(text) = (probe.render)(Words::of(language), Samples::Real) else { continue };
            for line in text.lines() {
                let stars = line.matches('*').count();
                assert!(stars.is_multiple_of(2), "{}: {}: {line}", language.code(), probe.id);
            }
        }
    }
}

/// The buyer reads four digits at the gate, and programs that play a buyer look for them.
#[test]
fn a_delivery_code_is_the_only_free_standing_number_of_four_digits() {
    for probe in TOPICS.iter().flat_map(|(_, probes)| *probes) {
        if probe.args.iter().all(|(name, _)| *name != "code") {
            continue;
        }
        let Ok(text) = (probe.render)(Words::of(Language::En), Samples::Real) else { continue };
        assert_eq!(four_digit_numbers(&text), ["4821"], "{}: {text}", probe.id);
        assert!(text.to_lowercase().contains("code"), "{}: {text}", probe.id);
    }
}

#[test]
fn four_digits_are_found_only_where_they_stand_alone() {
    let found = |text| four_digit_numbers(text);
    assert_eq!(found("code *4821*."), ["4821"]);
    assert_eq!(
        found("₹4,821 for 5,000 bricks, TS09AB1234, 500049, RS4821AAA, ₹12,345.50").len(),
        0
    );
}
