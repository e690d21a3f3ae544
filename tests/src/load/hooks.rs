//! What Meta posts: one message or one status a request, signed over its very bytes (whatsapp.md 1.4, 2, 3).

use std::fmt::Write as _;
use std::io::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How far a message of the business has come, in the order in which Meta tells.
pub(super) const STEPS: [&str; 3] = ["sent", "delivered", "read"];

/// Makes requests to one program.
pub(super) struct Hooks {
    host: String,
    phone_number_id: String,
    key: Hmac<Sha256>,
    /// Tells the messages of this run from those of every other.
    run: u64,
    count: u64,
    /// Signs what Razorpay posts.
    razorpay: Option<Hmac<Sha256>>,
}

impl Hooks {
    pub(super) fn new(host: &str, phone_number_id: &str, app_secret: &str, run: u64) -> Self {
        let key =
            Hmac::new_from_slice(app_secret.as_bytes()).expect("HMAC takes keys of any length");
        Self {
            host: host.to_owned(),
            phone_number_id: phone_number_id.to_owned(),
            key,
            run,
            count: 0,
            razorpay: None,
        }
    }

    pub(super) fn razorpay_signs_with(&mut self, secret: &str) {
        self.razorpay = Hmac::new_from_slice(secret.as_bytes()).ok();
    }

    /// An event of Razorpay's.
    pub(super) fn razorpay(&mut self, body: &str) -> Vec<u8> {
        self.count += 1;
        let mut mac = self.razorpay.clone().expect("a run with Razorpay has its secret");
        mac.update(body.as_bytes());
        let signature = hex::encode(mac.finalize().into_bytes());
        let (host, length, run, count) = (&self.host, body.len(), self.run, self.count);
        format!(
            "POST /webhooks/razorpay HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\nx-razorpay-event-id: evt_{run}x{count}\r\nx-razorpay-signature: {signature}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    }

    /// A person says something.
    pub(super) fn text(&mut self, from: &str, text: &str, at: i64) -> Vec<u8> {
        self.message(from, &format!(r#""type":"text","text":{{"body":"{text}"}}"#), at)
    }

    /// A person taps a button.
    pub(super) fn tap(&mut self, from: &str, id: &str, title: &str, at: i64) -> Vec<u8> {
        let what = format!(
            r#""type":"interactive","interactive":{{"type":"button_reply","button_reply":{{"id":"{id}","title":"{title}"}}}}"#
        );
        self.message(from, &what, at)
    }

    fn message(&mut self, from: &str, what: &str, at: i64) -> Vec<u8> {
        self.count += 1;
        let (run, count, number) = (self.run, self.count, &self.phone_number_id);
        let message = format!(
            r#"{{"from":"{from}","from_user_id":"IN.{from}","id":"wamid.IN{run}x{count}","timestamp":"{at}",{what}}}"#
        );
        let body = format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"id":"200000000000001","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"914055500100","phone_number_id":"{number}"}},"contacts":[{{"profile":{{"name":"Load"}},"wa_id":"{from}","user_id":"IN.{from}"}}],"messages":[{message}]}},"field":"messages"}}]}}]}}"#
        );
        self.post(&body)
    }

    /// A message of the business came one step further.
    pub(super) fn status(&self, wamid: &str, to: &str, step: &str, data: &str, at: i64) -> Vec<u8> {
        let number = &self.phone_number_id;
        let mut more = String::new();
        if !data.is_empty() {
            let _ = write!(more, r#","biz_opaque_callback_data":"{data}""#);
        }
        if step == "sent" {
            more.push_str(r#","pricing":{"billable":false,"pricing_model":"PMP","category":"service","type":"free_customer_service"}"#);
        }
        let status = format!(
            r#"{{"id":"{wamid}","status":"{step}","timestamp":"{at}","recipient_id":"{to}"{more}}}"#
        );
        let body = format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"id":"200000000000001","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"914055500100","phone_number_id":"{number}"}},"statuses":[{status}]}},"field":"messages"}}]}}]}}"#
        );
        self.post(&body)
    }

    fn post(&self, body: &str) -> Vec<u8> {
        let mut mac = self.key.clone();
        mac.update(body.as_bytes());
        let mut request = Vec::with_capacity(body.len() + 256);
        let signature = hex::encode(mac.finalize().into_bytes());
        let (host, length) = (&self.host, body.len());
        // Writing to memory cannot fail.
        let _ = write!(
            request,
            "POST /webhooks/whatsapp HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\nuser-agent: facebookexternalua\r\nx-hub-signature-256: sha256={signature}\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        request
    }
}
