//! The days of a contractor's crews, for the sheet that he pays his people by.
//!
//! ```text
//! vendor  wages
//! bot     👷 *Mon 30 Nov – Sun 6 Dec*
//!         Mason: 4 days, ₹4,400
//!         *Together ₹4,400*                       [This week (PDF)] [Last week (PDF)] [Sheet (CSV)]
//! ```

use jiff::civil::Date;
use realserv_domain::message::{Button, Paper};
use realserv_domain::money::Paise;
use realserv_templates::Words;

use super::draft::{Draft, button};
use super::{Choice, WaitsFor};
use crate::converse::{Ask, WageWeek};

pub(super) fn open(draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    draft.ask(Ask::DeskWages { vendor }, WaitsFor::Wages);
}

/// Weeks in which nobody worked are left out.
pub(super) fn show(weeks: &[WageWeek], draft: &mut Draft<'_, '_>) {
    let words = draft.words();
    let worked: Vec<&WageWeek> = weeks.iter().filter(|week| !week.trades.is_empty()).collect();
    let Some(latest) = worked.first() else {
        return draft.menu_list(&words.wages_none());
    };
    let text: Vec<String> = worked.iter().map(|week| lines(week, words)).collect();
    let papers = weeks.iter().zip([Words::wages_this_button, Words::wages_last_button]);
    let papers = papers.filter(|(week, _)| !week.trades.is_empty());
    let mut buttons: Vec<Button> = papers
        .map(|(week, title)| button(Choice::WagesPaper { to: week.to }, title(words)))
        .collect();
    buttons.push(button(Choice::WagesSheet { to: latest.to }, words.money_sheet_button()));
    draft.say_with(&text.join("\n\n"), buttons);
}

fn lines(week: &WageWeek, words: &Words) -> String {
    let trades = week.trades.iter().map(|one| {
        let trade = one.trade.in_language(words.language());
        words.wages_line(trade, one.days, one.total_paise)
    });
    let total: Paise = week.trades.iter().map(|one| one.total_paise).sum();
    [words.wages_week(week.from, week.to)]
        .into_iter()
        .chain(trades)
        .chain([words.wages_total(total)])
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn paper(to: Date, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    let body = draft.words().wages_paper(to);
    draft.send_paper(Paper::Wages { vendor, to }, format!("wages-{to}.pdf"), body);
}

pub(super) fn sheet(to: Date, draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return draft.not_a_vendor() };
    let body = draft.words().wages_paper(to);
    draft.send_paper(Paper::WagesSheet { vendor, to }, format!("wages-{to}.csv"), body);
}
