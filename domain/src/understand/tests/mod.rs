//! What people type, and what is read from it, against a small shelf of each kind.

use uuid::Uuid;

use super::*;
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::Quantity;

/// Whole messages, a line each.
mod table;

/// What vendors type of their goods.
mod yard;

/// Search with filters and orders.
mod finding;

/// Typos of every letter: nothing wrong is ever read for certain.
mod typos;

/// code | kind | English, Hindi, Telugu name | attributes | unit | grams
const SHELF: &str = "
UT53  |cement   |UltraTech OPC 53, अल्ट्राटेक OPC 53, అల్ట్రాటెక్ OPC 53    |grade=OPC53;brand=UltraTech               |bag   |50000
UTPPC |cement   |UltraTech PPC, अल्ट्राटेक PPC, అల్ట్రాటెక్ PPC            |grade=PPC;brand=UltraTech                 |bag   |50000
MAHA53|cement   |Maha OPC 53, महा OPC 53, మహా OPC 53                 |grade=OPC53;brand=Maha                    |bag   |50000
UT43  |cement   |UltraTech OPC 43, अल्ट्राटेक OPC 43, అల్ట్రాటెక్ OPC 43    |grade=OPC43;brand=UltraTech               |bag   |50000
A1PPC |cement   |Birla A1 PPC, बिरला A1 PPC, బిర్లా A1 PPC              |grade=PPC;brand=Birla A1                  |bag   |50000
VZ12  |steel    |Vizag TMT 12 mm, विज़ाग TMT 12 mm, వైజాగ్ TMT 12 mm     |diameter_mm=12;grade=Fe500D;brand=Vizag   |kg    |1000
TATA12|steel    |Tata Tiscon TMT 12 mm, टाटा टिस्कॉन TMT 12 mm, టాటా టిస్కాన్ TMT 12 mm|diameter_mm=12;grade=Fe550D;brand=Tata Tiscon|kg|1000
VZ8   |steel    |Vizag TMT 8 mm, विज़ाग TMT 8 mm, వైజాగ్ TMT 8 mm        |diameter_mm=8;grade=Fe500D;brand=Vizag    |kg    |1000
VZ20  |steel    |Vizag TMT 20 mm, विज़ाग TMT 20 mm, వైజాగ్ TMT 20 mm     |diameter_mm=20;grade=Fe500D;brand=Vizag   |kg    |1000
MSAND |sand     |M-Sand (Robo Sand), एम-सैंड (रोबो सैंड), ఎం-శాండ్ (రోబో శాండ్)  |type=msand;grade=unwashed                 |tonne |1000000
COARSE|sand     |River Sand (Coarse), नदी की मोटी रेत, నది దొడ్డు ఇసుక        |type=river;grade=coarse                   |tonne |1000000
FINE  |sand     |River Sand (Fine), नदी की बारीक रेत, నది సన్న ఇసుక           |type=river;grade=fine                     |tonne |1000000
WASHED|sand     |M-Sand (Washed), एम-सैंड (धुला हुआ), ఎం-శాండ్ (కడిగినది)      |type=msand;grade=washed                   |tonne |1000000
MSBAG |sand     |M-Sand 50 kg Bag, एम-सैंड 50 kg बोरी, ఎం-శాండ్ 50 kg బస్తా     |type=msand;size=50kg                      |bag   |50000
FILL  |sand     |Filling Sand, भराई रेत, ఫిల్లింగ్ ఇసుక                     |type=filling                              |cft   |45000
MM20  |aggregate|20 mm Aggregate (Metal), 20 mm गिट्टी (मेटल), 20 mm కంకర (మెటల్)|size_mm=20                             |tonne |1000000
MM12  |aggregate|12 mm Aggregate (Metal), 12 mm गिट्टी (मेटल), 12 mm కంకర (మెటల్)|size_mm=12                             |tonne |1000000
MM40  |aggregate|40 mm Metal Load, 40 mm गिट्टी, 40 mm కంకర                |size_mm=40                                |load  |0
RED   |brick    |Red Brick 9x4x3, लाल ईंट 9x4x3, ఎర్ర ఇటుక 9x4x3            |type=red;size=9x4x3in                     |piece |2700
FLYASH|brick    |Fly Ash Brick 230x110x75, फ्लाई ऐश ईंट, ఫ్లై యాష్ ఇటుక        |type=flyash;size=230x110x75mm             |piece |2900
AAC6  |block    |AAC Block 6 in, AAC ब्लॉक 6 इंच, AAC బ్లాక్ 6 అంగుళాలు         |type=aac;size=6in                         |piece |10800
AAC8  |block    |AAC Block 8 in, AAC ब्लॉक 8 इंच, AAC బ్లాక్ 8 అంగుళాలు         |type=aac;size=8in                         |piece |14400
REN6  |block    |Renacon AAC Block 6 in, रेनाकॉन AAC ब्लॉक 6 इंच, రెనాకాన్ AAC బ్లాక్ 6 in|type=aac;size=6in;brand=Renacon    |piece |10800
SOLID6|block    |Solid Block 6 in, ठोस ब्लॉक 6 इंच, సాలిడ్ బ్లాక్ 6 అంగుళాలు       |type=concrete;size=6in;grade=solid        |piece |25200
MASON |labour   |Mason, राज मिस्त्री, తాపీ మేస్త్రి                          |trade=mason                               |person|0
HELPER|labour   |Helper, हेल्पर (मज़दूर), హెల్పర్ (కూలీ)                     |trade=helper                              |person|0
CARP  |labour   |Carpenter, बढ़ई (कारपेंटर), వడ్రంగి (కార్పెంటర్)                |trade=carpenter                           |person|0
PLUMB |labour   |Plumber, प्लंबर, ప్లంబర్                               |trade=plumber                             |person|0
ELEC  |labour   |Electrician, इलेक्ट्रीशियन, ఎలక్ట్రీషియన్                   |trade=electrician                         |person|0
PAINT |labour   |Painter, पेंटर, పెయింటర్                               |trade=painter                             |person|0
BARB  |labour   |Bar Bender, बार बेंडर (सरिया), రాడ్ బెండర్                   |trade=bar_bender                          |person|0
";

