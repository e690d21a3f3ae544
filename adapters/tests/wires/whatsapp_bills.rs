//! Bills that are paid within the chat: their bytes, their limits, how they stand when Meta is asked, and what it says unasked
//! (whatsapp.md 6.2 to 6.5).

use jiff::Timestamp;
use realserv_adapters::secret::Secret;
use realserv_adapters::whatsapp::limits::{LimitBroken, check};
use realserv_adapters::whatsapp::webhook::{News, PaymentConfiguration, parse};
use realserv_adapters::whatsapp::{
    Client, InChat, Next, Outgoing, Recipient, Transaction, TransactionStatus, request_body,
};
use realserv_domain::message::{Bill, BillEnd, BillLine, Charge, Message};
use realserv_domain::money::Paise;
use realserv_domain::payments::{PaymentTrouble, ProviderId};
use serde_json::{Value, json};

use crate::server::{Reply, Server, ok, patient};

fn line(name: &str, quantity: u32, price: i64) -> BillLine {
    BillLine { name: name.to_owned(), quantity, price_paise: Paise::new(price) }
}

fn charge(name: &str, amount: i64) -> Option<Charge> {
    Some(Charge { name: name.to_owned(), amount_paise: Paise::new(amount) })
}

/// 50 bags and two and a half tonnes, brought for ₹307, twenty paise rounded off.
fn bill() -> Bill {
    Bill {
        reference: "RSAB12CD3-1.2".to_owned(),
        receipt: "RSAB12CD3-1".to_owned(),
        configuration: "prod_rzp".to_owned(),
        lines: vec![line("UltraTech OPC 53", 50, 34_000), line("2.5 t river sand", 1, 337_520)],
        tax: "GST included".to_owned(),
        delivery: charge("Delivery", 30_700),
        discount: charge("Round-off", 20),
        total_paise: Paise::new(2_068_200),
        expires_at: Timestamp::from_second(1_790_001_800).unwrap(),
        expiry: "Pay by 9:30 am".to_owned(),
        name: "Asha".to_owned(),
        locality: "Miyapur".to_owned(),
        pin: "500049".parse().unwrap(),
    }
}

fn message(bill: Bill) -> Message {
    Message::Bill { body: "Please pay".to_owned(), bill: Box::new(bill) }
}

fn bytes(message: &Message) -> Value {
    let to = Recipient { phone: Some("919900000001".parse().unwrap()), user_id: None };
    let out = Outgoing {
        phone_number_id: "300000000000001",
        to: &to,
        message,
        callback_data: "row",
        media_id: None,
        reply_to: None,
        correlation_id: "corr-1",
    };
    serde_json::from_str(&request_body(&out).unwrap()).unwrap()
}

fn paise(value: i64) -> Value {
    json!({"value": value, "offset": 100})
}

#[test]
fn a_bill_is_an_order_with_our_gateway() {
    let sent = bytes(&message(bill()));
    let origin = json!({"address_line1": "Not applicable", "city": "Hyderabad", "postal_code": "500049", "country_code": "IN"});
    let item = |name: &str, quantity: u32, amount: i64| {
        json!({"name": name, "amount": paise(amount), "quantity": quantity, "country_of_origin": "India",
            "importer_name": "Not applicable", "importer_address": origin})
    };
    let named = |value: i64, description: &str| json!({"value": value, "offset": 100, "description": description});
    let expected = json!({
        "reference_id": "RSAB12CD3-1.2",
        "type": "physical-goods",
        "beneficiaries": [{"name": "Asha", "address_line1": "Miyapur", "city": "Hyderabad", "state": "Telangana",
            "country": "India", "postal_code": "500049"}],
        "currency": "INR",
        "total_amount": paise(2_068_200),
        "payment_settings": [{"type": "payment_gateway", "payment_gateway": {"type": "razorpay",
            "configuration_name": "prod_rzp",
            "razorpay": {"receipt": "RSAB12CD3-1", "notes": {"reference": "RSAB12CD3-1"}}}}],
        "order": {
            "status": "pending",
            "expiration": {"timestamp": "1790001800", "description": "Pay by 9:30 am"},
            "items": [item("UltraTech OPC 53", 50, 34_000), item("2.5 t river sand", 1, 337_520)],
            "subtotal": paise(2_037_520),
            "tax": named(0, "GST included"),
            "shipping": named(30_700, "Delivery"),
            "discount": named(20, "Round-off"),
        },
    });
    let content = &sent["interactive"];
    assert_eq!(
        (&content["type"], &content["body"]["text"]),
        (&json!("order_details"), &json!("Please pay"))
    );
    assert_eq!(content["action"], json!({"name": "review_and_pay", "parameters": expected}));

    let bare =
        Bill { delivery: None, discount: None, total_paise: Paise::new(2_037_520), ..bill() };
    let order = &bytes(&message(bare))["interactive"]["action"]["parameters"]["order"];
    assert!(order.get("shipping").is_none() && order.get("discount").is_none());
}

