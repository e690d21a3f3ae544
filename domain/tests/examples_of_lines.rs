//! Lines as buyers type them, scored against what a careful shopkeeper would take them for
//! (`tests/fixtures/typed-orders.md`).
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test that fails where it stands, and says what was read"
)]

use realserv_domain::interpret::{Interpretation, Line, interpret};
use serde_json::Value;

const LINES: &str = include_str!("../../tests/fixtures/typed-orders.jsonl");

/// The clock of every line.
const TODAY: &str = "2026-11-23";

struct Example {
    id: String,
    text: String,
    expect: Value,
}

fn examples_of(lines: &str) -> Vec<Example> {
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            Example {
                id: value["id"].as_str().unwrap().to_owned(),
                text: value["text"].as_str().unwrap().to_owned(),
                expect: value["expect"].clone(),
            }
        })
        .collect()
}

fn read(text: &str) -> Interpretation {
    interpret(text, TODAY.parse().unwrap())
}

fn word<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap()
}

/// A line as the README compares it; null in an edit is any value.
fn fits(line: &Line, expected: &Value) -> bool {
    let edit = !expected["op"].is_null();
    let any = |value: &Value| edit && value.is_null();
    let kind = any(&expected["kind"]) || word(&line.kind) == expected["kind"];
    let op = word(&line.op) == expected["op"];
    let removed = expected["op"] == "remove";
    let qty = any(&expected["qty"])
        || line.qty.map(|qty| qty.to_string()).as_deref() == expected["qty"].as_str();
    let unit = removed || any(&expected["unit"]) || word(&line.unit) == expected["unit"];
    kind && op && qty && unit && attrs_fit(line, &expected["attrs"])
}

fn attrs_fit(line: &Line, expected: &Value) -> bool {
    let expected = expected.as_object().unwrap();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    expected.len() == line.attrs.len()
        && expected.iter().all(|(key, value)| line.attrs.get(key) == Some(&text(value)))
}

#[derive(Default, Debug)]
struct Score {
    found: usize,
    returned: usize,
    expected: usize,
    intents: usize,
    times: usize,
    asks: usize,
    silent: usize,
    of: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        let (found, all) = (self.found as f64, (self.returned + self.expected) as f64);
        if all == 0.0 { 1.0 } else { 2.0 * found / all }
    }

    fn share(&self, n: usize) -> f64 {
        n as f64 / self.of as f64
    }

    fn take(&mut self, example: &Example, got: &Interpretation) -> bool {
        let expect = &example.expect;
        let expected = expect["lines"].as_array().unwrap();
        let mut left: Vec<&Value> = expected.iter().collect();
        let mut silent = 0;
        for line in &got.lines {
            match left.iter().position(|expected| fits(line, expected)) {
                Some(at) => {
                    left.remove(at);
                    self.found += 1;
                }
                None if got.ask.is_none() => silent += 1,
                None => {}
            }
        }
        let intent = word(&got.intent) == expect["intent"];
        let time = word(&got.date) == expect["date"] && word(&got.part) == expect["part"];
        let ask = Some(got.ask.is_some()) == expect["ask"].as_bool();
        self.returned += got.lines.len();
        self.expected += expected.len();
        self.intents += usize::from(intent);
        self.times += usize::from(time);
        self.asks += usize::from(ask);
        self.silent += silent;
        self.of += 1;
        intent && time && ask && left.is_empty() && got.lines.len() == expected.len()
    }
}

fn scored(lines: &str) -> Score {
    let mut score = Score::default();
    let mut wrong = Vec::new();
    for example in examples_of(lines) {
        let got = read(&example.text);
        let silent = score.silent;
        if !score.take(&example, &got) {
            let mark = if score.silent > silent { "SILENT " } else { "" };
            let (id, text, expect) = (&example.id, &example.text, &example.expect);
            wrong.push(format!("{mark}{id} {text:?}\n  want {expect}\n  got  {}", word(&got)));
        }
    }
    println!(
        "{} lines: F1 {:.3}, intent {:.3}, day and part {:.3}, ask {:.3}, silent wrong {}",
        score.of,
        score.f1(),
        score.share(score.intents),
        score.share(score.times),
        score.share(score.asks),
        score.silent
    );
    println!("{}", wrong.join("\n"));
    score
}

#[test]
fn the_example_lines_are_read_as_a_careful_shopkeeper_reads_them() {
    holds(&scored(LINES));
}

fn holds(score: &Score) {
    assert!(score.f1() >= 0.97, "F1 {:.3}", score.f1());
    assert!(score.share(score.intents) >= 0.95);
    assert!(score.share(score.times) >= 0.95);
    assert!(score.share(score.asks) >= 0.9);
    assert_eq!(score.silent, 0);
}

/// Lines of other people, written down after the reader was made, and then learnt from.
const MORE: [(&str, &str); 5] = [
    ("Hindi and English", include_str!("../../tests/fixtures/typed-orders-hindi.jsonl")),
    ("Telugu and several", include_str!("../../tests/fixtures/typed-orders-telugu.jsonl")),
    ("all languages", include_str!("../../tests/fixtures/typed-orders-mixed.jsonl")),
    ("numbers that count nothing", include_str!("../../tests/fixtures/typed-orders-traps.jsonl")),
    ("twelve voices", include_str!("../../tests/fixtures/typed-orders-voices.jsonl")),
];

#[test]
fn more_lines_are_read_as_well() {
    for (name, lines) in MORE {
        println!("{name}");
        holds(&scored(lines));
    }
}

/// Small and the same on every machine.
struct Dice(u64);

const SEED: u64 = 11;

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// One letter left out, doubled, swapped with the next, or another of its script in its place.
fn slipped(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.roll(letters.len());
    match dice.roll(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = another(letters[at], dice),
    }
    letters.into_iter().collect()
}

fn another(letter: char, dice: &mut Dice) -> char {
    let first = match letter {
        '\u{0900}'..='\u{097f}' => 0x0915,
        '\u{0c00}'..='\u{0c7f}' => 0x0c15,
        _ => u32::from('a'),
    };
    char::from_u32(first + u32::try_from(dice.roll(26)).unwrap()).unwrap()
}

#[test]
fn one_slip_in_a_word_is_never_a_silent_wrong_quantity() {
    let mut dice = Dice(SEED);
    let mut score = Score::default();
    let mut wrong = Vec::new();
    for example in examples_of(LINES) {
        let words: Vec<&str> = example.text.split(' ').collect();
        for (at, word) in words.iter().enumerate() {
            let plain = word.chars().count() >= 4 && word.chars().all(|c| !c.is_ascii_digit());
            if !plain {
                continue;
            }
            for _ in 0..3 {
                let mut typed: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
                typed[at] = slipped(word, &mut dice);
                let text = typed.join(" ");
                let before = score.silent;
                let got = read(&text);
                score.take(&example, &got);
                if score.silent > before {
                    wrong.push(format!(
                        "{text:?}\n  want {}\n  got  {}",
                        example.expect["lines"],
                        self::word(&got)
                    ));
                }
            }
        }
    }
    println!("{} lines with a slip: F1 {:.3}, silent wrong {}", score.of, score.f1(), score.silent);
    println!("{}", wrong.join("\n"));
    assert!(score.f1() >= 0.9, "F1 {:.3}", score.f1());
    assert_eq!(score.silent, 0);
}
