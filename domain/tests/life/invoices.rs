//! Invoices follow the life of an order: what stands on them is what its vendor has sold, to the paisa, at every moment
//! (`series::stand_as_they_should` looks after every step of every test here).

use realserv_domain::invoices::InvoiceNumber;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Effect, Fact, OrderEvent, PartStep, Rest};
use realserv_domain::quantity::Quantity;

use crate::town::{BUYER, CEMENT, MASON, STEEL, World, person_of, sku_id};

/// What the buyer and the vendor hear, in this order.
fn told(effects: &[Effect]) -> Vec<(InvoiceNumber, Option<InvoiceNumber>, Paise, bool)> {
    let told = effects.iter().filter_map(|effect| match effect {
        Effect::Tell { fact: Fact::Invoiced { paper, .. }, .. } => Some((paper, false)),
        Effect::Tell { fact: Fact::InvoicedByYou { paper, needs_eway, .. }, .. } => {
            Some((paper, *needs_eway))
        }
        _ => None,
    });
    told.map(|(paper, eway)| (paper.number, paper.credits, paper.total_paise, eway)).collect()
}

fn number(text: &str) -> InvoiceNumber {
    text.parse().unwrap()
}

#[test]
fn goods_are_invoiced_when_they_leave_and_work_when_it_is_done() {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    let due = world.order.due_for(world.part(0));
    let both = told(&world.dispatches(0));
    let invoice = (number("I-2627-000001"), None, due, false);
    assert_eq!(both, [invoice, invoice], "the buyer's and the vendor's");
    assert_eq!(told(&world.delivers(0)), []);

    let mut world = World::accepted(&[(MASON, 2)]);
    let due = world.order.due_for(world.part(0));
    assert_eq!(
        told(&world.delivers(0)).first(),
        Some(&(number("I-2627-000001"), None, due, false))
    );
}

#[test]
fn a_truck_with_more_than_the_limit_needs_an_eway_bill() {
    let mut world = World::accepted(&[(CEMENT, 50)]);
    let due = world.order.due_for(world.part(0));
    world.terms.eway_above_paise = due - Paise::new(1);
    let [to_buyer, to_vendor] = told(&world.dispatches(0))[..] else { panic!("one paper for two") };
    assert!(!to_buyer.3, "the buyer makes none");
    assert!(to_vendor.3);

    let mut world = World::accepted(&[(CEMENT, 50)]);
    world.terms.eway_above_paise = due;
    assert!(told(&world.dispatches(0)).iter().all(|one| !one.3), "the limit itself is none");
}

/// Who turns round with half of the way behind him takes his invoice back, all but the trip.
#[test]
fn what_becomes_less_on_the_road_is_credited() {
    let mut world = World::dispatched(&[(CEMENT, 50), (STEEL, 100)]);
    let due = world.order.due_for(world.part(0));
    let said = told(&world.cancels());
    let (credit, of, back, _) = said[0];
    assert_eq!((credit, of), (number("C-2627-000001"), Some(number("I-2627-000001"))));
    assert_eq!(back, due - world.part(0).share.delivery_paise);
    assert!(back < due && back > Paise::rupees(1));
}

/// "Send me the bill again": all papers of the order, or kindly that there are none yet.
#[test]
fn its_buyer_may_ask_for_the_papers_again_and_nobody_else() {
    let by = BUYER;
    let mut early = World::accepted(&[(CEMENT, 50)]);
    let effects = early.does(OrderEvent::InvoicesAsked { by });
    assert!(matches!(effects[..], [Effect::Tell { fact: Fact::NoInvoiceYet { .. }, .. }]));

    let mut world = World::dispatched(&[(CEMENT, 50)]);
    let before = world.order.clone();
    let again = world.does(OrderEvent::InvoicesAsked { by });
    assert_eq!(told(&again).len(), 1);
    assert_eq!(world.order, before, "nothing is numbered for it");
    assert_eq!(world.does(OrderEvent::InvoicesAsked { by: person_of(1) }), []);
}

/// The vendor gives it up on the road and is asked again: his second invoice stands for itself, and so does its credit note.
#[test]
fn who_gets_it_a_second_time_invoices_it_anew() {
    let mut world = World::dispatched(&[(CEMENT, 50)]);
    let (part, by) = (world.part(0).id, world.vendor_of(0));
    let given_up = told(&world.does(OrderEvent::VendorCancelled { part, by }));
    assert_eq!(given_up[0].0, number("C-2627-000001"));
    while world.part(0).step() == PartStep::Offered {
        world.rejects(0);
    }
    world.candidates.retain(|candidate| candidate.vendor.id == by);
    world.waits(31);
    assert_eq!((world.vendor_of(0), world.part(0).step()), (by, PartStep::Offered));
    world.accepts(0);
    assert_eq!(told(&world.dispatches(0))[0].0, number("I-2627-000002"));
    let (sku, came, rest) = (sku_id(CEMENT), Quantity::whole(43), Rest::Back);
    let less = told(&world.does(OrderEvent::CameShort { part, by, sku, came, rest }));
    assert_eq!((less[0].0, less[0].1), (number("C-2627-000002"), Some(number("I-2627-000002"))));
    assert_eq!(told(&world.cancels())[0].0, number("C-2627-000003"));
    let credited = world.part(0).invoices.last().unwrap();
    let of_lines: Paise = credited.lines.iter().map(|line| line.total_paise).sum();
    assert!((credited.total_paise - of_lines).get().abs() < 100, "{credited:?}");
}
