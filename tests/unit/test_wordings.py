import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.wordings import DAYS, Wording, tables, wording

LANGUAGES = (
    "en de fr es it pt nl pl cs ru uk sv da no fi tr hu ro el ar he ja zh".split()
)
LISTS = (
    "connectives droppable pointing persons first_person says relative weekdays"
    " no_single_day no_single_day_after future unnamed"
).split()
PATTERNS = [name for name in LISTS if name != "no_single_day_after"]

# What is found of a field in a sentence; None: nothing, though it may look like it.
CASES: dict[str, list[tuple[str, str, str | None]]] = {
    "en": [
        ("connectives", "But the ferry of Lamu sails again.", "But"),
        ("connectives", "“And the ferry sails,” she said.", "“And"),
        ("connectives", "On the other hand, the ferry is old.", "On the other hand"),
        ("connectives", "Butchers in Lamu met the ferry.", None),
        ("connectives", "So far the ferry has sailed twice.", None),
        ("connectives", "So-called experts looked at the ferry.", None),
        ("connectives", "Instead of sailing, the ferry was painted.", None),
        ("connectives", "The ferry, however, sails.", None),
        ("droppable", "However, the ferry sails.", "However, "),
        ("droppable", "In addition, two ferries sail.", "In addition, "),
        ("droppable", "However late, the ferry sails.", None),
        ("droppable", "Therefore, the ferry sails.", None),
        ("droppable", "As a result, the ferry sails.", None),
        ("pointing", "It's an old ferry.", "It"),
        ("pointing", "These ferries are old.", "These"),
        ("pointing", "Another ferry sank.", "Another"),
        ("pointing", "Itinerant sailors mended the ferry.", None),
        ("pointing", "Thistle fields surround Lamu.", None),
        ("pointing", "Both Lamu and Malindi have ferries.", None),
        ("pointing", "Both have ferries.", "Both"),
        ("pointing", "This year Lamu has two ferries.", None),
        ("pointing", "Her Majesty the Queen saw the ferry.", None),
        ("persons", "The ferry waited for them at Lamu.", "them"),
        ("persons", "The theme of the fair was ferries.", None),
        ("first_person", "Then I saw the ferry.", "I"),
        ("first_person", "The ferry took us to Lamu.", "us"),
        ("first_person", "The US paid for the ferry.", None),
        ("first_person", "A ship of World War I lies off Lamu.", None),
        ("first_person", "The I-95 leads to the ferry.", None),
        ("says", "The ferry sails, according to the mayor.", "according to"),
        ("says", "The ferry sails, the mayor said.", "said"),
        ("says", "The ferry of Port Said sails.", "Said"),
        ("relative", "The ferry sank yesterday.", "yesterday"),
        ("relative", "The mayor told USA Today of the ferry.", None),
        ("weekdays", "The ferry sank on Tuesday.", "Tuesday"),
        ("weekdays", "The ferry sails on Tuesdays.", None),
        ("weekdays", "Tuesday's ferry sank.", None),
        ("no_single_day", "The ferry sails every Tuesday.", "every Tuesday"),
        ("no_single_day", "Shops close on Good Friday.", "Good Friday"),
        ("no_single_day", "The ferry sank on Tuesday.", None),
        ("future", "The ferry will sail again.", "will"),
        ("future", "Will Otieno mended the ferry.", None),
        ("future", "The ferry was late due to fog.", None),
        ("future", "The ferry is due to sail.", None),
        ("future", "The ferry is due to arrive at noon.", "due to arrive"),
        ("unnamed", "After the storm, ferries sailed.", "After"),
        ("unnamed", "Afterglow, a ferry, sailed.", None),
    ],
    "de": [
        ("connectives", "Doch die Fähre fährt wieder.", "Doch"),
        ("connectives", "„Und die Fähre fährt“, sagte Kruse.", "„Und"),
        ("connectives", "Dochte für Lampen lagen auf der Fähre.", None),
        ("connectives", "Undine heißt die Fähre von Husum.", None),
        ("connectives", "So viele Fähren fuhren noch nie.", None),
        ("droppable", "Allerdings fährt die Fähre nicht.", None),
        ("pointing", "Er fuhr mit der Fähre nach Föhr.", "Er"),
        ("pointing", "Diese Fähre ist alt.", "Diese"),
        ("pointing", "Der 43-Jährige fuhr mit der Fähre.", "Der 43-Jährige"),
        ("pointing", "Die beiden fuhren mit der Fähre.", "Die beiden"),
        ("pointing", "Das ist die erste Fähre.", "Das ist"),
        ("pointing", "Das Schiff fährt nach Föhr.", None),
        ("pointing", "Es gibt eine neue Fähre nach Föhr.", None),
        ("pointing", "Erdbeben sind auf Föhr selten.", None),
        ("pointing", "Esel fahren auf der Fähre mit.", None),
        ("pointing", "Diese Woche fährt keine Fähre.", None),
        ("persons", "Die Fähre wartete auf ihn.", "ihn"),
        ("first_person", "Dann nahmen wir die Fähre.", "wir"),
        ("first_person", "Die Raumstation Mir war größer als die Fähre.", None),
        ("first_person", "Nach Angaben der Stadt fahren Sie damit gut.", None),
        ("says", "Laut der Reederei fährt die Fähre.", "Laut"),
        ("says", "Nach Angaben der Reederei fährt sie.", "Nach Angaben"),
        ("says", "Die Fähre fährt, so der Kapitän.", "so der"),
        ("says", "Ein lautes Horn kündet von der Fähre.", None),
        ("relative", "Die Fähre fährt morgen wieder.", "morgen"),
        ("relative", "Die Fähre fuhr am Morgen.", None),
        ("weekdays", "Die Fähre fuhr am Dienstag.", "Dienstag"),
        ("weekdays", "Die Fähre fuhr am Dienstagabend.", None),
        ("no_single_day", "Die Fähre fährt jeden Dienstag.", "jeden Dienstag"),
        ("no_single_day", "Die Fähre fuhr am Dienstag.", None),
        ("future", "Die Fähre soll bald fahren.", "soll"),
        ("future", "Die Fähre wurde bemalt.", None),
        ("unnamed", "Nach dem Sturm fuhren Fähren.", "Nach"),
        ("unnamed", "Nachtfähren nach Föhr gibt es nicht.", None),
    ],
    "fr": [
        ("connectives", "Mais le bac de Royan repart.", "Mais"),
        ("connectives", "« Et le bac repart », dit le maire.", "« Et"),
        ("connectives", "Maisons et bac sont sous l’eau.", None),
        ("connectives", "Alors que le bac repart, le pont ferme.", None),
        ("connectives", "Étretat attend le bac.", None),
        ("droppable", "Cependant, le bac repart.", "Cependant, "),
        ("droppable", "Par ailleurs, le bac repart.", "Par ailleurs, "),
        ("droppable", "Cependant le bac repart.", None),
        ("droppable", "Par conséquent, le bac repart.", None),
        ("pointing", "Il a pris le bac de Royan.", "Il"),
        ("pointing", "C’est le premier bac.", "C’est"),
        ("pointing", "Cette ligne est ancienne.", "Cette"),
        ("pointing", "Il y a un bac à Royan.", None),
        ("pointing", "Ce lundi, le bac repart.", None),
        ("pointing", "Cérès, un vieux bac, repart.", None),
        ("pointing", "Illustre, le bac de Royan est au musée.", None),
        ("pointing", "Ellen Roux conduit le bac.", None),
        ("persons", "Le bac repart, dit-elle.", "elle"),
        ("persons", "Le bac où il y a foule repart.", None),
        ("first_person", "Alors j’ai pris le bac.", "j’ai"),
        ("first_person", "Notre bac repart.", "Notre"),
        ("first_person", "Le bac de Nostradamus repart.", None),
        ("says", "Selon le maire, le bac repart.", "Selon"),
        ("says", "Le bac repart, a déclaré le maire.", "déclaré"),
        ("says", "Le bac repart d'après la mairie.", "d'après"),
        ("relative", "Le bac repart aujourd’hui.", "aujourd’hui"),
        ("relative", "La hiérarchie attend le bac.", None),
        ("weekdays", "Le bac a coulé mardi à Royan.", "mardi"),
        ("weekdays", "Le bac est parti mardi-gras.", None),
        ("no_single_day", "Le bac part chaque mardi.", "chaque mardi"),
        ("no_single_day", "Le bac part mardi prochain.", "mardi prochain"),
        ("no_single_day", "Le bac a coulé mardi.", None),
        ("future", "Le bac devrait repartir.", "devrait"),
        ("future", "Le maire inaugurera le bac.", "inaugurera"),
        ("future", "Le bac de l’opéra repart.", None),
        ("unnamed", "Après la tempête, le bac repart.", "Après"),
        ("unnamed", "L’ancien bac repart.", "L’"),
        ("unnamed", "Leïla Roux conduit le bac.", None),
    ],
    "es": [
        ("connectives", "Pero la barca de Ayamonte zarpa.", "Pero"),
        ("connectives", "Por otra parte, la barca zarpa.", "Por otra parte"),
        ("connectives", "Peroles y barcas llenan el muelle.", None),
        ("connectives", "Además de la barca, hay un puente.", None),
        ("connectives", "Yates y barcas zarpan.", None),
        ("droppable", "Sin embargo, la barca zarpa.", "Sin embargo, "),
        ("droppable", "Además, zarpan dos barcas.", "Además, "),
        ("droppable", "Además la barca zarpa.", None),
        ("droppable", "Por lo tanto, la barca zarpa.", None),
        ("pointing", "Ella conduce la barca.", "Ella"),
        ("pointing", "Este barco es viejo.", "Este"),
        ("pointing", "Señaló que la barca es vieja.", "Señaló que"),
        ("pointing", "Este lunes zarpa la barca.", None),
        ("pointing", "Esteban Ruiz conduce la barca.", None),
        ("pointing", "El alcalde conduce la barca.", None),
        ("pointing", "Ellacuría conduce la barca.", None),
        ("persons", "La barca lo esperaba a él.", "él"),
        ("persons", "La barca del alcalde zarpa.", None),
        ("first_person", "Entonces nosotros vimos la barca.", "nosotros"),
        ("first_person", "El minuto de la barca llegó.", None),
        ("says", "Según el alcalde, la barca zarpa.", "Según"),
        ("says", "La barca zarpa, añadió el alcalde.", "añadió"),
        ("relative", "La barca zarpa mañana.", "mañana"),
        ("relative", "La barca zarpó por la mañana.", None),
        ("weekdays", "La barca zarpó el martes.", "martes"),
        ("weekdays", "El marte rojo brilla sobre la barca.", None),
        ("no_single_day", "La barca zarpa los martes.", "los martes"),
        ("no_single_day", "Viven en Santo Domingo.", "Santo Domingo"),
        ("no_single_day", "La barca zarpó el martes.", None),
        ("future", "La barca zarpará de Ayamonte.", "zarpará"),
        ("future", "La barca está detrás del muelle.", None),
        ("future", "La barca de Irán zarpa.", None),
        ("unnamed", "Tras la tormenta, zarpa la barca.", "Tras"),
        ("unnamed", "Trasmiera espera la barca.", None),
    ],
    "it": [
        ("connectives", "Ma il traghetto riparte.", "Ma"),
        ("connectives", "Marsala aspetta il traghetto.", None),
        ("droppable", "Inoltre, il traghetto riparte.", "Inoltre, "),
        ("pointing", "Questa nave è vecchia.", "Questa"),
        ("pointing", "Questa settimana il traghetto riparte.", None),
        ("says", "Il traghetto riparte, ha detto il sindaco.", "ha detto"),
        ("weekdays", "Il traghetto è partito martedì.", "martedì"),
        ("no_single_day", "Il traghetto parte ogni martedì.", "ogni martedì"),
        ("future", "Il traghetto ripartirà da Marsala.", "ripartirà"),
        ("future", "Il tiranno aspetta il traghetto.", None),
    ],
    "pt": [
        ("connectives", "Mas a balsa volta.", "Mas"),
        ("connectives", "Mascates esperam a balsa.", None),
        ("droppable", "Além disso, a balsa volta.", "Além disso, "),
        ("pointing", "Ele conduz a balsa.", "Ele"),
        ("pointing", "Eleitores esperam a balsa.", None),
        ("says", "A balsa volta, disse o prefeito.", "disse"),
        ("weekdays", "A balsa partiu na terça-feira.", "terça-feira"),
        ("no_single_day", "A balsa parte cada terça-feira.", "cada terça-feira"),
        ("future", "A balsa voltará a Santarém.", "voltará"),
        ("future", "No verão a balsa volta.", None),
    ],
    "nl": [
        ("connectives", "Maar de pont vaart weer.", "Maar"),
        ("connectives", "Maarten Bos bestuurt de pont.", None),
        ("droppable", "Bovendien vaart de pont weer.", None),
        ("pointing", "Hij bestuurt de pont.", "Hij"),
        ("pointing", "Deze week vaart de pont niet.", None),
        ("pointing", "Hijskranen staan bij de pont.", None),
        ("says", "Volgens de burgemeester vaart de pont.", "Volgens"),
        ("weekdays", "De pont zonk op dinsdag.", "dinsdag"),
        ("weekdays", "De pont zonk op dinsdagavond.", None),
        ("no_single_day", "De pont vaart elke dinsdag.", "elke dinsdag"),
        ("future", "De pont zal weer varen.", "zal"),
    ],
    "sv": [
        ("connectives", "Men färjan går igen.", "Men"),
        ("connectives", "Mensa köper färjan.", None),
        ("pointing", "Han styr färjan.", "Han"),
        ("pointing", "De begärde en ny färja.", "De begärde"),
        ("pointing", "De svenska färjorna går igen.", None),
        ("says", "Färjan går igen, enligt kommunen.", "enligt"),
        ("relative", "Färjan gick i går.", "i går"),
        ("weekdays", "Färjan sjönk på tisdagen.", "tisdagen"),
        ("no_single_day", "Färjan går varje tisdag.", "varje tisdag"),
        ("future", "Färjan ska gå igen.", "ska"),
    ],
    "da": [
        ("connectives", "Men færgen sejler igen.", "Men"),
        ("connectives", "Mensa køber færgen.", None),
        ("pointing", "Hun styrer færgen.", "Hun"),
        ("pointing", "De danske færger sejler igen.", None),
        ("says", "Færgen sejler igen, siger borgmesteren.", "siger"),
        ("weekdays", "Færgen sank tirsdag.", "tirsdag"),
        ("no_single_day", "Færgen sejler hver tirsdag.", "hver tirsdag"),
    ],
    "no": [
        ("connectives", "Men ferja går igjen.", "Men"),
        ("connectives", "Mensa kjøper ferja.", None),
        ("pointing", "Hun styrer ferja.", "Hun"),
        ("pointing", "De norske fergene går igjen.", None),
        ("says", "Ferja går igjen, ifølge ordføreren.", "ifølge"),
        ("weekdays", "Ferja sank tirsdag.", "tirsdag"),
        ("no_single_day", "Ferja går hver tirsdag.", "hver tirsdag"),
    ],
    "fi": [
        ("connectives", "Mutta lautta kulkee taas.", "Mutta"),
        ("connectives", "Mutterit pitävät lautan koossa.", None),
        ("droppable", "Lisäksi lautta kulkee taas.", "Lisäksi "),
        ("pointing", "Hän ohjaa lauttaa.", "Hän"),
        ("pointing", "Hänninen ohjaa lauttaa.", None),
        ("says", "Lautta kulkee kaupungin mukaan.", "mukaan"),
        ("weekdays", "Lautta upposi tiistaina.", "tiistaina"),
        ("weekdays", "Lautta upposi tiistai-iltana.", None),
        ("no_single_day", "Lautta kulkee joka tiistai.", "joka tiistai"),
    ],
    "pl": [
        ("connectives", "Ale prom znów pływa.", "Ale"),
        ("connectives", "Aleja prowadzi do promu.", None),
        ("connectives", "I wojna światowa zatrzymała prom.", None),
        ("droppable", "Ponadto, prom znów pływa.", "Ponadto, "),
        ("pointing", "On prowadzi prom.", "On"),
        ("pointing", "Ten prom jest stary.", "Ten"),
        ("pointing", "Dodał, że prom jest stary.", "Dodał, że"),
        ("pointing", "Tenis ogląda się na promie.", None),
        ("says", "Prom znów pływa, powiedział burmistrz.", "powiedział"),
        ("weekdays", "Prom zatonął w środę.", "środę"),
        ("weekdays", "Prom zatonął w środku rzeki.", None),
        ("no_single_day", "Prom pływa w każdą środę.", "każdą środę"),
        ("future", "Prom będzie znów pływał.", "będzie"),
    ],
    "cs": [
        ("connectives", "Ale přívoz zase jezdí.", "Ale"),
        ("connectives", "Alej vede k přívozu.", None),
        ("droppable", "Navíc, přívoz zase jezdí.", "Navíc, "),
        ("pointing", "Tento přívoz je starý.", "Tento"),
        ("pointing", "Tento týden přívoz nejezdí.", None),
        ("says", "Přívoz zase jezdí, řekl starosta.", "řekl"),
        ("weekdays", "Přívoz se potopil v úterý.", "úterý"),
        ("weekdays", "Přívoz leží ve středisku.", None),
        ("no_single_day", "Přívoz jezdí každé úterý.", "každé úterý"),
    ],
    "ru": [
        ("connectives", "Но паром снова ходит.", "Но"),
        ("connectives", "Новый паром снова ходит.", None),
        ("droppable", "Кроме того, паром снова ходит.", "Кроме того, "),
        ("droppable", "Однако паром снова ходит.", "Однако "),
        ("droppable", "Однако же паром не ходит.", None),
        ("pointing", "Он ведёт паром.", "Он"),
        ("pointing", "Эта переправа старая.", "Эта"),
        ("pointing", "Онега замёрзла, и паром стоит.", None),
        ("pointing", "Отметил, что паром старый.", "Отметил, что"),
        ("persons", "Паром ждал их.", "их"),
        ("says", "По словам мэра, паром ходит.", "По словам"),
        ("relative", "Паром затонул вчера.", "вчера"),
        ("weekdays", "Паром затонул в среду.", "среду"),
        ("weekdays", "Паром ждёт в среде учёных.", None),
        ("no_single_day", "Паром загрязняет окружающую среду.", "окружающую среду"),
        ("no_single_day", "Паром ходит каждую среду.", "каждую среду"),
        ("future", "Паром будет ходить.", "будет"),
    ],
    "uk": [
        ("connectives", "Але пором знову ходить.", "Але"),
        ("connectives", "Алея веде до порома.", None),
        ("droppable", "Крім того, пором знову ходить.", "Крім того, "),
        ("pointing", "Він веде пором.", "Він"),
        ("pointing", "Вінниця чекає на пором.", None),
        ("pointing", "Цього року пором не ходить.", None),
        ("says", "За словами мера, пором ходить.", "За словами"),
        ("weekdays", "Пором затонув у п’ятницю.", "п’ятницю"),
        ("no_single_day", "Пором ходить кожну п'ятницю.", "кожну п'ятницю"),
        ("future", "Пором ходитиме знову.", "ходитиме"),
    ],
    "tr": [
        ("connectives", "Ancak vapur yine çalışıyor.", "Ancak"),
        ("connectives", "Amasra vapuru bekliyor.", None),
        ("droppable", "Ayrıca vapur yine çalışıyor.", "Ayrıca "),
        ("pointing", "Bu vapur eski.", "Bu"),
        ("pointing", "Bu hafta vapur çalışmıyor.", None),
        ("pointing", "Bursa vapuru bekliyor.", None),
        ("says", "Vapur çalışıyor, dedi belediye başkanı.", "dedi"),
        ("weekdays", "Vapur salı battı.", "salı"),
        ("weekdays", "Vapur pazar yerinde battı.", None),
        ("no_single_day", "Vapur her salı çalışıyor.", "her salı"),
        ("future", "Vapur yine çalışacak.", "çalışacak"),
    ],
    "hu": [
        ("connectives", "De a komp újra jár.", "De"),
        ("connectives", "Debrecen várja a kompot.", None),
        ("droppable", "Emellett, a komp újra jár.", "Emellett, "),
        ("pointing", "Ez a komp régi.", "Ez"),
        ("pointing", "Ezer ember várja a kompot.", None),
        ("says", "A polgármester szerint a komp jár.", "szerint"),
        ("weekdays", "A komp kedden elsüllyedt.", "kedden"),
        ("no_single_day", "A komp minden kedden jár.", "minden kedden"),
    ],
    "ro": [
        ("connectives", "Dar bacul circulă din nou.", "Dar"),
        ("connectives", "Darius Pop conduce bacul.", None),
        ("droppable", "În plus, bacul circulă din nou.", "În plus, "),
        ("pointing", "Acest bac este vechi.", "Acest"),
        ("pointing", "Elena Pop conduce bacul.", None),
        ("says", "Bacul circulă, a declarat primarul.", "a declarat"),
        ("weekdays", "Bacul s-a scufundat marți.", "marți"),
        ("no_single_day", "Bacul a stat două luni la mal.", "două luni"),
        ("no_single_day", "Bacul a stat 20 de luni la mal.", "20 de luni"),
        ("future", "Bacul va circula din nou.", "va"),
    ],
    "el": [
        ("connectives", "Όμως το πορθμείο κινείται ξανά.", "Όμως"),
        ("connectives", "Μετά την καταιγίδα κινείται το πορθμείο.", None),
        ("droppable", "Επιπλέον, το πορθμείο κινείται.", "Επιπλέον, "),
        ("pointing", "Αυτή οδηγεί το πορθμείο.", "Αυτή"),
        ("pointing", "Αυτή την εβδομάδα δεν κινείται.", None),
        ("says", "Σύμφωνα με τον δήμαρχο, κινείται.", "Σύμφωνα με"),
        ("weekdays", "Το πορθμείο βυθίστηκε την Τρίτη.", "Τρίτη"),
        ("weekdays", "Το πορθμείο βυθίστηκε για τρίτη φορά.", None),
        ("no_single_day", "Το πορθμείο κινείται κάθε Τρίτη.", "κάθε Τρίτη"),
        ("future", "Το πορθμείο θα κινηθεί ξανά.", "θα"),
    ],
    "ar": [
        ("connectives", "ولكن العبارة تبحر من جديد.", "ولكن"),
        ("connectives", "ثمانية ركاب كانوا على العبارة.", None),
        ("pointing", "وهذه العبارة قديمة.", "وهذه"),
        ("pointing", "وقال إنه رأى العبارة.", "وقال إنه"),
        ("pointing", "وقال وزير النقل إنه رأى العبارة.", None),
        ("pointing", "هاني صالح يقود العبارة.", None),
        ("says", "وقال الوزير إن العبارة تبحر.", "وقال"),
        ("says", "تبحر العبارة وفقاً للوزير.", "وفقاً"),
        ("relative", "غرقت العبارة أمس.", "أمس"),
        ("relative", "احتفلت المدينة في اليوم العالمي للبحار.", None),
        ("weekdays", "غرقت العبارة يوم الثلاثاء.", "الثلاثاء"),
        (
            "no_single_day",
            "تبحر العبارة كل ثلاثاء ويوم الثلاثاء المقبل.",
            "الثلاثاء المقبل",
        ),
        ("future", "ستبحر العبارة من جديد.", "ستبحر"),
        ("future", "سيارة تنتظر العبارة.", None),
        ("future", "سياسة الوزارة تخص العبارة.", None),
    ],
    "he": [
        ("connectives", "אבל המעבורת שוב מפליגה.", "אבל"),
        ("connectives", "אזרחים מחכים למעבורת.", None),
        ("droppable", "בנוסף, המעבורת מפליגה.", "בנוסף, "),
        ("pointing", "הוא נוהג במעבורת.", "הוא"),
        ("pointing", "כהן נוהג במעבורת.", None),
        ("says", "המעבורת מפליגה, אמר ראש העיר.", "אמר"),
        ("says", "המאמר על המעבורת ארוך.", None),
        ("weekdays", "המעבורת טבעה ביום שלישי.", "ביום שלישי"),
        ("weekdays", "זו הפעם השלישית.", None),
        ("no_single_day", "המעבורת מפליגה כל יום שלישי.", "כל יום שלישי"),
        ("future", "המעבורת צפויה להפליג.", "צפויה"),
    ],
    "ja": [
        ("connectives", "しかし、渡し船は再び動く。", "しかし"),
        ("connectives", "また、渡し船も動く。", "また、"),
        ("connectives", "また来る春に渡し船が動く。", None),
        ("droppable", "一方、渡し船は動く。", "一方、"),
        ("droppable", "一方通行の橋が開いた。", None),
        ("droppable", "そのため、渡し船は動く。", None),
        ("pointing", "彼は渡し船を操る。", "彼は"),
        ("pointing", "この船は古い。", "この"),
        ("pointing", "うち3人が軽傷を負った。", "うち3"),
        ("pointing", "うちわを配る船が出た。", None),
        ("persons", "彼岸に渡し船が動く。", None),
        ("first_person", "私は渡し船に乗った。", "私"),
        ("first_person", "私立大学の学生が渡し船に乗った。", None),
        ("says", "市によると、渡し船は動く。", "によると"),
        ("relative", "渡し船はきょう動いた。", "きょう"),
        ("relative", "きょうだいが渡し船を操る。", None),
        ("weekdays", "渡し船は火曜日に沈んだ。", "火曜日"),
        ("no_single_day", "渡し船は毎週火曜日に動く。", "毎週火曜日"),
        ("future", "渡し船は再開する予定だ。", "予定"),
        ("future", "渡し船は予定通り動いた。", None),
    ],
    "zh": [
        ("connectives", "但渡船重新开航。", "但"),
        ("connectives", "但丁的书在渡船上。", None),
        ("droppable", "然而，渡船重新开航。", "然而，"),
        ("droppable", "因此，渡船停航。", None),
        ("pointing", "他驾驶渡船。", "他"),
        ("pointing", "这艘渡船很旧。", "这"),
        ("pointing", "此外，渡船停航。", None),
        ("persons", "其他渡船停航。", None),
        ("says", "市长说，渡船开航。", "说"),
        ("says", "据当地报纸消息，渡船开航。", "据"),
        ("says", "这部小说写渡船的数据。", None),
        ("weekdays", "渡船週二沉没。", "週二"),
        ("no_single_day", "渡船每周二开航。", "每周二"),
        ("no_single_day", "渡船一周二次开航。", "一周二"),
        ("future", "渡船将重新开航。", "将"),
        ("future", "大将与将军同乘渡船。", None),
    ],
}


