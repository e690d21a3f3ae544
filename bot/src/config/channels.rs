//! What carries notices beside WhatsApp: mail, SMS and push, each on when its variables are set.

use realserv_adapters::fcm::ServiceAccount;
use realserv_adapters::mail::MailServer;
use realserv_adapters::secret::Secret;
use realserv_adapters::sms::{SmsTemplate, SmsTemplates};
use realserv_templates::sms as texts;

use super::source::Reader;

#[derive(Clone, Debug)]
pub struct Sms {
    pub api_url: String,
    pub api_key: Secret,
    pub templates: SmsTemplates,
    /// The last part of the address that reports come to; several while they rotate.
    pub webhook_secrets: Vec<Secret>,
}

#[derive(Clone, Debug)]
pub struct Push {
    pub api_url: String,
    pub account: ServiceAccount,
}

/// Shorter, and somebody could guess the address.
const LEAST_SECRET: usize = 16;

pub(super) fn mail(reader: &mut Reader<'_>) -> Option<MailServer> {
    if !reader.all_or_none("e-mail", &["SMTP_URL", "SMTP_FROM"]) {
        return None;
    }
    let url = reader.secret("SMTP_URL")?;
    let from = reader.text("SMTP_FROM", "");
    match MailServer::new(&url, &from) {
        Ok(server) => Some(server),
        Err(why) => {
            let variable = match why {
                realserv_adapters::mail::NoMailServer::Sender => "SMTP_FROM",
                realserv_adapters::mail::NoMailServer::Url
                | realserv_adapters::mail::NoMailServer::Unsealed => "SMTP_URL",
            };
            reader.mistake(variable, why.to_string());
            None
        }
    }
}

impl Sms {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        const NEEDED: [&str; 3] = ["SMS_API_KEY", "SMS_TEMPLATES", "SMS_WEBHOOK_SECRET"];
        let complete = reader.all_or_none("SMS", &NEEDED);
        let api_url = reader.url("SMS_API_URL", "https://control.msg91.com");
        let webhook_secrets = reader.secrets("SMS_WEBHOOK_SECRET");
        let is_path = |secret: &Secret| {
            let text = secret.reveal();
            text.len() >= LEAST_SECRET
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        };
        if !webhook_secrets.iter().all(is_path) {
            let what = "must have 16 or more letters, digits, - or _: it is a part of an address";
            reader.mistake("SMS_WEBHOOK_SECRET", what);
        }
        if !complete {
            return None;
        }
        let templates = templates(reader)?;
        Some(Self { api_url, api_key: reader.secret("SMS_API_KEY")?, templates, webhook_secrets })
    }
}

/// Each text must be ours word by word: another one is dropped by the operators, and nobody says so.
fn templates(reader: &mut Reader<'_>) -> Option<SmsTemplates> {
    let templates = match SmsTemplates::read(&reader.text("SMS_TEMPLATES", "")) {
        Ok(templates) => templates,
        Err(why) => {
            reader.mistake("SMS_TEMPLATES", why.to_string());
            return None;
        }
    };
    let ours = texts::all();
    for SmsTemplate { name, language, text, .. } in templates.list() {
        let known = ours.iter().find(|known| known.name == name && known.language == *language);
        let code = language.code();
        match known {
            None => {
                reader.mistake("SMS_TEMPLATES", format!("names {name}, which is no text of ours"))
            }
            Some(known) if known.text != *text => reader.mistake(
                "SMS_TEMPLATES",
                format!(
                    "has for {name} in {code} another text than this program sends: {:?}",
                    known.text
                ),
            ),
            Some(_) => {}
        }
    }
    Some(templates)
}

impl Push {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let api_url = reader.url("FCM_API_URL", "https://fcm.googleapis.com");
        let json = reader.secret("FCM_SERVICE_ACCOUNT")?;
        match ServiceAccount::read(json.reveal()) {
            Ok(account) => Some(Self { api_url, account }),
            Err(why) => {
                reader.mistake("FCM_SERVICE_ACCOUNT", why.to_string());
                None
            }
        }
    }
}
