//! A sum in English words with Indian grouping, as it stands under an invoice.

use crate::money::Paise;

/// "Rupees One Lakh Twenty Three Thousand Four Hundred Fifty Six and Fifty Paise Only".
#[must_use]
pub fn in_words(amount: Paise) -> String {
    let paise = amount.get().unsigned_abs();
    let (rupees, rest) = (paise / 100, paise % 100);
    let mut words = Vec::new();
    if amount < Paise::ZERO {
        words.push("Minus".to_owned());
    }
    words.push(if rupees == 1 { "Rupee" } else { "Rupees" }.to_owned());
    words.push(number(rupees));
    if rest > 0 {
        let unit = if rest == 1 { "Paisa" } else { "Paise" };
        words.push(format!("and {} {unit}", number(rest)));
    }
    words.push("Only".to_owned());
    words.join(" ")
}

/// How much each name counts: a crore is a hundred lakh, and above it people count crores.
const NAMES: [(u64, &str); 4] =
    [(10_000_000, "Crore"), (100_000, "Lakh"), (1_000, "Thousand"), (100, "Hundred")];

fn number(of: u64) -> String {
    if of == 0 {
        return "Zero".to_owned();
    }
    let mut left = of;
    let mut words = Vec::new();
    for (size, name) in NAMES {
        if left >= size {
            words.push(format!("{} {name}", number(left / size)));
            left %= size;
        }
    }
    if left > 0 {
        words.push(below_a_hundred(left));
    }
    words.join(" ")
}

fn below_a_hundred(number: u64) -> String {
    let word = |of: &[&str], at: u64| -> String {
        usize::try_from(at).ok().and_then(|at| of.get(at)).copied().unwrap_or_default().to_owned()
    };
    match (number / 10, number % 10) {
        (0 | 1, _) => word(&ONES, number),
        (tens, 0) => word(&TENS, tens),
        (tens, ones) => format!("{} {}", word(&TENS, tens), word(&ONES, ones)),
    }
}

#[rustfmt::skip] // Reads as it is counted.
const ONES: [&str; 20] = [
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen",
    "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
];

const TENS: [&str; 10] =
    ["", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_said_as_an_accountant_says_them() {
        for (paise, words) in [
            (0, "Rupees Zero Only"),
            (100, "Rupee One Only"),
            (150, "Rupee One and Fifty Paise Only"),
            (1, "Rupees Zero and One Paisa Only"),
            (1_950_700, "Rupees Nineteen Thousand Five Hundred Seven Only"),
            (1_984_000, "Rupees Nineteen Thousand Eight Hundred Forty Only"),
            (
                12_345_650,
                "Rupees One Lakh Twenty Three Thousand Four Hundred Fifty Six and Fifty Paise Only",
            ),
            (1_000_000_000, "Rupees One Crore Only"),
            (
                123_456_789_000,
                "Rupees One Hundred Twenty Three Crore Forty Five Lakh Sixty Seven Thousand Eight Hundred Ninety Only",
            ),
            (-41_200, "Minus Rupees Four Hundred Twelve Only"),
        ] {
            assert_eq!(in_words(Paise::new(paise)), words);
        }
    }

    /// Nothing that an account can hold is without words.
    #[test]
    fn every_sum_has_words() {
        for paise in [i64::MAX, i64::MIN, i64::MAX / 7, 99, 10_000_001] {
            assert!(in_words(Paise::new(paise)).ends_with("Only"));
        }
    }
}
