//! What the page lets a person change about the own number, about the business, and about what was said already.

use super::{acts::Done, body::Asked};
use crate::people::{Person, Trouble};

/// The acts that are rarely needed: the page keeps them in the phone's menu.
pub(super) async fn act(person: &Person, act: &str, asked: &Asked) -> Done {
    match act {
        "block" if asked.on("blocked") => person.blocks(),
        "block" => person.unblocks(),
        "hide" if asked.on("hidden") => person.hides_number(),
        "hide" => person.shows_number(),
        "fail_next" => person.fails_next(asked.integer("code")?)?,
        "opt_out" if asked.on("opted_out") => person.opts_out().await?,
        "opt_out" => person.resumes().await?,
        "move" => return moves(person, asked).await,
        "edit" => return person.edits(asked.needed("message_id")?, asked.needed("text")?).await,
        "delete" => return person.deletes(asked.needed("message_id")?).await,
        "unusual" => return unusual(person, asked).await,
        "unsupported" => return person.unsupported(asked.text("kind").unwrap_or("poll")).await,
        other => return Err(Trouble::NotPossible(format!("a phone cannot {other}"))),
    }
    Ok(String::new())
}

async fn unusual(person: &Person, asked: &Asked) -> Done {
    let text = asked.text("text").unwrap_or("Need 50 bags of OPC 53");
    match asked.needed("kind")? {
        "forwarded" => person.forwards(text, false).await,
        "forwarded_often" => person.forwards(text, true).await,
        "ad" => person.comes_from_ad(text).await,
        "product" => person.asks_about("1", "CEM-OPC53-50KG", text).await,
        "too_large" => person.sends_too_much().await,
        "new_user_id" => person.gets_new_user_id().await,
        other => Err(Trouble::NotPossible(format!("nothing unusual is called {other}"))),
    }
}

async fn moves(person: &Person, asked: &Asked) -> Done {
    match asked.number("to") {
        Some(number) => person.changes_number(&number).await,
        None => Err(Trouble::NotPossible("a number has 7 to 15 digits".to_owned())),
    }
}
