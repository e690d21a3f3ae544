//! What lists of SKUs and of listings are searched by alike: words, kind, attributes, prices, availability, a zone, an order.
//!
//! Words and filters are held against the snapshot in memory, with the words that buyers' lines are read by; what changes
//! every minute (stock, who can be reached) is asked of the tables.

use realserv_adapters::postgres::office::vendors;
use realserv_adapters::postgres::sites;
use realserv_domain::catalog::{Kind, attributes};
use realserv_domain::ids::ZoneId;
use realserv_domain::understand::{Search, Sort};
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::listings::MOST_PRICE;
use crate::api::input::{Fields, Form, Given, Read};
use crate::api::problem::{FieldProblem, Problem};
use crate::app::App;

const KINDS: &str = "cement, steel, sand, aggregate, brick, block, labour";

/// No SKU has more attributes than that.
const MOST_ATTRIBUTES: usize = 8;

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `Looked`")]
pub(super) struct LookParameters {
    /// cement, steel, sand, aggregate, brick, block or labour.
    kind: Option<String>,
    /// Words of the code, a name (any language) or an attribute, by their beginnings; or what a buyer would type, with its
    /// typos and local words: `ultratek 53`, `doddu isuka`.
    #[param(example = "opc 53", max_length = 100)]
    q: Option<String>,
    /// The brand, as it is written in `attrs`, capitals or not.
    #[param(example = "UltraTech", max_length = 100)]
    brand: Option<String>,
    /// Attributes and their values, capitals or not: `name:value`, several with commas between.
    #[param(example = "grade:OPC53", max_length = 200)]
    attribute: Option<String>,
    /// Not cheaper than that for one unit, GST included.
    #[param(minimum = 1, maximum = 10_000_000)]
    from_price_paise: Option<i64>,
    /// Not dearer than that.
    #[param(minimum = 1, maximum = 10_000_000)]
    to_price_paise: Option<i64>,
    /// Only what can be sold now (true), or cannot (false): an active listing of an active vendor has some free.
    available: Option<bool>,
    /// Only what some vendor within reach of this zone lists; with `available`, has free.
    zone: Option<Uuid>,
    /// code (by default), name, price, rank or newest.
    #[param(example = "price")]
    sort: Option<String>,
}

/// What was asked for.
pub(super) struct Looked {
    pub search: Search,
    pub available: Option<bool>,
    pub zone: Option<Uuid>,
}

impl Form for Looked {
    fn read(fields: &mut Fields) -> Self {
        let kind: Option<Kind> = fields.take("kind", |given| given.word(KINDS));
        let words = fields.take("q", |given| given.text(1, 100)).unwrap_or_default();
        let brand = fields.take("brand", |given| given.text(1, 100));
        let mut of_it = fields.take("attribute", pairs).unwrap_or_default();
        of_it.extend(brand.map(|brand| ("brand".to_owned(), brand)));
        let from_price = fields.take("from_price_paise", |given| given.paise(1, MOST_PRICE));
        let to_price = fields.take("to_price_paise", |given| given.paise(1, MOST_PRICE));
        if from_price.zip(to_price).is_some_and(|(from, to)| from > to) {
            fields.refuse("to_price_paise", "must not be below from_price_paise");
        }
        let available = fields.take("available", |given| given.flag());
        let zone = fields.take("zone", |given| given.id());
        let sort = fields.take("sort", sort).unwrap_or_default();
        let search = Search {
            words,
            kind,
            attributes: of_it,
            from_price,
            to_price,
            active: None,
            sort,
            after: None,
        };
        Self { search, available, zone }
    }
}

fn sort(given: Given) -> Read<Sort> {
    let word = given.text(0, 20)?;
    let found = Sort::ALL.into_iter().find(|sort| sort.as_str() == word);
    found.ok_or_else(|| "must be one of code, name, price, rank, newest".to_owned())
}

/// `grade:OPC53,brand:Maha`
fn pairs(given: Given) -> Read<Vec<(String, String)>> {
    let text = given.text(1, 200)?;
    let pairs: Vec<(String, String)> = text
        .split(',')
        .map(|pair| {
            let (name, value) = pair.split_once(':').ok_or("must be name:value")?;
            let (name, value) = (name.trim(), value.trim());
            if !attributes::is_known(name) {
                return Err("names an attribute that nothing has");
            }
            Ok((name.to_owned(), value.to_owned()))
        })
        .collect::<Result<_, _>>()?;
    if pairs.len() > MOST_ATTRIBUTES {
        return Err(format!("must name at most {MOST_ATTRIBUTES} attributes"));
    }
    Ok(pairs)
}

/// The active vendors that stand within the zone's reach of one of its places; none where no zone was named.
pub(super) async fn in_reach(
    db: &mut PgConnection,
    app: &App,
    zone: Option<Uuid>,
) -> Result<Option<Vec<Uuid>>, Problem> {
    let Some(zone) = zone else { return Ok(None) };
    let Some(terms) = sites::delivery_terms(db, ZoneId(zone)).await? else {
        let message = "is not a zone of ours".to_owned();
        return Err(Problem::parameters(vec![FieldProblem { field: "zone".to_owned(), message }]));
    };
    let places = app.catalogue.localities();
    let of_zone = || places.iter().filter(|place| place.zone == Some(ZoneId(zone)));
    let vendors = vendors::points(db).await?;
    let near = vendors.into_iter().filter(|(_, point)| {
        of_zone().any(|place| point.metres_to(place.point) <= terms.reach_metres)
    });
    Ok(Some(near.map(|(id, _)| id.0).collect()))
}
