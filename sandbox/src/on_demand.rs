//! What a play asks of the two companies: payments, refunds that fail, templates that are judged, webhooks of one's own making.

use std::sync::{Arc, atomic::Ordering};

use serde_json::Value;
use tokio::sync::oneshot;

use crate::{
    Sandbox,
    faults::Direction,
    graph,
    graph::{FlowStatus, TemplateStatus},
    onlooker::{CallStep, Onward},
    people::{self, Person, Trouble},
    razorpay::{
        self, How, Misreport, Paid, PayTrouble, PaymentLink, Payout, PayoutEnd, Refund, Verdict,
    },
    webhooks::{self, Delivery, Outcome},
    world::World,
};

impl Sandbox {
    /// Does with a payment link what a payer does; `url` is its short URL. Webhooks follow: `settled` waits for them.
    pub fn pay(&self, url: &str, how: How) -> Result<Paid, PayTrouble> {
        razorpay::pay(&self.world, url, how)
    }

    /// Does the same with an order that has no link, as the web checkout would.
    pub fn pay_order(&self, id: &str, how: How) -> Result<Paid, PayTrouble> {
        razorpay::pay_order(&self.world, id, how)
    }

    /// All payment links, oldest first.
    #[must_use]
    pub fn payment_links(&self) -> Vec<PaymentLink> {
        self.world.money.links()
    }

    #[must_use]
    pub fn refunds(&self) -> Vec<Refund> {
        self.world.money.refunds()
    }

    /// The next so many refunds end as failed.
    pub fn fail_next_refunds(&self, count: u32) {
        self.world.money.fail_refunds(count);
    }

    /// The next so many instant (`optimum`) refunds turn out to be normal ones.
    pub fn slow_next_refunds(&self, count: u32) {
        self.world.money.slow_refunds(count);
    }

    /// From now on Razorpay's events take the shapes that were seen beside the documented ones: ids without prefix, empty arrays for
    /// objects, missing times.
    pub fn razorpay_shapes_are_odd(&self, odd: bool) {
        self.world.money.odd_shapes(odd);
    }

    /// Somebody looks on from now on at every call of the program, twice: see [`CallStep`].
    ///
    /// # Panics
    /// If somebody does already: the play is written wrongly.
    pub fn is_watched(
        &self,
        look: impl Fn(Direction, &str, CallStep) -> Onward + Send + Sync + 'static,
    ) {
        assert!(self.world.onlooker.comes(Arc::new(look)), "one onlooker is enough");
    }

    /// What refunds can be paid from.
    pub fn set_balance(&self, paise: i64) {
        self.world.money.set_balance(paise);
    }

    /// Pays out what was captured; answers the settlement's id.
    pub fn settle(&self) -> Option<String> {
        razorpay::settle(&self.world)
    }

    /// What the next settlement's report says wrongly of a payment.
    pub fn misreport(&self, payment: &str, how: Misreport) {
        self.world.money.misreport(payment, how);
    }

    /// Ids of the payments that were captured, oldest first.
    #[must_use]
    pub fn captured(&self) -> Vec<String> {
        self.world.money.captured()
    }

    /// The payer's bank takes a captured payment back. Answers the dispute's id.
    pub fn dispute(&self, payment: &str) -> Option<String> {
        razorpay::open_dispute(&self.world, payment)
    }

    /// What the bank says next; false if there is no such dispute, or it is decided.
    pub fn decide_dispute(&self, id: &str, verdict: Verdict) -> bool {
        razorpay::decide(&self.world, id, verdict)
    }

    /// The next payouts end so, one after the other; all others are processed.
    pub fn end_next_payouts(&self, ends: &[PayoutEnd]) {
        self.world.bank.end_next(ends);
    }

    /// All payouts, oldest first.
    #[must_use]
    pub fn payouts(&self) -> Vec<Payout> {
        self.world.bank.payouts()
    }

    /// The bank answers about a payout that is under way. False: there is none of this id that is.
    pub fn end_payout(&self, id: &str, end: PayoutEnd) -> bool {
        razorpay::finish(&self.world, id, end)
    }

    /// A payout comes back, also after it was processed.
    pub fn reverse_payout(&self, id: &str) -> bool {
        razorpay::reverse(&self.world, id)
    }

    /// In whose name an account number or a UPI address is; none: there is no such account. Unnamed, it is its contact's.
    pub fn names_account(&self, number: &str, name: Option<&str>) {
        self.world.bank.name(number, name);
    }

    /// What the current account holds; payouts that were queued for want of money go.
    pub fn fill_account(&self, paise: i64) {
        razorpay::fill(&self.world, paise);
    }

    /// New events of RazorpayX are signed with another secret; retries of older ones keep the old.
    pub fn rotate_payout_secret(&self, secret: &str) {
        self.world.bank.rotate_secret(secret);
    }

    /// New events are signed with another secret; retries of older ones keep the old.
    pub fn rotate_razorpay_secret(&self, secret: &str) {
        self.world.money.rotate_secret(secret);
    }

