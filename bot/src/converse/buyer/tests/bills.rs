//! Bills that are paid within the chat, in every form that their lines can have.

use realserv_domain::language::Name;
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{BillCard, Fact, LineCard};
use realserv_domain::quantity::{Quantity, Unit};

use super::{ORDER, Phone, number};

pub(super) fn facts_of_bills() -> Vec<Fact> {
    let until = "2026-11-23T04:00:00Z".parse().unwrap();
    let fact = |(total_paise, bill)| Fact::PayNow {
        order: ORDER,
        number: number(),
        total_paise,
        gate_paise: Paise::ZERO,
        url: "https://rzp.io/i/a".into(),
        until,
        bill: Some(Box::new(bill)),
    };
    bills().map(fact).into()
}

/// Paid in the chat: whole units, halves and a name that is too long, rounded up and down; and a part of the total.
fn bills() -> [(Paise, BillCard); 3] {
    let line = |name: &str, milli: i64, unit, total: i64| LineCard {
        name: Name::same(name),
        quantity: Quantity::from_milli(milli),
        unit,
        total_paise: Paise::new(total),
    };
    let goods = vec![
        line("UltraTech OPC 53", 50_000, Unit::Bag, 1_700_000),
        line(&"Sand ".repeat(20), 2_500, Unit::Tonne, 337_533),
        // A price that no whole unit has.
        line("Bricks", 3_000, Unit::Piece, 1_000),
    ];
    let card = |lines: Vec<LineCard>, delivery, round_off| {
        let sum: Paise = lines.iter().map(|line| line.total_paise).sum();
        let card = BillCard {
            reference: "RS7K3M9QX-1.1".to_owned(),
            link: "RS7K3M9QX-1".to_owned(),
            configuration: "prod_rzp".to_owned(),
            lines,
            delivery_paise: Paise::new(delivery),
            round_off_paise: Paise::new(round_off),
            pin: "500049".parse().unwrap(),
            locality: "Miyapur".to_owned(),
        };
        (sum + Paise::new(delivery + round_off), card)
    };
    let (_, advance) = card(Vec::new(), 0, 0);
    [card(goods.clone(), 30_700, -33), card(goods, 0, 67), (Paise::rupees(7_307), advance)]
}

/// What WhatsApp cannot count has its quantity in its name, and the sum is the line's own.
#[test]
fn lines_of_a_bill_have_whole_units() {
    let mut asha = Phone::new();
    let message = asha.told(facts_of_bills().remove(0));
    let Message::Bill { bill, .. } = message else { panic!("{message:?}") };
    let lines: Vec<(&str, u32, i64)> = bill
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.quantity, line.price_paise.get()))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], ("UltraTech OPC 53", 50, 34_000));
    assert_eq!((lines[1].1, lines[1].2), (1, 337_533));
    assert!(lines[1].0.starts_with("2.5 "), "{lines:?}");
    assert_eq!((lines[2].1, lines[2].2), (1, 1_000), "a third of it is no paisa");
    assert_eq!(bill.discount.as_ref().map(|off| off.amount_paise), Some(Paise::new(33)));
}