#[test]
fn a_bill_shows_how_its_order_ended() {
    for (end, word) in [(BillEnd::Completed, "completed"), (BillEnd::Cancelled, "canceled")] {
        let (body, reference) = ("Thank you".to_owned(), "RSAB12CD3-1.2".to_owned());
        let ended = Message::BillEnded { body, reference, end };
        assert_eq!(check(&ended), Ok(()));
        let content = bytes(&ended)["interactive"].clone();
        let parameters = json!({"reference_id": "RSAB12CD3-1.2", "order": {"status": word}});
        let action = json!({"name": "review_order", "parameters": parameters});
        let body = json!({"text": "Thank you"});
        assert_eq!(content, json!({"type": "order_status", "body": body, "action": action}));
    }
    let (body, reference) = ("Thank you".to_owned(), "RS 1".to_owned());
    let odd = Message::BillEnded { body, reference, end: BillEnd::Completed };
    assert_eq!(check(&odd), Err(LimitBroken::Form { field: "bill.reference" }));
}

#[test]
fn what_meta_would_refuse_of_a_bill_is_refused_before() {
    let letters = |count: usize| "క".repeat(count);
    let long = |field, most| LimitBroken::TooLong { field, most, found: most + 1 };
    let form = |field| LimitBroken::Form { field };
    let longest = Bill {
        reference: "a".repeat(35),
        receipt: "a".repeat(40),
        configuration: "a".repeat(60),
        lines: vec![line(&letters(60), 1, 100)],
        tax: letters(60),
        delivery: charge(&letters(60), 1),
        discount: charge(&letters(60), 1),
        total_paise: Paise::new(100),
        expiry: letters(120),
        name: letters(200),
        locality: letters(100),
        ..bill()
    };
    assert_eq!(check(&message(longest)), Ok(()));
    let lines = |line| Bill {
        lines: vec![line],
        delivery: None,
        discount: None,
        total_paise: Paise::new(100),
        ..bill()
    };
    let cases = [
        (Bill { reference: "a".repeat(36), ..bill() }, long("bill.reference", 35)),
        (Bill { reference: "RS 1".to_owned(), ..bill() }, form("bill.reference")),
        (Bill { receipt: "a".repeat(41), ..bill() }, long("bill.receipt", 40)),
        (Bill { configuration: "a".repeat(61), ..bill() }, long("bill.configuration", 60)),
        (Bill { expiry: letters(121), ..bill() }, long("bill.expiry", 120)),
        (Bill { name: letters(201), ..bill() }, long("bill.name", 200)),
        (Bill { locality: letters(101), ..bill() }, long("bill.locality", 100)),
        (Bill { lines: vec![], ..bill() }, LimitBroken::Empty { field: "bill.lines" }),
        (lines(line(&letters(61), 1, 100)), long("bill.line", 60)),
        (lines(line("a", 0, 100)), form("bill.line")),
        (lines(line("a", 1, -100)), form("bill.line")),
        // A sum that no number holds is none.
        (lines(line("a", u32::MAX, i64::MAX / 2)), form("bill.total")),
        (Bill { delivery: charge("Delivery", -1), ..bill() }, form("bill.charge")),
        (Bill { total_paise: Paise::new(2_068_201), ..bill() }, form("bill.total")),
        (Bill { discount: None, ..bill() }, form("bill.total")),
    ];
    for (bill, broken) in cases {
        assert_eq!(check(&message(bill.clone())), Err(broken), "{bill:?}");
    }
    let Message::Bill { bill, .. } = message(bill()) else { unreachable!() };
    let long_body = Message::Bill { body: letters(1025), bill };
    assert_eq!(check(&long_body), Err(long("body", 1024)));
}

