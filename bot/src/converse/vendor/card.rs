//! A part as a vendor reads it: lines, time, place, money, and the buttons that fit where it is.

use realserv_domain::message::Button;
use realserv_domain::money::Paise;
use realserv_domain::orders::{LineCard, Method, PartCard, PartStep};
use realserv_domain::place::MOST_ADDRESS;
use realserv_domain::vehicles::Lane;
use realserv_templates::{Amount, SlotOn, StepOf, Words, WorkDayOn, fit};

use super::draft::{button, tidy};
use super::{Choice, Shown};
use crate::converse::{Ctx, SiteDetails};

/// How much is shown of what may be long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Lines of goods; the rest becomes "and 3 more".
    pub(super) lines: usize,
    /// Letters of the address.
    pub(super) address: usize,
}

/// A cheap phone shows about eight lines of goods before "read more"; the others are for long names and addresses.
const ROOMS: [Room; 4] = [
    Room { lines: 8, address: MOST_ADDRESS },
    Room { lines: 5, address: 200 },
    Room { lines: 3, address: 120 },
    Room { lines: 1, address: 60 },
];

/// The fullest text that fits. A bubble that is cut loses its end, and there stand the map, the number to call and the
/// money to collect: goods and address give way first.
pub(super) fn fullest(most: usize, text: impl Fn(Room) -> String) -> String {
    let texts = ROOMS.into_iter().map(text).map(|text| tidy(&text));
    let mut shorter = String::new();
    for text in texts {
        shorter = text;
        if shorter.chars().count() <= most {
            break;
        }
    }
    shorter
}

pub(super) fn lines(card: &PartCard, room: Room, words: &Words) -> String {
    let mut lines: Vec<String> =
        card.lines.iter().take(room.lines).map(|line| one_line(line, words)).collect();
    let rest = card.lines.len().saturating_sub(room.lines);
    if rest > 0 {
        lines.push(words.offer_more_line(rest));
    }
    lines.join("\n")
}

fn one_line(line: &LineCard, words: &Words) -> String {
    words.offer_item_line(Amount { quantity: line.quantity, unit: line.unit }, &line.name)
}

/// The first line alone, for a row of a list.
pub(super) fn first_line(card: &PartCard, words: &Words) -> String {
    let line = card.lines.first().map(|line| one_line(line, words)).unwrap_or_default();
    bare(&line).to_owned()
}

/// All lines in one, for a template, whose variables hold no line break.
pub(super) fn items(card: &PartCard, words: &Words) -> String {
    lines(card, ROOMS[0], words).lines().map(bare).collect::<Vec<_>>().join(", ")
}

fn bare(line: &str) -> &str {
    line.trim_start_matches(['•', ' '])
}

/// Where it is, in the words of what it brings.
pub(super) const fn step(card: &PartCard, step: PartStep) -> StepOf {
    StepOf { step, is_labour: card.is_labour }
}

/// When the goods or the people are wanted, a line of its own.
pub(super) fn when(card: &PartCard, words: &Words, ctx: &Ctx<'_>) -> String {
    match (fixed(card, words, ctx), card.is_labour) {
        (Some(time), true) => words.offer_work_line(&time),
        (Some(time), false) => words.offer_delivery_line(&time),
        (None, _) => words.offer_any_time_line(),
    }
}

/// The same, and below it what the load needs.
pub(super) fn when_and_how(card: &PartCard, words: &Words, ctx: &Ctx<'_>) -> String {
    let when = when(card, words, ctx);
    let Some(trips) = trips(card, words) else { return when };
    let how = match card.lane {
        Some(Lane::Narrow) => words.offer_vehicle_narrow_line(&trips),
        Some(Lane::Wide) | None => words.offer_vehicle_line(&trips),
    };
    format!("{when}\n{how}")
}

fn trips(card: &PartCard, words: &Words) -> Option<String> {
    card.haul.as_ref().map(|haul| words.offer_trips_line(&haul.name, haul.trips))
}

/// The same for a template, which has its own words around it.
pub(super) fn time(card: &PartCard, words: &Words, ctx: &Ctx<'_>) -> String {
    fixed(card, words, ctx).unwrap_or_else(|| words.offer_any_time_line())
}

/// The same with what the load needs.
pub(super) fn time_and_trips(card: &PartCard, words: &Words, ctx: &Ctx<'_>) -> String {
    let time = time(card, words, ctx);
    match trips(card, words) {
        Some(trips) => format!("{time} · {trips}"),
        None => time,
    }
}

fn fixed(card: &PartCard, words: &Words, ctx: &Ctx<'_>) -> Option<String> {
    let today = ctx.now.date();
    if card.is_labour {
        card.schedule.work.map(|work| words.offer_work_day_line(WorkDayOn { work, today }))
    } else {
        card.schedule.delivery.map(|slot| words.offer_slot_line(SlotOn { slot, today }))
    }
}

pub(super) fn money(card: &PartCard, method: Method, words: &Words) -> String {
    let (owed, cash) = (card.owed_paise, cash(card, method));
    match cash {
        Paise::ZERO => words.fulfil_money_online_line(owed),
        cash if cash == owed => words.fulfil_money_cash_line(cash),
        cash => words.fulfil_money_cash_more_line(cash, owed),
    }
}

