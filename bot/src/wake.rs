//! Who is told that there is work. A wake-up saves waiting for the next look; the look itself makes sure, also of what
//! another node wrote.

use tokio::sync::Notify;

/// One bell for each room that runs.
#[derive(Default)]
pub struct Bells {
    pub people: Notify,
    pub orders: Notify,
    pub whatsapp: Notify,
    pub razorpay: Notify,
    pub timers: Notify,
}

/// What a committed transaction left for others to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    pub for_people: bool,
    pub for_orders: bool,
    pub for_whatsapp: bool,
    pub for_razorpay: bool,
    pub for_timers: bool,
}

impl Left {
    pub fn and(self, other: Self) -> Self {
        Self {
            for_people: self.for_people || other.for_people,
            for_orders: self.for_orders || other.for_orders,
            for_whatsapp: self.for_whatsapp || other.for_whatsapp,
            for_razorpay: self.for_razorpay || other.for_razorpay,
            for_timers: self.for_timers || other.for_timers,
        }
    }
}

impl Bells {
    pub fn ring(&self, left: Left) {
        let bells = [
            (left.for_people, &self.people),
            (left.for_orders, &self.orders),
            (left.for_whatsapp, &self.whatsapp),
            (left.for_razorpay, &self.razorpay),
            (left.for_timers, &self.timers),
        ];
        for (rings, bell) in bells {
            if rings {
                bell.notify_one();
            }
        }
    }
}
