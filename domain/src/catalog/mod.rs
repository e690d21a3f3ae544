//! What is sold, as the whole program sees it: an immutable card for each SKU.
//!
//! A `Catalog` is a snapshot. The program keeps one in memory and replaces it when the tables change; decisions
//! read it and never ask for it.

/// What may be said of a SKU of each kind.
pub mod attributes;

/// One unit in another.
pub mod convert;

/// Where its picture is.
pub mod photo;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::OnceLock;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::SkuId;
use crate::interpret::Aliases;
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::{Quantity, Unit, UnknownWord};
use crate::understand::{Finder, Index};

pub use photo::PhotoUrl;

/// The seven kinds of thing that RealServ sells; the first menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Cement,
    Steel,
    Sand,
    Aggregate,
    Brick,
    Block,
    Labour,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Cement,
        Self::Steel,
        Self::Sand,
        Self::Aggregate,
        Self::Brick,
        Self::Block,
        Self::Labour,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cement => "cement",
            Self::Steel => "steel",
            Self::Sand => "sand",
            Self::Aggregate => "aggregate",
            Self::Brick => "brick",
            Self::Block => "block",
            Self::Labour => "labour",
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownWord { what: "kind", word: word.to_owned() })
    }
}

/// GST in hundredths of a percent: 18 % is 1800.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct GstRate(pub u16);

/// One thing that can be bought, and the rules of its quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sku {
    pub id: SkuId,
    /// Readable and stable: `CEM-OPC53-ULTRATECH`.
    pub code: String,
    pub kind: Kind,
    pub name: Name,
    /// Fixed names with closed values, as `attributes` has them.
    pub attrs: BTreeMap<String, String>,
    /// Shown when it is asked how much of it.
    pub photo: Option<PhotoUrl>,
    pub unit: Unit,
    pub minimum: Quantity,
    pub step: Quantity,
    /// Quantities worth a button, at most three.
    pub usual: Vec<Quantity>,
    /// When it came into the catalogue.
    pub made_at: Timestamp,
    /// Grams of one unit; zero for labour.
    pub weight_grams: u32,
    /// Place in its list: what is bought most stands first.
    pub rank: u16,
    /// The lowest price per unit among active listings, GST included; none when nobody sells it now.
    pub from_price: Option<Paise>,
}

impl Sku {
    /// What is wrong with a quantity, if anything.
    pub fn check(&self, quantity: Quantity) -> Result<(), QuantityRefusal> {
        if quantity < self.minimum || quantity.is_zero() {
            Err(QuantityRefusal::BelowMinimum { minimum: self.minimum })
        } else if !quantity.fits_step(self.step) {
            Err(QuantityRefusal::NotAStep { step: self.step })
        } else if quantity > MOST {
            Err(QuantityRefusal::TooMuch { most: MOST })
        } else {
            Ok(())
        }
    }
}

/// A lakh rupees for one unit is more than any load costs.
pub const MOST_PRICE: Paise = Paise::rupees(100_000);

/// Whether the numbers of a SKU fit each other, whichever of them is written.
pub fn check_quantities(
    minimum: Quantity,
    step: Quantity,
    usual: &[Quantity],
) -> Result<(), RuleRefusal> {
    if !minimum.fits_step(step) {
        return Err(RuleRefusal::MinimumIsNoStep);
    }
    let fits = |usual: &Quantity| usual.fits_step(step) && *usual >= minimum;
    if usual.iter().all(fits) { Ok(()) } else { Err(RuleRefusal::UsualDoesNotFit) }
}

/// Why the numbers of a SKU do not fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefusal {
    #[error("must be a whole multiple of step")]
    MinimumIsNoStep,
    #[error("must be whole multiples of step and not below minimum")]
    UsualDoesNotFit,
}

impl RuleRefusal {
    /// The one that has to change.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::MinimumIsNoStep => "minimum",
            Self::UsualDoesNotFit => "usual",
        }
    }
}

/// More than this of anything in one line is a typing mistake or a case for a person.
const MOST: Quantity = Quantity::whole(100_000);

/// Why a quantity cannot go into the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuantityRefusal {
    BelowMinimum { minimum: Quantity },
    NotAStep { step: Quantity },
    TooMuch { most: Quantity },
}

/// Every SKU that is on sale, in order of kind and rank.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    skus: Vec<Sku>,
    by_id: BTreeMap<SkuId, usize>,
    /// Known, and taken from sale: the office finds it.
    off_sale: Vec<Sku>,
    /// What the office has taught besides.
    aliases: Aliases,
    /// What typed words are held against, read from the SKUs when first needed.
    index: OnceLock<Index>,
    /// Grows with every change of the tables behind it.
    pub version: i64,
}

impl Catalog {
    #[must_use]
    pub fn new(mut skus: Vec<Sku>, version: i64) -> Self {
        skus.sort_by(|a, b| (a.kind, a.rank, &a.code).cmp(&(b.kind, b.rank, &b.code)));
        let by_id = skus.iter().enumerate().map(|(at, sku)| (sku.id, at)).collect();
        let (off_sale, aliases) = (Vec::new(), Aliases::default());
        Self { skus, by_id, off_sale, aliases, index: OnceLock::new(), version }
    }

    /// Beside them what is not on sale. In an order of its own, so that the same things are the same catalogue whoever read
    /// them.
    #[must_use]
    pub fn with_off_sale(self, mut off_sale: Vec<Sku>) -> Self {
        off_sale.sort_by(|a, b| a.code.cmp(&b.code));
        Self { off_sale, index: OnceLock::new(), ..self }
    }

    /// And what people call it.
    #[must_use]
    pub fn with_aliases(self, aliases: Aliases) -> Self {
        Self { aliases, ..self }
    }

    #[must_use]
    pub const fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// Whether a word is a name on the shelf: a brand, "washed".
    #[must_use]
    pub fn names(&self, word: &str) -> bool {
        self.index().names(word)
    }

    /// Reads the words of everything now, which takes half a second for a hundred thousand things: whoever loads a
    /// catalogue does it, so that nobody's message waits for it.
    pub fn read_words(&self) {
        self.index();
    }

    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    pub(crate) fn finder(&self) -> &Finder {
        &self.index().finder
    }

    /// What is on sale, and then what is not.
    pub(crate) fn everything(&self) -> impl Iterator<Item = &Sku> {
        self.skus.iter().chain(&self.off_sale)
    }

    /// One of everything, and whether it is on sale.
    pub(crate) fn any_at(&self, place: usize) -> Option<(&Sku, bool)> {
        let off = || self.off_sale.get(place.checked_sub(self.skus.len())?);
        let on = self.skus.get(place).map(|sku| (sku, true));
        on.or_else(|| off().map(|sku| (sku, false)))
    }

    pub(crate) fn place_of(&self, id: SkuId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// A SKU, on sale or not.
    #[must_use]
    pub fn any(&self, id: SkuId) -> Option<&Sku> {
        self.get(id).or_else(|| self.off_sale.iter().find(|sku| sku.id == id))
    }

    #[must_use]
    pub fn get(&self, id: SkuId) -> Option<&Sku> {
        self.by_id.get(&id).and_then(|at| self.skus.get(*at))
    }

    pub(crate) fn at(&self, place: usize) -> Option<&Sku> {
        self.skus.get(place)
    }

    /// All that can be bought now, best known first.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Sku> {
        self.skus.iter().filter(move |sku| sku.kind == kind && sku.from_price.is_some())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Sku> {
        self.skus.iter()
    }

    /// What is known and not on sale.
    pub fn off_sale(&self) -> impl Iterator<Item = &Sku> {
        self.off_sale.iter()
    }
}
