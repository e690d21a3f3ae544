//! How an in-chat invoice can be paid (whatsapp.md 6.3). Whether a gateway's configuration exists shows only when the person tries to
//! pay, as with Meta.

use super::{
    check::{Node, check_length, check_url},
    errors::{Answer, GraphError},
};

const UPI_APPS: &[&str] = &["gpay", "phonepe", "paytm", "bhim", "amazonpay", "cred", "mobikwik"];

/// Reads the settings of an invoice. Answers whether a gateway takes the money.
pub(super) fn read(parameters: &Node) -> Answer<bool> {
    // The older form of a UPI intent.
    if parameters.has("payment_type") || parameters.has("payment_configuration") {
        parameters.one_of("payment_type", &["upi"])?;
        parameters.text("payment_configuration", 1..=60)?;
        return Ok(false);
    }
    let mut by_gateway = false;
    for setting in parameters.nodes("payment_settings", 1..=5)? {
        let kind =
            setting.one_of("type", &["payment_gateway", "upi_intent_link", "payment_link"])?;
        setting.only(&["type", kind])?;
        let detail = setting.node(kind)?;
        match kind {
            "payment_gateway" => {
                by_gateway = true;
                gateway(&detail)?;
            }
            "upi_intent_link" => upi_intent(&detail)?,
            _ => payment_link(&detail)?,
        }
    }
    Ok(by_gateway)
}

fn gateway(detail: &Node) -> Answer<()> {
    let kind = detail.one_of("type", &["razorpay", "payu", "billdesk", "zaakpay"])?;
    detail.only(&[
        "type",
        "configuration_name",
        "preferred_payment_methods",
        "enabled_payment_options",
        kind,
    ])?;
    detail.text("configuration_name", 1..=60)?;
    for preferred in detail.opt_nodes("preferred_payment_methods")? {
        preferred.only(&["method"])?;
        preferred.one_of("method", UPI_APPS)?;
    }
    for option in detail.opt_texts("enabled_payment_options")? {
        if !["upi", "web"].contains(&option) {
            let path = detail.path_of("enabled_payment_options");
            return Err(GraphError::schema(format!("Param {path} must hold upi or web")));
        }
    }
    let Some(own) = detail.opt_node(kind)? else { return Ok(()) };
    match kind {
        "razorpay" => razorpay(&own),
        "payu" => numbered(&own, "udf", 1..=4, 255),
        "zaakpay" => numbered(&own, "extra", 1..=2, 180),
        _ => numbered(&own, "additional_info", 1..=7, 120),
    }
}

/// At most 15 notes; they come back in the payment's webhook.
fn razorpay(own: &Node) -> Answer<()> {
    own.only(&["receipt", "notes"])?;
    own.short("receipt", 0..=40)?;
    let Some(notes) = own.opt_node("notes")? else { return Ok(()) };
    let keys: Vec<&str> = notes.keys().collect();
    if keys.len() > 15 {
        let path = own.path_of("notes");
        return Err(GraphError::value(format!("{path} has {} keys; 15 are allowed", keys.len())));
    }
    for key in keys {
        check_length(&notes.path_of(key), key, 1..=256)?;
        notes.short(key, 0..=256)?;
    }
    Ok(())
}

/// `udf1`, `udf2` …
fn numbered(
    own: &Node,
    name: &str,
    numbers: std::ops::RangeInclusive<usize>,
    most: usize,
) -> Answer<()> {
    let keys: Vec<String> = numbers.map(|number| format!("{name}{number}")).collect();
    own.only(&keys.iter().map(String::as_str).collect::<Vec<_>>())?;
    keys.iter().try_for_each(|key| own.short(key, 0..=most).map(|_| ()))
}

/// `upi://pay?pa=…`. That `tr` should equal the reference is advice, not a rule.
fn upi_intent(detail: &Node) -> Answer<()> {
    detail.only(&["link"])?;
    let link = detail.filled("link")?;
    if link.starts_with("upi://pay?") && !link.contains(char::is_whitespace) {
        return Ok(());
    }
    Err(GraphError::value(format!("{} must be a upi://pay link", detail.path_of("link"))))
}

fn payment_link(detail: &Node) -> Answer<()> {
    detail.only(&["uri", "success_url", "cancel_url"])?;
    check_url(&detail.path_of("uri"), detail.filled("uri")?)?;
    for key in ["success_url", "cancel_url"] {
        if let Some(url) = detail.opt_text(key)? {
            check_url(&detail.path_of(key), url)?;
        }
    }
    Ok(())
}
