//! Stand in for what carries notices beside WhatsApp: a mail server that catches what it gets, an SMS gateway with its registered
//! texts, and Firebase's push. Nothing of it reaches anybody.

mod fcm;

mod sms;

mod smtp;

use std::{io, net::SocketAddr, sync::Arc};

use axum::Router;
use tokio::{net::TcpListener, sync::watch, task::JoinSet};

pub use self::{
    fcm::{Fcm, Pushed},
    sms::{Sms, SmsGateway, SmsText},
    smtp::{CaughtMail, MailCatcher},
};

/// All three.
pub struct Carriers {
    pub mail: MailCatcher,
    pub sms: SmsGateway,
    pub push: Fcm,
}

impl Carriers {
    /// Each on a free port of this machine. `texts` are those that are registered for SMS; `moved` is the clock that the program has
    /// (`Options::moved`): Google takes no token of another hour.
    pub async fn start(texts: Vec<SmsText>, moved: Arc<watch::Sender<i64>>) -> io::Result<Self> {
        Ok(Self {
            mail: MailCatcher::start().await?,
            sms: SmsGateway::start(texts).await?,
            push: Fcm::start(moved).await?,
        })
    }

    /// What the program has to be told to send by them.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let mut variables = self.mail.variables();
        variables.extend(self.sms.variables());
        variables.extend(self.push.variables());
        variables
    }
}

/// Serves on a free port for as long as the tasks live.
async fn serve(router: Router, work: &mut JoinSet<()>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    work.spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "a carrier of the sandbox ended");
        }
    });
    Ok(address)
}
