//! The Graph API's error object, and one constructor per code that this sandbox answers with.

use serde_json::{Value, json};

use super::codes;

/// An error as Meta answers it.
#[derive(Clone, Debug)]
pub(crate) struct GraphError {
    pub(crate) status: u16,
    pub(crate) code: i64,
    subcode: Option<i64>,
    kind: &'static str,
    message: String,
    pub(crate) details: Option<String>,
    /// Title and message for people, as template creation brings them.
    user: Option<Box<(String, String)>>,
    /// What stands beside the error when part of the call was done.
    beside: Option<Box<Value>>,
}

/// What most answers are.
pub(crate) type Answer<T> = Result<T, GraphError>;

impl GraphError {
    /// As the table has it.
    fn of(code: i64) -> Self {
        let known = codes::find(code).expect("what the sandbox answers stands in the table");
        Self {
            status: known.status,
            code,
            subcode: None,
            kind: "OAuthException",
            message: format!("(#{code}) {}", known.title),
            details: Some(known.details.to_owned()),
            user: None,
            beside: None,
        }
    }

    /// Any code of the table, as a fault wants it.
    pub(crate) fn on_demand(code: i64) -> Self {
        if code == codes::MAINTENANCE {
            // 131057 says the same of an account.
            return Self { subcode: Some(code), ..Self::of(131_057) };
        }
        Self::of(code)
    }

    fn details(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into());
        self
    }

    /// 190: no token, or not the right one.
    pub(crate) fn token() -> Self {
        let message = "Invalid OAuth access token - Cannot parse access token".to_owned();
        Self { message, details: None, ..Self::of(190) }
    }

    /// 10: an asset that this token may not touch.
    pub(crate) fn permission(asset: &str) -> Self {
        Self::of(10).details(format!("The access token has no access to {asset}"))
    }

    /// 100 with subcode 33: no such path or object.
    pub(crate) fn unknown_path(method: &str, object: &str) -> Self {
        let message = format!(
            "Unsupported {} request. Object with ID '{object}' does not exist, cannot be loaded due to missing permissions, \
             or does not support this operation",
            method.to_lowercase()
        );
        let kind = "GraphMethodException";
        Self { message, kind, subcode: Some(33), details: None, ..Self::of(100) }
    }

    /// 100: the shape of the request is wrong.
    pub(crate) fn schema(details: impl Into<String>) -> Self {
        Self::of(100).details(details)
    }

    /// 131008: something required is missing.
    pub(crate) fn missing(path: &str) -> Self {
        Self::of(131_008).details(format!("Parameter '{path}' is missing or empty"))
    }

    /// 131009: a value is outside its limits.
    pub(crate) fn value(details: impl Into<String>) -> Self {
        Self::of(131_009).details(details)
    }

    pub(crate) fn same_recipient() -> Self {
        Self::of(131_021)
    }

    pub(crate) fn throughput() -> Self {
        Self::of(130_429)
    }

    pub(crate) fn pair_rate() -> Self {
        Self::of(131_056)
    }

    pub(crate) fn not_registered() -> Self {
        Self::of(133_010)
    }

    pub(crate) fn too_many_registrations() -> Self {
        Self::of(133_016)
    }

    /// 139100, with the lists of whom it concerns beside the error (whatsapp.md 0.3).
    pub(crate) fn block_list(block_users: Value) -> Self {
        let beside = json!({"messaging_product": "whatsapp", "block_users": block_users});
        Self { beside: Some(Box::new(beside)), ..Self::of(139_100) }
    }

    /// 130403: we blocked this person ourselves.
    pub(crate) fn blocked_by_us() -> Self {
        Self::of(130_403)
    }

    /// 131062: one-time codes go to numbers alone.
    pub(crate) fn code_to_user_id() -> Self {
        Self::of(131_062)
    }

    /// 137000: whoever has that number now is not whom the caller knew.
    pub(crate) fn other_identity() -> Self {
        Self::of(137_000)
    }

    /// 4: too many calls, as the fault switch wants it.
    pub(crate) fn too_many_calls() -> Self {
        Self::of(4)
    }

    /// 80007: the account's calls of management.
    pub(crate) fn too_much_management() -> Self {
        Self::of(80_007)
    }

    /// 80007 again: creations of templates have a limit of their own.
    pub(crate) fn too_many_templates() -> Self {
        Self::of(80_007).details("At most 100 templates can be created in an hour")
    }

    pub(crate) fn unknown_failure() -> Self {
        Self::of(131_000)
    }

    pub(crate) fn template_unknown(name: &str, language: &str) -> Self {
        Self::of(132_001).details(format!("template name ({name}) does not exist in {language}"))
    }

    pub(crate) fn template_params(details: impl Into<String>) -> Self {
        Self::of(132_000).details(details)
    }

    pub(crate) fn template_too_long(details: impl Into<String>) -> Self {
        Self::of(132_005).details(details)
    }

    pub(crate) fn template_format(details: impl Into<String>) -> Self {
        Self::of(132_012).details(details)
    }

    pub(crate) fn template_paused() -> Self {
        Self::of(132_015)
    }

    pub(crate) fn template_disabled() -> Self {
        Self::of(132_016)
    }

    pub(crate) fn template_text(details: impl Into<String>) -> Self {
        Self::of(132_018).details(details)
    }

    /// Template creation and edits: 100 with a subcode and words for people.
    pub(crate) fn template_rule(subcode: i64, title: &str, text: impl Into<String>) -> Self {
        let user = Some(Box::new((title.to_owned(), text.into())));
        Self { subcode: (subcode != 0).then_some(subcode), details: None, user, ..Self::of(100) }
    }

    pub(crate) fn code_text(&self) -> String {
        match self.subcode {
            Some(subcode) => format!("{}/{subcode}", self.code),
            None => self.code.to_string(),
        }
    }

    /// What to tell in a list of refusals.
    pub(crate) fn explanation(&self) -> String {
        match (&self.details, self.user.as_deref()) {
            (Some(details), _) => details.clone(),
            (None, Some((title, text))) => format!("{title}: {text}"),
            (None, None) => self.message.clone(),
        }
    }

    pub(crate) fn body(&self, trace: &str) -> Value {
        let mut error = json!({"message": self.message, "type": self.kind, "code": self.code, "fbtrace_id": trace});
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        if let Some(details) = &self.details {
            error["error_data"] = json!({"messaging_product": "whatsapp", "details": details});
        }
        if let Some((title, text)) = self.user.as_deref() {
            error["error_user_title"] = json!(title);
            error["error_user_msg"] = json!(text);
            error["is_transient"] = json!(false);
        }
        let mut body = self.beside.as_deref().cloned().unwrap_or_else(|| json!({}));
        body["error"] = error;
        body
    }
}
