//! What the office teaches the reader, what it may not teach, and which words are kept for it to see.
#![expect(clippy::unwrap_used, reason = "a test that fails where it stands")]

use std::collections::BTreeMap;

use realserv_domain::catalog::{Catalog, Kind, Sku};
use realserv_domain::ids::{AliasId, SkuId};
use realserv_domain::interpret::{
    Alias, AliasRefusal, Aliases, Change, Intent, Interpretation, Strange, changed, interpret,
    interpret_with, masked, strange,
};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::understand::{self, OfYard, Reading, Told};
use uuid::Uuid;

const TODAY: &str = "2026-11-23";

fn id(n: u128) -> AliasId {
    AliasId(Uuid::from_u128(n))
}

/// A shelf with one brand that only this shop knows.
fn catalog() -> Catalog {
    let sku = |n: u128, kind, name: &str, unit, attrs: &[(&str, &str)]| Sku {
        id: SkuId(Uuid::from_u128(n)),
        code: format!("SKU-{n}"),
        kind,
        name: Name::same(name),
        attrs: attrs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        photo: None,
        unit,
        minimum: Quantity::whole(1),
        step: Quantity::whole(1),
        usual: Vec::new(),
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: 50_000,
        rank: 1,
        from_price: Some(Paise::rupees(400)),
    };
    Catalog::new(
        vec![
            sku(
                1,
                Kind::Cement,
                "Zebrado OPC 53",
                Unit::Bag,
                &[("brand", "Zebrado"), ("grade", "OPC53")],
            ),
            sku(2, Kind::Aggregate, "Aggregate 20 mm", Unit::Tonne, &[("size_mm", "20")]),
        ],
        1,
    )
}

fn teach(aliases: &Aliases, word: &str, means: &str) -> Result<Aliases, AliasRefusal> {
    let n = aliases.iter().count() as u128 + 1;
    aliases.with(id(n), word, means, &catalog()).map(|(_, all)| all)
}

fn taught(pairs: &[(&str, &str)]) -> Aliases {
    pairs.iter().fold(Aliases::default(), |all, (word, means)| teach(&all, word, means).unwrap())
}

fn read(text: &str, aliases: &Aliases) -> Interpretation {
    interpret_with(text, TODAY.parse().unwrap(), aliases)
}

fn change(text: &str, before: &Aliases, after: &Aliases) -> Option<Change> {
    changed(text, TODAY.parse().unwrap(), (before, after), &catalog())
}

/// Taught once in Latin letters, understood in all three; what was typed stays what was typed.
#[test]
fn a_word_that_is_taught_is_read_in_three_scripts_and_keeps_its_place() {
    let all = taught(&[("dobraka", "sand"), ("gulgula patthar", "aggregate 20mm")]);
    for (text, span) in [
        ("2 load dobraka", "2 load dobraka"),
        ("repu 2 lorry DOBRAKA", "2 lorry dobraka"),
        ("రేపు 2 లోడ్ డొబ్రక", "2 లోడ్ డొబ్రక"),
        ("कल 2 ट्रक डोब्रका", "2 ट्रक डोब्रका"),
    ] {
        let was = interpret(text, TODAY.parse().unwrap());
        assert!(!was.unknown.is_empty() && was.lines.is_empty(), "{text}: {was:?}");
        let is = read(text, &all);
        assert_eq!((is.intent, is.ask.as_ref()), (Intent::Order, None), "{text}: {is:?}");
        let line = &is.lines[0];
        assert_eq!((line.kind, line.qty), (Some(Kind::Sand), Some(Quantity::whole(2))), "{text}");
        assert_eq!(line.span, span);
        assert!(is.unknown.is_empty(), "{text}");
    }
    // Two words are one, with what their meaning says of a size, which is no amount.
    let is = read("gulgula patthar 3 load, 2 load dobraka", &all);
    assert_eq!(is.lines.len(), 2, "{is:?}");
    assert_eq!(is.lines[0].span, "gulgula patthar 3 load");
    assert_eq!(is.lines[0].attrs["size_mm"], "20");
    assert_eq!(is.lines[0].qty, Some(Quantity::whole(3)));
    assert_eq!(is.lines[1].qty, Some(Quantity::whole(2)));
}

