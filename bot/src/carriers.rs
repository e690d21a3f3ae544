//! Who carries notices beside WhatsApp, as far as they are configured.

use realserv_adapters::mail::{Mailer, NoMailServer};
use realserv_adapters::{fcm, http, sms};
use realserv_domain::notice::Way;

use crate::app::{OUTSIDE, StartError};
use crate::config::Config;

#[derive(Debug)]
pub struct Carriers {
    pub mail: Option<Mailer>,
    pub sms: Option<sms::Client>,
    pub push: Option<fcm::Client>,
}

impl Carriers {
    pub(crate) fn open(config: &Config) -> Result<Self, StartError> {
        let mail: Result<Option<Mailer>, NoMailServer> =
            config.mail.as_ref().map(Mailer::new).transpose();
        let sms = config.sms.as_ref().map(|part| {
            let client = http::client(&part.api_url, OUTSIDE)?;
            Ok::<_, reqwest::Error>(sms::Client::new(client, &part.api_url, part.api_key.clone()))
        });
        let push = config.push.as_ref().map(|part| {
            let client = http::client(&part.api_url, OUTSIDE)?;
            Ok::<_, reqwest::Error>(fcm::Client::new(client, &part.api_url, part.account.clone()))
        });
        Ok(Self { mail: mail?, sms: sms.transpose()?, push: push.transpose()? })
    }

    #[must_use]
    pub const fn has(&self, way: Way) -> bool {
        match way {
            Way::Email => self.mail.is_some(),
            Way::Sms => self.sms.is_some(),
            Way::Push => self.push.is_some(),
        }
    }

    /// Whether there is any.
    #[must_use]
    pub fn are_there(&self) -> bool {
        Way::ALL.into_iter().any(|way| self.has(way))
    }
}
