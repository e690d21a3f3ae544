//! The words of building sites in Hyderabad, in three languages and roman letters, and what each means.
//!
//! Closed on purpose: a word that is not here and not in the catalogue is not understood, and that is said. Phrases are
//! written with blanks and looked up without. Brands and other names come from the catalogue.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Measure;
use crate::catalog::Kind;
use crate::quantity::Unit;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Kind(Kind),
    /// Something that a SKU is or is not, by its fixed English name.
    Feature(&'static str),
    /// One of several: who says *beldar* means a mason in Hyderabad and a helper in the north.
    Either(&'static [&'static str]),
    /// "labour": the whole kind, helpers first.
    Labour,
    /// A steel bar, which is also counted.
    Rod,
    Measure(Measure),
    Mm,
    /// Directly behind a number; else the word "in".
    Inch,
    Times,
    Grade,
    Fe,
    /// The D of Fe500D.
    Ductile,
    /// In thousandths.
    Number(i64),
    /// The same, but one letter away from another number: confirm.
    Doubtful(i64),
    /// A number that is also an English word: counts directly before a measure only.
    Weak(i64),
    Multiply(i64),
    /// Adds to the next number, in thousandths.
    Modify(i64),
    And,
    /// On top of what is there already: "10 more", "add 10". *aur* and *inka* mean this too where they join nothing.
    More,
    /// Wants, greetings, days: nothing about what or how much.
    Filler,
    /// "no", "don't", "cancel": whatever it is, it is no plain order.
    No,
}

use Meaning as M;

pub(super) fn look_up(word: &str) -> Option<Meaning> {
    BY_SPELLING.get(word).copied()
}

/// Spellings that a typo of so many letters may be near to: things and measures of about that length.
pub(super) fn things(length: usize, slips: usize) -> impl Iterator<Item = (&'static str, Meaning)> {
    let lengths = length.saturating_sub(slips)..=length + slips;
    SPELLED_THINGS
        .iter()
        .filter(move |(letters, ..)| lengths.contains(letters))
        .map(|(_, spelling, meaning)| (spelling.as_str(), *meaning))
}

/// Every spelling of a measure, to see whether a filler could be one mistyped.
pub(super) fn measures() -> impl Iterator<Item = &'static str> {
    BY_SPELLING
        .iter()
        .filter(|(_, meaning)| matches!(meaning, M::Measure(_)))
        .map(|(spelling, _)| spelling.as_str())
}

static BY_SPELLING: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let tables = [THINGS, TRADES, MEASURES, NUMBERS, OTHERS];
    tables
        .into_iter()
        .flatten()
        .flat_map(|(meaning, spellings)| spellings.split(',').map(move |s| (*meaning, s)))
        .map(|(meaning, spelling)| (spelling.split_whitespace().collect(), meaning))
        .collect()
});

static SPELLED_THINGS: LazyLock<Vec<(usize, String, Meaning)>> = LazyLock::new(|| {
    let mut things: Vec<(usize, String, Meaning)> = BY_SPELLING
        .iter()
        .filter(|(_, meaning)| is_thing(**meaning))
        .map(|(spelling, meaning)| (spelling.chars().count(), spelling.clone(), *meaning))
        .collect();
    things.sort();
    things
});

const fn is_thing(meaning: Meaning) -> bool {
    match meaning {
        M::Kind(_)
        | M::Feature(_)
        | M::Either(_)
        | M::Labour
        | M::Rod
        | M::Measure(_)
        | M::Grade => true,
        M::Mm
        | M::Inch
        | M::Times
        | M::Fe
        | M::Ductile
        | M::Number(_)
        | M::Doubtful(_)
        | M::Weak(_)
        | M::Multiply(_)
        | M::Modify(_)
        | M::And
        | M::More
        | M::Filler
        | M::No => false,
    }
}

type Table = &'static [(Meaning, &'static str)];

