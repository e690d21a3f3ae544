//! A Flow on a phone, as WhatsApp's client plays it over the wire: it asks the Flow's endpoint what to show, sends what was typed,
//! and hands in what comes back at the end as a message (whatsapp.md 10).
//!
//! The screens' layout is not played: whoever plays the person names the fields. What the endpoint answers is held to the protocol.

use serde_json::{Map, Value, json};

use super::{
    acts::{Person, Trouble},
    phone::Bubble,
    sealed::Seal,
    shown::ButtonKind,
};
use crate::{
    graph,
    webhooks::{hmac_hex, meta_json},
    world::World,
};

/// Of the protocol.
const VERSION: &str = "3.0";
/// Meta waits no longer for an endpoint.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// How a phone, or somebody between, spoils what it sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormFault {
    #[default]
    None,
    /// Sealed with a key that the business has not; once, as a phone does that still has the key of before.
    StaleKey,
    /// The body was changed after it was signed.
    Tampered,
    /// Not signed at all.
    Unsigned,
}

/// A form that is open on a phone.
pub struct OpenForm {
    person: Person,
    /// The message whose button opened it.
    message: String,
    flow: String,
    token: String,
    screen: String,
    data: Map<String, Value>,
    /// What the endpoint answered so far, refusals included.
    statuses: Vec<u16>,
}

/// What a sent screen came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The same screen again, with these words.
    Wrong(String),
    /// It closed, and a message went out with what it returned.
    Finished { message: String },
}

/// What stands behind one request.
struct Asking<'a> {
    world: &'a World,
    flow: &'a str,
    fault: FormFault,
}

impl Person {
    /// Opens the newest form in the chat.
    pub async fn opens_form(&self) -> Result<OpenForm, Trouble> {
        self.opens_form_with(FormFault::None).await
    }

    /// The same, spoiled on its way.
    pub async fn opens_form_with(&self, fault: FormFault) -> Result<OpenForm, Trouble> {
        let token = |bubble: &Bubble| {
            bubble.shown.all_buttons().find_map(|button| match &button.kind {
                ButtonKind::Flow { token } => Some(token.clone()),
                _ => None,
            })
        };
        let bubble = self.find(|bubble| token(bubble).is_some());
        let bubble = bubble.ok_or_else(|| self.nothing_to_tap("a form"))?;
        self.opens_form_in(&bubble, &token(&bubble).unwrap_or_default(), fault).await
    }

    async fn opens_form_in(
        &self,
        bubble: &Bubble,
        token: &str,
        fault: FormFault,
    ) -> Result<OpenForm, Trouble> {
        let flow = &bubble.message["interactive"]["action"]["parameters"]["flow_id"];
        let mut form = OpenForm {
            person: self.clone(),
            message: bubble.id.clone(),
            flow: flow.as_str().unwrap_or_default().to_owned(),
            token: token.to_owned(),
            screen: String::new(),
            data: Map::new(),
            statuses: Vec::new(),
        };
        let answer = form.asks(json!({"action": "INIT"}), fault).await?;
        form.show(&answer)?;
        Ok(form)
    }
}

impl OpenForm {
    /// What stands on the screen under this key of its data.
    #[must_use]
    pub fn label(&self, key: &str) -> &str {
        self.data.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// All words on the screen, in the order of their keys.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for value in self.data.values() {
            match value {
                Value::String(text) => words.push(text.clone()),
                Value::Array(options) => words.extend(
                    options
                        .iter()
                        .filter_map(|one| one["title"].as_str())
                        .map(|t| format!("( ) {t}")),
                ),
                _ => {}
            }
        }
        words
    }

    /// What the endpoint answered so far: 421 stands before the 200 of the second try.
    #[must_use]
    pub fn statuses(&self) -> &[u16] {
        &self.statuses
    }

    /// Presses the screen's button.
    pub async fn sends(&mut self, fields: &[(&str, &str)]) -> Result<Sent, Trouble> {
        self.sends_with(fields, true).await
    }

    /// The same on a phone that forgets the token when it hands in the end.
    pub async fn sends_without_token(&mut self, fields: &[(&str, &str)]) -> Result<Sent, Trouble> {
        self.sends_with(fields, false).await
    }

    async fn sends_with(
        &mut self,
        fields: &[(&str, &str)],
        with_token: bool,
    ) -> Result<Sent, Trouble> {
        let data: Map<String, Value> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let request = json!({"action": "data_exchange", "screen": self.screen, "data": data});
        let answer = self.asks(request, FormFault::None).await?;
        if answer["screen"] == "SUCCESS" {
            let params = &answer["data"]["extension_message_response"]["params"];
            return self.finish(params, with_token).await;
        }
        self.show(&answer)?;
        match answer["data"]["error_message"].as_str() {
            Some(words) => Ok(Sent::Wrong(words.to_owned())),
            None => Err(broken("the same screen without error_message")),
        }
    }

    async fn finish(&self, params: &Value, with_token: bool) -> Result<Sent, Trouble> {
        let Value::Object(params) = params else {
            return Err(broken("SUCCESS without extension_message_response.params"));
        };
        let mut returns = params.clone();
        if !with_token {
            returns.remove("flow_token");
        }
        let returns = Value::Object(returns);
        let message = self.person.finishes_form(&self.message, "flow", &returns).await?;
        Ok(Sent::Finished { message })
    }

    /// Goes back to the screen.
    pub async fn comes_back(&mut self) -> Result<(), Trouble> {
        let request = json!({"action": "BACK", "screen": self.screen});
        let answer = self.asks(request, FormFault::None).await?;
        self.show(&answer)
    }

    /// Tells the endpoint that its last answer was of no use.
    pub async fn complains(&mut self, error: &str) -> Result<(), Trouble> {
        let data = json!({"error": error, "error_message": "Something went wrong"});
        let request = json!({"action": "INIT", "screen": self.screen, "data": data});
        let answer = self.asks(request, FormFault::None).await?;
        if answer["data"]["acknowledged"] == true {
            Ok(())
        } else {
            Err(broken("not acknowledged"))
        }
    }

    fn show(&mut self, answer: &Value) -> Result<(), Trouble> {
        let (Some(screen), Some(data)) = (answer["screen"].as_str(), answer["data"].as_object())
        else {
            return Err(broken("neither screen nor data"));
        };
        screen.clone_into(&mut self.screen);
        self.data.clone_from(data);
        Ok(())
    }

    async fn asks(&mut self, mut request: Value, fault: FormFault) -> Result<Value, Trouble> {
        request["version"] = json!(VERSION);
        request["flow_token"] = json!(self.token);
        let world = &self.person.world;
        let _busy = world.agenda.busy();
        let asking = Asking { world, flow: &self.flow, fault };
        let mut answered = asking.once(&request).await?;
        self.statuses.push(answered.status);
        if answered.status == 421 {
            // Fetches the key again, and tries once more.
            answered = Asking { fault: FormFault::None, ..asking }.once(&request).await?;
            self.statuses.push(answered.status);
        }
        answered.read()
    }
}

