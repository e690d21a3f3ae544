//! An order as the API shows it. The delivery code is the buyer's alone and is not here.

use jiff::civil::Date;
use realserv_adapters::postgres::orders::find::Unreadable;
use realserv_adapters::postgres::sites::Directions;
use realserv_domain::orders::{Carrier, Claim, ClaimState, Ended, Order, Part, PartState};
use realserv_domain::quote::Line;
use realserv_domain::time::Schedule;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::history::TurnShown;
use super::money::{DisputeShown, LinkShown, PaymentShown, PostingShown, RefundShown};
use crate::api::sends::SendsShown;
use crate::api::shown::{Decimal, Instant, Names, Place, word};

/// What every view of an order begins with.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrderHead {
    pub id: Uuid,
    /// What the buyer says on the phone.
    #[schema(example = "RS7K3M9QX")]
    pub number: String,
    /// awaiting_payment, offered, needs_buyer, accepted, on_the_way, delivered, expired or cancelled.
    #[schema(example = "offered")]
    pub state: String,
    /// Why somebody of the office should look: nobody_accepted, code_locked, refund_failed, link_failed,
    /// wrong_amount, late, trip_unsettled or claim_open.
    #[schema(required)]
    pub attention: Option<String>,
    /// online, advance (the balance in cash when it comes) or cash.
    #[schema(example = "online")]
    pub method: String,
    pub buyer_id: Uuid,
    /// GST and delivery included. Whole rupees, until a vendor brings less or the buyer agrees to pay more.
    #[schema(example = 2_050_000)]
    pub total_paise: i64,
    pub placed_at: Instant,
    /// When the goods come; null without goods.
    #[schema(required)]
    pub delivery: Option<Delivery>,
    /// When the people work; null without labour.
    #[schema(required)]
    pub work: Option<Work>,
    /// Who ended it before delivery: expired, or cancelled by buyer, vendor or office.
    #[schema(required, example = "buyer")]
    pub ended_by: Option<String>,
    /// How the buyer found what was delivered: good or bad; null while he has not said so.
    #[schema(required, example = "good")]
    pub rating: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Delivery {
    #[schema(value_type = String, format = Date, example = "2026-11-24")]
    pub on: Date,
    /// morning, afternoon or evening.
    #[schema(example = "morning")]
    pub part: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Work {
    #[schema(value_type = String, format = Date, example = "2026-11-24")]
    pub on: Date,
    /// full, half_morning or half_afternoon.
    #[schema(example = "full")]
    pub shift: String,
}

/// An order in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrderInList {
    #[serde(flatten)]
    pub head: OrderHead,
    pub parts: Vec<PartInList>,
    /// Null, or why the order itself cannot be read. Then `parts` is empty, and delivery, work, ended_by and rating are null whatever they are.
    #[schema(required)]
    pub problem: Option<String>,
}

/// One vendor's share, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PartInList {
    pub id: Uuid,
    pub vendor_id: Uuid,
    pub vendor: Names,
    /// held, offered, unserved, accepted, packed, dispatched, on_the_way, delivered or cancelled.
    #[schema(example = "offered")]
    pub state: String,
    #[schema(example = 2_050_000)]
    pub total_paise: i64,
}

