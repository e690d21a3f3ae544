//! How the wires are in every town of a run: a chat must end the same over any of them.
//!
//! `REALSERV_WIRES=doubled cargo nextest run -p realserv-tests --test chats` plays each chat with every webhook twice, and so on;
//! `scripts/test` has a stage for it.

use realserv_sandbox::{Direction, Fault, Faults};

const VARIABLE: &str = "REALSERV_WIRES";

/// What the environment asks for; nothing is the wire that never fails.
///
/// # Panics
/// If it asks for something that is not here: a misspelt run would prove nothing.
#[expect(clippy::disallowed_methods, reason = "asked of the tests, not of the program")]
pub(crate) fn usual(faults: &Faults) {
    let Ok(how) = std::env::var(VARIABLE) else { return };
    let (whatsapp, razorpay) = (Direction::WhatsappWebhooks, Direction::RazorpayWebhooks);
    match how.as_str() {
        // Each webhook comes twice.
        "doubled" => {
            faults.usually(whatsapp, "", Fault::Duplicate, 1);
            faults.usually(razorpay, "", Fault::Duplicate, 1);
        }
        // Each second one is overtaken by those behind it.
        "swapped" => {
            faults.usually(whatsapp, "", Fault::Reorder, 2);
            faults.usually(razorpay, "", Fault::Reorder, 2);
        }
        // What nobody sits and waits for comes when all else is done.
        "delayed" => {
            faults.usually(whatsapp, "status", Fault::Reorder, 1);
            faults.usually(razorpay, "", Fault::Reorder, 1);
        }
        // How far a message has come is heard before the answer that names it.
        "early" => faults.usually(Direction::GraphCalls, "/messages", Fault::StatusFirst, 2),
        other => panic!("{VARIABLE}={other}: only doubled, swapped, delayed, early"),
    }
}
