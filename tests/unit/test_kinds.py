import pytest
from builders import make_entry

from digest.compose.kinds import kind


@pytest.mark.parametrize(
    "path",
    [
        "/opinion/why-ports-matter",
        "/opinions/2026/ports",
        "/commentisfree/2026/nov/ports",
        "/comment/ports",
        "/columns/ports",
        "/columnists/a-writer/ports",
        "/editorial/ports",
        "/letters/ports",
        "/blogs/harbor-watch",
        "/world/live/2026/nov/18/ports",
        "/live-blog/ports",
        "/liveblog/ports",
        "/in-pictures/ports",
        "/gallery/ports",
        "/photos/ports",
        "/videos/ports",
        "/video",
        "/watch/ports",
        "/podcasts/ports",
        "/quiz/ports",
        "/crossword/today",
        "/horoscope/today",
        "/obituaries/a-docker",
        "/reviews/a-film",
        "/Opinion/Ports",
    ],
)
def test_an_address_of_another_kind_is_no_report(path: str) -> None:
    assert kind(make_entry(url=f"http://courier.example{path}"))


@pytest.mark.parametrize(
    "title",
    [
        "Opinion: Ports matter",
        "Opinion | Ports matter",
        "Comment – Ports matter",
        "Live: dockers march on parliament",
        "LIVE UPDATES: dockers march",
        "Watch: dockers march",
        "Video - dockers march",
        "In pictures: the idle port",
        "Podcast: the idle port",
        "Quiz: do you know your ports?",
        "Review: a night at the docks",
        "Analysis: what dockers want",
        "Analysis — what dockers want",
        "Kommentar: Häfen zählen",
        "Meinung | Häfen zählen",
    ],
)
def test_a_title_that_names_another_kind_is_no_report(title: str) -> None:
    assert kind(make_entry(title=title))


@pytest.mark.parametrize(
    "title",
    [
        "Dockers strike in Mombasa",
        "Opinion polls open in Peru",
        "Live-streamed trial opens in Lima",
        "Watchdog fines airline: 3 million",
        "Minister reviews port: union walks out",
        "Court hears video: verdict on Friday",
        "Live music returns to Cebu",
    ],
)
def test_a_title_that_only_begins_alike_is_a_report(title: str) -> None:
    assert not kind(make_entry(title=title))


@pytest.mark.parametrize(
    "path",
    [
        "/world/2026/nov/18/dockers",
        "/news/live-animals-saved",
        "/news/opinion-polls-open",
        "/world/liverpool/docks",
        "/news/olive/harvest",
        "/",
        "",
    ],
)
def test_an_address_that_only_looks_alike_is_a_report(path: str) -> None:
    assert not kind(make_entry(url=f"http://courier.example{path}"))


def test_a_word_in_the_query_says_nothing_of_the_kind() -> None:
    assert not kind(make_entry(url="http://courier.example/a?from=/opinion/"))
