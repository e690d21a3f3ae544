//! Razorpay's webhooks, one fixture for each that means something to us.

use std::path::Path;

use realserv_adapters::razorpay::webhook::{About, Hook, Unreadable, parse};
use realserv_adapters::razorpay::{
    DisputeEntity, LinkEntity, PaymentEntity, RefundEntity, trouble_of,
};
use realserv_domain::money::Paise;
use realserv_domain::payments::{
    DisputeStatus, LinkStatus, PaymentStatus, PaymentTrouble, RefundStatus,
};

fn hook(name: &str) -> Hook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/razorpay");
    let body = std::fs::read_to_string(path.join(format!("{name}.json"))).unwrap();
    let hook = parse(body.as_bytes(), Some("EventId0000001")).unwrap();
    assert_eq!((hook.event_id.as_str(), &hook.raw), ("EventId0000001", &body), "{name}");
    hook
}

fn link(name: &str) -> LinkEntity {
    let About::Link(link) = hook(name).about else { panic!("{name}") };
    link
}

fn payment(name: &str) -> PaymentEntity {
    let About::Payment(payment) = hook(name).about else { panic!("{name}") };
    payment
}

fn refund(name: &str) -> RefundEntity {
    let About::Refund(refund) = hook(name).about else { panic!("{name}") };
    refund
}

#[test]
fn a_paid_link_leads_back_to_the_order() {
    assert_eq!(hook("link_paid").event, "payment_link.paid");
    let link = link("link_paid");
    assert_eq!(
        (link.provider.0.as_str(), link.reference.as_str()),
        ("plink_Ab3dEf6hIj9kLm", "RSAB12CD3-1")
    );
    // The order inside the payload comes without its prefix; the link names it whole.
    assert_eq!(link.order_id.as_deref(), Some("order_Ab3dEf6hIj9kLo"));
    assert_eq!((link.status, link.amount_paid_paise), (LinkStatus::Paid, Paise::new(1_575_000)));
    assert_eq!(link.payments[0].0, "pay_Ab3dEf6hIj9kLp");
    assert_eq!(link.notes["order_id"], "0193c0de");
}

#[test]
fn an_expired_link_has_none_of_the_optional_things() {
    let link = link("link_expired");
    assert_eq!((link.status, link.order_id), (LinkStatus::Expired, None));
    assert!(link.payments.is_empty() && link.notes.is_empty());
}

#[test]
fn a_payment_names_its_link_its_order_and_its_trouble() {
    let captured = payment("payment_captured");
    assert_eq!(captured.payment.status, PaymentStatus::Captured);
    assert_eq!(
        (captured.payment.fee_paise, captured.payment.fee_tax_paise),
        (Paise::new(37_170), Paise::new(5_670))
    );
    assert_eq!(captured.link.unwrap().0, "plink_Ab3dEf6hIj9kLm");
    assert_eq!(captured.order_id.as_deref(), Some("order_Ab3dEf6hIj9kLo"));
    assert_eq!(captured.trouble, None);

    let failed = payment("payment_failed");
    assert_eq!(failed.payment.status, PaymentStatus::Failed);
    assert_eq!(failed.trouble, Some(PaymentTrouble::NoFunds));
    assert_eq!(failed.payment.fee_paise, Paise::ZERO);

    assert_eq!(payment("order_paid").payment.provider.0, "pay_Ab3dEf6hIj9kLp");
}

#[test]
fn a_refund_names_our_row_and_the_banks() {
    let processed = refund("refund_processed");
    assert_eq!(processed.status, RefundStatus::Processed);
    assert_eq!(processed.receipt.as_deref(), Some("0198c0de-0000-7000-8000-000000000001"));
    assert_eq!(processed.bank_reference.as_deref(), Some("227121351999"));
    assert_eq!(processed.payment.0, "pay_Ab3dEf6hIj9kLp");
    let failed = refund("refund_failed");
    assert_eq!(
        (failed.status, failed.receipt, failed.bank_reference),
        (RefundStatus::Failed, None, None)
    );
}

#[test]
fn a_dispute_names_the_payment_and_by_when_the_bank_wants_an_answer() {
    let hook = hook("dispute_created");
    assert_eq!(hook.event, "payment.dispute.created");
    let About::Dispute(DisputeEntity(dispute)) = hook.about else { panic!("{:?}", hook.about) };
    assert_eq!(dispute.provider.0, "disp_Ab3dEf6hIj9kLd");
    assert_eq!(dispute.payment.0, "pay_Ab3dEf6hIj9kLp");
    assert_eq!(dispute.status, DisputeStatus::Open);
    assert_eq!(dispute.amount_paise, Paise::new(1_575_000));
    assert_eq!(dispute.deducted_paise, Paise::ZERO);
    assert_eq!(dispute.respond_by.unwrap().as_second(), 1_768_000_000);
}

#[test]
fn what_is_not_about_our_money_is_kept_as_other() {
    let settled = hook("settlement");
    assert_eq!((settled.event.as_str(), settled.about), ("settlement.processed", About::Other));
    let empty = parse(br#"{"event":"payment.captured","payload":[]}"#, None).unwrap();
    assert_eq!(empty.about, About::Other);
}

#[test]
fn without_an_id_the_body_is_the_key() {
    let body = br#"{"event":"payment.captured"}"#;
    let (one, two) = (parse(body, None).unwrap(), parse(body, Some(" ")).unwrap());
    assert_eq!((one.event_id.len(), &one.event_id), (64, &two.event_id));
    assert_ne!(one.event_id, parse(br#"{"event":"payment.failed"}"#, None).unwrap().event_id);
    assert!(matches!(parse(b"{}", None), Err(Unreadable::NoEvent)));
    assert!(matches!(parse(b"[]", None), Err(Unreadable::NotJson(_))));
    assert!(matches!(parse(b"\xff", None), Err(Unreadable::NotUtf8(_))));
}

#[test]
fn every_documented_reason_has_its_group() {
    use PaymentTrouble::{BankTrouble, Declined, NoFunds, NotFinished};
    let groups = [
        ("payment_cancelled", "customer", NotFinished),
        ("payment_timed_out", "customer", NotFinished),
        ("payment_collect_request_expired", "customer", NotFinished),
        ("authentication_failed", "customer", NotFinished),
        ("insufficient_funds", "customer", NoFunds),
        ("insufficient_fund", "customer", NoFunds),
        ("transaction_limit_exceeded", "customer", NoFunds),
        ("transaction_daily_limit_exceeded", "customer", NoFunds),
        ("bank_technical_error", "bank", BankTrouble),
        ("gateway_technical_error", "gateway", BankTrouble),
        ("issuer_technical_error", "issuer", BankTrouble),
        ("upi_app_technical_error", "psp", BankTrouble),
        ("psp_not_available", "psp", BankTrouble),
        ("card_declined", "issuer", Declined),
        ("invalid_vpa", "customer", Declined),
        ("payment_risk_check_failed", "business", Declined),
        ("payment_failed", "gateway", Declined),
        ("payment_declined", "bank", Declined),
        ("moon_technical_error", "moon", BankTrouble),
        ("NA", "gateway", BankTrouble),
        ("something_new", "customer", Declined),
        ("", "", Declined),
    ];
    for (reason, source, group) in groups {
        assert_eq!(trouble_of(reason, source), group, "{reason}");
    }
}