fn shelf() -> Catalog {
    let lines = SHELF.lines().filter(|line| !line.trim().is_empty());
    let skus = lines.enumerate().map(|(rank, line)| {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [code, kind, names, attrs, unit, grams] = fields.as_slice() else { panic!("{line}") };
        let names: Vec<&str> = names.split(',').map(str::trim).collect();
        let [en, hi, te] = names.as_slice() else { panic!("{line}") };
        let pair =
            |attr: &str| attr.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())).unwrap();
        Sku {
            id: SkuId(Uuid::from_u128(rank as u128)),
            code: (*code).to_owned(),
            kind: kind.parse().unwrap(),
            name: Name { en: (*en).to_owned(), hi: (*hi).to_owned(), te: (*te).to_owned() },
            attrs: attrs.split(';').map(pair).collect(),
            photo: None,
            unit: unit.parse().unwrap(),
            minimum: Quantity::whole(1),
            step: Quantity::from_milli(1),
            usual: Vec::new(),
            made_at: jiff::Timestamp::UNIX_EPOCH,
            weight_grams: grams.parse().unwrap(),
            rank: u16::try_from(rank).unwrap(),
            from_price: Some(Paise::rupees(100)),
        }
    });
    Catalog::new(skus.collect(), 1)
}

/// `UT53 MAHA53 = 50`: what fits and how many of its unit; `→` converted, `≠` not sold in that, `?` unsure, `~` nearest,
/// `+` on top of what is there.
fn shown(text: &str, catalog: &Catalog) -> String {
    match read(text, catalog) {
        Reading::Items(items) => {
            items.iter().map(|item| item_shown(item, catalog)).collect::<Vec<_>>().join(" + ")
        }
        Reading::Nearest(skus) => format!("~ {}", codes(&skus, catalog)),
        Reading::Nothing => "-".to_owned(),
    }
}

fn item_shown(item: &Item, catalog: &Catalog) -> String {
    let first = item.skus.first().and_then(|sku| catalog.get(*sku)).unwrap();
    let more = if item.count.is_some_and(|count| count.more) { "+" } else { "" };
    let count = item.count.map_or(String::new(), |count| match count.of(first) {
        Fit::Same(quantity) => format!(" = {more}{quantity}"),
        Fit::Converted(quantity) => format!(" → {quantity}"),
        Fit::Misfit => format!(" ≠ {}", count.number),
    });
    let unsure = if item.sure { "" } else { " ?" };
    format!("{}{count}{unsure}", codes(&item.skus, catalog))
}

fn codes(skus: &[SkuId], catalog: &Catalog) -> String {
    let code = |sku: &SkuId| catalog.get(*sku).unwrap().code.clone();
    skus.iter().map(code).collect::<Vec<_>>().join(" ")
}
