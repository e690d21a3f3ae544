//! The OpenAPI document: whole in itself, and exactly what is served.

use std::collections::BTreeSet;

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::{NOBODY, Office};

/// A POST only because what it asks about is long: nothing happens that could happen twice.
const ASKING: [&str; 2] = ["/api/v1/catalog/interpret", "/api/v1/catalog/aliases/preview"];

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

async fn document(town: &Town) -> Result<Value, super::Trouble> {
    Office::with(town, None)?.get("/api/v1/openapi.json").await?.ok()
}

/// Every operation: path, method, and what is said of it.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            found.push((path.as_str(), method.as_str(), operation));
        }
    }
    found
}

#[tokio::test]
async fn the_document_is_whole_in_itself() -> Done {
    let town = Town::open().await?;
    let document = document(&town).await?;
    assert_eq!(document["openapi"], "3.1.0");
    let key = json!({
        "type": "apiKey", "in": "header", "name": "X-API-Key", "description": "REALSERV_ADMIN_API_KEY",
    });
    assert_eq!(document["components"]["securitySchemes"]["api_key"], key);
    assert_eq!(document["security"], json!([{ "api_key": [] }]));
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("a reference within the document");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    Ok(())
}

/// Every `$ref` anywhere.
fn collect<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            into.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|value| collect(value, into));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, into)),
        _ => {}
    }
}

#[tokio::test]
async fn every_operation_says_what_it_takes_and_answers() -> Done {
    let town = Town::open().await?;
    let document = document(&town).await?;
    let mut ids = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(path.starts_with("/api/v1/"), "{name} is not a full path");
        assert!(METHODS.contains(&method), "{name}");
        assert!(
            ids.insert(operation["operationId"].as_str().unwrap().to_owned()),
            "{name}: same id"
        );
        assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{name}");
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let in_path: BTreeSet<&str> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let written: BTreeSet<&str> = path
            .split('/')
            .filter_map(|piece| piece.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        assert_eq!(in_path, written, "{name}");
        if path == "/api/v1/openapi.json" {
            assert_eq!(operation["security"], json!([{}]), "{name} is public");
            continue;
        }
        let responses = operation["responses"].as_object().expect("responses");
        assert!(responses.contains_key("401") && responses.contains_key("500"), "{name}");
        refusals_are_problems(&name, responses);
        if method == "post" && !ASKING.contains(&path) {
            let key = |parameter: &&Value| parameter["name"] == "Idempotency-Key";
            assert!(parameters.iter().find(key).is_some(), "{name} takes no Idempotency-Key");
        }
    }
    Ok(())
}

fn refusals_are_problems(name: &str, responses: &Map<String, Value>) {
    for (status, response) in responses {
        assert!(
            !response["description"].as_str().unwrap_or_default().is_empty(),
            "{name} {status}"
        );
        if status.as_str() >= "400" {
            let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{name} {status}");
        }
    }
}

/// What is written is there, and of what is there nothing is unwritten: another method of a written path is 405.
#[tokio::test]
async fn the_document_lists_exactly_what_is_served() -> Done {
    let town = Town::open().await?;
    let document = document(&town).await?;
    let office = Office::of(&town)?;
    let paths = document["paths"].as_object().expect("paths");
    for (path, item) in paths {
        let address = path.replace("{id}", NOBODY).replace("{person_id}", NOBODY);
        for method in METHODS {
            let sent = Method::from_bytes(method.to_uppercase().as_bytes())?;
            let reply = office.json(sent, &address, &json!({})).await?;
            let status = reply.status.as_u16();
            if item.get(method).is_none() {
                assert_eq!(status, 405, "{method} {path} is served and not written");
                continue;
            }
            assert_ne!(status, 405, "{method} {path} is written and not served");
            let nothing = reply.body["detail"] == "There is nothing at this address.";
            assert!(!nothing && status < 500, "{method} {path}: {:?}", reply.body);
            let said = item[method]["responses"].get(status.to_string());
            assert!(said.is_some(), "{method} {path} answered {status}, which is not written");
        }
    }
    Ok(())
}

/// The fields of real answers are those of the schemas, neither more nor fewer.
#[tokio::test]
async fn answers_have_the_fields_that_are_written() -> Done {
    let town = Town::open().await?;
    let document = document(&town).await?;
    town.vendors()?;
    town.buyer("Asha").orders_and_pays().await?;
    let office = Office::of(&town)?;
    let order = office.first_of("/api/v1/orders").await?;
    let whole =
        office.get(&format!("/api/v1/orders/{}", order["id"].as_str().unwrap())).await?.ok()?;
    let records = format!("/api/v1/orders/{}/records", order["id"].as_str().unwrap());
    let records = office.get(&records).await?.ok()?;
    for (schema, answer) in [
        ("OrderInList", order),
        ("OrderWhole", whole),
        ("OrderRecords", records),
        ("SkuShown", office.first_of("/api/v1/catalog/skus").await?),
        ("ListingShown", office.first_of("/api/v1/catalog/listings").await?),
        ("VendorShown", office.first_of("/api/v1/vendors").await?),
        ("ZoneShown", office.first_of("/api/v1/zones").await?),
        ("ConversationShown", office.first_of("/api/v1/conversations").await?),
    ] {
        fits(&document, schema, &document["components"]["schemas"][schema], &answer);
    }
    Ok(())
}

/// Walks a value along its schema: every field is known, every required one is there, and the plain types agree.
fn fits(document: &Value, at: &str, schema: &Value, value: &Value) {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = document.pointer(&reference[1..]).expect("resolved");
        return fits(document, at, schema, value);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let real = choices.iter().find(|choice| choice["type"] != "null").expect("a choice");
        return if value.is_null() {
            assert!(choices.len() > 1, "{at}")
        } else {
            fits(document, at, real, value)
        };
    }
    let (properties, required) = fields(document, schema);
    match value {
        Value::Object(given) if !properties.is_empty() => {
            for (name, value) in given {
                let inner =
                    properties.get(name).unwrap_or_else(|| panic!("{at}.{name} is not written"));
                fits(document, &format!("{at}.{name}"), inner, value);
            }
            for name in required {
                assert!(given.contains_key(&name), "{at}.{name} is missing");
            }
        }
        Value::Array(items) => {
            assert_eq!(schema["type"], "array", "{at}");
            for item in items {
                fits(document, at, &schema["items"], item);
            }
        }
        Value::Null => assert!(schema["type"].to_string().contains("null"), "{at} is null"),
        Value::Object(_) => assert_eq!(schema["type"], "object", "{at}"),
        Value::Bool(_) => assert!(schema["type"].to_string().contains("boolean"), "{at}"),
        Value::Number(_) => assert!(schema["type"].to_string().contains("integer"), "{at}"),
        Value::String(_) => assert!(schema["type"].to_string().contains("string"), "{at}"),
    }
}

/// Properties of an object, those of `allOf` included.
fn fields(document: &Value, schema: &Value) -> (Map<String, Value>, Vec<String>) {
    let schema = match schema["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).expect("resolved"),
        None => schema,
    };
    let mut properties = schema["properties"].as_object().cloned().unwrap_or_default();
    let names = schema["required"].as_array().into_iter().flatten();
    let mut required: Vec<String> = names.filter_map(Value::as_str).map(str::to_owned).collect();
    for piece in schema["allOf"].as_array().into_iter().flatten() {
        let (more, needed) = fields(document, piece);
        properties.extend(more);
        required.extend(needed);
    }
    (properties, required)
}
