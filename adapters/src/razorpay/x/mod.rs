//! RazorpayX on the wire: whom money goes to, whether an account is theirs, and payouts (razorpay.md 10). The same host as
//! Razorpay, with keys, a webhook and an account of its own.
//!
//! Not here: when somebody is paid (`domain/settlements`), and when a call is repeated (`bot/src/deliver`).

/// The entities, read leniently, with the provider's words translated into the domain's.
mod entity;

/// Webhooks: what each is about. Signature and form are Razorpay's.
pub mod webhook;

use jiff::Timestamp;
use realserv_domain::money::Paise;
use realserv_domain::payments::ProviderId;
use realserv_domain::settlements::{Mode, PayTo, PayoutSaid, Validation};
use serde_json::{Value, json};
use uuid::Uuid;

use self::entity::{PayoutEntity, ValidationEntity};
use super::client::{Client, Kind, segment};
use super::entity::{CURRENCY, collection};
use super::failure::CallFailure;
use crate::lenient::Object;

/// Without it no payout is made; the same key twice is one payout.
const IDEMPOTENCY: &str = "X-Payout-Idempotency";

/// A rupee is sent to see whose the account is.
const PENNY: i64 = 100;

/// What a contact's name may have, in characters, and the holder's of an account.
const LONGEST_CONTACT: usize = 50;
const LONGEST_HOLDER: usize = 120;
const SHORTEST_NAME: usize = 3;

/// The most that a page of a list has, and how many pages of payouts one try is looked for in.
const PAGE: usize = 100;
const MOST_PAGES: usize = 100;

/// Our clock may be before theirs.
const CLOCKS_DIFFER_SECONDS: i64 = 600;

/// What the vendor's bank shows; letters, digits and blanks, of which the first nine are sure to be seen.
const NARRATION: &str = "RealServ settlement";

/// The business's own current account, by its keys. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Payer {
    client: Client,
    account_number: String,
}

/// Whom an account is of.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// Ours: the same one is the same contact.
    pub reference: Uuid,
    /// Our id of the account, by which a webhook leads back to it.
    pub account: Uuid,
    pub name: &'a str,
}

impl Payer {
    #[must_use]
    pub fn new(client: Client, account_number: &str) -> Self {
        Self { client, account_number: account_number.to_owned() }
    }

    /// Makes an account known, and asks in whose name it is. The same details are the same contact and the same account
    /// there, so that all of it may be repeated; a second rupee is all that it costs.
    ///
    /// # Errors
    /// If one of the three is refused or cannot be had.
    pub async fn check(&self, holder: Holder<'_>, to: &PayTo) -> Result<Validation, CallFailure> {
        let contact = self.contact(holder).await?;
        let fund_account = self.fund_account(&contact, holder.name, to).await?;
        let amount = match to {
            PayTo::Bank { .. } => PENNY,
            PayTo::Upi { .. } => 0,
        };
        let mut body = json!({
            "account_number": self.account_number,
            "fund_account": {"id": fund_account},
            "notes": {"account": holder.account},
        });
        if amount > 0 {
            body["amount"] = json!(amount);
            body["currency"] = json!(CURRENCY);
        }
        let answer = self.client.post("validate", "fund_accounts/validations", &body).await?;
        let read = ValidationEntity::read(&answer, Some(&fund_account));
        Ok(read.ok_or(CallFailure::unreadable("validation"))?.0)
    }

    async fn contact(&self, holder: Holder<'_>) -> Result<String, CallFailure> {
        let body = json!({
            "name": plain(holder.name, LONGEST_CONTACT),
            "type": "vendor",
            "reference_id": holder.reference,
        });
        let answer = self.client.post("contact", "contacts", &body).await?;
        id_of(&answer).ok_or(CallFailure::unreadable("contact"))
    }

    async fn fund_account(
        &self,
        contact: &str,
        name: &str,
        to: &PayTo,
    ) -> Result<String, CallFailure> {
        let body = match to {
            PayTo::Bank { ifsc, number } => json!({
                "contact_id": contact,
                "account_type": "bank_account",
                "bank_account": {
                    "name": plain(name, LONGEST_HOLDER),
                    "ifsc": ifsc.as_str(),
                    "account_number": number.reveal(),
                },
            }),
            PayTo::Upi { address } => json!({
                "contact_id": contact,
                "account_type": "vpa",
                "vpa": {"address": address.reveal()},
            }),
        };
        let answer = self.client.post("fund_account", "fund_accounts", &body).await?;
        id_of(&answer).ok_or(CallFailure::unreadable("fund account"))
    }

