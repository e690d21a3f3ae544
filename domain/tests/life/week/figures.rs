//! What came of a week, and the table that says so.

use std::fmt;

use crate::pots::{Pot, Pots};
use realserv_domain::ids::OrderNumber;
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    Attention, ClaimState, Ended, Fact, Method, Order, OrderEvent, OrderState, Party,
};

#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) orders: usize,
    /// Checkouts for which no yard near the site had all that was wanted.
    pub(crate) turned_away: usize,
    pub(crate) events: usize,
    pub(crate) alarms: usize,
    pub(crate) seconds_to_accept: Vec<i64>,
    /// Orders that neither ended nor are on the office's list: must be none.
    pub(crate) stuck: Vec<OrderNumber>,
    /// The sum of all entries: must be zero.
    pub(crate) ledger_off: Paise,
    /// What of it the orders do not explain: must be nothing.
    pub(crate) unexplained: Pots,
    pub(crate) ledger: Pots,
    cash: usize,
    in_two: usize,
    chose_dearer: usize,
    /// Paid, or for cash: the yards were asked.
    asked: usize,
    taken: usize,
    delivered: usize,
    expired: usize,
    by_buyer: usize,
    by_vendor: usize,
    refunded: usize,
    /// Lines that buyers made less, and that came short to the gate.
    made_less: usize,
    came_short: usize,
    claims: Vec<ClaimState>,
    with_office: Vec<Attention>,
}

impl Figures {
    pub(crate) fn counts(&mut self, order: &Order, was_taken: bool) {
        self.orders += 1;
        self.cash += usize::from(order.method == Method::Cash);
        self.in_two += usize::from(order.method == Method::Advance);
        self.asked += usize::from(order.parts.iter().any(|part| !part.offers.is_empty()));
        self.taken += usize::from(was_taken);
        self.delivered += usize::from(order.state() == OrderState::Delivered);
        self.expired += usize::from(order.ended == Some(Ended::Expired));
        self.by_buyer += usize::from(order.ended == Some(Ended::CancelledBy(Party::Buyer)));
        self.by_vendor += usize::from(order.ended == Some(Ended::CancelledBy(Party::Vendor)));
        self.refunded += usize::from(!order.refunds.is_empty());
        let claims = order.parts.iter().flat_map(|part| &part.claims);
        self.claims.extend(claims.map(|claim| claim.state));
        self.with_office.extend(order.attention);
    }

    /// What a buyer is told.
    pub(crate) fn hears(&mut self, fact: &Fact) {
        self.made_less += usize::from(matches!(fact, Fact::MadeLess { .. }));
        self.came_short += usize::from(matches!(fact, Fact::CameShort { .. }));
    }

    /// What a buyer says.
    pub(crate) fn says(&mut self, event: &OrderEvent) {
        self.chose_dearer += usize::from(matches!(event, OrderEvent::MoreChosen { .. }));
    }

    /// Of the orders that yards were asked for, how many somebody took, per thousand.
    pub(crate) fn confirmed_per_thousand(&self) -> usize {
        self.taken * 1000 / self.asked.max(1)
    }

    /// The minutes within which so many of a hundred offers were accepted, in tenths.
    fn minutes(&self, of_a_hundred: usize) -> String {
        let last = self.seconds_to_accept.len().saturating_sub(1);
        let seconds = self.seconds_to_accept.get(last * of_a_hundred / 100).copied();
        let tenths = seconds.unwrap_or_default() / 6;
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    /// Claims that the office need not look at.
    fn agreed(&self) -> usize {
        let settled = |state: &&ClaimState| matches!(state, ClaimState::Settled { .. });
        self.claims.iter().filter(settled).count()
    }

    /// Whatever a week is for was in it.
    pub(crate) fn tried_everything(&self) -> bool {
        let (agreed, claims) = (self.agreed(), self.claims.len());
        let in_two = self.in_two > 50 && self.chose_dearer > 5;
        in_two && self.made_less > 50 && self.came_short > 50 && agreed > 50 && claims > agreed + 50
    }

    /// Where an account stands, whichever side.
    fn stands(&self, pot: Pot) -> String {
        let paise = self.ledger.get(&pot).copied().unwrap_or_default();
        Paise::new(paise.get().abs()).to_string()
    }

    fn with_office(&self, wanted: &[Attention]) -> String {
        self.share(self.with_office.iter().filter(|why| wanted.contains(why)).count())
    }

    fn share(&self, count: usize) -> String {
        let per_thousand = count * 1000 / self.orders.max(1);
        format!("{count} ({}.{} %)", per_thousand / 10, per_thousand % 10)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let confirmed = self.confirmed_per_thousand();
        let rows = [
            ("orders", self.orders.to_string()),
            ("turned away at checkout: nobody near has it all", self.turned_away.to_string()),
            ("events", self.events.to_string()),
            ("for cash", self.share(self.cash)),
            ("with an advance, and the balance at the gate", self.share(self.in_two)),
            ("confirmed, of those that yards were asked for", {
                format!("{}.{} %", confirmed / 10, confirmed % 10)
            }),
            ("minutes from the first offer to the acceptance, p50", self.minutes(50)),
            ("… p90", self.minutes(90)),
            ("delivered, at least in part", self.share(self.delivered)),
            ("expired unpaid", self.share(self.expired)),
            ("called off by the buyer", self.share(self.by_buyer)),
            ("ended because no yard took it", self.share(self.by_vendor)),
            ("with money sent back", self.share(self.refunded)),
            ("made less by the buyer after a yard had taken it", self.made_less.to_string()),
            ("came short to the gate, as the driver said", self.came_short.to_string()),
            ("took a dearer yard when no other would, for more at the gate", {
                self.chose_dearer.to_string()
            }),
            ("claims of something missing or broken", self.claims.len().to_string()),
            ("… of them given back at the yard's word", self.agreed().to_string()),
            ("on the office's list at the end", self.share(self.with_office.len())),
            ("… a code was wrong too often", self.with_office(&[Attention::CodeLocked])),
            ("… it did not leave, or did not come", self.with_office(&[Attention::Late])),
            ("… money: a failed refund, a wrong amount, an unsettled trip", {
                self.with_office(&[
                    Attention::RefundFailed,
                    Attention::WrongAmount,
                    Attention::TripUnsettled,
                ])
            }),
            ("… a claim: the yard says otherwise, or nothing", {
                self.with_office(&[Attention::ClaimOpen])
            }),
            ("alarms to the office", self.alarms.to_string()),
            ("stuck", self.stuck.len().to_string()),
            ("ledger difference", self.ledger_off.to_string()),
            ("… not explained by the orders, accounts", self.unexplained.len().to_string()),
            ("owed to vendors for goods and work", self.stands(Pot::Vendor)),
            ("… for bringing it", self.stands(Pot::Delivery)),
            ("… less the cash that they hold", self.stands(Pot::CashWithVendor)),
            ("commission of 2 %", self.stands(Pot::Commission)),
            ("GST to pay on it, and as supplier by law", self.stands(Pot::GstPayable)),
            ("withheld: TCS", self.stands(Pot::TcsPayable)),
            ("… TDS", self.stands(Pot::TdsPayable)),
            ("welfare fee of 1 % of labour", self.stands(Pot::WelfarePayable)),
        ];
        writeln!(f, "| what | figure |\n|---|---|")?;
        rows.iter().try_for_each(|(what, figure)| writeln!(f, "| {what} | {figure} |"))
    }
}
