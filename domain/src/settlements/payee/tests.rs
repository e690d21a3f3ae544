//! Walks through a vendor's money: held, sent, arrived, failed, reversed; and each piece of news twice and out of order.

use jiff::civil::date;

use super::*;
use crate::ids::SettlementId;
use crate::ledger::Account;
use crate::settlements::payout::AttemptStatus;
use crate::settlements::statement::Figures;

const VENDOR: VendorId = VendorId(Uuid::from_u128(7));
const ACCOUNT: PayAccountId = PayAccountId(Uuid::from_u128(8));

/// A vendor, the provider that is asked, and a ledger.
struct World {
    now: Zoned,
    terms: Terms,
    kyc: Kyc,
    can_pay: bool,
    payee: Payee,
    /// What we owe him, by the postings.
    owed: Paise,
    postings: Vec<Posting>,
    calls: Vec<PayoutCall>,
    news: Vec<PayeeNews>,
    alarms: Vec<Alarm>,
    timers: Vec<(Timestamp, PayeeTimer)>,
    told: u128,
}

impl World {
    fn new() -> Self {
        Self {
            now: "2026-11-30T07:00[Asia/Kolkata]".parse().unwrap(),
            terms: Terms::default(),
            kyc: Kyc::Approved,
            can_pay: true,
            payee: Payee::new(VENDOR),
            owed: Paise::ZERO,
            postings: Vec::new(),
            calls: Vec::new(),
            news: Vec::new(),
            alarms: Vec::new(),
            timers: Vec::new(),
            told: 0,
        }
    }

    fn with_account() -> Self {
        let mut world = Self::new();
        world.gives(ACCOUNT);
        world.finds(ACCOUNT, "KALUVA TRADERS");
        world.hears(PayeeEvent::AccountConfirmed { account: ACCOUNT, by: Given::Vendor });
        assert!(world.payee.account.is_some());
        world
    }

    fn hears(&mut self, event: PayeeEvent) {
        self.told += 1;
        let mut mint = Minter::new([7; 32], Uuid::from_u128(self.told), 1_790_000_000_000);
        let mut ctx = Ctx {
            now: &self.now,
            terms: &self.terms,
            kyc: self.kyc,
            name: "Kaluva Traders",
            owed_paise: self.owed,
            can_pay: self.can_pay,
            mint: &mut mint,
        };
        // As the inbox hands it on.
        let document = serde_json::to_string(&event).unwrap();
        let event = serde_json::from_str(&document).unwrap();
        let step = step(self.payee.clone(), event, &mut ctx);
        self.payee = step.payee;
        // What is stored is what is read.
        let document = serde_json::to_string(&self.payee).unwrap();
        assert_eq!(serde_json::from_str::<Payee>(&document).unwrap(), self.payee);
        for effect in step.effects {
            match effect {
                PayeeEffect::Post { posting } => self.post(posting),
                PayeeEffect::Call { call } => self.calls.push(call),
                PayeeEffect::Tell { news } => self.news.push(news),
                PayeeEffect::Alarm { alarm } => self.alarms.push(alarm),
                PayeeEffect::SetTimer { timer, at } => self.timers.push((at, timer)),
                PayeeEffect::Close { .. } => {}
            }
        }
    }

    /// Each cause once, as the table has it.
    fn post(&mut self, posting: Posting) {
        let known = self.postings.iter().any(|known| known.cause == posting.cause);
        assert!(!known, "{} is posted twice", posting.cause);
        let mine = posting.entries().iter().filter(|e| e.account == Account::Vendor(VENDOR));
        self.owed += mine.map(|entry| -entry.amount_paise).sum();
        self.postings.push(posting);
    }

    fn gives(&mut self, account: PayAccountId) {
        let shown = "HDFC …5678".to_owned();
        let (is_upi, by) = (false, Given::Vendor);
        self.hears(PayeeEvent::AccountGiven { account, is_upi, shown, by });
    }

    fn finds(&mut self, account: PayAccountId, name: &str) {
        let of = || Whose::Of(name.to_owned());
        self.seen_account(account, if name.is_empty() { Whose::Nobodys } else { of() });
    }

    fn seen_account(&mut self, account: PayAccountId, whose: Whose) {
        let said = Validation {
            validation: ProviderId("fav_1".into()),
            fund_account: ProviderId(format!("fa_{}", account.0.as_u128())),
            whose,
        };
        self.hears(PayeeEvent::AccountSeen { account, said });
    }