/// What he collects. A card of before there were balances says it by the method alone.
pub(super) const fn cash(card: &PartCard, method: Method) -> Paise {
    match method {
        Method::Cash => card.total_paise,
        Method::Online | Method::Advance => card.gate_paise,
    }
}

/// Where to bring it and whom to call. Without an answer the locality alone, which the card has.
pub(super) fn site(
    card: &PartCard,
    details: Option<&SiteDetails>,
    room: Room,
    words: &Words,
) -> String {
    let Some(details) = details else {
        return format!("📍 {}", card.locality.in_language(words.language()));
    };
    let (locality, pin) = (&details.locality, &details.pin);
    // The middle of a locality looks like a gate on the map, and is none.
    let map = match details.way.from_map {
        true => map_link(details),
        false => words.fulfil_map_of_area_line(&map_link(details)),
    };
    let place = match details.way.words.as_str() {
        "" => words.fulfil_site_by_pin(locality, pin, &map),
        way => words.fulfil_site(&fit(way, room.address), locality, pin, &map),
    };
    let phone = details.buyer_phone.as_ref().map(|phone| phone.reveal_for_people());
    let contact = match (&details.buyer_name, &phone) {
        (Some(name), Some(phone)) => words.fulfil_contact_line(name, phone),
        (None, Some(phone)) => words.fulfil_contact_unnamed_line(phone),
        (Some(_) | None, None) => String::new(),
    };
    tidy(&format!("{place}\n{contact}"))
}

/// Opens in any map app.
fn map_link(details: &SiteDetails) -> String {
    let (lat, lon) = (degrees(details.point.lat_e6), degrees(details.point.lon_e6));
    format!("https://maps.google.com/?q={lat},{lon}")
}

fn degrees(e6: i32) -> String {
    let sign = if e6 < 0 { "-" } else { "" };
    let e6 = e6.unsigned_abs();
    format!("{sign}{}.{:06}", e6 / 1_000_000, e6 % 1_000_000)
}

/// What can be done with a part where it stands, the likeliest first.
pub(super) fn next_buttons(shown: &Shown, words: &Words) -> Vec<Button> {
    let (order, part) = (shown.order, shown.card.part);
    let number = || shown.number.clone();
    let give_back = || {
        let choice = Choice::GiveBack { order, part, number: number() };
        button(choice, words.fulfil_cancel_button())
    };
    let crew = shown.card.is_labour;
    match shown.step {
        PartStep::Offered => offer_buttons(shown, words),
        PartStep::Accepted if crew => vec![crew_sent(shown, words), give_back()],
        PartStep::Accepted => vec![
            button(Choice::Packed { order, part }, words.fulfil_packed_button()),
            dispatch(shown, words),
            give_back(),
        ],
        PartStep::Packed if crew => vec![crew_sent(shown, words), give_back()],
        PartStep::Packed => vec![dispatch(shown, words), give_back()],
        // A driver's phone has other worries: "on the way" may be skipped.
        PartStep::Dispatched => vec![
            button(Choice::OnTheWay { order, part }, words.fulfil_on_the_way_button()),
            arrived(shown, words),
            came_short(shown, words),
        ],
        PartStep::OnTheWay => vec![arrived(shown, words), came_short(shown, words)],
        PartStep::Held | PartStep::Unserved | PartStep::Delivered | PartStep::Cancelled => {
            Vec::new()
        }
    }
}

fn dispatch(shown: &Shown, words: &Words) -> Button {
    let (order, part) = (shown.order, shown.card.part);
    let choice = Choice::Dispatch { order, part, number: shown.number.clone() };
    button(choice, words.fulfil_dispatch_button())
}

fn arrived(shown: &Shown, words: &Words) -> Button {
    let (order, part, number) = (shown.order, shown.card.part, shown.number.clone());
    if shown.card.is_labour {
        let choice = Choice::CrewArrived { order, part, number };
        button(choice, words.fulfil_crew_arrived_button())
    } else {
        let choice = Choice::Delivered { order, part, number };
        button(choice, words.fulfil_delivered_button())
    }
}

fn came_short(shown: &Shown, words: &Words) -> Button {
    let (order, part, number) = (shown.order, shown.card.part, shown.number.clone());
    button(Choice::CameShort { order, part, number }, words.less_short_button())
}

fn crew_sent(shown: &Shown, words: &Words) -> Button {
    let (order, part) = (shown.order, shown.card.part);
    button(Choice::CrewSent { order, part }, words.fulfil_crew_sent_button())
}

/// Accept comes first: it is what nearly everybody taps.
fn offer_buttons(shown: &Shown, words: &Words) -> Vec<Button> {
    let Some(offer) = shown.offer else { return Vec::new() };
    let order = shown.order;
    let reject = Choice::Reject { order, offer, number: shown.number.clone() };
    vec![
        button(Choice::Accept { order, offer }, words.offer_accept_button()),
        button(reject, words.offer_reject_button()),
    ]
}
