//! Typos of every letter: nothing wrong is ever read for certain.

use proptest::prelude::*;

use super::*;

static SHELF_READ: std::sync::LazyLock<Catalog> = std::sync::LazyLock::new(shelf);

/// Messages that are read for certain, with the kind and the quantity that they mean.
const MEANT: &[(&str, &str, &str)] = &[
    ("50 bags opc 53 ultratech", "cement", "50"),
    ("ultratech opc 53 50 bags", "cement", "50"),
    ("maha cement 100 bags", "cement", "100"),
    ("vizag 12mm tmt 2 ton", "steel", "2000"),
    ("500 kg tata tiscon 12 mm", "steel", "500"),
    ("doddu isuka 4 ton", "sand", "4"),
    ("river sand fine 6 tonnes", "sand", "6"),
    ("20mm kankara 4 ton", "aggregate", "4"),
    ("40mm metal 2 load", "aggregate", "2"),
    ("red bricks 2000", "brick", "2000"),
    ("fly ash bricks 1500 pieces", "brick", "1500"),
    ("renacon blocks 200", "block", "200"),
    ("4 masons", "labour", "4"),
    ("2 mestri", "labour", "2"),
    ("3 bar benders", "labour", "3"),
    ("సిమెంట్ మహా 50 బస్తాలు", "cement", "50"),
    ("सरिया 8 mm 100 किलो", "steel", "100"),
];

/// What slips a thumb makes: a letter out, in, changed, swapped, doubled. Digits are left alone: who types 60 means 60.
#[derive(Clone, Copy, Debug)]
enum Slip {
    Out,
    In(char),
    Other(char),
    Swap,
    Twice,
}

fn slipped(text: &str, at: usize, slip: Slip) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..chars.len()).filter(|at| !chars[*at].is_ascii_digit()).collect();
    let at = places[at % places.len()];
    match slip {
        Slip::Out => {
            chars.remove(at);
        }
        Slip::In(c) => chars.insert(at, c),
        Slip::Other(c) => chars[at] = c,
        Slip::Swap if at + 1 < chars.len() && !chars[at + 1].is_ascii_digit() => {
            chars.swap(at, at + 1)
        }
        Slip::Swap => {}
        Slip::Twice => chars.insert(at, chars[at]),
    }
    chars.into_iter().collect()
}

fn slips() -> impl Strategy<Value = Slip> {
    let letter = prop_oneof![proptest::char::range('a', 'z'), Just(' ')];
    prop_oneof![
        Just(Slip::Out),
        letter.clone().prop_map(Slip::In),
        letter.prop_map(Slip::Other),
        Just(Slip::Swap),
        Just(Slip::Twice),
    ]
}

/// What would go into a cart without a question: one item, one SKU or one kind, sure, counted.
fn silent(text: &str, catalog: &Catalog) -> Option<Vec<(Kind, Quantity)>> {
    let Reading::Items(items) = read(text, catalog) else { return None };
    items
        .iter()
        .map(|item| {
            let sku = item.skus.first().and_then(|sku| catalog.get(*sku))?;
            let quantity = match item.count.filter(|_| item.sure)?.of(sku) {
                Fit::Same(quantity) | Fit::Converted(quantity) => quantity,
                Fit::Misfit => return None,
            };
            item.kind.map(|kind| (kind, quantity))
        })
        .collect()
}

#[test]
fn as_they_are_they_are_read_for_certain() {
    let catalog = shelf();
    for (text, kind, quantity) in MEANT {
        let meant = (kind.parse().unwrap(), quantity.parse().unwrap());
        assert_eq!(silent(text, &catalog), Some(vec![meant]), "{text}: {}", shown(text, &catalog));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_slip_never_changes_kind_or_quantity_in_silence(
        which in 0..MEANT.len(), at in 0..60_usize, slip in slips(),
    ) {
        let catalog = &*SHELF_READ;
        let (text, kind, quantity) = MEANT[which];
        let typed = slipped(text, at, slip);
        if let Some(read) = silent(&typed, catalog) {
            let meant = vec![(kind.parse().unwrap(), quantity.parse().unwrap())];
            prop_assert_eq!(read, meant, "{:?}", typed);
        }
    }

    #[test]
    fn anything_at_all_is_read_without_harm(text in any::<String>()) {
        let _ = read(&text, &SHELF_READ);
        let _ = count(&text);
    }
}
