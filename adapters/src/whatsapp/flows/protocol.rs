//! What a phone asks while a form is open, and the answers that it takes (whatsapp.md 10.4).

use realserv_domain::form::FormToken;
use serde_json::{Value, json};

use crate::lenient::Object;

/// One opened request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Meta looks whether we live. Nobody's form.
    Ping,
    /// A form was opened, or somebody came back to its screen: what stands on it?
    Opened { token: Option<FormToken> },
    /// A screen was sent: its fields as they came, to be read by whoever knows them.
    Sent { token: Option<FormToken>, screen: String, fields: String },
    /// The phone tells of an answer of ours that it could not use.
    Complained { error: String },
}

/// What was opened is none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request asks nothing that is known")]
pub struct Unreadable;

/// Of the protocol, as the form's own file names it.
const VERSION: &str = "3.0";

/// Enough of an error's name for a log.
const LONGEST_ERROR: usize = 80;

impl Asked {
    /// Reads a request. An unknown token is no token.
    ///
    /// # Errors
    /// If it is no request of the protocol.
    pub fn read(request: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(request).map_err(|_| Unreadable)?;
        let asked = Object::read(text).map_err(|_| Unreadable)?;
        let action = asked.word("action").ok_or(Unreadable)?;
        if action.eq_ignore_ascii_case("ping") {
            return Ok(Self::Ping);
        }
        let data = asked.object("data").unwrap_or_default();
        // Its words may quote what somebody typed: the key alone is for the log.
        if let Some(error) = data.word("error").or_else(|| data.word("error_key")) {
            let error = error.chars().filter(|c| !c.is_ascii_digit()).take(LONGEST_ERROR).collect();
            return Ok(Self::Complained { error });
        }
        let token = asked.word("flow_token").and_then(|token| FormToken::read(&token));
        match action.as_str() {
            "INIT" | "BACK" => Ok(Self::Opened { token }),
            "data_exchange" => Ok(Self::Sent {
                token,
                screen: asked.word("screen").unwrap_or_default(),
                fields: asked.raw("data").unwrap_or("{}").to_owned(),
            }),
            _ => Err(Unreadable),
        }
    }

    /// For a metric.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Opened { .. } => "opened",
            Self::Sent { .. } => "sent",
            Self::Complained { .. } => "complained",
        }
    }
}

/// What the phone is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    Alive,
    Acknowledged,
    /// This screen with these data; with `error_message` among them it says so and stays as it is.
    Screen {
        screen: &'static str,
        data: Value,
    },
    /// The form closes, and what it returns comes back as a message.
    Finished {
        returns: Value,
    },
    /// The question is not open any more: said in these words, and the form closes. HTTP 427 goes with it.
    Over {
        words: String,
    },
}

impl Reply {
    /// The JSON before it is sealed.
    #[must_use]
    pub fn body(&self) -> String {
        let mut body = match self {
            Self::Alive => json!({"data": {"status": "active"}}),
            Self::Acknowledged => json!({"data": {"acknowledged": true}}),
            Self::Screen { screen, data } => json!({"screen": screen, "data": data}),
            Self::Finished { returns } => json!({
                "screen": "SUCCESS",
                "data": {"extension_message_response": {"params": returns}},
            }),
            Self::Over { words } => json!({"error_msg": words}),
        };
        // Not asked for; some phones are said to fall silent without it.
        body["version"] = json!(VERSION);
        body.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(request: &Value) -> Result<Asked, Unreadable> {
        Asked::read(request.to_string().as_bytes())
    }

    #[test]
    fn each_request_is_known_by_its_action() {
        let token = format!("{}.{}", "1".repeat(32), "a".repeat(32));
        let known = FormToken::read(&token);
        let table = [
            (json!({"version": "3.0", "action": "ping"}), Ok(Asked::Ping)),
            (
                json!({"version": "3.0", "action": "INIT", "flow_token": token}),
                Ok(Asked::Opened { token: known.clone() }),
            ),
            (
                json!({"action": "BACK", "screen": "ADDRESS", "flow_token": "unused"}),
                Ok(Asked::Opened { token: None }),
            ),
            (
                json!({"action": "data_exchange", "screen": "ADDRESS", "data": {"pin": 500_049},
                       "flow_token": token}),
                Ok(Asked::Sent {
                    token: known,
                    screen: "ADDRESS".to_owned(),
                    fields: r#"{"pin":500049}"#.to_owned(),
                }),
            ),
            (
                json!({"action": "INIT", "flow_token": token,
                       "data": {"error_key": "bad_9848012345", "error_message": "of Ravi"}}),
                Ok(Asked::Complained { error: "bad_".to_owned() }),
            ),
            (json!({"action": "dance"}), Err(Unreadable)),
            (json!({}), Err(Unreadable)),
            (json!([1]), Err(Unreadable)),
        ];
        for (request, meant) in table {
            assert_eq!(read(&request), meant, "{request}");
        }
        assert_eq!(Asked::read(b"\xff"), Err(Unreadable));
    }
}
