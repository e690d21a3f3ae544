//! Meta and Razorpay, asked what they think of us; the scanner and the store of files, whether they are there. Nothing is sent to anybody and nothing is changed.

use realserv_adapters::clamd::Scanner;
use realserv_adapters::fcm;
use realserv_adapters::mail::Mailer;
use realserv_adapters::razorpay;
use realserv_adapters::whatsapp::{self, SendFailure};
use realserv_adapters::{http, whatsapp::Template};
use realserv_domain::payments::ProviderId;
use realserv_templates::sms as texts;
use realserv_templates::whatsapp as ours;

use super::Finding;
use crate::app;
use crate::cli::chain;
use crate::clock::Clock;
use crate::config::{self, Config};

/// More names than a line holds help nobody.
const MOST_NAMES: usize = 6;

pub(super) async fn look(config: &Config) -> Vec<(&'static str, Finding)> {
    let mut findings = Vec::new();
    match &config.whatsapp {
        None => findings.push(("WhatsApp", Finding::Off("WHATSAPP_*"))),
        Some(part) => findings.extend(whatsapp(part).await),
    }
    let razorpay = match &config.razorpay {
        None => Finding::Off("RAZORPAY_*"),
        Some(part) => razorpay(part).await,
    };
    findings.push(("Razorpay", razorpay));
    findings.push(("Scanner of files", scanner(config).await));
    findings.push(("Store of files", store(config).await));
    // Most installations pay by hand at first: what is not set is not told to be off.
    if let Some(part) = &config.razorpayx {
        findings.push(("RazorpayX", razorpayx(part).await));
    }
    findings.push(("E-mail", mail(config).await));
    findings.push(("SMS", sms(config)));
    findings.push(("Push", push(config).await));
    findings
}

async fn whatsapp(part: &config::WhatsApp) -> Vec<(&'static str, Finding)> {
    let http = match http::client(&part.api_url, http::Timeouts::default()) {
        Ok(http) => http,
        Err(error) => return vec![("WhatsApp", Finding::Wrong(error.to_string()))],
    };
    let client = whatsapp::Client::new(
        http,
        &part.api_url,
        &part.business_account_id,
        part.access_token.clone(),
    );
    let number = match client.number(&part.phone_number_id).await {
        Ok(number) if number.status == "CONNECTED" => {
            Finding::Good(format!("{} is connected as {}", number.displayed, number.name))
        }
        Ok(number) => Finding::Wrong(format!(
            "{} is {} and cannot send: register it in Meta's WhatsApp manager",
            number.displayed, number.status
        )),
        Err(failure) => Finding::Wrong(refusal(
            &failure,
            &part.api_url,
            "Meta knows no such number for this token: check WHATSAPP_PHONE_NUMBER_ID (the id that Meta shows beside the number, not the number)",
        )),
    };
    let templates = match client.list_templates().await {
        Ok(there) => templates(&there),
        Err(failure) => Finding::Wrong(refusal(
            &failure,
            &part.api_url,
            "Meta knows no such account for this token: check WHATSAPP_BUSINESS_ACCOUNT_ID",
        )),
    };
    vec![("WhatsApp number", number), ("WhatsApp templates", templates)]
}

/// What to do about Meta's code (whatsapp.md 8.5); `unknown` is for an id that the token cannot see.
fn refusal(failure: &SendFailure, api_url: &str, unknown: &str) -> String {
    match failure.code {
        None => format!("{api_url} does not answer ({})", failure.detail),
        Some(0 | 190) => {
            "Meta does not take the token (any more): make a new one of the system user, WHATSAPP_ACCESS_TOKEN".to_owned()
        }
        Some(10 | 200..=299) => {
            "the token lacks a right: give the system user whatsapp_business_messaging and whatsapp_business_management for this account".to_owned()
        }
        Some(33 | 100 | 803) => unknown.to_owned(),
        Some(code) => format!("Meta refuses with code {code}: {}", failure.detail),
    }
}

/// Ours against Meta's: what is not there cannot be sent once the 24 hours are over.
fn templates(there: &[Template]) -> Finding {
    let state = |wanted: &ours::Template| {
        let code = wanted.language.code();
        there.iter().find(|known| known.name == wanted.name && known.language == code)
    };
    let named =
        |template: &ours::Template| format!("{} {}", template.name, template.language.code());
    let (mut missing, mut refused, mut waiting) = (Vec::new(), Vec::new(), 0_usize);
    for wanted in ours::all() {
        match state(wanted) {
            None => missing.push(named(wanted)),
            Some(known) if known.status.may_be_sent() => {}
            Some(known) if matches!(known.status.as_str(), "PENDING" | "IN_APPEAL") => waiting += 1,
            Some(known) => refused.push(format!("{} ({})", named(wanted), known.status.as_str())),
        }
    }
    let all = ours::all().len();
    if !missing.is_empty() {
        let count = missing.len();
        return Finding::Wrong(format!(
            "{count} of {all} are not at Meta, run `realserv templates push`: {}",
            shortened(&missing)
        ));
    }
    if !refused.is_empty() {
        let count = refused.len();
        return Finding::Wrong(format!(
            "{count} of {all} may not be sent, Meta's WhatsApp manager says why: {}",
            shortened(&refused)
        ));
    }
    match waiting {
        0 => Finding::Good(format!("all {all} are approved")),
        _ => Finding::Good(format!("all {all} are at Meta, {waiting} of them wait for review")),
    }
}

