# ruff: noqa: E501  whole sentences, and letters that look like Latin ones
"""Which language an entry is in."""

import subprocess
import sys
from dataclasses import replace

import pytest
from builders import make_entry, make_feed
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose.grouping.stories import stories
from digest.compose.language.spoken import believed, spoken
from digest.language_codes import one_code
from digest.model import Entry

NEWS = (
    (
        "en",
        "The government said on Monday that it would reopen the port after talks with the dock workers.",
    ),
    (
        "en",
        "A ferry with ninety people aboard sank in rough seas before dawn, officials in the capital said.",
    ),
    (
        "en",
        "Farmers in the north have been told to bring their cattle inside before the storm comes.",
    ),
    (
        "es",
        "El gobierno dijo el lunes que abrirá el puerto después de las conversaciones con los trabajadores.",
    ),
    (
        "es",
        "Un barco con noventa personas se hundió en el mar antes del amanecer, según las autoridades de la isla.",
    ),
    (
        "es",
        "Los agricultores del norte piden ayuda porque la lluvia no ha llegado en más de un año.",
    ),
    (
        "pt",
        "O governo disse na segunda-feira que vai reabrir o porto depois das conversas com os trabalhadores.",
    ),
    (
        "pt",
        "Um barco com noventa pessoas afundou no mar antes do amanhecer, segundo as autoridades da ilha.",
    ),
    (
        "pt",
        "Os agricultores do norte pedem ajuda porque a chuva não chegou à região em mais de um ano.",
    ),
    (
        "gl",
        "O goberno dixo o luns que vai abrir o porto despois das conversas cos traballadores, que levan unha semana en folga.",
    ),
    (
        "gl",
        "Un barco con noventa persoas afundiu no mar antes do amencer, segundo dixeron as autoridades da illa.",
    ),
    (
        "gl",
        "Os labregos do norte piden axuda porque a choiva non chegou á comarca en máis dun ano.",
    ),
    (
        "fr",
        "Le gouvernement a annoncé lundi que le port va rouvrir après des discussions avec les dockers.",
    ),
    (
        "fr",
        "Un bateau avec quatre-vingt-dix personnes à bord a coulé avant l'aube, selon les autorités de l'île.",
    ),
    (
        "fr",
        "Les agriculteurs du nord demandent une aide parce que la pluie n'est pas venue depuis un an.",
    ),
    (
        "it",
        "Il governo ha detto lunedì che il porto sarà riaperto dopo i colloqui con i lavoratori.",
    ),
    (
        "it",
        "Una nave con novanta persone a bordo è affondata prima dell'alba, secondo le autorità dell'isola.",
    ),
    (
        "it",
        "Gli agricoltori del nord chiedono aiuto perché la pioggia non è arrivata da più di un anno.",
    ),
    (
        "ca",
        "El govern va dir dilluns que el port tornarà a obrir després de les converses amb els treballadors.",
    ),
    (
        "ca",
        "Un vaixell amb noranta persones es va enfonsar abans de l'alba, segons les autoritats de l'illa.",
    ),
    (
        "ca",
        "Els pagesos del nord demanen ajuda perquè la pluja no ha arribat a la comarca en més d'un any.",
    ),
    (
        "de",
        "Die Regierung teilte am Montag mit, dass der Hafen nach den Gesprächen mit den Arbeitern wieder öffnet.",
    ),
    (
        "de",
        "Ein Schiff mit neunzig Menschen an Bord ist vor der Insel gesunken, wie die Behörden mitteilten.",
    ),
    (
        "de",
        "Die Bauern im Norden bitten um Hilfe, weil der Regen seit mehr als einem Jahr nicht gekommen ist.",
    ),
    (
        "nl",
        "De regering zei maandag dat de haven weer open gaat na gesprekken met de arbeiders.",
    ),
    (
        "nl",
        "Een schip met negentig mensen aan boord is voor het eiland gezonken, zeggen de autoriteiten.",
    ),
    (
        "nl",
        "De boeren in het noorden vragen om hulp omdat er al meer dan een jaar geen regen is gevallen.",
    ),
    (
        "af",
        "Die regering het Maandag gesê dat die hawe weer sal oopmaak ná samesprekings met die werkers.",
    ),
    (
        "af",
        "’n Skip met negentig mense aan boord het naby die eiland gesink, het die owerhede gesê.",
    ),
    (
        "af",
        "Die boere in die noorde vra vir hulp omdat dit al meer as 'n jaar lank nie gereën het nie.",
    ),
    (
        "da",
        "Regeringen oplyste mandag, at havnen åbner igen efter samtaler med arbejderne.",
    ),
    (
        "da",
        "Et skib med halvfems mennesker om bord er sunket ud for øen, siger myndighederne.",
    ),
    (
        "da",
        "Landmændene i nord beder om hjælp, fordi regnen ikke er kommet i mere end et år.",
    ),
    (
        "no",
        "Regjeringen opplyste mandag at havnen åpner igjen etter samtaler med arbeiderne.",
    ),
    (
        "no",
        "Et skip med nitti mennesker om bord har sunket utenfor øya, sier myndighetene.",
    ),
    (
        "no",
        "Bøndene i nord ber om hjelp fordi regnet ikke har kommet på mer enn et år.",
    ),
    (
        "sv",
        "Regeringen meddelade på måndagen att hamnen öppnar igen efter samtal med arbetarna.",
    ),
    (
        "sv",
        "Ett fartyg med nittio människor ombord har sjunkit utanför ön, säger myndigheterna.",
    ),
    (
        "sv",
        "Bönderna i norr ber om hjälp eftersom regnet inte har kommit på mer än ett år.",
    ),
    (
        "cs",
        "Vláda v pondělí oznámila, že přístav se po jednání s dělníky znovu otevře.",
    ),
    (
        "cs",
        "Loď s devadesáti lidmi na palubě se potopila u ostrova, uvedly úřady, které případ vyšetřují.",
    ),
    (
        "cs",
        "Zemědělci na severu žádají o pomoc, protože déšť nepřišel už déle než rok.",
    ),
    (
        "sk",
        "Vláda v pondelok oznámila, že prístav sa po rokovaní s robotníkmi znovu otvorí.",
    ),
    (
        "sk",
        "Loď s deväťdesiatimi ľuďmi na palube sa potopila pri ostrove, uviedli úrady, ktoré prípad vyšetrujú.",
    ),
    (
        "sk",
        "Poľnohospodári na severe žiadajú o pomoc, pretože dážď neprišiel už dlhšie ako rok.",
    ),
    (
        "pl",
        "Rząd poinformował w poniedziałek, że port zostanie otwarty po rozmowach z robotnikami.",
    ),
    (
        "pl",
        "Statek z dziewięćdziesięcioma osobami na pokładzie zatonął w pobliżu wyspy, jak podały władze.",
    ),
    (
        "uk",
        "Уряд повідомив у понеділок, що порт знову відкриють після переговорів з робітниками.",
    ),
    (
        "uk",
        "Судно з дев'яноста людьми на борту затонуло біля острова, повідомили в поліції.",
    ),
    ("uk", "Фермери на півночі просять про допомогу, бо дощу не було вже понад рік."),
    (
        "ru",
        "Правительство сообщило в понедельник, что порт снова откроют после переговоров с рабочими.",
    ),
    ("ru", "Судно с девяноста людьми на борту затонуло у острова, сообщили в полиции."),
    (
        "ru",
        "Фермеры на севере просят о помощи, потому что дождя не было уже больше года.",
    ),
    (
        "bg",
        "Правителството съобщи в понеделник, че пристанището ще бъде отворено след разговори с работниците.",
    ),
    (
        "bg",
        "Кораб с деветдесет души на борда потъна край острова, съобщиха от полицията.",
    ),
    (
        "bg",
        "Земеделците на север искат помощ, защото дъждът не е идвал повече от година.",
    ),
    (
        "hr",
        "Vlada je u ponedjeljak objavila da će luka biti ponovno otvorena nakon razgovora s radnicima.",
    ),
    (
        "hr",
        "Brod s devedeset ljudi potonuo je kod otoka prije zore, objavila je policija.",
    ),
    (
        "sr",
        "Влада је у понедељак саопштила да ће лука бити поново отворена након разговора са радницима.",
    ),
    (
        "sr",
        "Брод са деведесет људи потонуо је код острва пре зоре, саопштила је полиција.",
    ),
    (
        "id",
        "Pemerintah mengatakan pada Senin bahwa pelabuhan akan dibuka lagi setelah berunding dengan para pekerja.",
    ),
    (
        "id",
        "Sebuah kapal yang membawa sembilan puluh orang tenggelam di dekat pulau itu karena ombak besar.",
    ),
    (
        "ms",
        "Kerajaan berkata pada Isnin bahawa pelabuhan akan dibuka semula selepas rundingan dengan pekerja.",
    ),
    (
        "ms",
        "Sebuah kapal yang membawa sembilan puluh orang karam berhampiran pulau itu kerana ombak besar.",
    ),
    (
        "ro",
        "Guvernul a anunțat luni că portul va fi redeschis după discuții cu muncitorii.",
    ),
    (
        "ro",
        "O navă cu nouăzeci de oameni la bord s-a scufundat lângă insulă, au spus autoritățile.",
    ),
    (
        "hu",
        "A kormány hétfőn közölte, hogy a kikötő a munkásokkal folytatott tárgyalások után újra megnyílik.",
    ),
    (
        "fi",
        "Hallitus kertoi maanantaina, että satama avataan jälleen sen jälkeen kun työntekijöiden kanssa on neuvoteltu.",
    ),
    (
        "tr",
        "Hükümet pazartesi günü limanın işçilerle yapılan görüşmelerden sonra yeniden açılacağını söyledi.",
    ),
    ("el", "Η κυβέρνηση ανακοίνωσε τη Δευτέρα ότι το λιμάνι θα ανοίξει ξανά."),
    ("he", "הממשלה הודיעה ביום שני כי הנמל ייפתח מחדש."),
    ("ar", "قالت الحكومة يوم الاثنين إن الميناء سيفتح من جديد."),
    ("hi", "सरकार ने सोमवार को कहा कि बंदरगाह फिर से खुलेगा।"),
    ("th", "รัฐบาลกล่าวเมื่อวันจันทร์ว่าท่าเรือจะเปิดอีกครั้ง"),
    ("ja", "政府は月曜日、港を再開すると発表した。"),
    ("zh", "政府周一表示，港口将重新开放。"),
    ("ko", "정부는 월요일 항구를 다시 열겠다고 밝혔다."),
)
"""Written for this test; the same three pieces of news, as each language tells them."""

