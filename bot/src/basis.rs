//! What turns look at in memory, as documents under the hash of their content: the log of a turn names the hash, and a
//! replay reads them back. A catalogue is kept in pieces, so that a changed price writes again what it stands in and not all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::basis::{self, Piece};
use realserv_domain::catalog::{Catalog, Sku};
use realserv_domain::interpret::{Alias, Aliases};
use realserv_domain::orders::Terms;
use realserv_domain::zones::Zones;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::clock::Clock;

/// About so many SKUs share a piece: some ten kilobytes.
const SKUS_A_PIECE: usize = 64;
/// Pieces of the largest catalogue: their hashes are what a changed price writes besides.
const MOST_PIECES: usize = 256;

/// How often it is said that what is looked at still is. Much less than any log stays.
const SAY_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// A snapshot as documents; the first names the others.
#[derive(Debug)]
pub struct Basis(Vec<Piece>);

impl Basis {
    /// What the log names.
    #[must_use]
    pub fn hash(&self) -> &str {
        self.0.first().map_or("", |first| &first.hash)
    }

    #[must_use]
    pub fn of_catalogue(catalog: &Catalog, zones: &Zones) -> Self {
        let count = catalog.iter().count() + catalog.off_sale().count();
        let pieces = (count / SKUS_A_PIECE).next_power_of_two().min(MOST_PIECES);
        let mut shelves: BTreeMap<usize, Shelf<'_>> = BTreeMap::new();
        // By the end of the id, which is by chance, so that a new SKU moves no other.
        let place = |sku: &Sku| usize::from(sku.id.0.as_bytes()[15]) % pieces;
        for sku in catalog.iter() {
            shelves.entry(place(sku)).or_default().on_sale.push(sku);
        }
        for sku in catalog.off_sale() {
            shelves.entry(place(sku)).or_default().off_sale.push(sku);
        }
        let shelves: Vec<Piece> = shelves.values().map(piece).collect();
        let zones = piece(zones);
        let hashes = shelves.iter().map(|shelf| shelf.hash.clone()).collect();
        let aliases = piece(&catalog.aliases().iter().collect::<Vec<&Alias>>());
        let first = piece(&Contents {
            shelves: hashes,
            zones: zones.hash.clone(),
            aliases: aliases.hash.clone(),
        });
        Self([first, zones, aliases].into_iter().chain(shelves).collect())
    }

    #[must_use]
    pub fn of_terms(terms: &Terms) -> Self {
        Self(vec![piece(terms)])
    }
}

/// The piece that names the others of a catalogue.
#[derive(Serialize, Deserialize)]
struct Contents {
    shelves: Vec<String>,
    zones: String,
    aliases: String,
}

#[derive(Default, Serialize)]
struct Shelf<'a> {
    on_sale: Vec<&'a Sku>,
    off_sale: Vec<&'a Sku>,
}

#[derive(Deserialize)]
struct ShelfRead {
    on_sale: Vec<Sku>,
    off_sale: Vec<Sku>,
}

fn piece(of: &impl Serialize) -> Piece {
    #[expect(clippy::expect_used, reason = "plain data with keys that are text")]
    let body = serde_json::to_string(of).expect("a document");
    // Half of it is enough to tell apart every catalogue that will ever be, and stands in each row of the log.
    let digest = Sha256::digest(body.as_bytes());
    let hash = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Piece { hash, body }
}

/// Why what was looked at cannot be had again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    #[error("what was looked at is not kept any more")]
    Gone,
    #[error("what was looked at cannot be read by this program")]
    Unreadable,
}

/// Reads kept snapshots back, each once.
#[derive(Default)]
pub struct Archive {
    catalogues: HashMap<String, Result<Arc<(Catalog, Zones)>, Lost>>,
    terms: HashMap<String, Result<Arc<Terms>, Lost>>,
}

impl Archive {
    pub async fn catalogue(
        &mut self,
        db: &mut PgConnection,
        hash: &str,
    ) -> Result<Result<Arc<(Catalog, Zones)>, Lost>, StoreError> {
        if let Some(known) = self.catalogues.get(hash) {
            return Ok(known.clone());
        }
        let found = catalogue(db, hash).await?.map(Arc::new);
        self.catalogues.insert(hash.to_owned(), found.clone());
        Ok(found)
    }

    pub async fn terms(
        &mut self,
        db: &mut PgConnection,
        hash: &str,
    ) -> Result<Result<Arc<Terms>, Lost>, StoreError> {
        if let Some(known) = self.terms.get(hash) {
            return Ok(known.clone());
        }
        let bodies = basis::bodies(db, &[hash.to_owned()]).await?;
        let found = read(&bodies, hash).map(Arc::new);
        self.terms.insert(hash.to_owned(), found.clone());
        Ok(found)
    }
}

async fn catalogue(
    db: &mut PgConnection,
    hash: &str,
) -> Result<Result<(Catalog, Zones), Lost>, StoreError> {
    let first = basis::bodies(&mut *db, &[hash.to_owned()]).await?;
    let contents: Contents = match read(&first, hash) {
        Ok(contents) => contents,
        Err(lost) => return Ok(Err(lost)),
    };
    let mut hashes = contents.shelves.clone();
    hashes.extend([contents.zones.clone(), contents.aliases.clone()]);
    let bodies = basis::bodies(db, &hashes).await?;
    Ok(assembled(&contents, &bodies))
}

