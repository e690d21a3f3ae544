//! What conversations ask, answered from the tables within the turn.

use jiff::{SignedDuration, ToSpan, Zoned};
use realserv_adapters::postgres::{
    self, StoreError, accounts, conversations, desk, orders::find, payees, settlements, sites,
    stock, supply, tickets, vehicles, zones,
};
use realserv_domain::cart::Cart;
use realserv_domain::ids::{AddressId, Minter, OrderId, PersonId, SkuId, VendorId};
use realserv_domain::money::Paise;
use realserv_domain::orders::{
    self, Claim, Less, Method, NoFewer, Order, OrderState, Part, PartCard, PartState, Party,
    WageSheet, advance, cash_limit, online_allowed, week_end,
};
use realserv_domain::payments::{LinkStatus, RefundStatus};
use realserv_domain::place::{Pin, Point, Served, Site};
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{self, Delivery, Quote, QuoteRefusal};
use realserv_domain::settlements::SettledCard;
use realserv_domain::time::Schedule;
use realserv_domain::way::{KnownSite, Way};
use sqlx::PgConnection;
use uuid::Uuid;

use super::record::Record;
use super::reserving::wanted;
use super::{TurnError, listing, work};
use crate::app::App;
use crate::converse::page::page;
use crate::converse::{
    Answer, Ask, CheckOutRefusal, ClaimOnCard, Countered, DeskPart, DeskStock, IfLess, OrderCard,
    OrderCardPart, SiteDetails, TicketMarked, WageWeek,
};

/// No yard has so many open at once. They come by day, so that what would be left out is the furthest away.
const MOST_PARTS: i64 = 200;
const MOST_SITES: i64 = 3;

/// So long after the office has written to somebody the chat is the office's: whoever was written to may answer in the evening.
const OFFICE_KEEPS_CHAT: SignedDuration = SignedDuration::from_hours(12);

/// Who asks, and when.
pub(super) struct Desk<'a> {
    pub app: &'a App,
    pub now: &'a Zoned,
    pub person: PersonId,
    /// The desk of this person, if there is one.
    pub vendor: Option<VendorId>,
}

