//! Meta's limits, each at its edge: the longest that passes, and one more.

use realserv_adapters::whatsapp::limits::{LimitBroken, check};
use realserv_domain::form::FormToken;
use realserv_domain::language::Language;
use realserv_domain::message::{Button, Message, Row, Section, TemplateCall};

/// Telugu: three bytes a letter, so that nobody counts bytes.
fn letters(count: usize) -> String {
    "క".repeat(count)
}

fn buttons(body: usize, titles: &[&str]) -> Message {
    let button = |title: &&str| Button { id: format!("id-{title}"), title: (*title).to_owned() };
    Message::Buttons {
        body: letters(body),
        buttons: titles.iter().map(button).collect(),
        photo: None,
    }
}

fn row(id: &str) -> Row {
    Row { id: id.to_owned(), title: letters(24), description: Some(letters(72)) }
}

fn rows(count: usize) -> Vec<Row> {
    (0..count).map(|n| row(&format!("row-{n}"))).collect()
}

fn list(sections: Vec<Section>) -> Message {
    Message::List { body: letters(4096), button: letters(20), sections }
}

fn section(title: Option<String>, rows: Vec<Row>) -> Section {
    Section { title, rows }
}

fn link(title: usize, url: &str) -> Message {
    Message::Link { body: letters(1024), title: letters(title), url: url.to_owned() }
}

fn template(name: &str, value: &str, payloads: usize) -> Message {
    Message::Template(TemplateCall {
        name: name.to_owned(),
        language: Language::Te,
        variables: vec![("order_no".to_owned(), value.to_owned())],
        payloads: vec![letters(256); payloads],
    })
}

fn text(count: usize) -> Message {
    Message::Text { body: letters(count) }
}

#[test]
fn the_longest_of_everything_passes() {
    let titles = [letters(20), "a".to_owned(), "b".to_owned()];
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let halves = [Some(letters(24)), Some("b".to_owned())].map(Some).into_iter().flatten();
    let halves = halves.enumerate().map(|(half, title)| {
        section(title, (0..5).map(|n| row(&format!("row-{half}-{n}"))).collect())
    });
    for message in [
        text(4096),
        buttons(1024, &titles),
        list(vec![section(None, rows(10))]),
        list(halves.collect()),
        link(20, "https://rzp.io/rzp/Qx7Yz1"),
        Message::AskLocation { body: letters(1024) },
        Message::AskContact { body: letters(1024) },
        form(1024, &letters(20)),
        template("delivery_update_v2", "RSAB12CD3", 10),
    ] {
        assert_eq!(check(&message), Ok(()), "{message:?}");
    }
}

fn form(body: usize, title: &str) -> Message {
    let token = format!("{}.{}", "1".repeat(32), "a".repeat(32));
    Message::Form {
        body: letters(body),
        title: title.to_owned(),
        flow: "610000000000001".to_owned(),
        token: FormToken::read(&token).unwrap(),
    }
}

#[test]
fn one_more_is_refused_with_its_name() {
    let long = |field, most| LimitBroken::TooLong { field, most, found: most + 1 };
    let many = |field, most| LimitBroken::TooMany { field, most, found: most + 1 };
    let mut long_id = row(&letters(201));
    let mut long_title = row("a");
    long_title.title = letters(25);
    let mut long_description = row("a");
    long_description.description = Some(letters(73));
    long_id.description = None;
    let one = |row| list(vec![section(None, vec![row])]);
    let eleven_sections =
        (0..11).map(|n| section(Some(format!("s{n}")), vec![row(&n.to_string())]));
    let cases = [
        (text(4097), long("text.body", 4096)),
        (buttons(1025, &["a"]), long("body", 1024)),
        (buttons(10, &[&letters(21)]), long("button.title", 20)),
        (buttons(10, &["a", "b", "c", "d"]), many("buttons", 3)),
        (one(long_id), long("row.id", 200)),
        (one(long_title), long("row.title", 24)),
        (one(long_description), long("row.description", 72)),
        (list(vec![section(Some(letters(25)), rows(1))]), long("section.title", 24)),
        (list(vec![section(None, rows(11))]), many("section.rows", 10)),
        (
            list(vec![
                section(Some("a".to_owned()), rows(6)),
                section(Some("b".to_owned()), rows(5)),
            ]),
            many("list.rows", 10),
        ),
        (list(eleven_sections.collect()), many("list.sections", 10)),
        (link(21, "https://x.in"), long("link.title", 20)),
        (Message::AskLocation { body: letters(1025) }, long("body", 1024)),
        (Message::AskContact { body: letters(1025) }, long("body", 1024)),
        (form(1025, "a"), long("body", 1024)),
        (form(1, &letters(21)), long("form.title", 20)),
        (form(1, "📝 Fill it in"), LimitBroken::Form { field: "form.title" }),
        (template("quote_ready", &letters(1025), 1), long("variable", 1024)),
        (template("quote_ready", "a", 11), many("payloads", 10)),
    ];
    for (message, broken) in cases {
        assert_eq!(check(&message), Err(broken), "{message:?}");
    }
}

#[test]
fn nothing_and_the_same_twice_are_refused() {
    let empty = |field| LimitBroken::Empty { field };
    let twins = Message::Buttons {
        body: letters(1),
        buttons: ["a", "b"].map(|t| Button { id: "one".to_owned(), title: t.to_owned() }).to_vec(),
        photo: None,
    };
    let untitled = list(vec![section(None, rows(1)), section(None, vec![row("b")])]);
    let cases = [
        (text(0), empty("text.body")),
        (Message::Text { body: " \n".to_owned() }, empty("text.body")),
        (buttons(1, &[]), empty("buttons")),
        (buttons(1, &["a", "a"]), LimitBroken::Twice { field: "button.id" }),
        (twins, LimitBroken::Twice { field: "button.id" }),
        (list(vec![]), empty("list.sections")),
        (list(vec![section(None, vec![])]), empty("section.rows")),
        (
            list(vec![section(None, vec![row("a"), row("a")])]),
            LimitBroken::Twice { field: "row.id" },
        ),
        (untitled, empty("section.title")),
        (link(5, "rzp.io/Qx7"), LimitBroken::Form { field: "link.url" }),
        (link(5, "https://x.in/a b"), LimitBroken::Form { field: "link.url" }),
        (template("Quote-Ready", "a", 0), LimitBroken::Form { field: "template.name" }),
        (template("quote_ready", "\n", 0), empty("variable")),
    ];
    for (message, broken) in cases {
        assert_eq!(check(&message), Err(broken), "{message:?}");
    }
}
