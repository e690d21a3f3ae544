//! `realserv doctor`: checks the configuration and each dependency, and says in words what to do.

use realserv_adapters::{http, whatsapp};
use realserv_domain::payments::ProviderId;
use sqlx::PgPool;

use super::folder::Use;
use super::{Failure, Stop, configuration, database, say};
use crate::config::Config;
use crate::telemetry::LogForm;

pub(super) async fn run(stop: &Stop) -> Result<(), Failure> {
    super::install_log("error", LogForm::Lines);
    let config = configuration()?;
    say("✔ configuration reads");
    let checks = [
        ("PostgreSQL", postgres(&config, stop).await),
        ("WhatsApp", stop.or(async { Ok::<_, Failure>(whatsapp(&config).await) }).await?),
        ("Razorpay", stop.or(async { Ok::<_, Failure>(razorpay(&config).await) }).await?),
    ];
    let mut wrong = Vec::new();
    for (part, check) in checks {
        match check {
            Ok(said) => say(format_args!("✔ {part}: {said}")),
            Err(said) => {
                say(format_args!("✘ {part}: {said}"));
                wrong.push(format!("{part}: {said}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Misconfigured(wrong)) }
}

async fn postgres(config: &Config, stop: &Stop) -> Result<String, String> {
    let words = |failure| match failure {
        Failure::Failed(error) => super::chain(error.as_ref()),
        Failure::Misconfigured(mistakes) => mistakes.join("; "),
        Failure::Refused(why) => why,
        Failure::Stopped(asked) => format!("not looked at: {}", asked.name()),
    };
    let database = database::open(config, Use::Passing, stop).await.map_err(words)?;
    let looked = stop.or(look(&database.pool)).await;
    database.close().await;
    let (version, missing) = looked.map_err(words)?;
    if missing.is_empty() {
        Ok(format!("version {version}, schema up to date"))
    } else {
        Ok(format!(
            "version {version}; the schema lacks {} (`realserv migrate up`)",
            missing.join(", ")
        ))
    }
}

async fn look(pool: &PgPool) -> Result<(String, Vec<String>), Failure> {
    let version = sqlx::query_scalar("show server_version").fetch_one(pool).await?;
    Ok((version, database::missing(pool).await?))
}

async fn whatsapp(config: &Config) -> Result<String, String> {
    let Some(part) = &config.whatsapp else { return Ok("off (WHATSAPP_* not set)".to_owned()) };
    let http = http::client(&part.api_url, http::Timeouts::default()).map_err(|e| e.to_string())?;
    let client = whatsapp::Client::new(
        http,
        &part.api_url,
        &part.business_account_id,
        part.access_token.clone(),
    );
    let templates = client.list_templates().await.map_err(|error| {
        format!("{error}; check WHATSAPP_ACCESS_TOKEN and WHATSAPP_BUSINESS_ACCOUNT_ID")
    })?;
    let refused = templates.iter().filter(|template| !template.status.may_be_sent()).count();
    Ok(format!("answers, {} templates, {refused} of them not approved", templates.len()))
}

async fn razorpay(config: &Config) -> Result<String, String> {
    let Some(part) = &config.razorpay else { return Ok("off (RAZORPAY_* not set)".to_owned()) };
    let http = http::client(&part.api_url, http::Timeouts::default()).map_err(|e| e.to_string())?;
    let client = realserv_adapters::razorpay::Client::new(
        http,
        &part.api_url,
        &part.key_id,
        part.key_secret.clone(),
    );
    // An id that cannot exist: the right keys are told so, the wrong ones are refused.
    match client.link(&ProviderId("plink_00000000000000".to_owned())).await {
        Ok(_) => Ok("answers".to_owned()),
        Err(failure) if matches!(failure.status, Some(400 | 404)) => Ok("answers".to_owned()),
        Err(failure) => Err(format!("{failure}; check RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET")),
    }
}
