//! Places: which locality a pin or a line of words means, whether it is served, and the addresses that people saved.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{AddressId, PersonId, ZoneId};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point, Site};
use realserv_domain::quote::DeliveryTerms;
use realserv_domain::vehicles::Lane;
use realserv_domain::way::{KnownSite, Way};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// A named place, served when it has a zone.
#[derive(Clone, Debug)]
pub struct Locality {
    pub id: Uuid,
    pub zone: Option<ZoneId>,
    pub name: Name,
    pub pin: Pin,
    pub point: Point,
}

/// Every locality: about a hundred rows, looked through in memory because words and distances decide.
pub async fn localities(db: &mut PgConnection) -> Result<Vec<Locality>, StoreError> {
    let rows = sqlx::query!(
        r#"select locality.id, zone.id as "zone_id?", locality.name_en, locality.name_hi,
                  locality.name_te, locality.pin, locality.lat_e6, locality.lon_e6
           from locality
           left join zone on zone.id = locality.zone_id and zone.active
           order by locality.pin, locality.name_en"#,
    )
    .fetch_all(db)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let pin = row.pin.parse();
        found.push(Locality {
            id: row.id,
            zone: row.zone_id.map(ZoneId),
            name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
            pin: pin.map_err(|e| StoreError::unreadable("locality", "pin", row.id, e))?,
            point: Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 },
        });
    }
    Ok(found)
}

/// An address to be saved for a person.
#[derive(Clone, Debug)]
pub struct NewAddress<'a> {
    pub id: AddressId,
    pub person: PersonId,
    pub locality: &'a Locality,
    pub zone: ZoneId,
    pub pin: &'a Pin,
    pub point: Point,
    /// Whether the person shared a pin on the map; otherwise the point is the locality's centre.
    pub from_map: bool,
    pub words: &'a str,
}

/// Saves it, and answers what its lane lets in where the same person has said so of the same place and words before.
pub async fn save_address(
    db: &mut PgConnection,
    now: Timestamp,
    address: &NewAddress<'_>,
) -> Result<Option<Lane>, StoreError> {
    let lane = sqlx::query_scalar!(
        "insert into address (id, person_id, zone_id, locality_id, pin, lat_e6, lon_e6, source, words, made_at, lane)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                 (select before.lane
                  from address as before
                  where before.person_id = $2 and before.lat_e6 = $6 and before.lon_e6 = $7
                    and before.words = $9 and before.lane is not null
                  order by before.made_at desc
                  limit 1))
         on conflict (id) do update set made_at = address.made_at
         returning lane",
        address.id.0,
        address.person.0,
        address.zone.0,
        address.locality.id,
        address.pin.as_str(),
        address.point.lat_e6,
        address.point.lon_e6,
        if address.from_map { "pin" } else { "words" },
        address.words,
        now.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    let lane = lane.as_deref().map(str::parse).transpose();
    lane.map_err(|e| StoreError::unreadable("address", "lane", address.id.0, e))
}

