//! The Fluent files as a translator sees them: ids, variables, and words that nobody translated.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use realserv_domain::language::Language;

use crate::words::{TOPICS, sources};

/// Latin words that Hindi and Telugu texts may keep: names, and abbreviations that people read in Latin letters.
const KEPT_IN_LATIN: &[&str] = &[
    "RealServ", "WhatsApp", "UPI", "GST", "PIN", "TMT", "OPC", "PPC", "PSC", "cft", "km", "am",
    "pm", "hi", "menu", "buy", "sell", "help", "TS", "AB", "mm", "English", "english", "hindi",
    "telugu", "person", "AAC", "MB", "PDF", "CSV", "GSTIN", "IFSC", "HDFC", "PAN", "bank",
];

/// Asked before a language is chosen, so they hold all three.
const IN_ALL_LANGUAGES: &[&str] =
    &["menu-greeting", "menu-greeting-no-name", "menu-which-language"];

/// What a file says of a message.
#[derive(Default)]
struct Text {
    variables: BTreeSet<String>,
    fixed: String,
}

fn texts(language: Language) -> BTreeMap<&'static str, BTreeMap<String, Text>> {
    let topic = |(topic, source): (&'static str, &'static str)| {
        let resource = parser::parse(source)
            .unwrap_or_else(|(_, errors)| panic!("{}/{topic}.ftl: {errors:?}", language.code()));
        let mut texts = BTreeMap::new();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let mut text = Text::default();
            let pattern = message.value.unwrap_or_else(|| panic!("{id} has no text"));
            read_pattern(&pattern, &mut text);
            let again = texts.insert(id.clone(), text);
            assert!(again.is_none(), "{}: {id} stands twice", language.code());
        }
        (topic, texts)
    };
    sources(language).into_iter().map(topic).collect()
}

fn read_pattern(pattern: &Pattern<&str>, text: &mut Text) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                text.fixed.push_str(value);
                text.fixed.push(' ');
            }
            PatternElement::Placeable { expression } => read_expression(expression, text),
        }
    }
}

fn read_expression(expression: &Expression<&str>, text: &mut Text) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, text),
        Expression::Select { selector, variants } => {
            read_inline(selector, text);
            for variant in variants {
                read_pattern(&variant.value, text);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, text: &mut Text) {
    match inline {
        InlineExpression::VariableReference { id } => {
            text.variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { value } => text.fixed.push_str(value),
        InlineExpression::Placeable { expression } => read_expression(expression, text),
        InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {
            panic!("whole sentences, never glued pieces: {inline:?}")
        }
    }
}

#[test]
fn each_function_has_its_text_and_each_text_its_function_in_every_language() {
    let mut flaws = Vec::new();
    for language in Language::ALL {
        let texts = texts(language);
        for (topic, probes) in TOPICS {
            let declared: BTreeSet<&str> = probes.iter().map(|probe| probe.id).collect();
            let written: BTreeSet<&str> = texts[topic].keys().map(String::as_str).collect();
            let code = language.code();
            flaws.extend(declared.difference(&written).map(|id| format!("{code}: no text {id}")));
            flaws.extend(
                written.difference(&declared).map(|id| format!("{code}: no function {id}")),
            );
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn ids_are_kebab_case_and_begin_with_their_topic() {
    for (topic, probes) in TOPICS {
        for probe in *probes {
            let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(probe.id.bytes().all(kebab), "{}", probe.id);
            assert!(probe.id.starts_with(&format!("{topic}-")), "{} in {topic}", probe.id);
        }
    }
}

#[test]
fn every_language_uses_exactly_the_arguments_of_the_function() {
    let mut flaws = Vec::new();
    for language in Language::ALL {
        let texts = texts(language);
        for (topic, probes) in TOPICS {
            for probe in *probes {
                let Some(text) = texts[topic].get(probe.id) else { continue };
                let declared: BTreeSet<String> =
                    probe.args.iter().map(|(name, _)| (*name).to_owned()).collect();
                if text.variables != declared {
                    let used = &text.variables;
                    let id = probe.id;
                    flaws.push(format!("{}: {id} uses {used:?} of {declared:?}", language.code()));
                }
            }
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

/// The texts that are in one language only.
fn own_words(language: Language) -> impl Iterator<Item = (String, Text)> {
    let all = texts(language).into_values().flatten();
    all.filter(|(id, _)| !IN_ALL_LANGUAGES.contains(&id.as_str()))
}

#[test]
fn nothing_is_left_in_english() {
    let mut flaws = Vec::new();
    for language in [Language::Hi, Language::Te] {
        for (id, text) in own_words(language) {
            let latin = text
                .fixed
                .split(|c: char| !c.is_ascii_alphabetic())
                .filter(|word| !word.is_empty() && !KEPT_IN_LATIN.contains(word));
            flaws.extend(latin.map(|word| format!("{}: {id}: {word}", language.code())));
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

/// A slip of the keyboard that no reader of the other script would notice.
#[test]
fn hindi_and_telugu_do_not_mix() {
    for (language, foreign) in
        [(Language::Hi, '\u{0c00}'..='\u{0c7f}'), (Language::Te, '\u{0900}'..='\u{097f}')]
    {
        for (id, text) in own_words(language) {
            // The danda is of both.
            let stray = text.fixed.chars().find(|c| foreign.contains(c) && !matches!(c, '।' | '॥'));
            assert_eq!(stray, None, "{}: {id}", language.code());
        }
    }
}