    /// A week that leaves so much to be paid in all.
    fn settles(&mut self, owed: i64) {
        let closing = Paise::new(owed);
        self.owed = closing;
        let to = self.now.date().yesterday().unwrap();
        let settlement = Settlement {
            id: SettlementId(Uuid::from_u128(100 + self.told)),
            vendor: VENDOR,
            from: to.checked_sub(6.days()).unwrap(),
            to,
            opening_paise: Paise::ZERO,
            figures: Figures { gross_paise: closing, ..Figures::default() },
            cash_offset_paise: Paise::ZERO,
            cash_left_paise: Paise::ZERO,
            closing_paise: closing,
        };
        self.hears(PayeeEvent::Closed { settlement: Some(Box::new(settlement)) });
    }

    fn key(&self) -> Uuid {
        self.payee.payouts.last().unwrap().attempts.last().unwrap().key
    }

    fn says(&mut self, key: Uuid, status: AttemptStatus, reason: &str) {
        let said = PayoutSaid {
            provider: ProviderId(format!("pout_{key}")),
            utr: (status == AttemptStatus::Processed).then(|| "UTR1".to_owned()),
            status,
            reason: (!reason.is_empty()).then(|| reason.to_owned()),
        };
        self.hears(PayeeEvent::PayoutSeen { key, said });
    }

    fn state(&self) -> &PayoutState {
        &self.payee.payouts.last().unwrap().state
    }

    fn held(&self) -> Vec<Why> {
        let PayoutState::Held { why } = self.state() else { panic!("{:?}", self.state()) };
        why.clone()
    }

    /// Keys under which the provider was asked to pay.
    fn paid_under(&self) -> Vec<Uuid> {
        let key = |call: &PayoutCall| {
            if let PayoutCall::Pay { key, .. } = call { Some(*key) } else { None }
        };
        self.calls.iter().filter_map(key).collect()
    }

    fn balance(&self, account: Account) -> i64 {
        let entries = self.postings.iter().flat_map(Posting::entries);
        entries.filter(|e| e.account == account).map(|e| e.amount_paise.get()).sum()
    }
}

#[test]
fn a_settlement_is_paid_once_and_posted_once_however_often_it_is_told() {
    let mut world = World::with_account();
    world.settles(1_234_567);
    assert_eq!(world.state(), &PayoutState::Sent);
    let key = world.key();
    assert_eq!(world.balance(Account::PayoutInTransit), -1_234_567);
    for status in [
        AttemptStatus::Queued,
        AttemptStatus::Processing,
        AttemptStatus::Processed,
        AttemptStatus::Processed,
        // Late news of before.
        AttemptStatus::Processing,
        AttemptStatus::Failed,
    ] {
        world.says(key, status, "");
    }
    assert_eq!(world.state(), &PayoutState::Processed);
    assert_eq!(world.balance(Account::PayoutInTransit), 0);
    assert_eq!(world.balance(Account::Bank), -1_234_567);
    assert_eq!(world.paid_under(), [key]);
    assert_eq!(world.owed, Paise::ZERO);
    assert!(matches!(world.news.last(), Some(PayeeNews::PaidOut { utr: Some(_), .. })));
    world.hears(PayeeEvent::LookAgain);
    assert_eq!(world.paid_under().len(), 1);
}

#[test]
fn what_is_under_way_is_never_sent_again() {
    let mut world = World::with_account();
    world.settles(100_000);
    let (key, id) = (world.key(), world.payee.payouts[0].id);
    world.says(key, AttemptStatus::Processing, "");
    world.hears(PayeeEvent::OfficeRetried { payout: id });
    world.hears(PayeeEvent::OfficePaid { payout: id, utr: "U".into() });
    world.hears(PayeeEvent::LookAgain);
    for _ in 0..30 {
        world.hears(PayeeEvent::Due { timer: PayeeTimer::Look { key } });
    }
    assert_eq!(world.paid_under(), [key]);
    assert_eq!(world.alarms, [Alarm::PayoutSlow]);
    // A new week: what is under way is not owed any more, and is not in it.
    world.settles(5_000_000);
    assert_eq!(world.payee.payouts.len(), 2);
    assert_eq!(world.payee.payouts[0].state, PayoutState::Sent);
    assert_eq!(world.paid_under().len(), 2);
}

