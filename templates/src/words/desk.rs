//! Words of the vendor's desk: today's parts, stock, hours off.

words! {}