/// What is sold. "Cement brick" and "cement block" are bricks and blocks, not cement.
const THINGS: Table = &[
    (
        M::Kind(Kind::Cement),
        "cement,cements,cemnt,cment,cmnt,siment,simentu,cementu,simant,semant,simentlu,सीमेंट,सिमेंट,सीमेन्ट,సిమెంట్,సిమెంటు,సిమెంట్లు",
    ),
    (M::Feature("opc"), "opc,ఓపీసీ,ఓపిసి,ओपीसी"),
    (M::Feature("ppc"), "ppc,పీపీసీ,పిపిసి,पीपीसी"),
    (M::Feature("psc"), "psc,slag,పీఎస్సీ,पीएससी"),
    (M::Feature("white"), "white,తెల్ల,सफेद"),
    (
        M::Kind(Kind::Steel),
        "steel,tmt,tmtbar,tmt bars,inumu,inum,sariya,saria,sariyas,loha,loham,iron,इस्पात,स्टील,सरिया,लोहा,टीएमटी,ఇనుము,స్టీల్,టీఎంటీ,ఉక్కు",
    ),
    (
        M::Rod,
        "rod,rods,bar,bars,tmt rod,tmt rods,steel rods,steel bars,iron rods,chuvva,chuvvalu,salaka,salakalu,seekulu,seeku,chhad,छड़,रॉड,सरिये,ఇనుప చువ్వలు,చువ్వలు,సలాక,సలాకలు,సీకులు,రాడ్,రాడ్లు",
    ),
    (
        M::Feature("bindingwire"),
        "binding wire,kattu teega,taar,కట్టు తీగ,బైండింగ్ వైర్,बांधने वाला तार,बाइंडिंग वायर",
    ),
    (
        M::Kind(Kind::Sand),
        "sand,snad,sandu,isuka,isuk,usike,usuka,isika,iska,ret,reti,rethi,balu,baalu,रेत,रेती,बालू,ఇసుక,ఉసికె",
    ),
    (
        M::Feature("river"),
        "river,river sand,vagu,vaagu,nadi,nadi isuka,vagu isuka,godavari,नदी,నది,వాగు,గోదావరి",
    ),
    (M::Feature("coarse"), "coarse,doddu,dodu,doddu isuka,moti,mota,moti ret,मोटी,మోటు,దొడ్డు"),
    (M::Feature("fine"), "fine,sanna,sannam,sanna isuka,bareek,barik,baarik,mahin,बारीक,महीन,సన్న"),
    (
        M::Feature("msand"),
        "msand,m sand,manufactured sand,manufactured,robo,robosand,robo sand,robo isuka,रोबो,रोबो सैंड,एम सैंड,रोबो रेत,రోబో,రోబో శాండ్,ఎం శాండ్,రోబో ఇసుక",
    ),
    (M::Feature("psand"), "psand,p sand,plaster sand,plastering sand,पी सैंड,पीसैंड,పీ శాండ్,పి శాండ్"),
    (M::Feature("dust"), "dust,stone dust,crusher dust,crusher powder,dhool,dhul,धूल,डस्ट,డస్ట్"),
    (M::Feature("moram"), "moram,murram,muram,morram,gravel,मुरम,मोरम,మొరం"),
    (
        M::Kind(Kind::Aggregate),
        "aggregate,aggregates,agregate,metal,mettal,metalu,kankara,kankar,kankad,kankra,gitti,giti,rodi,bajri,jelly,jalli,गिट्टी,रोड़ी,बजरी,कंकड़,कंकर,मेटल,కంకర,మెటల్",
    ),
    (M::Feature("chips"), "chips,chip,baby chips,चिप्स,చిప్స్"),
    (
        M::Kind(Kind::Brick),
        "brick,bricks,briks,brik,brck,ituka,itukalu,ituk,itike,itikelu,itka,itkalu,eent,eint,int,inta,ईंट,ईंटें,ईट,ईंटे,ఇటుక,ఇటుకలు,ఇటికె,ఇటికలు",
    ),
    (M::Feature("red"), "red,erra,yerra,lal,laal,clay,red clay,लाल,ఎర్ర"),
    (
        M::Feature("flyash"),
        "flyash,fly ash,cement brick,cement bricks,cement ituka,cement itukalu,ash brick,ash bricks,फ्लाई ऐश,सीमेंट ईंट,ఫ్లై యాష్,సిమెంట్ ఇటుక,సిమెంట్ ఇటుకలు",
    ),
    (M::Feature("wirecut"), "wirecut,wire cut,वायर कट,వైర్ కట్"),
    (
        M::Kind(Kind::Block),
        "block,blocks,blok,bloks,dimma,dimmalu,cement block,cement blocks,concrete block,concrete blocks,ब्लॉक,ब्लाक,బ్లాక్,బ్లాకులు,బ్లాక్స్,దిమ్మ,దిమ్మలు",
    ),
    (M::Feature("aac"), "aac,siporex,lightweight,light weight,magicrete,एएसी,ఏఏసీ"),
    (M::Feature("solid"), "solid,ठोस,సాలిడ్"),
    (M::Feature("hollow"), "hollow,holow,holo,हॉलो,खोखला,హాలో"),
];

