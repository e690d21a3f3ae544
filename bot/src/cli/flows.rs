//! `realserv flows create|publish|status`: the form that asks for a site, at Meta.
//!
//! A published form never changes, so each is named for what stands in it: other screens are another form.

use clap::Subcommand;
use realserv_adapters::whatsapp::flows::Flow;
use realserv_adapters::whatsapp::{Client, SendFailure};
use realserv_adapters::{http, whatsapp};
use realserv_templates::whatsapp::ADDRESS_FLOW;
use sha2::{Digest, Sha256};

use super::{Failure, configuration, say};
use crate::config::{SiteFlow, WhatsApp};
use crate::telemetry::LogForm;

#[derive(Subcommand)]
pub(super) enum Step {
    /// Make the form as a draft, where Meta does not have it yet, and say its id
    Create,
    /// Give Meta the public key, and publish the form that is configured; the program must be serving
    Publish,
    /// Show what Meta says of the account's forms
    Status,
}

pub(super) async fn run(step: Step) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let Some(meta) = config.whatsapp else {
        return Err(Failure::Misconfigured(vec!["WHATSAPP_* are not set".to_owned()]));
    };
    let http = http::client(&meta.api_url, http::Timeouts::default())?;
    let token = meta.access_token.clone();
    let client = whatsapp::Client::new(http, &meta.api_url, &meta.business_account_id, token);
    match step {
        Step::Create => {
            let flow = create(&client, &config.public_url).await?;
            say(format_args!("WHATSAPP_ADDRESS_FLOW_ID={}   {}", flow.id, flow.status));
        }
        Step::Publish => {
            let WhatsApp { phone_number_id, site_form: Some(form), .. } = meta else {
                let what = "WHATSAPP_ADDRESS_FLOW_ID and WHATSAPP_FLOW_PRIVATE_KEY are not set";
                return Err(Failure::Misconfigured(vec![what.to_owned()]));
            };
            let published = publish(&client, &phone_number_id, &form).await?;
            say(if published { "Published." } else { "The key is there; it was no draft." });
        }
        Step::Status => {}
    }
    for flow in client.list_flows().await? {
        say(format_args!("{:<20} {:<28} {}", flow.id, flow.name, flow.status));
    }
    Ok(())
}

/// The form with these screens: the one that Meta has, or a new draft.
pub async fn create(client: &Client, public_url: &str) -> Result<Flow, SendFailure> {
    let name = name();
    if let Some(known) = client.list_flows().await?.into_iter().find(|flow| flow.name == name) {
        return Ok(known);
    }
    let endpoint = format!("{}/flows/address", public_url.trim_end_matches('/'));
    let id = client.create_flow(&name, ADDRESS_FLOW, &endpoint).await?;
    Ok(Flow { id, name, status: "DRAFT".to_owned() })
}

/// Whether it was a draft until now. The key goes first: Meta asks the endpoint before it publishes.
pub async fn publish(
    client: &Client,
    phone_number_id: &str,
    form: &SiteFlow,
) -> Result<bool, SendFailure> {
    client.upload_flow_key(phone_number_id, &form.key).await?;
    let flows = client.list_flows().await?;
    let is_draft = flows.iter().any(|flow| flow.id == form.id && flow.status == "DRAFT");
    if is_draft {
        client.publish_flow(&form.id).await?;
    }
    Ok(is_draft)
}

fn name() -> String {
    let digest = Sha256::digest(ADDRESS_FLOW.as_bytes());
    let start: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("site_address_{start}")
}
