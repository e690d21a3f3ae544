//! Words about placed orders: where they are, cancelling, what the vendor did.

words! {
    /// Above the list of orders.
    fn orders_which_text();
    /// Under an order in a list.
    fn orders_row_description(state: StateOf, total: Paise, day: Day);
    /// Nothing ordered yet.
    fn orders_none_yet();
    /// First line of an order.
    fn orders_heading_line(number: &OrderNumber, state: StateOf);
    /// The same of an order of one part that is packed or loaded, which an order has no state for.
    fn orders_heading_step_line(number: &OrderNumber, step: StepOf);
    /// The total of an order.
    fn orders_total_line(total: Paise);
    /// Under the total of an order that is not over: what of it is paid in cash when it comes.
    fn orders_gate_line(gate: Paise);
    /// A vendor’s part of an order, above its lines; `what` it brings is *goods* or *crew*.
    fn orders_part_line(what: &str, vendor: &Name, step: StepOf);
    /// The code of a part that is coming, below its lines.
    fn orders_code_line(code: &str);
    /// The same of a crew.
    fn orders_crew_code_line(code: &str);
    /// Above the codes of several orders.
    fn orders_codes_heading_line();
    /// A code among several, with what it is for.
    fn orders_code_of_line(number: &OrderNumber, items: &str, code: &str);
    /// Asked for a code when nothing is coming yet.
    fn orders_no_code();
    /// What was sent back of an order.
    fn orders_refunded_line(refunded: Paise);
    /// What was paid beside the order and goes back: twice, too late, a wrong amount.
    fn orders_stray_refunded_line(refunded: Paise);
    /// Its time is over and who accepted it has not set out.
    fn orders_runs_late(number: &OrderNumber, items: &str, when: &str);
    /// A wrong code was typed too often at the gate.
    fn orders_code_locked(number: &OrderNumber, items: &str);
    /// Items of an order inside a sentence. `measure` is the unit's fixed name, as in `cart_item_line`.
    fn orders_item_line(name: &str, amount: Amount, measure: &str);
    /// When goods come, inside a sentence.
    fn orders_slot_line(slot: Slot);
    /// When workers come, inside a sentence.
    fn orders_work_line(work: WorkDay);
    /// Button: show this order.
    fn orders_show_button();
    /// Button: cancel this order.
    fn orders_cancel_button();
    /// Button: order the same again.
    fn orders_again_button();
    /// The same people once more on the next day.
    fn orders_crew_again_button();
    /// Above the list of orders that can be cancelled.
    fn orders_cancel_which_text();
    /// Nothing can be cancelled.
    fn orders_nothing_to_cancel();
    /// Nothing can be cancelled, but there is a cart.
    fn orders_nothing_to_cancel_but_cart();
    /// Asks whether to cancel; nothing was paid. `what` is *all* of it here and below, or the *rest*: a part has come.
    fn orders_cancel_unpaid(number: &OrderNumber, what: &str);
    /// The same when a truck has left, or workers were called, for an order to be paid in cash.
    fn orders_cancel_called_out(number: &OrderNumber, what: &str);
    /// Asks whether to cancel; everything comes back.
    fn orders_cancel_all_back(number: &OrderNumber, what: &str, back: Paise);
    /// Asks whether to cancel; packed, so a fee is kept.
    fn orders_cancel_packed(number: &OrderNumber, what: &str, back: Paise, kept: Paise);
    /// Asks whether to cancel; it is on the road.
    fn orders_cancel_on_its_way(number: &OrderNumber, what: &str, back: Paise, kept: Paise);
    /// Asks whether to cancel; the workers were called for the next day.
    fn orders_cancel_crew_called(number: &OrderNumber, what: &str, back: Paise, kept: Paise);
    /// Asks whether to cancel; its parts are kept for in different ways.
    fn orders_cancel_several_kept(number: &OrderNumber, what: &str, back: Paise, kept: Paise);
    /// Above the same question asked anew: it means something else now.
    fn orders_cancel_changed();
    /// Button: yes, cancel the order.
    fn orders_cancel_yes_button();
    /// Button: do not cancel.
    fn orders_cancel_no_button();
    /// The buyer keeps the order.
    fn orders_not_cancelled();
    /// Nothing was ordered before.
    fn orders_nothing_to_repeat();
    /// Some items of the last order are not sold now.
    fn orders_some_are_gone(count: usize);
    /// The vendor is closed now and is asked when he opens.
    fn orders_yard_opens(number: &OrderNumber, vendor: &Name, day: Day, opens: &Zoned);
    /// A vendor has accepted; holds the code for the driver. The only four-digit number in it is the code.
    fn orders_accepted(number: &OrderNumber, vendor: &Name, items: &str, when: &str, code: &str);
    /// A contractor has accepted; holds the arrival code.
    fn orders_crew_accepted(number: &OrderNumber, vendor: &Name, items: &str, when: &str, code: &str);
    /// A vendor has fewer: how many, what was wanted, and what comes back.
    fn orders_fewer_online(number: &OrderNumber, vendor: &Name, items: &str, wanted: &str, amount: Paise);
    /// The same when it is paid at the gate.
    fn orders_fewer_cash(number: &OrderNumber, vendor: &Name, items: &str, wanted: &str, amount: Paise);
    /// The same when some of it comes back and some is not paid at the gate.
    fn orders_fewer_both(number: &OrderNumber, vendor: &Name, items: &str, wanted: &str, amount: Paise, less: Paise);
    /// The same when a bank has given the money back already.
    fn orders_fewer(number: &OrderNumber, vendor: &Name, items: &str, wanted: &str);
    /// A vendor can bring it at another time.
    fn orders_other_time(number: &OrderNumber, vendor: &Name, items: &str, when: &str, wanted: &str);
    /// A vendor wants more for it than the buyer was promised.
    fn orders_dearer(number: &OrderNumber, vendor: &Name, items: &str, more: Paise);
    /// On the order's card: what its vendor can do instead.
    fn orders_counter_line(vendor: &Name, items: &str, when: &str);
    /// Above the list of orders of which something may be missing or broken.
    fn orders_claim_which_text();
    /// Lines of the order's card: something was missing or broken, and where that stands. `why` is *short* or *broken*.
    fn orders_claim_asked_line(why: &str, amount: Amount, name: &str);
    fn orders_claim_office_line(why: &str, amount: Amount, name: &str);
    /// `back` is what its buyer gets, by bank or by hand.
    fn orders_claim_settled_line(why: &str, amount: Amount, name: &str, back: Paise);
    fn orders_claim_nothing_line(why: &str, amount: Amount, name: &str);
    fn orders_counter_yes_button();
    fn orders_counter_no_button();
    /// What he would pay more is more than may be cash.
    fn orders_dearer_not_possible(number: &OrderNumber, limit: Paise);
    /// What he agreed to pay more for a vendor who does not bring it after all.
    fn orders_dearer_is_off(number: &OrderNumber, more: Paise);
    /// A vendor could not take it; the next is asked.
    fn orders_asking_next(number: &OrderNumber, items: &str);
    /// No vendor takes it; the buyer chooses.
    fn orders_nobody_accepted(number: &OrderNumber, items: &str);
    /// The same where one would bring it for more.
    fn orders_nobody_but_dearer(number: &OrderNumber, items: &str, more: Paise);
    /// Button: pay the difference.
    fn orders_more_button(more: Paise);
    /// Button: keep asking.
    fn orders_wait_button();
    /// Button: give up this part; what was paid comes back.
    fn orders_money_back_button();
    /// Its time is over and nobody took it; the buyer chooses.
    fn orders_time_passed(number: &OrderNumber, items: &str, when: &str);
    /// Button: choose another time.
    fn orders_new_time_button();
    /// Above the list of other times.
    fn orders_new_time_text(items: &str);
    /// Another time was chosen; the vendors are asked.
    fn orders_asking_for_new_time(number: &OrderNumber, items: &str, when: &str);
    /// The buyer waits.
    fn orders_waiting(number: &OrderNumber);
    /// It is packed.
    fn orders_packed(number: &OrderNumber, items: &str);
    /// It has been loaded, with vehicle and driver.
    fn orders_dispatched(number: &OrderNumber, items: &str, vehicle: &str, driver: &str);
    /// The crew is ready to come.
    fn orders_crew_dispatched(number: &OrderNumber, items: &str, driver: &str);
    /// It is on the way; holds the code again. The only four-digit number in it is the code.
    fn orders_on_the_way(number: &OrderNumber, items: &str, code: &str);
    /// After it, where something is paid in cash when it comes.
    fn orders_cash_ready_line(gate: Paise);
    /// The crew is on the way; holds the code again.
    fn orders_crew_on_the_way(number: &OrderNumber, items: &str, code: &str);
    /// One part has been delivered, more is to come.
    fn orders_part_delivered(number: &OrderNumber, items: &str);
    /// Everything has been delivered, and how was it? `what` came last is *goods* or *crew*.
    fn orders_delivered(number: &OrderNumber, what: &str);
    /// Button: it was good.
    fn orders_rate_good_button();
    /// Button: it was not good.
    fn orders_rate_bad_button();
    /// The buyer found it good.
    fn orders_rated_good(number: &OrderNumber);
    /// The buyer found it bad; a person will write.
    fn orders_rated_bad(number: &OrderNumber);
    /// A rating that is too old to be changed.
    fn orders_rating_stands(number: &OrderNumber);
    /// First sentence: the buyer cancelled.
    fn orders_cancelled_by_you(number: &OrderNumber);
    /// First sentence: the vendor had to cancel.
    fn orders_cancelled_by_vendor(number: &OrderNumber);
    /// No vendor ever took it, so it is over.
    fn orders_cancelled_nobody(number: &OrderNumber);
    /// First sentence: the office cancelled.
    fn orders_cancelled_by_office(number: &OrderNumber);
    /// First sentence: the buyer cancelled a part; the rest goes on.
    fn orders_part_cancelled_by_you(number: &OrderNumber, items: &str);
    /// First sentence: the vendor had to cancel a part; the rest goes on.
    fn orders_part_cancelled_by_vendor(number: &OrderNumber, items: &str);
    /// First sentence: no vendor took a part; the rest goes on.
    fn orders_part_cancelled_nobody(number: &OrderNumber, items: &str);
    /// First sentence: the office cancelled a part; the rest goes on.
    fn orders_part_cancelled_by_office(number: &OrderNumber, items: &str);
    /// Second sentence: all that was paid comes back.
    fn orders_refund_follows(refund: Paise);
    /// Second sentence: a part is kept.
    fn orders_refund_less_kept(refund: Paise, kept: Paise);
    /// Second sentence: nothing comes back.
    fn orders_all_kept(kept: Paise);
    /// The buyer asked for what is not possible any more.
    fn orders_too_late(number: &OrderNumber, state: OrderState);
}
