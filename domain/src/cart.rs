//! What a buyer has picked so far. A cart knows quantities, never prices: those come with a quote.

use serde::{Deserialize, Serialize};

use crate::ids::SkuId;
use crate::quantity::Quantity;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    pub sku: SkuId,
    pub quantity: Quantity,
}

/// Lines in the order they were picked; one line for each SKU.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cart {
    lines: Vec<CartLine>,
}

/// A chat bubble and a truck both end somewhere.
pub const MOST_LINES: usize = 20;

/// The cart holds `MOST_LINES` different things already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartFull;

impl Cart {
    #[must_use]
    pub fn lines(&self) -> &[CartLine] {
        &self.lines
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    #[must_use]
    pub fn quantity_of(&self, sku: SkuId) -> Quantity {
        self.lines.iter().find(|l| l.sku == sku).map_or(Quantity::ZERO, |l| l.quantity)
    }

    /// Sets the quantity of a SKU; zero takes the line out.
    pub fn set(&mut self, sku: SkuId, quantity: Quantity) -> Result<(), CartFull> {
        if quantity.is_zero() {
            self.lines.retain(|line| line.sku != sku);
            return Ok(());
        }
        if let Some(line) = self.lines.iter_mut().find(|line| line.sku == sku) {
            line.quantity = quantity;
            return Ok(());
        }
        if self.lines.len() >= MOST_LINES {
            return Err(CartFull);
        }
        self.lines.push(CartLine { sku, quantity });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn one_line_for_each_sku_and_zero_takes_it_out() {
        let sku = SkuId(Uuid::from_u128(1));
        let mut cart = Cart::default();
        cart.set(sku, Quantity::whole(50)).unwrap();
        cart.set(sku, Quantity::whole(40)).unwrap();
        assert_eq!(cart.lines(), [CartLine { sku, quantity: Quantity::whole(40) }]);
        cart.set(sku, Quantity::ZERO).unwrap();
        assert!(cart.is_empty());
    }

    #[test]
    fn the_twenty_first_thing_is_refused() {
        let mut cart = Cart::default();
        for n in 0..20 {
            cart.set(SkuId(Uuid::from_u128(n)), Quantity::whole(1)).unwrap();
        }
        assert_eq!(cart.set(SkuId(Uuid::from_u128(99)), Quantity::whole(1)), Err(CartFull));
        assert_eq!(cart.set(SkuId(Uuid::from_u128(3)), Quantity::whole(7)), Ok(()));
    }
}