/// An order with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrderWhole {
    #[serde(flatten)]
    pub head: OrderHead,
    pub buyer: Buyer,
    pub site: SiteShown,
    /// Until then stock is held and the link can be paid.
    pub quote_ends_at: Instant,
    /// When the buyer first said how he found it; he may change it for a week.
    #[schema(required)]
    pub rated_at: Option<Instant>,
    /// What the total was rounded by; may be negative.
    #[schema(example = -40)]
    pub round_off_paise: i64,
    pub parts: Vec<PartWhole>,
    pub links: Vec<LinkShown>,
    pub payments: Vec<PaymentShown>,
    pub refunds: Vec<RefundShown>,
    pub disputes: Vec<DisputeShown>,
    /// The ledger of this order, in the order of posting. Each posting sums to zero.
    pub postings: Vec<PostingShown>,
    /// What WhatsApp takes for what was said of it.
    pub sends: SendsShown,
    /// What happened, oldest first: kinds and ids, nobody's words.
    pub history: Vec<TurnShown>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Buyer {
    pub id: Uuid,
    /// The name of the profile; null when there is none or it was erased.
    #[schema(required, example = "Asha")]
    pub name: Option<String>,
    /// The last four digits.
    #[schema(required, example = "…2345")]
    pub phone: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SiteShown {
    pub zone_id: Uuid,
    pub locality: Names,
    #[schema(example = "500049")]
    pub pin: String,
    pub point: Place,
    /// The way in the buyer's words, without PIN code and locality; empty when nothing was said or it was erased.
    pub words: String,
    /// Whether the buyer sent the point; else it is the middle of the locality.
    pub from_map: bool,
}

/// One vendor's share.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PartWhole {
    pub id: Uuid,
    pub vendor_id: Uuid,
    pub vendor: Names,
    /// held, offered, unserved, accepted, packed, dispatched, on_the_way, delivered or cancelled.
    #[schema(example = "on_the_way")]
    pub state: String,
    /// Since when it is so; null while it waits for the money.
    #[schema(required)]
    pub since: Option<Instant>,
    /// While offered: when the offer goes to the next vendor.
    #[schema(required)]
    pub offer_ends_at: Option<Instant>,
    /// When the goods come: another time than the order's where the buyer chose one. Null for a crew.
    #[schema(required)]
    pub delivery: Option<Delivery>,
    /// When the people work; null for goods.
    #[schema(required)]
    pub work: Option<Work>,
    /// Once dispatched.
    #[schema(required)]
    pub carrier: Option<CarrierShown>,
    /// How often a wrong code was tried at the gate.
    pub wrong_codes: u8,
    /// What its vendor is paid for a trip or a crew that was called for nothing; null where there is no such thing.
    #[schema(required)]
    pub called_out: Option<CalledOutShown>,
    /// What the buyer found missing or broken after it was handed over, in the order said.
    pub claims: Vec<ClaimShown>,
    /// Photos that its vendor sent of what was handed over, see `/media/{id}`.
    pub proof_media_ids: Vec<Uuid>,
    /// Vendors who were asked, oldest first, the present one last.
    pub offered_to: Vec<Uuid>,
    pub lines: Vec<LineShown>,
    #[schema(example = 45_000)]
    pub delivery_paise: i64,
    /// Of delivery: the highest rate of the goods.
    pub delivery_gst_percent: Decimal,
    /// These four are the delivery charge, as they are of a line.
    pub delivery_taxable_paise: i64,
    pub delivery_cgst_paise: i64,
    pub delivery_sgst_paise: i64,
    pub delivery_round_off_paise: i64,
    pub distance_metres: u32,
    /// Lines and delivery.
    #[schema(example = 2_050_000)]
    pub total_paise: i64,
    /// What the buyer pays for it: the order's round-off belongs to its first part.
    #[schema(example = 2_050_000)]
    pub due_paise: i64,
    /// What of that is collected in cash when it comes: all of a cash order, the balance where an advance was paid, and what
    /// the buyer agreed to pay more.
    #[schema(example = 0)]
    pub gate_paise: i64,
    /// What the vendor gets for it once it is delivered, less what he lost of it again for claims and money sent back; before
    /// our fee and the taxes that are withheld.
    #[schema(example = 2_050_000)]
    pub owed_paise: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CarrierShown {
    /// Empty for a crew on foot.
    #[schema(example = "TS09AB1234")]
    pub vehicle: String,
    pub driver: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CalledOutShown {
    #[schema(example = 30_700)]
    pub amount_paise: i64,
    /// platform or vendor; null until the office has said so.
    #[schema(required, example = "platform")]
    pub borne_by: Option<String>,
}

/// Something that was missing or broken.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ClaimShown {
    /// Within its part; `settle-claim` names it.
    #[schema(example = 0)]
    pub claim: u8,
    pub sku_id: Uuid,
    /// short or broken.
    #[schema(example = "broken")]
    pub why: String,
    pub quantity: Decimal,
    /// What the buyer paid for so much of it: the most that can be given back.
    #[schema(example = 269_500)]
    pub amount_paise: i64,
    /// asked (the vendor may answer), with_office, or settled.
    #[schema(example = "with_office")]
    pub state: String,
    pub since: Instant,
    /// While the vendor is asked: until when. Then it is with the office.
    #[schema(required)]
    pub answer_until: Option<Instant>,
    /// Once it is settled: what the buyer gets; 0: nothing.
    #[schema(required)]
    pub given_paise: Option<i64>,
    /// Once it is settled: platform or vendor.
    #[schema(required)]
    pub borne_by: Option<String>,
    /// Once it is settled: by vendor or office.
    #[schema(required)]
    pub settled_by: Option<String>,
    /// The photo, see `/media/{id}`; null without one, and of before photos were kept.
    #[schema(required)]
    pub media_id: Option<Uuid>,
    /// WhatsApp's id of the message that it came in.
    #[schema(required)]
    pub message_id: Option<String>,
}

/// A line with its GST. taxable + CGST + SGST + round-off is the line's total.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LineShown {
    pub sku_id: Uuid,
    pub listing_id: Uuid,
    pub name: Names,
    /// cement, steel, sand, aggregate, brick, block or labour.
    #[schema(example = "cement")]
    pub kind: String,
    pub quantity: Decimal,
    /// bag, tonne, kg, cft, load, piece, rod or person.
    #[schema(example = "bag")]
    pub unit: String,
    /// HSN of goods, SAC of labour.
    #[schema(example = "252329")]
    pub hsn: String,
    /// What the buyer pays for one unit, GST included.
    #[schema(example = 38_500)]
    pub price_paise: i64,
    /// That vendor's own price; the platform bears the difference.
    #[schema(example = 38_500)]
    pub ask_paise: i64,
    pub gst_percent: Decimal,
    pub taxable_paise: i64,
    pub cgst_paise: i64,
    pub sgst_paise: i64,
    /// The odd paisa that two equal halves cannot share.
    pub round_off_paise: i64,
    #[schema(example = 1_925_000)]
    pub total_paise: i64,
}

