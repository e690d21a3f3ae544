//! Which of several things is taken where the buyer did not say.
//!
//! "50 bags of cement": what he took last, else what the office lists first. Bars, metal and blocks of another size are
//! another purchase: which of those is meant is his to say.

use crate::catalog::{Catalog, Kind, Sku, attributes};
use crate::ids::SkuId;
use crate::understand::{Count, Fit, Item};

/// The one of an item that is taken; none where that has to be asked. `taken` is what the buyer took before, the latest first.
#[must_use]
pub fn choose(item: &Item, taken: &[SkuId], catalog: &Catalog) -> Option<SkuId> {
    if let [one] = item.skus.as_slice() {
        return Some(*one);
    }
    let count = item.count.or_else(|| item.either.first().copied())?;
    let kind = item.kind?;
    let fitting: Vec<&Sku> = item.skus.iter().filter_map(|sku| catalog.get(*sku)).collect();
    let mut fitting = of_the_count(fitting, count);
    if differ_in_size(&fitting, kind) {
        return None;
    }
    fitting.sort_by_key(|sku| (sku.from_price.is_none(), sku.rank));
    let again = taken.iter().find_map(|taken| fitting.iter().find(|sku| sku.id == *taken));
    let sold = |sku: &&&Sku| sku.from_price.is_some();
    again.filter(sold).or_else(|| fitting.first()).map(|sku| sku.id)
}

/// Those that are sold in what was counted; all, where none is: then that is asked about.
fn of_the_count(skus: Vec<&Sku>, count: Count) -> Vec<&Sku> {
    let same = |sku: &&&Sku| matches!(count.of(sku), Fit::Same(_));
    let some = |sku: &&&Sku| !matches!(count.of(sku), Fit::Misfit);
    let exactly: Vec<&Sku> = skus.iter().filter(same).copied().collect();
    if !exactly.is_empty() {
        return exactly;
    }
    let converted: Vec<&Sku> = skus.iter().filter(some).copied().collect();
    if converted.is_empty() { skus } else { converted }
}

fn differ_in_size(skus: &[&Sku], kind: Kind) -> bool {
    let Some(size) = attributes::size_of(kind) else { return false };
    let mut sizes = skus.iter().map(|sku| sku.attrs.get(size));
    let first = sizes.next();
    sizes.any(|size| Some(size) != first)
}
