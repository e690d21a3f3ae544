//! Every order in which what concerns money can happen to one order, tried out: the webhook's and the callback's hint, the
//! poll, the payment seen, another one, a wrong amount, the quote's end, a cancellation, refunds that succeed, fail or are
//! refused, and a chargeback that is opened, won or lost. Whatever the order, the ledger is at zero, nobody has more than
//! he is owed, and what is owed is known.

use realserv_domain::ids::PersonId;
use realserv_domain::ledger::Account;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::acts::{Act, Verdict, event};
use crate::pots::{Pots, explained, pot, rates};
use crate::town::*;

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// The webhook and the callback: both only make us ask.
    Hint,
    /// Razorpay's answer to the first payment, right or wrong, and to a second one.
    Paid,
    PaidWrong,
    PaidTwice,
    /// An attempt that failed, and is captured late after all where `Paid` follows.
    Failed,
    /// The price's end, the hold's, and every poll until then.
    Expires,
    Cancels,
    OfficeCancels,
    Accepts,
    Delivered,
    RefundDone,
    RefundFails,
    OfficeRefunds,
    Disputed,
    Won,
    Lost,
    LostInPart,
}

use Piece::*;

/// What may come together; each set is played in every order there is.
const SETS: &[&[Piece]] = &[
    &[Hint, Failed, Paid, PaidTwice, Expires, Cancels],
    &[Hint, PaidWrong, Paid, Expires, Cancels, RefundDone],
    &[Paid, PaidTwice, Expires, OfficeCancels, RefundDone, RefundFails],
    &[Paid, Accepts, Cancels, RefundFails, OfficeRefunds, RefundDone],
    &[Paid, Accepts, Delivered, Disputed, Lost, OfficeRefunds],
    &[Paid, Cancels, Disputed, Won, RefundDone, Hint],
    &[Paid, OfficeCancels, Disputed, LostInPart, RefundDone, RefundFails],
    &[Paid, PaidTwice, Disputed, Lost, OfficeCancels, RefundDone],
    &[Expires, Paid, Disputed, LostInPart, Delivered, OfficeRefunds],
    &[Failed, Paid, Accepts, OfficeCancels, Disputed, Won, RefundFails],
];

/// An order with the books that go with it.
#[derive(Clone)]
struct Played {
    world: World,
    kept: Paise,
    /// What was played, for whoever reads of a failure.
    pieces: Vec<Piece>,
}

impl Played {
    fn does(&mut self, event: OrderEvent) {
        for fact in told(&self.world.does(event), BUYER) {
            if let Fact::Cancelled { kept_paise, .. } = fact {
                self.kept += *kept_paise;
            }
        }
    }

    fn acts(&mut self, act: Act) {
        if let Some(event) = event(&self.world, act) {
            self.does(event);
        }
    }

    fn sees(&mut self, id: &str, amount: Paise) {
        let link = self.world.link();
        let payments = vec![payment(id, amount, PaymentStatus::Captured)];
        self.does(OrderEvent::LinkSeen { link, status: LinkStatus::Paid, payments });
    }

    fn happens(&mut self, piece: Piece) {
        let total = self.world.order.total_paise;
        self.pieces.push(piece);
        match piece {
            Hint => self.acts(Act::Hint),
            Failed => {
                let payment = ProviderId("pay_0".to_owned());
                let trouble = PaymentTrouble::BankTrouble;
                self.does(OrderEvent::PaymentFailed { payment, trouble });
            }
            Paid => self.sees("pay_0", total),
            PaidWrong => self.sees("pay_w", total + Paise::rupees(1)),
            PaidTwice => self.sees("pay_1", total),
            Expires => {
                self.world.waits(40);
            }
            Cancels => self.acts(Act::Cancel(None)),
            OfficeCancels => self.acts(Act::OfficeCancels(None)),
            Accepts => self.acts(Act::Accept(0)),
            Delivered => self.acts(Act::OfficeDelivers(0)),
            RefundDone => self.acts(Act::RefundSeen(0, true)),
            RefundFails => self.acts(Act::RefundSeen(0, false)),
            OfficeRefunds => self.acts(Act::OfficeRefunds(total.get())),
            Disputed => self.acts(Act::Disputes(0, Verdict::Taken)),
            Won => self.acts(Act::Disputes(0, Verdict::Won)),
            Lost => self.acts(Act::Disputes(0, Verdict::Lost)),
            LostInPart => self.acts(Act::Disputes(0, Verdict::LostInPart)),
        }
        self.is_sound(piece);
    }

