//! What many chats begin with, so that a test starts where its own story does. Cement to Miyapur: fifty bags of it are
//! ₹17,000 at the nearest yard, `VEN-KALUVA`.

use realserv_sandbox::How;

use crate::Trouble;
use crate::person::Someone;

/// The middle of Miyapur, PIN 500049.
pub const MIYAPUR: (f64, f64) = (17.496, 78.358);

impl Someone<'_> {
    /// From *hi* to a cart with fifty bags of UltraTech OPC 53, in English.
    pub async fn fills_a_cart(&self) -> Result<(), Trouble> {
        self.says("hi").await?;
        self.taps("English").await?;
        self.taps("Cement").await?;
        self.taps("UltraTech OPC 53").await?;
        self.taps("50 bags").await
    }

    /// On to the priced order, for Miyapur and the first free slot.
    pub async fn comes_to_the_review(&self) -> Result<(), Trouble> {
        self.fills_a_cart().await?;
        self.goes_to_the_review().await
    }

    /// From any cart to the priced order, for Miyapur and the first free slot.
    pub async fn goes_to_the_review(&self) -> Result<(), Trouble> {
        self.taps("Checkout").await?;
        self.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
        self.taps_the_first_row().await
    }

    /// Where a typed order goes: to Miyapur. The first free slot is in its review.
    pub async fn sends_the_pin(&self) -> Result<(), Trouble> {
        self.shares_pin(MIYAPUR.0, MIYAPUR.1).await
    }

    /// Fifty bags, placed and not paid.
    pub async fn orders(&self) -> Result<(), Trouble> {
        self.comes_to_the_review().await?;
        self.taps("Confirm").await
    }

    /// Fifty bags, paid; the yards are asked.
    pub async fn orders_and_pays(&self) -> Result<(), Trouble> {
        self.orders().await?;
        self.pays(How::Upi).await
    }

    /// Fifty bags for a slot that is not the first, paid; the yards are asked.
    pub async fn orders_and_pays_for(&self, slot: &str) -> Result<(), Trouble> {
        self.fills_a_cart().await?;
        self.taps("Checkout").await?;
        self.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
        self.taps(slot).await?;
        self.taps("Confirm").await?;
        self.pays(How::Upi).await
    }

    /// Twenty bags, to be paid in cash: a first order of less than ₹10,000.
    pub async fn orders_for_cash(&self) -> Result<(), Trouble> {
        self.says("20 bags ultratech opc 53").await?;
        self.sends_the_pin().await?;
        self.taps("Cash on delivery").await
    }

    /// Calls the order off, whatever it is made of.
    pub async fn cancels(&self) -> Result<(), Trouble> {
        self.says("cancel").await?;
        self.taps("Yes, cancel it").await
    }

    /// A vendor's steps from an open offer to the road.
    pub async fn sets_out(&self) -> Result<(), Trouble> {
        self.taps("Accept").await?;
        self.taps("Packed").await?;
        self.taps("Dispatched").await?;
        self.says("TG09AB1234 Ramesh").await?;
        self.taps("On the way").await
    }

    /// All of a vendor's work, up to the code at the buyer's door.
    pub async fn brings_it_to(&self, buyer: &Someone<'_>) -> Result<(), Trouble> {
        self.sets_out().await?;
        self.taps("Delivered").await?;
        self.says(&buyer.bold_code()?).await
    }
}
