//! A cycle of a thousand orders over several vendors: what the statements say, what the ledger says, and what was paid agree to
//! the paisa.

use jiff::SignedDuration;
use realserv_adapters::postgres::orders;
use realserv_domain::ids::{OrderId, VendorId};
use realserv_domain::ledger::{Account, Posting, remitted};
use realserv_domain::money::Paise;
use realserv_tests::{Done, Town};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Office, Trouble};

const ORDERS: u32 = 1000;

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % u64::try_from(most).unwrap()).unwrap() + 1
    }
}

/// As a part that is delivered is posted, with odd paise: online or for cash, with all that is taken of it, a seventh of it
/// taken back, some only called out.
fn postings(order: OrderId, part: Uuid, vendor: VendorId, dice: &mut Dice) -> Vec<Posting> {
    let (goods, truck) = (Account::Vendor(vendor), Account::Delivery(vendor));
    let cash = Account::CashWithVendor(vendor);
    let (price, delivery) = (Paise::new(dice.up_to(5_000_000)), Paise::new(dice.up_to(80_000)));
    let support = Paise::new(if dice.up_to(5) == 1 { dice.up_to(9_999) } else { 0 });
    let by = if dice.up_to(3) == 1 { cash } else { Account::Razorpay };
    let balanced = |cause: String, entries: &[(Account, Paise)], rest| {
        Posting::balanced_by(order, cause, entries.to_vec(), rest)
    };
    if dice.up_to(20) == 1 {
        let entries = [(Account::Suspense, delivery)];
        return vec![balanced(format!("called_out:{part}"), &entries, goods)];
    }
    let delivered = [
        (by, price + delivery),
        (Account::PriceSupport, support),
        (truck, -delivery),
        (goods, -(price + support)),
    ];
    let rate = |of: Paise, per: i64| of.times_ratio(per, 10_000);
    let commission = rate(price, 237);
    let levied = [
        (Account::Commission, -commission),
        (Account::GstPayable, -rate(commission, 1800)),
        (Account::TcsPayable, -rate(price, 50)),
        (Account::TdsPayable, -rate(price, 10)),
        (Account::OperatorGst, -if dice.up_to(9) == 1 { rate(price, 1525) } else { Paise::ZERO }),
    ];
    let mut all = vec![
        balanced(format!("delivered:{part}"), &delivered, Account::RoundOff),
        balanced(format!("levies:{part}"), &levied, goods),
    ];
    if dice.up_to(7) == 1 {
        let back = Paise::new(dice.up_to(price.get()));
        let entries = [
            (by, -back),
            (Account::Commission, rate(back, 237)),
            (Account::TcsPayable, rate(back, 50)),
        ];
        all.push(balanced(format!("taken_back:{part}:1"), &entries, goods));
    }
    all
}

/// A real order, many times over, each with a number of its own.
async fn many_orders(town: &Town) -> Result<Vec<OrderId>, Trouble> {
    town.vendors()?;
    town.buyer("Asha").orders_and_pays().await?;
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "insert into orders
         select (jsonb_populate_record(one, jsonb_build_object(
                    'id', gen_random_uuid(), 'number', 'RS' || lpad(n::text, 7, '0')))).*
         from orders as one, generate_series(1, $1) as n
         returning id",
    )
    .bind(i32::try_from(ORDERS)?)
    .fetch_all(&town.pool)
    .await?;
    Ok(ids.into_iter().map(OrderId).collect())
}

/// Of the ledger: what we owe a vendor in all.
async fn owed(town: &Town, vendor: Uuid) -> Result<i64, Trouble> {
    Ok(sqlx::query_scalar(
        "select coalesce(-sum(amount_paise), 0)::bigint
         from ledger_entry
         where account in ('vendor', 'delivery', 'cash_with_vendor') and party = $1",
    )
    .bind(vendor)
    .fetch_one(&town.pool)
    .await?)
}