fn client(server: &Server) -> Client {
    Client::new(patient(&server.url), &server.url, "200000000000001", Secret::new("a-token"))
}

async fn asked(reply: Reply) -> (Result<Option<InChat>, Next>, Option<String>) {
    let server = Server::answering(vec![reply]).await;
    let found =
        client(&server).payment_in_chat("300000000000001", "prod_rzp", "RSAB12CD3-1.2").await;
    let line = server.asked().first().map(|asked| asked.line().to_owned());
    (found.map_err(|failure| failure.next), line)
}

#[tokio::test]
async fn a_bill_is_looked_up_by_its_reference() {
    let transaction = |status: &str, id: &str, more: &str| {
        format!(
            r#"{{"id":"order_Pq1","pg_transaction_id":"{id}","type":"razorpay","status":"{status}"{more}}}"#
        )
    };
    let declined = r#","error":{"code":"BAD_REQUEST_ERROR","reason":"payment_declined"}"#;
    let transactions = [
        transaction("failed", "pay_1", declined),
        transaction("pending", "pay_2", ""),
        transaction(
            "success",
            "pay_3",
            r#","created_timestamp":"1790000390","updated_timestamp":1790000398"#,
        ),
        transaction("thinking", "pay_4", ""),
    ];
    let answer = format!(
        r#"{{"payments":[{{"reference_id":"RSAB12CD3-1.1","status":"pending"}},{{"reference_id":"RSAB12CD3-1.2","status":"captured","currency":"INR","total_amount":{{"value":"2068200","offset":100}},"transactions":[{}],"receipt":"RSAB12CD3-1"}}]}}"#,
        transactions.join(",")
    );
    let (found, line) = asked(ok(&answer)).await;
    assert_eq!(
        line.unwrap(),
        "GET /v25.0/300000000000001/payments/prod_rzp/RSAB12CD3-1.2 HTTP/1.1"
    );
    let found = found.unwrap().unwrap();
    assert_eq!((found.amount_paise, found.currency.as_str()), (Some(Paise::new(2_068_200)), "INR"));
    assert!(found.is_captured());
    let known: Vec<(Option<ProviderId>, TransactionStatus)> =
        found.transactions.into_iter().map(|one| (one.payment, one.status)).collect();
    let payment = |id: &str| Some(ProviderId(id.to_owned()));
    assert_eq!(
        known,
        [
            (payment("pay_1"), TransactionStatus::Failed(PaymentTrouble::Declined)),
            (payment("pay_2"), TransactionStatus::Pending),
            (payment("pay_3"), TransactionStatus::Success),
            (payment("pay_4"), TransactionStatus::Unknown("thinking".to_owned())),
        ]
    );
}

