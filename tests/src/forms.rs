//! The form that asks for a site, for the towns whose account has one.

use realserv::cli::{create_flow, publish_flow};
use realserv_adapters::secret::Secret;
use realserv_adapters::{http, whatsapp};
use realserv_sandbox::{FormFault, OpenForm, Sent};

use crate::Trouble;
use crate::person::Someone;
use crate::town::{Options, Town};

/// What the sandbox calls the first that is made.
pub const FLOW: &str = "610000000000001";

/// Seals nothing but what tests say.
const KEY: &str = include_str!("../fixtures/form_key.pem");

/// Where the crew of a test builds.
pub const SITE: [(&str, &str); 4] = [
    ("pin", "500049"),
    ("street", "Plot 14, HMT Swarnapuri"),
    ("landmark", "opp. the temple"),
    ("name", "Ravi"),
];

impl Town {
    /// A town whose account has the form, made and published as an operator does it.
    pub async fn with_form() -> Result<Self, Trouble> {
        let town = Self::with(form_options()).await?;
        let known = town.sandbox.options();
        let http = http::client(&town.sandbox.graph_url(), http::Timeouts::default())?;
        let token = Secret::new(known.access_token.clone());
        let (graph, account) = (town.sandbox.graph_url(), &known.business_account_id);
        let client = whatsapp::Client::new(http, &graph, account, token);
        let made = create_flow(&client, &town.app.config.public_url).await?;
        assert_eq!((made.id.as_str(), made.status.as_str()), (FLOW, "DRAFT"));
        let configured = town.app.config.whatsapp.as_ref().ok_or("no WhatsApp")?;
        let form = configured.site_form.as_ref().ok_or("no form")?;
        let published = publish_flow(&client, &configured.phone_number_id, form).await?;
        assert!(published);
        town.quiet().await;
        Ok(town)
    }

    /// What the tables say of the form is looked at now, and not within the second.
    pub async fn looks_at_the_form(&self) -> Result<(), Trouble> {
        self.quiet().await;
        self.app.site_form.refresh(&self.pool).await?;
        Ok(())
    }
}

#[must_use]
pub fn form_options() -> Options {
    let variables = vec![
        ("WHATSAPP_ADDRESS_FLOW_ID", FLOW.to_owned()),
        ("WHATSAPP_FLOW_PRIVATE_KEY", KEY.to_owned()),
    ];
    Options { variables, ..Options::default() }
}

impl Someone<'_> {
    pub async fn opens_the_form(&self) -> Result<OpenForm, Trouble> {
        Ok(self.phone.opens_form().await?)
    }

    pub async fn opens_the_form_with(&self, fault: FormFault) -> Result<OpenForm, Trouble> {
        Ok(self.phone.opens_form_with(fault).await?)
    }

    /// Presses the button of an open form; what it says is wrong, or nothing when it closed.
    pub async fn sends_form(
        &self,
        form: &mut OpenForm,
        fields: &[(&str, &str)],
    ) -> Result<Option<String>, Trouble> {
        let sent = form.sends(fields).await?;
        self.is_quiet().await;
        Ok(match sent {
            Sent::Wrong(words) => Some(words),
            Sent::Finished { .. } => None,
        })
    }
}
