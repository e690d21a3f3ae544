//! Words of the cart.

words! {}
