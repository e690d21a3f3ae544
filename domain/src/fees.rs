//! What is taken of a sale when it is delivered: the platform's commission with its GST, the taxes that an e-commerce
//! operator withholds from the vendor, and what the platform itself pays for its workers' welfare.
//!
//! Every rate is a dated row that the office may add to; a sale counts by the business day of its delivery. What stands in
//! code is what the law says the rate is taken of (india-commerce.md 1.3):
//!
//! | levy | of whom | of what |
//! |---|---|---|
//! | commission, and GST on it | the vendor | as its row says |
//! | TCS (CGST s. 52) | a registered vendor | what is taxable and not under s. 9(5), as far as the platform collects the money |
//! | TDS (old s. 194-O, now s. 393) | every vendor, also one whose buyer pays in cash | the gross amount |
//! | … without a PAN | a vendor whose PAN is not known | the gross amount |
//! | operator's GST (CGST s. 9(5)) | an unregistered contractor, for the trades that have a row | what is inside his price |
//! | welfare fee | the platform | labour |
//!
//! TDS of an individual or a Hindu undivided family with a PAN begins with the sale that takes the financial year past the
//! row's threshold. Each levy is rounded half up to the paisa, once for a part; GSTR-8 and the challans round for
//! themselves.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::Kind;
use crate::identity::Holder;
use crate::ids::{SkuId, VendorId};
use crate::ledger::Account;
use crate::money::Paise;
use crate::quote::Share;
use crate::tax::Gst;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Levy {
    Commission,
    CommissionGst,
    Tcs,
    Tds,
    TdsNoPan,
    OperatorGst,
    WelfareFee,
}

impl Levy {
    pub const ALL: [Self; 7] = [
        Self::Commission,
        Self::CommissionGst,
        Self::Tcs,
        Self::Tds,
        Self::TdsNoPan,
        Self::OperatorGst,
        Self::WelfareFee,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commission => "commission",
            Self::CommissionGst => "commission_gst",
            Self::Tcs => "tcs",
            Self::Tds => "tds",
            Self::TdsNoPan => "tds_no_pan",
            Self::OperatorGst => "operator_gst",
            Self::WelfareFee => "welfare_fee",
        }
    }

    /// The most that it may be, in hundredths of a percent: more is a slip of the finger. All of them together leave
    /// the vendor something.
    #[must_use]
    pub const fn most(self) -> u32 {
        match self {
            Self::Commission => 3000,
            Self::CommissionGst | Self::OperatorGst => 2800,
            Self::Tcs | Self::WelfareFee => 500,
            Self::Tds => 1000,
            Self::TdsNoPan => 2000,
        }
    }
}

/// What a rate is taken of: with the GST that is inside the price, or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    Gross,
    Taxable,
}

impl Base {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gross => "gross",
            Self::Taxable => "taxable",
        }
    }
}

/// A levy as it holds from a day on, until the next row of the same levy and scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub levy: Levy,
    /// The trade that it is for (`plumber`), of the operator's GST. Empty: all, where the levy knows no trades.
    pub scope: String,
    pub from_on: Date,
    /// Hundredths of a percent.
    pub per_ten_thousand: u32,
    pub base: Base,
    /// Up to so much in a financial year nothing is taken, of whom the law spares.
    pub threshold_paise: Paise,
}

/// All rows, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rates(pub Vec<Rate>);

impl Rates {
    /// What holds on a day; none where nothing was ever set.
    #[must_use]
    pub fn on(&self, levy: Levy, scope: &str, day: Date) -> Option<&Rate> {
        let fits = |rate: &&Rate| rate.levy == levy && rate.scope == scope && rate.from_on <= day;
        self.0.iter().filter(fits).max_by_key(|rate| rate.from_on)
    }

    /// Whether anything at all is taken on a day.
    #[must_use]
    pub fn take_on(&self, day: Date) -> bool {
        self.0.iter().any(|rate| rate.from_on <= day && rate.per_ten_thousand > 0)
    }

    fn take(&self, levy: Levy, day: Date, sale: Sale) -> Paise {
        self.on(levy, "", day).map_or(Paise::ZERO, |rate| rate.of(sale))
    }
}

impl Rate {
    fn of(&self, sale: Sale) -> Paise {
        let base = match self.base {
            Base::Gross => sale.gross,
            Base::Taxable => sale.taxable,
        };
        base.times_ratio(self.per_ten_thousand.into(), 10_000)
    }
}

/// Whose name a PAN is in, as far as income tax asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanHolder {
    /// A person or a Hindu undivided family.
    Individual,
    Other,
}

impl From<Holder> for PanHolder {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Person | Holder::HinduUndividedFamily => Self::Individual,
            Holder::Firm
            | Holder::Company
            | Holder::Trust
            | Holder::AssociationOfPersons
            | Holder::BodyOfIndividuals
            | Holder::LocalAuthority
            | Holder::ArtificialPerson
            | Holder::Government => Self::Other,
        }
    }
}

/// How a vendor stands with the tax office when he delivers. Only the tables can say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// He has a GSTIN.
    pub registered: bool,
    pub pan: Option<PanHolder>,
    /// What he has sold in this financial year before this sale, as far as it is posted. Sales that are decided in one batch
    /// of turns are posted together at its end, so none of them sees the others: of two that cross the threshold together
    /// neither may be taxed, and the next is. Both are within seconds of each other; the yearly return is what settles it.
    pub year_gross_paise: Paise,
    /// The trades of the people among the lines.
    pub trades: BTreeMap<SkuId, String>,
}