    /// After 24 hours of failures Razorpay sends nothing until somebody enables the endpoint again.
    pub fn enable_razorpay_webhook(&self) {
        self.world.money.enable_webhook();
    }

    /// Ids and names of Razorpay's last events, newest first.
    #[must_use]
    pub fn razorpay_events(&self) -> Vec<(String, String)> {
        self.world.post.events().into_iter().map(|(id, name, _)| (id, name)).collect()
    }

    /// Razorpay's support sends an event anew, as it was; whether there is one of that id, at most 15 days old.
    pub fn replay_razorpay(&self, event_id: &str) -> bool {
        self.world.post.replay(&self.world, event_id)
    }

    /// Meta's reviewers judge a template, in one language or all; the webhook follows. Answers how many rows changed.
    pub fn judge_template(
        &self,
        name: &str,
        language: Option<&str>,
        status: TemplateStatus,
    ) -> usize {
        graph::judge(&self.world, name, language, status)
    }

    /// New templates stay PENDING until judged, instead of being approved at once.
    pub fn review_templates_by_hand(&self, by_hand: bool) {
        self.world.graph.templates.review_by_hand(by_hand);
    }

    /// Meta holds the messages of templates back to see how people take the first ones.
    pub fn hold_templates(&self) {
        self.world.graph.pacing.start();
    }

    /// People liked them: what was held goes out, and nothing is held any more.
    pub fn release_templates(&self) {
        graph::release(&self.world);
    }

    /// People did not: what was held fails, and nothing is held any more.
    pub fn drop_held_templates(&self) {
        graph::drop_held(&self.world);
    }

    /// Up to how many statuses of several people may share one webhook from now on.
    pub fn set_batch(&self, most: usize) {
        self.world.set_batch(most);
    }

    /// From now on the number is shared with the phone app: edits and deletions come as what they are.
    pub fn runs_in_coexistence(&self, shared: bool) {
        self.world.coexistence.store(shared, Ordering::Relaxed);
    }

    /// Meta reports something that went wrong with the account, outside of any message.
    pub async fn reports_error(&self, code: i64, title: &str) -> Result<(), Trouble> {
        self.delivers(&webhooks::envelope::error(&self.world, code, title)).await
    }

    /// The fields of which `reports` has a sample.
    #[must_use]
    pub fn fields() -> &'static [&'static str] {
        &webhooks::samples::FIELDS
    }

    /// Meta reports a change of another field than `messages`, with a sample of its value: `account_alerts`, `flows` …
    pub async fn reports(&self, field: &str) -> Result<(), Trouble> {
        let value = webhooks::samples::value(&self.world, field).ok_or_else(|| {
            Trouble::NotPossible(format!("there is no sample of the field {field}"))
        })?;
        self.delivers(&webhooks::envelope::field(&self.world, field, &value)).await
    }

    /// Meta has another word for a Flow: its messages go out or do not, and a webhook says so.
    pub fn sets_flow(&self, flow: &str, status: FlowStatus) {
        graph::set_flow_status(&self.world, flow, status);
    }

    /// Meta looks whether the endpoint of a Flow lives.
    pub async fn pings_flow(&self, flow: &str) -> Result<(), Trouble> {
        people::ping_flow(&self.world, flow).await
    }

    /// Several people write, and one webhook carries it all. Answers the messages' ids.
    pub async fn hear_together(&self, said: &[(&Person, &str)]) -> Result<Vec<String>, Trouble> {
        let (payload, ids) = people::written_together(&self.world, said)?;
        self.carry(|world| Delivery::meta(world, "together", "messages", &payload)).await?;
        Ok(ids)
    }

    /// Sends a WhatsApp webhook of one's own making, signed like any other, and waits for the answer.
    pub async fn delivers(&self, payload: &Value) -> Result<(), Trouble> {
        self.carry(|world| Delivery::meta(world, "own", "own", payload)).await
    }

    /// The same for Razorpay; `event_id` is the header that stays over retries.
    pub async fn delivers_razorpay(&self, payload: &Value, event_id: &str) -> Result<(), Trouble> {
        self.carry(|world| Delivery::razorpay(world, "own", "own", payload, event_id.to_owned()))
            .await
    }

    /// The same for RazorpayX.
    pub async fn delivers_payout_news(
        &self,
        payload: &Value,
        event_id: &str,
    ) -> Result<(), Trouble> {
        self.carry(|world| Delivery::razorpayx(world, "own", "own", payload, event_id.to_owned()))
            .await
    }

    async fn carry(&self, delivery: impl FnOnce(&World) -> Delivery) -> Result<(), Trouble> {
        let (tell, told) = oneshot::channel();
        self.world.post.send(&self.world, delivery(&self.world).answer_to(tell));
        match told.await {
            Ok(Outcome::Delivered | Outcome::Kept) => Ok(()),
            Ok(Outcome::Refused { status, body }) => Err(Trouble::Refused { status, body }),
            Ok(Outcome::Unreachable { why }) => Err(Trouble::Unreachable { why }),
            Err(_) => Err(Trouble::Unreachable { why: "the sandbox has stopped".to_owned() }),
        }
    }
}
