//! Messages, free of anybody's JSON: what a person is shown, and what a person did.
//!
//! Words are ready here and the shape is chosen; which bytes carry them is the adapter's matter.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::PhotoUrl;
use crate::form::FormToken;
use crate::ids::{InvoiceId, VendorId};
use crate::language::Language;
use crate::money::Paise;
use crate::phone::Phone;
use crate::place::{Pin, Point};
use crate::quantity::Quantity;

/// What a person is shown. Ids of buttons and rows are made by the conversation and come back with a tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "shape")]
pub enum Message {
    Text {
        body: String,
    },
    /// One to three buttons.
    Buttons {
        body: String,
        buttons: Vec<Button>,
        /// Above the words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<PhotoUrl>,
    },
    /// Up to ten rows in all, opened by one button.
    List {
        body: String,
        button: String,
        sections: Vec<Section>,
    },
    /// One button that opens a URL; nobody hears of the tap.
    Link {
        body: String,
        title: String,
        url: String,
    },
    /// A bill that is paid within the chat, by WhatsApp's own button.
    Bill {
        body: String,
        bill: Box<Bill>,
    },
    /// How the order of such a bill ended, which the bill then shows too.
    BillEnded {
        body: String,
        reference: String,
        end: BillEnd,
    },
    /// Asks for a pin with WhatsApp's own button.
    AskLocation {
        body: String,
    },
    /// Asks for the own number with WhatsApp's own button; the answer is a contact card.
    AskContact {
        body: String,
    },
    /// A file, with words below it.
    Document {
        body: String,
        paper: Paper,
        /// As it is called on the phone.
        file_name: String,
    },
    /// One button that opens a form in WhatsApp, which asks us what to show.
    Form {
        body: String,
        title: String,
        /// The provider's id of the form.
        flow: String,
        token: FormToken,
    },
    /// An approved template, the only thing that may be sent when the 24-hour window is closed.
    Template(TemplateCall),
}

impl Message {
    /// The same without its photo; none where there is none.
    #[must_use]
    pub fn without_photo(&self) -> Option<Self> {
        match self {
            Self::Buttons { body, buttons, photo: Some(_) } => {
                Some(Self::Buttons { body: body.clone(), buttons: buttons.clone(), photo: None })
            }
            Self::Buttons { photo: None, .. }
            | Self::Text { .. }
            | Self::List { .. }
            | Self::Link { .. }
            | Self::Bill { .. }
            | Self::BillEnded { .. }
            | Self::AskLocation { .. }
            | Self::AskContact { .. }
            | Self::Document { .. }
            | Self::Form { .. }
            | Self::Template(_) => None,
        }
    }
}

/// A paper that we write when it is sent, always the same from what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    Invoice(InvoiceId),
    /// What a vendor's settlement up to this day comes to.
    Statement {
        vendor: VendorId,
        to: Date,
    },
    /// The same line by line, for a spreadsheet.
    StatementSheet {
        vendor: VendorId,
        to: Date,
    },
    /// Whose days a contractor pays, in the week up to this day.
    Wages {
        vendor: VendorId,
        to: Date,
    },
    WagesSheet {
        vendor: VendorId,
        to: Date,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillEnd {
    /// Everything has come.
    Completed,
    /// Nothing is to be paid any more. Not of one that is paid: Meta refuses that.
    Cancelled,
}

/// What a bill in the chat says. Its lines and charges come to the total, to the paisa.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// Never used before: what comes of the bill is told and asked by it.
    pub reference: String,
    /// What the payment is noted under at the gateway: the reference of the payment link beside it.
    pub receipt: String,
    /// Under which of the account's configurations it is paid.
    pub configuration: String,
    pub lines: Vec<BillLine>,
    /// With its name, "GST included": nothing is added for it.
    pub tax: String,
    pub delivery: Option<Charge>,
    pub discount: Option<Charge>,
    pub total_paise: Paise,
    pub expires_at: Timestamp,
    /// "Pay by 10:35 am".
    pub expiry: String,
    /// To whom, and where: WhatsApp wants it of goods and shows it to nobody.
    pub name: String,
    pub locality: String,
    pub pin: Pin,
}

/// Whole units: what is sold by halves is one line with its quantity in the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillLine {
    pub name: String,
    pub quantity: u32,
    pub price_paise: Paise,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub name: String,
    pub amount_paise: Paise,
}

impl Bill {
    /// What the lines come to; none where that is more than can be counted.
    #[must_use]
    pub fn subtotal(&self) -> Option<Paise> {
        self.lines.iter().try_fold(Paise::ZERO, |sum, line| {
            let line = line.price_paise.get().checked_mul(line.quantity.into())?;
            sum.get().checked_add(line).map(Paise::new)
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub id: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub title: Option<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub description: Option<String>,
}

/// A template of `templates/whatsapp/` with its variables by name and the payloads of its quick replies in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateCall {
    pub name: String,
    pub language: Language,
    pub variables: Vec<(String, String)>,
    pub payloads: Vec<String>,
}

/// One message from a person, as receive hands it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    /// Meta's message id: the key against duplicates.
    pub message_id: String,
    pub phone_number_id: String,
    pub sender: Sender,
    /// When the person sent it, by Meta's clock: what the 24-hour window counts from.
    pub sent_at: Timestamp,
    /// The message of ours that was tapped or quoted.
    pub replies_to: Option<String>,
    pub heard: Heard,
}

/// Who wrote. Either mark may be missing, and either may change.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    pub phone: Option<Phone>,
    /// Meta's business-scoped user id.
    pub user_id: Option<String>,
    /// The profile's name: chosen by the person, to be treated as text of a stranger.
    pub name: Option<String>,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sender").field("phone", &self.phone).finish_non_exhaustive()
    }
}

/// What the person did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "heard")]
pub enum Heard {
    Said {
        text: String,
    },
    /// A reply button, a list row, or a template's quick reply, by its id or payload.
    Tapped {
        id: String,
        title: String,
    },
    Shared {
        point: Point,
        name: Option<String>,
        address: Option<String>,
    },
    Sent {
        media: Media,
    },
    Contact {
        phone: Option<Phone>,
    },
    /// WhatsApp's native cart: our SKU codes and quantities; its prices are never believed.
    Carted {
        lines: Vec<(String, Quantity)>,
    },
    /// A Flow or address form, as the JSON that it returned.
    Filled {
        name: String,
        response: String,
    },
    Reacted {
        emoji: Option<String>,
        to: String,
    },
    Edited {
        original: String,
        text: Option<String>,
    },
    Deleted {
        original: String,
    },
    NumberChanged {
        phone: Phone,
    },
    UserIdChanged {
        user_id: String,
    },
    /// A type that WhatsApp cannot show us, or one that is newer than this program.
    Unsupported {
        kind: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    pub kind: MediaKind,
    pub media_id: String,
    pub mime_type: String,
    pub caption: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Image,
    Video,
    Voice,
    Audio,
    Document,
    Sticker,
}

/// How far a message of ours has come. Only ever moves up; `Failed` is final unless something higher was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    Queued,
    Accepted,
    Failed,
    Sent,
    Delivered,
    Read,
    Played,
}