#[test]
fn what_failed_goes_to_another_account_under_a_new_key() {
    let mut world = World::with_account();
    world.settles(100_000);
    let first = world.key();
    world.says(first, AttemptStatus::Failed, "bank_account_invalid");
    assert_eq!(world.state(), &PayoutState::Failed);
    assert_eq!(world.owed, Paise::new(100_000), "it is owed again");
    assert_eq!(world.alarms, [Alarm::PayoutFailed]);
    assert!(world.payee.account.is_none(), "nothing else goes there");
    let other = PayAccountId(Uuid::from_u128(9));
    world.gives(other);
    world.finds(other, "KALUVA TRADERS");
    world.hears(PayeeEvent::AccountConfirmed { account: other, by: Given::Vendor });
    let second = world.key();
    assert_ne!(first, second);
    world.says(second, AttemptStatus::Processed, "");
    // The first one's webhook comes again.
    world.says(first, AttemptStatus::Failed, "bank_account_invalid");
    assert_eq!(world.state(), &PayoutState::Processed);
    assert_eq!(world.balance(Account::Bank), -100_000, "one transfer in the end");
    assert_eq!(world.balance(Account::PayoutInTransit), 0);
}

#[test]
fn a_bank_that_is_away_is_tried_again_by_itself_and_not_for_ever() {
    let mut world = World::with_account();
    world.settles(100_000);
    for turn in 1..=3 {
        assert_eq!(world.paid_under().len(), turn);
        world.says(world.key(), AttemptStatus::Failed, "beneficiary_bank_offline");
        let Some((at, timer)) = world.timers.last().copied() else { panic!() };
        if turn < 3 {
            assert_eq!(world.state(), &PayoutState::Due);
            world.hears(PayeeEvent::LookAgain);
            assert_eq!(world.paid_under().len(), turn, "not before its time");
            world.now = at.to_zoned(world.now.time_zone().clone());
            world.hears(PayeeEvent::Due { timer });
        }
    }
    assert_eq!(world.state(), &PayoutState::Failed);
    assert_eq!(world.alarms, [Alarm::PayoutFailed]);
    world.hears(PayeeEvent::OfficeRetried { payout: world.payee.payouts[0].id });
    assert_eq!(world.paid_under().len(), 4);
}

#[test]
fn what_comes_back_after_it_arrived_is_posted_back_once() {
    let mut world = World::with_account();
    world.settles(100_000);
    let key = world.key();
    world.says(key, AttemptStatus::Processed, "");
    for _ in 0..2 {
        world.says(key, AttemptStatus::Reversed, "bank_account_closed");
    }
    world.says(key, AttemptStatus::Processed, "");
    assert_eq!(world.state(), &PayoutState::Reversed);
    assert_eq!((world.balance(Account::Bank), world.owed), (0, Paise::new(100_000)));
    assert_eq!(world.alarms, [Alarm::PayoutReversed]);
    // The next settlement has it.
    world.settles(150_000);
    assert_eq!(world.payee.payouts[0].state, PayoutState::Carried);
    assert_eq!(world.held(), [Why::NoAccount]);
}

#[test]
fn a_refusal_is_the_offices_and_keeps_the_account() {
    let mut world = World::with_account();
    world.settles(100_000);
    let key = world.key();
    let detail = "Authentication failed".to_owned();
    world.hears(PayeeEvent::PayoutRefused { key, detail });
    assert_eq!(world.state(), &PayoutState::Failed);
    assert!(world.payee.account.is_some());
    assert_eq!(world.balance(Account::PayoutInTransit), 0);
    assert_eq!(world.alarms, [Alarm::PayoutFailed]);
}

#[test]
fn everything_that_holds_is_named_and_goes_when_nothing_does() {
    let mut world = World::new();
    (world.kyc, world.can_pay) = (Kyc::Open, false);
    world.settles(9_999);
    let all = [Why::Kyc, Why::BelowMinimum, Why::NoAccount, Why::NoWay];
    assert_eq!(world.held(), all);
    (world.kyc, world.can_pay) = (Kyc::Approved, true);
    world.gives(ACCOUNT);
    world.hears(PayeeEvent::LookAgain);
    assert_eq!(world.held(), [Why::BelowMinimum, Why::AccountUnchecked]);
    world.settles(10_000);
    world.hears(PayeeEvent::OfficeHeld {
        payout: world.payee.payouts[1].id,
        reason: "A claim is open".into(),
    });
    world.finds(ACCOUNT, "KALUVA TRADERS");
    world.hears(PayeeEvent::AccountConfirmed { account: ACCOUNT, by: Given::Vendor });
    assert_eq!(world.held(), [Why::Office]);
    // The hold goes on in the next cycle; so does what was taken back meanwhile.
    world.settles(20_000);
    assert_eq!(world.held(), [Why::Office]);
    world.owed = Paise::new(15_000);
    world.hears(PayeeEvent::OfficeReleased { payout: world.payee.payouts[2].id });
    assert_eq!(world.held(), [Why::OwedLess]);
    world.settles(15_000);
    assert_eq!(world.state(), &PayoutState::Sent);
    assert_eq!(world.paid_under().len(), 1);
}