/// What was taken of a part when it was delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levies {
    pub commission_paise: Paise,
    pub commission_gst_paise: Paise,
    pub tcs_paise: Paise,
    pub tds_paise: Paise,
    pub operator_gst_paise: Paise,
    /// The platform's own cost.
    pub welfare_fee_paise: Paise,
}

#[derive(Clone, Copy, Default)]
struct Sale {
    gross: Paise,
    taxable: Paise,
}

impl Sale {
    fn add(&mut self, gross: Paise, gst: &Gst) {
        self.gross += gross;
        self.taxable += gst.taxable_paise;
    }
}

impl Levies {
    /// What is taken of a share that is delivered on a day, where so much of what is due for it was paid online.
    #[must_use]
    pub fn of(
        share: &Share,
        (online, due): (Paise, Paise),
        standing: &Standing,
        rates: &Rates,
        day: Date,
    ) -> Self {
        let (mut all, mut collected, mut labour) = <(Sale, Sale, Sale)>::default();
        let mut operator_gst_paise = Paise::ZERO;
        for line in &share.lines {
            all.add(line.total_paise, &line.gst);
            if line.kind == Kind::Labour {
                labour.add(line.total_paise, &line.gst);
            }
            let trade = standing.trades.get(&line.sku).filter(|_| !standing.registered);
            let ours = trade.and_then(|trade| rates.on(Levy::OperatorGst, trade, day));
            match ours.map(|rate| i64::from(rate.per_ten_thousand)).filter(|rate| *rate > 0) {
                // The platform is the supplier: the GST inside the price is its own to pay.
                Some(rate) => {
                    operator_gst_paise += line.total_paise.times_ratio(rate, 10_000 + rate);
                }
                None if line.gst_rate.0 > 0 => collected.add(line.total_paise, &line.gst),
                None => {}
            }
        }
        all.add(share.delivery_paise, &share.delivery_gst);
        if share.delivery_gst_rate.0 > 0 {
            collected.add(share.delivery_paise, &share.delivery_gst);
        }
        let commission_paise = rates.take(Levy::Commission, day, all);
        let invoice = Sale { gross: commission_paise, taxable: commission_paise };
        let tcs = rates.take(Levy::Tcs, day, collected).times_ratio(online.get(), due.get());
        Self {
            commission_paise,
            commission_gst_paise: rates.take(Levy::CommissionGst, day, invoice),
            tcs_paise: if standing.registered { tcs } else { Paise::ZERO },
            tds_paise: tds(rates, standing, day, all),
            operator_gst_paise,
            welfare_fee_paise: rates.take(Levy::WelfareFee, day, labour),
        }
    }

    /// What of it the vendor bears.
    #[must_use]
    pub fn withheld(&self) -> Paise {
        self.commission_paise
            + self.commission_gst_paise
            + self.tcs_paise
            + self.tds_paise
            + self.operator_gst_paise
    }

    /// What stays of it when so much of the whole sale stays: each in proportion, half up to the paisa.
    #[must_use]
    pub fn for_what_stays(&self, stays: Paise, whole: Paise) -> Self {
        let part = |paise: Paise| paise.times_ratio(stays.get(), whole.get());
        Self {
            commission_paise: part(self.commission_paise),
            commission_gst_paise: part(self.commission_gst_paise),
            tcs_paise: part(self.tcs_paise),
            tds_paise: part(self.tds_paise),
            operator_gst_paise: part(self.operator_gst_paise),
            welfare_fee_paise: part(self.welfare_fee_paise),
        }
    }

    /// As entries of the ledger; they sum to zero.
    #[must_use]
    pub fn entries(&self, vendor: VendorId) -> [(Account, Paise); 8] {
        [
            (Account::Vendor(vendor), self.withheld()),
            (Account::Commission, -self.commission_paise),
            (Account::GstPayable, -self.commission_gst_paise),
            (Account::OperatorGst, -self.operator_gst_paise),
            (Account::TcsPayable, -self.tcs_paise),
            (Account::TdsPayable, -self.tds_paise),
            (Account::WelfareFee, self.welfare_fee_paise),
            (Account::WelfarePayable, -self.welfare_fee_paise),
        ]
    }
}

impl std::ops::Sub for Levies {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            commission_paise: self.commission_paise - other.commission_paise,
            commission_gst_paise: self.commission_gst_paise - other.commission_gst_paise,
            tcs_paise: self.tcs_paise - other.tcs_paise,
            tds_paise: self.tds_paise - other.tds_paise,
            operator_gst_paise: self.operator_gst_paise - other.operator_gst_paise,
            welfare_fee_paise: self.welfare_fee_paise - other.welfare_fee_paise,
        }
    }
}

fn tds(rates: &Rates, standing: &Standing, day: Date, sale: Sale) -> Paise {
    let Some(holder) = standing.pan else { return rates.take(Levy::TdsNoPan, day, sale) };
    let Some(rate) = rates.on(Levy::Tds, "", day) else { return Paise::ZERO };
    let year = standing.year_gross_paise + sale.gross;
    let spared = holder == PanHolder::Individual && year <= rate.threshold_paise;
    if spared { Paise::ZERO } else { rate.of(sale) }
}
