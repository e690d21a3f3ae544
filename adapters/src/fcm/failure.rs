//! What FCM's refusals mean (platform.md 5): by the code in the details, which stands beside a status that says less.

use std::time::Duration;

use crate::carrier::{CarryFailure, CarryNext};
use crate::http::Answer;
use crate::lenient::Object;

/// Google's wish where it names no time.
const QUOTA: Duration = Duration::from_secs(60);

pub(super) fn read(answer: &Answer) -> CarryFailure {
    let error = Object::read(&answer.body).ok().and_then(|body| body.object("error"));
    let details: Vec<Object<'_>> = error
        .iter()
        .flat_map(|error| error.list("details"))
        .filter_map(|raw| Object::read(raw).ok())
        .collect();
    let is = |detail: &Object<'_>, kind: &str| {
        detail.text("@type").is_some_and(|text| text.ends_with(kind))
    };
    let code =
        details.iter().find(|detail| is(detail, "FcmError")).and_then(|d| d.text("errorCode"));
    let status = error.as_ref().and_then(|error| error.text("status")).unwrap_or_default();
    let said = error.as_ref().and_then(|error| error.text("message")).unwrap_or_default();
    let next = match (code.as_deref(), answer.status) {
        // A field that we wrote wrong is our bug, and no reason to forget a phone.
        (Some("INVALID_ARGUMENT"), _) if details.iter().any(|d| is(d, "BadRequest")) => {
            CarryNext::Never
        }
        (Some("UNREGISTERED" | "INVALID_ARGUMENT" | "SENDER_ID_MISMATCH"), _) => CarryNext::Gone,
        (Some("QUOTA_EXCEEDED"), _) | (_, 429) => {
            CarryNext::Again { after: Some(answer.retry_after.unwrap_or(QUOTA)) }
        }
        (Some("THIRD_PARTY_AUTH_ERROR"), _) => CarryNext::Never,
        (_, 401 | 403) => CarryNext::Closed,
        (_, 500..=599) => CarryNext::Again { after: answer.retry_after },
        _ => CarryNext::Never,
    };
    let code = code.unwrap_or(status);
    CarryFailure::new(next, format!("HTTP {} {code}: {said}", answer.status))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(status: u16, code: &str, more: &str) -> CarryNext {
        let body = format!(
            r#"{{"error":{{"code":{status},"message":"no","status":"X","details":[{{"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"{code}"}}{more}]}}}}"#
        );
        read(&Answer { status, retry_after: None, body }).next
    }

    #[test]
    fn each_code_says_what_to_do() {
        let again = |seconds| CarryNext::Again { after: Some(Duration::from_secs(seconds)) };
        let bad = r#",{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[]}"#;
        for (status, code, more, wanted) in [
            (404, "UNREGISTERED", "", CarryNext::Gone),
            (400, "INVALID_ARGUMENT", "", CarryNext::Gone),
            (400, "INVALID_ARGUMENT", bad, CarryNext::Never),
            (403, "SENDER_ID_MISMATCH", "", CarryNext::Gone),
            (429, "QUOTA_EXCEEDED", "", again(60)),
            (503, "UNAVAILABLE", "", CarryNext::Again { after: None }),
            (500, "INTERNAL", "", CarryNext::Again { after: None }),
            (401, "THIRD_PARTY_AUTH_ERROR", "", CarryNext::Never),
        ] {
            assert_eq!(next(status, code, more), wanted, "{code} {more}");
        }
    }

    #[test]
    fn what_has_no_code_is_judged_by_its_status() {
        let read = |status: u16, body: &str| {
            let retry_after = Some(Duration::from_secs(7));
            read(&Answer { status, retry_after, body: body.to_owned() }).next
        };
        assert_eq!(read(401, r#"{"error":{"status":"UNAUTHENTICATED"}}"#), CarryNext::Closed);
        assert_eq!(read(404, "<html>"), CarryNext::Never, "a wrong address, not a dead phone");
        let seven = CarryNext::Again { after: Some(Duration::from_secs(7)) };
        assert_eq!((read(503, ""), read(429, "")), (seven, seven));
    }
}
