//! A program that cannot start says why, with names and addresses and without passwords, and leaves nothing behind.

use std::net::TcpListener;
use std::process::Command;

use realserv_tests::Done;

use super::{Home, Running, run, signal};

fn serve(home: &Home, variables: &[(&str, &str)]) -> Command {
    let mut command = home.program();
    command.arg("serve").env("REALSERV_LISTEN", "127.0.0.1:0").envs(variables.iter().copied());
    command
}

#[test]
fn everything_that_is_wrong_is_one_list() -> Done {
    let home = Home::new()?;
    let ended = run(serve(
        &home,
        &[
            ("DATABASE_URL", "mysql://somebody:hidden@db/x"),
            ("REALSERV_QUOTE_MINUTES", "999999999"),
            ("REALSERV_LISTN", "0.0.0.0:80"),
            ("WHATSAPP_PHONE_NUMBER_ID", "300"),
            ("WHATSAPP_PAIR_BURST", "some"),
            ("RAZORPAY_WEBHOOK_SECRET", ","),
        ],
    ))?;
    assert_eq!(ended.status.code(), Some(2), "{}", ended.said);
    for line in [
        "- DATABASE_URL is not the address of a PostgreSQL",
        "- REALSERV_QUOTE_MINUTES must be from 16 to 1440",
        "- REALSERV_LISTN is not known: did you mean REALSERV_LISTEN?",
        "- WHATSAPP_ACCESS_TOKEN is missing",
        "- WHATSAPP_PAIR_BURST cannot be \"some\"",
        "- RAZORPAY_KEY_ID is missing",
        "- RAZORPAY_WEBHOOK_SECRET holds nothing",
    ] {
        assert!(ended.said.contains(line), "{line} is missing from:\n{}", ended.said);
    }
    assert!(!ended.said.contains("hidden"), "{}", ended.said);
    Ok(())
}

#[test]
fn a_database_that_does_not_answer_is_named_at_once() -> Done {
    let home = Home::new()?;
    let url = "postgres://shop:hidden@127.0.0.1:1/realserv";
    let mut serve = Running::start(serve(&home, &[("DATABASE_URL", url)]))?;
    let line = serve.until("waiting for PostgreSQL");
    for words in ["127.0.0.1:1", "refused"] {
        assert!(line.contains(words), "{line}");
    }
    signal("TERM", serve.pid());
    let ended = serve.end();
    assert!(ended.status.success() && !ended.said.contains("hidden"), "{}", ended.said);
    Ok(())
}

#[test]
fn a_port_in_use_is_named_and_the_database_put_away() -> Done {
    let home = Home::new()?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    let ended = run(serve(&home, &[("REALSERV_LISTEN", &address)]))?;
    assert_eq!(ended.status.code(), Some(1), "{}", ended.said);
    assert!(ended.said.contains(&format!("cannot listen on {address}: ")), "{}", ended.said);
    home.is_put_away(&ended.said);

    let port = taken.local_addr()?.port().to_string();
    let mut demo = home.program();
    demo.args(["demo", "--port", &port, "--data-dir"]).arg(home.data());
    let ended = run(demo)?;
    assert_eq!(ended.status.code(), Some(2), "{}", ended.said);
    for words in ["cannot listen on 127.0.0.1:", "--port"] {
        assert!(ended.said.contains(words), "{words} is missing from:\n{}", ended.said);
    }
    home.is_put_away(&ended.said);
    Ok(())
}