fn assembled(
    contents: &Contents,
    bodies: &HashMap<String, String>,
) -> Result<(Catalog, Zones), Lost> {
    let (mut on_sale, mut off_sale) = (Vec::new(), Vec::new());
    for hash in &contents.shelves {
        let shelf: ShelfRead = read(bodies, hash)?;
        on_sale.extend(shelf.on_sale);
        off_sale.extend(shelf.off_sale);
    }
    // Nobody decides by the version: it only says when to read again.
    let aliases = Aliases::new(read(bodies, &contents.aliases)?, 0);
    let catalog = Catalog::new(on_sale, 0).with_off_sale(off_sale).with_aliases(aliases);
    Ok((catalog, read(bodies, &contents.zones)?))
}

fn read<T: DeserializeOwned>(bodies: &HashMap<String, String>, hash: &str) -> Result<T, Lost> {
    let body = bodies.get(hash).ok_or(Lost::Gone)?;
    serde_json::from_str(body).map_err(|_| Lost::Unreadable)
}

/// Puts snapshots into the tables before turns look at them, and says once a day that they still do.
pub struct Keeper {
    clock: Clock,
    kept: Mutex<Kept>,
}

#[derive(Clone, Default)]
struct Kept {
    hashes: BTreeSet<String>,
    said_at: Option<Timestamp>,
}

impl Keeper {
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, kept: Mutex::default() }
    }

    pub async fn keep(&self, db: &mut PgConnection, basis: &Basis) -> Result<(), StoreError> {
        let now = self.clock.now();
        let before = self.kept().hashes;
        let new: Vec<Piece> =
            basis.0.iter().filter(|piece| !before.contains(&piece.hash)).cloned().collect();
        basis::keep(&mut *db, now, &new).await?;
        let hashes = basis.0.iter().map(|piece| piece.hash.clone()).collect();
        self.set(Kept { hashes, ..self.kept() });
        self.still(db).await
    }

    pub async fn still(&self, db: &mut PgConnection) -> Result<(), StoreError> {
        let now = self.clock.now();
        let kept = self.kept();
        if kept.said_at.is_some_and(|said| now.duration_since(said) < SAY_EVERY) {
            return Ok(());
        }
        let hashes: Vec<String> = kept.hashes.iter().cloned().collect();
        basis::still(db, now, &hashes).await?;
        self.set(Kept { said_at: Some(now), ..kept });
        Ok(())
    }

    fn kept(&self) -> Kept {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, kept: Kept) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use realserv_domain::catalog::Kind;
    use realserv_domain::ids::SkuId;
    use realserv_domain::language::Name;
    use realserv_domain::money::Paise;
    use realserv_domain::quantity::{Quantity, Unit};
    use uuid::Uuid;

    fn sku(number: u16) -> Sku {
        Sku {
            id: SkuId(Uuid::from_u128(number.into())),
            code: format!("CEM-{number}"),
            kind: Kind::Cement,
            name: Name::same(&format!("Cement {number}")),
            attrs: BTreeMap::new(),
            photo: None,
            unit: Unit::Bag,
            minimum: Quantity::whole(5),
            step: Quantity::whole(1),
            usual: Vec::new(),
            weight_grams: 50_000,
            rank: number,
            made_at: Timestamp::UNIX_EPOCH,
            from_price: Some(Paise::rupees(340)),
        }
    }

    fn catalogue(skus: u16, price: i64) -> Catalog {
        let mut on_sale: Vec<Sku> = (2..skus).map(sku).collect();
        if let Some(first) = on_sale.first_mut() {
            first.from_price = Some(Paise::rupees(price));
        }
        Catalog::new(on_sale, 7).with_off_sale(vec![sku(1), sku(0)])
    }

    fn hashes(basis: &Basis) -> BTreeSet<&str> {
        basis.0.iter().map(|piece| piece.hash.as_str()).collect()
    }

    #[test]
    fn what_is_kept_reads_back_as_it_was_and_says_nothing_of_when_it_was_read() {
        let (catalog, zones) = (catalogue(300, 340), Zones::default());
        let basis = Basis::of_catalogue(&catalog, &zones);
        let bodies: HashMap<String, String> =
            basis.0.iter().map(|piece| (piece.hash.clone(), piece.body.clone())).collect();
        let contents: Contents = read(&bodies, basis.hash()).unwrap();
        let (back, zones_back) = assembled(&contents, &bodies).unwrap();
        assert!(back.iter().eq(catalog.iter()) && back.off_sale().eq(catalog.off_sale()));
        assert_eq!(zones_back, zones);
        let later =
            Catalog::new(back.iter().cloned().collect(), 8).with_off_sale(vec![sku(0), sku(1)]);
        assert_eq!(Basis::of_catalogue(&later, &zones).hash(), basis.hash());
        assert_eq!(assembled(&contents, &HashMap::new()).unwrap_err(), Lost::Gone);
    }

    /// Of ten thousand things one price writes again what some forty stand in, and the list of pieces.
    #[test]
    fn a_changed_price_writes_one_shelf_again() {
        let zones = Zones::default();
        let before = Basis::of_catalogue(&catalogue(10_000, 340), &zones);
        let after = Basis::of_catalogue(&catalogue(10_000, 345), &zones);
        let kept = hashes(&before);
        let new: Vec<&Piece> =
            after.0.iter().filter(|piece| !kept.contains(piece.hash.as_str())).collect();
        assert_eq!(new.len(), 2);
        let written: usize = new.iter().map(|piece| piece.body.len()).sum();
        let all: usize = after.0.iter().map(|piece| piece.body.len()).sum();
        assert!(written < 25_000 && all > 2_000_000, "{written} of {all} bytes");
    }
}
