//! Invoices as the office sees them, and the PDF.

use realserv_tests::town::ADMIN_KEY;
use realserv_tests::{Done, Town};
use serde_json::json;

use super::{NOBODY, Office};

#[tokio::test]
async fn an_invoice_is_listed_shown_and_printed() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendor = office.first_of("/api/v1/vendors?limit=100").await?;
    assert_eq!(vendor["legal_name"], json!(null));
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.sets_out().await?;
    let invoice = office.first_of("/api/v1/invoices?kind=tax_invoice").await?;
    let (sums, total) = (&invoice["taxes"], invoice["total_paise"].as_i64().unwrap());
    let sum = |name: &str| sums[name].as_i64().unwrap();
    let taxed = sum("taxable_paise") + sum("cgst_paise") + sum("sgst_paise") + sum("igst_paise");
    assert_eq!(taxed + invoice["round_off_paise"].as_i64().unwrap(), total);
    assert_eq!(invoice["number"], "I-2627-000001");
    assert_eq!(invoice["recipient"]["name"], "Asha");
    let at = format!("/api/v1/invoices/{}", invoice["id"].as_str().unwrap());
    assert_eq!(office.get(&at).await?.ok()?, invoice);

    let of = |query: String| format!("/api/v1/invoices?{query}");
    for (query, found) in [
        (of(format!("order={}", invoice["order_id"].as_str().unwrap())), 1),
        (of(format!("vendor={}", invoice["vendor_id"].as_str().unwrap())), 1),
        (of(format!("vendor={NOBODY}")), 0),
        (of("kind=credit_note".to_owned()), 0),
        (of("from=2026-11-23&to=2026-11-23".to_owned()), 1),
        (of("from=2026-11-24".to_owned()), 0),
    ] {
        let page = office.get(&query).await?.ok()?;
        assert_eq!(page["data"].as_array().unwrap().len(), found, "{query}");
    }
    office.get(&of("kind=receipt".to_owned())).await?.refused(400);
    office.get(&format!("/api/v1/invoices/{NOBODY}")).await?.refused(404);
    office.get(&format!("/api/v1/invoices/{NOBODY}/pdf")).await?.refused(404);

    let url = format!("{}{at}/pdf", office.base);
    let answer = office.client.get(url).header("X-API-Key", ADMIN_KEY).send().await?;
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    let called = "inline; filename=\"I-2627-000001.pdf\"";
    assert_eq!(answer.headers()["content-disposition"], called, "as in the chat");
    assert!(answer.bytes().await?.starts_with(b"%PDF-"));
    Ok(())
}
