//! Meta's creation rules (whatsapp.md §9.2), held before Meta can refuse a template, and the values that go in.

use realserv_domain::money::Paise;

use super::*;
use crate::fit::BODY;

/// The names between `{{` and `}}`, in order.
fn variables(text: &str) -> Vec<&str> {
    text.split("{{").skip(1).filter_map(|piece| Some(piece.split_once("}}")?.0)).collect()
}

/// The pieces of fixed text around the variables.
fn fixed(text: &str) -> Vec<&str> {
    let mut pieces = text.split("{{");
    let first = pieces.next().unwrap();
    std::iter::once(first).chain(pieces.map(|piece| piece.split_once("}}").unwrap().1)).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

#[test]
fn every_typed_call_has_its_file_with_the_same_variables_and_buttons() {
    assert_eq!(DECLARED.len() * 3, all().len());
    for (name, declared, payloads) in DECLARED {
        for language in Language::ALL {
            let template = find(name, language).unwrap_or_else(|| panic!("{name} {language:?}"));
            let mut used = variables(template.body());
            let mut declared = declared.to_vec();
            used.sort_unstable();
            declared.sort_unstable();
            assert_eq!(used, declared, "{name} {language:?}: each variable once");
            assert_eq!(template.buttons().len(), payloads.len(), "{name} {language:?}");
        }
    }
}

#[test]
fn the_file_is_named_like_its_template() {
    for (file, source) in SOURCES {
        assert!(source.contains(&format!("\"name\": \"{file}\"")), "{file}");
        assert!(file.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{file}");
    }
}

#[test]
fn variables_stand_neither_first_nor_last_nor_side_by_side_and_among_enough_words() {
    for template in all() {
        let name = format!("{} {:?}", template.name, template.language);
        let pieces = fixed(template.body());
        let count = pieces.len() - 1;
        let has_word = |piece: &&str| words(piece) > 0;
        assert!(pieces.first().is_some_and(has_word), "{name} begins with a variable");
        assert!(pieces.last().is_some_and(has_word), "{name} ends with a variable");
        for piece in &pieces {
            assert!(!piece.trim().is_empty(), "{name}: variables side by side");
        }
        // 2388293: Meta names no number; twice the variables and one more has always passed.
        let fixed_words: usize = pieces.iter().map(|piece| words(piece)).sum();
        assert!(fixed_words > 2 * count, "{name}: {fixed_words} words for {count} variables");
    }
}

#[test]
fn texts_and_buttons_keep_their_lengths_even_with_the_longest_values() {
    for template in all() {
        let name = format!("{} {:?}", template.name, template.language);
        let own: usize = fixed(template.body()).iter().map(|piece| piece.chars().count()).sum();
        let values: usize = variables(template.body()).iter().map(|v| calls::room_for(v)).sum();
        assert!(own + values <= BODY, "{name}: {own} + {values}");
        for title in template.buttons() {
            assert!((1..=25).contains(&title.chars().count()), "{name}: {title}");
        }
        assert_eq!(template.category, "UTILITY", "{name}");
    }
}

#[test]
fn no_two_templates_of_a_language_say_the_same() {
    for (at, one) in all().iter().enumerate() {
        for other in all().iter().skip(at + 1) {
            assert_ne!(one.body(), other.body(), "{} and {}", one.name, other.name);
        }
    }
}

#[test]
fn an_example_stands_for_every_variable_and_is_itself_allowed() {
    for template in all() {
        for component in &template.components {
            let Component::Body { text, examples } = component else { continue };
            assert_eq!(examples.len(), variables(text).len(), "{}", template.name);
            for (name, example) in examples {
                assert!(text.contains(&format!("{{{{{name}}}}}")), "{}: {name}", template.name);
                assert!(!example.is_empty() && !example.contains(['\n', '\t']), "{name}");
            }
        }
    }
}

#[test]
fn the_first_button_of_an_alert_is_accept() {
    let name = "vendor_order_alert";
    assert_eq!(find(name, Language::En).unwrap().buttons(), ["Accept", "Reject"]);
    let (_, _, payloads) = DECLARED.iter().find(|(known, ..)| *known == name).unwrap();
    assert_eq!(*payloads, ["accept", "reject"]);
}

#[test]
fn values_are_made_fit_for_meta() {
    let number = "RS0000001".parse().unwrap();
    let call = VendorOrderAlert {
        number: &number,
        items: "50 bags UltraTech OPC 53\n1 load\tsand\n\n",
        place: "Plot 7,      Miyapur",
        when: " \n",
        amount: Paise::new(1_984_000),
        payment: "paid online",
        until: "5:30 pm",
        accept: "1.v.-.accept",
        reject: "1.v.-.reject",
    }
    .call(Language::En);
    let values: Vec<&str> = call.variables.iter().map(|(_, value)| value.as_str()).collect();
    let items = "50 bags UltraTech OPC 53, 1 load sand";
    let rest = ["Plot 7, Miyapur", "–", "₹19,840", "paid online", "5:30 pm"];
    assert_eq!(values, [["RS0000001", items].as_slice(), &rest].concat());
    assert_eq!(call.payloads, ["1.v.-.accept", "1.v.-.reject"]);
    let update = OrderUpdate { number: &number, news: "Sorry.\n\nShall I keep asking?" };
    assert!(text_of(&update.call(Language::En)).contains("\nSorry. Shall I keep asking?\n"));
    let long = OrderUpdate { number: &number, news: &"a ".repeat(2000) }.call(Language::Te);
    assert!(text_of(&long).chars().count() <= BODY);
}

#[test]
fn a_call_reads_as_the_person_will_read_it_and_values_are_not_filled_again() {
    let number = "RS0000001".parse().unwrap();
    let call = OrderUpdate { number: &number, news: "{{number}} is not a variable." };
    let text = text_of(&call.call(Language::En));
    assert!(text.starts_with("There is news about order RS0000001 at RealServ:\n{{number}} is"));
}

/// The sandbox's driver, and buyers in a hurry, look for four digits that stand alone.
#[test]
fn the_delivery_code_is_the_only_free_standing_number_of_four_digits() {
    let number = "RS0000001".parse().unwrap();
    let items = "5,000 Red bricks, 2.5 tonnes TMT 12 mm";
    let accepted = OrderAccepted {
        number: &number,
        vendor: "Sri Balaji Depot",
        items,
        when: "Tue 24 Nov, 8 am–12 noon",
        code: "4821",
    };
    let OrderAccepted { number, vendor, items, when, code } = accepted;
    let calls = [
        accepted.call(Language::En),
        OrderOnTheWay { number, items, code }.call(Language::En),
        CrewAccepted { number, vendor, items, when, code }.call(Language::En),
        CrewOnTheWay { number, items, code }.call(Language::En),
    ];
    for text in calls.map(|call| text_of(&call)) {
        assert_eq!(crate::checks::four_digit_numbers(&text), ["4821"], "{text}");
        assert!(text.contains("code"), "{text}");
    }
}
