//! A vendor's invoices are numbered without a gap and without a double, however many trucks leave at once.

use std::time::Duration;

use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent};
use realserv_adapters::postgres::invoices;
use realserv_adapters::postgres::orders::{self, find};
use realserv_domain::ids::{OrderId, PartId};
use realserv_domain::invoices::{FinancialYear, Kind};
use realserv_domain::orders::{Carrier, Order, OrderEvent};
use realserv_tests::{Done, Town, Trouble};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::nodes::another_node;

const TRUCKS: u128 = 100;

/// The one order of the town.
async fn the_order(town: &Town) -> Result<Order, Trouble> {
    let id: Uuid = sqlx::query_scalar("select id from orders").fetch_one(&town.pool).await?;
    Ok(find::one(&mut *town.pool.acquire().await?, OrderId(id)).await?.ok_or("an order")?)
}

/// Another order like it, of the same buyer at the same yard.
fn like(order: &Order, nth: u128) -> Order {
    let mut other = order.clone();
    other.id = OrderId(Uuid::from_u128(0x1000 + nth));
    other.number = number(nth);
    for part in &mut other.parts {
        part.id = PartId(Uuid::from_u128(0x2000 + nth));
        part.offers.clear();
    }
    other.links.clear();
    other.payments.clear();
    other
}

/// Seven letters of Crockford's thirty-two, of which these ten are.
fn number(nth: u128) -> realserv_domain::ids::OrderNumber {
    format!("RS{nth:07}").parse().unwrap_or_else(|error| panic!("{nth}: {error}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_trucks_that_leave_at_once_have_a_hundred_numbers() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    let order = the_order(&town).await?;
    let orders: Vec<Order> = (0..TRUCKS).map(|nth| like(&order, nth)).collect();
    let now = town.clock.now();
    let mut transaction = town.pool.begin().await?;
    orders::save(&mut transaction, now, &orders.iter().collect::<Vec<_>>()).await?;
    transaction.commit().await?;
    let nodes = [another_node(&town).await?, another_node(&town).await?];
    let events: Vec<NewEvent> = orders.iter().enumerate().map(left).collect();
    inbox::push(&mut *town.pool.acquire().await?, now, &events).await?;
    town.until("select count(*) from (select from invoice having count(*) = 100) as all_of_them")
        .await?;
    town.quiet().await;
    let places: Vec<i32> = sqlx::query_scalar("select place from invoice order by place")
        .fetch_all(&town.pool)
        .await?;
    assert_eq!(places, (1..=100).collect::<Vec<i32>>());
    let parts: i64 = town.count("select count(distinct part_id) from invoice").await?;
    assert_eq!(parts, 100);
    for node in nodes {
        node.stop(Duration::ZERO).await;
    }
    Ok(())
}

fn left((nth, order): (usize, &Order)) -> NewEvent {
    let part = &order.parts[0];
    let (vehicle, driver) = (format!("TS09AB{nth:04}"), "Ravi".to_owned());
    let event = OrderEvent::Dispatched {
        part: part.id,
        by: part.share.vendor.id,
        carrier: Carrier { vehicle, driver },
    };
    NewEvent {
        id: Uuid::from_u128(0x3000 + nth as u128),
        key_kind: KeyKind::Order,
        key_id: order.id.0,
        phone_number_id: String::new(),
        event: serde_json::to_string(&event).unwrap_or_default(),
        correlation_id: "trucks".to_owned(),
    }
}

/// What is rolled back gives its number to the next: of a hundred closings at once every third comes to nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_to_nothing_leaves_no_gap() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.sets_out().await?;
    let order = the_order(&town).await?;
    let vendor = order.parts[0].share.vendor.id;
    let first = order.parts[0].invoices[0].id;
    let paper = invoices::one(&mut *town.pool.acquire().await?, first).await?.ok_or("a paper")?;
    let year = FinancialYear::of(paper.heading.dated);
    let mut closings = JoinSet::new();
    for nth in 0..TRUCKS {
        let (pool, mut paper, now) = (town.pool.clone(), paper.clone(), town.clock.now());
        closings.spawn(async move {
            let mut transaction = pool.begin().await?;
            let number =
                invoices::next_number(&mut transaction, vendor, Kind::TaxInvoice, year).await?;
            paper.id = Uuid::from_u128(0x4000 + nth).into();
            paper.heading.number = number;
            invoices::keep(&mut transaction, now, &paper, None).await?;
            if nth % 3 == 0 {
                transaction.rollback().await?
            } else {
                transaction.commit().await?
            }
            Ok::<(), Trouble>(())
        });
    }
    while let Some(closing) = closings.join_next().await {
        closing??;
    }
    let (count, least, most): (i64, i32, i32) =
        sqlx::query_as("select count(*), min(place), max(place) from invoice")
            .fetch_one(&town.pool)
            .await?;
    assert_eq!((count, least, most), (67, 1, 67), "the truck's and sixty-six of a hundred");
    Ok(())
}
