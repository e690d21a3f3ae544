//! Our own number as Meta knows it.

use tracing::{Instrument, Span, field, info_span};

use super::client::{Client, note};
use super::failure::SendFailure;
use crate::lenient::Object;

/// A number of the business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As people see it, `+91 40 1234 5678`.
    pub displayed: String,
    /// The name that Meta has approved.
    pub name: String,
    /// `CONNECTED` when it can send; Meta's word, whatever it is.
    pub status: String,
}

const FIELDS: &str = "display_phone_number,verified_name,status";

impl Client {
    /// # Errors
    /// When Meta does not answer, or knows no such number for this token.
    pub async fn number(&self, phone_number_id: &str) -> Result<Number, SendFailure> {
        let span = info_span!("whatsapp.number", outcome = field::Empty, code = field::Empty);
        let work = async {
            let url = self.node_url(phone_number_id);
            let answer = self.call(self.http().get(url).query(&[("fields", FIELDS)])).await;
            note(&Span::current(), &answer);
            let answer = answer?;
            let number = Object::read(&answer).map_err(|e| SendFailure::ours(e.to_string()))?;
            let text = |name| number.text(name).unwrap_or_default();
            Ok(Number {
                displayed: text("display_phone_number"),
                name: text("verified_name"),
                status: text("status"),
            })
        };
        work.instrument(span).await
    }
}
