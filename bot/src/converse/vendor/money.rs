//! What a vendor is paid: the settlement of a week, payouts, and where they go.
//!
//! ```text
//! bot     💰 *Your account Mon 23 Nov – Sun 29 Nov*
//!         Delivered: ₹41,250
//!         Tax withheld: -₹206.25
//!         *We owe you ₹41,043.75*
//!         ⏳ ₹41,043.75 is kept for you: tell us where to send it.        [Give an account] [PDF] [Sheet (CSV)]
//! vendor  HDFC0001234 50100012345678
//! bot     We are asking the bank about HDFC …5678. This takes a minute or two.
//! bot     HDFC …5678 is in the name of *KALUVA TRADERS*. Shall we …       [Yes, this one] [Another account]
//! vendor  (taps Yes, this one)
//! bot     ✅ From now on we send your money to HDFC …5678 …
//! bot     ✅ *₹41,043.75* has been paid to HDFC …5678. Bank reference: …
//! ```

use jiff::civil::Date;
use realserv_domain::ids::PayAccountId;
use realserv_domain::ledger::VendorAccount;
use realserv_domain::message::{Button, Message, Paper};
use realserv_domain::money::Paise;
use realserv_domain::notice::{Notice, NoticeAbout};
use realserv_domain::settlements::{Given, PayTo, PayeeEvent, PayeeNews, SettledCard, Why};
use realserv_templates::{Words, whatsapp};

use super::draft::{Draft, button, under};
use super::{Choice, Stage, WaitsFor};
use crate::converse::{Ask, Effect};

/// The last settlement, and how he stands now.
pub(super) fn statement(draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.ask(Ask::DeskStatement { vendor }, WaitsFor::Statement);
}

pub(super) fn show(card: Option<&SettledCard>, account: VendorAccount, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let now = super::account::text(account, words);
    let Some(card) = card else {
        let text = format!("{}\n\n{now}", words.money_none());
        return draft.menu_list(&text);
    };
    let text = format!("{}\n\n{}\n{now}", lines(card, words), words.money_since());
    draft.say_with(&text, buttons(card, words));
}

/// Line by line as a file, whichever of his settlements it is.
pub(super) fn paper(to: Date, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    let body = draft.words().money_paper(to);
    draft.send_paper(Paper::Statement { vendor, to }, format!("statement-{to}.pdf"), body);
}

pub(super) fn sheet(to: Date, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    let body = draft.words().money_paper(to);
    draft.send_paper(Paper::StatementSheet { vendor, to }, format!("statement-{to}.csv"), body);
}

/// Where it goes is asked. The one in use stays until another is confirmed.
pub(super) fn ask_account(draft: &mut Draft<'_, '_>, note: Option<&str>) {
    let body = under(note, draft.words().money_account_ask());
    draft.ask_for_words(Stage::GivingAccount, &body);
}

/// Whether it was an account; else it is for somebody else to read.
pub(super) fn said(text: &str, draft: &mut Draft<'_, '_>) -> bool {
    let (Some(vendor), Some(to)) = (draft.vendor(), PayTo::read(text)) else { return false };
    let account: PayAccountId = draft.ctx.mint.id();
    let body = draft.words().money_account_checking(&to.masked());
    draft.stage(Stage::Idle);
    draft.effect(Effect::GiveAccount { vendor, account, to });
    draft.say(&body);
    true
}

/// An answer to the question where it goes, or none.
pub(super) fn answered(text: &str, draft: &mut Draft<'_, '_>) {
    if !said(text, draft) {
        let note = draft.words().money_account_unreadable();
        ask_account(draft, Some(&note));
    }
}

pub(super) fn confirmed(account: PayAccountId, draft: &mut Draft<'_, '_>) {
    tell(PayeeEvent::AccountConfirmed { account, by: Given::Vendor }, draft);
}

pub(super) fn another(account: PayAccountId, draft: &mut Draft<'_, '_>) {
    tell(PayeeEvent::AccountDropped { account }, draft);
    ask_account(draft, None);
}

fn tell(event: PayeeEvent, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.effect(Effect::TellPayee { vendor, event });
}

