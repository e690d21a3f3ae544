//! `realserv doctor`: checks the configuration and each dependency, and says in words what to do.

use sqlx::PgPool;

use crate::cli::folder::Use;
use crate::cli::{Failure, Stop, configuration, database, say};
use crate::config::Config;
use crate::telemetry::LogForm;

/// The outside: Meta and Razorpay.
mod outside;

/// What a look at one part says, in words for whoever has to mend it.
enum Finding {
    Good(String),
    /// Nothing is wrong; its variables are not set.
    Off(&'static str),
    Wrong(String),
}

pub(in crate::cli) async fn run(stop: &Stop) -> Result<(), Failure> {
    crate::cli::install_log("error", LogForm::Lines);
    let config = configuration()?;
    say("✔ Configuration: it reads.");
    let database = match postgres(&config, stop).await {
        Ok(said) => Finding::Good(said),
        Err(said) => Finding::Wrong(said),
    };
    let mut findings = vec![("PostgreSQL", database)];
    findings.extend(stop.or(async { Ok::<_, Failure>(outside::look(&config).await) }).await?);
    let mut wrong = Vec::new();
    for (part, finding) in findings {
        match finding {
            Finding::Good(said) => say(format_args!("✔ {part}: {said}.")),
            Finding::Off(variables) => {
                say(format_args!(
                    "– {part}: off, {variables} are not set. All else works without."
                ));
            }
            Finding::Wrong(said) => {
                say(format_args!("✘ {part}: {said}."));
                wrong.push(format!("{part}: {said}"));
            }
        }
    }
    if wrong.is_empty() {
        say("Nothing is wrong.");
        return Ok(());
    }
    Err(Failure::Misconfigured(wrong))
}

async fn postgres(config: &Config, stop: &Stop) -> Result<String, String> {
    let words = |failure| match failure {
        Failure::Failed(error) => crate::cli::chain(error.as_ref()),
        Failure::Misconfigured(mistakes) => mistakes.join("; "),
        Failure::Refused(why) => why,
        Failure::Stopped(asked) => format!("not looked at: {}", asked.name()),
        Failure::Told(status) => format!("status {status}"),
    };
    let database = database::open(config, Use::Passing, stop).await.map_err(words)?;
    let looked = stop.or(look(&database.pool)).await;
    database.close().await;
    let (version, missing) = looked.map_err(words)?;
    if missing.is_empty() {
        Ok(format!("version {version} answers, and its schema is up to date"))
    } else {
        Ok(format!(
            "version {version} answers; its schema lacks {}, which `serve` or `realserv migrate up` adds",
            missing.join(", ")
        ))
    }
}

async fn look(pool: &PgPool) -> Result<(String, Vec<String>), Failure> {
    let version = sqlx::query_scalar("show server_version").fetch_one(pool).await?;
    Ok((version, database::missing(pool).await?))
}
