//! Somebody with a phone. Whatever they do, the town is quiet again before the test goes on.

use realserv_sandbox::{Bubble, ButtonKind, ChatPayment, How, Media, Person, Side};

use crate::Trouble;
use crate::town::Town;
use crate::transcript::Transcript;

#[derive(Clone)]
pub struct Someone<'a> {
    town: &'a Town,
    pub phone: Person,
}

impl<'a> Someone<'a> {
    pub(crate) fn new(town: &'a Town, phone: Person) -> Self {
        Self { town, phone }
    }

    /// Waits until the town is.
    pub(crate) async fn is_quiet(&self) {
        self.town.quiet().await;
    }

    pub async fn says(&self, text: &str) -> Result<(), Trouble> {
        self.phone.says(text).await?;
        self.town.quiet().await;
        Ok(())
    }

    /// Taps the newest button, row or quick reply with this title.
    pub async fn taps(&self, title: &str) -> Result<(), Trouble> {
        self.phone.taps(title).await?;
        self.town.quiet().await;
        Ok(())
    }

    /// Taps something in an older message.
    pub async fn taps_on(&self, message: &str, title: &str) -> Result<(), Trouble> {
        self.phone.taps_on(message, title).await?;
        self.town.quiet().await;
        Ok(())
    }

    /// The newest list's first row.
    pub async fn taps_the_first_row(&self) -> Result<(), Trouble> {
        let last = self.phone.last().ok_or("an empty chat")?;
        let title = last.shown.tappable().into_iter().next().ok_or("nothing to tap")?;
        self.taps(&title).await
    }

    pub async fn shares_pin(&self, latitude: f64, longitude: f64) -> Result<(), Trouble> {
        self.phone.shares_pin(latitude, longitude, None, None).await?;
        self.town.quiet().await;
        Ok(())
    }

    /// Shares the own number, when asked for it.
    pub async fn shares_number(&self) -> Result<(), Trouble> {
        self.phone.shares_number().await?;
        self.town.quiet().await;
        Ok(())
    }

    pub async fn sends(&self, media: Media) -> Result<(), Trouble> {
        self.phone.sends(media).await?;
        self.town.quiet().await;
        Ok(())
    }

    /// Opens the newest pay button and pays.
    pub async fn pays(&self, how: How) -> Result<(), Trouble> {
        let url = self.link()?;
        self.town.sandbox.pay(&url, how)?;
        self.town.quiet().await;
        Ok(())
    }

    /// Taps "Review and pay" under the newest bill, and pays or tries to.
    pub async fn pays_in_chat(&self, how: ChatPayment) -> Result<(), Trouble> {
        let bill = self.bill().ok_or("no bill to pay")?;
        self.phone.pays_in_chat(&bill.id, how).await?;
        self.town.quiet().await;
        Ok(())
    }

    /// The newest bubble with a bill that can be paid.
    #[must_use]
    pub fn bill(&self) -> Option<Bubble> {
        let is_bill = |bubble: &&Bubble| {
            bubble.shown.bill.as_ref().is_some_and(|bill| bill.total_paise.is_some())
        };
        self.phone.chat().iter().rev().find(is_bill).cloned()
    }

    /// The URL of the newest pay button.
    pub fn link(&self) -> Result<String, Trouble> {
        newest_link(&self.phone)
            .ok_or_else(|| format!("{} has no link to open", self.phone.name()).into())
    }

    #[must_use]
    pub fn last(&self) -> Option<Bubble> {
        self.phone.last()
    }

    /// The text of the newest bubble that holds `wanted`.
    pub fn heard(&self, wanted: &str) -> Result<Bubble, Trouble> {
        let fits = |bubble: &&Bubble| bubble.to_string().contains(wanted);
        let found = self.phone.chat().iter().rev().find(fits).cloned();
        found.ok_or_else(|| {
            format!("{} never saw {wanted:?}:\n{}", self.phone.name(), self.chat()).into()
        })
    }

    /// The delivery code: the only free-standing four-digit number of the newest message that has the word.
    pub fn code(&self) -> Result<String, Trouble> {
        let text = self.heard("delivery code")?.to_string();
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .find(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
            .map(str::to_owned)
            .ok_or_else(|| "a message about the code without one".into())
    }

    /// The delivery or arrival code in any language: nothing else is four bold digits.
    pub fn bold_code(&self) -> Result<String, Trouble> {
        newest_code(&self.phone)
            .ok_or_else(|| format!("{} has no code:\n{}", self.phone.name(), self.chat()).into())
    }

    /// How many messages this person has sent.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.phone.chat().iter().filter(|bubble| bubble.side == Side::Person).count()
    }

    /// How many bubbles stand in the chat; `Self::chat_since` shows what comes after.
    #[must_use]
    pub fn so_far(&self) -> usize {
        self.phone.chat().len()
    }

    /// The chat from a moment on, without what led there.
    #[must_use]
    pub fn chat_since(&self, moment: usize) -> Transcript {
        Transcript::of(self.phone.chat().get(moment..).unwrap_or_default())
    }

    /// The whole chat, as a snapshot reads it.
    #[must_use]
    pub fn chat(&self) -> Transcript {
        Transcript::of(&self.phone.chat())
    }
}

/// The URL of the newest button that opens one.
pub(crate) fn newest_link(phone: &Person) -> Option<String> {
    phone.chat().iter().rev().find_map(|bubble| {
        bubble.shown.all_buttons().find_map(|button| match &button.kind {
            ButtonKind::Url { url } => Some(url.clone()),
            _ => None,
        })
    })
}

/// The newest four bold digits that the business has written.
pub(crate) fn newest_code(phone: &Person) -> Option<String> {
    let bubbles = phone.chat();
    let business = bubbles.iter().rev().filter(|bubble| bubble.side == Side::Business);
    business.flat_map(|bubble| four_bold_digits(&bubble.to_string())).next()
}

/// `*1234*` and nothing longer.
fn four_bold_digits(text: &str) -> Option<String> {
    let mut bold = text.split('*').skip(1);
    bold.find(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned)
}
