//! What a buyer finds missing or broken after it was handed over.
//!
//! ```text
//! buyer says so ──► the vendor is asked ──► "it is so"          ──► the money goes back at once
//!                                      └──► "not so", or silence ──► the office decides: all, a part, nothing
//! ```
//!
//! The lines stay as they were handed over; a claim stands beside them with what it has come to. Who agrees gives up what
//! he was credited for it. The office says who bears what it gives. So nothing of a claim is ever in suspense: until
//! somebody has said what it is worth nothing is posted, and then it is said whose it is.
//!
//! Of a cash order the vendor has the money in hand and gives it back by hand, whoever bears it; so he does with what an
//! advance does not cover.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::levied::SupportBack;
use super::refunds::LEAST_REFUND;
use super::{Bearer, Effect, Fact, Method, Order, Part, PartState, Party, Rest};
use super::{RefundWhy, Terms, Timer};
use crate::ids::{MediaId, PartId, SkuId, VendorId};
use crate::language::Name;
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::quantity::{Quantity, Unit};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimWhy {
    /// Fewer were there than was signed for.
    Short,
    Broken,
}

impl ClaimWhy {
    pub const ALL: [Self; 2] = [Self::Short, Self::Broken];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Broken => "broken",
        }
    }

    const fn refund(self) -> RefundWhy {
        match self {
            Self::Short => RefundWhy::ShortAtSite,
            Self::Broken => RefundWhy::Broken,
        }
    }
}

/// A photo: as WhatsApp names it, and as we do since pictures are kept. Whether it was kept tells its own row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    pub media_id: String,
    /// The message that it came in.
    pub message_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<MediaId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub sku: SkuId,
    pub why: ClaimWhy,
    pub quantity: Quantity,
    /// What the buyer paid for so much of it: the most that it can come to.
    pub paise: Paise,
    /// What the platform added to that for the vendor.
    pub support_paise: Paise,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
    pub since: Timestamp,
    pub state: ClaimState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ClaimState {
    /// The vendor is asked.
    Asked {
        until: Timestamp,
    },
    WithOffice {
        since: Timestamp,
    },
    Settled {
        at: Timestamp,
        by: Party,
        given_paise: Paise,
        /// What of it the vendor hands back: what he was paid in cash.
        #[serde(default)]
        by_hand_paise: Paise,
        /// What its vendor has given up for it; nothing where the platform bears it.
        #[serde(default)]
        lost_paise: Paise,
        borne_by: Bearer,
    },
}

impl ClaimState {
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "asked",
            Self::WithOffice { .. } => "with_office",
            Self::Settled { .. } => "settled",
        }
    }
}

/// What a vendor says to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "says")]
pub enum ClaimAnswer {
    /// It is so, and what is missing is in his yard, or lost.
    Agreed {
        rest: Rest,
    },
    Refused,
}

/// Why nothing can be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum NoClaim {
    /// It has not come, or never will.
    NotDelivered,
    TooLate {
        hours: u32,
    },
    NoSuchLine,
    /// Of what came only so much is not claimed yet.
    TooMuch {
        left: Quantity,
        unit: Unit,
    },
    /// Worth less than a rupee, which cannot be sent back.
    TooLittle,
    /// One of the same thing is being looked at.
    OneIsOpen,
}

/// A claim as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCard {
    pub claim: u8,
    pub why: ClaimWhy,
    pub name: Name,
    pub quantity: Quantity,
    pub unit: Unit,
    pub paise: Paise,
    pub has_photo: bool,
}

impl Claim {
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self.state {
            ClaimState::Asked { .. } | ClaimState::WithOffice { .. } => true,
            ClaimState::Settled { .. } => false,
        }
    }

    #[must_use]
    pub const fn is_with_office(&self) -> bool {
        matches!(self.state, ClaimState::WithOffice { .. })
    }

    /// What it has come to for the buyer.
    #[must_use]
    pub const fn given(&self) -> Paise {
        match self.state {
            ClaimState::Settled { given_paise, .. } => given_paise,
            ClaimState::Asked { .. } | ClaimState::WithOffice { .. } => Paise::ZERO,
        }
    }

    /// What of that its vendor hands back himself.
    #[must_use]
    pub const fn by_hand(&self) -> Paise {
        match self.state {
            ClaimState::Settled { by_hand_paise, .. } => by_hand_paise,
            ClaimState::Asked { .. } | ClaimState::WithOffice { .. } => Paise::ZERO,
        }
    }

    /// How what it has come to goes back.
    fn way_back(&self) -> Method {
        match (self.by_hand(), self.given() - self.by_hand()) {
            (Paise::ZERO, _) => Method::Online,
            (_, Paise::ZERO) => Method::Cash,
            (_, _) => Method::Advance,
        }
    }

    /// What its vendor has given up for it.
    #[must_use]
    pub const fn lost(&self) -> Paise {
        match self.state {
            ClaimState::Settled { lost_paise, .. } => lost_paise,
            ClaimState::Asked { .. } | ClaimState::WithOffice { .. } => Paise::ZERO,
        }
    }
}