/// Who is hired by the day.
const TRADES: Table = &[
    (
        M::Labour,
        "labour,labor,labours,labors,labar,lebar,workers,worker,lebor,मजदूरी,लेबर,లేబర్,లేబరు,పనివాళ్ళు,పనివాళ్లు",
    ),
    (
        M::Feature("mason"),
        "mason,masons,mestri,mestry,maistry,mesthri,mestrilu,mistri,mistry,mistree,tapi,taapi,tapi mestri,raj mistri,rajmistri,karigar,मिस्त्री,राज मिस्त्री,कारीगर,మేస్త్రి,మేస్త్రీ,మేస్త్రీలు,తాపీ,తాపీ మేస్త్రి,మేస్త్రులు",
    ),
    (
        M::Feature("helper"),
        "helper,helpers,kooli,coolie,cooli,kuli,koolie,coolies,koolilu,mazdoor,majdoor,mazdur,majdur,हेल्पर,मज़दूर,मजदूर,कुली,కూలీ,కూలీలు,కూలి,హెల్పర్",
    ),
    (M::Either(&["mason", "helper"]), "beldar,beldaar,बेलदार"),
    (
        M::Feature("carpenter"),
        "carpenter,carpenters,carpentor,vadrangi,vadla,badhai,badhayi,sutar,wood carpenter,बढ़ई,सुतार,कारपेंटर,వడ్రంగి,కార్పెంటర్",
    ),
    (
        M::Feature("plumber"),
        "plumber,plumbers,plumbar,plambar,nal wala,nalwala,प्लंबर,नल वाला,ప్లంబర్,ప్లంబరు",
    ),
    (
        M::Feature("electrician"),
        "electrician,electricians,electrishan,electrition,elektrician,current pani,bijli,bijli wala,light wala,इलेक्ट्रीशियन,बिजली वाला,ఎలక్ట్రీషియన్,కరెంట్ పని",
    ),
    (
        M::Feature("painter"),
        "painter,painters,painting,rangulu,sunnam,putai,puttai,rang wala,पेंटर,पुताई,పెయింటర్,రంగులు,సున్నం",
    ),
    (
        M::Feature("barbender"),
        "bar bender,bar benders,rod bender,rod benders,barbender,bar bending,steel fitter,rod fitter,sariya mistri,sariya wala,बार बेंडर,सरिया मिस्त्री,రాడ్ బెండర్,రాడ్ బెండర్లు",
    ),
    (
        M::Feature("shuttering"),
        "shuttering,shuttering carpenter,centring,centering,sentring,centring carpenter,शटरिंग,सेंट्रिंग,సెంట్రింగ్",
    ),
    (
        M::Feature("tile"),
        "tile,tiles,tile mason,tiles mason,tile mestri,tile mistri,tiles mestri,marble mason,टाइल,टाइल मिस्त्री,టైల్స్,టైల్స్ మేస్త్రి",
    ),
    (M::Feature("welder"), "welder,welders,welding,वेल्डर,వెల్డర్"),
];

const MEASURES: Table = &[
    (
        M::Measure(Measure::Unit(Unit::Bag)),
        "bag,bags,bgs,bg,bagg,baggs,bagulu,basta,bastalu,bastha,basthalu,bastaalu,sanchi,sanchulu,moota,mootalu,muta,bori,boriyan,boriya,bora,bore,katta,katte,thaila,thaile,बोरी,बोरियां,बोरा,बोरे,कट्टा,कट्टे,थैला,बैग,బస్తా,బస్తాలు,సంచి,సంచులు,మూట,మూటలు,బ్యాగు,బ్యాగులు,బ్యాగ్",
    ),
    (
        M::Measure(Measure::Unit(Unit::Tonne)),
        "ton,tons,tonne,tonnes,tn,mt,tannu,tannulu,tonnu,tan,టన్ను,టన్నులు,టన్,टन",
    ),
    (
        M::Measure(Measure::Unit(Unit::Kg)),
        "kg,kgs,kilo,kilos,kejilu,kilolu,kgm,kilogram,kilograms,किलो,केजी,కిలో,కిలోలు,కేజీ,కేజీలు",
    ),
    (M::Measure(Measure::Unit(Unit::Cft)), "cft,cuft,cubic feet,cubic foot,घनफुट,ఘనపు అడుగులు"),
    (
        M::Measure(Measure::Unit(Unit::Load)),
        "load,loads,lodu,lodulu,lod,trip,trips,लोड,లోడు,లోడ్,లోడులు,లోడ్లు",
    ),
    (M::Measure(Measure::Unit(Unit::Piece)), "piece,pieces,pcs,pc,pis,nos,nag,పీసులు,పీస్,नग,पीस"),
    (
        M::Measure(Measure::Unit(Unit::Person)),
        "person,persons,people,members,log,log chahiye,janalu,mandi,manushulu,aadmi,लोग,आदमी,మంది,మనిషి,మనుషులు,జనాలు",
    ),
    (M::Measure(Measure::Brass), "brass,bras,ब्रास,బ్రాస్"),
    (M::Measure(Measure::CubicMetre), "m3,cum,cubic meter,cubic metre,cubic metres,cubic meters"),
    (
        M::Measure(Measure::Vehicle),
        "tractor,tractors,tractar,trolley,troli,trolly,tipper,tippers,lorry,lorries,lari,truck,trucks,gaadi,gadi,bandi,bandlu,auto,dumper,ट्रैक्टर,गाड़ी,ट्रॉली,ट्रक,टिपर,ట్రాక్టర్,లారీ,బండి,టిప్పర్,ట్రక్కు",
    ),
    (
        M::Measure(Measure::Loose),
        "unit,units,day,days,din,roju,rojulu,hour,hours,month,week,sqft,sft,sq ft,feet,foot,ft,meter,metre,meters,m,bundle,bundles,box,boxes,litre,liter,quintal,quintals,gram,grams,दिन,యూనిట్,రోజులు,రోజు,यूनिट",
    ),
    (M::Mm, "mm,emm,em em,ఎంఎం,మి మీ,एमएम,मिमी"),
    (M::Inch, "in,inch,inches,inchi,inchulu,इंच,అంగుళాలు,అంగుళం,ఇంచు,ఇంచులు"),
    (M::Times, "x"),
    (M::Grade, "grade,grad,gread,gred,graed,ग्रेड,గ్రేడ్"),
    (M::Fe, "fe,एफई"),
    (M::Ductile, "d"),
];

