//! Answers that are more than a tap: forms, addresses, the own contact, carts (whatsapp.md 2.3, 2.4).

use serde_json::{Value, json};

use super::{
    acts::{Person, Trouble},
    sending::Draft,
    shown::{Card, Product, Shown},
};

/// WhatsApp's own cart counts no further.
const MOST_OF_ONE: u64 = 99;

/// The fields of an Indian address (whatsapp.md 6.1), in the order in which one is written.
const ADDRESS: [&str; 11] = [
    "name",
    "phone_number",
    "house_number",
    "floor_number",
    "tower_number",
    "building_name",
    "address",
    "landmark_area",
    "city",
    "state",
    "in_pin_code",
];

impl Person {
    /// Sends the native cart: retailer ids with quantity and the price shown, in rupees.
    pub async fn orders(
        &self,
        catalog: &str,
        items: &[(&str, u64, f64)],
        text: &str,
    ) -> Result<String, Trouble> {
        if items.iter().any(|(_, quantity, _)| !(1..=MOST_OF_ONE).contains(quantity)) {
            let words = format!("a cart takes 1 to {MOST_OF_ONE} of each product");
            return Err(Trouble::NotPossible(words));
        }
        let lines: Vec<Value> = items
            .iter()
            .map(|(id, quantity, price)| {
                json!({"product_retailer_id": id, "quantity": quantity, "item_price": price, "currency": "INR"})
            })
            .collect();
        let product = |(id, quantity, price): &(&str, u64, f64)| Product {
            id: (*id).to_owned(),
            section: None,
            quantity: Some(*quantity),
            price: Some(price.to_string()),
        };
        let shown = Shown { products: items.iter().map(product).collect(), ..Shown::text(text) };
        let content = json!({"catalog_id": catalog, "text": text, "product_items": lines});
        self.send(Draft::new("order", content, shown)).await
    }

    /// Finishes a Flow or an address form: `response` is what the form returns.
    pub async fn finishes_form(
        &self,
        message: &str,
        name: &str,
        response: &Value,
    ) -> Result<String, Trouble> {
        let asked = self.arrived(message)?;
        let address = address(&asked.message, response);
        let body = address.as_deref().unwrap_or("Sent");
        let content = json!({"type": "nfm_reply",
            "nfm_reply": {"name": name, "body": body, "response_json": response.to_string()}});
        let shown = Shown::text(address.as_deref().unwrap_or("(form sent)"));
        self.send(Draft::new("interactive", content, shown).quoting(message)).await
    }

    /// Answers a request for contact information with one's own card; whoever hides the number shows it so.
    pub async fn shares_contact(&self, message: &str) -> Result<String, Trouble> {
        self.arrived(message)?;
        let (name, number) = (self.name(), self.number());
        let phone = format!("+{number}");
        let content = json!([{
            "name": {"formatted_name": name, "first_name": name},
            "phones": [{"phone": phone, "wa_id": number, "type": "CELL"}],
            "origin": "contact_request",
        }]);
        let card = Card { name, phones: vec![phone] };
        let shown = Shown { contacts: vec![card], ..Shown::default() };
        self.send(Draft::new("contacts", content, shown).quoting(message)).await
    }
}

/// The lines of an address that was filled in, or of the saved one that was chosen. `None` for other forms.
fn address(asked: &Value, response: &Value) -> Option<String> {
    let known = &asked["interactive"]["action"]["parameters"]["saved_addresses"];
    let saved = response["saved_address_id"].as_str().and_then(|id| {
        known.as_array()?.iter().find(|saved| saved["id"] == id).map(|saved| &saved["value"])
    });
    let values = saved.or(response.get("values"))?;
    let lines =
        ADDRESS.iter().filter_map(|key| values[key].as_str()).filter(|line| !line.is_empty());
    Some(lines.collect::<Vec<_>>().join("\n"))
}