impl Part {
    #[must_use]
    pub fn claim(&self, number: u8) -> Option<&Claim> {
        self.claims.get(usize::from(number))
    }

    pub(super) fn lost_by_claims(&self) -> Paise {
        self.claims.iter().map(Claim::lost).sum()
    }

    /// What of a line is neither claimed nor given back.
    fn unclaimed(&self, sku: SkuId) -> Quantity {
        let had = self.line(sku).map_or(Quantity::ZERO, |line| line.quantity);
        let of_it = self.claims.iter().filter(|claim| claim.sku == sku);
        let counts = of_it.filter(|claim| claim.is_open() || !claim.given().is_zero());
        counts.fold(had, |left, claim| left.less(claim.quantity))
    }
}

impl Order {
    /// Whether its buyer may still say that something of this part is missing or broken.
    #[must_use]
    pub fn may_claim(&self, part: &Part, now: Timestamp, terms: &Terms) -> bool {
        let left = |sku| part.unclaimed(sku) > Quantity::ZERO;
        in_time(part, now, terms).is_ok() && part.share.lines.iter().any(|line| left(line.sku))
    }

    fn claimable(
        &self,
        part: &Part,
        (sku, quantity): (SkuId, Quantity),
        now: Timestamp,
        terms: &Terms,
    ) -> Result<(Paise, Paise), NoClaim> {
        in_time(part, now, terms)?;
        let line = part.line(sku).ok_or(NoClaim::NoSuchLine)?;
        if part.claims.iter().any(|claim| claim.sku == sku && claim.is_open()) {
            return Err(NoClaim::OneIsOpen);
        }
        let left = part.unclaimed(sku);
        if quantity > left {
            return Err(NoClaim::TooMuch { left, unit: line.unit });
        }
        let without = part.with_less(sku, line.quantity.less(quantity));
        // All of the line is what was paid for the line, not a price times a quantity.
        let line_paise = self.due_for(part) - self.due_for(&without);
        let support = part.share.price_support() - without.share.price_support();
        // Nor is its vendor asked for more than what he still has of it.
        let paise = line_paise.min(self.not_given_back(part));
        let support = support.times_ratio(paise.get(), line_paise.get().max(1));
        // With the last of it all support goes back that is left.
        let left = self.support_left(part);
        let support = if paise == self.stays_sold(part) { left } else { support.min(left) };
        if quantity.is_zero() || paise < LEAST_REFUND {
            return Err(NoClaim::TooLittle);
        }
        Ok((paise, support))
    }
}

impl Order {
    /// What of a sum that is given back for a part was paid in cash, and goes back by hand: what the part was paid online
    /// for goes back first.
    fn by_hand_of(&self, part: &Part, given: Paise) -> Paise {
        let handed: Paise = part.claims.iter().map(Claim::by_hand).sum();
        let left = (self.gate_for(part) - handed).max(Paise::ZERO);
        (given - self.online_left(part)).max(Paise::ZERO).min(left)
    }

    /// What was paid for a part and has not gone back for it since it was delivered, whoever bore it.
    fn not_given_back(&self, part: &Part) -> Paise {
        let ours = part.claims.iter().filter(|claim| claim.lost().is_zero());
        self.stays_sold(part) - ours.map(Claim::given).sum::<Paise>()
    }

    /// What of a part was paid online and has not gone back for it since it was delivered.
    pub(super) fn online_left(&self, part: &Part) -> Paise {
        let by_claims = |of: fn(&Claim) -> Paise| part.claims.iter().map(of).sum::<Paise>();
        let claimed = by_claims(|claim| claim.given() - claim.by_hand());
        let by_vendor =
            by_claims(|claim| if claim.lost().is_zero() { Paise::ZERO } else { claim.given() });
        let by_office = part.taken_back_paise - by_vendor;
        (self.online_for(part) - claimed - by_office).max(Paise::ZERO)
    }
}

fn in_time(part: &Part, now: Timestamp, terms: &Terms) -> Result<(), NoClaim> {
    let PartState::Delivered { at } = part.state else { return Err(NoClaim::NotDelivered) };
    let hours = terms.complaint_hours;
    let late = now.duration_since(at) >= SignedDuration::from_hours(hours.into());
    if late { Err(NoClaim::TooLate { hours }) } else { Ok(()) }
}

