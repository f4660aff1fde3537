import io
from collections.abc import Iterable, Iterator, Mapping

import pytest
from builders import make_article, make_coverage, make_entry, make_feed
from fakes import fake_web
from pictured import photograph
from PIL import Image

from digest.compose.pages.pictures import Print, picture
from digest.http import Answer, Reply, Request
from digest.model import Article, Coverage, Feed, Shown

URL = "http://courier.example/quay.jpg"
LENDS = make_feed(pictures=True)


def _article(image: Shown | None = None, **given_values: str) -> Article:
    entry = make_entry(**{"title": "Dockers strike", "image": URL} | given_values)
    return make_article(entry=entry, image=image)


def _picture(
    *articles: Article, pages: Mapping[str, bytes], feeds: tuple[Feed, ...] = (LENDS,)
) -> Print | None:
    coverage: Coverage = make_coverage(*articles)
    by_url = {feed.url: feed for feed in feeds}
    return picture(coverage, articles[0], by_url, fake_web(pages))


def size_of(found: Print) -> tuple[int, int]:
    with Image.open(io.BytesIO(found.body)) as image:
        return image.size


def test_a_feed_without_pictures_yes_lends_none() -> None:
    pages = {URL: photograph(640, 480)}

    assert _picture(_article(), pages=pages, feeds=(make_feed(),)) is None


def test_a_feed_that_is_not_listed_lends_none() -> None:
    assert _picture(_article(), pages={URL: photograph(640, 480)}, feeds=()) is None


def test_a_story_without_picture_has_none() -> None:
    bare = make_article(entry=make_entry(image=None))

    assert _picture(bare, pages={}) is None


def test_another_articles_picture_is_taken_where_the_lead_lends_none() -> None:
    other = _article(feed_url="http://herald.example/rss", outlet="Herald")
    herald = make_feed(url="http://herald.example/rss", pictures=True)

    found = _picture(
        _article(),
        other,
        pages={URL: photograph(640, 480)},
        feeds=(make_feed(), herald),
    )

    assert found is not None
    assert found.picture.credit == "Herald"


def test_the_lead_articles_picture_comes_before_the_others() -> None:
    second = "http://courier.example/crane.jpg"
    pages = {URL: photograph(640, 480), second: photograph(800, 600)}
    lead, other = _article(), _article(image=Shown(url=second))

    found = picture(
        make_coverage(other, lead), lead, {LENDS.url: LENDS}, fake_web(pages)
    )

    assert found is not None
    assert size_of(found) == (640, 480)


BROKEN = [
    pytest.param(b"", id="empty"),
    pytest.param(b"<html>no picture here</html>", id="a page"),
    pytest.param(photograph(640, 480)[:400], id="cut short"),
    pytest.param(photograph(1, 1, "GIF"), id="a tracker"),
    pytest.param(photograph(1600, 300), id="a banner"),
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_picture_that_cannot_be_printed_is_passed_over(body: bytes) -> None:
    assert _picture(_article(), pages={URL: body}) is None


@pytest.mark.parametrize("body", BROKEN[:3])
def test_after_a_broken_picture_the_next_is_tried(body: bytes) -> None:
    second = "http://courier.example/crane.jpg"
    pages = {URL: body, second: photograph(640, 480)}

    found = _picture(_article(), _article(image=Shown(url=second)), pages=pages)

    assert found is not None


def test_a_picture_that_cannot_be_fetched_is_passed_over() -> None:
    assert _picture(_article(), pages={}) is None


@pytest.mark.parametrize(
    ("status", "damage"), [(404, None), (200, "cut off in transit")]
)
def test_an_answer_that_is_an_error_or_cut_off_is_no_picture(
    status: int, damage: str | None
) -> None:
    def web(requests: Iterable[Request]) -> Iterator[Answer]:
        for request in requests:
            yield Reply(
                request=request,
                url=request.url,
                status=status,
                headers={},
                body=photograph(640, 480),
                damage=damage,
            )

    article = _article()

    assert picture(make_coverage(article), article, {LENDS.url: LENDS}, web) is None


def test_the_pages_picture_comes_before_the_feeds() -> None:
    second = "http://courier.example/crane.jpg"
    pages = {URL: photograph(640, 480), second: photograph(800, 600)}

    found = _picture(_article(Shown(url=second)), pages=pages)

    assert found is not None
    assert size_of(found) == (800, 600)


def test_a_picture_is_kept_under_its_storys_name() -> None:
    found = _picture(_article(), pages={URL: photograph(640, 480)})

    assert found is not None
    assert found.picture.file == "pictures/s-1.jpg"


def test_a_drawing_that_stays_png_is_named_so() -> None:
    found = _picture(_article(), pages={URL: photograph(640, 480, "PNG")})

    assert found is not None
    assert found.picture.file == "pictures/s-1.png"
    assert found.body.startswith(b"\x89PNG")


def test_a_picture_has_the_alt_text_and_the_credit_of_its_page() -> None:
    shown = Shown(url=URL, alt="Cranes at rest", credit="A. Writer")

    found = _picture(_article(shown), pages={URL: photograph(640, 480)})

    assert found is not None
    assert (found.picture.alt, found.picture.credit) == ("Cranes at rest", "A. Writer")


@pytest.mark.parametrize(
    "alt",
    [
        "",
        " ",
        "image",
        "Lead image",
        "Foto",
        "quay-1104x620.jpg",
        "IMG_20261117",
        "DSC 0042",
        "https://courier.example/quay",
        "courier",
        "undefined",
    ],
)
def test_an_alt_text_that_says_nothing_gives_way_to_the_headline(alt: str) -> None:
    found = _picture(
        _article(Shown(url=URL, alt=alt)), pages={URL: photograph(640, 480)}
    )

    assert found is not None
    assert found.picture.alt == "Dockers strike"


@pytest.mark.parametrize(
    "alt", ["Cranes at rest", "Boeing 747", "Image of a ship", "猫"]
)
def test_an_alt_text_that_says_what_is_seen_is_kept(alt: str) -> None:
    found = _picture(
        _article(Shown(url=URL, alt=alt)), pages={URL: photograph(640, 480)}
    )

    assert found is not None
    assert found.picture.alt == alt


def test_without_words_of_its_page_a_picture_has_the_headline_and_the_outlet() -> None:
    found = _picture(_article(Shown(url=URL)), pages={URL: photograph(640, 480)})

    assert found is not None
    assert (found.picture.alt, found.picture.credit) == ("Dockers strike", "Courier")