pub(super) fn head(order: &Order) -> OrderHead {
    OrderHead {
        id: order.id.0,
        number: order.number.to_string(),
        state: word(&order.state()),
        attention: order.attention.as_ref().map(word),
        method: word(&order.method),
        buyer_id: order.buyer.0,
        total_paise: order.total_paise.get(),
        placed_at: Instant(order.placed_at),
        delivery: delivery(order.schedule),
        work: work(order.schedule),
        ended_by: order.ended.map(|ended| match ended {
            Ended::Expired => "expired".to_owned(),
            Ended::CancelledBy(party) => word(&party),
        }),
        rating: order.rated.map(|rated| word(&rated.rating)),
    }
}

fn delivery(schedule: Schedule) -> Option<Delivery> {
    let slot = schedule.delivery?;
    Some(Delivery { on: slot.on, part: slot.part.as_str().to_owned() })
}

fn work(schedule: Schedule) -> Option<Work> {
    let day = schedule.work?;
    Some(Work { on: day.on, shift: day.shift.as_str().to_owned() })
}

impl OrderInList {
    pub(super) fn of(order: &Order) -> Self {
        let parts = order.parts.iter().map(|part| PartInList {
            id: part.id.0,
            vendor_id: part.share.vendor.id.0,
            vendor: part.share.vendor.name.clone().into(),
            state: word(&part.step()),
            total_paise: part.share.total().get(),
        });
        Self { head: head(order), parts: parts.collect(), problem: None }
    }

    /// What stands beside the document that nobody can read.
    pub(super) fn unreadable(row: Unreadable) -> Self {
        let head = OrderHead {
            id: row.id.0,
            number: row.number,
            state: row.state,
            attention: row.attention,
            method: row.method,
            buyer_id: row.buyer.0,
            total_paise: row.total_paise.get(),
            placed_at: Instant(row.placed_at),
            delivery: None,
            work: None,
            ended_by: None,
            rating: None,
        };
        let problem =
            "This order is stored in a form that this program cannot read. Our log says why.";
        Self { head, parts: Vec::new(), problem: Some(problem.to_owned()) }
    }
}

pub(super) fn buyer(order: &Order, directions: Option<&Directions>) -> Buyer {
    Buyer {
        id: order.buyer.0,
        name: directions.and_then(|known| known.buyer_name.clone()),
        phone: directions.and_then(|known| known.buyer_phone.as_ref()).map(ToString::to_string),
    }
}

pub(super) fn site(order: &Order, directions: Option<Directions>) -> SiteShown {
    let way = directions.map(|known| known.way).unwrap_or_default();
    SiteShown {
        zone_id: order.site.zone.0,
        locality: order.site.locality.clone().into(),
        pin: order.site.pin.to_string(),
        point: order.site.point.into(),
        words: way.words,
        from_map: way.from_map,
    }
}

