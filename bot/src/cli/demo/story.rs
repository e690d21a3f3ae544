//! One order from "hi" to delivered. Nothing here is told to the program in any other way than the world would: every
//! line is a signed webhook over HTTP, every answer a call to the Graph API.
//!
//! The data folder may be in any state: vendors have changed their language or are in the middle of something. So the
//! story goes by its own order's number, and taps what a message offers first.

use realserv_sandbox::{Bubble, How, Person, Side};

use super::Town;
use crate::cli::say;

/// Why the story stopped.
pub(super) type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Near Miyapur metro, where the demo's buyer builds.
const SITE: (f64, f64) = (17.496, 78.358);

/// How many buyer messages the way from "hi" to the pay button may take.
const MOST_TAPS: usize = 9;

/// `RS` and seven letters (domain::ids::OrderNumber).
const NUMBER_LENGTH: usize = 9;

pub(super) async fn play(town: &Town) -> Result<(), Trouble> {
    let sandbox = &town.sandbox;
    let mut asha =
        Voice::new(sandbox.person(&fresh_number(town), "Asha").labelled("buyer"), "Asha");
    say(format_args!(
        "One order, played over the wire at {} IST.\n",
        town.clock.today().strftime("%H:%M on %A %-d %B %Y")
    ));
    let number = order(&mut asha).await?;
    let url = asha.person.opens("Pay now").await?;
    sandbox.pay(&url, How::Upi)?;
    say("        · Asha pays by UPI on Razorpay's page ·");
    asha.hears("received").await?;
    let mut vendor = alerted(&town.vendors, &number).await?;
    let code = deliver(&mut asha, &mut vendor).await?;
    vendor.says(&code).await?;
    asha.hears("elivered").await?;
    Ok(())
}

/// From "hi" to the pay button by taps. Gives the order's number.
async fn order(asha: &mut Voice) -> Result<String, Trouble> {
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Cement").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.taps("50 bags").await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(SITE).await?;
    asha.taps_first().await?;
    asha.taps("Confirm").await?;
    let asked = asha.hears("Pay now").await?;
    if asha.messages > MOST_TAPS {
        return Err(
            format!("{} messages to the pay button, {MOST_TAPS} allowed", asha.messages).into()
        );
    }
    Ok(order_number(&asked).ok_or("the pay button's message names no order")?)
}

/// The vendor's side, up to the buyer's door. Gives the code that the buyer tells the driver.
async fn deliver(asha: &mut Voice, vendor: &mut Voice) -> Result<String, Trouble> {
    vendor.taps_first().await?;
    let accepted = asha.hears("delivery code").await?;
    let code = four_digits(&accepted).ok_or("the buyer's message has no code")?;
    vendor.taps_first().await?;
    asha.hears("packed").await?;
    vendor.taps_first().await?;
    vendor.says("TG09AB1234 Ramesh").await?;
    asha.hears("TG09AB1234").await?;
    vendor.taps_first().await?;
    asha.hears("on the way").await?;
    vendor.taps_first().await?;
    Ok(code)
}

/// Whoever is asked to take this order, and the alert printed.
async fn alerted(vendors: &[Person], number: &str) -> Result<Voice, Trouble> {
    let (sender, mut first) = tokio::sync::mpsc::channel(1);
    let mut waits = tokio::task::JoinSet::new();
    for vendor in vendors.iter().cloned() {
        let (sender, number) = (sender.clone(), number.to_owned());
        waits.spawn(async move {
            if vendor.sees(&number).await.is_ok() {
                let _ = sender.send(vendor).await;
            }
        });
    }
    drop(sender);
    let vendor = first.recv().await.ok_or_else(|| format!("no vendor was asked for {number}"))?;
    let name = vendor.name();
    let mut voice = Voice::new(vendor, &name).about(number);
    voice.print_new();
    Ok(voice)
}

/// A new buyer in every run, so that the chat always begins with the language.
fn fresh_number(town: &Town) -> String {
    let seconds = town.clock.now().as_second().unsigned_abs();
    // Spread, since Razorpay refuses numbers with long runs of one digit.
    format!("9198{:08}", seconds.wrapping_mul(48_271) % 100_000_000)
}

/// The words of a bubble, free of what stands between them.
fn words(bubble: &Bubble) -> Vec<String> {
    let text = bubble.to_string();
    text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_owned).collect()
}

fn order_number(bubble: &Bubble) -> Option<String> {
    words(bubble).into_iter().find(|word| word.len() == NUMBER_LENGTH && word.starts_with("RS"))
}

/// The only free-standing four-digit number.
fn four_digits(bubble: &Bubble) -> Option<String> {
    let digits = |word: &String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    words(bubble).into_iter().find(digits)
}

/// A person who prints what they say and hear.
struct Voice {
    person: Person,
    name: String,
    messages: usize,
    /// The only order that this person answers to in the story; empty: whatever comes.
    about: String,
}

impl Voice {
    fn new(person: Person, name: &str) -> Self {
        Self { person, name: name.to_owned(), messages: 0, about: String::new() }
    }

    fn about(mut self, number: &str) -> Self {
        number.clone_into(&mut self.about);
        self
    }

    async fn says(&mut self, text: &str) -> Result<(), Trouble> {
        self.person.says(text).await?;
        self.said().await
    }

    async fn taps(&mut self, title: &str) -> Result<(), Trouble> {
        self.person.taps(title).await?;
        self.said().await
    }

    /// What the newest answer offers first: the soonest slot, the vendor's next step. In whatever language, and past an
    /// invoice that comes beside it.
    async fn taps_first(&mut self) -> Result<(), Trouble> {
        let newest = self.person.is_offered(&self.about).await?;
        let title = newest.shown.tappable().into_iter().next().ok_or("nothing to tap")?;
        self.person.taps_on(&newest.id, &title).await?;
        self.said().await
    }

    async fn shares_pin(&mut self, (latitude, longitude): (f64, f64)) -> Result<(), Trouble> {
        self.person.shares_pin(latitude, longitude, None, None).await?;
        self.said().await
    }

    /// Waits for the answer to what was just said, and prints both.
    async fn said(&mut self) -> Result<(), Trouble> {
        self.messages += 1;
        self.person.hears(&self.about).await?;
        self.print_new();
        Ok(())
    }

    async fn hears(&mut self, wanted: &str) -> Result<Bubble, Trouble> {
        let bubble = self.person.sees(wanted).await?;
        self.print_new();
        Ok(bubble)
    }

    /// Each phone's lines under its name; the sandbox draws a bubble as WhatsApp would, in text. What the business writes
    /// about another order is another story.
    fn print_new(&mut self) {
        let mut bubbles = self.person.new_bubbles();
        bubbles.retain(|bubble| {
            bubble.side == Side::Person || bubble.shown.to_string().contains(&self.about)
        });
        if bubbles.is_empty() {
            return;
        }
        say(format_args!("── {}'s phone", self.name));
        for bubble in bubbles {
            let text = bubble.to_string();
            say(text.lines().map(|line| format!("   {line}\n")).collect::<String>());
        }
    }
}
