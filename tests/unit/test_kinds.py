import pytest
from builders import make_entry
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.ranking.kinds import kind
from digest.steering import KINDS

ADDRESSES = {
    "opinion": [
        "/opinion/why-ports-matter",
        "/opinions/2026/ports",
        "/commentisfree/2026/nov/ports",
        "/comment/ports",
        "/columns/ports",
        "/columnists/a-writer/ports",
        "/editorial/ports",
        "/letters/ports",
        "/blogs/harbor-watch",
        "/Opinion/Ports",
        "/meinung/haefen",
        "/politik/kommentare/haefen",
        "/idees/ports",
        "/debats/tribunes/ports",
        "/opini%C3%B3n/puertos",
        "/cartas-al-director/puertos",
    ],
    "live": [
        "/world/live/2026/nov/18/ports",
        "/live-blog/ports",
        "/liveblog/ports",
        "/liveticker/haefen",
        "/en-direct/ports",
        "/en-vivo/puertos",
    ],
    "video": ["/videos/ports", "/video", "/watch/ports"],
    "pictures": [
        "/in-pictures/ports",
        "/gallery/ports",
        "/photos/ports",
        "/fotostrecke/haefen",
        "/diaporama/ports",
        "/fotogaleria/puertos",
    ],
    "audio": ["/podcasts/ports"],
    "games": [
        "/quiz/ports",
        "/crossword/today",
        "/horoscope/today",
        "/mots-croises/7",
        "/pasatiempos/7",
    ],
    "roundup": ["/newsletters/morning", "/morning-briefing/2026-11-18"],
    "review": ["/reviews/a-film", "/film-review/a-film"],
    "obituary": ["/obituaries/a-docker", "/nachruf/ein-docker"],
    "advert": ["/sponsored/a-bank", "/partner-content/a-bank", "/anzeige/eine-bank"],
    "correction": ["/corrections-and-clarifications/ports", "/fe-de-errores/puertos"],
}
TITLES = {
    "opinion": [
        "Opinion: Ports matter",
        "Opinion | Ports matter",
        "Comment – Ports matter",
        "Analysis: what dockers want",
        "Analysis — what dockers want",
        "Kommentar: Häfen zählen",
        "Meinung | Häfen zählen",
        "Édito : les ports comptent",
        "Tribune - Les ports comptent",
        "Columna: los puertos cuentan",
        "Ports matter | Letters",
        "Ports matter | Editorial",
        "The ports matter – opinion",
    ],
    "live": [
        "Live: dockers march on parliament",
        "LIVE UPDATES: dockers march",
        "Dockers march on parliament – as it happened",
        "Dockers march - live updates",
        "Dockers march — live",
        "Liveticker: Hafenarbeiter im Ausstand",
        "EN DIRECT - Les dockers défilent",
        "En vivo: los estibadores marchan",
        "Los estibadores marchan | En directo",
    ],
    "video": ["Watch: dockers march", "Video - dockers march", "Dockers march – video"],
    "pictures": [
        "In pictures: the idle port",
        "The idle port – in pictures",
        "The week in pictures",
        "Le port désert - en images",
        "Der stille Hafen – in Bildern",
        "El puerto vacío, día a día – en imágenes",
    ],
    "audio": ["Podcast: the idle port", "The idle port | Podcast"],
    "games": [
        "Quiz: do you know your ports?",
        "News quiz: do you know your ports?",
        "Horóscopo de hoy, 18 de noviembre",
        "Horoscope du jour : les ports",
    ],
    "roundup": [
        "Morning briefing: dockers march",
        "Your Wednesday Briefing: dockers march",
        "World News in Brief: ports, locusts, a vote",
        "Five things to know this morning",
        "Die Lage am Morgen: Häfen im Ausstand",
        "Was heute wichtig ist",
        "L'essentiel : ports, criquets, scrutin",
        "Lo más importante del día",
    ],
    "review": ["Review: a night at the docks", "A Night at the Docks – review"],
    "obituary": ["Obituary: a docker of Mombasa", "Nachruf: ein Hafenarbeiter"],
    "advert": ["Sponsored: a bank for ports", "Anzeige: Eine Bank für Häfen"],
    "correction": ["Correction: ports", "Corrections and clarifications"],
}
CATEGORIES = {
    "opinion": ["Opinion", "Comment is free", "Leserbriefe", "Éditos", "Columnas"],
    "live": ["Liveblog"],
    "pictures": ["Photo gallery"],
    "audio": ["Podcasts"],
    "games": ["Crosswords"],
    "roundup": ["Morning briefing"],
    "review": ["Book reviews"],
    "obituary": ["Obituaries"],
    "advert": ["Sponsored content"],
    "correction": ["Corrections and clarifications"],
}
NEWS_TITLES = [
    "Dockers strike in Mombasa",
    "Opinion polls open in Peru",
    "Opinion split over dam: villagers vote on Sunday",
    "Commentator jailed: court sits for an hour",
    "Comments on dam: minister says sorry",
    "Editorial staff of daily walk out - union",
    "Letters found in wreck: a sailor's last words",
    "Letter bomb: police search a depot",
    "Analysis of ice cores shows a warmer sea",
    "Columnist freed after a year: lawyers",
    "Column of trucks reaches Lamu",
    "Live-streamed trial opens in Lima",
    "Live music returns to Cebu",
    "Live ammunition found: border shut",
    "Where migrants live: a map of Lesbos",
    "Thousands live in tents after quake",
    "Watchdog fines airline: 3 million",
    "Watch maker Brisk to close: 900 jobs go",
    "Watch stolen from museum - police",
    "Court hears video: verdict on Friday",
    "Video game maker fined: children at risk",
    "Dockers march on parliament (VIDEO)",
    "Dockers march on parliament [PHOTOS]",
    "Pictures of missing boys sent to press: police",
    "Photo of president sparks strike",
    "Bilder zeigen Schäden am Hafen",
    "Podcaster jailed in Cairo",
    "Quizmaster dies at 91: family",
    "Press briefing cut short: minister ill",
    "Daily Mail: owner in talks on sale",
    "Briefings on dam leaked - union",
    "Minister reviews port: union walks out",
    "Review of police powers: court says no",
    "Reviewers quit journal: data withheld",
    "Obituary writer wins seat in Lima",
    "Sponsor quits cup: bribes alleged",
    "Anzeige gegen Minister: Polizei ermittelt",
    "Correctional officers strike: jails shut",
    "Explainer: why the ports are shut",
    "Quake in Peru: what we know so far",
    "Exclusive: ports to be sold",
    "Breaking: port reopens",
    "Meinungsforscher sehen Regierung vorn",
    "Kommentare gelöscht: Gericht rügt Netzwerk",
    "Direct flights resume: Nairobi to Lima",
    "Vivo: la planta cierra en Lima",
    "La tribune du stade s'effondre : 12 blessés",
    "El columnista: libre tras un año",
    "Seven things that the court left open",
    "A ruling is no law: opinion of the top court",
]
NEWS_ADDRESSES = [
    "/world/2026/nov/18/dockers",
    "/news/live-animals-saved",
    "/news/opinion-polls-open",
    "/world/liverpool/docks",
    "/news/olive/harvest",
    "/blog/2026/11/18/dockers",
    "/review/world/dockers",
    "/tribune/monde/dockers",
    "/sport/games/medals",
    "/briefing/dockers",
    "/style/watches/brisk-closes",
    "/newsticker/dockers",
    "/direct-flights/dockers",
    "/jeux-olympiques/dockers",
    "/commentary-box/dockers",
    "/videogames/fine",
    "/",
    "",
]
NEWS_CATEGORIES = ["Video", "Live", "Analysis", "World", "Opinion polls", "Tribune", ""]


