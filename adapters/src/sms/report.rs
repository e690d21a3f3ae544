//! What the gateway reports of messages: a webhook whose shape is written nowhere with certainty (platform.md 6), so it is read
//! leniently: an object or a list of them, as the body or as the field `data` of a form, each with a list of reports or none.
//!
//! It carries no signature. What proves it is a secret in its address.

use serde_json::Value;

/// What became of one message of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsReport {
    pub request_id: String,
    pub delivered: bool,
    /// The operator's word for why not.
    pub reason: Option<String>,
}

/// Nobody's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is no report of a gateway")]
pub struct NoReport;

/// Ids of requests are some 24 characters.
const LONGEST_ID: usize = 128;
const LONGEST_REASON: usize = 120;

/// More in one body is not a report of ours: each request has one recipient.
const MOST: usize = 1000;

/// Numbers that gateways give for what is final (MSG91: 1 delivered; 2 failed, 9 NDNC, 16 and 25 rejected, 17 blocked, 20 and 26 as
/// well).
const DELIVERED: [&str; 1] = ["1"];
const LOST: [&str; 7] = ["2", "9", "16", "17", "20", "25", "26"];

/// Those that say what became of a message for good; one that says *submitted* says nothing.
pub fn parse(body: &str) -> Result<Vec<SmsReport>, NoReport> {
    let value = serde_json::from_str(body).ok().or_else(|| form(body)).ok_or(NoReport)?;
    let entries = match value {
        Value::Array(entries) => entries,
        entry @ Value::Object(_) => vec![entry],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return Err(NoReport),
    };
    let mut reports = Vec::new();
    for entry in entries.iter().take(MOST) {
        let id = ["requestId", "request_id", "requestid"].iter().find_map(|key| text(entry, key));
        let Some(request_id) = id.filter(|id| id.len() <= LONGEST_ID) else { continue };
        let within = entry.get("report").and_then(Value::as_array);
        let one = std::slice::from_ref(entry);
        for report in within.map_or(one, Vec::as_slice).iter().take(MOST) {
            if let Some((delivered, reason)) = outcome(report) {
                reports.push(SmsReport { request_id: request_id.clone(), delivered, reason });
            }
        }
    }
    Ok(reports)
}

/// `data=…` of a form, percent-encoded.
fn form(body: &str) -> Option<Value> {
    let fields = reqwest::Url::parse(&format!("form:?{body}")).ok()?;
    let (_, data) = fields.query_pairs().find(|(key, _)| key == "data")?;
    serde_json::from_str(&data).ok()
}

fn text(object: &Value, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn outcome(report: &Value) -> Option<(bool, Option<String>)> {
    let status = text(report, "status").unwrap_or_default();
    let words = ["desc", "description"].iter().find_map(|key| text(report, key));
    let upper = format!("{status} {}", words.as_deref().unwrap_or_default()).to_uppercase();
    let says = |marks: &[&str]| marks.iter().any(|mark| upper.contains(mark));
    let is_lost = LOST.contains(&status.as_str())
        || says(&["UNDELIV", "FAIL", "REJECT", "NDNC", "BLOCK", "EXPIRED"]);
    let is_there = DELIVERED.contains(&status.as_str()) || says(&["DELIV"]);
    match (is_lost, is_there) {
        (true, _) => {
            let reason = words.unwrap_or(status);
            Some((false, Some(reason.chars().take(LONGEST_REASON).collect())))
        }
        (false, true) => Some((true, None)),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(id: &str) -> SmsReport {
        SmsReport { request_id: id.to_owned(), delivered: true, reason: None }
    }

    #[test]
    fn reports_are_read_in_every_shape_that_gateways_have() {
        let list = r#"[{"senderId":"RLSERV","requestId":"35","report":[{"date":"2026-11-23 09:00:03","number":"919848012345","status":"1","desc":"DELIVERED"}]}]"#;
        assert_eq!(parse(list), Ok(vec![there("35")]));
        let flat = r#"{"requestId":35,"status":1,"desc":"delivered"}"#;
        assert_eq!(parse(flat), Ok(vec![there("35")]));
        let form = "data=%5B%7B%22requestId%22%3A%2235%22%2C%22report%22%3A%5B%7B%22status%22%3A%221%22%7D%5D%7D%5D";
        assert_eq!(parse(form), Ok(vec![there("35")]));
    }

    #[test]
    fn what_failed_says_why_and_what_is_under_way_says_nothing() {
        let lost = |reason: &str| {
            let (request_id, reason) = ("7".to_owned(), Some(reason.to_owned()));
            Ok(vec![SmsReport { request_id, delivered: false, reason }])
        };
        let of = |status: &str, desc: &str| {
            parse(&format!(r#"{{"requestId":"7","status":"{status}","desc":"{desc}"}}"#))
        };
        assert_eq!(of("2", "FAILED"), lost("FAILED"));
        assert_eq!(of("9", "NDNC number"), lost("NDNC number"));
        assert_eq!(of("", "UNDELIVERED"), lost("UNDELIVERED"));
        assert_eq!(of("8", "SUBMITTED"), Ok(vec![]));
        assert_eq!(parse("[]"), Ok(vec![]));
        assert_eq!(parse(r#"[{"report":[{"status":"1"}]}, 7]"#), Ok(vec![]), "of no request");
    }

    #[test]
    fn what_is_no_report_is_said_so() {
        for body in ["", "null", "7", "\"x\"", "<xml/>", "data=", "data=7", "a=b&c"] {
            assert_eq!(parse(body), Err(NoReport), "{body}");
        }
    }
}
