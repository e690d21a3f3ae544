//! The hosted page behind a short URL: plain HTML, one form per thing that a payer can do.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{Response, StatusCode, header},
};

use super::{
    books::PaymentLink,
    links::by_short,
    paying::{How, PayTrouble, pay},
    reasons::Reason,
};
use crate::{
    graph::{answer, pairs},
    world::World,
};

/// `GET /razorpay/pay/{short}`.
pub(crate) async fn show(
    State(world): State<Arc<World>>,
    Path(short): Path<String>,
) -> Response<Body> {
    match by_short(&world.money.lock(), &short) {
        None => page(StatusCode::NOT_FOUND, "Not found", "<p>There is no such payment link.</p>"),
        Some(link) => page(StatusCode::OK, "Pay", &offer(&world, &link)),
    }
}

/// `POST /razorpay/pay/{short}` with `how`.
pub(crate) async fn submit(
    State(world): State<Arc<World>>,
    Path(short): Path<String>,
    body: Bytes,
) -> Response<Body> {
    let form = pairs(&String::from_utf8_lossy(&body));
    let field =
        |key: &str| form.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let how = match field("how") {
        Some("upi") => How::Upi,
        Some("card") => How::Card,
        Some("netbanking") => How::Netbanking,
        Some("wallet") => How::Wallet,
        Some("fail") => match field("reason").and_then(Reason::named) {
            Some(reason) => How::FailFor(reason),
            None => How::Fail,
        },
        Some("abandon") => How::Abandon,
        Some("part") => How::Part(field("paise").and_then(|paise| paise.parse().ok()).unwrap_or(0)),
        _ => return page(StatusCode::BAD_REQUEST, "Pay", "<p>How do you want to pay?</p>"),
    };
    match pay(&world, &short, how) {
        Ok(paid) => match paid.redirect {
            Some(url) => redirect(&url),
            None if how == How::Abandon => {
                page(StatusCode::OK, "Abandoned", "<p>You left the page without paying.</p>")
            }
            None => page(StatusCode::OK, "Paid", "<p id=\"result\">Payment successful.</p>"),
        },
        Err(PayTrouble::NoLink(_)) => {
            page(StatusCode::NOT_FOUND, "Not found", "<p>There is no such payment link.</p>")
        }
        Err(trouble) => {
            let back = format!(
                "<p id=\"result\">Payment failed: {}</p><p><a href=\"\">Try again</a></p>",
                escape(&trouble.to_string())
            );
            page(StatusCode::OK, "Payment failed", &back)
        }
    }
}

/// What the page offers depends on the link: a closed one says what became of it.
fn offer(world: &World, link: &PaymentLink) -> String {
    let due = link.amount_paise - link.paid_paise;
    let head = format!(
        "<h1>{}</h1><p id=\"amount\">₹{}.{:02}</p><p>{}</p><p>Reference {}</p>",
        escape(&world.options.business_name),
        due / 100,
        due % 100,
        escape(&link.description),
        escape(&link.reference_id)
    );
    if !link.status.is_open() {
        return format!("{head}<p id=\"result\">This link is {}.</p>", link.status.word());
    }
    let button = |how: &str, title: &str| {
        format!(
            "<form method=\"post\"><button name=\"how\" value=\"{how}\">{title}</button></form>"
        )
    };
    let mut page = head;
    for (how, title) in [
        ("upi", "Success (UPI)"),
        ("card", "Success (card)"),
        ("netbanking", "Success (net banking)"),
        ("wallet", "Success (wallet)"),
        ("fail", "Fail"),
        ("abandon", "Abandon"),
    ] {
        page.push_str(&button(how, title));
    }
    page.push_str(&failing());
    if link.accept_partial {
        page.push_str(
            "<form method=\"post\"><input name=\"paise\" type=\"number\" min=\"100\" required>\
             <button name=\"how\" value=\"part\">Pay part (paise)</button></form>",
        );
    }
    page
}

/// Every way in which a bank, an app or a gateway can spoil it.
fn failing() -> String {
    let options: String = Reason::words().map(|word| format!("<option>{word}</option>")).collect();
    format!(
        "<form method=\"post\" class=\"line\"><select name=\"reason\" aria-label=\"Reason\">{options}</select>\
         <button name=\"how\" value=\"fail\">Fail so</button></form>"
    )
}

/// 302, as the provider does it; the browser follows with a GET.
fn redirect(url: &str) -> Response<Body> {
    let built = Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, url)
        .body(Body::empty());
    built.unwrap_or_else(|_| page(StatusCode::OK, "Paid", "<p>Payment successful.</p>"))
}

/// One frame for all pages. No script: a browser test presses the same buttons as a person.
fn page(status: StatusCode, title: &str, body: &str) -> Response<Body> {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>body{{font-family:sans-serif;max-width:24rem;margin:2rem auto;padding:0 1rem}}\
         button{{width:100%;padding:.8rem;margin:.3rem 0;font-size:1rem}}#amount{{font-size:2rem}}\
         .line{{display:flex;gap:.5rem;align-items:center}}.line>*{{flex:1;min-width:0;padding:.8rem;font-size:1rem}}</style>\
         <p><small>Sandbox: no money moves here.</small></p>{body}</html>"
    );
    answer(status, "text/html; charset=utf-8", Body::from(html))
}

/// Descriptions and references come from the program and may hold anything.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
