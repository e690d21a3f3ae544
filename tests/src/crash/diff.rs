//! What is other than in the undisturbed run, in a form that a person can read.

use std::fmt::Write as _;

use super::state::State;

/// Lines shown of a part that differs, on either side.
const MOST_LINES: usize = 8;

/// Nothing where both are the same.
pub(super) fn between(undisturbed: &State, this: &State) -> Option<String> {
    let mut out = String::new();
    for ((name, wanted), (_, found)) in undisturbed.iter().zip(this) {
        if wanted != found {
            // Writing into a string cannot fail.
            let _ = write!(out, "  {name}:\n{}", lines(wanted, found));
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The lines between what both begin with and what both end with.
fn lines(wanted: &str, found: &str) -> String {
    let (wanted, found): (Vec<&str>, Vec<&str>) =
        (wanted.lines().collect(), found.lines().collect());
    let head = wanted.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let (wanted, found) = (&wanted[head..], &found[head..]);
    let tail = wanted.iter().rev().zip(found.iter().rev()).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    for (sign, lines) in
        [('-', &wanted[..wanted.len() - tail]), ('+', &found[..found.len() - tail])]
    {
        for line in lines.iter().take(MOST_LINES) {
            let _ = writeln!(out, "    {sign} {}", around_the_change(line, wanted, found));
        }
        if lines.len() > MOST_LINES {
            let _ = writeln!(out, "    {sign} … {} more", lines.len() - MOST_LINES);
        }
    }
    out
}

/// A document is one long line: of that the part that differs.
fn around_the_change(line: &str, wanted: &[&str], found: &[&str]) -> String {
    const LONG: usize = 240;
    const BEFORE: usize = 60;
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    let (Some(one), Some(other)) = (wanted.first(), found.first()) else {
        return line.chars().take(LONG).collect();
    };
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let part: String = line.chars().skip(same.saturating_sub(BEFORE)).take(LONG).collect();
    format!("…{part}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let state = |text: &str| vec![("orders", text.to_owned())];
        assert_eq!(between(&state("a\nb"), &state("a\nb")), None);
        let shown = between(&state("a\nb\nc"), &state("a\nx\nc")).unwrap();
        assert_eq!(shown, "  orders:\n    - b\n    + x\n");
    }
}