impl Desk<'_> {
    pub(super) async fn answer(
        &self,
        db: &mut PgConnection,
        ask: Ask,
        mint: &mut Minter,
        record: &mut Record,
    ) -> Result<Answer, TurnError> {
        match ask {
            Ask::FindSite { point, pin, words } => {
                let from_map = point.is_some();
                let served = self.find_site(db, point, pin, &words, mint).await?;
                let way = match &served {
                    Served::Inside(site) => Way::read(&words, &site.pin, &site.locality, from_map),
                    Served::Outside { .. } | Served::TooFar => Way::default(),
                };
                Ok(Answer::SiteFound { served, way })
            }
            Ask::OfficeHasChat => {
                let now = self.now.timestamp();
                let since = now.checked_sub(OFFICE_KEEPS_CHAT).unwrap_or(now);
                let has = conversations::office_has_it(db, self.person, since).await?;
                Ok(Answer::OfficeHasChat { has })
            }
            Ask::ContactOf { address } => {
                let known = sites::has_contact(db, self.person, address).await?;
                Ok(Answer::ContactOf { known })
            }
            Ask::SavedSites => {
                let sites = sites::saved(db, self.person, MOST_SITES).await?;
                Ok(Answer::SavedSites { sites })
            }
            Ask::Quote { cart, site, schedule, not } => {
                Ok(match self.quote(db, &cart, (&site, schedule), not).await? {
                    Ok(quote) => {
                        Answer::Quoted { quote, cash_limit_paise: self.cash_limit(db).await? }
                    }
                    Err(refusal) => Answer::QuoteRefused { refusal },
                })
            }
            Ask::CheckOut { quote, method } => {
                self.check_out(db, quote, method, mint, record).await
            }
            Ask::MyOrders { states, page } => self.my_orders(db, &states, page).await,
            Ask::OneOrder { order } => {
                let order = self.own(db, order).await?;
                Ok(Answer::OneOrder { order: order.as_ref().map(|order| self.card(order)) })
            }
            Ask::IfLess { order, less } => {
                let order = self.own(db, order).await?;
                Ok(Answer::IfLess { means: order.map(|order| self.if_less(&order, less)) })
            }
            Ask::LastCart => self.last_cart(db).await,
            Ask::List(ask) => Ok(Answer::List(self.lists(db, ask, mint).await?)),
            Ask::CrewOf { order } => self.crew_of(db, order).await,
            Ask::GapOf { order, sku, missing } => self.gap_of(db, order, (sku, missing)).await,
            Ask::MarkTicket { ticket, good } => {
                let moment = work::moment(self.now.timestamp(), &self.app.settings.snapshot());
                let marked = tickets::mark(db, moment, (ticket, self.person), good).await?;
                let marked = marked.map(|marked| TicketMarked {
                    number: marked.number,
                    good: marked.good,
                    is_new: marked.is_new,
                    reopened: marked.reopened,
                });
                Ok(Answer::TicketMarked { ticket, marked })
            }
            Ask::SiteDetails { order } => self.site_details(db, order).await,
            Ask::DeskParts { vendor } => self.desk_parts(db, vendor).await,
            Ask::DeskStock { vendor } => {
                let stock = desk::stock(db, vendor).await?;
                Ok(Answer::DeskStock { stock: stock.into_iter().map(desk_stock).collect() })
            }
            Ask::DeskAccount { vendor } => {
                Ok(Answer::DeskAccount { account: accounts::of_vendor(db, vendor).await? })
            }
            Ask::DeskStatement { vendor } => self.statement(db, vendor).await,
            Ask::DeskWages { vendor } => self.wages(db, vendor).await,
            Ask::ChangeListing { vendor, sku, change } => {
                let outcome = listing::change(self.app, db, (vendor, sku), change).await?;
                Ok(Answer::ListingChanged { outcome })
            }
        }
    }

    /// A pin on the map means the nearest locality, a PIN code its own, words one that they name.
    async fn find_site(
        &self,
        db: &mut PgConnection,
        point: Option<Point>,
        pin: Option<Pin>,
        words: &str,
        mint: &mut Minter,
    ) -> Result<Served, TurnError> {
        let localities = self.app.catalogue.localities();
        let zones = self.app.catalogue.zones();
        let found = crate::places::find(&localities, &zones, point, pin.as_ref(), words);
        let Some(crate::places::Found { locality: found, zone }) = found else {
            // The map's own words may name its PIN code.
            let too_far = point.is_some() && pin.is_none();
            let outside = Served::Outside { pin, locality: None };
            return Ok(if too_far { Served::TooFar } else { outside });
        };
        let Some(zone) = zone else {
            let pin = Some(pin.unwrap_or_else(|| found.pin.clone()));
            return Ok(Served::Outside { pin, locality: Some(found.name.clone()) });
        };
        let address = sites::NewAddress {
            id: mint.id::<AddressId>(),
            person: self.person,
            locality: found,
            zone,
            pin: pin.as_ref().unwrap_or(&found.pin),
            point: point.unwrap_or(found.point),
            from_map: point.is_some(),
            words,
        };
        let lane = sites::save_address(db, self.now.timestamp(), &address).await?;
        Ok(Served::Inside(Site {
            address: address.id,
            zone,
            locality: found.name.clone(),
            pin: address.pin.clone(),
            point: address.point,
            lane,
        }))
    }

    async fn quote(
        &self,
        db: &mut PgConnection,
        cart: &Cart,
        (site, schedule): (&Site, Schedule),
        not: Vec<VendorId>,
    ) -> Result<Result<Quote, QuoteRefusal>, TurnError> {
        let catalog = self.app.catalogue.snapshot();
        let skus: Vec<Uuid> = cart.lines().iter().map(|line| line.sku.0).collect();
        let now = self.now.timestamp();
        let mut candidates =
            supply::candidates(db, self.now, &skus, (site.point, schedule)).await?;
        candidates.retain(|candidate| !not.contains(&candidate.vendor.id));
        let prices = zones::prices(db, Some(site.zone), Some(&skus)).await?;
        quote::in_zone(&prices, now, |sku| cart.quantity_of(sku), &mut candidates);
        let Some(terms) = sites::delivery_terms(db, site.zone).await? else {
            return Err(StoreError::Conflict { what: "the zone of a saved address" }.into());
        };
        let fleet = vehicles::fleet(db, self.now.timestamp()).await?;
        let delivery = Delivery { terms, fleet: &fleet };
        let made = quote::make(cart, &catalog, &candidates, site, schedule, &delivery);
        Ok(made.map(|quote| Quote { not, ..quote }))
    }

    async fn statement(
        &self,
        db: &mut PgConnection,
        vendor: VendorId,
    ) -> Result<Answer, TurnError> {
        let last = settlements::last(db, vendor).await?.map(|row| row.settlement);
        let payee = payees::load(db, &[vendor.0]).await?.remove(&vendor).map(|known| known.payee);
        let card = last.map(|settlement| {
            let payouts = payee.iter().flat_map(|payee| &payee.payouts);
            let payout = payouts.into_iter().find(|one| one.settlement == settlement.id);
            Box::new(SettledCard::of(&settlement, payout))
        });
        let account = accounts::of_vendor(db, vendor).await?;
        Ok(Answer::DeskStatement { card, account })
    }

    async fn wages(&self, db: &mut PgConnection, vendor: VendorId) -> Result<Answer, TurnError> {
        let this = week_end(self.now.date());
        let last = this.saturating_sub(7.days());
        let orders = find::worked(db, vendor, (last.saturating_sub(6.days()), this)).await?;
        let weeks = [this, last].map(|to| {
            let sheet = WageSheet::of(vendor, to, &orders);
            WageWeek { from: sheet.from, to, trades: sheet.by_trade() }
        });
        Ok(Answer::DeskWages { weeks: weeks.into() })
    }

    async fn cash_limit(&self, db: &mut PgConnection) -> Result<Paise, TurnError> {
        Ok(cash_limit(self.is_first_order(db).await?, &self.app.settings.snapshot()))
    }

    async fn is_first_order(&self, db: &mut PgConnection) -> Result<bool, TurnError> {
        Ok(!postgres::orders::has_ordered(db, self.person).await?)
    }

    /// Holds the stock and makes the order, or says who was faster. The order's rows are written with the turn.
    async fn check_out(
        &self,
        db: &mut PgConnection,
        quote: Quote,
        method: Method,
        mint: &mut Minter,
        record: &mut Record,
    ) -> Result<Answer, TurnError> {
        let terms = &*self.app.settings.snapshot();
        let limit_paise = cash_limit(self.is_first_order(db).await?, terms);
        if method == Method::Cash && quote.total_paise > limit_paise {
            let refusal = CheckOutRefusal::CashLimit { limit_paise };
            return Ok(Answer::CheckOutRefused { refusal });
        }
        let total = quote.total_paise;
        let possible = match method {
            Method::Online => online_allowed(total, terms).is_ok(),
            Method::Advance => advance(total, limit_paise, terms)
                .is_some_and(|advance| online_allowed(advance.now_paise, terms).is_ok()),
            Method::Cash => true,
        };
        if !possible {
            return Ok(Answer::CheckOutRefused { refusal: CheckOutRefusal::NotOnline });
        }
        let mut ctx = orders::Ctx { now: self.now, terms, mint };
        let order = orders::place(quote, self.person, method, limit_paise, &mut ctx);
        let wanted: Vec<_> = order
            .parts
            .iter()
            .flat_map(|part| wanted(part.id, &part.share, order.schedule_of(part)))
            .collect();
        match stock::reserve(db, &wanted).await? {
            Ok(low) => record.became_low(&order.number, low),
            Err(stock::Short { sku, available }) => {
                let refusal = CheckOutRefusal::OutOfStock { sku, available };
                return Ok(Answer::CheckOutRefused { refusal });
            }
        }
        let answer = Answer::CheckedOut {
            order: order.id,
            number: order.number.clone(),
            total_paise: order.total_paise,
            gate_paise: order.at_the_gates(),
            method,
            until: order.quote_ends_at,
        };
        record.moved.extend(order.parts.iter().map(|part| part.id));
        record.orders.push(order);
        Ok(answer)
    }

    async fn my_orders(
        &self,
        db: &mut PgConnection,
        states: &[OrderState],
        number: u16,
    ) -> Result<Answer, TurnError> {
        let total = find::count_of_buyer(db, self.person, states).await?;
        let page = page(total, number);
        let orders = find::of_buyer(db, self.person, states, (page.first, page.count)).await?;
        let orders = orders.iter().map(|order| self.card(order)).collect();
        Ok(Answer::MyOrders { orders, page: page.number, total })
    }

    /// An order that is this person's, also of before two persons were found to be one.
    pub(super) async fn own(
        &self,
        db: &mut PgConnection,
        id: OrderId,
    ) -> Result<Option<Order>, TurnError> {
        Ok(find::one_of_buyer(db, id, self.person).await?)
    }

    async fn last_cart(&self, db: &mut PgConnection) -> Result<Answer, TurnError> {
        let order = self.last_order(db).await?;
        self.cart_of(db, order, |_| true).await
    }

    pub(super) async fn last_order(
        &self,
        db: &mut PgConnection,
    ) -> Result<Option<Order>, TurnError> {
        Ok(find::of_buyer(db, self.person, &[], (0, 1)).await?.into_iter().next())
    }

    async fn crew_of(&self, db: &mut PgConnection, id: OrderId) -> Result<Answer, TurnError> {
        let order = self.own(db, id).await?;
        self.cart_of(db, order, Part::is_labour).await
    }

    /// Whoever of its contractors was short: none of them is asked again.
    async fn gap_of(
        &self,
        db: &mut PgConnection,
        id: OrderId,
        (sku, missing): (SkuId, Quantity),
    ) -> Result<Answer, TurnError> {
        let mut cart = Cart::default();
        let Some(order) = self.own(db, id).await? else {
            return Ok(Answer::Gap { cart, site: None, not: Vec::new() });
        };
        let crews = order.parts.iter().filter(|part| part.is_labour());
        let not: Vec<VendorId> = crews.map(|part| part.share.vendor.id).collect();
        if !not.is_empty() {
            // A cart of one thing is never full.
            let _ = cart.set(sku, missing);
        }
        let way = sites::way(db, &order.site).await?;
        let site = Some(KnownSite { site: order.site, way });
        Ok(Answer::Gap { cart, site, not })
    }

    /// An order's parts, or some of them, as a cart again.
    async fn cart_of(
        &self,
        db: &mut PgConnection,
        order: Option<Order>,
        wanted: fn(&Part) -> bool,
    ) -> Result<Answer, TurnError> {
        let Some(order) = order else {
            return Ok(Answer::LastCart { cart: Cart::default(), site: None });
        };
        let cart = cart_out_of(&order, wanted);
        let way = sites::way(db, &order.site).await?;
        Ok(Answer::LastCart { cart, site: Some(KnownSite { site: order.site, way }) })
    }

    /// What it would mean, as its own life will say again when the buyer has said yes.
    fn if_less(&self, order: &Order, less: Less) -> Result<Box<IfLess>, NoFewer> {
        let terms = self.app.settings.snapshot();
        let means = order.fewer(less, Party::Buyer, self.now, &terms)?;
        let part = order.part(less.part).ok_or(NoFewer::NoSuchLine)?;
        Ok(Box::new(IfLess {
            less,
            part: PartCard::of(order, part),
            with: means.part.as_ref().map(|with| PartCard::of(order, with)),
            back_paise: means.back_paise,
            kept_paise: means.kept_paise,
            refund_paise: Some(means.refund_paise),
            total_paise: means.total_paise,
            paid: order.is_paid(),
        }))
    }

    /// Only for a vendor who has accepted a part of it.
    async fn site_details(&self, db: &mut PgConnection, id: OrderId) -> Result<Answer, TurnError> {
        let nothing = Answer::SiteDetails { order: id, details: None };
        let Some(order) = find::one(db, id).await? else { return Ok(nothing) };
        let his = |part: &Part| self.vendor.is_some_and(|id| part.is_of(id)) && has_accepted(part);
        if !order.parts.iter().any(his) {
            return Ok(nothing);
        }
        let found = sites::directions(db, &order.site, order.buyer).await?;
        let details = found.map(|found| SiteDetails {
            way: found.way,
            point: order.site.point,
            pin: order.site.pin.clone(),
            locality: order.site.locality.clone(),
            buyer_name: found.buyer_name,
            buyer_phone: found.buyer_phone,
        });
        Ok(Answer::SiteDetails { order: id, details })
    }

    /// An order as its buyer is shown it.
    fn card(&self, order: &Order) -> OrderCard {
        let pay = order.links.iter().rev().find(|link| link.status == LinkStatus::Created);
        let refunded = |stray: bool| -> Paise {
            let going = order.refunds.iter().filter(|one| one.status != RefundStatus::Failed);
            going.filter(|one| one.why.is_of_a_stray() == stray).map(|one| one.amount_paise).sum()
        };
        let terms = self.app.settings.snapshot();
        OrderCard {
            order: order.id,
            number: order.number.clone(),
            state: order.state(),
            method: order.method,
            total_paise: order.total_paise,
            gate_paise: order.to_collect(),
            online_paise: order.online_paise(),
            placed_at: order.placed_at,
            zone: order.site.zone,
            parts: order
                .parts
                .iter()
                .map(|part| OrderCardPart {
                    card: PartCard::of(order, part),
                    step: part.step(),
                    time_has_passed: order.time_has_passed(part, self.now),
                    is_locked: part.is_locked(terms.code_tries),
                    code: part.code.clone(),
                    more_paise: part.more_paise(),
                    skus: part.share.lines.iter().map(|line| line.sku).collect(),
                    may_be_less: order.may_be_less(part, self.now, &terms),
                    may_be_claimed: order.may_claim(part, self.now.timestamp(), &terms),
                    claims: claims(part),
                    counter: part.counter().map(|counter| Countered {
                        counter,
                        with: PartCard::of(order, &order.with(part, counter)),
                    }),
                })
                .collect(),
            pay: pay.and_then(|link| Some((link.short_url.clone()?, link.expires_at))),
            refunded_paise: refunded(false),
            stray_refunded_paise: refunded(true),
            has_invoices: order.parts.iter().any(|part| !part.invoices.is_empty()),
            may_be_cash: order.may_be_cash(),
            cancelling: order.cancelling(None, self.now, &terms),
            is_disputed: order.has_open_dispute(),
        }
    }

    async fn desk_parts(
        &self,
        db: &mut PgConnection,
        vendor: VendorId,
    ) -> Result<Answer, TurnError> {
        let open = desk::open_orders(db, vendor, MOST_PARTS).await?;
        let ids: Vec<Uuid> = open.iter().map(|(order, _)| order.0).collect();
        let orders = postgres::orders::load(db, &ids).await?;
        let tries = self.app.settings.snapshot().code_tries;
        let parts = open.iter().filter_map(|(order_id, part_id)| {
            let order = orders.get(order_id)?;
            let part = order.part(*part_id)?;
            Some(DeskPart {
                order: order.id,
                number: order.number.clone(),
                step: part.state.step(),
                card: PartCard::of(order, part),
                method: order.method,
                offer: part.open_offer(),
                is_locked: part.is_locked(tries),
                skus: part.share.lines.iter().map(|line| line.sku).collect(),
            })
        });
        Ok(Answer::DeskParts { parts: parts.collect() })
    }
}

