//! The sandbox's page as a person uses it: a phone is written on and tapped through the browser alone.

use realserv_tests::Town;
use serde_json::{Value, json};

use super::driver::{Browser, Element, Trouble};

/// WebDriver's name of the Enter key.
const ENTER: char = '\u{e007}';

/// The page in a browser, and the town behind it.
pub(crate) struct Page {
    pub browser: Browser,
    pub town: Town,
}

/// One phone on the page.
#[derive(Clone)]
pub(crate) struct Phone<'a> {
    page: &'a Page,
    number: String,
}

impl Page {
    pub(crate) async fn open() -> Result<Self, Trouble> {
        let town = Town::open().await?;
        town.vendors()?;
        let browser = Browser::start().await?;
        browser.open(&town.sandbox.url()).await?;
        browser.becomes("document.documentElement.dataset.ready === 'true'").await?;
        Ok(Self { browser, town })
    }

    /// Ends in good order. When something went wrong, the end of every chat says where.
    pub(crate) async fn close(self, told: Result<(), Trouble>) -> Result<(), Trouble> {
        if told.is_err() {
            eprintln!("{}", self.chats().await.unwrap_or_default());
        }
        self.browser.close().await?;
        self.town.close().await;
        told
    }

    async fn chats(&self) -> Result<String, Trouble> {
        let script = "return [...document.querySelectorAll('[data-phone]')].map((phone) => \
            `== ${phone.querySelector('.owner').innerText}\\n${phone.querySelector('[data-chat]').innerText.slice(-1500)}`).join('\\n')";
        Ok(self.browser.run(script, json!([])).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the town is quiet and the page shows all that happened.
    pub(crate) async fn quiet(&self) -> Result<(), Trouble> {
        self.town.quiet().await;
        let answer =
            reqwest_get(&format!("{}/api/state?since={}", self.town.sandbox.url(), u32::MAX))
                .await?;
        let drawn = format!("Number(document.documentElement.dataset.seq) >= {}", answer["seq"]);
        self.browser.becomes(&drawn).await
    }

    /// Adds a phone by the form in the bar.
    pub(crate) async fn adds(&self, number: &str, name: &str) -> Result<Phone<'_>, Trouble> {
        self.browser.clicks("[data-action=add-phone]").await?;
        self.browser.sees("#add-form [name=number]", "").await?.types(number).await?;
        self.browser.sees("#add-form [name=name]", "").await?.types(name).await?;
        self.browser.clicks("[data-action=add-phone-now]").await?;
        let phone = self.phone(number);
        self.browser.sees(&phone.css(".owner"), name).await?;
        Ok(phone)
    }

    pub(crate) fn phone(&self, number: &str) -> Phone<'_> {
        Phone { page: self, number: number.to_owned() }
    }

    /// The phone on which a choice with this title can be seen.
    pub(crate) async fn phone_with(&self, label: &str, title: &str) -> Result<Phone<'_>, Trouble> {
        let choice = format!("[data-label={label}]:has([data-title='{title}'])");
        let number = self.browser.sees(&choice, "").await?.attribute("data-phone").await?;
        Ok(self.phone(&number))
    }
}

async fn reqwest_get(url: &str) -> Result<Value, Trouble> {
    let client =
        realserv_adapters::http::client(url, realserv_adapters::http::Timeouts::default())?;
    Ok(client.get(url).send().await?.json().await?)
}

impl<'a> Phone<'a> {
    /// A selector within this phone.
    pub(crate) fn css(&self, inner: &str) -> String {
        format!("[data-phone='{}'] {inner}", self.number)
    }

    pub(crate) async fn says(&self, text: &str) -> Result<(), Trouble> {
        let field = self.page.browser.sees(&self.css("[data-field=text]"), "").await?;
        field.click().await?;
        field.types(&format!("{text}{ENTER}")).await?;
        self.sees("person", text).await?;
        self.page.quiet().await
    }

    /// Taps the newest button with this title.
    pub(crate) async fn taps(&self, title: &str) -> Result<(), Trouble> {
        self.page.browser.clicks(&self.css(&format!("[data-chat] [data-title='{title}']"))).await?;
        self.sees("person", title).await?;
        self.page.quiet().await
    }

    /// Opens the newest list and taps the row with this title in it.
    pub(crate) async fn chooses(&self, title: &str) -> Result<(), Trouble> {
        self.page.browser.clicks(&self.css("[data-action=list]")).await?;
        self.page
            .browser
            .clicks(&self.css(&format!("[data-sheet=list] [data-title='{title}']")))
            .await?;
        self.sees("person", title).await?;
        self.page.quiet().await
    }

    /// Opens the newest list and taps its first row, whatever it is.
    pub(crate) async fn chooses_the_first(&self) -> Result<(), Trouble> {
        self.page.browser.clicks(&self.css("[data-action=list]")).await?;
        let first =
            self.css("[data-sheet=list] section:first-of-type [data-action=row]:first-of-type");
        self.page.browser.clicks(&first).await?;
        self.page.quiet().await
    }

    /// Answers the request for a place with one of the list.
    pub(crate) async fn shares(&self, locality: &str) -> Result<(), Trouble> {
        self.page.browser.clicks(&self.css("[data-chat] [data-action=location]")).await?;
        self.page
            .browser
            .clicks(&self.css(&format!("[data-sheet=pin] [data-title='{locality}']")))
            .await?;
        self.page.browser.sees(&self.css("[data-side=person] [data-place]"), locality).await?;
        self.page.quiet().await
    }

    /// Sends a voice note, a photo …
    pub(crate) async fn sends(&self, kind: &str, bubble: &str) -> Result<(), Trouble> {
        self.page.browser.clicks(&self.css("[data-action=attach]")).await?;
        self.page
            .browser
            .clicks(&self.css(&format!("[data-sheet=attach] [data-kind={kind}]")))
            .await?;
        self.page
            .browser
            .sees(&self.css(&format!("[data-side=person][data-type={bubble}]")), "")
            .await?;
        self.page.quiet().await
    }

    /// The newest bubble of the business with these words.
    pub(crate) async fn hears(&self, words: &str) -> Result<Element<'a>, Trouble> {
        self.sees("business", words).await
    }

    async fn sees(&self, side: &str, words: &str) -> Result<Element<'a>, Trouble> {
        self.page.browser.sees(&self.css(&format!("[data-bubble][data-side={side}]")), words).await
    }

    /// Pays by UPI on the page behind the button, in the window that it opens, and comes back.
    pub(crate) async fn pays(&self, title: &str, return_address: &str) -> Result<(), Trouble> {
        let browser = &self.page.browser;
        browser.clicks(&self.css(&format!("[data-chat] a[data-title='{title}']"))).await?;
        let phones = browser.goes_to_new_window().await?;
        browser.clicks("button[value=upi]").await?;
        browser.arrives_at(return_address).await?;
        browser.sees("p", "Thank you").await?;
        browser.comes_back_to(&phones).await?;
        self.page.quiet().await
    }

    /// Every bubble of the business has two blue ticks, once the phone has been looked at.
    pub(crate) async fn has_read_all(&self) -> Result<(), Trouble> {
        let unread = self.css("[data-bubble][data-side=business]:not([data-tick=read])");
        let all = format!("document.querySelectorAll(\"{unread}\").length === 0");
        self.page.browser.becomes(&all).await?;
        self.page
            .browser
            .sees(&self.css("[data-tick=read] [role=img][aria-label=read]"), "")
            .await?;
        Ok(())
    }
}
