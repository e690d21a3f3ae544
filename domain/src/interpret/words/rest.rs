//! What is done with it, and all that people say besides.

use super::Row;
use crate::interpret::lexicon::Cue as C;
use crate::interpret::lexicon::Lex as L;

pub(super) const EDITS: &[Row] = &[
    (
        L::And,
        "nd,and,n,plus,also,with,along with,as well as",
        "aur,or bhi,saath me,bhi,और,व,भी",
        "mariyu,inka,inkaa,alage,kuda,kooda,plus,మరియు,ఇంకా,అలాగే,కూడా",
    ),
    (L::Or, "or,either", "ya,yaa,ya fir,या", "leka,leda,ledaa,lekapothe,లేదా,లేక,లేకపోతే"),
    (
        L::Each,
        "each,per each,apiece,ea",
        "har ek,hrek,प्रत्येक",
        "okkokka,okkoti,okkoo,okkokkati,cheri,chero,ఒక్కొక్క,చెరో,okkokkaru,okkokkati,okkokkariki,okkokati,chera,cherokati,ఒక్కొక్కటి,ఒక్కొక్కరు,చెరి,తలా,thala,tala",
    ),
    (
        L::Not,
        "avasaram ledu,avasaram leduu,అవసరం లేదు,zarurat nahi,jarurat nahi,not,no,dont,do not,dont want,don t,no need,not needed,not required,dont need,dont send",
        "nahi,nahin,nai,nakko,nako,mat,na bhejo,nahi chahiye,nai hona,नहीं,नही,मत,नक्को,नहीं चाहिए",
        "vaddu,vadhu,vaddhu,odhu,oddu,kaadu,kadu,kaadhu,వద్దు,కాదు,వద్దండి,vaddandi",
    ),
    (
        L::Add,
        "और जोड़ दो,और जोड़ देना,aur jod do,add cheyandi,add chey,add,increase by,extra,additional,another,add on,include",
        "jodo,jod do,jod dena,aur chahiye,aur bhejo,aur dalo,aur daal do,badha do,badhao,badha dena,zyada,jyada,ek aur,extra,और जोड़ो,जोड़ दो,बढ़ा दो,बढ़ाओ,ज़्यादा,और चाहिए",
        "kalupu,kalapandi,kalipi,adanam,adanamga,adananga,inko,inkoka,inkonni,ekkuva,కలపండి,కలుపు,అదనంగా,అదనం,ఇంకో,ఎక్కువ,ఇంకొక,యాడ్ చేయండి",
    ),
    (L::More, "more", "", ""),
    (
        L::Raise,
        "increase,raise,make it more,increase to",
        "badhakar,badha ke,बढ़ाकर",
        "penchandi,penchu,pencheyandi,penchali,పెంచండి,పెంచు,పెంచాలి",
    ),
    (
        L::Less,
        "tagginchi,taggincho,tagginchali,తగ్గించాలి,less,reduce,decrease,fewer,reduce by,cut,minus,lessen,cut it down,cut down,bring down,lower",
        "kam,kam karo,kam kar do,kam krdo,ghata do,ghatao,कम,कम करो,कम कर दो,घटा दो",
        "tagginchandi,tagginchu,taggincheyandi,takkuva cheyandi,takkuva chey,తగ్గించండి,తగ్గించు,తక్కువ చేయండి",
    ),
    (
        L::Set,
        "shift it,shift to,shift the,postpone,postpone to,prepone,make,make it,make that,change,change to,change it to,update,modify,correct,set",
        "kar do,krdo,kardo,kar dena,badal do,badlo,badal ke,कर दो,बदल दो,बदलो,कर देना,karo",
        "cheyandi,cheyi,chey,cheyyandi,marchandi,maarchandi,marchu,maarchu,చేయండి,చెయ్యండి,మార్చండి,చెయ్యి,మార్చు,cheseyandi,chesey,cheseyi,chesendi,చేసేయండి,చేసెయ్యండి",
    ),
    (
        L::Remove,
        "remove,drop,delete,take out,take off,leave out,skip,cancel only,exclude",
        "hata do,hatao,hata dena,nikal do,nikalo,हटा दो,हटाओ,निकाल दो,निकालो",
        "teseyandi,tesey,teeseyandi,theeseyandi,tisey,teesey,tiseyandi,తీసేయండి,తీసెయ్యండి,తీసెయ్,తీసేయ్",
    ),
    (L::InsteadOf, "instead,instead of,in place of,rather than", "", ""),
    (
        L::Instead,
        "",
        "ki jagah,ke badle,jagah,badle,ki jaga,की जगह,के बदले,जगह",
        "badulu,badhulu,ku badulu,baduluga,బదులు,బదులుగా,స్థానంలో",
    ),
];