#[test]
fn who_owes_us_is_paid_nothing() {
    let mut world = World::with_account();
    world.settles(-5_000);
    world.settles(0);
    assert!(world.payee.payouts.is_empty());
    let told = world.news.iter().filter(|one| matches!(one, PayeeNews::Settled { .. })).count();
    assert_eq!(told, 2);
}

#[test]
fn what_is_settled_on_a_saturday_leaves_on_monday() {
    let mut world = World::with_account();
    world.now = "2026-11-28T07:00[Asia/Kolkata]".parse().unwrap();
    world.settles(100_000);
    assert_eq!(world.state(), &PayoutState::Due);
    let Some((at, timer)) = world.timers.last().copied() else { panic!() };
    world.now = at.to_zoned(world.now.time_zone().clone());
    assert_eq!(world.now.date(), date(2026, 11, 30));
    world.hears(PayeeEvent::Due { timer });
    assert_eq!(world.state(), &PayoutState::Sent);
}

#[test]
fn another_name_needs_the_office_and_a_wrong_account_another_one() {
    let mut world = World::new();
    world.gives(ACCOUNT);
    world.seen_account(ACCOUNT, Whose::NotKnown);
    let validation = ProviderId("fav_1".into());
    world.hears(PayeeEvent::AccountHinted { account: ACCOUNT, validation });
    world.finds(ACCOUNT, "SUNITA DEVI");
    assert!(matches!(world.news.last(), Some(PayeeNews::AccountFound { fits: false, .. })));
    world.hears(PayeeEvent::AccountConfirmed { account: ACCOUNT, by: Given::Vendor });
    world.hears(PayeeEvent::AccountConfirmed { account: ACCOUNT, by: Given::Vendor });
    assert_eq!(
        (world.alarms.as_slice(), world.payee.account.is_some()),
        (&[Alarm::AccountName][..], false)
    );
    world.hears(PayeeEvent::AccountConfirmed { account: ACCOUNT, by: Given::Office });
    assert_eq!(world.payee.account.as_ref().unwrap().name, "SUNITA DEVI");
    // A wrong one leaves the one in use alone, and an old answer about it finds nothing to do.
    let other = PayAccountId(Uuid::from_u128(9));
    world.gives(other);
    world.finds(other, "");
    world.finds(other, "KALUVA TRADERS");
    assert!(matches!(world.news.last(), Some(PayeeNews::AccountWrong { .. })));
    assert_eq!(world.payee.account.as_ref().unwrap().id, ACCOUNT);
}

#[test]
fn too_much_for_a_upi_address_waits_for_a_bank_account() {
    let mut world = World::new();
    let (is_upi, by) = (true, Given::Office);
    let shown = "ra****@ybl".to_owned();
    world.hears(PayeeEvent::AccountGiven { account: ACCOUNT, is_upi, shown, by });
    world.finds(ACCOUNT, "M/S KALUVA TRADERS");
    assert!(world.payee.account.is_some(), "the office's word and the bank's");
    world.settles(10_000_001);
    assert_eq!(world.held(), [Why::TooMuchForUpi]);
}

#[test]
fn the_office_pays_by_hand() {
    let mut world = World::new();
    world.can_pay = false;
    world.settles(100_000);
    let id = world.payee.payouts[0].id;
    world.hears(PayeeEvent::OfficePaid { payout: id, utr: "NEFT1".into() });
    world.hears(PayeeEvent::OfficePaid { payout: id, utr: "NEFT1".into() });
    assert_eq!(world.state(), &PayoutState::Processed);
    assert_eq!((world.balance(Account::Bank), world.owed), (-100_000, Paise::ZERO));
}