#[tokio::test]
async fn a_bill_that_meta_does_not_know_is_none_and_all_else_is_said() {
    let error = |code: i64| format!(r#"{{"error":{{"message":"no","code":{code}}}}}"#);
    for reply in [ok(r#"{"payments":[]}"#), ok("{}"), Reply::Answer(400, "", error(100))] {
        assert_eq!(asked(reply).await.0, Ok(None));
    }
    // Only hundredths are paise.
    let odd = r#"{"payments":[{"reference_id":"RSAB12CD3-1.2","status":"captured","total_amount":{"value":20682,"offset":1}}]}"#;
    let (found, _) = asked(ok(odd)).await;
    assert_eq!(found.unwrap().unwrap().amount_paise, None);
    let (token, _) = asked(Reply::Answer(401, "", error(190))).await;
    assert_eq!(token, Err(Next::PauseAll));
    assert_eq!(asked(Reply::HangUp).await.0, Err(Next::Unknown));
    let server = Server::answering(vec![]).await;
    for name in ["", "..", "a/b", "a?b"] {
        let failure =
            client(&server).payment_in_chat("300000000000001", name, "RS-1.1").await.unwrap_err();
        assert_eq!(failure.next, Next::Never, "{name:?}");
    }
    assert!(server.asked().is_empty());
}

fn news(field: &str, value: Value) -> News {
    let body = json!({"object": "whatsapp_business_account", "entry": [
        {"id": "200000000000001", "time": 1_790_000_400, "changes": [{"field": field, "value": value}]}]});
    let mut updates = parse(body.to_string().as_bytes()).unwrap();
    assert_eq!(updates.len(), 1);
    updates.remove(0).news
}

fn status(status: &str, transaction: &Value) -> News {
    let payment = json!({"reference_id": "RSAB12CD3-1.2", "amount": paise(2_068_200), "currency": "INR", "transaction": transaction});
    let status = json!({"id": "wamid.OUT5", "type": "payment", "status": status, "timestamp": 1_790_000_400, "payment": payment});
    let metadata =
        json!({"display_phone_number": "914055500100", "phone_number_id": "300000000000001"});
    news(
        "messages",
        json!({"messaging_product": "whatsapp", "metadata": metadata, "statuses": [status]}),
    )
}

#[test]
fn a_status_of_a_payment_is_no_status_of_a_message() {
    // Times are numbers here and text there.
    for at in [json!(1_790_000_390), json!("1790000390")] {
        let transaction = json!({"id": "order_Pq1", "pg_transaction_id": "pay_Pq2", "type": "razorpay",
            "status": "success", "created_timestamp": at, "method": {"type": "upi"}});
        let News::Payment(payment) = status("captured", &transaction) else { panic!() };
        assert!(payment.is_captured());
        assert_eq!(
            (payment.reference.as_str(), payment.amount_paise),
            ("RSAB12CD3-1.2", Some(Paise::new(2_068_200)))
        );
        let paid = Transaction {
            payment: Some(ProviderId("pay_Pq2".to_owned())),
            gateway: "razorpay".to_owned(),
            status: TransactionStatus::Success,
        };
        assert_eq!(payment.transactions, [paid]);
    }
    for (word, said) in [("pending", "pending"), ("pending", "failed"), ("failed", "failed")] {
        let News::Payment(payment) = status(word, &json!({"id": "order_Pq1", "status": said}))
        else {
            panic!()
        };
        assert!(!payment.is_captured(), "{word} {said}");
    }
    let bare = json!({"statuses": [{"id": "wamid.OUT5", "type": "payment", "status": "captured", "timestamp": "1"}]});
    assert!(matches!(news("messages", bare), News::Broken { .. }));
}

#[test]
fn a_configuration_says_how_it_is() {
    let value = json!({"configuration_name": "prod_rzp", "provider_name": "razorpay", "provider_mid": "acc_1",
        "status": "Needs Testing", "created_timestamp": 1_790_000_000, "updated_timestamp": "1790000400"});
    let (name, status) = ("prod_rzp".to_owned(), "Needs Testing".to_owned());
    let known = News::PaymentConfiguration(PaymentConfiguration { name, status });
    assert_eq!(news("payment_configuration_update", value), known);
    assert!(matches!(
        news("payment_configuration_update", json!({"status": "Active"})),
        News::Broken { .. }
    ));
}