/// Numbers as words. Telugu counts people with words of their own. *saat* and *saath*, *bees* and *tees*, *teen* and
/// *ten* are one slip apart.
const NUMBERS: Table = &[
    (M::Number(1000), "one,ek,okati,oka,okkaru,okkadu,एक,ఒకటి,ఒక,ఒక్కరు"),
    (M::Weak(2000), "do"),
    (M::Number(2000), "two,rendu,iddaru,दो,రెండు,ఇద్దరు"),
    (M::Doubtful(3000), "teen,tin"),
    (M::Number(3000), "three,moodu,mudu,mugguru,तीन,మూడు,ముగ్గురు"),
    (M::Number(4000), "four,char,chaar,nalugu,naalugu,naluguru,चार,నాలుగు,నలుగురు"),
    (M::Number(5000), "five,panch,paanch,aidu,ayidu,aiduguru,पांच,पाँच,ఐదు,అయిదు,ఐదుగురు"),
    (M::Number(6000), "six,chhe,che,chah,aaru,aaruguru,छह,छः,ఆరు,ఆరుగురు"),
    (M::Doubtful(7000), "saat"),
    (M::Number(7000), "seven,yedu,edu,eduguru,सात,ఏడు,ఏడుగురు"),
    (M::Number(8000), "eight,aath,enimidi,आठ,ఎనిమిది"),
    (M::Number(9000), "nine,nau,tommidi,नौ,తొమ్మిది"),
    (M::Doubtful(10_000), "ten"),
    (M::Number(10_000), "das,padi,दस,పది"),
    (M::Number(11_000), "eleven,gyarah,padakondu,ग्यारह,పదకొండు"),
    (M::Number(12_000), "twelve,barah,pannendu,बारह,పన్నెండు"),
    (M::Number(15_000), "fifteen,pandrah,padihenu,padhihenu,पंद्रह,పదిహేను"),
    (M::Doubtful(20_000), "bees"),
    (M::Number(20_000), "twenty,iravai,बीस,ఇరవై"),
    (M::Number(25_000), "pachees,pachis,पच्चीस"),
    (M::Doubtful(30_000), "tees"),
    (M::Number(30_000), "thirty,muppai,तीस,ముప్పై"),
    (M::Number(40_000), "forty,chalis,nalabhai,चालीस,నలభై"),
    (M::Number(50_000), "fifty,pachas,yabhai,yaabhai,पचास,యాభై"),
    (M::Doubtful(60_000), "saath"),
    (M::Number(60_000), "sixty,aravai,साठ,అరవై"),
    (M::Number(70_000), "seventy,sattar,debbai,सत्तर,డెబ్బై"),
    (M::Number(80_000), "eighty,assi,enabhai,अस्सी,ఎనభై"),
    (M::Number(90_000), "ninety,nabbe,tombhai,नब्बे,తొంభై"),
    (M::Number(500), "half,ara,aadha,adha,आधा,అర"),
    (M::Number(250), "quarter,paavu,paav,pav,पाव,పావు"),
    (M::Number(750), "muppaavu,ముప్పావు"),
    (M::Number(1500), "dedh,okatinnara,डेढ़,ఒకటిన్నర"),
    (M::Number(2500), "dhai,adhai,rendunnara,ढाई,రెండున్నర"),
    (M::Modify(250), "sava,savaa,सवा"),
    (M::Modify(-250), "paune,paun,पौने"),
    (M::Modify(500), "saadhe,sadhe,साढ़े"),
    (M::Multiply(12), "dozen,darjan,दर्जन,డజను"),
    (M::Multiply(100), "hundred,sau,vanda,vandalu,nooru,सौ,వంద,వందలు,నూరు"),
    (M::Multiply(1000), "thousand,hazaar,hazar,veyyi,velu,k,हज़ार,हजार,వెయ్యి,వేలు"),
    (M::Multiply(100_000), "lakh,laksha,lakhs,लाख,లక్ష,లక్షలు"),
];

