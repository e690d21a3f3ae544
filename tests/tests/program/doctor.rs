//! `realserv doctor`: what is right, what is wrong, and what to do about it, in words.

use std::process::Command;

use realserv_sandbox::{Options, Sandbox};
use realserv_tests::{Done, Trouble};

use super::{Ended, Home, run};

/// The program beside this sandbox.
fn program(home: &Home, sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let known = sandbox.options();
    let mut command = home.program();
    command.args(arguments).envs([
        ("WHATSAPP_API_URL", sandbox.graph_url()),
        ("WHATSAPP_PHONE_NUMBER_ID", known.phone_number_id.clone()),
        ("WHATSAPP_BUSINESS_ACCOUNT_ID", known.business_account_id.clone()),
        ("WHATSAPP_ACCESS_TOKEN", known.access_token.clone()),
        ("WHATSAPP_APP_SECRET", known.app_secret.clone()),
        ("WHATSAPP_VERIFY_TOKEN", known.verify_token.clone()),
        ("RAZORPAY_API_URL", sandbox.razorpay_url()),
        ("RAZORPAY_KEY_ID", known.razorpay_key_id.clone()),
        ("RAZORPAY_KEY_SECRET", known.razorpay_key_secret.clone()),
        ("RAZORPAY_WEBHOOK_SECRET", known.razorpay_webhook_secret.clone()),
    ]);
    command
}

async fn ends(command: Command) -> Result<Ended, Trouble> {
    tokio::task::spawn_blocking(|| run(command)).await?
}

#[track_caller]
fn says(ended: &Ended, lines: &[&str]) {
    for line in lines {
        assert!(ended.said.contains(line), "{line} is missing from:\n{}", ended.said);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_says_what_is_wrong_and_what_to_do() -> Done {
    let home = Home::new()?;
    let sandbox = Sandbox::start(Options::default()).await?;
    let mut wrong = program(&home, &sandbox, &["doctor"]);
    wrong.env("WHATSAPP_PHONE_NUMBER_ID", "999").env("RAZORPAY_KEY_SECRET", "another");
    let ended = ends(wrong).await?;
    assert_eq!(ended.status.code(), Some(2), "{}", ended.said);
    says(
        &ended,
        &[
            "✔ PostgreSQL: version",
            "✘ WhatsApp number: Meta knows no such number for this token: check WHATSAPP_PHONE_NUMBER_ID",
            "are not at Meta, run `realserv templates push`: ",
            "✘ Razorpay: the keys are refused: check RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET",
        ],
    );
    let mut wrong = program(&home, &sandbox, &["doctor"]);
    wrong.env("WHATSAPP_ACCESS_TOKEN", "another").env("RAZORPAY_API_URL", "http://127.0.0.1:1");
    let ended = ends(wrong).await?;
    says(
        &ended,
        &[
            "✘ WhatsApp number: Meta does not take the token",
            "✘ WhatsApp templates: Meta does not take the token",
            "✘ Razorpay: http://127.0.0.1:1 does not answer",
        ],
    );
    home.is_put_away(&ended.said);
    let pushed = ends(program(&home, &sandbox, &["templates", "push"])).await?;
    assert!(pushed.status.success(), "{}", pushed.said);
    let ended = ends(program(&home, &sandbox, &["doctor"])).await?;
    assert!(ended.status.success(), "{}", ended.said);
    says(
        &ended,
        &["is connected as", "✔ WhatsApp templates: all", "the keys work", "Nothing is wrong."],
    );
    sandbox.stop().await;
    Ok(())
}

#[test]
fn what_is_off_is_no_mistake() -> Done {
    let home = Home::new()?;
    let mut doctor = home.program();
    doctor.arg("doctor");
    let ended = run(doctor)?;
    assert!(ended.status.success(), "{}", ended.said);
    says(
        &ended,
        &["– WhatsApp: off, WHATSAPP_* are not set", "– Razorpay: off", "Nothing is wrong."],
    );
    Ok(())
}
