//! Razorpay's error bodies: the usual one, and the slimmer one of payment links.

use serde_json::{Value, json};

/// An error as Razorpay answers it.
#[derive(Clone, Debug)]
pub(crate) struct RazorpayError {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) description: String,
    field: Option<String>,
    slim: bool,
    pub(crate) retry_after: Option<u32>,
}

pub(crate) type Answer<T> = Result<T, RazorpayError>;

impl RazorpayError {
    /// 400 as most endpoints answer it.
    pub(crate) fn bad(description: impl Into<String>) -> Self {
        Self {
            status: 400,
            code: "BAD_REQUEST_ERROR",
            description: description.into(),
            field: None,
            slim: false,
            retry_after: None,
        }
    }

    /// 400 as the payment link endpoints answer it.
    pub(crate) fn link(description: impl Into<String>) -> Self {
        Self { slim: true, ..Self::bad(description) }
    }

    pub(crate) fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn unauthorized() -> Self {
        Self::bad("Authentication failed").status(401)
    }

    pub(crate) fn unknown_id() -> Self {
        Self::bad("The id provided does not exist")
    }

    pub(crate) fn unknown_url() -> Self {
        Self::bad("The requested URL was not found on the server.").status(404)
    }

    /// 429, to be tried again after some seconds.
    pub(crate) fn too_many() -> Self {
        Self { retry_after: Some(3), ..Self::bad("Too many requests").status(429) }
    }

    /// 429 as well, but for good: a test account may make so many payment links and no more (razorpay.md 1.3).
    pub(crate) fn quota() -> Self {
        let description = "test mode limit of 30 reached for payment_link";
        Self { code: "RATE_LIMIT_EXCEEDED", ..Self::bad(description).status(429) }
    }

    pub(crate) fn server() -> Self {
        let description = "We are facing some trouble completing your request at the moment. Please try again shortly.";
        Self { code: "SERVER_ERROR", ..Self::bad(description).status(500) }
    }

    pub(crate) fn body(&self) -> Value {
        if self.slim {
            return json!({"error": {"code": self.code, "description": self.description, "metadata": [],
                "reason": null, "source": null, "step": null}});
        }
        let mut error = json!({"code": self.code, "description": self.description, "source": "business",
            "step": "payment_initiation", "reason": "input_validation_failed", "metadata": {}});
        if let Some(field) = &self.field {
            error["field"] = json!(field);
        }
        json!({"error": error})
    }
}
