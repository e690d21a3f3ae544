//! One message of each kind, by the word that asks for it.

use serde_json::{Value, json};

const WORDS: [&str; 22] = [
    "buttons", "list", "link", "pin", "photo", "file", "words", "tongues", "contact", "late",
    "template", "many", "place", "invoice", "bill", "address", "form", "share", "product",
    "products", "carousel", "goods",
];

/// The answers for which nothing has to be made before.
pub(crate) fn ready(word: &str) -> Vec<Value> {
    match word {
        "buttons" => vec![buttons("Choose *one* of these:", &["Yes", "No", "Perhaps later"])],
        "list" => vec![list()],
        "pin" => vec![
            interactive(
                "location_request_message",
                "Where is your site?",
                json!({"name": "send_location"}),
            ),
            json!({"type": "location", "location": {"latitude": 17.496, "longitude": 78.358, "name": "Site 14", "address": "Miyapur, Hyderabad"}}),
        ],
        "photo" => vec![
            json!({"type": "image", "image": {"link": "https://example.com/yard.jpg", "caption": "The yard in _Miyapur_"}}),
        ],
        "file" => vec![
            json!({"type": "document", "document": {"link": "https://example.com/list.docx", "filename": "BOQ of site 14.docx", "caption": "As you asked"}}),
            file_header(),
        ],
        "words" => vec![
            words(),
            json!({"type": "text", "text": {"preview_url": true, "body": "Your quote: https://shop.example.in/q/71 (see https://a.in/b_(c)), www.example.in, desk@example.in or +91 98480 12345."}}),
        ],
        "tongues" => vec![
            text(
                "🙏 నమస్తే! మీ సైట్‌కు *సిమెంట్*, స్టీల్, ఇసుక కావాలా?\nनमस्ते! आपकी साइट के लिए *सीमेंट*, सरिया, रेत?",
            ),
            buttons("✅ మీ భాషను ఎంచుకోండి · अपनी भाषा चुनें 🚚", &["English", "हिन्दी", "తెలుగు"]),
        ],
        "contact" => vec![
            json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "Site desk", "first_name": "Site"},
                "phones": [{"phone": "+914055500100", "type": "WORK", "wa_id": "914055500100"}]}]}),
        ],
        "late" => vec![
            json!({"type": "template", "template": {"name": "nobody_knows_it", "language": {"code": "en"}}}),
        ],
        "address" => vec![address()],
        "form" => vec![form()],
        "share" => vec![interactive(
            "request_contact_info",
            "Share your number for the driver",
            json!({"name": "request_contact_info"}),
        )],
        "product" => vec![interactive(
            "product",
            "Most ordered",
            json!({"catalog_id": "7", "product_retailer_id": "CEM-OPC53-50KG"}),
        )],
        "products" => vec![
            products(),
            interactive("catalog_message", "Browse everything", json!({"name": "catalog_message"})),
        ],
        "carousel" => vec![carousel()],
        "goods" => vec![goods()],
        _ => vec![text(&format!("Write one of these words:\n- {}", WORDS.join("\n- ")))],
    }
}

pub(crate) fn interactive(kind: &str, text: &str, action: Value) -> Value {
    json!({"type": "interactive", "interactive": {"type": kind, "body": {"text": text}, "action": action}})
}

fn text(body: &str) -> Value {
    json!({"type": "text", "text": {"body": body}})
}

fn buttons(text: &str, titles: &[&str]) -> Value {
    let buttons: Vec<Value> = titles
        .iter()
        .map(
            |title| json!({"type": "reply", "reply": {"id": format!("b:{title}"), "title": title}}),
        )
        .collect();
    interactive("button", text, json!({"buttons": buttons}))
}

fn list() -> Value {
    let row = |title: &str, price: &str| json!({"id": format!("r:{title}"), "title": title, "description": price});
    let mut list = interactive(
        "list",
        "Which cement do you need? GST is included.",
        json!({"button": "Choose", "sections": [
            {"title": "Bagged", "rows": [row("OPC 53", "₹385 a bag of 50 kg"), row("OPC 43", "₹365 a bag"), row("PPC", "₹345 a bag")]},
            {"title": "Other", "rows": [row("White cement", "₹900 a bag"), row("Back", "All kinds")]}]}),
    );
    list["interactive"]["header"] = json!({"type": "text", "text": "Cement"});
    list["interactive"]["footer"] = json!({"text": "Prices are good for 30 minutes"});
    list
}