const OTHERS: Table = &[
    (M::And, "and,aur,mariyu,inka,plus,और,మరియు,ఇంకా"),
    (
        M::More,
        "more,add,extra,ekstra,another,additional,increase,zyada,jyada,inko,inkoka,ekkuva,adanam,badhao,badha do,kalupu,kalapandi,\
         ज़्यादा,ज्यादा,बढ़ाओ,बढ़ा दो,जोड़ो,जोड़ दो,एक्स्ट्रा,ఎక్కువ,అదనం,అదనంగా,ఇంకో,కలుపు,కలపండి,ఎక్స్ట్రా",
    ),
    (
        M::Filler,
        "make,make it,do it,change to,change it to,kar do,kardo,karo,chey,cheyi,cheyandi,कर दो,करो,చేయండి,చేయి,need,want,wanted,required,require,req,please,pls,plz,send,give,get,order,buy,book,i,me,we,us,my,for,the,a,an,of,to,at,on,with,is,it,\
         hi,hello,anna,anna garu,bhai,bhaiya,sir,garu,ji,boss,bro,kavali,kaavali,kaavaali,kawali,pampandi,pampu,ivvandi,chahiye,chaiye,chahie,bhejo,\
         bhej do,hona,dena,de do,mujhe,mereko,naaku,naku,maaku,ki,ku,lo,ka,ke,se,ko,\
         today,tomorrow,repu,ellundi,eeroju,ippudu,aaj,kal,parso,abhi,now,urgent,morning,evening,poddunna,sayantram,subah,shaam,\
         rate,price,cost,entha,enta,kitna,kitne,bhav,daam,retu,bolo,cheppandi,available,undha,unda,hai,hain,\
         site,house,home,illu,intiki,ghar,makan,plot,road,near,delivery,deliver,good,quality,best,new,company,brand,material,items,item,qty,quantity,only,total,each,per,\
         चाहिए,भेजो,मुझे,का,की,के,में,को,कल,आज,भाई,और कुछ,कितना,रेट,భాయ్,కావాలి,పంపండి,ఇవ్వండి,నాకు,రేపు,ఈరోజు,అన్న,ధర,ఎంత,రేటు,कृपया,दे दो,हमें,మాకు,దయచేసి",
    ),
    (
        M::No,
        "no,not,dont,don,t,cancel,remove,without,stop,instead,vaddu,kaadu,ledu,nahi,nahin,nakko,mat,नहीं,मत,नक्को,रद्द,వద్దు,కాదు,లేదు,రద్దు",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_has_one_meaning() {
        let mut seen: HashMap<String, Meaning> = HashMap::new();
        for (meaning, spellings) in
            [THINGS, TRADES, MEASURES, NUMBERS, OTHERS].into_iter().flatten()
        {
            for spelling in spellings.split(',') {
                let joined: String = spelling.split_whitespace().collect();
                assert!(!joined.is_empty(), "an empty spelling of {meaning:?}");
                let before = seen.insert(joined.clone(), *meaning);
                assert!(
                    before.is_none_or(|before| before == *meaning),
                    "{joined}: {before:?} and {meaning:?}"
                );
            }
        }
        assert!(seen.len() > 700, "{}", seen.len());
    }

    #[test]
    fn spellings_are_written_as_they_are_looked_up() {
        for spelling in BY_SPELLING.keys() {
            let read = super::super::tokens::tokens(spelling);
            let whole = super::super::tokens::Token::Word(spelling.clone());
            assert_eq!(read, [whole], "{spelling}");
        }
    }
}
