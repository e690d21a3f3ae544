//! Whole messages, a line each.

use super::*;

fn check(table: &[(&str, &str)]) {
    let catalog = shelf();
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, shown(text, &catalog)))
        .filter(|(_, expected, read)| read != *expected)
        .map(|(text, expected, read)| format!("{text:?}\n  expected {expected}\n      read {read}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn cement() {
    check(&[
        ("50 bags opc 53", "UT53 MAHA53 = 50"),
        ("opc53 ultratek 50 bag", "UT53 = 50"),
        ("ULTRATECH OPC 53 - 50 BAGS", "UT53 = 50"),
        ("50bags ultra tech 53", "UT53 = 50"),
        ("50 basta 53 grade", "UT53 MAHA53 = 50"),
        ("53 grade cement 50", "UT53 MAHA53 = 50"),
        ("maha 53 100 bags", "MAHA53 = 100"),
        ("cement 53 50", "UT53 MAHA53 = 50"),
        ("cement 50 53", "UT53 MAHA53 = 50"),
        ("53", "UT53 MAHA53"),
        ("43 grade", "UT43"),
        ("opc 53 bags 50", "UT53 MAHA53 = 50"),
        ("opc 53, 50 bags", "UT53 MAHA53 = 50"),
        ("50 bags, opc 53", "UT53 MAHA53 = 50"),
        ("53 bags opc 43", "UT43 = 53"),
        ("cement", "UT53 UTPPC MAHA53 UT43 A1PPC"),
        ("ultratech", "UT53 UTPPC UT43"),
        ("ultratech ppc 2 ton", "UTPPC → 40"),
        ("ppc ultratech 500 kg", "UTPPC → 10"),
        ("ultratech ppc 20 kg", "UTPPC ≠ 20"),
        ("20 bags of 50 kg ultratech ppc", "UTPPC = 20"),
        ("birla a1 ppc 25 bags", "A1PPC = 25"),
        ("birla a1 25 bags", "A1PPC = 25"),
        ("simment 20 bastalu kavali", "UT53 UTPPC MAHA53 UT43 A1PPC = 20"),
        ("సిమెంట్ 50 బస్తాలు", "UT53 UTPPC MAHA53 UT43 A1PPC = 50"),
        ("అల్ట్రాటెక్ 53 గ్రేడ్ ౫౦ బస్తాలు కావాలి", "UT53 = 50"),
        ("सीमेंट ५० बोरी", "UT53 UTPPC MAHA53 UT43 A1PPC = 50"),
        ("अल्ट्राटेक 53 50 बोरी चाहिए", "UT53 = 50"),
        ("do sau bori maha cement", "MAHA53 = 200"),
        ("yabhai bastalu maha", "MAHA53 = 50"),
        ("anna 53 grade ultratech 100 bags repu kondapur ki kavali entha", "UT53 = 100 ?"),
        ("cement 2 load", "UT53 UTPPC MAHA53 UT43 A1PPC ≠ 2"),
        ("opc 1 lorry", "UT53 MAHA53 UT43 ≠ 1"),
        ("ppc 53 50 bags", "UTPPC A1PPC ?"),
        ("50 60 bags opc 53", "UT53 MAHA53 ?"),
        ("opc 53 50 bags 9848012345", "UT53 MAHA53 = 50 ?"),
        ("dont want opc 53 50 bags", "UT53 MAHA53 = 50 ?"),
        ("-5 bags ultratech opc 53", "UT53 ?"),
        ("ultratech opc 53 -5 bags", "UT53 = 5 ?"),
        ("ultratech opc-53 - 50 bags", "UT53 = 50"),
        ("-50 bags maha\n-20 bags ultratech opc 53", "MAHA53 = 50 + UT53 = 20"),
    ]);
}

#[test]
fn steel() {
    check(&[
        ("12mm tmt 2 ton", "VZ12 TATA12 → 2000"),
        ("12 mm vizag 500 kg", "VZ12 = 500"),
        ("vizag 12mm 500kgs", "VZ12 = 500"),
        ("tmt 12 500 kg", "VZ12 TATA12 = 500"),
        ("tata tiscon 12mm 1.5 ton", "TATA12 → 1500"),
        ("fe500d 8mm 100 kg", "VZ8 = 100"),
        ("fe 550 d 100 kg", "TATA12 = 100"),
        ("8mm sariya 200 kilo", "VZ8 = 200"),
        ("tmt", "VZ12 TATA12 VZ8 VZ20"),
        ("tmt 12", "VZ12 TATA12"),
        ("vizag steel 500", "VZ12 VZ8 VZ20 = 500"),
        ("100 rods 12mm", "VZ12 TATA12 ≠ 100"),
        ("12mm rods 100", "VZ12 TATA12 ≠ 100"),
        ("8mm 50 pieces tmt", "VZ8 ≠ 50"),
        ("ఇనుము 8mm 100 కిలోలు", "VZ8 = 100"),
        ("सरिया 8 mm 100 किलो", "VZ8 = 100"),
        ("12 mm के 100 सरिये", "VZ12 TATA12 ≠ 100"),
        ("20mm 100 kg", "VZ20 MM20 = 100"),
        ("20mm 2 ton", "MM20 VZ20 = 2"),
    ]);
}

#[test]
fn sand_and_metal() {
    check(&[
        ("isuka 1 load", "MSAND COARSE FINE WASHED MSBAG FILL ≠ 1"),
        ("river sand 4 ton", "COARSE FINE = 4"),
        ("doddu isuka 4 tonnes", "COARSE = 4"),
        ("sanna isuka 4", "FINE = 4"),
        ("moti ret 10 ton", "COARSE = 10"),
        ("robo sand 4 ton", "MSAND WASHED = 4"),
        ("m-sand washed 4 ton", "WASHED = 4"),
        ("m sand 20 bags", "MSBAG = 20"),
        ("filling sand 2 brass", "FILL → 200"),
        ("filling sand 300 cft", "FILL = 300"),
        ("filling sand 2 unit", "FILL ≠ 2"),
        ("filling sand 1 tractor", "FILL ≠ 1"),
        ("2 tipper isuka", "MSAND COARSE FINE WASHED MSBAG FILL ≠ 2"),
        ("రోబో శాండ్ 4 టన్నులు", "MSAND WASHED = 4"),
        ("నది సన్న ఇసుక 4 టన్నులు", "FINE = 4"),
        ("रेत ४ टन", "MSAND COARSE FINE WASHED = 4"),
        ("dedh ton sanna isuka", "FINE = 1.5"),
        ("2½ ton sanna isuka", "FINE = 2.5"),
        ("snad", "MSAND COARSE FINE WASHED MSBAG FILL"),
        ("20mm kankara 2 load", "MM20 ≠ 2"),
        ("40mm kankara 2 load", "MM40 = 2"),
        ("40mm కంకర 2 లోడ్లు", "MM40 = 2"),
        ("20mm metal 1 tipper nallagandla", "MM20 ≠ 1 ?"),
        ("metal 20 4 ton", "MM20 = 4"),
        ("metal 20", "MM20"),
        ("gitti 12mm 4 ton", "MM12 = 4"),
        ("కంకర 20mm 4 టన్నులు", "MM20 = 4"),
    ]);
}

#[test]
fn bricks_and_blocks() {
    check(&[
        ("1000 bricks", "RED FLYASH = 1000"),
        ("red bricks 2000", "RED = 2000"),
        ("erra itukalu rendu velu", "RED ?"),
        ("rendu velu erra itukalu", "RED = 2000"),
        ("5 hazaar lal eent", "RED = 5000"),
        ("5k red briks", "RED = 5000 ?"),
        ("fly ash 1,500 nos", "FLYASH = 1500"),
        ("cement bricks 500", "FLYASH = 500"),
        ("9x4x3 bricks 1000", "RED = 1000"),
        ("9\"x4\"x3\" red bricks 1000", "RED = 1000"),
        ("aac 6 inch 200", "AAC6 REN6 = 200"),
        ("6in siporex blocks 100", "AAC6 REN6 = 100"),
        ("renacon 100 blocks", "REN6 = 100"),
        ("150mm aac block 50 pieces", "AAC6 REN6 = 50"),
        ("cement solid block 6 inch 100", "SOLID6 = 100"),
        ("aac 150", "AAC6 AAC8 REN6 = 150 ?"),
        ("bricks 1 load", "RED FLYASH ≠ 1"),
        ("ఎర్ర ఇటుకలు 1000", "RED = 1000"),
        ("लाल ईंट 1000", "RED = 1000"),
    ]);
}

#[test]
fn people() {
    check(&[
        ("4 masons", "MASON = 4"),
        ("2 mestri", "MASON = 2"),
        ("iddaru mestri", "MASON = 2"),
        ("mason", "MASON"),
        ("4 labour", "HELPER MASON CARP PLUMB ELEC PAINT BARB = 4"),
        ("labour", "MASON HELPER CARP PLUMB ELEC PAINT BARB"),
        ("3 coolie repu", "HELPER = 3"),
        ("do mazdoor", "HELPER = 2 ?"),
        ("teen mistri", "MASON = 3 ?"),
        ("2 beldar", "MASON HELPER = 2"),
        ("1 carpentor", "CARP = 1"),
        ("2 bar benders", "BARB = 2"),
        ("rod bender 2", "BARB = 2"),
        ("electrishan 1", "ELEC = 1"),
        ("plumbar", "PLUMB"),
        ("మేస్త్రి ఇద్దరు", "MASON ?"),
        ("ఇద్దరు మేస్త్రి", "MASON = 2"),
        ("2 मिस्त्री चाहिए", "MASON = 2"),
        ("4 people mason", "MASON = 4"),
        ("1 మనిషి మేస్త్రి", "MASON = 1"),
        ("4 పనివాళ్ళు", "HELPER MASON CARP PLUMB ELEC PAINT BARB = 4"),
        ("4 పనివాళ్లు", "HELPER MASON CARP PLUMB ELEC PAINT BARB = 4"),
        ("2 mason 3 days", "MASON ?"),
        ("10 bags mason", "MASON ≠ 10"),
    ]);
}

#[test]
fn several_items() {
    check(&[
        ("50 bags opc 53 maha, 2 ton 8mm", "MAHA53 = 50 + VZ8 → 2000"),
        ("4 masons and 2 helpers", "MASON = 4 + HELPER = 2"),
        ("4 masons 2 helpers", "MASON = 4 + HELPER = 2"),
        (
            "iddaru mestri nalugu labour repu poddunna kavali",
            "MASON = 2 + HELPER MASON CARP PLUMB ELEC PAINT BARB = 4",
        ),
        ("maha 50 bags vizag 8mm 100 kg", "MAHA53 = 50 + VZ8 = 100"),
        ("50 bags maha 100 kg vizag 8mm", "MAHA53 = 50 + VZ8 = 100"),
        ("maha 50 bags\nred bricks 1000\nsanna isuka 4 ton", "MAHA53 = 50 + RED = 1000 + FINE = 4"),
        ("50 bags maha + 4 masons", "MAHA53 = 50 + MASON = 4"),
        ("50 bags maha, biscuits 3", "MAHA53 = 50 ?"),
    ]);
}

#[test]
fn more() {
    check(&[
        ("add 10 bags ultratech opc 53", "UT53 = +10"),
        ("10 more bags ultratech opc 53", "UT53 = +10"),
        ("ultratech opc 53 10 bags extra", "UT53 = +10"),
        ("aur 10 bori ultratech opc 53", "UT53 = +10"),
        ("ultratech opc 53 inka 10 bastalu", "UT53 = 10"),
        ("inka 10 bastalu ultratech opc 53", "UT53 = +10"),
        ("ఇంకా 10 బస్తాలు అల్ట్రాటెక్ 53", "UT53 = +10"),
        ("और 10 बोरी अल्ट्राटेक 53", "UT53 = +10"),
        ("अल्ट्राटेक 53 10 बोरी और चाहिए", "UT53 = +10"),
        ("ultratech opc 53 50 bags aur m sand washed 2 ton", "UT53 = 50 + WASHED = 2"),
        ("10 more maha, 20 bags birla a1 ppc", "MAHA53 = +10 + A1PPC = 20"),
        ("add 10 bags maha and 20 bags birla a1 ppc", "MAHA53 = +10 + A1PPC = +20"),
        ("please add maha", "MAHA53"),
    ]);
}

#[test]
fn nonsense() {
    check(&[
        ("", "-"),
        ("hi", "-"),
        ("50", "-"),
        ("50 bags", "-"),
        ("blah blah", "-"),
        ("😀😀", "-"),
        ("500049", "-"),
        ("9848012345", "-"),
        ("first floor", "-"),
        ("do you have", "-"),
        ("12mm cement", "~ UT53 UTPPC MAHA53 UT43 A1PPC VZ12 TATA12 MM12"),
        ("maha ppc 50 bags", "~ UTPPC MAHA53 A1PPC"),
        ("binding wire 5 kg", "-"),
        ("opc 53 opc 53 50 bags", "UT53 MAHA53 = 50"),
    ]);
}

#[test]
fn a_quantity_alone_is_read_and_anything_more_is_not() {
    let show = |text: &str| match count(text) {
        Some(Count { number, measure: None, more: true }) => format!("+{number}"),
        Some(Count { number, measure: None, .. }) => number.to_string(),
        Some(Count { number, measure: Some(measure), .. }) => format!("{number} {measure:?}"),
        None => "-".to_owned(),
    };
    let table = [
        ("50", "50"),
        ("50 bags", "50 Unit(Bag)"),
        ("bags 50", "50 Unit(Bag)"),
        ("౫౦", "50"),
        ("५० बोरी", "50 Unit(Bag)"),
        ("do bori", "2 Unit(Bag)"),
        ("do", "2"),
        ("yabhai", "50"),
        ("1,500", "1500"),
        ("2.5 ton kavali", "2.5 Unit(Tonne)"),
        ("need 5k", "5000"),
        ("2 load", "2 Unit(Load)"),
        ("1 tractor", "1 Vehicle"),
        ("10 more", "+10"),
        ("aur 10", "+10"),
        ("inka padi", "+10"),
        ("50 60", "-"),
        ("50 bags cement", "-"),
        ("50 ki", "-"),
        ("50 50 kg bags", "-"),
        ("-5", "-"),
        ("- 5", "5"),
        ("ok", "-"),
        ("", "-"),
    ];
    for (text, expected) in table {
        assert_eq!(show(text), expected, "{text:?}");
    }
}
