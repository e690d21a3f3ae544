//! Answers from the page that are more than a tap: forms, the own contact, carts, in-chat payments.

use serde_json::Value;

use super::{acts::Done, body::Asked};
use crate::people::{ChatPayment, Person, Trouble};

pub(super) async fn form(person: &Person, asked: &Asked) -> Done {
    let name = asked.text("name").unwrap_or("flow");
    let response = asked.get("response").filter(|response| response.is_object());
    let response = response.ok_or_else(|| no("response is what the form returns, an object"))?;
    person.finishes_form(asked.needed("message_id")?, name, response).await
}

pub(super) async fn contact(person: &Person, asked: &Asked) -> Done {
    person.shares_contact(asked.needed("message_id")?).await
}

pub(super) async fn order(person: &Person, asked: &Asked) -> Done {
    let items =
        asked.get("items").and_then(Value::as_array).ok_or_else(|| no("items is missing"))?;
    let item = |item: &Value| {
        let id = item["id"].as_str().filter(|id| !id.is_empty())?.to_owned();
        Some((id, item["quantity"].as_u64()?, item["price"].as_f64()?))
    };
    let items: Option<Vec<_>> = items.iter().map(item).collect();
    let items = items.filter(|items| !items.is_empty());
    let items = items.ok_or_else(|| no("each of the items has id, quantity and price"))?;
    let items: Vec<_> =
        items.iter().map(|(id, quantity, price)| (id.as_str(), *quantity, *price)).collect();
    let catalog = asked.text("catalog_id").unwrap_or("1");
    person.orders(catalog, &items, asked.text("text").unwrap_or_default()).await
}

pub(super) async fn pay(person: &Person, asked: &Asked) -> Done {
    let how = asked.text("outcome").and_then(ChatPayment::named);
    let how = how.ok_or_else(|| no("outcome is captured, pending or failed"))?;
    person.pays_in_chat(asked.needed("message_id")?, how).await.map(|()| String::new())
}

fn no(words: &str) -> Trouble {
    Trouble::NotPossible(words.to_owned())
}
