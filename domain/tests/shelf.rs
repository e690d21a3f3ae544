//! What a message means on a shelf: which things fit, which of several is taken, and what has to be asked.
#![expect(clippy::unwrap_used, reason = "a test that fails where it stands")]

use realserv_domain::catalog::{Catalog, Kind, Sku};
use realserv_domain::ids::SkuId;
use realserv_domain::interpret::{self, Intent};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::understand::{Item, Reading};
use uuid::Uuid;

fn sku(n: u16, kind: Kind, name: &str, unit: Unit, attrs: &[(&str, &str)]) -> Sku {
    Sku {
        id: SkuId(Uuid::from_u128(n.into())),
        code: format!("SKU-{n}"),
        kind,
        name: Name::same(name),
        attrs: attrs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        photo: None,
        unit,
        minimum: Quantity::whole(1),
        step: Quantity::whole(1),
        usual: Vec::new(),
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: 50_000,
        rank: n,
        from_price: Some(Paise::rupees(400)),
    }
}

fn cement(n: u16, brand: &str, grade: &str) -> Sku {
    let name = format!("{brand} {grade}");
    sku(n, Kind::Cement, &name, Unit::Bag, &[("brand", brand), ("grade", grade)])
}

fn shelf() -> Catalog {
    let steel = |n, size| {
        let attrs = [("diameter_mm", size), ("grade", "Fe500D"), ("brand", "Vizag")];
        sku(n, Kind::Steel, &format!("Vizag TMT {size} mm"), Unit::Kg, &attrs)
    };
    Catalog::new(
        vec![
            cement(1, "UltraTech", "OPC53"),
            cement(2, "Maha", "OPC53"),
            cement(3, "Maha", "PPC"),
            steel(4, "12"),
            steel(5, "8"),
            sku(6, Kind::Labour, "Mason", Unit::Person, &[("trade", "mason")]),
            sku(7, Kind::Labour, "Helper", Unit::Person, &[("trade", "helper")]),
            sku(8, Kind::Sand, "River Sand Bag", Unit::Bag, &[("type", "river"), ("size", "50kg")]),
            sku(9, Kind::Sand, "M-Sand", Unit::Tonne, &[("type", "msand")]),
        ],
        1,
    )
}

fn read(text: &str) -> (Intent, Vec<Item>) {
    let read = interpret::read(text, &shelf(), "2026-11-23".parse().unwrap());
    match read.reading {
        Reading::Items(items) => (read.meant.intent, items),
        Reading::Nearest(_) | Reading::Nothing => (read.meant.intent, Vec::new()),
    }
}

/// Which SKU is taken of the only thing that a line names, by what was taken before.
fn taken(text: &str, before: &[u16]) -> Option<u128> {
    let (_, items) = read(text);
    let before: Vec<SkuId> = before.iter().map(|n| SkuId(Uuid::from_u128((*n).into()))).collect();
    let item = items.first().filter(|item| item.sure)?;
    interpret::choose(item, &before, &shelf()).map(|sku| sku.0.as_u128())
}

#[test]
fn of_several_the_last_taken_is_taken_and_else_the_first_of_the_list() {
    assert_eq!(taken("50 bags cement", &[]), Some(1));
    assert_eq!(taken("50 bags cement", &[3, 2]), Some(3));
    assert_eq!(taken("50 bags 53 grade", &[3, 2]), Some(2));
    assert_eq!(taken("50 bags maha ppc", &[1]), Some(3));
    assert_eq!(taken("2 mestri", &[7]), Some(6));
}

#[test]
fn what_is_sold_in_the_unit_that_was_said_comes_first() {
    assert_eq!(taken("4 ton sand", &[8]), Some(9));
}

#[test]
fn a_size_a_word_that_nobody_knows_and_a_thing_without_an_amount_are_asked_about() {
    assert_eq!(taken("2 ton steel", &[4]), None);
    assert_eq!(taken("2 ton 8mm steel", &[]), Some(5));
    assert_eq!(taken("50 bags dobraka cement", &[]), None);
    assert_eq!(taken("cement", &[]), None);
}

#[test]
fn who_asks_the_price_orders_nothing() {
    let (intent, items) = read("50 bags ultratech opc 53 rate enta");
    assert_eq!(intent, Intent::Question);
    assert!(items.iter().all(|item| item.count.is_none()), "{items:?}");
}

#[test]
fn a_doubtful_amount_is_none_and_what_is_clear_beside_it_stays() {
    let (_, items) = read("40 or 50 bags ultratech opc 53, 2 masons");
    let of = |kind| items.iter().find(|item| item.kind == Some(kind)).unwrap();
    assert_eq!(of(Kind::Labour).count.map(|count| count.number), Some(Quantity::whole(2)));
    let cement = of(Kind::Cement);
    assert!(!cement.sure || cement.count.is_none(), "{cement:?}");
}

/// The two amounts are what is asked: nobody types again what he has said.
#[test]
fn of_two_amounts_one_is_meant() {
    for said in [
        "10 or 15 bags ultratech opc 53",
        "ultratech 53 grade 10-15 bags",
        "das ya pandrah bori ultratech 53",
        "10 leka 15 basta ultratech 53",
        "పది లేదా పదిహేను బస్తాలు అల్ట్రాటెక్ 53 గ్రేడ్",
    ] {
        let (_, items) = read(said);
        let [cement] = items.as_slice() else { panic!("{said}: {items:?}") };
        let amounts: Vec<Quantity> = cement.either.iter().map(|count| count.number).collect();
        assert_eq!(amounts, [Quantity::whole(10), Quantity::whole(15)], "{said}");
        assert_eq!(cement.count, None, "{said}");
        assert_eq!(interpret::choose(cement, &[], &shelf()).map(|sku| sku.0.as_u128()), Some(1));
    }
    let day = "2026-11-23".parse().unwrap();
    let asked = interpret::interpret("2 ya 3 brass msand", day).ask.unwrap();
    assert_eq!(asked.choices(), ["200", "300"]);
    let asked = interpret::interpret("make it 10 or 15", day).ask;
    assert_eq!(asked.map(|ask| ask.choices()), Some(vec!["10".to_owned(), "15".to_owned()]));
}

#[test]
fn an_amount_of_last_week_is_none_of_a_change() {
    let (intent, items) = read("last week 100 bags, this time 20 bags cement extra");
    assert!(matches!(intent, Intent::Edit | Intent::Order));
    let hundred = Quantity::whole(100);
    assert!(items.iter().all(|item| item.count.is_none_or(|count| count.number != hundred)));
}

#[test]
fn what_is_only_one_of_its_kind_is_that_one() {
    let meant = interpret::interpret("2 masons", "2026-11-23".parse().unwrap());
    let line = meant.lines.first().unwrap();
    let shelf = shelf();
    let only = interpret::only_sku(line, &shelf).unwrap();
    assert_eq!(only.name.en, "Mason");
    assert!(interpret::is_said(line, only) && interpret::is_sold_in(line.unit.unwrap(), only));
}
