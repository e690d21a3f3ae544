//! The HTML of the hosted pay page: one form per thing that a payer can do. No script: a browser test presses the same buttons
//! as a person.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};

use super::{books::PaymentLink, reasons::Reason};
use crate::{graph::answer, world::World};

const STYLE: &str = include_str!("pay.css");

/// What the page offers depends on the link: a closed one says what became of it.
pub(super) fn offer(world: &World, link: &PaymentLink) -> String {
    let due = link.amount_paise - link.paid_paise;
    let reference = match link.reference_id.as_str() {
        "" => String::new(),
        reference => format!("<p class=\"faint\">Reference {}</p>", escape(reference)),
    };
    let head = format!(
        "<h1>{}</h1><p id=\"amount\">₹{}.{:02}</p><p>{}</p>{reference}",
        escape(&world.options.business_name),
        due / 100,
        due % 100,
        escape(&link.description),
    );
    if !link.status.is_open() {
        return format!("{head}<p id=\"result\">This link is {}.</p>", link.status.word());
    }
    let part = if link.accept_partial { PART } else { "" };
    let reasons: String = Reason::words().map(|word| format!("<option>{word}</option>")).collect();
    format!(
        "{head}{WAYS}{part}{INSTRUMENTS}<h2>Fail for a reason</h2><form method=\"post\">\
        <select name=\"reason\" aria-label=\"Reason\">{reasons}</select>\
        <button name=\"how\" value=\"fail\" class=\"narrow\">Fail so</button></form>"
    )
}

const WAYS: &str = "<form method=\"post\"><button name=\"how\" value=\"upi\" class=\"good\">Success (UPI)</button>\
    <button name=\"how\" value=\"card\" class=\"good\">Success (card)</button></form>\
    <form method=\"post\"><button name=\"how\" value=\"netbanking\">Net banking</button>\
    <button name=\"how\" value=\"wallet\">Wallet</button></form>\
    <form method=\"post\"><button name=\"how\" value=\"fail\">Fail</button>\
    <button name=\"how\" value=\"abandon\">Abandon</button></form>";

const PART: &str = "<form method=\"post\"><input name=\"paise\" type=\"number\" min=\"100\" required placeholder=\"paise\">\
    <button name=\"how\" value=\"part\">Pay part (paise)</button></form>";

/// Filled in with what succeeds; what else Razorpay knows stands below.
const INSTRUMENTS: &str = "<h2>Test instruments</h2><form method=\"post\">\
    <input name=\"instrument\" required list=\"known\" value=\"success@razorpay\" aria-label=\"UPI ID or card\">\
    <input name=\"otp\" class=\"narrow\" placeholder=\"OTP\" inputmode=\"numeric\" aria-label=\"OTP\">\
    <button name=\"how\" value=\"typed\" class=\"narrow\">Pay</button></form>\
    <datalist id=\"known\"><option>success@razorpay</option><option>failure@razorpay</option>\
    <option>4100 2800 0000 1007</option><option>4111 1111 1111 1111</option></datalist>\
    <p class=\"faint\">success@razorpay, failure@razorpay, card 4100 2800 0000 1007 with an OTP of 4 to 10 digits.</p>";

/// One frame for all pages.
pub(super) fn page(status: StatusCode, title: &str, body: &str) -> Response<Body> {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style>\
         <p><small>Sandbox: no money moves here.</small></p><main class=\"sheet\">{body}</main></html>"
    );
    answer(status, "text/html; charset=utf-8", Body::from(html))
}

/// Descriptions and references come from the program and may hold anything.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