#[test]
fn only_whole_words_are_taken_and_the_longest_first() {
    let all = taught(&[("dobraka", "cement"), ("dobraka chhota", "sand")]);
    assert_eq!(read("2 load dobraka chhota", &all).lines[0].kind, Some(Kind::Sand));
    assert_eq!(read("20 bags dobraka", &all).lines[0].kind, Some(Kind::Cement));
    assert!(!all.touch("20 bags dobrakapur"));
    assert!(!all.touch("20 bags, 50 ton"));
    assert_eq!(all.put_into_text("20 Bags DOBRAKA, ok"), "20 bags cement, ok");
    assert_eq!(all.put_into_text("20 Bags"), "20 Bags", "as it was");
}

/// Taught, undone: the message is read as it was.
#[test]
fn what_is_taken_back_is_not_understood_any_more() {
    let text = "2 load dobraka";
    let all = taught(&[("dobraka", "sand")]);
    let none = Aliases::default();
    let change = change(text, &none, &all).unwrap();
    assert_eq!(change.before.meant, interpret(text, TODAY.parse().unwrap()));
    assert!(!change.is_wrong_amount());
    assert_eq!(self::change(text, &all, &none).unwrap().after, change.before);
    assert_eq!(self::change("50 bags cement", &all, &none), None);
}

/// The chat's older reader, with the shop's own names, and what vendors type.
#[test]
fn it_reaches_the_reader_that_knows_the_catalogue() {
    let all = taught(&[("zebu", "zebrado"), ("gulla", "bag")]);
    let shop = catalog().with_aliases(all);
    let Reading::Items(items) = understand::read("50 bags zebu", &shop) else { panic!("unread") };
    assert_eq!((items[0].skus.as_slice(), items[0].sure), (&[SkuId(Uuid::from_u128(1))][..], true));
    let Reading::Items(items) = understand::read("30 gulla zebu", &shop) else { panic!("unread") };
    assert_eq!(items[0].count.unwrap().in_unit(Unit::Bag), Some(Quantity::whole(30)));
    let OfYard { told, .. } = understand::of_yard("zebu rate 385", &shop).unwrap();
    assert_eq!(told, Told::Price { price_paise: Paise::rupees(385), per: None });
}