NEIGHBOURS = (
    ("es", "pt", "gl"),
    ("da", "no", "sv"),
    ("cs", "sk"),
    ("uk", "ru", "bg"),
    ("nl", "de", "af"),
    ("id", "ms"),
    ("fr", "it", "ca"),
)
ENGLISH = NEWS[0][1]
GERMAN = next(text for language, text in NEWS if language == "de")
SPANISH = next(text for language, text in NEWS if language == "es")
NAMES = "Peru quake: Arequipa, Lima, Cusco, Puno, Tacna"


@pytest.mark.parametrize(("language", "text"), NEWS)
def test_a_claim_that_is_right_stands(language: str, text: str) -> None:
    assert spoken(text, language) == language


def test_a_feed_that_says_english_by_default_is_found_out() -> None:
    right = sum(spoken(text, "en") == language for language, text in NEWS)

    assert right >= 0.96 * len(NEWS)


@pytest.mark.parametrize("family", NEIGHBOURS, ids="-".join)
def test_neighbours_are_told_apart_most_of_the_time(family: tuple[str, ...]) -> None:
    judged = [
        spoken(text, claimed) == language
        for language, text in NEWS
        for claimed in family
        if language in family and claimed != language
    ]

    assert sum(judged) >= 0.75 * len(judged)


