//! Forms at Meta: which there are, how one is made and published, and the key that phones seal with (whatsapp.md 10.2).

use reqwest::RequestBuilder;
use serde_json::json;
use tracing::{Instrument, Span, field, info_span};

use super::FlowKey;
use crate::lenient::Object;
use crate::whatsapp::client::{Client, note};
use crate::whatsapp::failure::SendFailure;

/// A form as Meta keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    pub id: String,
    pub name: String,
    /// `DRAFT`, `PUBLISHED`, `DEPRECATED`, `BLOCKED`, `THROTTLED`.
    pub status: String,
}

impl Client {
    /// All forms of the account; those who have more than a page of them have them for something else.
    ///
    /// # Errors
    /// If Meta refuses or cannot be reached.
    pub async fn list_flows(&self) -> Result<Vec<Flow>, SendFailure> {
        let query = [("fields", "id,name,status"), ("limit", "200")];
        let request = self.http().get(self.account_url("flows")).query(&query);
        let body = self.managing("list", request).await?;
        let list = Object::read(&body).unwrap_or_default();
        Ok(list.list("data").into_iter().filter_map(read).collect())
    }

    /// Makes a draft and answers its id.
    ///
    /// # Errors
    /// If Meta refuses the form or cannot be reached.
    pub async fn create_flow(
        &self,
        name: &str,
        flow_json: &str,
        endpoint: &str,
    ) -> Result<String, SendFailure> {
        let body = json!({
            "name": name,
            "categories": ["OTHER"],
            "flow_json": flow_json,
            "endpoint_uri": endpoint,
        });
        let request = self.http().post(self.account_url("flows")).json(&body);
        let answer = self.managing("create", request).await?;
        let answer = Object::read(&answer).unwrap_or_default();
        let wrong = answer.list("validation_errors");
        if !wrong.is_empty() {
            return Err(SendFailure::ours(format!("the form has flaws: {}", wrong.join("; "))));
        }
        answer.id("id").ok_or_else(|| SendFailure::ours("a form without an id"))
    }

    /// From then on it can be sent, and never changes.
    ///
    /// # Errors
    /// If Meta refuses, as it does when the endpoint does not answer.
    pub async fn publish_flow(&self, id: &str) -> Result<(), SendFailure> {
        let url = self.node_url(&format!("{id}/publish"));
        self.managing("publish", self.http().post(url).json(&json!({}))).await.map(|_| ())
    }

    /// Gives Meta the public half. Phones fetch it again when the endpoint answers 421.
    ///
    /// # Errors
    /// If Meta refuses or cannot be reached.
    pub async fn upload_flow_key(
        &self,
        phone_number_id: &str,
        key: &FlowKey,
    ) -> Result<(), SendFailure> {
        let pairs = [("business_public_key", key.public_pem())];
        let url = self.node_url(&format!("{phone_number_id}/whatsapp_business_encryption"));
        self.managing("key", self.http().post(url).form(&pairs)).await.map(|_| ())
    }

    async fn managing(
        &self,
        call: &'static str,
        request: RequestBuilder,
    ) -> Result<String, SendFailure> {
        let work = async {
            let done = self.call(request).await;
            note(&Span::current(), &done);
            done
        };
        let span = info_span!("whatsapp.flows", call, outcome = field::Empty, code = field::Empty);
        work.instrument(span).await
    }
}

fn read(raw: &str) -> Option<Flow> {
    let flow = Object::read(raw).ok()?;
    Some(Flow {
        id: flow.id("id")?,
        name: flow.text("name").unwrap_or_default(),
        status: flow.word("status")?,
    })
}
