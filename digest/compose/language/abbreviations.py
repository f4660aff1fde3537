"""Abbreviations and how they end sentences, by ISO 639 code.

Without their last full stop. Small letters stand for both cases, a capital for itself
alone: `No` is a number, `no` a word. Those with inner spaces stand without: `z.B`.

- never: something always follows, a name, a number or the thing itself;
- seldom: they end a sentence only before one of the `starters`;
- often: a capital letter after them begins a new sentence;
- starters: what sentences begin with and names do not.

Single letters, dotted letters (`U.S.`) and, in some languages, ordinals are `seldom`
without standing here.
"""

from dataclasses import dataclass
from functools import lru_cache

ORDINALS = frozenset("bs cs da de et fi fo hr hu is lv no pl sk sl sr tr".split())
"""Languages that write an ordinal number as digits and a full stop."""

_EVERYWHERE = "dr prof mr mrs ms st gen mgr nr vs cf ing"
_WORDS = {
    "ar": {"never": "د أ م ص ت أ.د"},
    "bg": {
        "never": "г-н г-жа д-р проф акад инж ул бул гр с т.е т.нар напр вж св чл",
        "seldom": "г хил млн млрд",
        "often": "лв т.н идр",
        "starters": "в на от за по с и но а той тя то те това тези след",
    },
    "ca": {
        "never": "sr sra srta sta dra il·lm hble av pl c núm pàg art p.ex",
        "often": "etc",
        "starters": "el la els les l’ en a per amb no hi això després però i",
    },
    "cs": {
        "never": """ing mgr mudr judr phdr rndr bc doc prof arch p pí sv gen plk por
            kpt mjr např tzv tzn tj resp cca čl odst str ul nám č max min popř vč
            hl""",
        "seldom": "stol r př.n.l n.l hod mil mld tis s.r.o a.s",
        "often": "apod atd kč aj",
        "starters": """v ve na po z ze za to ten ta on ona oni je a ale podle pak
            nikdo""",
    },
    "da": {
        "never": """hr fr fru kl ca f.eks bl.a dvs evt inkl ekskl pga vedr nr sct
            str jf""",
        "seldom": "pct mio mia a/s aps",
        "often": "kr osv m.m m.v mv m.fl",
        "starters": """det den de der han hun en et i på af med for men og efter da
            ingen""",
    },
    "de": {
        "never": """dr prof dipl em ing Mag hr Fr hrn frl med phil jur rer nat hl ca
            rd bzw z.B d.h u.a v.a i.d.R z.T sog sogen vgl siehe bspw insb insbes
            inkl exkl max min mind gem ggf evtl zzt zz nr abs ziff abschn kap bd s
            tel abb tab rn lit anm aufl hrsg verf str pl geb verh gest ehem stellv
            vors gen bg wg lt Mo Di Do jan feb febr apr aug sept okt nov dez st hptm
            oblt""",
        "seldom": """mio mrd tsd jh jhd jhdt ag co gmbh a.D e.V h.c o.g i.R So Sa Mi
            Art""",
        "often": "usw etc u.s.w uvm u.v.m usf",
        "starters": """der die das den dem ein eine einer er sie es wir ich ihr man
            dies diese dieser dieses jetzt in im am an auf aus bei mit nach von vor
            zu zum zur für aber und doch dann auch als wenn weil seit nur noch
            niemand alle viele heute nun dort damit danach dabei so um unter über
            was wer wie kein keine beide""",
    },
    "el": {
        "never": "κ κα κος δρ καθ π.χ δηλ αρ σελ οδ λεωφ αγ βλ",
        "seldom": "χιλ εκ δισ μ.μ π.μ Α.Ε",
        "often": "κ.λπ κλπ κ.ά",
        "starters": """ο η το οι τα στο στη στην σε με από για και αλλά δεν αυτός
            αυτή""",
    },
    "en": {
        "never": """mr mrs ms messrs mx dr prof Rev Fr Hon Gen Lt Col Sgt Capt Cpl
            Cmdr Adm Maj Brig Pvt Sen Rep Gov Pres Supt Det Insp Amb St Ste Mt Ft
            e.g i.e cf vs v viz approx Fig figs pp Vol Sec Art Nos eds Sens Reps
            Gens""",
        "seldom": """No inc corp Co ltd Bros llc plc jr sr esq ave blvd Rd al fig
            sec ch Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec vol Ala Ariz Ark
            Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo
            Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ph.D Yahoo!
            Jeopardy!""",
        "often": "a.m p.m etc",
        "starters": """the a an he she it they we i you his her their its our this
            that these those there here in on at by for with from as after before
            when while if but and so yet nobody no none some many most several all
            both each every since until under during last now then still also
            although though despite however meanwhile instead officials police what
            who why how where not only one two three another other others such to
            among about according""",
        # What an hour goes on with: 5 p.m. Tuesday.
        "more": """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue
            Tues Wed Thu Thurs Fri Sat Sun Eastern Central Mountain Pacific Atlantic
            Greenwich Moscow Beijing ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT
            UTC BST CET CEST IST AEST AEDT January February March April May June
            July August September October November December Jan Feb Aug Sept Oct Nov
            Dec""",
    },
    "es": {
        "never": """sr sra sres srta D dª mª dña dr dra dres excmo excma ilmo ilma
            rvdo mons gral cnel cap tte sgto lic ing arq prof profa av avda c ctra
            pza núm n.º nº n.os art arts cap pág págs vol aprox p.ej ej fig tel sto
            sta S fr fco""",
        "seldom": "ee.uu a.m p.m a.C d.C cía ltda mdd",
        "often": "etc",
        "starters": """el la los las un una en de con por para según tras no nadie
            pero y se su sus este esta esto él ella ellos lo al desde cuando si como
            así además ahora""",
    },
    "et": {"never": "hr pr dr prof lk nr tn pst mnt nt s.t sh", "often": "jne jms"},
    "fi": {
        "never": "tri toht prof hra rva mm esim ns nk n ts s os ks vrt huom",
        "seldom": "milj mrd oy",
        "often": "jne yms ym",
        "starters": "se hän he tämä ne ja mutta kun on ei kukaan myös nyt siellä",
    },
    "fr": {
        "never": """M mm mme mmes mlle mlles Me mgr dr drs pr prof st ste sgt Cap
            gal Col cdt lt av bd bld pl al p pp n no nos vol chap fig cf p.ex env
            approx tél min max apr éd""",
        "seldom": """art ex h hab cie ets ltd s.a j.-c av.j.-c janv févr juil sept
            oct nov déc""",
        "often": "etc",
        "starters": """le la les l’ un une des du il elle ils elles on ce c’ cet
            cette ces en à au aux dans d’ par pour sur selon après avec mais et puis
            ni nul personne son sa ses leur j’ je nous qui que qu’ si depuis
            ainsi""",
    },
    "he": {"never": "פרופ ד עו רח מס עמ"},
    "hi": {"never": "डॉ श्री सुश्री प्रो पं मो रु नं सं", "often": "आदि"},
    "hr": {
        "never": "g gđa gđica dr prof mr ing sv ul br čl st npr tzv tj str",
        "seldom": "god mil mlrd tis d.o.o d.d r",
        "often": "itd kn isl idr",
        "starters": "u na i a ali je to on ona oni za od nakon prema nitko ne",
    },
    "hu": {
        "never": """dr id ifj özv prof pl kb ún ill u.n vö st szt gr br jan febr
            márc ápr jún júl aug szept okt nov dec""",
        "seldom": "mrd m kft zrt bt nyrt u ker sz",
        "often": "stb ft",
        "starters": "a az ez egy de és nem ha csak senki ezt azt majd most",
    },
    "id": {
        "never": "dr drs ir prof h hj tn ny jl no hlm",
        "seldom": "rp",
        "often": "dll dsb dst",
        "starters": """di ke dari ia dia mereka ini itu pada dalam namun tetapi
            setelah""",
    },
    "it": {
        "never": """sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa avv ing
            arch geom rag On onn sen cav comm gen Col cap ten mons S ss v.le p.zza
            c.so art artt co c pag pagg p pp n nn num vol es p.es cfr ecc.mo rev
            d.lgs d.l d.p.r l tel ca""",
        "seldom": "s.p.a s.r.l spa srl a.C d.C",
        "often": "ecc etc",
        "starters": """il lo la i gli le l’ un una uno in nel nella a al alla di del
            da dal con per su ma e poi non nessuno chi che è lui lei loro questo
            questa dopo secondo""",
    },
    "lt": {"never": "g pr a d.a prof dr m mėn d nr psl tel šv", "often": "kt pan"},
    "nl": {
        "never": """dhr mevr mw mej mr drs dr ir ing prof ds st gen kol kap lt min
            ca nr nrs art blz p o.a m.n bijv bv d.w.z i.v.m t.a.v m.b.t nl incl excl
            max resp zgn z.g vgl tel jr""",
        "seldom": "jl b.v n.v mln mld co a.s",
        "often": "enz e.d etc",
        "starters": """het een hij zij ze we wij ik er dit deze dat die in op aan
            bij met na voor door maar en toen ook als niemand volgens nu daar""",
    },
    "no": {
        "never": """hr fr kl ca f.eks bl.a dvs evt inkl ekskl pga vedr nr st jf s
            gnr""",
        "seldom": "pst mill mrd",
        "often": "kr osv m.m m.v mv m.fl",
        "starters": """det den de der han hun en et i på av med for men og etter da
            ingen""",
    },
    "pl": {
        "never": """ks bp abp O św gen płk ppłk mjr kpt por ppor sierż st asp dyr
            red min wicemin prez prof inż mgr dr hab lek doc p pp ul al pl os pkt
            art ust poz nr tel ok m.in np tzw tzn tj ds wg zob por woj pow gm""",
        "seldom": "r w im tys mln mld godz n.e p.n.e sp.zo.o s.a zoo o.o",
        "often": "itd itp",
        "starters": """w we na po z ze za to ten ta on ona oni jest i ale nie nikt
            dziś""",
    },
    "pt": {
        "never": """sr sra srs srta dr dra drs exmo exma ilmo ilma D prof profa eng
            arq Min gen cel cap ten sgt dep sen av r al pça n nº núm art arts pág
            págs p.ex aprox tel sto sta S mons Pe""",
        "seldom": "cia ltda s.a a.C d.C mi bi ex",
        "often": "etc",
        "starters": """o a os as um uma em no na nos nas ele ela eles elas isso este
            esta com por para segundo após mas e não ninguém já quando se ao à foi
            depois""",
    },
    "ro": {
        "never": """dl dlui d-l d-na dna d-lui dr prof ing av gen col cca art alin
            lit pct str bd nr pag sf ex fig jud""",
        "seldom": "mil mld s.r.l s.a",
        "often": "etc ș.a",
        "starters": "în la pe cu din de un o el ea ei și dar nu nimeni după acest",
    },
    "ru": {
        "never": """г-н г-жа д-р проф акад доц ген полк ул пр просп пл пер бул наб д
            кв корп стр т.е т.н т.наз напр см ср св ок гл ст п табл тел о оз пос дер
            обл р-н янв февр мар апр авг сент окт нояб дек""",
        "seldom": "г гг в вв тыс млн млрд трлн н.э им рис чел кг км см",
        "often": "руб коп т.д т.п идр ипр долл",
        "starters": """в во на по о об от из за с со к у для при и а но он она оно
            они это эти этот так как также его её их мы я вы не ни никто после
            однако если все всё ещё""",
    },
    "sk": {
        "never": """ing mgr mudr judr phdr bc doc prof p sv gen napr tzv tzn tj resp
            cca čl""",
        "seldom": "r hod mil mld tis s.r.o a.s stor",
        "often": "atď apod",
        "starters": """v vo na po z zo za to ten tá on ona oni je a ale podľa potom
            nikto""",
    },
    "sl": {
        "never": "g ga gdč dr prof mag sv ul št čl npr t.i oz",
        "often": "itd ipd",
    },
    "sr": {
        "never": "г гђа др проф мр инж св ул бр чл нпр тзв тј стр",
        "often": "итд дин",
        "starters": "у на и а али је то он она они за од након према нико не",
    },
    "sv": {
        "never": """hr fr dr prof kl ca t.ex bl.a dvs ev inkl exkl p.g.a nr s.k st
            jfr s f""",
        "seldom": "milj",
        "often": "osv m.m m.fl etc kr",
        "starters": """det den de där han hon en ett i på av med för men och efter
            då ingen""",
    },
    "tr": {
        "never": """dr prof doç av sn op uzm yrd müh org alb yb mah cad sok sk bul
            apt no bkz örn hz st""",
        "seldom": "yy a.ş ltd şti t.c m.ö m.s",
        "often": "vb vs vd",
        "starters": """bu o ve ama fakat ancak bir onlar biz ben kimse her daha
            şimdi""",
    },
    "uk": {
        "never": """п пан проф акад доц ген ім вул просп пл пров д кв корп стор т.зв
            т.е напр див св обл м с р-н ст гл рис тел""",
        "seldom": "р рр ст тис млн млрд н.е",
        "often": "грн коп т.д т.п ін руб",
        "starters": """в у на по про від з за із до для при і й а але він вона воно
            вони це ці цей так як також його її їх ми я ви не ніхто після однак якщо
            усі всі ще""",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """What a language has of each sort; see the module."""

    never: frozenset[str]
    seldom: frozenset[str]
    often: frozenset[str]
    starters: frozenset[str]
    more: frozenset[str]
    ordinals: bool


@lru_cache(maxsize=64)
def abbreviations(language: str) -> Abbreviations:
    """Return a language's abbreviations; for one not in the table, the common ones."""
    words = _WORDS.get(language, {})
    return Abbreviations(
        never=_set(words, "never")
        | (frozenset(_EVERYWHERE.split()) - _set(words, "seldom")),
        seldom=_set(words, "seldom"),
        often=_set(words, "often"),
        starters=_set(words, "starters"),
        more=_set(words, "more"),
        ordinals=language in ORDINALS,
    )


def has_abbreviations(language: str) -> bool:
    """Return whether the table has more than the common ones for a language."""
    return language in _WORDS


def _set(words: dict[str, str], key: str) -> frozenset[str]:
    return frozenset(words.get(key, "").split())