#[test]
fn what_may_not_be_taught_is_refused_with_its_reason() {
    use AliasRefusal as No;
    let all = taught(&[("dobraka", "cement")]);
    let refused = |word: &str, means: &str| teach(&all, word, means).unwrap_err();
    for word in ["isuka", "sand", "bags", "repu", "nahi", "ultratech", "zebrado"] {
        assert!(matches!(refused(word, "cement"), No::Known(_)), "{word}");
    }
    assert!(matches!(refused("isukalu", "cement"), No::Known(_)), "with an ending");
    assert!(matches!(refused("సిమెంట్", "sand"), No::Known(_)));
    // A word that says something by itself is not lost in a longer one.
    assert!(matches!(refused("gulgula bags", "cement"), No::Known(_)));
    assert!(matches!(refused("nahi gulgula", "cement"), No::Known(_)));
    assert!(matches!(refused("kankar gulgula", "sand"), No::Known(_)));
    assert!(teach(&all, "kankar gulgula", "aggregate 20mm").is_ok(), "said more closely");
    for word in ["pachas", "do", "fifty", "gulgula pachas", "యాభై"] {
        assert!(
            matches!(refused(word, "cement"), No::Known(_) | No::SaysNumber | No::TooShort),
            "{word}"
        );
    }
    assert_eq!(refused("gulgula pachas", "cement"), No::SaysNumber);
    assert_eq!(refused("gul5", "cement"), No::HasDigit);
    assert_eq!(refused("గుల౫", "cement"), No::HasDigit);
    assert_eq!(refused("gu", "cement"), No::TooShort);
    assert_eq!(refused("g-ul", "cement"), No::NotWords);
    assert_eq!(refused("", "cement"), No::NotWords);
    assert_eq!(refused("a b c d e", "cement"), No::NotWords);
    assert_eq!(refused(&"gul".repeat(20), "cement"), No::TooLong);
    assert_eq!(refused("Dobraka", "sand"), No::Taught("cement".to_owned()));
    assert_eq!(refused("gulgula", "frobnic"), No::MeansNothing("frobnic".to_owned()));
    assert_eq!(refused("gulgula", "cemwnt"), No::MeansNothing("cemwnt".to_owned()), "a slip");
    assert_eq!(refused("gulgula", "gulgula cement"), No::Circle);
    assert_eq!(refused("gulgula", "dobraka"), No::MeansTaught("dobraka".to_owned()));
    for means in ["50 bags cement", "pachas", "fifty bags cement", "dedh ton", "20 cement", "20"] {
        assert!(matches!(refused("gulgula", means), No::MeansNumber | No::MeansNoWords), "{means}");
    }
    for means in ["", "cement, sand", "cement?", "sand - cement"] {
        assert_eq!(refused("gulgula", means), No::MeansNoWords, "{means}");
    }
    assert_eq!(No::Circle.field(), "means");
    assert_eq!(No::TooShort.field(), "word");
}

/// Two that lead to each other: the second is refused, whichever comes first.
#[test]
fn a_circle_of_two_is_refused() {
    let all = taught(&[("dobraka", "zebrado")]);
    // The shop drops the brand and somebody wants to call it what was taught.
    let bare = Catalog::default();
    let refused = all.with(id(9), "zebrado", "dobraka", &bare).unwrap_err();
    assert_eq!(refused, AliasRefusal::Circle);
}

/// Words of lines that were checked by hand stand for nothing else, whatever somebody thinks.
#[test]
fn the_example_lines_guard_what_is_taught() {
    let refused = teach(&Aliases::default(), "godown", "sand").unwrap_err();
    let AliasRefusal::ChangesExample(line) = refused else { panic!("{refused:?}") };
    assert!(line.contains("godown"), "{line}");
    assert_eq!(AliasRefusal::ChangesExample(line).field(), "means");
}

/// A name that only this shop has changes nothing that the lexicon says, and still what is sold.
#[test]
fn what_only_the_catalogue_knows_changes_what_may_be_bought() {
    let all = taught(&[("zebu", "zebrado")]);
    let change = change("50 bags zebu", &Aliases::default(), &all).unwrap();
    assert_eq!(change.before.meant.lines[0].qty, change.after.meant.lines[0].qty);
    assert_eq!(change.after.items[0].skus, [SkuId(Uuid::from_u128(1))]);
    assert!(!change.is_wrong_amount());
    let refused = teach(&Aliases::default(), "plinth", "zebrado").unwrap_err();
    assert!(matches!(refused, AliasRefusal::ChangesExample(_)), "{refused:?}");
}

/// A grade that is taught does not become how many.
#[test]
fn digits_of_a_meaning_are_never_an_amount() {
    let none = Aliases::default();
    let all = taught(&[("dobraka", "opc 53 grade")]);
    for text in
        ["40 bags dobraka", "dobraka 40 bags", "dobraka 40", "40 dobraka", "40 dobraka bags"]
    {
        let is = read(text, &all);
        let right = is.lines.iter().all(|line| line.qty == Some(Quantity::whole(40)));
        assert!(right && (is.ask.is_some() || !is.lines.is_empty()), "{text}: {is:?}");
    }
    assert_eq!(teach(&none, "gulgula", "53").unwrap_err(), AliasRefusal::MeansNoWords);
}