impl Draft<'_, '_> {
    pub(super) fn claim_made(
        &mut self,
        id: PartId,
        (sku, quantity): (SkuId, Quantity),
        why: ClaimWhy,
        photo: Option<Photo>,
    ) {
        let Some(part) = self.order.part(id).cloned() else {
            return self.say_no_claim(NoClaim::NoSuchLine);
        };
        let (now, terms) = (self.now(), self.ctx.terms);
        let (paise, support_paise) = match self.order.claimable(&part, (sku, quantity), now, terms)
        {
            Ok(worth) => worth,
            Err(why) => return self.say_no_claim(why),
        };
        // 255 claims of one part are no claims any more.
        let Ok(number) = u8::try_from(part.claims.len()) else {
            return self.say_no_claim(NoClaim::OneIsOpen);
        };
        let until = self.in_minutes(now, terms.claim_answer_hours.saturating_mul(60));
        let state = ClaimState::Asked { until };
        let claim = Claim { sku, why, quantity, paise, support_paise, photo, since: now, state };
        if let Some(part) = self.order.part_mut(id) {
            part.claims.push(claim);
        }
        self.set_timer(Timer::ClaimEnds { part: id, claim: number }, until);
        self.ask_vendor_of(id, number, until);
    }

    fn ask_vendor_of(&mut self, id: PartId, number: u8, until: Timestamp) {
        let Some((part, card)) = self.claimed(id, number) else { return };
        let Some(claim) = part.claim(number) else { return };
        let loses_paise = claim.paise + claim.support_paise;
        let by_hand_paise = Some(self.order.by_hand_of(&part, claim.paise));
        let (order, method, is_labour) = (self.order.id, self.order.method, part.is_labour());
        let number = self.order.number.clone();
        self.tell(
            part.share.vendor.person,
            Fact::ClaimAsked {
                order,
                number: number.clone(),
                part: id,
                claim: card.clone(),
                loses_paise,
                by_hand_paise,
                until,
                method,
                is_labour,
            },
        );
        self.tell_buyer(Fact::ClaimNoted { order, number, claim: card, until });
    }

    fn claimed(&self, id: PartId, number: u8) -> Option<(Part, ClaimCard)> {
        let part = self.order.part(id)?;
        let claim = part.claim(number)?;
        let line = part.line(claim.sku)?;
        let card = ClaimCard {
            claim: number,
            why: claim.why,
            name: line.name.clone(),
            quantity: claim.quantity,
            unit: line.unit,
            paise: claim.paise,
            has_photo: claim.photo.is_some(),
        };
        Some((part.clone(), card))
    }

