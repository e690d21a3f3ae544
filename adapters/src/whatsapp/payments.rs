//! How a bill in the chat stands (whatsapp.md §6.4): what Meta answers when it is asked, and what it says unasked.

use realserv_domain::money::Paise;
use realserv_domain::payments::{PaymentTrouble, ProviderId};
use tracing::{Instrument, Span, field, info_span};

use super::client::{Client, note};
use super::failure::SendFailure;
use crate::lenient::Object;
use crate::razorpay::trouble_of;

/// A bill as Meta knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InChat {
    pub reference: String,
    /// None where it is not a number of hundredths.
    pub amount_paise: Option<Paise>,
    pub currency: String,
    /// Its word: `captured`, `pending` …
    pub status: String,
    pub transactions: Vec<Transaction>,
}

/// An attempt to pay it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// The gateway's own id of the payment, `pay_…`.
    pub payment: Option<ProviderId>,
    /// `razorpay` for ours.
    pub gateway: String,
    pub status: TransactionStatus,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransactionStatus {
    Success,
    Pending,
    Failed(PaymentTrouble),
    Unknown(String),
}

/// Unknown to Meta. No page says how such a reference is answered: an empty list, or one of the codes for what is not there.
const NOT_THERE: [i64; 2] = [100, 131_009];

impl Client {
    /// Asks how a bill stands; none where Meta knows no such bill.
    ///
    /// # Errors
    /// With what can be done next. A question may always be asked again.
    pub async fn payment_in_chat(
        &self,
        phone_number_id: &str,
        configuration: &str,
        reference: &str,
    ) -> Result<Option<InChat>, SendFailure> {
        let span = info_span!("whatsapp.payment", outcome = field::Empty, code = field::Empty);
        let work = async {
            let found = self.asked(phone_number_id, configuration, reference).await;
            note(&Span::current(), &found);
            found
        };
        work.instrument(span).await
    }

    async fn asked(
        &self,
        phone_number_id: &str,
        configuration: &str,
        reference: &str,
    ) -> Result<Option<InChat>, SendFailure> {
        if !is_plain(configuration) || !is_plain(reference) {
            return Err(SendFailure::ours("a name that cannot be part of a path"));
        }
        let node = format!("{phone_number_id}/payments/{configuration}/{reference}");
        let answer = match self.call(self.http().get(self.node_url(&node))).await {
            Ok(answer) => answer,
            Err(failure) if failure.code.is_some_and(|code| NOT_THERE.contains(&code)) => {
                return Ok(None);
            }
            Err(failure) => return Err(failure),
        };
        let answer =
            Object::read(&answer).map_err(|_| SendFailure::ours("an answer that is no object"))?;
        let payments = answer.list("payments").into_iter();
        let mut read = payments.filter_map(|raw| InChat::of(&Object::read(raw).ok()?));
        Ok(read.find(|payment| payment.reference == reference))
    }
}

/// Names in a path: nothing that leads to another one.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    !name.is_empty() && name != "." && name != ".." && name.chars().all(plain)
}

impl InChat {
    /// An element of the answer, with its `total_amount` and `transactions`.
    fn of(payment: &Object<'_>) -> Option<Self> {
        let transactions = payment.list("transactions").into_iter();
        let transactions = transactions.filter_map(|raw| Object::read(raw).ok());
        Some(Self {
            reference: payment.id("reference_id")?,
            amount_paise: payment.object("total_amount").and_then(|amount| paise(&amount)),
            currency: payment.text("currency").unwrap_or_default(),
            status: payment.text("status").unwrap_or_default(),
            transactions: transactions.map(|one| Transaction::of(&one)).collect(),
        })
    }

    /// The `payment` of a status, with its `amount` and one `transaction`.
    pub(super) fn of_status(status: &Object<'_>) -> Option<Self> {
        let payment = status.object("payment")?;
        Some(Self {
            reference: payment.id("reference_id")?,
            amount_paise: payment.object("amount").and_then(|amount| paise(&amount)),
            currency: payment.text("currency").unwrap_or_default(),
            status: status.text("status").unwrap_or_default(),
            transactions: payment.object("transaction").iter().map(Transaction::of).collect(),
        })
    }

    /// Whether it says that money has come. That it says so does not make it so.
    #[must_use]
    pub fn is_captured(&self) -> bool {
        let success = |one: &Transaction| one.status == TransactionStatus::Success;
        self.status == "captured" || self.transactions.iter().any(success)
    }
}

impl Transaction {
    fn of(transaction: &Object<'_>) -> Self {
        Self {
            payment: transaction.id("pg_transaction_id").map(ProviderId),
            gateway: transaction.text("type").unwrap_or_default(),
            status: status(transaction),
        }
    }
}

fn status(transaction: &Object<'_>) -> TransactionStatus {
    match transaction.text("status").unwrap_or_default().as_str() {
        "success" => TransactionStatus::Success,
        "pending" => TransactionStatus::Pending,
        "failed" => {
            let error = transaction.object("error").unwrap_or_default();
            let reason = error.text("reason").unwrap_or_default();
            TransactionStatus::Failed(trouble_of(&reason, ""))
        }
        other => TransactionStatus::Unknown(other.to_owned()),
    }
}

/// `{value, offset: 100}`: hundredths of a rupee, and nothing else is taken for that.
fn paise(amount: &Object<'_>) -> Option<Paise> {
    if amount.int("offset")? != 100 {
        return None;
    }
    amount.int("value").map(Paise::new)
}
