//! Kinds of messages that the program does not send, or not yet: the page draws them, and a person can answer them.

use realserv_adapters::http::{self, Timeouts};
use realserv_tests::Done;
use serde_json::{Value, json};

use super::driver::Trouble;
use super::phones::{Page, Phone};

/// Sends a message as the program would.
async fn sends(page: &Page, to: &str, message: Value) -> Done {
    let sandbox = &page.town.sandbox;
    let options = sandbox.options();
    let mut body = json!({"messaging_product": "whatsapp", "to": to});
    if let (Some(body), Value::Object(message)) = (body.as_object_mut(), message) {
        body.extend(message);
    }
    let url = format!("{}/v25.0/{}/messages", sandbox.graph_url(), options.phone_number_id);
    let client = http::client(&url, Timeouts::default())?;
    let answer = client.post(url).bearer_auth(&options.access_token).json(&body).send().await?;
    let status = answer.status();
    let words = answer.text().await?;
    if status.is_success() { Ok(()) } else { Err(format!("{status}: {words}").into()) }
}

async fn asks(page: &Page, to: &str, kind: &str, action: Value) -> Done {
    let mut interactive = json!({"type": kind, "body": {"text": "Please"}, "action": action});
    if kind == "product_list" {
        interactive["header"] = json!({"type": "text", "text": "Steel"});
    }
    sends(page, to, json!({"type": "interactive", "interactive": interactive})).await
}

/// Presses the newest button of that kind in the chat, then something in the sheet that it opens.
async fn answers(phone: &Phone<'_>, page: &Page, button: &str, inside: &str) -> Done {
    page.browser.clicks(&phone.css(&format!("[data-chat] [data-action={button}]"))).await?;
    page.browser.clicks(&phone.css(&format!("[data-sheet] {inside}"))).await?;
    page.quiet().await
}

pub(crate) async fn are_drawn_and_answered(page: &Page) -> Done {
    let number = "919848054399";
    let mani = page.adds(number, "Mani").await?;
    mani.says("hi").await?;
    let items = json!([{"product_retailer_id": "TMT-12"}, {"product_retailer_id": "TMT-16"}]);
    let sections = json!([{"title": "TMT", "product_items": items}]);
    asks(page, number, "product_list", json!({"catalog_id": "7", "sections": sections})).await?;
    page.browser.sees(&mani.css("[data-product]"), "TMT-16").await?;
    answers(&mani, page, "cart", "[data-action=submit-form]").await?;
    page.browser.sees(&mani.css("[data-side=person][data-type=order]"), "TMT-12").await?;
    let saved = json!([{"id": "a1", "value": {"name": "Mani", "address": "HMT Swarnapuri"}}]);
    let parameters = json!({"country": "IN", "saved_addresses": saved});
    let form = json!({"name": "address_message", "parameters": parameters});
    asks(page, number, "address_message", form).await?;
    answers(&mani, page, "address", "[data-action=saved-address]").await?;
    page.browser.sees(&mani.css("[data-side=person]"), "HMT Swarnapuri").await?;
    let contact = json!({"name": "request_contact_info"});
    asks(page, number, "request_contact_info", contact).await?;
    answers(&mani, page, "contact", "[data-action=share-contact]").await?;
    page.browser.sees(&mani.css("[data-side=person][data-type=contacts]"), "Mani").await?;
    reacts_and_blocks(page, &mani).await?;
    nothing_is_drawn_as_an_object(page).await
}

async fn reacts_and_blocks(page: &Page, mani: &Phone<'_>) -> Done {
    let bubble = mani.hears("").await?.attribute("data-bubble").await?;
    // The small button shows itself to a pointer alone.
    let like =
        format!("document.querySelector(`[data-bubble='{bubble}'] [data-action=like]`).click()");
    page.browser.run(&like, json!([])).await?;
    page.browser.clicks(&mani.css(&format!("[data-bubble='{bubble}'] [data-emoji='🙏']"))).await?;
    page.browser.sees(&mani.css("[data-reaction]"), "🙏").await?;
    page.browser.clicks(&mani.css("[data-action=menu]")).await?;
    page.browser.clicks(&mani.css("[data-sheet=menu] [data-action=block]")).await?;
    page.browser.clicks(&mani.css("[data-action=unblock]")).await?;
    page.browser.sees(&mani.css("[data-field=text]"), "").await?;
    Ok(())
}

async fn nothing_is_drawn_as_an_object(page: &Page) -> Result<(), Trouble> {
    page.browser.becomes("!document.body.textContent.includes('[object')").await
}
