"""The words that hold sentences together, by ISO 639 code: a language's fingerprint.

About thirty of the most frequent for each language, in small letters, as they are
written in news. Words that neighbours spell differently are preferred.
"""

FUNCTION_WORDS = {
    "af": """die en van het in is nie dat wat te vir met sy hulle deur aan word sal was
        om op ook kan maar by hierdie na oor een as ná haar uit""",
    "bg": """на и в да се за от с че е по са като не ще до при бе беше след това който
        ще към със или във има която които между""",
    "ca": """de la el i a que en els les per amb va una un del al dels no és ha han
        aquest aquesta més com però als seva seu després entre sobre""",
    "cs": """a v se na je že s z do o k i ve pro za by po jsou od však který která které
        byl byla bylo ale také podle jako před při""",
    "da": """og i af at er en til på det den for med som de der har et var ikke efter
        blev mod fra ud også skal hun han mellem ved sig""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein
        eine als auch es an werden aus nach wird bei einer hat sie""",
    "en": """the of to and in a is for on that by with was at as it from be has have are
        an after its his will were said this not their who""",
    "es": """de la el y en a que los las del se por un una con para su al no es más como
        fue ha lo pero sus entre este esta""",
    "fi": """ja on ei että se oli ovat hän mutta myös kun joka ole mukaan kuin sen tai
        jälkeen vuoden ovat olleet voi jo nyt niin sekä jotka noin ennen""",
    "fr": """de la le et les des en à un une du dans que qui pour par sur est au il ont
        plus pas avec ce son sa aux été après sont leur""",
    "gl": """de a o e que en do da os as dos das un unha no na para por con se ao non
        máis pola polo foi á nos nas entre súa seu tamén""",
    "hr": """i u je na se da za su od s koji koja koje će o što a ne iz bi kako nakon
        sa te ili prema tijekom također tko nije bilo""",
    "hu": """a az és hogy nem is egy volt meg de ez már csak mint el szerint ki még után
        között vagy azt lesz amely ezt aki lehet sem minden mert""",
    "id": """yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh telah ke
        karena mereka para tersebut sebagai juga setelah bisa lebih bahwa adalah saat
        kata""",
    "it": """di il la e che in a per un una del della dei le gli con non si è da al nel
        sono alla ha più dopo anche hanno delle""",
    "ms": """yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh telah ke
        kerana mereka selepas berkata bagi boleh kepada sebagai turut ialah lebih
        beliau bahawa manakala""",
    "nl": """de van het een en in is dat op te voor met zijn die aan er niet ook om door
        naar bij als uit maar heeft worden tot werd nog na""",
    "no": """og i på av til det er en som for at med den har de ikke et fra var etter
        ble mot ut også skal hun han mellom ved seg""",
    "pl": """w i na z do się że nie to jest o od po za przez jak dla oraz ze który która
        które są był była było jego tym ale przed""",
    "pt": """de a o e que do da em os no na um uma para com não por dos das se as ao
        mais foi à pela pelo são como mas""",
    "ro": """de și în a la cu pe din că care să o un pentru nu au fi este mai sunt prin
        după dar fost ce lor al ale unei către""",
    "ru": """в и на не с что по из за к о от его как это для был была было были после
        также во со которые который при она он их""",
    "sk": """a v sa na je že s z do o k aj vo pre za by po sú od však ktorý ktorá ktoré
        bol bola bolo ale tiež podľa ako pred pri""",
    "sr": """и у је на се да за су од са који која које ће о што а не из би како након
        или према током такође ко није било""",
    "sv": """och i att det som en på är av för med den till har de inte om ett men var
        från efter också ska han hon mellan vid sig mot""",
    "tr": """ve bir bu da de için ile olarak olan daha çok sonra göre kadar gibi en ama
        ise her olduğu oldu dedi değil tarafından o yeni ancak arasında""",
    "uk": """в і на не що у з та до за від про як це для його був була було були після
        також які який при вона він їх й із""",
}
"""Serbian is here in Cyrillic; what is written in Latin letters is told as Croatian."""