def _rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in table.items() for text in texts]


@pytest.mark.parametrize(("name", "path"), _rows(ADDRESSES))
def test_an_address_tells_the_kind(name: str, path: str) -> None:
    assert kind(make_entry(url=f"http://courier.example{path}")) == name


@pytest.mark.parametrize(("name", "title"), _rows(TITLES))
def test_a_title_tells_the_kind(name: str, title: str) -> None:
    assert kind(make_entry(title=title)) == name


@pytest.mark.parametrize(("name", "category"), _rows(CATEGORIES))
def test_a_category_tells_the_kind(name: str, category: str) -> None:
    assert kind(make_entry(categories=("World", category))) == name


@pytest.mark.parametrize("title", NEWS_TITLES)
def test_a_title_that_only_looks_alike_is_news(title: str) -> None:
    assert kind(make_entry(title=title)) is None


@pytest.mark.parametrize("path", NEWS_ADDRESSES)
def test_an_address_that_only_looks_alike_is_news(path: str) -> None:
    assert kind(make_entry(url=f"http://courier.example{path}")) is None


@pytest.mark.parametrize("category", NEWS_CATEGORIES)
def test_a_category_that_only_looks_alike_is_news(category: str) -> None:
    assert kind(make_entry(categories=(category,))) is None


def test_a_word_in_the_query_says_nothing_of_the_kind() -> None:
    assert kind(make_entry(url="http://courier.example/a?from=/opinion/")) is None


def test_every_kind_is_known_by_its_address_and_its_title() -> None:
    assert set(ADDRESSES) == set(TITLES) == set(KINDS)


@given(st.text(max_size=60))
def test_any_title_is_of_one_kind_or_news(title: str) -> None:
    assert kind(make_entry(title=title)) in {None, *KINDS}
