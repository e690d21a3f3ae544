//! One order from "hi" to delivered. Nothing here is told to the program in any other way than the world would: every
//! line is a signed webhook over HTTP, every answer a call to the Graph API.
#![expect(clippy::print_stdout, reason = "the story is printed")]

use realserv_sandbox::{Bubble, How, Person, Sandbox};

use super::Town;
use crate::seed;

/// Why the story stopped.
pub(super) type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Near Miyapur metro, where the demo's buyer builds.
const SITE: (f64, f64) = (17.496, 78.358);

/// How many buyer messages the way from "hi" to the pay button may take.
const MOST_TAPS: usize = 9;

pub(super) async fn play(town: &Town) -> Result<(), Trouble> {
    let sandbox = &town.sandbox;
    let vendors = vendors(sandbox)?;
    let mut asha =
        Voice::new(sandbox.person(&fresh_number(town), "Asha").labelled("buyer"), "Asha");
    println!(
        "One order, played over the wire at {} IST.\n",
        town.clock.today().strftime("%H:%M on %A %-d %B %Y")
    );
    order(&mut asha).await?;
    let url = asha.person.opens("Pay now").await?;
    sandbox.pay(&url, How::Upi)?;
    println!("        · Asha pays by UPI on Razorpay's page ·");
    asha.hears("received").await?;
    let mut vendor = alerted(&vendors).await?;
    let code = deliver(&mut asha, &mut vendor).await?;
    vendor.says(&code).await?;
    asha.hears("elivered").await?;
    vendor.hears("elivered").await?;
    Ok(())
}

/// From "hi" to the pay button by taps.
async fn order(asha: &mut Voice) -> Result<(), Trouble> {
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Cement").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.taps("50 bags").await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(SITE).await?;
    asha.taps_first_row().await?;
    asha.taps("Pay online").await?;
    asha.hears("Pay now").await?;
    if asha.messages > MOST_TAPS {
        return Err(
            format!("{} messages to the pay button, {MOST_TAPS} allowed", asha.messages).into()
        );
    }
    Ok(())
}

/// The vendor's side, up to the buyer's door. Gives the code that the buyer tells the driver.
async fn deliver(asha: &mut Voice, vendor: &mut Voice) -> Result<String, Trouble> {
    vendor.taps("Accept").await?;
    let accepted = asha.hears("delivery code").await?;
    let code = four_digits(&accepted).ok_or("the buyer's message has no code")?;
    vendor.taps("Packed").await?;
    asha.hears("packed").await?;
    vendor.taps("Dispatched").await?;
    vendor.says("TG09AB1234 Ramesh").await?;
    asha.hears("TG09AB1234").await?;
    vendor.taps("On the way").await?;
    asha.hears("on the way").await?;
    vendor.taps("Delivered").await?;
    Ok(code)
}

/// All vendors have phones; whoever is asked first answers.
fn vendors(sandbox: &Sandbox) -> Result<Vec<Person>, Trouble> {
    let market = seed::marketplace()?;
    let phones = market.vendors.iter().map(|vendor| {
        sandbox.person(vendor.phone.reveal(), &vendor.vendor.name.en).labelled("vendor")
    });
    Ok(phones.collect())
}

async fn alerted(vendors: &[Person]) -> Result<Voice, Trouble> {
    let (sender, mut first) = tokio::sync::mpsc::channel(1);
    let mut waits = tokio::task::JoinSet::new();
    for vendor in vendors.iter().cloned() {
        let sender = sender.clone();
        waits.spawn(async move {
            if vendor.sees("Accept").await.is_ok() {
                let _ = sender.send(vendor).await;
            }
        });
    }
    drop(sender);
    let vendor = first.recv().await.ok_or("no vendor was alerted")?;
    let name = vendor.name();
    let mut voice = Voice::new(vendor, &name);
    voice.print_new();
    Ok(voice)
}

/// A new buyer in every run, so that the chat always begins with the language.
fn fresh_number(town: &Town) -> String {
    let seconds = town.clock.now().as_second().unsigned_abs();
    // Spread, since Razorpay refuses numbers with long runs of one digit.
    format!("9198{:08}", seconds.wrapping_mul(48_271) % 100_000_000)
}

/// The only free-standing four-digit number.
fn four_digits(bubble: &Bubble) -> Option<String> {
    let text = bubble.to_string();
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
}

/// A person who prints what they say and hear.
struct Voice {
    person: Person,
    name: String,
    messages: usize,
}

impl Voice {
    fn new(person: Person, name: &str) -> Self {
        Self { person, name: name.to_owned(), messages: 0 }
    }

    async fn says(&mut self, text: &str) -> Result<(), Trouble> {
        self.person.says(text).await?;
        self.said().await
    }

    async fn taps(&mut self, title: &str) -> Result<(), Trouble> {
        self.person.taps(title).await?;
        self.said().await
    }

    /// The first thing that can be chosen in the newest list: the soonest slot.
    async fn taps_first_row(&mut self) -> Result<(), Trouble> {
        let last = self.person.last().ok_or("nothing to tap")?;
        let title = last.shown.tappable().into_iter().next().ok_or("nothing to tap")?;
        self.taps(&title).await
    }

    async fn shares_pin(&mut self, (latitude, longitude): (f64, f64)) -> Result<(), Trouble> {
        self.person.shares_pin(latitude, longitude, None, None).await?;
        self.said().await
    }

    /// Waits for the answer to what was just said, and prints both.
    async fn said(&mut self) -> Result<(), Trouble> {
        self.messages += 1;
        self.person.hears("").await?;
        self.print_new();
        Ok(())
    }

    async fn hears(&mut self, wanted: &str) -> Result<Bubble, Trouble> {
        let bubble = self.person.sees(wanted).await?;
        self.print_new();
        Ok(bubble)
    }

    /// Each phone's lines under its name; the sandbox draws a bubble as WhatsApp would, in text.
    fn print_new(&mut self) {
        let bubbles = self.person.new_bubbles();
        if bubbles.is_empty() {
            return;
        }
        println!("── {}'s phone", self.name);
        for bubble in bubbles {
            println!(
                "{}",
                bubble.to_string().lines().map(|line| format!("   {line}\n")).collect::<String>()
            );
        }
    }
}
