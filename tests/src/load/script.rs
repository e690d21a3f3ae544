//! What people say, and what must be in the answer. Each line has one answer of one bubble.

/// A line and a piece of the answer that no other answer of the script has.
pub(super) type Line = (&'static str, &'static str);

/// From a stranger to somebody who is known.
pub(super) const ARRIVING: [Line; 2] =
    [("hi", "Choose your language"), ("English", "What does your site need")];

/// Round and round: a cart by typing, the cart again, emptied, the menu.
pub(super) const TALKING: [Line; 4] = [
    ("50 bags ultratech opc 53", "50 bags UltraTech OPC 53"),
    ("cart", "Checkout"),
    ("empty", "empty"),
    ("menu", "What does your site need"),
];

/// Where somebody is in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place(usize);

impl Place {
    pub(super) fn line(self) -> Line {
        match ARRIVING.get(self.0) {
            Some(line) => *line,
            None => TALKING[(self.0 - ARRIVING.len()) % TALKING.len()],
        }
    }

    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }

    pub(super) fn is_known(self) -> bool {
        self.0 >= ARRIVING.len()
    }
}
