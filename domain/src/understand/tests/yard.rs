//! What vendors type of their goods, a line each.

use super::*;

/// `UT53 = ₹385`: what fits and what is said of it; `#` a count, `0` none, `?n` a number that may be either, `unsure`.
fn told(text: &str, catalog: &Catalog) -> String {
    let Some(read) = of_yard(text, catalog) else { return "-".to_owned() };
    let said = match read.told {
        Told::Price { price_paise, per: None } => format!("{price_paise}"),
        Told::Price { price_paise, per: Some(per) } => format!("{price_paise} per {per:?}"),
        Told::Stock { count } => {
            let more = if count.more { "+" } else { "" };
            match count.measure {
                Some(Measure::Unit(unit)) => format!("#{more}{} {}", count.number, unit.as_str()),
                Some(other) => format!("#{more}{} {other:?}", count.number),
                None => format!("#{more}{}", count.number),
            }
        }
        Told::Gone => "0".to_owned(),
        Told::Bare { number } => format!("?{number}"),
    };
    let unsure = if read.sure { "" } else { " unsure" };
    format!("{} = {said}{unsure}", codes(&read.skus, catalog))
}

fn check(table: &[(&str, &str)]) {
    let catalog = shelf();
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, told(text, &catalog)))
        .filter(|(_, expected, read)| read != *expected)
        .map(|(text, expected, read)| format!("{text:?}\n  expected {expected}\n      read {read}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn prices() {
    check(&[
        ("ultratech opc53 rate 385", "UT53 = ₹385"),
        ("opc53 rate 385", "UT53 MAHA53 = ₹385"),
        ("rate of maha opc 53: 350", "MAHA53 = ₹350"),
        ("maha 53 ₹350", "MAHA53 = ₹350"),
        ("maha 53 rs350", "MAHA53 = ₹350"),
        ("maha 53 Rs. 350/-", "MAHA53 = ₹350"),
        ("maha 53 350 per bag", "MAHA53 = ₹350"),
        ("vizag 12 mm rate 65.50", "VZ12 = ₹65.50"),
        ("vizag 12mm 66000 per ton", "VZ12 = ₹66,000 per Unit(Tonne)"),
        ("ultratek opc 53 prise 385", "UT53 = ₹385"),
        ("aaj ka rate maha 53 350", "MAHA53 = ₹350"),
        ("महा OPC 53 रेट 350", "MAHA53 = ₹350"),
        ("महा 53 का भाव ३५० रुपये", "MAHA53 = ₹350"),
        ("మహా OPC 53 ధర 350", "MAHA53 = ₹350"),
        ("మహా 53 రేటు ౩౫౦", "MAHA53 = ₹350"),
        ("mason rate 1100", "MASON = ₹1,100"),
    ]);
}

#[test]
fn counts() {
    check(&[
        ("stock maha opc53 200", "MAHA53 = #200"),
        ("maha opc53 stock 200 bags", "MAHA53 = #200 bag"),
        ("maha 53 200 bags", "MAHA53 = #200 bag"),
        ("maha 53 200 bags left", "MAHA53 = #200 bag"),
        ("maha 53 stok 200", "MAHA53 = #200"),
        ("maha 53 avalable 200", "MAHA53 = #200"),
        ("add 50 maha 53", "MAHA53 = #+50"),
        ("vizag 12mm 2 ton", "VZ12 = #2 tonne"),
        ("रेत स्टॉक 20 टन", "MSAND COARSE FINE WASHED = #20 tonne"),
        ("महा 53 200 बोरी", "MAHA53 = #200 bag"),
        ("మహా 53 200 బస్తాలు ఉన్నాయి", "MAHA53 = #200 bag"),
        ("doddu isuka stock 30 ton", "COARSE = #30 tonne"),
    ]);
}

#[test]
fn nothing_is_left() {
    let sand = "MSAND COARSE FINE WASHED MSBAG FILL = 0";
    check(&[
        ("isuka ledu", sand),
        ("isuka ledhu", sand),
        ("iska ledu anna", sand),
        ("sand not available", sand),
        ("snad not available", sand),
        ("sand out of stock", sand),
        ("no sand", sand),
        ("रेत नहीं है", sand),
        ("रेत खत्म हो गई", sand),
        ("ఇసుక లేదు", sand),
        ("ఇసుక అయిపోయింది", sand),
        ("maha 53 khatam ho gaya", "MAHA53 = 0"),
        ("maha opc 53 ledu", "MAHA53 = 0"),
        ("maha opc 53 stock ledu", "MAHA53 = 0"),
        ("maha 53 stock 0", "MAHA53 = #0"),
        ("maha 53 0", "MAHA53 = 0"),
    ]);
}

/// A bare number may be either; what contradicts itself, names nothing or names several things says nothing.
#[test]
fn a_bare_number_is_left_open_and_nonsense_is_nothing() {
    check(&[
        ("maha 53 385", "MAHA53 = ?385"),
        ("cement 385", "UT53 UTPPC MAHA53 UT43 A1PPC = ?385"),
        ("सीमेंट 385", "UT53 UTPPC MAHA53 UT43 A1PPC = ?385"),
        ("సిమెంట్ 385", "UT53 UTPPC MAHA53 UT43 A1PPC = ?385"),
        ("birla ppc bag 385", "A1PPC = ?385"),
        ("maha 53 385 a bag", "MAHA53 = ?385"),
        ("maha 53 biscuit 385", "MAHA53 = ?385 unsure"),
        ("maha 53 rate 0", "-"),
        ("maha 53 200 ledu", "-"),
        ("maha 53 rate ledu", "-"),
        ("maha 53 rate 350 stock 200", "-"),
        ("maha 53 350, vizag 12 mm 65", "-"),
        ("maha 53", "-"),
        ("maha 53 stock", "-"),
        ("385", "-"),
        ("200 bags", "-"),
        ("stock ledu", "-"),
        ("ledu", "-"),
        ("rate 385", "-"),
        ("TS09AB1234 Ramesh", "-"),
        ("too far", "-"),
        ("biscuit", "-"),
        ("", "-"),
    ]);
}

#[test]
fn rupees_have_whole_paise() {
    assert_eq!(rupees(Quantity::whole(385)), Some(Paise::rupees(385)));
    assert_eq!(rupees(Quantity::from_milli(65_500)), Some(Paise::new(6_550)));
    assert_eq!(rupees(Quantity::from_milli(65_505)), None);
    assert_eq!(rupees(Quantity::ZERO), None);
}
