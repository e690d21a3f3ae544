//! Every type of message, status and field that Meta is known to send, one fixture each.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use realserv_adapters::whatsapp::webhook::{
    FlowNews, News, PreferenceValue, Unreadable, Update, parse,
};
use realserv_adapters::whatsapp::{Next, TemplateStatus};
use realserv_domain::message::{Delivery, Heard, Inbound, Media, MediaKind};
use realserv_domain::place::Point;
use realserv_domain::quantity::Quantity;

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whatsapp");
    std::fs::read_to_string(path.join(format!("{name}.json"))).unwrap()
}

fn updates(name: &str) -> Vec<Update> {
    parse(fixture(name).as_bytes()).unwrap()
}

fn only(name: &str) -> Update {
    let mut updates = updates(name);
    assert_eq!(updates.len(), 1, "{name}");
    updates.remove(0)
}

fn inbound(name: &str) -> Inbound {
    let update = only(name);
    let News::Message(inbound) = update.news else { panic!("{name}: {:?}", update.news) };
    assert_eq!(
        (update.source, &update.event_id),
        ("whatsapp.message", &inbound.message_id),
        "{name}"
    );
    assert_eq!(update.phone_number_id.as_deref(), Some("300000000000001"), "{name}");
    assert_eq!(inbound.phone_number_id, "300000000000001", "{name}");
    assert!(fixture(name).contains(&update.raw), "{name}: the raw text is a piece of the body");
    inbound
}

fn heard(name: &str) -> Heard {
    inbound(name).heard
}

