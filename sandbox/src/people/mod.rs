//! The people with their phones: what they see, and what they do.

mod phone;

mod shown;

mod acts;

mod standing;

mod habits;

mod media;

mod seen;

mod together;

pub(crate) use phone::{Directory, Phone, PhoneState};
pub(crate) use together::written as written_together;

pub use acts::{Person, Trouble};
pub use media::Media;
pub use phone::{Bubble, Failure, Side, Tick};
pub use shown::{
    Bill, BillLine, Button, ButtonKind, Card, Header, List, Picture, Place, Product, Row, Section,
    Shown,
};
