//! The product as its people see it: each test is a chat, each snapshot its transcript. Reviewing a snapshot is
//! reviewing the product. One binary, because linking costs more than running.
#![expect(clippy::unnecessary_operation, reason = "a look that must succeed, whatever it finds")]

// The buyer's side.

/// A first order by taps, in each language.
mod by_taps;

/// A first order by typing, in each language.
mod by_typing;

/// One messy line, changed in words.
mod one_line;

/// An order in several messages.
mod pieces;

/// Choosing and changing the language.
mod languages;

/// Words that the office teaches.
mod taught;

/// A part now, the rest in cash when it comes.
mod advance;

/// Workers for a day, alone and with goods.
mod labour;

/// Mail, SMS and push beside WhatsApp.
mod channels;

/// Files that people send: kept, or not and why.
mod media;

/// The same with ClamAV itself.
mod clamav;

/// Pictures of what is sold.
mod photos;

/// Where it should come, from a form.
mod forms;

/// Where it should come: inside, outside, by words, saved.
mod places;

/// Zones: vehicles, prices for much, closed days, borders, who waits.
mod zones;

/// Quantities, changes of mind, and stock that others take.
mod changes;

/// Taps on what is over.
mod old_buttons;

/// Taps on what is somebody else's.
mod strangers;

/// What is no answer: nonsense, stickers, voices, polls.
mod nonsense;

/// Who is who, when numbers change hands.
mod identity;
mod invoices;

/// People who are hard to follow.
mod people;

/// Who wants to hear nothing more.
mod stop;

/// Cash on delivery.
mod cash;

/// How was it?
mod rating;

/// The last order once more.
mod reorder;

/// Carts under a name, what comes round, later days.
mod lists;

/// Status and cancelling, at each stage.
mod cancel;

/// The code that is told at the gate.
mod codes;

/// More orders than a list has rows.
mod many_orders;

// The vendor's side and the money.

/// Fewer, another time, a dearer price.
mod counter_offers;

/// Less of an order that has not left.
mod less;

/// Missing or broken at the site.
mod claims;

/// What is said of what came, and what becomes of it.
mod after_delivery;

/// A bank takes money back.
mod disputes;

/// Sums that a buyer is told, and what becomes of them.
mod told;

/// What a vendor answers, or does not.
mod vendor_answers;

/// A time that passes.
mod late;

/// Yards that went off meanwhile.
mod vendor_off;

/// Prices and counts that a yard types.
mod vendor_shelf;

/// What a vendor is told that he gets.
mod vendor_money;

/// What he is paid, and where it goes.
mod payouts;

/// Events that fail whenever they are tried.
mod set_aside;

/// Who wants to sell.
mod selling;

/// Messages that WhatsApp will not deliver.
mod undelivered;

/// One person who buys and sells.
mod both_sides;

/// Payments that come, fail, come late or twice.
mod payments;

/// Paid within the chat.
mod in_chat;

/// Reminded to pay.
mod reminders;

/// Follow-ups, and who is left in peace.
mod follow_ups;

/// Somebody of the office has the chat.
mod taken_over;

/// What the office does for somebody who asked for it.
mod tickets;

/// How fast WhatsApp takes messages.
mod pace;

/// What an order in one line leaves open, or says besides.
mod particulars;

/// When there is no pay button.
mod no_button;

/// Money that goes back.
mod refunds;

/// Webhooks that come twice, late, in another order, or not at all.
mod wires;

/// The program ends in the middle and starts again.
mod restart;

/// Several programs on one database.
mod nodes;
