//! The hosted page behind a short URL: what a payer does there. What it looks like is in `pay_html.rs`.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{Response, StatusCode, header},
};

use super::{
    links::by_short,
    pay_html::{escape, offer, page},
    paying::{How, PayTrouble, pay},
    reasons::Reason,
};
use crate::{graph::pairs, world::World};

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
        Some("typed") => {
            typed(field("instrument").unwrap_or_default(), field("otp").unwrap_or_default())
        }
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

/// Razorpay's test instruments (razorpay.md 12): two UPI ids, and a card that takes any OTP of four to ten digits.
fn typed(instrument: &str, otp: &str) -> How {
    let instrument: String = instrument.chars().filter(|c| !c.is_whitespace()).collect();
    let fails = |word: &str| Reason::named(word).map_or(How::Fail, How::FailFor);
    match instrument.as_str() {
        "success@razorpay" => How::Upi,
        "failure@razorpay" => fails("payment_failed"),
        "4100280000001007" if (4..=10).contains(&otp.len()) => How::Card,
        "4100280000001007" => fails("authentication_failed"),
        other if other.contains('@') => fails("invalid_vpa"),
        // 4111 1111 1111 1111 is refused as international, and any other card is nobody's.
        _ => fails("card_declined"),
    }
}

/// 302, as the provider does it; the browser follows with a GET.
fn redirect(url: &str) -> Response<Body> {
    let built = Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, url)
        .body(Body::empty());
    built.unwrap_or_else(|_| page(StatusCode::OK, "Paid", "<p>Payment successful.</p>"))
}
