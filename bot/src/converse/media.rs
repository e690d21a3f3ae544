//! Files that people send: fetched for what they are for, and, where one cannot be kept, said so.
//!
//! ```text
//! buyer: (sends rates.pdf, which is a program)
//!   us: We could not keep your document: it is not what its name says. …
//! ```

use realserv_domain::media::{Outcome, Purpose, Seen, Wanted, is_worth_keeping};
use realserv_domain::message::{Media, Message};
use realserv_templates::Words;

use super::{Conversation, Ctx, Effect, Step, vendor};

/// None of what nobody would look at.
pub(super) fn fetch(sent: &Media, purpose: Purpose, ctx: &mut Ctx<'_>) -> Option<Effect> {
    is_worth_keeping(sent.kind)
        .then(|| Effect::Fetch { wanted: Wanted::of(sent, ctx.mint.id(), purpose) })
}

/// Who sent it hears nothing of what was kept, for what it is for was answered when it came. What was not kept they may send again, so
/// that is said, whoever has the chat. When nothing may be said any more, the row says it to the office.
pub(super) fn seen(mut conversation: Conversation, seen: Seen, ctx: &Ctx<'_>) -> Step {
    if matches!((seen.outcome, seen.purpose), (Outcome::Refused { .. }, Purpose::Kyc)) {
        vendor::has_one_paper_less(&mut conversation);
    }
    let words = Words::of(conversation.language.unwrap_or_default());
    let effects = match seen.outcome {
        Outcome::Refused { because } if ctx.person.window_open => {
            let body = words.media_refused(seen.kind, because);
            vec![Effect::Say { message: Message::Text { body }, news: None }]
        }
        Outcome::Refused { .. } | Outcome::Kept => Vec::new(),
    };
    Step { conversation, asks: Vec::new(), effects }
}