/// An order's parts, or some of them, as a cart again.
pub(super) fn cart_out_of(order: &Order, wanted: fn(&Part) -> bool) -> Cart {
    let mut cart = Cart::default();
    let parts = order.parts.iter().filter(|part| wanted(part));
    for line in parts.flat_map(|part| &part.share.lines) {
        let quantity = cart.quantity_of(line.sku).plus(line.quantity);
        // An order came out of a cart, so it fits one; should that ever change, what fits is offered.
        let _ = cart.set(line.sku, quantity);
    }
    cart
}

fn has_accepted(part: &Part) -> bool {
    matches!(
        part.state,
        PartState::Accepted { .. }
            | PartState::Packed { .. }
            | PartState::Dispatched { .. }
            | PartState::OnTheWay { .. }
            | PartState::Delivered { .. }
    )
}

fn claims(part: &Part) -> Vec<ClaimOnCard> {
    let on_card = |claim: &Claim| {
        let line = part.line(claim.sku)?;
        let Claim { why, quantity, state, .. } = *claim;
        Some(ClaimOnCard { why, name: line.name.clone(), quantity, unit: line.unit, state })
    };
    part.claims.iter().filter_map(on_card).collect()
}

fn desk_stock(row: desk::StockRow) -> DeskStock {
    DeskStock {
        sku: row.sku,
        name: row.name,
        unit: row.unit,
        available: row.available,
        reserved: row.reserved,
        price_paise: row.price_paise,
    }
}
