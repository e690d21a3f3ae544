//! Batches as large as Meta makes them, and bytes that nobody would send.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use realserv_adapters::razorpay;
use realserv_adapters::whatsapp::webhook::{News, parse};

/// `count` messages of `length` escaped letters in one POST.
fn batch(count: usize, length: usize) -> String {
    let words = "\\u0c15".repeat(length);
    let mut messages = String::new();
    let mut contacts = String::new();
    for n in 0..count {
        let comma = if n == 0 { "" } else { "," };
        write!(
            messages,
            r#"{comma}{{"from":"9199{n:08}","from_user_id":"IN.u{n}","id":"wamid.{n}","timestamp":"1790000000","type":"text","text":{{"body":"{words}"}}}}"#
        )
        .unwrap();
        write!(
            contacts,
            r#"{comma}{{"profile":{{"name":"Buyer {n}"}},"wa_id":"9199{n:08}","user_id":"IN.u{n}"}}"#
        )
        .unwrap();
    }
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"914055500100","phone_number_id":"300000000000001"}},"contacts":[{contacts}],"messages":[{messages}]}}}}]}}]}}"#
    )
}

/// The fastest of a few runs: what the code costs, whatever else the machine does.
fn fastest(body: &str) -> Duration {
    let run = |_| {
        let start = Instant::now();
        let updates = parse(body.as_bytes()).unwrap();
        let took = start.elapsed();
        assert_eq!(updates.len(), 1000);
        assert!(updates.iter().all(|update| matches!(update.news, News::Message(_))));
        took
    };
    (0..5).map(run).min().unwrap()
}

#[test]
fn a_thousand_updates_are_read_in_time() {
    // Meta's most: a thousand updates, three megabytes; the whole answer is due in 250 ms. Here it takes a tenth of
    // that, but a test must hold on a busy machine and in an unoptimised build.
    let usual = batch(1000, 20);
    let most = batch(1000, 460);
    assert!((2_900_000..3_100_000).contains(&most.len()), "{}", most.len());
    let (usual, most) = (fastest(&usual), fastest(&most));
    println!("1000 updates: {usual:?}; of 3 MB: {most:?}");
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 2500 } else { 250 });
    assert!(most < limit, "{most:?}");
}

/// JSON of any shape with the words that the readers look for.
fn json() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "object",
        "entry",
        "changes",
        "field",
        "value",
        "messages",
        "statuses",
        "contacts",
        "id",
        "from",
        "timestamp",
        "type",
        "text",
        "body",
        "interactive",
        "button_reply",
        "order",
        "product_items",
        "location",
        "latitude",
        "whatsapp_business_account",
        "status",
        "errors",
        "event",
        "payload",
        "payment",
        "entity",
        "amount",
        "notes",
        "payment_link",
    ]);
    let scalar = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_filter("JSON", |f| f.is_finite()).prop_map(|f| f.to_string()),
        word.clone().prop_map(|w| format!("{w:?}")),
        Just(r#""\ud83d""#.to_owned()),
        Just(r#""\u0000""#.to_owned()),
    ];
    scalar.prop_recursive(8, 64, 6, move |inner| {
        let member = (word.clone(), inner.clone()).prop_map(|(k, v)| format!("{k:?}:{v}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::vec(member, 0..8).prop_map(|map| format!("{{{}}}", map.join(","))),
        ]
    })
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(body in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = parse(&body);
        let _ = razorpay::webhook::parse(&body, None);
    }

    #[test]
    fn no_value_makes_a_reader_panic(value in json(), event in "[a-z_.]{0,20}") {
        let meta = format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"changes":[{{"field":"messages","value":{value}}}]}}]}}"#
        );
        prop_assert!(parse(meta.as_bytes()).is_ok());
        let hook = format!(r#"{{"event":"payment.{event}","payload":{value}}}"#);
        prop_assert!(razorpay::webhook::parse(hook.as_bytes(), None).is_ok());
    }

    #[test]
    fn a_message_of_any_content_is_read_or_kept(kind in "[a-z_]{1,12}", content in json()) {
        let body = format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"changes":[{{"field":"messages","value":{{"messages":[{{"from":"919900000001","id":"wamid.X","timestamp":1790000000,"type":"{kind}","{kind}":{content}}}]}}}}]}}]}}"#
        );
        let updates = parse(body.as_bytes()).unwrap();
        prop_assert_eq!(updates.len(), 1);
    }
}
