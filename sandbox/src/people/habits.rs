//! How a person treats the phone, which decides the ticks that the business sees (whatsapp.md 3.2).

use super::{
    acts::{Person, Trouble},
    phone::{Side, Tick},
};
use crate::graph;

impl Person {
    /// The phone is off or out of reach: what is sent to it stays at *sent*.
    pub fn goes_offline(&self) {
        self.phone.lock().offline = true;
    }

    /// The phone is back, and gets what waited for it.
    pub fn comes_online(&self) {
        let waiting = {
            let mut phone = self.phone.lock();
            phone.offline = false;
            std::mem::take(&mut phone.waiting)
        };
        for id in waiting {
            graph::arrive(&self.world, &self.phone, &id);
        }
    }

    /// Opens the chat: what is there is read, and what comes is read at once, without ever being told as delivered.
    pub fn opens_chat(&self) {
        self.phone.lock().looking = true;
        self.reads();
    }

    pub fn closes_chat(&self) {
        self.phone.lock().looking = false;
    }

    /// Switches read receipts off: the business never hears of *read* again.
    pub fn hides_receipts(&self) {
        self.phone.lock().discreet = true;
    }

    /// Listens to a voice note of the business.
    pub fn plays(&self, message: &str) -> Result<(), Trouble> {
        let bubble = self.arrived(message)?;
        let voice = bubble.shown.media.is_some_and(|media| media.voice);
        if !voice || bubble.side != Side::Business {
            return Err(Trouble::NotPossible("only a voice note can be played".to_owned()));
        }
        if !self.phone.lock().discreet {
            graph::report(&self.world, &self.phone, message, Tick::Played);
        }
        Ok(())
    }
}
