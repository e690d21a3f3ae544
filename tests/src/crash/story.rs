//! The story: an order from *hi* to the code at the door, and a second one that is paid, cancelled and refunded.
//!
//! Who acts goes on when everybody has heard what they heard in the undisturbed run, and nothing is left to do.

use std::time::{Duration, Instant};

use realserv_sandbox::{How, Person, Trouble as PersonTrouble};

use super::flight::heard;
use super::world::World;
use crate::Trouble;
use crate::person::{newest_code, newest_link};
use crate::ways::MIYAPUR;

/// Nothing takes this long unless it never comes.
const LONGEST: Duration = Duration::from_secs(60);

/// How often to look whether it has come.
const LOOK_EVERY: Duration = Duration::from_millis(5);

#[derive(Clone, Copy, Debug)]
enum Who {
    Buyer,
    Vendor,
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Says(&'static str),
    Taps(&'static str),
    /// The first row of the newest list.
    TapsTheFirst,
    SharesThePin,
    PaysTheLink,
    /// What the other one was given for this moment.
    SaysTheCode,
}

use Act::{PaysTheLink, Says, SaysTheCode, SharesThePin, Taps, TapsTheFirst};
use Who::{Buyer, Vendor};

const STORY: [(Who, Act); 23] = [
    (Buyer, Says("hi")),
    (Buyer, Taps("English")),
    (Buyer, Taps("Cement")),
    (Buyer, Taps("UltraTech OPC 53")),
    (Buyer, Taps("50 bags")),
    (Buyer, Taps("Checkout")),
    (Buyer, SharesThePin),
    (Buyer, TapsTheFirst),
    (Buyer, Taps("Confirm")),
    (Buyer, PaysTheLink),
    (Vendor, Taps("Accept")),
    (Vendor, Taps("Packed")),
    (Vendor, Taps("Dispatched")),
    (Vendor, Says("TG09AB1234 Ramesh")),
    (Vendor, Taps("On the way")),
    (Vendor, Taps("Delivered")),
    (Vendor, SaysTheCode),
    (Buyer, Says("20 bags ultratech opc 53")),
    (Buyer, Taps("Confirm")),
    (Buyer, PaysTheLink),
    (Vendor, Taps("Accept")),
    (Buyer, Says("cancel")),
    (Buyer, Taps("Yes, cancel it")),
];

/// How many messages buyer and vendor have when a step is over, step by step.
pub(super) type Course = Vec<[usize; 2]>;

pub(super) struct People {
    buyer: Person,
    vendor: Person,
}

impl People {
    pub(super) fn of(world: &World) -> Result<Self, Trouble> {
        let market = realserv::seed::marketplace()?;
        let yard = market.vendors.iter().find(|vendor| vendor.code == "VEN-KALUVA");
        let yard = yard.ok_or("the yard of this story")?;
        Ok(Self {
            buyer: world.sandbox.person("919859612622", "Asha").labelled("buyer"),
            vendor: world.sandbox.person(yard.phone.reveal(), "Kaluva").labelled("vendor"),
        })
    }

    pub(super) fn all(&self) -> [&Person; 2] {
        [&self.buyer, &self.vendor]
    }

    fn have_heard(&self) -> [usize; 2] {
        self.all().map(heard)
    }

    async fn act(&self, world: &World, who: Who, act: Act) -> Result<(), Trouble> {
        let (one, other) = match who {
            Buyer => (&self.buyer, &self.vendor),
            Vendor => (&self.vendor, &self.buyer),
        };
        let done = match act {
            Says(text) => one.says(text).await,
            Taps(title) => one.taps(title).await,
            TapsTheFirst => {
                let last = one.last().ok_or("an empty chat")?;
                let title = last.shown.tappable().into_iter().next().ok_or("nothing to tap")?;
                one.taps(&title).await
            }
            SharesThePin => one.shares_pin(MIYAPUR.0, MIYAPUR.1, None, None).await,
            SaysTheCode => one.says(&newest_code(other).ok_or("no code")?).await,
            PaysTheLink => {
                world.sandbox.pay(&newest_link(one).ok_or("no link")?, How::Upi)?;
                return Ok(());
            }
        };
        match done {
            // Nobody was there to take it: Meta comes again.
            Ok(_) | Err(PersonTrouble::Refused { .. } | PersonTrouble::Unreachable { .. }) => {
                Ok(())
            }
            Err(trouble) => Err(trouble.into()),
        }
    }
}

/// Plays it to its end. Without a course it is the one that tells it.
pub(super) async fn play(
    world: &mut World,
    people: &People,
    course: Option<&Course>,
) -> Result<Course, Trouble> {
    let mut told = Vec::with_capacity(STORY.len());
    for (at, (who, act)) in STORY.into_iter().enumerate() {
        people.act(world, who, act).await?;
        let wanted = course.and_then(|course| course.get(at)).copied().unwrap_or_default();
        if let Err(trouble) = is_over(world, people, wanted).await {
            return Err(format!("{who:?} {act:?}: {trouble}").into());
        }
        told.push(people.have_heard());
    }
    Ok(told)
}

/// Waits until a step is over.
async fn is_over(world: &mut World, people: &People, wanted: [usize; 2]) -> Result<(), Trouble> {
    let began = Instant::now();
    let mut looks = tokio::time::interval(LOOK_EVERY);
    let mut still = 0;
    while still < 2 {
        looks.tick().await;
        world.looks_after_the_program().await?;
        world.webhooks_come_again();
        let have = people.have_heard();
        let enough = have.iter().zip(wanted).all(|(have, wanted)| *have >= wanted);
        let quiet = enough && world.is_quiet().await?;
        still = if quiet { still + 1 } else { 0 };
        if began.elapsed() > LONGEST {
            return Err(format!("heard {have:?} of {wanted:?}, all is quiet: {quiet}").into());
        }
    }
    Ok(())
}