fn other(name: &str) -> String {
    let update = only(name);
    let News::Other { kind } = update.news else { panic!("{name}: {:?}", update.news) };
    assert_eq!((update.source, update.event_id.len()), ("whatsapp.other", 64), "{name}");
    kind
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn a_text_comes_with_sender_time_and_name() {
    let inbound = inbound("text");
    assert_eq!(inbound.message_id, "wamid.TEXT");
    assert_eq!(inbound.sender.phone.as_ref().unwrap().reveal(), "919900000001");
    assert_eq!(inbound.sender.user_id.as_deref(), Some("IN.4f9Zt0"));
    assert_eq!(inbound.sender.name.as_deref(), Some("రవి K 🏗️"));
    assert_eq!(inbound.sent_at, Timestamp::from_second(1_790_000_000).unwrap());
    assert_eq!(inbound.replies_to, None);
    let said = text("50 బస్తాలు OPC 53, మియాపూర్ https://x.in/a");
    assert_eq!(inbound.heard, Heard::Said { text: said });
}

#[test]
fn what_surrounds_a_text_does_not_disturb_it() {
    assert_eq!(heard("text_from_ad"), Heard::Said { text: text("Hello") });
    let quoted = inbound("text_quoted_product");
    assert_eq!(quoted.replies_to.as_deref(), Some("wamid.OUT7"));
}

#[test]
fn a_sender_who_hides_the_phone_is_known_by_user_id() {
    let hidden = inbound("hidden_phone").sender;
    assert_eq!(
        (hidden.phone, hidden.user_id, hidden.name),
        (None, some("IN.4f9Zt0"), some("Ravi"))
    );
    let completed = inbound("phone_only_in_contact").sender;
    assert_eq!(completed.phone.unwrap().reveal(), "919900000001");
}

#[test]
fn media_says_what_it_is() {
    let media = |kind, id: &str, mime: &str, caption: Option<&str>| Heard::Sent {
        media: Media {
            kind,
            media_id: text(id),
            mime_type: text(mime),
            caption: caption.map(str::to_owned),
        },
    };
    let cases = [
        ("image", media(MediaKind::Image, "510000000000001", "image/jpeg", Some("site photo"))),
        ("video", media(MediaKind::Video, "510000000000005", "video/mp4", None)),
        ("voice", media(MediaKind::Voice, "510000000000002", "audio/ogg", None)),
        ("audio", media(MediaKind::Audio, "510000000000006", "audio/mpeg", None)),
        (
            "document",
            media(MediaKind::Document, "510000000000003", "application/pdf", Some("list")),
        ),
        ("sticker", media(MediaKind::Sticker, "510000000000004", "image/webp", None)),
    ];
    for (name, expected) in cases {
        assert_eq!(heard(name), expected, "{name}");
    }
}

#[test]
fn places_are_exact_and_contacts_give_a_number() {
    let point = Point { lat_e6: 17_494_800, lon_e6: 78_399_600 };
    let named = Heard::Shared { point, name: some("Site 14"), address: some("Miyapur, Hyderabad") };
    assert_eq!(heard("location"), named);
    assert_eq!(inbound("location").replies_to.as_deref(), Some("wamid.OUT7"));
    // Numbers as strings, and more decimals than a site needs.
    let point = Point { lat_e6: 17_494_812, lon_e6: 78_399_600 };
    assert_eq!(heard("location_bare"), Heard::Shared { point, name: None, address: None });

    for name in ["contacts", "contacts_typed_number"] {
        let Heard::Contact { phone } = heard(name) else { panic!("{name}") };
        assert_eq!(phone.unwrap().reveal(), "919900000002", "{name}");
    }
}

#[test]
fn taps_bring_our_ids_back() {
    let tapped = |id: &str, title: &str| Heard::Tapped { id: text(id), title: text(title) };
    assert_eq!(heard("button_reply"), tapped("q:v2:QTE-71:confirm", "సరే"));
    assert_eq!(heard("list_reply"), tapped("sku:v1:OPC53", "OPC 53 – 50 kg"));
    assert_eq!(heard("template_button"), tapped("reorder:v1:ORD-881", "Reorder"));
    assert_eq!(inbound("button_reply").replies_to.as_deref(), Some("wamid.OUT7"));
    assert_eq!(inbound("template_button").replies_to, None);
}

#[test]
fn forms_and_carts_are_handed_on_unpriced() {
    let flow = r#"{"pin":"500049","flow_token":"ft_9d1"}"#;
    assert_eq!(heard("flow_reply"), Heard::Filled { name: text("flow"), response: text(flow) });
    let Heard::Filled { name, response } = heard("address_reply") else { panic!() };
    assert_eq!((name.as_str(), response.contains("500049")), ("address_message", true));
    let lines = vec![
        (text("CEM-OPC53-50KG"), Quantity::whole(50)),
        (text("SAND-M"), Quantity::from_milli(2500)),
    ];
    assert_eq!(heard("order"), Heard::Carted { lines });
}

#[test]
fn reactions_edits_and_deletions_name_their_message() {
    let reacted = |emoji: Option<&str>| Heard::Reacted {
        emoji: emoji.map(str::to_owned),
        to: text("wamid.OUT9"),
    };
    assert_eq!(heard("reaction"), reacted(Some("👍")));
    assert_eq!(heard("reaction_removed"), reacted(None));
    let edited = Heard::Edited { original: text("wamid.TEXT"), text: some("60 bags") };
    assert_eq!(heard("edit"), edited);
    assert_eq!(heard("revoke"), Heard::Deleted { original: text("wamid.TEXT") });
}

#[test]
fn changed_marks_come_from_the_old_one() {
    let changed = inbound("number_changed");
    assert_eq!(changed.sender.phone.unwrap().reveal(), "919900000001");
    let Heard::NumberChanged { phone } = changed.heard else { panic!() };
    assert_eq!(phone.reveal(), "919900000077");
    assert_eq!(heard("user_id_changed"), Heard::UserIdChanged { user_id: text("IN.9new") });
}

#[test]
fn what_cannot_be_shown_still_gets_an_answer() {
    let cases = [
        ("unsupported", "poll"),
        ("unsupported_legacy", "unknown"),
        ("new_type", "hologram"),
        ("text_without_body", "text"),
        ("call_permission", "call_permission_reply"),
        ("interactive_missing", "interactive"),
    ];
    for (name, kind) in cases {
        assert_eq!(heard(name), Heard::Unsupported { kind: text(kind) }, "{name}");
    }
}

#[test]
fn what_asks_nothing_of_us_is_kept_and_not_answered() {
    let cases = [
        ("group", "messages.group"),
        ("request_welcome", "messages.request_welcome"),
        ("identity_changed", "messages.system"),
        ("account_errors", "messages.errors"),
        ("status_deleted", "messages.status.deleted"),
        ("template_category", "template_category_update"),
        ("template_quality", "message_template_quality_update"),
        ("number_quality", "phone_number_quality_update"),
        ("account_update", "account_update"),
        ("echoes", "smb_message_echoes"),
        ("unheard_of", "a_field_of_tomorrow"),
    ];
    for (name, kind) in cases {
        assert_eq!(other(name), kind, "{name}");
    }
}

#[test]
fn a_status_says_how_far_how_dear_and_to_whom() {
    let update = only("status_sent");
    assert_eq!((update.source, update.event_id.as_str()), ("whatsapp.status", "wamid.OUT1:sent"));
    let News::Status(sent) = update.news else { panic!() };
    assert_eq!((sent.message_id.as_str(), sent.delivery), ("wamid.OUT1", Delivery::Sent));
    assert_eq!(sent.at, Timestamp::from_second(1_790_000_005).unwrap());
    assert_eq!(sent.phone.unwrap().reveal(), "919900000001");
    assert_eq!(sent.user_id.as_deref(), Some("IN.4f9Zt0"));
    assert_eq!(sent.callback_data.as_deref(), Some("0198c0de-0000-7000-8000-000000000001"));
    assert_eq!(sent.failure, None);
    let pricing = sent.pricing.unwrap();
    assert_eq!((pricing.kind.as_str(), pricing.category.as_str()), ("regular", "utility"));
    assert_eq!(pricing.billable, Some(true));

    let expected = [
        ("status_delivered", Delivery::Delivered),
        ("status_read_hidden", Delivery::Read),
        ("status_played", Delivery::Played),
        ("status_failed", Delivery::Failed),
    ];
    for (name, delivery) in expected {
        let News::Status(status) = only(name).news else { panic!("{name}") };
        assert_eq!(status.delivery, delivery, "{name}");
    }
    assert!(matches!(only("status_payment").news, News::Payment(_)));
}

#[test]
fn a_failed_status_says_what_next_without_the_number() {
    let News::Status(status) = only("status_failed").news else { panic!() };
    let failure = status.failure.unwrap();
    assert_eq!((failure.code, failure.next), (Some(131_047), Next::NeedsTemplate));
    let detail = "Re-engagement message: More than 24 hours have passed since …0001 last replied";
    assert_eq!(failure.detail, detail);
    let News::Status(bare) = only("status_failed_bare").news else { panic!() };
    assert_eq!(bare.failure.map(|f| (f.code, f.next)), Some((None, Next::Never)));
}

#[test]
fn templates_preferences_and_new_ids_are_understood() {
    let template = |name| {
        let News::TemplateStatus(update) = only(name).news else { panic!("{name}") };
        (update.name, update.language, update.status, update.reason)
    };
    let ready =
        |language: &str, status, reason| (text("quote_ready"), text(language), status, reason);
    let rejected = ready("te", TemplateStatus::Rejected, some("INCORRECT_CATEGORY"));
    assert_eq!(template("template_rejected"), rejected);
    assert_eq!(template("template_approved"), ready("en", TemplateStatus::Approved, None));
    let vacation = TemplateStatus::Unknown(text("VACATION"));
    assert_eq!(template("template_new_event"), ready("en", vacation, None));

    let stops: Vec<_> = updates("user_preferences")
        .into_iter()
        .map(|update| {
            let News::Preference(p) = update.news else { panic!() };
            (p.user_id.unwrap(), p.value, p.phone.is_some(), p.at.is_some())
        })
        .collect();
    let expected = [
        (text("IN.4f9Zt0"), PreferenceValue::Stop, true, true),
        (text("IN.other"), PreferenceValue::Resume, false, true),
    ];
    assert_eq!(stops, expected);

    let News::UserIdChanged(changed) = only("user_id_update").news else { panic!() };
    assert_eq!((changed.before.as_str(), changed.now.as_str()), ("IN.4f9Zt0", "IN.9new"));
}

#[test]
fn news_of_a_form_says_whether_it_may_be_sent() {
    let flow = |name| {
        let News::Flow(update) = only(name).news else { panic!("{name}") };
        assert_eq!(update.flow_id, "610000000000001", "{name}");
        update.news
    };
    assert_eq!(flow("flows"), FlowNews::Status(text("THROTTLED")));
    let alert = FlowNews::Alert { event: text("ENDPOINT_ERROR_RATE"), state: text("ACTIVATED") };
    assert_eq!(flow("flows_alert"), alert);
    assert_eq!(other("flows_of_nothing"), "flows");
}

#[test]
fn broken_pieces_lose_only_themselves() {
    let updates = updates("batch_with_broken_pieces");
    let good: Vec<&str> = updates
        .iter()
        .filter(|update| !matches!(update.news, News::Broken { .. }))
        .map(|update| update.event_id.as_str())
        .collect();
    assert_eq!(good, ["wamid.GOOD1", "wamid.GOOD2", "wamid.OUT1:read"]);
    let broken: Vec<&str> = updates
        .iter()
        .filter_map(|update| match update.news {
            News::Broken { why } => Some(why),
            _ => None,
        })
        .collect();
    let expected = [
        "an entry without changes",
        "an entry without changes",
        "a change without field or value",
        "a change without field or value",
        "a change without field or value",
        "a message that is no object",
        "a message without a sender",
        "a message without an id",
        "a message without a time",
        "a status without id or time",
    ];
    assert_eq!(broken, expected);
    let keys: BTreeSet<_> = updates.iter().map(|u| (u.source, &u.event_id)).collect();
    assert_eq!(keys.len(), updates.len(), "each piece has a key of its own");
    let names = updates.iter().filter_map(|u| match &u.news {
        News::Message(inbound) => inbound.sender.name.clone(),
        _ => None,
    });
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["రవి K 🏗️", "Latha"],
        "a broken contact loses only its name"
    );
}

#[test]
fn the_same_news_at_another_time_is_news_again() {
    let key = |time: &str| {
        let body = fixture("template_approved").replace("1790000201", time);
        parse(body.as_bytes()).unwrap().remove(0).event_id
    };
    assert_eq!(key("1790000201"), key("1790000201"));
    assert_ne!(key("1790000201"), key("1790099999"));
}

#[test]
fn what_is_no_webhook_of_whatsapp_is_said_so() {
    assert!(matches!(parse(b"\xff"), Err(Unreadable::NotUtf8(_))));
    assert!(matches!(parse(b"[]"), Err(Unreadable::NotJson(_))));
    assert!(matches!(parse(b"{\"object\":"), Err(Unreadable::NotJson(_))));
    let page = parse(br#"{"object":"page","entry":[]}"#);
    assert!(matches!(page, Err(Unreadable::NotWhatsApp(about)) if about == "page"));
    assert_eq!(parse(br#"{"object":"whatsapp_business_account"}"#).unwrap(), []);
}

#[test]
fn every_fixture_is_read_by_a_test() {
    let me = include_str!("whatsapp_updates.rs");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whatsapp");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(me.contains(&format!("\"{name}\"")), "{name} is read by nobody");
    }
}