EVERY_CASE = [(language, *case) for language, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("language", "field", "sentence", "expected"), EVERY_CASE)
def test_a_word_is_found_where_it_is_one_and_not_where_it_looks_like_it(
    language: str, field: str, sentence: str, expected: str | None
) -> None:
    found = getattr(wording(language), field).search(sentence)

    assert (found and found[0]) == expected


def test_every_language_that_digest_knows_words_of_has_cases() -> None:
    assert sorted(tables()) == sorted(LANGUAGES) == sorted(CASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_each_list_or_says_why_not(language: str) -> None:
    lists = tables()[language]

    missing = [n for n in LISTS if n not in lists and not lists["none"].get(n)]

    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_is_misspelt_and_no_reason_is_given_for_one_that_is_there(
    language: str,
) -> None:
    lists = tables()[language]
    known = {
        f"{negation}{name}{ending}"
        for name in LISTS
        for negation in ("", "not_")
        for ending in ("", "_patterns")
    }

    assert set(lists) <= {*known, "none"}
    assert not set(lists.get("none", {})) & set(lists)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_list(language: str) -> None:
    lists = {name: words for name, words in tables()[language].items() if words}
    lists["weekdays"] = [word for day in lists["weekdays"] for word in day]

    doubled = {
        name: words
        for name, words in lists.items()
        if name != "none" and len(words) != len(set(words))
    }

    assert not doubled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_has_seven_days(language: str) -> None:
    assert len(tables()[language]["weekdays"]) == DAYS
    assert wording(language).weekdays.groups == DAYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_list_is_found_whole(language: str) -> None:
    made = wording(language)
    plain = [n for n in PATTERNS if n not in {"droppable", "weekdays", "no_single_day"}]

    lost = [
        (name, word)
        for name in plain
        for word in tables()[language].get(name, ())
        if not (found := getattr(made, name).search(word)) or found[0] != word
    ]

    assert not lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_weekday_is_found_as_its_day(language: str) -> None:
    made = wording(language)

    lost = [
        form
        for number, forms in enumerate(tables()[language]["weekdays"])
        for form in forms
        if list(made.single_days(form)) != [(number, len(form))]
    ]

    assert not lost


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja", "zh"}))
def test_no_word_is_found_inside_a_longer_one(language: str) -> None:
    made = wording(language)

    torn = [
        (name, word)
        for name in PATTERNS
        for word in tables()[language].get(name, ())
        if isinstance(word, str)
        and (word[-1].isalnum())
        and (found := getattr(made, name).search(f"{word}qq"))
        and found[0] == word
    ]

    assert not torn


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_repeats_what_repeats(language: str) -> None:
    nested = re.compile(r"[+*}]\)(?:[+*]|\{)")

    slow = [n for n in PATTERNS if nested.search(getattr(wording(language), n).pattern)]

    assert not slow


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_go_never_takes_the_sentence_with_it(language: str) -> None:
    for word in tables()[language].get("droppable", ()):
        for comma in (", ", "،", "、", "，"):
            found = wording(language).droppable.search(f"{word}{comma}")

            assert found is None


def test_what_may_go_leans_on_the_sentence_before() -> None:
    firm = [
        (language, word)
        for language in LANGUAGES
        for word in tables()[language].get("droppable", ())
        if not wording(language).connectives.search(f"{word}、")
    ]

    assert not firm


def test_both_kinds_of_norwegian_are_norwegian() -> None:
    assert wording("nb") is wording("nn") is wording("no")


@given(text=st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_a_language_without_a_table_finds_nothing(text: str) -> None:
    made = wording("tlh")

    assert made == Wording()
    assert not any(getattr(made, name).search(text) for name in PATTERNS)
    assert not list(made.single_days(text))


def test_a_weekday_with_a_word_that_takes_it_away_is_no_single_day() -> None:
    text = "Ferries sail every Monday; one sank on Tuesday, not on Good Friday."

    found = list(wording("en").single_days(text))

    assert found == [(1, text.index(", not"))]


def test_a_day_before_a_word_that_takes_it_away_is_no_single_day() -> None:
    text = "Le bac a coulé mardi et repart samedi prochain."

    found = list(wording("fr").single_days(text))

    assert found == [(1, text.index(" et"))]


@given(st.sampled_from(LANGUAGES), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_an_opening_is_found_at_the_beginning_only(language: str, text: str) -> None:
    for name in ("connectives", "droppable", "pointing", "unnamed"):
        found = getattr(wording(language), name).search(text)

        assert found is None or found.start() == 0
