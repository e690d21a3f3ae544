//! The catalogue's snapshot, read whole: a few hundred rows that every turn looks at and that seldom change.

use std::collections::BTreeMap;

use realserv_domain::catalog::{Catalog, PhotoUrl, Sku};
use realserv_domain::ids::SkuId;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use sqlx::PgConnection;

use super::{StoreError, words};

/// Grows with every change; a node whose snapshot is older reads again.
pub async fn version(db: &mut PgConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!("select version from catalogue_version").fetch_one(db).await?)
}

/// All SKUs with their lowest price, what is on sale apart from what is not, and what people were taught to call them. The version is read first: a change in between is read again next time.
pub async fn load(db: &mut PgConnection) -> Result<Catalog, StoreError> {
    let version = version(&mut *db).await?;
    let rows = sqlx::query!(
        r#"select sku.id, sku.code, sku.kind, sku.name_en, sku.name_hi, sku.name_te,
                  sku.attrs as "attrs: sqlx::types::Json<BTreeMap<String, String>>",
                  sku.unit, sku.minimum_milli, sku.step_milli, sku.usual_milli, sku.made_at,
                  sku.weight_grams, sku.rank, sku.active, sku.photo_url,
                  min(listing.price_paise) as from_paise
           from sku
           left join (listing join vendor on vendor.id = listing.vendor_id and vendor.active)
               on listing.sku_id = sku.id and listing.active
           group by sku.id"#,
    )
    .fetch_all(&mut *db)
    .await?;
    let (mut skus, mut off_sale) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let unreadable = |column, source| StoreError::unreadable("sku", column, &row.code, source);
        let shelf = if row.active { &mut skus } else { &mut off_sale };
        shelf.push(Sku {
            id: SkuId(row.id),
            kind: row.kind.parse().map_err(|e| unreadable("kind", e))?,
            unit: row.unit.parse().map_err(|e| unreadable("unit", e))?,
            name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
            attrs: row.attrs.0,
            photo: photo(&row.code, row.photo_url)?,
            minimum: Quantity::from_milli(row.minimum_milli),
            step: Quantity::from_milli(row.step_milli),
            usual: row.usual_milli.into_iter().map(Quantity::from_milli).collect(),
            made_at: row.made_at.to_jiff(),
            weight_grams: u32::try_from(row.weight_grams).unwrap_or(0),
            rank: u16::try_from(row.rank).unwrap_or(u16::MAX),
            from_price: row.from_paise.map(Paise::new),
            code: row.code,
        });
    }
    let aliases = words::aliases(db).await?;
    Ok(Catalog::new(skus, version).with_off_sale(off_sale).with_aliases(aliases))
}

/// A photo as it was checked when it was written.
pub(super) fn photo(code: &str, url: Option<String>) -> Result<Option<PhotoUrl>, StoreError> {
    let read = |url: String| url.parse();
    url.map(read).transpose().map_err(|e| StoreError::unreadable("sku", "photo_url", code, e))
}