    /// After each step, not only at the end.
    fn is_sound(&self, piece: Piece) {
        let order = &self.world.order;
        let mut off = Pots::new();
        for entry in self.world.postings.iter().flat_map(|posting| posting.entries()) {
            *off.entry(pot(entry.account)).or_default() += entry.amount_paise;
        }
        let sum: Paise = off.values().copied().sum();
        assert!(sum.is_zero(), "{piece:?}: {off:?}");
        for (pot, paise) in explained(order, self.kept) {
            *off.entry(pot).or_default() += -paise;
        }
        off.retain(|_, paise| !paise.is_zero());
        // Nothing is kept of goods that nobody has packed.
        assert!(off.is_empty() && self.kept.is_zero(), "{piece:?} is not explained: {off:?}");
        for payment in &order.payments {
            let sent: Paise = order
                .refunds
                .iter()
                .filter(|r| r.payment == payment.provider && r.status != RefundStatus::Failed)
                .map(|refund| refund.amount_paise)
                .sum();
            assert!(sent <= payment.amount_paise, "{piece:?}: more went back than came");
        }
        let open = order.has_open_dispute();
        let first = [Attention::RefundFailed, Attention::WrongAmount];
        let seen = order.attention == Some(Attention::Disputed)
            || order.attention.is_some_and(|why| first.contains(&why));
        assert!(!open || seen, "{piece:?}: nobody sees the dispute");
    }

    /// The end: banks decide, the office ends the order and sends again what failed, refunds arrive.
    fn ends(mut self) {
        for n in 0..2 {
            if let Some(event) = event(&self.world, Act::Disputes(n, Verdict::Won))
                && self.world.order.has_open_dispute()
            {
                self.does(event);
            }
        }
        self.acts(Act::OfficeCancels(None));
        for _ in 0..4 {
            if self.world.order.attention == Some(Attention::RefundFailed) {
                let all = self.world.order.total_paise.get() * 3;
                self.acts(Act::OfficeRefunds(all));
            }
            for n in 0..8 {
                self.acts(Act::RefundSeen(n, true));
            }
        }
        let order = &self.world.order;
        let lives = order.parts.iter().any(|part| part.step().lives());
        assert!(!lives || order.ended.is_some(), "{order:#?}");
        let waits = order.refunds.iter().any(|refund| refund.waits);
        assert!(!waits, "a refund waits for nothing after {:?}", self.pieces);
        let owed = self.world.balance(Account::Buyer(BUYER));
        assert!(owed.is_zero(), "{owed} is owed after {:?}", self.pieces);
        assert!(self.world.balance(Account::Disputed).is_zero(), "{order:#?}");
        let suspense = self.world.balance(Account::Suspense);
        let goodwill = order.refunds.iter().any(|refund| refund.why == RefundWhy::Goodwill);
        assert!(suspense.is_zero() || goodwill, "{suspense}");
    }
}

/// Plays what is left in every order, keeping what was played already.
fn every_order(played: &Played, left: &[Piece], count: &mut usize) {
    if left.is_empty() {
        *count += 1;
        return played.clone().ends();
    }
    for (at, piece) in left.iter().enumerate() {
        let mut next = played.clone();
        next.happens(*piece);
        let rest: Vec<Piece> =
            left.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, piece)| *piece).collect();
        every_order(&next, &rest, count);
    }
}

#[test]
fn in_whatever_order_money_events_come_the_ledger_ends_at_zero() {
    let mut count = 0;
    for set in SETS {
        let mut world = World::linked(&[(CEMENT, 50)]);
        world.candidates = Vec::new();
        world.terms.rates = rates();
        every_order(&Played { world, kept: Paise::ZERO, pieces: Vec::new() }, set, &mut count);
    }
    assert_eq!(count, 9 * 720 + 5040, "every order of each set");
}

/// Nothing but Razorpay's own answer marks an order paid: whatever else comes, and by whom.
#[test]
fn nothing_but_a_seen_link_marks_an_order_paid() {
    let stranger = PersonId(uuid::Uuid::from_u128(99));
    let mut world = World::linked(&[(CEMENT, 50)]);
    let link = world.link();
    let said = Verdict::Lost.of(&payment("pay_x", Paise::rupees(1), PaymentStatus::Captured));
    for event in [
        OrderEvent::LinkHinted { link },
        OrderEvent::PayAgainAsked { by: stranger },
        OrderEvent::DisputeSeen { said },
        OrderEvent::LinkSeen { link, status: LinkStatus::Created, payments: Vec::new() },
        OrderEvent::LinkCancelled { link },
    ] {
        world.does(event.clone());
        assert!(!world.order.is_paid(), "{event:?}");
        assert!(world.postings.is_empty(), "{event:?}");
        assert!(world.order.disputes.is_empty());
    }
}