#[tokio::test]
async fn statements_ledger_and_payouts_agree_to_the_paisa() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let orders = many_orders(&town).await?;
    let vendors: Vec<Uuid> = sqlx::query_scalar("select id from vendor order by code limit 7")
        .fetch_all(&town.pool)
        .await?;
    let mut dice = Dice(0x00c0_ffee);
    let mut all = Vec::new();
    for (n, order) in (1_u128..).zip(orders) {
        let vendor = vendors[usize::try_from(dice.up_to(7) - 1)?];
        all.extend(postings(order, Uuid::from_u128(n), VendorId(vendor), &mut dice));
    }
    // One has sold for cash alone, and hands some of it over.
    let first = VendorId(vendors[0]);
    let entries = [(Account::CashWithVendor(first), Paise::new(999_999_999))];
    all.push(Posting::balanced_by(None, "delivered:cash", entries, Account::Vendor(first)));
    let entries = [(Account::Vendor(first), Paise::new(999_999_998))];
    all.push(Posting::balanced_by(None, "something:new", entries, Account::Claims));
    all.push(remitted(Uuid::from_u128(5), first, Paise::new(12_345)));
    let mut db = town.pool.acquire().await?;
    for chunk in all.chunks(200) {
        orders::post(&mut db, town.clock.now(), chunk).await?;
    }
    drop(db);
    let mut before = Vec::new();
    for vendor in &vendors {
        before.push(owed(&town, *vendor).await?);
        let body =
            json!({ "ifsc": "HDFC0001234", "account_number": format!("5010{:010}", before.len()) });
        let path = format!("/api/v1/vendors/{vendor}/payout-account");
        office.json(reqwest::Method::PUT, &path, &body).await?.ok()?;
    }
    town.quiet().await;
    town.forward(SignedDuration::from_hours(6 * 24 + 22)).await;

    let mut paid = 0;
    for (vendor, owed_before) in vendors.iter().zip(&before) {
        let path = format!("/api/v1/settlements?vendor_id={vendor}");
        let listed = office.first_of(&path).await?;
        assert_eq!(listed["closing_paise"], json!(owed_before), "{vendor}");
        let id = listed["id"].as_str().unwrap();
        let whole = office.get(&format!("/api/v1/settlements/{id}")).await?.ok()?;
        let lines = whole["lines"].as_array().unwrap();
        let sum: i64 = lines.iter().map(|line| line["sum_paise"].as_i64().unwrap()).sum();
        assert_eq!(sum, *owed_before, "the lines of {vendor}");
        for name in ["gross", "tcs", "returns", "commission_gst", "cash", "operator_gst", "trips"] {
            let of = |one: &Value| one["figures"][format!("{name}_paise")].as_i64().unwrap();
            assert_eq!(lines.iter().map(of).sum::<i64>(), of(&listed), "{name} of {vendor}");
        }
        let payouts = office.get(&format!("/api/v1/payouts?vendor_id={vendor}")).await?.ok()?;
        let sent: i64 = payouts["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                assert_eq!(one["state"], "processed", "{one}");
                one["amount_paise"].as_i64().unwrap()
            })
            .sum();
        assert_eq!(sent, (*owed_before).max(0), "{vendor}");
        assert_eq!(owed(&town, *vendor).await?, (*owed_before).min(0), "{vendor}");
        paid += sent;
    }
    assert!(before[0] < 0, "one owes us");
    assert_eq!(town.sandbox.payouts().iter().map(|one| one.amount_paise).sum::<i64>(), paid);
    let left: i64 = sqlx::query_scalar(
        "select coalesce(-sum(entry.amount_paise), 0)::bigint
         from ledger_entry as entry
         join ledger_posting as posting on posting.id = entry.posting_id
         where entry.account = 'bank' and posting.cause like 'payout_paid:%'",
    )
    .fetch_one(&town.pool)
    .await?;
    assert_eq!(left, paid);
    // Each row of before is in one settlement; only the payouts themselves wait for the next.
    let loose = town
        .count(
            "select count(*)
             from ledger_entry as entry
             join ledger_posting as posting on posting.id = entry.posting_id
             where entry.account in ('vendor', 'delivery', 'cash_with_vendor')
               and posting.cause not like 'payout:%'
               and not exists (
                   select from settled_posting as settled
                   where settled.posting_id = posting.id and settled.vendor_id = entry.party)",
        )
        .await?;
    assert_eq!(loose, 0);
    town.books_balance().await
}