pub(super) const CUES: &[Row] = &[
    (
        L::Cue(C::Price),
        "rate,rates,price,prices,cost,costs,how much is,how much for,charge,charges,quotation,quote,costing,per bag rate,todays rate,amount",
        "kitne ka,kitne ki,kitte ki,kitte ka,kitte me,kitte,kitne me,kitna padega,kitna hai,kya rate,kya bhav,bhav,bhaav,daam,dam,kya price,kitne paise,कितने का,कितने की,भाव,दाम,रेट,कीमत,क्या रेट,कितना पड़ेगा,कितने में",
        "entha,enta,yentha,entha padutundi,entha paduthundi,entha padtundi,enta padutundi,entha avutundi,entha avuthundi,dhara,retu,reytu,entha undi,ధర,రేటు,రేట్,ఎంత,ఎంత పడుతుంది,ధరలు",
    ),
    (
        L::Cue(C::Ask),
        "available,availability,do you have,do you deliver,do you sell,have you,are you,is there,can you,can i,will you,what is,which,what brands,what time,when do you,timings,timing,open,closed,credit,emi,how many days,what all,possible,minimum order,discount,offer,offers,delivery charge,delivery charges,gst bill,do you deliver,do u deliver,do u have,do u sell,how many,how much,u have,any stock,can u,whats,what,who,why",
        "kya,milega kya,milega,milta,milti,hai kya,kya hai,udhar,udhaar,khula,khula hai,konsa,kaunsa,kaun sa,kaun,kaunsi,kitni der,kitne baje,milegi,मिलेगा,मिलेगी,है क्या,क्या,उधार,खुला,कौनसा,कौन सा,kitna,kitne,kitni,kitna kam,kitna padta,padta,padega,milta kya,कितना,कितने,कितनी,पड़ेगा,मिलता",
        "undha,unda,undaa,unnaya,unnayaa,dorukutunda,dorukuthunda,dorkutada,appu,istara,isthara,istaraa,chestara,pampistara,teristara,emi undi,ఉందా,ఉన్నాయా,దొరుకుతుందా,అప్పు,ఇస్తారా,చేస్తారా,పంపిస్తారా,తెరిచి,ఏ బ్రాండ్,edi,e brand,em brand,e rakam,istaru,pampistaru,dorukuthundha,ఇస్తారు,దొరుకుతుంది,enni gantalaku,enni gantalaki,eppudu terustaru,terustaru,terustara,shop eppudu,dukanam,ఎన్ని గంటలకు,తెరుస్తారు,తెరుస్తారా",
    ),
    (
        L::Cue(C::Where),
        "any update,update on,any news,truck left,vehicle left,lorry left,load left,gaadi nikli,where,where is,when will,status,track,tracking,reached,how long,where are,eta,coming or not,when is,when does,what time will,when will,when are,will come,on the way,eta please,where r,where is my",
        "kahan,kaha,kab,kab tak,kab aayega,kab aayegi,kidhar,kahan hai,pahunchi,nikla,nikli,कहां,कहा,कब,कब तक,किधर,कब आएगा,कब आएगी,पहुंची,nikle,nikle kya,nikla kya,aaye kya,aaya kya,aayi kya,pahunche,pahuncha,kidhar tak,aa rahe,aa raha,aayega kab,निकले,निकला,पहुंचा,पहुंचे,आ रहा",
        "ekkada,yekkada,ekkadundi,eppudu,yeppudu,eppudostundi,eppudu vastundi,ekkada undi,vachinda,vacchinda,bayaluderinda,ekkadi varaku,ఎక్కడ,ఎప్పుడు,ఎక్కడుంది,ఎప్పుడొస్తుంది,వచ్చిందా,బయలుదేరిందా,vastunda,vasthunda,vastundi,vasthundi,eppudostaru,vastaru,vasthaaru,vastaara,vastara,vastadu,vastunnara,vastunnadu,వస్తారు,వస్తారా,వస్తాడు,enta sepu,ekkada varaku vachindi,బయలుదేరిందా,వస్తుందా,వస్తుంది,ఎంతసేపు,ekkadi varaku,ekkadivaraku,vachindi,vacchindi,ఎక్కడి వరకు,ఎక్కడివరకు,వచ్చింది",
    ),
    (
        L::Cue(C::NotCome),
        "not come,not came,not yet come,not arrived,not reached,not received,not yet,didnt come,did not come,hasnt come,still waiting,not delivered,still not,delayed,late,not recvd,not recieved,not received yet,not recd,not come yet,not came yet,hasnt arrived,has not come,has not arrived,havent received,not reached yet,havent come",
        "nahi aaya,nahi aayi,nahin aaya,nahi aya,nahi ayi,abhi tak nahi,nai aaya,nahi pahuncha,nahi mila,नहीं आया,नहीं आई,नहीं पहुंचा,नहीं मिला,अभी तक नहीं",
        "raledu,inka raledu,rale,raaledu,ralevu,inka rale,andaledu,రాలేదు,ఇంకా రాలేదు,అందలేదు,రాలే",
    ),
    (
        L::Cue(C::Cancel),
        "cancel,cancell,cancle,cancelled,cancel it,cancel order,cancel my order,cancel the order,call off",
        "cancel karo,cancel kar do,radd,रद्द,कैंसल,कैंसिल,कैन्सल,रद्द कर दो,रद्द करो",
        "cancel cheyandi,cancel chey,raddu,రద్దు,క్యాన్సిల్,క్యాన్సల్,రద్దు చేయండి",
    ),
    (
        L::Aside,
        "last time,last month,last week,last order,had ordered,had taken,ordered before,previous order,previously,not enough,wont be enough,will not be enough",
        "pichli baar,pichle baar,pichle hafte,pichle mahine,gayi baar,li thi,liya tha,liye the,mangaya tha,mangaye the,diya tha,diye the,लिया था,लिए थे,पिछली बार,पिछले हफ्ते,मंगाया था,kam padenge,kam padega",
        "poyina sari,poyinasari,poina sari,poyinasaari,poyina saari,kritam,gata sari,saripovu,saripodu,saripovatledu,chalavu,పోయినసారి,పోయిన సారి,సరిపోవు,సరిపోదు,చాలవు",
    ),
    (
        L::Was,
        "was,were",
        "bola tha,bole the,kaha tha,order kiya tha,कहा था,बोला था,tha,thi,था,थी,थे",
        "cheppanu kada,annanu kada,undedi,undevi,undindi,ఉండేది,ఉండింది",
    ),
    (
        L::Wait,
        "no wait,wait no,sorry,oops,i mean,mistake,by mistake,no no,actually",
        "nahi nahi,nai nai,arre nahi,arey nahi,are nahi,ruko,ruko ruko,galti,galti se,अरे नहीं,नहीं नहीं,रुको,गलती से,माफ करना",
        "aagu,aagandi,aagu aagu,aagandi aagandi,ayyo,porapatu,ayyo porapatu,porapatuna,kaadu kaadu,ఆగు,ఆగండి,అయ్యో,పొరపాటు,అయ్యో పొరపాటు,పొరపాటున,కాదు కాదు",
    ),
    (
        L::Unsure,
        "maybe,may be,not sure,notsure,not decided,not confirmed,not confirm,not fixed,not final,dont know",
        "rehne do,ya rehne do,samajh me nahi,samajh me nai,samajh me nai aara,samajh nahi aa raha,soch ke bolta,pata nahi,pata nai,malum nahi,maloom nahi,confirm nahi,pakka nahi,pakka nai,पता नहीं,पक्का नहीं,मालूम नहीं",
        "teliyadu,teleedu,teliyadhu,inka teliyadu,తెలియదు,తెలీదు",
    ),
    (L::Cue(C::Order), "order,orders,ordar,booking", "ऑर्डर,आर्डर", "ఆర్డర్,ఆర్డరు,ordaru"),
    (
        L::Cue(C::Human),
        "human,agent,real person,customer care,owner,manager,executive,representative,support,supervisor number,office person,operator,somebody,someone,talk to a person,talk to person,talk to someone,talk to owner,talk to somebody,speak to a person,speak to someone,speak to person,connect to person,want to talk,live agent",
        "malik,maalik,seth se baat,insaan,kisi se baat,aadmi se baat,baat karao,baat karna,baat karni,मालिक,इंसान,किसी से बात,बात कराओ,बात करनी,बात करना,सेठ,aadmi se,insan se baat,kisi aadmi se,kisi aadmi se baat,किसी आदमी से,आदमी से बात,बात करवाइए,बात करनी है,बात करवाओ",
        "owner,yajamani,manishi tho,manishitho,evarthonaina,evarithonaina,matladali,matladandi,maatladali,మనిషితో,యజమాని,మాట్లాడాలి,ఎవరితోనైనా,ఓనర్,మేనేజర్",
    ),
    (
        L::Cue(C::Talk),
        "talk,speak,call,call me,call back,callback,phone me,call please,give call,ring me,connect me",
        "phone karo,call karo,baat,फोन करो,कॉल करो,बात",
        "phone cheyandi,call cheyandi,phone chey,kall cheyandi,ఫోన్ చేయండి,కాల్ చేయండి",
    ),
    (
        L::Cue(C::Greet),
        "hi,hello,hey,hii,hiii,helo,hlo,good morning,good evening,good afternoon,gud morning,gm,greetings,gud mrng,gud morning sir,gd mrng,gdmrng,good mrng,gud eve,gm sir,gud evng,good noon,hello ji",
        "namaste,namaskar,salam,salaam,assalam,assalamualaikum,adaab,ram ram,नमस्ते,नमस्कार,सलाम,हैलो,हेलो,subah bakhair,shubh prabhat,suprabhat,adab,salam alaikum,assalamu alaikum,walekum,ram ram ji,सुप्रभात,राम राम,आदाब,शुभ प्रभात",
        "namaskaram,namaste andi,namasthe,నమస్తే,నమస్కారం,హలో,హాయ్,shubhodayam,subhodayam,namaskaram andi,శుభోదయం,నమస్కారమండి",
    ),
    (
        L::Cue(C::Thanks),
        "thanks,thank you,thankyou,thank u,tq,thx,tnx,super,great,nice,well done,welcome,good service,good job,very good",
        "dhanyavad,dhanyawad,shukriya,sukriya,bahut accha,badhiya,धन्यवाद,शुक्रिया,बढ़िया,अच्छा है",
        "dhanyavadalu,dhanyavaadalu,bagundi,baagundi,chala bagundi,santosham,ధన్యవాదాలు,థాంక్స్,బాగుంది,సంతోషం,సూపర్",
    ),
    (
        L::Cue(C::Ok),
        "ok,okay,okey,k,oky,okk,yes,yeah,fine,sure,right,done,noted,got it,understood,ya ok,no issues,no issue,no problem,no worries,fine no issues,ok no issues,np,all good",
        "haan,han,haa,hau,theek,theek hai,thik hai,thik,thik he,acha,accha,achha,sahi,sahi hai,chalega,हाँ,हां,ठीक,ठीक है,अच्छा,सही है,चलेगा",
        "avunu,sare,sarey,sarlendi,sari,alage,alaage,ayithe sare,అవును,సరే,అలాగే,సరేలే,సరేనండి,ఓకే",
    ),
    (
        L::Cue(C::Complaint),
        "bekar,bekaar,patthar ban,gattipadi,gatti padi,gattipadindi,గట్టిపడి,గట్టి పడి,గట్టిపడ్డాయి,matti undi,mitti zyada,motham matti,complaint,complain,wrong,bad,broken,damaged,damage,defective,poor,worst,cheated,short,missing,spoiled,wet,expired,problem,issue,nobody,no one,not picking,not good,less weight,rude,hard set,cracked,delayed again",
        "kya maal hai,kaisa maal,kharab,kharaab,tuta,toota,tooti,tuti,galat,ganda,shikayat,dhokha,kam nikla,kam nikli,ख़राब,खराब,टूटा,टूटी,टूटे,गलत,शिकायत,कम निकला,धोखा,घटिया",
        "paadaindi,padaindi,virigipoyayi,virigipoyindi,pagilipoyayi,pagilindi,tadisipoyayi,baagaledu,bagaledu,bagoledu,tappu,mosam,complaint,takkuva vacchayi,పాడైంది,విరిగిపోయాయి,పగిలిపోయాయి,బాగాలేదు,తప్పు,మోసం,ఫిర్యాదు,తక్కువ వచ్చాయి,నాసిరకం,pagilipoyi,virigipoyi,పగిలిపోయి,విరిగిపోయి,విరిగిపోయాయి",
    ),
    (
        L::Cue(C::Refund),
        "refund,money back,my money back,return money",
        "paise wapas,paisa wapas,paise vapas,पैसे वापस",
        "dabbulu vapasu,dabbulu vapas,dabbulu wapas,డబ్బులు వాపసు,డబ్బు వాపసు",
    ),
    (
        L::Cue(C::Abuse),
        "idiot,stupid,fool,useless,nonsense,bloody,bastard,fraud,cheater,cheaters,rascal,shit,fuck,thief,thieves,scam",
        "bakwas,bewakoof,bevakoof,chor,saala,sala,gadha,kamina,harami,pagal,चोर,बकवास,बेवकूफ,साला,पागल,हरामी",
        "donga,dongalu,vedhava,vedava,erripuvva,yerri,buddi leda,buddi ledha,దొంగ,దొంగలు,వెధవ,పిచ్చి,దరిద్రం",
    ),
    (
        L::Cue(C::Paid),
        "paid,payment done,payment sent,i paid,have paid,transferred,gpay done,phonepe done,amount sent,money sent,utr,transaction,screenshot,payment completed,payment made,phonepe,phone pe,gpay,google pay,paytm,bhim,gpay chesa,payment,neft,imps,rtgs,amount gpay,money,transferred amount",
        "paise bhej diye,paise bhej diya,paisa bhej diya,payment kar diya,payment ho gaya,paise de diye,पैसे भेज दिए,पेमेंट कर दिया,पेमेंट हो गया,पैसे दे दिए,paise,paisa,paise kar diye,phonepe kar diya,phonepe kar diye,gpay kar diya,paise phonepe,पैसे,पैसा,फोनपे,पेमेंट",
        "dabbulu pampanu,dabbulu pampinchanu,payment chesanu,paisalu pampanu,dabbulu icchanu,dabbulu kattanu,డబ్బులు పంపాను,పేమెంట్ చేశాను,డబ్బులు కట్టాను,dabbulu,paisalu,phonepe chesanu,gpay chesanu,gpay chesa,phonepe chesa,డబ్బులు,పైసలు,ఫోన్‌పే చేశాను,పేమెంట్",
    ),
    (
        L::Cue(C::Repeat),
        "same as last,same as last time,same as before,repeat,repeat order,same order again,last order,again same,same again,previous order,reorder,like last time,usual",
        "pichla wala,pichli baar wala,pehle jaisa,wahi wala,wahi phir,wahi order,phir se wahi,पिछली बार वाला,वही,पहले जैसा,फिर से वही",
        "poyina sari laga,gatham laga,mundu laga,ade malli,malli ade,adhe malli,polina,పోయినసారి లాగా,మళ్ళీ అదే,ముందు లాగా,అదే మళ్ళీ",
    ),
    (
        L::Cue(C::Address),
        "address,adress,addres,location,locality,landmark",
        "pata,पता,ठिकाना",
        "chirunama,చిరునామా,అడ్రస్,అడ్రెస్",
    ),
    (
        L::Cue(C::Tell),
        "tell me,let me know,tell,inform",
        "bolo,bol,batao,aap bolo,bata do,bolna,batana,बताओ,बोलो,बता दो,बताना",
        "cheppandi,cheppu,cheppara,cheppandi anna,చెప్పండి,చెప్పు",
    ),
    (
        L::Cue(C::Stop),
        "stop,stop messages,unsubscribe,opt out",
        "band karo,message band karo,बंद करो",
        "aapandi,messages aapandi,ఆపండి,మెసేజ్ ఆపండి",
    ),
    (
        L::Cue(C::Start),
        "start messages,resume,subscribe",
        "chalu karo,चालू करो",
        "start cheyandi,ప్రారంభించండి",
    ),
    (
        L::Cue(C::Want),
        "reqmnt,reqt,giravaiye,girwaiye,giraiye,dalwao,dalwaiye,dalwana,mangwaiye,pahunchaiye,pahunchwa do,dimpistara,dimpisthara,pampagalara,dimpagalara,esi po,vesi po,dinchandi,dinchu,sand me,send me,hone,bhijado,bhijwana,bhijana,bhijwado,bhijwa dena,utaro,utarna,utarwa do,girwa do,girana,girana hai,girwana,dimpali,dimpinchali,dimpara,pampara,pampali,pampaali,pampinchali,pampandra,pampuu,teppinchali,pampinchara,ivvara,ivvali,dimpamani,pampamani,పంపాలి,దింపాలి,పంపించాలి,పంపరా,bhijwaiye,bhejwa do,bhejwana,pahuncha do,pahuncha dena,bhejna hai,bhijwaana,laga do,chahiyen,need,needed,needs,want,wanted,require,required,requirement,req,send,snd,sent me,please send,deliver,drop off,book,arrange,provide,supply,get,give,order for,looking for",
        "chahiye,chaiye,chahie,chahiey,cahiye,chiye,hona,honaa,mangta,mangta hai,mangna,bhejo,bhejna,bhej do,bhejdo,bhej dena,bhijwa do,bhejiye,bhijwao,dena,de do,dedo,dijiye,do na,girado,gira do,girana,dalwa do,dalo,lao,laao,la do,lagwa do,mangwao,mangwa do,चाहिए,भेजो,भेज दो,भेजना,दे दो,देना,भेजिए,दीजिए,गिरा दो,डलवा दो,लाओ,मंगवाओ,भिजवा दो,भेज,भेजिएगा,करवाइए,भेज दीजिए,भेजिये,चाहिये,डालना,डाल दो,लगेगा,लगेंगे,लगेगी,lagega,lagenge,lagegi,bhejdena,bhejiyega,dijiyega,चाहिएं,होना,order kar do,order karo,book kar do,book karo,arrange karo,arrange kar do,intezam karo,delivery kar do,delivery karo,bandobast karo,order likh lo,likh lo,likho,note karo,ऑर्डर कर दो,बुक कर दो,लिख लो",
        "kavali,kaavali,kaavaale,kaavale,kaavaali,kawali,kavaali,kavale,pampandi,pampinchandi,pampu,pampinchu,pampichandi,ivvandi,ivvu,iyyandi,teppinchandi,teesukurandi,tisukurandi,dimpandi,dimpinchandi,dimpu,veyandi,veyinchandi,ravali,raavali,rammanandi,కావాలి,పంపండి,పంపించండి,ఇవ్వండి,తెప్పించండి,దింపండి,దింపించండి,వేయండి,రావాలి,పంపు,కావాలండి,రమ్మనండి,order cheyandi,book cheyandi,arrange cheyandi,order chey,delivery cheyandi,supply cheyandi,veyinchu,teppinchu,rasukondi,kvli,kvali,pampndi,ఆర్డర్ చేయండి,బుక్ చేయండి,రాసుకోండి",
    ),
];