fn words() -> Value {
    text(
        "*Bold*, _italic_, ~gone~, `code`, 2*3*4, https://example.com/a_b_c.\n- one\n- two\n> quoted\n```mono  space\nline```\n<b>not bold</b> & <img src=x onerror=alert(1)>",
    )
}

fn file_header() -> Value {
    let mut with_file = buttons("Is this your list?", &["Yes", "No"]);
    with_file["interactive"]["header"] = json!({"type": "document",
        "document": {"link": "https://example.com/quote.pdf", "filename": "Quote RS7K2M9QX.pdf"}});
    with_file
}

fn address() -> Value {
    let saved = json!({"name": "Ravi K", "phone_number": "+919900000001", "in_pin_code": "500049", "house_number": "14",
        "address": "HMT Swarnapuri", "landmark_area": "Miyapur", "city": "Hyderabad", "state": "Telangana"});
    interactive(
        "address_message",
        "Where should we deliver?",
        json!({"name": "address_message", "parameters": {"country": "IN",
            "values": {"name": "Ravi K", "in_pin_code": "500001", "city": "Hyderabad"},
            "validation_errors": {"in_pin_code": "We do not deliver to this PIN yet"},
            "saved_addresses": [{"id": "a1", "value": saved}]}}),
    )
}

fn form() -> Value {
    interactive(
        "flow",
        "Fill in the delivery details",
        json!({"name": "flow", "parameters": {"flow_message_version": "3", "flow_id": "610000000000001", "flow_cta": "Enter details",
            "flow_token": "ft_9d1", "flow_action": "navigate",
            "flow_action_payload": {"screen": "ADDRESS", "data": {"order_ref": "ORD-881"}}}}),
    )
}

fn products() -> Value {
    let item = |id: &str| json!({"product_retailer_id": id});
    let mut list = interactive(
        "product_list",
        "Pick sizes",
        json!({"catalog_id": "7", "sections": [
            {"title": "TMT", "product_items": [item("TMT-12"), item("TMT-16")]}, {"title": "Cement", "product_items": [item("CEM-PPC-50KG")]}]}),
    );
    list["interactive"]["header"] = json!({"type": "text", "text": "Steel and cement"});
    list
}

fn carousel() -> Value {
    let card = |at: usize, text: &str| {
        json!({"card_index": at, "type": "cta_url", "header": {"type": "image", "image": {"link": "https://example.com/yard.jpg"}},
            "body": {"text": text}, "action": {"buttons": [
                {"type": "quick_reply", "quick_reply": {"id": format!("c{at}"), "title": "Take it"}}]}})
    };
    let cards = json!({"cards": [card(0, "*12 mm* TMT, Fe 550D"), card(1, "*16 mm* TMT, Fe 550D"), card(2, "*20 mm* TMT")]});
    interactive("carousel", "Steel of today", cards)
}

fn goods() -> Value {
    let card = |at: usize, id: &str| json!({"card_index": at, "type": "product", "action": {"catalog_id": "7", "product_retailer_id": id}});
    interactive(
        "carousel",
        "Cement of today",
        json!({"cards": [card(0, "CEM-OPC53-50KG"), card(1, "CEM-OPC43-50KG")]}),
    )
}

/// What an invoice in the chat says (whatsapp.md 6.2); `until` in Unix seconds. The catalogue tells where the goods come from.
fn order(reference: &str, until: i64) -> Value {
    let paise = |value: i64| json!({"value": value, "offset": 100});
    json!({"reference_id": reference, "type": "physical-goods", "currency": "INR", "total_amount": paise(1_984_000),
        "payment_settings": [{"type": "payment_gateway", "payment_gateway": {"type": "razorpay", "configuration_name": "prod_rzp"}}],
        "beneficiaries": [{"name": "Ravi K", "address_line1": "Plot 14, HMT Swarnapuri", "city": "Hyderabad", "state": "Telangana",
            "country": "India", "postal_code": "500049"}],
        "order": {"status": "pending", "catalog_id": "7", "expiration": {"timestamp": until.to_string(), "description": "Quote expires in 30 minutes"},
            "items": [{"name": "OPC 53 cement 50 kg", "amount": paise(38_500), "quantity": 50}],
            "subtotal": paise(1_925_000), "tax": {"value": 10_000, "offset": 100, "description": "GST"},
            "shipping": paise(59_000), "discount": {"value": 10_000, "offset": 100, "discount_program_name": "First order"}}})
}

