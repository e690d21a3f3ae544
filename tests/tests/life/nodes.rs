//! Several nodes on one database: one person's events come one after the other, whichever node hears them.

use std::net::SocketAddr;
use std::time::Duration;

use realserv::app::App;
use realserv::serve::{Program, listen};
use realserv_adapters::postgres;
use realserv_tests::town::MOST_CONNECTIONS;
use realserv_tests::{Done, Town, Trouble};
use tokio::task::JoinSet;

/// What everybody says, so often that several nodes have something of the same person at any moment.
const LINES: usize = 24;

/// One more node on the town's database.
pub(crate) async fn another_node(town: &Town) -> Result<Program, Trouble> {
    let listener = listen(([127, 0, 0, 1], 0).into())?;
    let url = town.database_url().ok_or("the town has brought its database")?;
    let pool = postgres::connect(url, MOST_CONNECTIONS).await?;
    let app = App::open(town.app.config.clone(), pool, town.clock.clone()).await?;
    Ok(Program::start(app, listener)?)
}

fn hooks_go_to(town: &Town, node: SocketAddr) {
    town.sandbox.set_webhooks(
        &format!("http://{node}/webhooks/whatsapp"),
        &format!("http://{node}/webhooks/razorpay"),
    );
}

/// The document of somebody's conversation.
async fn state(town: &Town, name: &str) -> Result<String, Trouble> {
    let state =
        "select state from conversation join person on person_id = person.id where name = $1";
    Ok(sqlx::query_scalar(state).bind(name).fetch_one(&town.pool).await?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_person_says_to_three_nodes_at_once_is_worked_on_one_after_the_other() -> Done {
    let no_limit = |name| (name, "0".to_owned());
    let variables = vec![no_limit("WHATSAPP_MESSAGES_PER_SECOND"), no_limit("WHATSAPP_PAIR_BURST")];
    let town =
        Town::with(realserv_tests::town::Options { variables, ..Default::default() }).await?;
    let nodes = [another_node(&town).await?, another_node(&town).await?];
    let doors = [town.address, nodes[0].address, nodes[1].address];
    let (asha, ravi) = (town.buyer("Asha"), town.buyer("Ravi"));
    for person in [&asha, &ravi] {
        person.says("hi").await?;
        person.taps("English").await?;
    }
    for _ in 0..LINES {
        ravi.says("menu").await?;
    }
    let mut lines = JoinSet::new();
    for line in 0..LINES {
        hooks_go_to(&town, doors[line % doors.len()]);
        let phone = asha.phone.clone();
        lines.spawn(async move { phone.says("menu").await.map(drop) });
        // Now it has its way.
        tokio::task::yield_now().await;
    }
    while let Some(said) = lines.join_next().await {
        said??;
    }
    town.quiet().await;
    // Each question has the next number: a turn that had not seen another's would have given its number again.
    assert_eq!(state(&town, "Asha").await?, state(&town, "Ravi").await?);
    assert_eq!(asha.chat().to_string().matches("RealServ:").count(), LINES + 2);
    for node in nodes {
        node.stop(Duration::ZERO).await;
    }
    town.ends_well().await
}