@pytest.mark.parametrize("claimed", ["sr", "bs", "hr"])
def test_serbian_in_latin_letters_keeps_its_claim(claimed: str) -> None:
    text = next(text for language, text in NEWS if language == "hr")

    assert spoken(text, claimed) == claimed


@pytest.mark.parametrize("text", ["", " ", "12:30", "Lima", NAMES, "?!", "\x00"])
@pytest.mark.parametrize("claimed", ["en", "de", "sw", "tlh"])
def test_a_short_text_cannot_refute_the_claim(text: str, claimed: str) -> None:
    assert spoken(text, claimed) == claimed


def test_an_english_quote_does_not_make_a_german_text_english() -> None:
    quoting = (
        "Die Regierung in Kenia schickt Soldaten in den Hafen. „We will not move from"
        " the gates of the port“, sagte ein Arbeiter, der seit Montag streikt."
    )

    assert spoken(quoting, "de") == "de"


def test_a_russian_name_does_not_make_an_english_text_russian() -> None:
    assert spoken(f"{ENGLISH} The paper is called Известия in Russian.", "en") == "en"


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Пожар в Казани", "ru"),
        ("Πυρκαγιά", "el"),
        ("台風が接近", "ja"),
        ("حريق", "ar"),
    ],
)
def test_a_script_decides_at_once_even_in_a_headline(
    headline: str, language: str
) -> None:
    assert spoken(headline, "en") == language