fn shortened(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(MOST_NAMES).map(String::as_str).collect();
    let more = names.len() - shown.len();
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}

async fn scanner(config: &Config) -> Finding {
    let Some(address) = config.clamd.clone() else {
        return Finding::Off("CLAMD_ADDR");
    };
    match Scanner::new(address).version().await {
        Ok(version) => Finding::Good(format!("{version} answers")),
        Err(trouble) => Finding::Wrong(format!(
            "{}: no file that people send is kept until it answers",
            chain(&trouble)
        )),
    }
}

async fn store(config: &Config) -> Finding {
    let store = app::store(config);
    match store.check().await {
        Ok(()) => Finding::Good(format!("{} takes files", store.place())),
        Err(trouble) => Finding::Wrong(chain(&trouble)),
    }
}

async fn mail(config: &Config) -> Finding {
    let Some(server) = &config.mail else { return Finding::Off("SMTP_*") };
    match Mailer::new(server) {
        Err(trouble) => Finding::Wrong(trouble.to_string()),
        Ok(mailer) => match mailer.check().await {
            Ok(()) => Finding::Good("the server lets us in".to_owned()),
            Err(failure) => Finding::Wrong(failure.detail),
        },
    }
}

/// Whether the key is taken, only an SMS would tell.
fn sms(config: &Config) -> Finding {
    let Some(part) = &config.sms else { return Finding::Off("SMS_*") };
    let has = |text: &texts::SmsText| {
        part.templates
            .list()
            .iter()
            .any(|known| known.name == text.name && known.language == text.language)
    };
    let missing: Vec<String> = texts::all()
        .iter()
        .filter(|text| !has(text))
        .map(|text| format!("{} {}", text.name, text.language.code()))
        .collect();
    let count = part.templates.list().len();
    match missing.as_slice() {
        [] => Finding::Good(format!("{count} texts are registered; the key was not tried")),
        _ => Finding::Good(format!(
            "{count} texts are registered, and without one are {}; the key was not tried",
            missing.join(", ")
        )),
    }
}

async fn push(config: &Config) -> Finding {
    let Some(part) = &config.push else { return Finding::Off("FCM_*") };
    let http = match http::client(&part.api_url, http::Timeouts::default()) {
        Ok(http) => http,
        Err(error) => return Finding::Wrong(error.to_string()),
    };
    match fcm::Client::new(http, &part.api_url, part.account.clone())
        .check(Clock::system(config.zone.clone()).now())
        .await
    {
        Ok(()) => Finding::Good(format!("project {} is taken", part.account.project())),
        Err(failure) => Finding::Wrong(failure.detail),
    }
}

async fn razorpay(part: &config::Razorpay) -> Finding {
    let http = match http::client(&part.api_url, http::Timeouts::default()) {
        Ok(http) => http,
        Err(error) => return Finding::Wrong(error.to_string()),
    };
    let client = razorpay::Client::new(http, &part.api_url, &part.key_id, part.key_secret.clone());
    let works = || {
        let kind = if part.key_id.starts_with("rzp_test_") {
            "test keys, no real money"
        } else {
            "live keys"
        };
        Finding::Good(format!("the keys work ({kind})"))
    };
    // An id that cannot exist: who has the right keys is told so, who has not is refused before that.
    match client.link(&ProviderId("plink_00000000000000".to_owned())).await {
        Ok(_) => works(),
        Err(failure) => match failure.status {
            Some(400 | 404) => works(),
            Some(401) => Finding::Wrong(
                "the keys are refused: check RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET, which are made and shown together".to_owned(),
            ),
            Some(status) => Finding::Wrong(format!("answers {status}: {}", failure.description)),
            None => {
                Finding::Wrong(format!("{} does not answer ({})", part.api_url, failure.description))
            }
        },
    }
}

async fn razorpayx(part: &config::RazorpayX) -> Finding {
    let http = match http::client(&part.api_url, http::Timeouts::default()) {
        Ok(http) => http,
        Err(error) => return Finding::Wrong(error.to_string()),
    };
    let client = razorpay::Client::new(http, &part.api_url, &part.key_id, part.key_secret.clone());
    let payer = razorpay::x::Payer::new(client, &part.account_number);
    // The account is named by the list, which is refused for another.
    match payer.try_keys().await {
        Ok(_) => Finding::Good("the keys work, and the account is theirs".to_owned()),
        Err(failure) => match failure.status {
            Some(401) => Finding::Wrong(
                "the keys are refused: check RAZORPAYX_KEY_ID and RAZORPAYX_KEY_SECRET, which are not those of Razorpay".to_owned(),
            ),
            Some(400) => Finding::Wrong(format!(
                "the account is refused: check RAZORPAYX_ACCOUNT_NUMBER ({})",
                failure.description
            )),
            Some(status) => Finding::Wrong(format!("answers {status}: {}", failure.description)),
            None => {
                Finding::Wrong(format!("{} does not answer ({})", part.api_url, failure.description))
            }
        },
    }
}