    fn say_no_claim(&mut self, why: NoClaim) {
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::ClaimNotPossible { order, number, why });
    }

    pub(super) fn claim_answered(
        &mut self,
        id: PartId,
        number: u8,
        by: VendorId,
        answer: ClaimAnswer,
    ) {
        let Some(part) = self.part_of(id, by) else { return };
        let Some(claim) = part.claim(number).cloned() else { return };
        match (claim.state, answer) {
            (ClaimState::Settled { .. }, _) => self.say_claim_closed(id, number),
            // Who has said no may think better of it while nobody has decided.
            (
                ClaimState::Asked { .. } | ClaimState::WithOffice { .. },
                ClaimAnswer::Agreed { rest },
            ) => {
                let whole = (claim.paise, Bearer::Vendor);
                self.settle_claim(id, number, whole, Party::Vendor);
                if rest == Rest::Back && claim.why == ClaimWhy::Short {
                    self.take_back_claimed(&part, &claim);
                }
            }
            (ClaimState::Asked { .. }, ClaimAnswer::Refused) => self.claim_to_office(id, number),
            (ClaimState::WithOffice { .. }, ClaimAnswer::Refused) => {
                self.say_goes_to_office(id, number);
            }
        }
    }

    /// It never left the yard.
    fn take_back_claimed(&mut self, part: &Part, claim: &Claim) {
        if let Some(line) = part.line(claim.sku) {
            let (listing, quantity, rest) = (line.listing, claim.quantity, Rest::Back);
            self.effect(Effect::TakeBack { part: part.id, listing, quantity, rest });
        }
    }

    pub(super) fn claim_ends(&mut self, id: PartId, number: u8) {
        let claim = self.order.part(id).and_then(|part| part.claim(number));
        let Some(ClaimState::Asked { until }) = claim.map(|claim| claim.state) else { return };
        if self.now() >= until {
            self.claim_to_office(id, number);
        }
    }

    fn claim_to_office(&mut self, id: PartId, number: u8) {
        let since = self.now();
        self.set_claim(id, number, ClaimState::WithOffice { since });
        self.say_goes_to_office(id, number);
        let Some((_, claim)) = self.claimed(id, number) else { return };
        let (order, number) = (self.order.id, self.order.number.clone());
        self.tell_buyer(Fact::ClaimWithOffice { order, number, claim });
    }

    fn say_goes_to_office(&mut self, id: PartId, number: u8) {
        let Some((part, claim)) = self.claimed(id, number) else { return };
        let number = self.order.number.clone();
        self.tell(part.share.vendor.person, Fact::ClaimGoesToOffice { number, claim });
    }

    fn set_claim(&mut self, id: PartId, number: u8, state: ClaimState) {
        let part = self.order.part_mut(id);
        if let Some(claim) = part.and_then(|part| part.claims.get_mut(usize::from(number))) {
            claim.state = state;
        }
    }

    /// All of it, a part, or nothing; at any time while it is open. Said once.
    pub(super) fn office_settled_claim(
        &mut self,
        id: PartId,
        number: u8,
        amount: Paise,
        borne_by: Bearer,
    ) {
        let claim = self.order.part(id).and_then(|part| part.claim(number));
        let Some(claim) = claim.filter(|claim| claim.is_open()) else { return };
        let given = amount.max(Paise::ZERO).min(claim.paise);
        let given = if given < LEAST_REFUND { Paise::ZERO } else { given };
        self.settle_claim(id, number, (given, borne_by), Party::Office);
    }

    fn settle_claim(
        &mut self,
        id: PartId,
        number: u8,
        (given, borne_by): (Paise, Bearer),
        by: Party,
    ) {
        let Some(part) = self.order.part(id).cloned() else { return };
        let Some(claim) = part.claim(number).cloned() else { return };
        // Of what was taken back meanwhile nothing is given twice.
        let given = given.min(self.order.not_given_back(&part));
        let given = if given < LEAST_REFUND { Paise::ZERO } else { given };
        let (at, by_hand_paise) = (self.now(), self.order.by_hand_of(&part, given));
        let online = given - by_hand_paise;
        let lost_paise = self.post_claim(&part, number, (online, by_hand_paise), borne_by);
        let given_paise = given;
        self.set_claim(
            id,
            number,
            ClaimState::Settled { at, by, given_paise, by_hand_paise, lost_paise, borne_by },
        );
        let back = self.give_back(online, claim.why.refund());
        let Some((part, card)) = self.claimed(id, number) else { return };
        let Some(claim) = part.claim(number).cloned() else { return };
        self.say_claim_closed(id, number);
        let (order, number, method) = (self.order.id, self.order.number.clone(), claim.way_back());
        let vendor = part.share.vendor.name.clone();
        self.tell_buyer(Fact::ClaimSettled {
            order,
            number,
            claim: card,
            given_paise: given,
            by_hand_paise: claim.by_hand(),
            refund_paise: Some(back.goes()),
            waits: back.waits(),
            by,
            method,
            vendor,
        });
        self.say_refund_waits(back);
    }

    /// What the buyer gets is his again, or the vendor hands it back; who bears it pays it. What the vendor loses by it.
    fn post_claim(
        &mut self,
        part: &Part,
        number: u8,
        (online, by_hand): (Paise, Paise),
        borne_by: Bearer,
    ) -> Paise {
        let buyer = Account::Buyer(self.order.buyer);
        let hand = Account::CashWithVendor(part.share.vendor.id);
        match borne_by {
            Bearer::Vendor => {
                let given = online + by_hand;
                let support = part.claim(number).map_or(Paise::ZERO, |claim| {
                    claim.support_paise.times_ratio(given.get(), claim.paise.get().max(1))
                });
                let first = support.times_ratio(online.get(), given.get().max(1));
                let of = SupportBack::Of;
                let of_online = self.take_back_quietly(part.id, online, buyer, of(first));
                let of_hand = self.take_back_quietly(part.id, by_hand, hand, of(support - first));
                of_online.lost_paise + of_hand.lost_paise
            }
            Bearer::Platform => {
                let entries = [(Account::Claims, online + by_hand), (buyer, -online)];
                let cause = format!("claim:{}:{number}", part.id);
                self.post(Posting::balanced_by(self.order.id, cause, entries, hand));
                Paise::ZERO
            }
        }
    }

    fn say_claim_closed(&mut self, id: PartId, number: u8) {
        let Some((part, card)) = self.claimed(id, number) else { return };
        let Some(claim) = part.claim(number) else { return };
        let ClaimState::Settled { by, .. } = claim.state else { return };
        let (order, number, method) = (self.order.id, self.order.number.clone(), claim.way_back());
        self.tell(
            part.share.vendor.person,
            Fact::ClaimClosed {
                order,
                number,
                claim: card,
                given_paise: claim.given(),
                loses_paise: claim.lost(),
                owed_paise: self.order.nets(&part),
                by_hand_paise: claim.by_hand(),
                by,
                method,
            },
        );
    }
}