/// A bill, and what has become of it.
pub(crate) fn bill(until: i64) -> Vec<Value> {
    let reference = format!("ORD-{until}");
    let state = json!({"status": "processing", "description": "TS09 AB 1234"});
    vec![
        interactive(
            "order_details",
            "Order ORD-881 – please pay to confirm",
            json!({"name": "review_and_pay", "parameters": order(&reference, until)}),
        ),
        interactive(
            "order_status",
            "The yard packs it now",
            json!({"name": "review_order", "parameters": {"reference_id": reference, "order": state}}),
        ),
    ]
}

fn template(name: &str, components: Value) -> Value {
    json!({"name": name, "language": "en", "category": "UTILITY", "components": components})
}

fn filled(name: &str, components: Value) -> Value {
    json!({"type": "template", "template": {"name": name, "language": {"code": "en"}, "components": components}})
}

/// A template, and the message that fills it.
pub(crate) fn dispatched() -> (Value, Value) {
    let components = json!([
        {"type": "HEADER", "format": "TEXT", "text": "Your order has left"},
        {"type": "BODY", "text": "Order {{1}} left the yard with *{{2}}*. Please keep your code ready.",
         "example": {"body_text": [["RS7K2M9QX", "TS09AB1234"]]}},
        {"type": "FOOTER", "text": "RealServ, Hyderabad"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Where is it?"},
            {"type": "URL", "text": "See the map", "url": "https://example.com/map"}, {"type": "PHONE_NUMBER", "text": "Call us", "phone_number": "+914055500100"}]}]);
    let body = json!([{"type": "body", "parameters": [{"type": "text", "text": "RS7K2M9QX"}, {"type": "text", "text": "TS09AB1234"}]}]);
    (template("order_dispatched", components), filled("order_dispatched", body))
}

pub(crate) fn many_buttons() -> (Value, Value) {
    let quick = |text: &str| json!({"type": "QUICK_REPLY", "text": text});
    let components = json!([
        {"type": "BODY", "text": "How did the delivery go?"},
        {"type": "BUTTONS", "buttons": [quick("Very well"), quick("Well"), quick("It was late"), quick("Something is broken"),
            {"type": "URL", "text": "Write a review", "url": "https://example.com/review"}]}]);
    (template("feedback", components), filled("feedback", json!([])))
}

pub(crate) fn place() -> (Value, Value) {
    let components = json!([{"type": "HEADER", "format": "LOCATION"}, {"type": "BODY", "text": "The lorry waits here."}]);
    let header = json!([{"type": "header", "parameters": [{"type": "location", "location": {"latitude": 17.496, "longitude": 78.358,
        "name": "Kukatpally yard", "address": "KPHB, Hyderabad"}}]}]);
    (template("lorry_waits", components), filled("lorry_waits", header))
}

pub(crate) fn invoice(until: i64) -> (Value, Value) {
    let components = json!([
        {"type": "HEADER", "format": "DOCUMENT", "example": {"header_handle": ["4::aW"]}},
        {"type": "BODY", "text": "Your order is ready to be paid."},
        {"type": "BUTTONS", "buttons": [{"type": "ORDER_DETAILS", "text": "Review and Pay"}]}]);
    let reference = format!("INV-{until}");
    let parts = json!([
        {"type": "header", "parameters": [{"type": "document", "document": {"link": "https://example.com/a.pdf", "filename": "Challan 881.pdf"}}]},
        {"type": "button", "sub_type": "order_details", "index": "0",
            "parameters": [{"type": "action", "action": {"order_details": order(&reference, until)}}]}]);
    (template("payment_due", components), filled("payment_due", parts))
}