pub(super) fn part(order: &Order, part: &Part) -> PartWhole {
    let at = Moments::of(&part.state);
    PartWhole {
        id: part.id.0,
        vendor_id: part.share.vendor.id.0,
        vendor: part.share.vendor.name.clone().into(),
        state: word(&part.step()),
        since: at.since.map(Instant),
        offer_ends_at: at.offer_ends_at.map(Instant),
        delivery: delivery(order.schedule_of(part)),
        work: work(order.schedule_of(part)),
        carrier: at.carrier.map(|carrier| CarrierShown {
            vehicle: carrier.vehicle.clone(),
            driver: carrier.driver.clone(),
        }),
        wrong_codes: at.wrong_codes,
        called_out: part.called_out.map(|trip| CalledOutShown {
            amount_paise: trip.paise.get(),
            borne_by: trip.borne_by.as_ref().map(word),
        }),
        claims: (0_u8..).zip(&part.claims).map(|(number, one)| claim(number, one)).collect(),
        proof_media_ids: part.proofs.iter().map(|media| media.0).collect(),
        offered_to: part.offers.iter().map(|asked| asked.vendor.0).collect(),
        lines: part.share.lines.iter().map(line).collect(),
        delivery_paise: part.share.delivery_paise.get(),
        delivery_gst_percent: part.share.delivery_gst_rate.into(),
        delivery_taxable_paise: part.share.delivery_gst.taxable_paise.get(),
        delivery_cgst_paise: part.share.delivery_gst.cgst_paise.get(),
        delivery_sgst_paise: part.share.delivery_gst.sgst_paise.get(),
        delivery_round_off_paise: part.share.delivery_gst.leftover_paise.get(),
        distance_metres: part.share.distance_metres,
        total_paise: part.share.total().get(),
        due_paise: order.due_for(part).get(),
        gate_paise: order.gate_for(part).get(),
        owed_paise: part.owed().get(),
    }
}

fn claim(number: u8, claim: &Claim) -> ClaimShown {
    let (answer_until, settled) = match claim.state {
        ClaimState::Asked { until } => (Some(Instant(until)), None),
        ClaimState::WithOffice { .. } => (None, None),
        ClaimState::Settled { by, given_paise, borne_by, .. } => {
            (None, Some((given_paise.get(), word(&borne_by), word(&by))))
        }
    };
    ClaimShown {
        claim: number,
        sku_id: claim.sku.0,
        why: claim.why.as_str().to_owned(),
        quantity: claim.quantity.into(),
        amount_paise: claim.paise.get(),
        state: claim.state.as_str().to_owned(),
        since: Instant(claim.since),
        answer_until,
        given_paise: settled.as_ref().map(|(given, ..)| *given),
        borne_by: settled.as_ref().map(|(_, bearer, _)| bearer.clone()),
        settled_by: settled.map(|(.., by)| by),
        media_id: claim.photo.as_ref().and_then(|photo| photo.file).map(|file| file.0),
        message_id: claim.photo.as_ref().map(|photo| photo.message_id.clone()),
    }
}

/// What a part's state carries besides its name.
#[derive(Default)]
struct Moments<'a> {
    since: Option<jiff::Timestamp>,
    offer_ends_at: Option<jiff::Timestamp>,
    carrier: Option<&'a Carrier>,
    wrong_codes: u8,
}

impl<'a> Moments<'a> {
    fn of(state: &'a PartState) -> Self {
        match state {
            PartState::Held => Self::default(),
            PartState::Offered { since, ends_at, .. } => {
                Self { since: Some(*since), offer_ends_at: Some(*ends_at), ..Self::default() }
            }
            PartState::Unserved { since, .. } => Self { since: Some(*since), ..Self::default() },
            PartState::Accepted { at }
            | PartState::Packed { at }
            | PartState::Delivered { at }
            | PartState::Cancelled { at, .. } => Self { since: Some(*at), ..Self::default() },
            PartState::Dispatched { at, carrier } => {
                Self { since: Some(*at), carrier: Some(carrier), ..Self::default() }
            }
            PartState::OnTheWay { at, carrier, wrong_codes } => Self {
                since: Some(*at),
                carrier: Some(carrier),
                wrong_codes: *wrong_codes,
                ..Self::default()
            },
        }
    }
}

fn line(line: &Line) -> LineShown {
    LineShown {
        sku_id: line.sku.0,
        listing_id: line.listing.0,
        name: line.name.clone().into(),
        kind: line.kind.as_str().to_owned(),
        quantity: line.quantity.into(),
        unit: line.unit.as_str().to_owned(),
        hsn: line.hsn.clone(),
        price_paise: line.price_paise.get(),
        ask_paise: line.ask_paise.get(),
        gst_percent: line.gst_rate.into(),
        taxable_paise: line.gst.taxable_paise.get(),
        cgst_paise: line.gst.cgst_paise.get(),
        sgst_paise: line.gst.sgst_paise.get(),
        round_off_paise: line.gst.leftover_paise.get(),
        total_paise: line.total_paise.get(),
    }
}
