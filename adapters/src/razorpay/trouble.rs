//! Why an attempt to pay failed, in groups that the buyer can act on (razorpay.md §4).

use realserv_domain::payments::PaymentTrouble;

/// By the payment's `error_reason`, and by `error_source` for a reason that we do not know.
#[must_use]
pub fn trouble_of(reason: &str, source: &str) -> PaymentTrouble {
    match reason {
        // A wrong OTP or PIN too: the same way works at the second try.
        "payment_cancelled"
        | "payment_timed_out"
        | "payment_collect_request_expired"
        | "authentication_failed" => PaymentTrouble::NotFinished,
        // Test cards emit the singular.
        "insufficient_funds"
        | "insufficient_fund"
        | "transaction_limit_exceeded"
        | "transaction_daily_limit_exceeded" => PaymentTrouble::NoFunds,
        "bank_technical_error"
        | "gateway_technical_error"
        | "issuer_technical_error"
        | "upi_app_technical_error"
        | "psp_not_available" => PaymentTrouble::BankTrouble,
        "card_declined"
        | "invalid_vpa"
        | "payment_risk_check_failed"
        | "payment_failed"
        | "payment_declined" => PaymentTrouble::Declined,
        _ => by_source(reason, source),
    }
}

/// New reasons keep the old endings.
fn by_source(reason: &str, source: &str) -> PaymentTrouble {
    let between = matches!(source, "gateway" | "network" | "internal");
    if between || reason.ends_with("_technical_error") || reason.ends_with("_not_available") {
        PaymentTrouble::BankTrouble
    } else {
        PaymentTrouble::Declined
    }
}