@pytest.mark.parametrize("claimed", ["en", "de", "es"])
def test_a_long_list_of_names_refutes_nothing(claimed: str) -> None:
    names = "Kenya: Ruto, Odinga, Gachagua, Mombasa, Nairobi, Kisumu, Lamu, Nakuru"

    assert spoken(names, claimed) == claimed


def test_a_story_is_never_joined_across_languages() -> None:
    told = believed(_week(ENGLISH, SPANISH, GERMAN), {})

    assert sorted(len(story.entries) for story in stories(told)) == [1, 1, 1]


def test_a_script_of_several_languages_leaves_the_claim() -> None:
    assert spoken("دولت اعلام کرد بندر باز می‌شود", "fa") == "fa"


@given(st.text(max_size=300), st.sampled_from(["en", "es", "ja", "sr", "sw"]))
@settings(max_examples=100, deadline=None)
def test_any_text_is_in_some_language_and_the_same_each_time(
    text: str, claimed: str
) -> None:
    language = spoken(text, claimed)

    assert language.isascii()
    assert language.isalpha()
    assert spoken(text, claimed) == language


@given(st.permutations([text for language, text in NEWS if language == "en"]))
def test_what_is_believed_once_is_believed_again(texts: list[str]) -> None:
    text = " ".join(texts)

    assert spoken(text, spoken(text, "es")) == "en"


def _week(*texts: str, language: str = "en") -> list[Entry]:
    return [
        make_entry(id=f"a-{n}", title=text, language=language)
        for n, text in enumerate(texts)
    ]


def _languages(entries: list[Entry], **feeds: str) -> list[str]:
    known = {"http://courier.example/rss": make_feed(**feeds)} if feeds else {}
    return [entry.language for entry in believed(entries, known)]


def test_a_headline_of_names_is_in_its_feeds_language() -> None:
    assert _languages(_week(SPANISH, NAMES, SPANISH)) == ["es", "es", "es"]


def test_a_headline_in_a_feed_of_many_languages_keeps_its_claim() -> None:
    assert _languages(_week(SPANISH, NAMES, GERMAN)) == ["es", "en", "de"]


def test_another_feeds_language_says_nothing_of_a_headline() -> None:
    elsewhere = [replace(e, feed_url="http://diario.example") for e in _week(SPANISH)]

    assert _languages([*elsewhere, *_week(NAMES)]) == ["es", "en"]


def test_the_editors_word_on_a_language_stands() -> None:
    entries = _week(SPANISH, SPANISH, language="pt")

    assert _languages(entries, language="pt") == ["pt", "pt"]


def test_a_feed_of_which_nothing_is_said_is_judged_by_its_words() -> None:
    assert _languages(_week(SPANISH), title="Diario") == ["es"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("jp", "ja"), ("eng", "en"), ("nb", "no"), ("iw", "he"), ("en", "en"), ("x", "x")],
)
def test_a_code_is_the_shortest_for_its_language(written: str, meant: str) -> None:
    assert one_code(written) == meant


def test_english_news_is_judged_without_loading_the_detector() -> None:
    script = (
        "import sys\n"
        "from digest.compose.language.spoken import spoken\n"
        f"assert all(spoken(t, 'en') == 'en' for t in {[ENGLISH, NAMES]!r})\n"
        "assert not {'py3langid', 'sumy', 'numpy'} & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", script], check=True)