pub(super) fn told(news: &PayeeNews, draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let give = || vec![button(Choice::GiveAccount, words.money_account_give_button())];
    match news {
        PayeeNews::Settled { card } => {
            let text =
                if draft.ctx.person.window_open { lines(card, words) } else { short(card, words) };
            draft.money_news(&text, buttons(card, words));
            by_mail(card, draft);
        }
        PayeeNews::PaidOut { amount_paise, utr, shown } => {
            let utr = utr.as_deref().unwrap_or("–");
            let text = match shown {
                Some(account) => words.money_paid_out(*amount_paise, account, utr),
                None => words.money_paid_out_plain(*amount_paise, utr),
            };
            draft.money_news(&text, Vec::new());
        }
        PayeeNews::NotPaid { amount_paise, shown, wants_account: true } => {
            let text = words.money_not_paid_account(*amount_paise, shown);
            draft.money_news(&text, give());
        }
        PayeeNews::NotPaid { amount_paise, .. } => {
            draft.money_news(&words.money_not_paid(*amount_paise), Vec::new());
        }
        PayeeNews::AccountFound { account, shown, name, fits } => {
            let text = if *fits {
                words.money_account_found(shown, name)
            } else {
                words.money_account_found_other(shown, name)
            };
            let (yes, other) =
                (words.money_account_yes_button(), words.money_account_other_button());
            let buttons = vec![
                button(Choice::AccountMine { account: *account }, yes),
                button(Choice::AccountOther { account: *account }, other),
            ];
            draft.money_news(&text, buttons);
        }
        PayeeNews::AccountWrong { shown } => {
            draft.money_news(&words.money_account_wrong(shown), give());
        }
        PayeeNews::AccountInUse { shown, name } => {
            draft.money_news(&words.money_account_in_use(shown, name), Vec::new());
        }
        PayeeNews::AccountWithOffice { shown } => {
            draft.money_news(&words.money_account_with_office(shown), Vec::new());
        }
    }
}

/// The statement itself, to whoever has his papers by mail.
fn by_mail(card: &SettledCard, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return };
    let words = draft.words();
    let (title, to) = (words.notice_statement_subject(card.from, card.to), card.to);
    let text = lines(card, words).replace('*', "");
    let notice = Notice {
        about: NoticeAbout::Paper {
            order: None,
            paper: Paper::Statement { vendor, to },
            file_name: format!("statement-{to}.pdf"),
        },
        brief: title.clone(),
        title,
        text: format!("{text}\n\n{}", words.notice_paper_end()),
        sms: None,
    };
    draft.effect(Effect::Notify { notice: Box::new(notice) });
}

/// Sums that are nothing are left out.
fn lines(card: &SettledCard, words: &Words) -> String {
    type Line = fn(&Words, Paise) -> String;
    let sums: [(Paise, Line); 8] = [
        (card.opening_paise, Words::money_opening),
        (card.sales_paise, Words::money_sold),
        (card.returns_paise, Words::money_returns),
        (card.fees_paise, Words::money_fees),
        (card.taxes_paise, Words::money_taxes),
        (card.cash_paise, Words::money_cash),
        (card.paid_paise, Words::money_paid),
        (card.other_paise, Words::money_other),
    ];
    let title = words.money_week(card.from, card.to);
    let sums = sums.into_iter().filter(|(sum, _)| !sum.is_zero());
    let sums = sums.map(|(sum, line)| line(words, sum));
    let end = [Some(stands(card, words)), becomes(card, words)].into_iter().flatten();
    [title].into_iter().chain(sums).chain(end).collect::<Vec<_>>().join("\n")
}

/// The same in two sentences.
fn short(card: &SettledCard, words: &Words) -> String {
    let title = words.money_week(card.from, card.to);
    let becomes = becomes(card, words).unwrap_or_default();
    format!("{title}: {}. {becomes}", stands(card, words)).replace('*', "")
}

fn stands(card: &SettledCard, words: &Words) -> String {
    let closing = card.closing_paise;
    if closing > Paise::ZERO {
        words.money_we_owe(closing)
    } else if closing < Paise::ZERO {
        words.money_you_owe(-closing)
    } else {
        words.money_even()
    }
}

/// Of several things that hold it the one that he can do something about, or else the office's.
fn becomes(card: &SettledCard, words: &Words) -> Option<String> {
    let sum = card.to_pay_paise?;
    let holds = |why| card.held.contains(&why);
    Some(if card.held.is_empty() {
        words.money_goes(sum)
    } else if holds(Why::BelowMinimum) {
        words.money_held_small(sum)
    } else if holds(Why::NoAccount) {
        words.money_held_account(sum)
    } else if holds(Why::TooMuchForUpi) {
        words.money_held_upi(sum)
    } else if holds(Why::AccountUnchecked) {
        words.money_held_unchecked(sum)
    } else if holds(Why::Kyc) {
        words.money_held_kyc(sum)
    } else {
        words.money_held_office(sum)
    })
}

fn buttons(card: &SettledCard, words: &Words) -> Vec<Button> {
    let wanted = [Why::NoAccount, Why::TooMuchForUpi].iter().any(|why| card.held.contains(why));
    let wanted = wanted && card.to_pay_paise.is_some();
    let give = || button(Choice::GiveAccount, words.money_account_give_button());
    let files = [
        button(Choice::StatementPaper { to: card.to }, words.money_paper_button()),
        button(Choice::StatementSheet { to: card.to }, words.money_sheet_button()),
    ];
    wanted.then(give).into_iter().chain(files).collect()
}

impl Draft<'_, '_> {
    /// News of his money: as a template when the 24-hour window is closed.
    pub(super) fn money_news(&mut self, body: &str, buttons: Vec<Button>) {
        if self.ctx.person.window_open {
            return self.say_with(body, buttons);
        }
        let call = whatsapp::VendorAccountUpdate { news: body }.call(self.words().language());
        self.send(Message::Template(call));
    }
}