/// What an endpoint answered, still sealed.
struct Answered {
    status: u16,
    text: String,
    seal: Seal,
}

impl Answered {
    fn read(self) -> Result<Value, Trouble> {
        let Self { status, text, seal } = self;
        match status {
            200 => seal.open(&text).map_err(|why| broken(&why)),
            427 => {
                let answer = seal.open(&text).map_err(|why| broken(&why))?;
                match answer["error_msg"].as_str() {
                    Some(words) => Err(Trouble::FormClosed { words: words.to_owned() }),
                    None => Err(broken("427 without error_msg")),
                }
            }
            _ => Err(Trouble::Refused { status, body: text }),
        }
    }
}

impl Asking<'_> {
    async fn once(&self, request: &Value) -> Result<Answered, Trouble> {
        let Self { world, flow, fault } = self;
        let (endpoint, key) = graph::flow_endpoint(world, flow).map_err(Trouble::NotPossible)?;
        let seal = Seal::drawn_from(&world.ids.trace());
        let key = if *fault == FormFault::StaleKey { STALE_KEY } else { key.as_str() };
        let body = seal.body(key, request).map_err(Trouble::NotPossible)?;
        let mut bytes = meta_json(&body);
        let signature = format!("sha256={}", hmac_hex(&world.options.app_secret, &bytes));
        if *fault == FormFault::Tampered {
            bytes.push(b' ');
        }
        let mut call = world.post.client().post(endpoint).timeout(PATIENCE);
        if *fault != FormFault::Unsigned {
            call = call.header("X-Hub-Signature-256", signature);
        }
        let call = call.header("Content-Type", "application/json").body(bytes);
        let unreachable = |error: reqwest::Error| Trouble::Unreachable { why: error.to_string() };
        let answer = call.send().await.map_err(unreachable)?;
        let status = answer.status().as_u16();
        let text = answer.text().await.map_err(unreachable)?;
        Ok(Answered { status, text, seal })
    }
}

/// Asks the endpoint whether it lives, as Meta does before a Flow is published and all day long.
pub(crate) async fn ping(world: &World, flow: &str) -> Result<(), Trouble> {
    let asking = Asking { world, flow, fault: FormFault::None };
    let answer = asking.once(&json!({"version": VERSION, "action": "ping"})).await?.read()?;
    if answer["data"]["status"] == "active" { Ok(()) } else { Err(broken("a ping without active")) }
}

fn broken(why: &str) -> Trouble {
    Trouble::NotPossible(format!("WhatsApp cannot go on with the endpoint's answer: {why}"))
}

/// Of a key pair whose private half nobody has kept.
const STALE_KEY: &str = "\
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAi/iggRwaaNz0MgKGr3rq
io+pkC8tPHdPYv1Vuny+MYm+4qe+ef9ndVLYKEVRc+rLqw/pRVigYNvNHDw+GTMT
S+A/CskeWpaZUSLwzBnqF6ZUMqO/EDsgyKBUxJFNSKzf+ygPxBh5XZbQhWeo/Njc
EpwktD1hlQj9HjVB5f4cCAyd6kRIaTqyH/Kk4PtMbPCvnnGjMeuHLfIl/5uvBsPA
sV5SF4ag7x0+e84/zXVEIsx54Xh9ICOdJUYeSXcbPZTlrng17GgEcoAC9PYkh4vu
3PQ83nv3RGe/4jiIOZKCH8M11DC4ikokMGJQl7X74VIHxCnClCO+qQNU1B2BUrj1
2QIDAQAB
-----END PUBLIC KEY-----
";
