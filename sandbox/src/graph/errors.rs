//! The Graph API's error object, and one constructor per code that this sandbox answers with.

use serde_json::{Value, json};

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
}

/// What most answers are.
pub(crate) type Answer<T> = Result<T, GraphError>;

impl GraphError {
    fn new(status: u16, code: i64, message: &str) -> Self {
        Self {
            status,
            code,
            subcode: None,
            kind: "OAuthException",
            message: format!("(#{code}) {message}"),
            details: None,
            user: None,
        }
    }

    fn details(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into());
        self
    }

    /// 190: no token, or not the right one.
    pub(crate) fn token() -> Self {
        let mut error = Self::new(401, 190, "");
        error.message = "Invalid OAuth access token - Cannot parse access token".to_owned();
        error
    }

    /// 10: an asset that this token may not touch.
    pub(crate) fn permission(asset: &str) -> Self {
        Self::new(403, 10, "Application does not have permission for this action")
            .details(format!("The access token has no access to {asset}"))
    }

    /// 100 with subcode 33: no such path or object.
    pub(crate) fn unknown_path(method: &str, object: &str) -> Self {
        let mut error = Self::new(400, 100, "");
        error.message = format!(
            "Unsupported {} request. Object with ID '{object}' does not exist, cannot be loaded due to missing permissions, \
             or does not support this operation",
            method.to_lowercase()
        );
        error.kind = "GraphMethodException";
        error.subcode = Some(33);
        error
    }

    /// 100: the shape of the request is wrong.
    pub(crate) fn schema(details: impl Into<String>) -> Self {
        Self::new(400, 100, "Invalid parameter").details(details)
    }

    /// 131008: something required is missing.
    pub(crate) fn missing(path: &str) -> Self {
        Self::new(400, 131_008, "Required parameter is missing")
            .details(format!("Parameter '{path}' is missing or empty"))
    }

    /// 131009: a value is outside its limits.
    pub(crate) fn value(details: impl Into<String>) -> Self {
        Self::new(400, 131_009, "Parameter value is not valid").details(details)
    }

    pub(crate) fn same_recipient() -> Self {
        Self::new(400, 131_021, "Recipient cannot be sender").details(
            "Message failed to send because the sender and recipient phone numbers are the same",
        )
    }

    pub(crate) fn throughput() -> Self {
        Self::new(429, 130_429, "Rate limit hit")
            .details("Message failed to send because there were too many messages sent from this phone number in a short period of time")
    }

    pub(crate) fn pair_rate() -> Self {
        Self::new(429, 131_056, "(Business Account, Consumer Account) pair rate limit hit")
            .details("Message failed to send because there were too many messages sent from this phone number to the same recipient in a short period of time")
    }

    pub(crate) fn not_registered() -> Self {
        Self::new(400, 133_010, "Phone number not registered")
            .details("Phone number is not registered on the WhatsApp Business Platform")
    }

    pub(crate) fn block_list(details: impl Into<String>) -> Self {
        Self::new(400, 139_100, "Failed to block/unblock some users").details(details)
    }

    /// 130403: we blocked this person ourselves.
    pub(crate) fn blocked_by_us() -> Self {
        Self::new(400, 130_403, "User is on the block list")
            .details("The business has blocked this user")
    }

    /// 4: too many calls, as the fault switch wants it.
    pub(crate) fn too_many_calls() -> Self {
        Self::new(429, 4, "Application request limit reached")
    }

    /// 80007: the account's calls of management, here creations of templates.
    pub(crate) fn too_many_templates() -> Self {
        Self::new(429, 80_007, "Rate limit issues")
            .details("At most 100 templates can be created in an hour")
    }

    pub(crate) fn unknown_failure() -> Self {
        Self::new(500, 131_000, "Something went wrong")
            .details("Message failed to send due to an unknown error")
    }

    pub(crate) fn template_unknown(name: &str, language: &str) -> Self {
        Self::new(404, 132_001, "Template name does not exist in the translation")
            .details(format!("template name ({name}) does not exist in {language}"))
    }

    pub(crate) fn template_params(details: impl Into<String>) -> Self {
        Self::new(400, 132_000, "Number of parameters does not match the expected number of params")
            .details(details)
    }

    pub(crate) fn template_too_long(details: impl Into<String>) -> Self {
        Self::new(400, 132_005, "Translated text too long").details(details)
    }

    pub(crate) fn template_format(details: impl Into<String>) -> Self {
        Self::new(400, 132_012, "Parameter format does not match format in the created template")
            .details(details)
    }

    pub(crate) fn template_paused() -> Self {
        Self::new(400, 132_015, "Template is Paused")
            .details("Template is paused due to low quality")
    }

    pub(crate) fn template_disabled() -> Self {
        Self::new(400, 132_016, "Template is Disabled")
            .details("Template is disabled due to low quality")
    }

    pub(crate) fn template_text(details: impl Into<String>) -> Self {
        Self::new(400, 132_018, "There is an issue with the parameters in your template")
            .details(details)
    }

    /// Template creation and edits: 100 with a subcode and words for people.
    pub(crate) fn template_rule(subcode: i64, title: &str, text: impl Into<String>) -> Self {
        let mut error = Self::new(400, 100, "Invalid parameter");
        error.subcode = (subcode != 0).then_some(subcode);
        error.user = Some(Box::new((title.to_owned(), text.into())));
        error
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
        json!({"error": error})
    }
}

/// Title and details of the codes that come as a `failed` status.
pub(crate) fn failure(code: i64) -> (&'static str, &'static str) {
    match code {
        1026 => (
            "Receiver Incapable",
            "The recipient's app version does not support this type of message",
        ),
        2046 => ("Invalid order status", "The order status transition is not allowed"),
        2047 => (
            "Order cannot be canceled",
            "Cannot cancel an order that is paid or has a payment in progress",
        ),
        130_472 => (
            "User's number is part of an experiment",
            "Failed to send message because this user's phone number is part of an experiment",
        ),
        131_009 => (
            "Parameter value is not valid",
            "The message that the reaction is for is unknown or older than 30 days",
        ),
        131_026 => ("Message undeliverable", "Message undeliverable"),
        131_042 => (
            "Business eligibility payment issue",
            "Message failed to send because there were one or more errors related to your payment method",
        ),
        131_047 => (
            "Re-engagement message",
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number",
        ),
        131_048 => (
            "Spam rate limit hit",
            "Message failed to send because there are restrictions on how many messages can be sent from this phone number",
        ),
        131_049 => (
            "Meta chose not to deliver",
            "This message was not delivered to maintain healthy ecosystem engagement",
        ),
        131_050 => (
            "User stopped marketing messages",
            "The recipient has chosen to stop receiving marketing messages on WhatsApp from your business",
        ),
        131_053 => ("Media upload error", "Unable to process the media"),
        132_015 => ("Template is Paused", "Template is paused due to low quality"),
        _ => ("Something went wrong", "Message failed to send due to an unknown error"),
    }
}