pub(super) const FILLERS: &[Row] = &[(
    L::Filler,
    "i,d,me,we,us,full,dia,off,tower,wing,past,flyover,exit,orr,outer ring road,behind temple,third floor,fourth floor,fifth floor,type,typing,any number,any amount,concrete,rs,rupees,rupee,my,our,mine,you,your,the,a,an,of,to,at,on,in,for,is,it,its,be,am,will,would,shall,should,has,have,had,been,there,here,that,these,those,so,as,if,then,but,just,only,pls,plz,please,plss,kindly,sir,madam,boss,bro,brother,dear,friend,ji,garu,good,best,quality,new,fresh,original,branded,brand,company,site,house,home,plot,flat,villa,apartment,building,road,street,colony,nagar,area,near,opp,opposite,behind,beside,next to,location,work,room,slab,roof,wall,walls,foundation,floor,ground,basement,column,columns,beam,beams,pillar,pillars,plastering,concreting,construction,delivery,total,all,one more thing,today only,same,order again,list,hyderabad,secunderabad,kokapet,gachibowli,madhapur,miyapur,kondapur,kukatpally,manikonda,nallagandla,lb nagar,uppal,ameerpet,begumpet,banjara hills,jubilee hills,hitech city,narsingi,tellapur,bachupally,nizampet,chandanagar,lingampally,patancheru,shamshabad,attapur,mehdipatnam,tolichowki,dilsukhnagar,hayathnagar,kompally,alwal,bowenpally,size,sizes,type,item,no of,number,nos of,qty,quantity,sharp,compulsory,must,very,also need,both,any,wala,wali,type of,based,ready,start,starting work,going on,pouring,immediately needed,ok sir,urgent basis,plot no,house no,flat no,door no,phone no,ph no,phn,ph,mobile no,mobile,order no,road no,lane no,h no,d no,metro,station,lane,phase,gate,shed,length,long,yet to,bit,bits,come,coming over,dump,unload,unloading,tonight only,rooms,u,r,ur,want to,washed,coarse,fine sand wali,fine one,thick,thin,double,single,heavy,light,clean,dry,big,small,first,second,third,1st floor,2nd floor,3rd floor,4th floor,ground floor,top floor,wait,waiting,check,ok na,plz sir,note,attached,photo,sample,samples,floor work,slab work,tile work,brick work,brickwork,wall work,use,used,using,unit wise,party,function,owner house,new house,half built,them,they,he,she,his,her,him,per,etc,asap basis,vehicle,main,main road,temple,school,hospital,masjid,mandir,church,park,bus stop,signal,circle,x roads,cross roads,crossroads,cell,cel,contact,whatsapp,num,phone,chalu,enough,leak,motor,fix,fixed,final,quantity wise,balance amount",
    "sath me,sath mein,kitna hota utna,jitna hota utna,jitna lagega,plastar,plastar ke liye,plastar ke vaste,bhot,bahut,bohot,baaki,baki,baaki same,jara,zara,peeche,pichhe,ke peeche,samne,ke samne,bagal,bagal me,shaadi,usku,isku,unku,ich,ab,abki baar,ab ki baar,is baar,iss baar,abki,saat gumbad,sat gumbad,sau foot road,100 foot road,khadi,khadi karna,khada,khade,der nakko karo,der mat karo,late mat karo,deri mat karo,andar,bahar,ke andar,mereku,tereku,hamku,unku,apanku,apan,kam hai,ka kam,ke kam,kam hi hai,chauthe,chautha,chauthi,dusre,doosre,dusra,dusri,teesre,tisre,teesri,tisri,panchve,chadhana,chadhani,chadhane,चौथी,चौथे,दूसरे,तीसरे,aata,aati,kitni bhi,kitna bhi,kitne bhi,jitna ho,कितनी भी,कितना भी,कितने भी,bhai,bhaiya,bhaisaab,bhaijaan,bhaijan,sahab,saab,saheb,yaar,re,ji,arre,are,mujhe,mereko,humko,hume,hamein,mere,mera,meri,hamara,humare,apna,apne,aap,tum,ka,ki,ke,ko,me,mein,pe,par,hi,to,na,hai,hain,ho,hoga,hogi,kuch,thoda,bas,sirf,wala,wali,wale,vala,vali,accha wala,ghar,makan,site pe,site par,kaam,kam se kam,liye,vaste,waste,wahan,yahan,idhar,udhar,upar,niche,jaisa,jaise,sab,sabhi,lag raha,chal raha,karna,karni,theek karna,भाई,भैया,साहब,जी,मुझे,मेरे,मेरा,हमें,हमको,का,की,के,को,में,पर,पे,ही,तो,है,हैं,लिए,वाला,वाली,वाले,घर,मकान,काम,साइट,यहां,वहां,बस,सिर्फ,थोड़ा,होगा,सर,मेरी,अपने,तक का,कृपया,कुछ,ek saath,ek sath,saath,thoda sa,thodi,thode,pass,paas,ke pass,ke paas,maale,mala,manzil,manjil,darwaze,lagane,lagana,lambi,lamba,lambe,moti,mota,mote,bareek,barik,baarik,mahin,patli,patla,us,usme,us me,isme,is me,dekho,dekh lo,dekhna,samjho,koi,kisi,kisko,log sab,ek dam,ekdam,ekdum,pakka,pakki,zaroor,jaroor,jarur,abhi abhi,theek se,wait karra,karra,karre,kar raha,kar rahe,hum,main,ham,unka,unke,uska,uske,iska,iske,shuru,chalu hai,khatam,khatam ho gaya,ho gaya,ho gayi,banana,banane,banwana,dalna,dalni,nayi,naya,purana,bada,chota,chhota,bhaiyya,bhau,miyan,miya,hazrat,janab,थोड़ा,थोड़ी,मोटी,बारीक,एक साथ,साथ,मंजिल,मंज़िल,दूसरी,तीसरी,पहली,पास,नंबर,नया,नई,कोई,किसी,वहाँ,हम,उसमें,में से,जल्दी से,लगाना,डालना,बनाना,हो गया,मैं,मुझको,हमारे,आप,आपका,कर रहे,रहे,रहा,हूं,हूँ,jitna,jitni,jitne,lage,utna,utni,utne,karne,karke,karte,karega,karenge,karoge,bheje,aayi,aaya,hui,hua,hue,kaafi,kafi,tab,jab,agar,lekin,magar,waise,aise,gaya,gayi,rakhna,rakho,bola,bole,kehna,lena,leke,lekar,liya,diya,log bhejo na,raste,काफी,अगर,लेकिन,गया,गई,आया,आई,रखना,बोला,लेना,लेकर,poora,pura,puri,poori,kar,kr,पूरा,पूरी,पूरे,कर,करें,करिए",
    "నెంబర్,నెంబరు,నంబర్,నంబరు,annayya,kaka,repo mapo kaadu,repo mapo,po,mandi leru,thammudu,తమ్ముడు,తమ్ముడూ,అన్నయ్య,jara,biginchali,biginchandi,flyover,pakkana,venaka,venakala,eduruga,mundara,pelli,ee sari,ee saari,eesari,eesaari,ఈసారి,ఈ సారి,late cheyakandi,aalasyam cheyakandi,aalasyam vaddu,ve,vi,kinda,meeda,kindha,పైన,కింద,nalugo,aido,cheyali,cheyyali,cheyalsi,khali,khaali,చేయాలి,నాలుగో,మూడో,రెండో,ఐదో,మొదటి,entaina,enthaina,ennaina,ఎంతైనా,ఎన్నైనా,adda,అడ్డా,anna,annaya,annagaru,akka,babu,andi,sir,saaru,sar,baava,bava,thammudu,tammudu,mama,naaku,naku,maaku,maku,naa,maa,mana,mi,mee,meeru,ki,ku,lo,ni,nu,tho,to,kosam,kosamu,kante,ga,gaa,ani,inti,intiki,illu,illuki,inti pani,site ki,site daggara,daggara,daggaraki,dagara,pani,panulu,paniki,undi,unnayi,undhi,unnadi,chala,baga,koncham,konchem,antha,anthe,matrame,matram,kada,kadaa,ra,raa,ayya,emaina,edaina,edayina,parledu,parvaledu,parvaledhu,chudandi,okasari,plat,plat lo,vestunnam,vestunnaru,madhyalo,padindi,avasaram,avasaramo,anni,enni,modalu,మాకు,నాకు,మా,నా,మీ,అన్న,అన్నా,అక్క,సార్,సారు,బాబు,అండి,కి,కు,లో,తో,ని,కోసం,ఇంటికి,ఇల్లు,సైట్,సైట్‌కి,సైట్కి,దగ్గర,దగ్గరికి,పని,పనికి,ఉంది,ఉన్నాయి,కొంచెం,చాలా,దయచేసి,మంచి,అంతే,మాత్రమే,ఇక్కడ,అక్కడ,అవసరం,అవసరమో,అన్ని,ఎన్ని,మొదలు,స్లాబ్,వేస్తున్నాం,గారు,ప్లీజ్,doddu,sanna,sannavi,doddavi,peddavi,chinnavi,pedda,chinna,kotha,pata,evaru,evaraina,vacchi,vachi,chesi,chestunnam,chesthunnam,kattadaniki,kattali,kattu,kadutunnam,kadutunna,godaki,goda,godalu,slab ki,slabki,inka konni,mottam,motham,metlu,mettu,anukuntunna,anukuntunnam,ayithe,aithe,ayite,ikkada,akkada,ikkadiki,akkadiki,ee,aa,idi,adi,evi,avi,okasariga,okesari,okesaari,modati,rendo,moodo,antastu,anthastu,antasthu,varusa,దొడ్డు,సన్న,పెద్ద,చిన్న,కొత్త,పాత,మొత్తం,ఇది,అది,ఈ,ఆ,గోడ,గోడకి,కట్టడానికి,అంతస్తు,ఒకేసారి,మంచివి,వాడు,కావలసిన,ప్లాట్,రోడ్,రోడ్డు,కాలనీ,నగర్,chaalu,saripotundi,saripothayi,saripoddi,annaru,annadu,annav,anukunnam,anukunna,istha,istanu,isthanu,bagunnava,bagunnara,bagunnaru,avuthondi,avutondi,avutundi,marindi,veyadaniki,veyadaaniki,veyataniki,cheyadaniki,pagalu,pagati,raniyaru,raaniyaru,kani,kaani,gurinchi,valla,valle,tarvatha cheptha,choosi,chusi,petti,pettandi,teesukuni,tisukuni,unna,unnavi,unnavallu,ayipoyindi,aipoyindi,ayipoyayi,aipoyayi,modalu pettam,jarugutundi,చాలు,అన్నారు,సరిపోతుంది,ఇస్తాను,ఇస్తా,వేయడానికి,కానీ,కాని,అయిపోయింది,జరుగుతోంది,ఉన్న,పెట్టండి,intlo,inti daggara,intloki,teesukunte,tisukunte,konte,kavalante,ante,vacchayi,vachayi,వచ్చాయి,తీసుకుంటే,అంటే,ఇంట్లో",
)];