/// What was written into the table by hand passes no guard: a past message shows it.
#[test]
fn an_amount_that_changes_in_silence_is_seen() {
    let unguarded = |means: &str| {
        Aliases::new(vec![Alias { id: id(1), word: "gulgula".into(), means: means.into() }], 1)
    };
    let none = Aliases::default();
    let lost = change("20 bags cement gulgula", &none, &unguarded("price")).unwrap();
    assert!(lost.is_wrong_amount(), "{lost:?}");
    let more = change("20 bags cement, 2 load gulgula", &none, &unguarded("sand")).unwrap();
    assert!(!more.is_wrong_amount(), "{more:?}");
}

fn kept(text: &str) -> Vec<Strange> {
    strange(text, &catalog(), Some("Asha Rani"))
}

fn words(text: &str) -> Vec<String> {
    kept(text).into_iter().map(|strange| strange.word).collect()
}

#[test]
fn a_word_that_nobody_knows_is_kept_with_what_is_known_around_it() {
    let found = kept("Anna 50 bags frobnic kavali repu");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].word, "frobnic");
    assert_eq!(found[0].place, "… # bags [frobnic] kavali repu");
    assert_eq!(found[0].tongue.unwrap().as_str(), "te-Latn");
    assert_eq!(words("५० बोरी फ्रोबनिक चाहिए"), ["फ्रोबनिक"]);
    assert_eq!(words("frobnic ki rate enta"), ["frobnic"], "what is asked for is a thing");
    assert_eq!(words("50 bags zebrado"), [""; 0], "the shop knows it");
    assert_eq!(words("20 bags frobnic\n3 load frobnic"), ["frobnic"]);
    assert_eq!(words("5 qwrtp, 6 sdfgh, 7 zxcvb, 8 wqrtz, 9 vbnmx, 4 plkjh").len(), 5);
}

/// Nothing that erasure would have to find.
#[test]
fn names_and_numbers_are_not_kept() {
    for text in [
        "venkat",
        "hello venkat here",
        "my name is venkat",
        "50 bags cement venkat garu",
        "50 bags cement to Venkat",
        "venkat anna 20 bags",
        "50 bags cement madhapur ki",
        "50 bags cement gopanpally",
        "50 bags cement lingampally lo dimpandi",
        "50 bags cement asha",
        "20 bags venkat 9848012345",
        "2 load isuka venkat rao site ki",
        "500049 venkat nilayam",
    ] {
        assert_eq!(words(text), [""; 0], "{text}");
    }
    for text in ["50 bags frobnic venkat 98480 22338 kavali", "20 bags frobnic rs 385 fifty repu"] {
        for strange in kept(text) {
            assert!(!strange.place.contains(|c: char| c.is_ascii_digit()), "{strange:?}");
            assert!(!strange.place.contains("fifty") && !strange.place.contains("venkat"));
        }
    }
}

#[test]
fn a_past_message_is_shown_without_names_and_numbers() {
    let all = taught(&[("dobraka", "cement")]);
    let seen = masked("Venkat garu 50 bags dobraka 98480 22338 Madhapur ki", &all);
    assert!(seen.contains("# bags dobraka"), "{seen}");
    for hidden in ["venkat", "Venkat", "50", "98480", "madhapur"] {
        assert!(!seen.contains(hidden), "{seen}");
    }
}

#[test]
fn asking_stays_asking() {
    let all = taught(&[("dobraka", "cement")]);
    let is = read("dobraka", &all);
    assert_eq!(
        is.ask.map(|ask| ask.about),
        interpret("cement", TODAY.parse().unwrap()).ask.map(|ask| ask.about)
    );
    assert_eq!(
        read("sand dobraka 50", &all).ask.is_some(),
        interpret("sand cement 50", TODAY.parse().unwrap()).ask.is_some()
    );
}