    /// # Errors
    /// If it cannot be asked, or there is no such validation.
    pub async fn validation(&self, id: &ProviderId) -> Result<Validation, CallFailure> {
        let path = format!("fund_accounts/validations/{}", segment(&id.0)?);
        let answer = self.client.get("validation", &path, &[]).await?;
        let read = ValidationEntity::read(&answer, None);
        Ok(read.ok_or(CallFailure::unreadable("validation"))?.0)
    }

    /// Sends money. `key` is our attempt's: key of the call, and reference of the payout. What the account does not hold waits
    /// there until it does.
    ///
    /// # Errors
    /// After `super::Next::Unknown` call again with the same key. After `super::Next::Never` look with `Self::payout_of`
    /// whether an earlier try has made it.
    pub async fn pay(
        &self,
        key: Uuid,
        to: &ProviderId,
        amount: Paise,
        mode: Mode,
    ) -> Result<PayoutSaid, CallFailure> {
        let body = self.body(key, to, amount, mode);
        let key = key.to_string();
        let request = self.client.posting("payouts").header(IDEMPOTENCY, &key).json(&body);
        let answer = self.client.call("pay", Kind::Write, request).await?;
        Ok(PayoutEntity::read(&answer).ok_or(CallFailure::unreadable("payout"))?.said)
    }

    fn body(&self, key: Uuid, to: &ProviderId, amount: Paise, mode: Mode) -> Value {
        json!({
            "account_number": self.account_number,
            "fund_account_id": to.0,
            "amount": amount.get(),
            "currency": CURRENCY,
            "mode": mode.as_str(),
            "purpose": "vendor bill",
            "queue_if_low_balance": true,
            "reference_id": key,
            "narration": NARRATION,
        })
    }

    /// A payout as it stands now.
    ///
    /// # Errors
    /// If it cannot be asked, or there is no such payout.
    pub async fn payout(&self, id: &ProviderId) -> Result<PayoutSaid, CallFailure> {
        let path = format!("payouts/{}", segment(&id.0)?);
        let answer = self.client.get("payout", &path, &[]).await?;
        Ok(PayoutEntity::read(&answer).ok_or(CallFailure::unreadable("payout"))?.said)
    }

    /// The payout that was made under a key since then, if one was. The list knows no filter by reference (razorpay.md 10), so it
    /// is read to its end: whoever believes wrongly that there is none pays twice.
    ///
    /// # Errors
    /// If it cannot be asked, or is not read to its end.
    pub async fn payout_of(
        &self,
        key: Uuid,
        since: Timestamp,
    ) -> Result<Option<PayoutSaid>, CallFailure> {
        let reference = key.to_string();
        let unreadable = || CallFailure::unreadable("list of payouts");
        for page in 0..MOST_PAGES {
            let answer = self.list(since, page).await?;
            let found = collection(&answer, |raw| Some(PayoutEntity::read(raw)));
            let found = found.ok_or_else(unreadable)?;
            let is_last = found.len() < PAGE;
            let mut all_read = true;
            for one in found {
                match one {
                    Some(one) if one.reference == reference => return Ok(Some(one.said)),
                    Some(_) => {}
                    None => all_read = false,
                }
            }
            if !all_read {
                return Err(unreadable());
            }
            if is_last {
                return Ok(None);
            }
        }
        Err(unreadable())
    }

    /// Whether the keys fit the account: the list is refused where they do not.
    ///
    /// # Errors
    /// If they do not, or it cannot be asked.
    pub async fn try_keys(&self) -> Result<(), CallFailure> {
        let query = [("account_number", self.account_number.as_str()), ("count", "1")];
        self.client.get("payouts", "payouts", &query).await.map(drop)
    }

    /// Newest first.
    async fn list(&self, since: Timestamp, page: usize) -> Result<String, CallFailure> {
        let from = since.as_second().saturating_sub(CLOCKS_DIFFER_SECONDS).to_string();
        let (count, skip) = (PAGE.to_string(), (page * PAGE).to_string());
        let query = [
            ("account_number", self.account_number.as_str()),
            ("from", from.as_str()),
            ("count", count.as_str()),
            ("skip", skip.as_str()),
        ];
        self.client.get("payout_of", "payouts", &query).await
    }
}

fn id_of(answer: &str) -> Option<String> {
    Object::read(answer).ok()?.id("id")
}

/// A name as the provider takes it: a bank does not know other scripts, and it must have three letters.
fn plain(name: &str, most: usize) -> String {
    let fits = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { ' ' };
    let name: String = name.chars().map(fits).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = name.chars().take(most).collect();
    let cut = cut.trim_end();
    if cut.len() < SHORTEST_NAME { "RealServ vendor".to_owned() } else { cut.to_owned() }
}
