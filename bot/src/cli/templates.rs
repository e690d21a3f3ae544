//! `realserv templates push|status`: the approved WhatsApp templates of `templates/whatsapp/`.

use clap::Subcommand;
use realserv_adapters::whatsapp::{
    Client, SendFailure, TemplateButton, TemplateCategory, TemplateDefinition,
};
use realserv_adapters::{http, whatsapp};
use realserv_templates::whatsapp::{self as ours, Button, Component, Template};

use super::{Failure, configuration, say};
use crate::telemetry::LogForm;

#[derive(Subcommand)]
pub(super) enum Step {
    /// Hand in every template that Meta does not have; changed words go to review again
    Push,
    /// Show what Meta says of each
    Status,
}

pub(super) async fn run(step: Step) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let Some(config) = config.whatsapp else {
        return Err(Failure::Misconfigured(vec!["WHATSAPP_* are not set".to_owned()]));
    };
    let http = http::client(&config.api_url, http::Timeouts::default())?;
    let client = whatsapp::Client::new(
        http,
        &config.api_url,
        &config.business_account_id,
        config.access_token,
    );
    if matches!(step, Step::Push) {
        let pushed = push(&client).await?;
        say(format_args!("Handed in: {pushed}."));
    }
    for template in client.list_templates().await? {
        let status = template.status.as_str();
        say(format_args!("{:<28} {:<4} {status}", template.name, template.language));
    }
    Ok(())
}

/// Every template of ours, as Meta gets it.
pub fn definitions() -> impl Iterator<Item = TemplateDefinition> {
    ours::all().iter().map(definition)
}

/// Hands in what Meta does not have with these words. Returns how many.
pub(super) async fn push(client: &Client) -> Result<usize, SendFailure> {
    let there = client.list_templates().await?;
    let mut pushed = 0;
    for definition in definitions() {
        let known = there
            .iter()
            .find(|t| t.name == definition.name && t.language == definition.language.code());
        match known {
            None => {
                client.create_template(&definition).await?;
            }
            Some(known) if known.body.as_deref() != Some(definition.body.as_str()) => {
                client.edit_template(&known.id, &definition).await?;
            }
            Some(_) => continue,
        }
        pushed += 1;
    }
    Ok(pushed)
}

fn definition(template: &Template) -> TemplateDefinition {
    let mut definition = TemplateDefinition {
        name: template.name.clone(),
        language: template.language,
        category: match template.category.as_str() {
            "MARKETING" => TemplateCategory::Marketing,
            "AUTHENTICATION" => TemplateCategory::Authentication,
            _ => TemplateCategory::Utility,
        },
        body: String::new(),
        examples: Vec::new(),
        footer: None,
        buttons: Vec::new(),
    };
    for component in &template.components {
        match component {
            Component::Body { text, examples } => {
                definition.body.clone_from(text);
                definition.examples.clone_from(examples);
            }
            Component::Footer { text } => definition.footer = Some(text.clone()),
            Component::Buttons { buttons } => {
                definition.buttons = buttons
                    .iter()
                    .map(|Button::QuickReply { text }| TemplateButton::QuickReply {
                        text: text.clone(),
                    })
                    .collect();
            }
        }
    }
    definition
}
