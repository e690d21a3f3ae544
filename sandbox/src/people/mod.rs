//! The people with their phones: what they see, and what they do.

mod phone;

mod bill;

mod shown;

mod acts;

mod answers;

mod forms;

mod sealed;

mod chat_pay;

mod sending;

mod second_thoughts;

mod unusual;

mod standing;

mod habits;

mod media;

mod seen;

mod together;

pub(crate) use forms::ping as ping_flow;
pub(crate) use phone::{Directory, Phone, PhoneState};
pub(crate) use together::written as written_together;

pub use acts::{Person, Trouble};
pub use bill::{Bill, BillLine, Charge};
pub use chat_pay::ChatPayment;
pub use forms::{FormFault, OpenForm, Sent};
pub use media::Media;
pub use phone::{Bubble, Failure, Side, Tick};
pub use shown::{
    Button, ButtonKind, Card, Header, List, Picture, Place, Product, Row, Section, Shown,
};