/// Where this person had things brought, latest first; only what is still served.
pub async fn saved(
    db: &mut PgConnection,
    person: PersonId,
    limit: i64,
) -> Result<Vec<KnownSite>, StoreError> {
    let rows = sqlx::query_as!(
        SiteRow,
        r#"select latest.id as "id!", latest.zone_id as "zone_id!", latest.pin as "pin!",
                  latest.lat_e6 as "lat_e6!", latest.lon_e6 as "lon_e6!",
                  latest.words as "words!", latest.source = 'pin' as "from_map!", latest.lane,
                  locality.name_en, locality.name_hi, locality.name_te
           from (
               select distinct on (lat_e6, lon_e6) *
               from address
               where person_id = $1
               order by lat_e6, lon_e6, made_at desc
           ) as latest
           join locality on locality.id = latest.locality_id
           join zone on zone.id = latest.zone_id and zone.active
           order by latest.made_at desc
           limit $2"#,
        person.0,
        limit,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(KnownSite::try_from).collect()
}

/// Those of a person's addresses that are still served.
pub async fn known(
    db: &mut PgConnection,
    person: PersonId,
    addresses: &[AddressId],
) -> Result<Vec<KnownSite>, StoreError> {
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = addresses.iter().map(|address| address.0).collect();
    let rows = sqlx::query_as!(
        SiteRow,
        r#"select address.id, address.zone_id, address.pin, address.lat_e6, address.lon_e6,
                  address.words, address.source = 'pin' as "from_map!", address.lane,
                  locality.name_en, locality.name_hi, locality.name_te
           from address
           join locality on locality.id = address.locality_id
           join zone on zone.id = address.zone_id and zone.active
           where address.person_id = $1 and address.id = any($2)"#,
        person.0,
        &ids,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(KnownSite::try_from).collect()
}

/// An address with the place that it is in.
struct SiteRow {
    id: Uuid,
    zone_id: Uuid,
    pin: String,
    lat_e6: i32,
    lon_e6: i32,
    words: String,
    from_map: bool,
    lane: Option<String>,
    name_en: String,
    name_hi: String,
    name_te: String,
}

impl TryFrom<SiteRow> for KnownSite {
    type Error = StoreError;

    fn try_from(row: SiteRow) -> Result<Self, StoreError> {
        let pin = row.pin.parse();
        let lane = row.lane.as_deref().map(str::parse).transpose();
        let site = Site {
            address: AddressId(row.id),
            zone: ZoneId(row.zone_id),
            locality: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
            pin: pin.map_err(|e| StoreError::unreadable("address", "pin", row.id, e))?,
            point: Point { lat_e6: row.lat_e6, lon_e6: row.lon_e6 },
            lane: lane.map_err(|e| StoreError::unreadable("address", "lane", row.id, e))?,
        };
        let way = Way::read(&row.words, &site.pin, &site.locality, row.from_map);
        Ok(Self { site, way })
    }
}

/// Whether somebody is to be called at this address, besides the person whose it is.
pub async fn has_contact(
    db: &mut PgConnection,
    person: PersonId,
    address: AddressId,
) -> Result<bool, StoreError> {
    let known = sqlx::query_scalar!(
        r#"select exists (
               select from address where id = $1 and person_id = $2 and contact_phone is not null
           ) as "known!""#,
        address.0,
        person.0,
    )
    .fetch_one(db)
    .await?;
    Ok(known)
}

pub async fn keep_contact(
    db: &mut PgConnection,
    person: PersonId,
    address: AddressId,
    phone: &Phone,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update address set contact_phone = $3 where id = $1 and person_id = $2",
        address.0,
        person.0,
        phone.reveal(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was said of the way to a site, after the site itself.
pub async fn keep_way(
    db: &mut PgConnection,
    person: PersonId,
    address: AddressId,
    words: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update address set words = $3 where id = $1 and person_id = $2",
        address.0,
        person.0,
        words,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the lane of a site lets in.
pub async fn keep_lane(
    db: &mut PgConnection,
    person: PersonId,
    address: AddressId,
    lane: Lane,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update address set lane = $3 where id = $1 and person_id = $2",
        address.0,
        person.0,
        lane.as_str(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How a site is found. Nothing is known of an address that was erased.
pub async fn way(db: &mut PgConnection, site: &Site) -> Result<Way, StoreError> {
    let row = sqlx::query!(
        r#"select words, source = 'pin' as "from_map!" from address where id = $1"#,
        site.address.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map_or_else(Way::default, |row| {
        Way::read(&row.words, &site.pin, &site.locality, row.from_map)
    }))
}

/// What a driver needs of an address.
#[derive(Clone, Debug)]
pub struct Directions {
    pub way: Way,
    pub buyer_name: Option<String>,
    /// The contact of the address where there is one, else the buyer's own.
    pub buyer_phone: Option<Phone>,
}

pub async fn directions(
    db: &mut PgConnection,
    site: &Site,
    buyer: PersonId,
) -> Result<Option<Directions>, StoreError> {
    let row = sqlx::query!(
        r#"select address.words, address.source = 'pin' as "from_map!", person.name,
                coalesce(address.contact_phone, person.phone) as phone
         from address
         join person as buyer on buyer.id = $2
         join person on person.id = coalesce(buyer.merged_into, buyer.id)
         where address.id = $1"#,
        site.address.0,
        buyer.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Directions {
        way: Way::read(&row.words, &site.pin, &site.locality, row.from_map),
        buyer_name: row.name,
        buyer_phone: row.phone.and_then(|digits| digits.parse().ok()),
    }))
}

pub async fn delivery_terms(
    db: &mut PgConnection,
    zone: ZoneId,
) -> Result<Option<DeliveryTerms>, StoreError> {
    let row = sqlx::query!(
        "select delivery_base_paise, delivery_per_km_paise, reach_metres, delivery_per_tonne_paise,
                delivery_vehicles_per_mille
         from zone
         where id = $1",
        zone.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| DeliveryTerms {
        base_paise: Paise::new(row.delivery_base_paise),
        per_km_paise: Paise::new(row.delivery_per_km_paise),
        reach_metres: u32::try_from(row.reach_metres).unwrap_or(0),
        per_tonne_paise: Paise::new(row.delivery_per_tonne_paise),
        vehicles_per_mille: u32::try_from(row.delivery_vehicles_per_mille).unwrap_or(0),
    }))
}
