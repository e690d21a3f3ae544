//! The office, for chats that begin with what it has set: its API with the admin's key. What the API itself answers is
//! tested in `tests/api`.

use realserv_adapters::http;
use reqwest::Method;
use serde_json::Value;

use crate::town::ADMIN_KEY;
use crate::{Town, Trouble};

impl Town {
    /// Done, and quiet again; anything but a success is trouble.
    pub async fn office(&self, method: Method, path: &str, body: &Value) -> Result<Value, Trouble> {
        let base = self.url("");
        let client = http::client(&base, http::Timeouts::default())?;
        let mut request = client.request(method, format!("{base}/api/v1{path}"));
        request = request.header("X-API-Key", ADMIN_KEY);
        if !body.is_null() {
            request = request.header("Content-Type", "application/json").body(body.to_string());
        }
        let response = request.send().await?;
        let (status, body) = (response.status(), response.bytes().await?);
        self.quiet().await;
        if !status.is_success() {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        Ok(serde_json::from_slice(&body)?)
    }

    /// One of the business terms; the others stay.
    pub async fn office_sets(&self, name: &str, value: i64) -> Result<(), Trouble> {
        let are = self.office(Method::GET, "/settings", &Value::Null).await?;
        let settings = are["data"].as_array().ok_or("no settings")?;
        let all = settings.iter().map(|one| {
            let its = one["name"].as_str().unwrap_or_default();
            let value = if its == name { value.into() } else { one["value"].clone() };
            (its.to_owned(), value)
        });
        let all: serde_json::Map<String, Value> = all.collect();
        self.office(Method::PUT, "/settings", &Value::Object(all)).await?;
        Ok(())
    }

    /// The id of what a yard sells of a thing.
    pub async fn listing(&self, yard: &str, sku: &str) -> Result<uuid::Uuid, Trouble> {
        Ok(sqlx::query_scalar(
            "select listing.id
             from listing
             join vendor on vendor.id = vendor_id
             join sku on sku.id = sku_id
             where vendor.code = $1 and sku.code = $2",
        )
        .bind(yard)
        .bind(sku)
        .fetch_one(&self.pool)
        .await?)
    }

    /// The first of a list.
    pub async fn office_finds(&self, path: &str) -> Result<Value, Trouble> {
        let page = self.office(Method::GET, path, &Value::Null).await?;
        page["data"].get(0).cloned().ok_or_else(|| format!("{path} is empty").into())
    }
}
