//! What a person sees: the chat, the newest message that fits, and reading it (blue ticks).

use std::time::Duration;

use super::{
    acts::{Person, Trouble},
    phone::{Bubble, Side, Tick},
    shown::ButtonKind,
};
use crate::graph;

impl Person {
    /// The number as digits; it may have changed since the person was added.
    #[must_use]
    pub fn number(&self) -> String {
        self.phone.lock().number.clone()
    }

    #[must_use]
    pub fn name(&self) -> String {
        self.phone.lock().name.to_string()
    }

    /// The business-scoped id that webhooks carry.
    #[must_use]
    pub fn user_id(&self) -> String {
        self.phone.lock().user_id.clone()
    }

    /// Says what the person is in this play, for the page: `buyer`, `vendor`.
    #[must_use]
    pub fn labelled(self, label: &str) -> Self {
        label.clone_into(&mut self.phone.lock().label);
        self.touched();
        self
    }

    /// Both sides of the chat in order, the last 500 bubbles.
    #[must_use]
    pub fn chat(&self) -> Vec<Bubble> {
        self.phone.lock().chat.iter().cloned().collect()
    }

    /// The chat as a transcript, a bubble after the other.
    #[must_use]
    pub fn transcript(&self) -> String {
        let lines: Vec<String> = self.phone.lock().chat.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    /// Bubbles of both sides since the last call.
    #[must_use]
    pub fn new_bubbles(&self) -> Vec<Bubble> {
        self.phone.lock().take_new()
    }

    /// The newest message of the business that arrived.
    #[must_use]
    pub fn last(&self) -> Option<Bubble> {
        self.find(|_| true)
    }

    /// Whether "typing…" stands in the chat.
    #[must_use]
    pub fn sees_typing(&self) -> bool {
        let now = self.world.clock.now();
        self.phone.lock().typing_until.is_some_and(|until| now < until)
    }

    /// Waits until the newest messages hold `wanted` (in the text or as a title), at most the sandbox's patience.
    pub async fn sees(&self, wanted: &str) -> Result<Bubble, Trouble> {
        let fits = |bubble: &Bubble| bubble.shown.to_string().contains(wanted);
        match self.newest(fits).await {
            Some(bubble) => Ok(bubble),
            None => Err(Trouble::NotSeen {
                name: self.name(),
                wanted: wanted.to_owned(),
                last: self.last().map_or_else(String::new, |bubble| bubble.to_string()),
            }),
        }
    }

    /// As `sees`, but only what comes after the person's own last message.
    pub async fn hears(&self, wanted: &str) -> Result<Bubble, Trouble> {
        self.answered(wanted, |bubble| bubble.shown.to_string().contains(wanted)).await
    }

    /// As `hears`, but only what has something to tap: a document that comes beside the answer is not waited with.
    pub async fn is_offered(&self, wanted: &str) -> Result<Bubble, Trouble> {
        let offers = |bubble: &Bubble| {
            bubble.shown.to_string().contains(wanted) && !bubble.shown.tappable().is_empty()
        };
        self.answered(wanted, offers).await
    }

    /// The newest message that fits and comes after the person's own last one.
    async fn answered(
        &self,
        wanted: &str,
        fits: impl Fn(&Bubble) -> bool,
    ) -> Result<Bubble, Trouble> {
        let after = self
            .phone
            .lock()
            .chat
            .iter()
            .rev()
            .find(|b| b.side == Side::Person)
            .map(|b| b.id.clone());
        let world = &self.world;
        let mut changes = world.changes();
        let answered = async {
            loop {
                changes.borrow_and_update();
                let fresh = {
                    let phone = self.phone.lock();
                    let since =
                        phone.chat.iter().rev().take_while(|b| Some(&b.id) != after.as_ref());
                    let mut fitting =
                        since.filter(|b| b.side == Side::Business && b.failure.is_none());
                    fitting.find(|bubble| fits(bubble)).cloned()
                };
                if fresh.is_some() || changes.changed().await.is_err() {
                    return fresh;
                }
            }
        };
        let found = tokio::time::timeout(world.options.patience, answered).await.ok().flatten();
        found.ok_or_else(|| Trouble::NotSeen {
            name: self.name(),
            wanted: wanted.to_owned(),
            last: self.last().map_or_else(String::new, |bubble| bubble.to_string()),
        })
    }

    /// Looks at the chat: what is delivered becomes read, and the business hears of each.
    pub fn reads(&self) {
        let unread: Vec<String> = {
            let phone = self.phone.lock();
            if phone.discreet || phone.offline {
                return;
            }
            let fresh =
                |bubble: &&Bubble| bubble.side == Side::Business && bubble.tick < Tick::Read;
            phone.chat.iter().filter(fresh).map(|bubble| bubble.id.clone()).collect()
        };
        for id in unread {
            graph::report(&self.world, &self.phone, &id, Tick::Read);
        }
    }

    /// The newest message of the business that fits, now.
    pub(super) fn find(&self, fits: impl Fn(&Bubble) -> bool) -> Option<Bubble> {
        let phone = self.phone.lock();
        let seen = |bubble: &&Bubble| bubble.side == Side::Business && bubble.failure.is_none();
        phone.chat.iter().rev().filter(seen).find(|bubble| fits(bubble)).cloned()
    }

    /// The newest message of the business that fits; waits for it as long as the sandbox is patient.
    pub(super) async fn newest(&self, fits: impl Fn(&Bubble) -> bool) -> Option<Bubble> {
        let mut changes = self.world.changes();
        let arrived = async {
            loop {
                changes.borrow_and_update();
                let found = self.find(&fits);
                if found.is_some() || changes.changed().await.is_err() {
                    return found;
                }
            }
        };
        let patience: Duration = self.world.options.patience;
        tokio::time::timeout(patience, arrived).await.ok().flatten()
    }

    pub(super) fn bubble(&self, id: &str) -> Result<Bubble, Trouble> {
        let known = self.phone.lock().bubble(id).cloned();
        known.ok_or_else(|| Trouble::NoMessage { id: id.to_owned() })
    }

    /// A message that stands on the phone: one that failed never came there, the sandbox alone remembers it.
    pub(super) fn arrived(&self, id: &str) -> Result<Bubble, Trouble> {
        let bubble = self.bubble(id)?;
        match &bubble.failure {
            None => Ok(bubble),
            Some(failure) => {
                let words = format!("that message never arrived ({})", failure.code);
                Err(Trouble::NotPossible(words))
            }
        }
    }

    pub(super) fn nothing_to_tap(&self, wanted: &str) -> Trouble {
        let newest = self.find(|bubble| !bubble.shown.tappable().is_empty());
        let could = newest.map(|bubble| bubble.shown.tappable()).unwrap_or_default();
        Trouble::NothingToTap { wanted: wanted.to_owned(), could }
    }

    pub(super) fn links(&self) -> Vec<String> {
        let phone = self.phone.lock();
        let buttons = phone.chat.iter().flat_map(|bubble| bubble.shown.all_buttons());
        let links = buttons.filter(|button| matches!(button.kind, ButtonKind::Url { .. }));
        links.map(|button| button.title.clone()).collect()
    }
}
