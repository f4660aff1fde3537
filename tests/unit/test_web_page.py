"""An edition as a page of the web: its head, its landmarks, and what a mail has not."""

from typing import Any

import pytest
from builders import make_brief, make_edition
from lxml import html as lxml_html

from digest.config import REGIONS, Newsletter
from digest.model import Edition, Section
from digest.picture import Picture
from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.render.web import page, seen_on_the_web, with_landmarks
from digest.resources import templates_folder

NEWSLETTER = Newsletter(url="https://world.example/", reply_to="desk@world.example")
HOSTILE = """</title><script>alert("x")</script> it's {{ 7*7 }} & </head> ]]>"""


@pytest.fixture(scope="module")
def env() -> Templates:
    return environment(None, templates_folder())


def tree_of(html: str) -> Any:
    return lxml_html.document_fromstring(html)


def made(
    env: Templates,
    edition: Edition,
    newsletter: Newsletter = NEWSLETTER,
    previous: str | None = None,
) -> Any:
    seen = seen_on_the_web(env, edition, newsletter, REGIONS, previous)
    return tree_of(page(env, seen))


def head(tree: Any, name: str) -> list[str]:
    """Return what a page's head says under `name`."""
    found = tree.xpath(f"//head/meta[@name='{name}' or @property='{name}']/@content")
    return [str(one) for one in found]


def pictured() -> Edition:
    picture = Picture(file="pictures/a.jpg", alt="Two cranes", width=1104, height=620)
    section = Section(
        id="top", title="", briefs=(make_brief(picture=picture, headline="A port"),)
    )
    other = Section(id="africa", title="Africa", briefs=(make_brief(id="s-2"),))
    return make_edition(sections=(section, other))


def test_the_head_tells_searchers_and_those_who_share_it(
    env: Templates,
) -> None:
    tree = made(env, pictured())

    assert tree.xpath("//link[@rel='canonical']/@href") == [
        "https://world.example/2026-11-19/"
    ]
    assert head(tree, "og:title") == ["A port"]
    assert head(tree, "description") == head(tree, "og:description")
    assert head(tree, "description") == ["Dockers strike in Mombasa"]
    assert head(tree, "og:image") == ["https://world.example/2026-11-19/pictures/a.jpg"]
    assert head(tree, "og:image:alt") == ["Two cranes"]
    assert tree.xpath("//link[@type='application/atom+xml']/@href") == [
        "https://world.example/feed.xml"
    ]


def test_a_page_that_is_nowhere_says_no_address_that_is_not_there(
    env: Templates,
) -> None:
    tree = made(env, pictured(), Newsletter())

    assert not tree.xpath("//link[@rel='canonical']")
    assert not head(tree, "og:image")
    assert tree.xpath("//link[@type='application/atom+xml']/@href") == ["../feed.xml"]


def test_the_edition_before_is_named(env: Templates) -> None:
    tree = made(env, pictured(), previous="2026-11-12")

    assert tree.xpath("//link[@rel='prev']/@href") == ["../2026-11-12/"]
    assert not made(env, pictured()).xpath("//link[@rel='prev']")


def test_hostile_words_in_the_head_are_inert(env: Templates) -> None:
    section = Section(id="top", title="", briefs=(make_brief(headline=HOSTILE),))

    tree = made(env, make_edition(sections=(section,)))

    assert not tree.xpath("//script")
    assert head(tree, "og:title") == [HOSTILE]
    assert len(tree.xpath("//head")) == len(tree.xpath("//body")) == 1


def test_everything_stands_in_a_landmark(env: Templates) -> None:
    tree = made(env, pictured())

    names = [part.tag for part in tree.xpath("//body/div/*")]
    assert names == ["header", "main", "footer"]
    assert tree.xpath("//header//h1")
    assert len(tree.xpath("//main//h2")) == 2
    assert not tree.xpath("//footer//h2")
    assert not tree.xpath("//@role[. = 'article']")


def test_a_page_without_blocks_to_tell_apart_is_main_as_a_whole() -> None:
    tree = tree_of(with_landmarks("<div role='article'><div><h1>All</h1></div></div>"))

    assert tree.xpath("//@role") == ["main"]


def test_the_page_asks_to_subscribe_and_not_to_leave(
    env: Templates,
) -> None:
    links = made(env, pictured()).xpath("//a/@href")

    assert "mailto:desk@world.example?subject=subscribe" in links
    assert "https://world.example/" in links
    assert "https://world.example/feed.xml" in links
    assert not any("unsubscribe" in link for link in links)


def test_the_mail_asks_to_leave_and_not_to_subscribe(env: Templates) -> None:
    mail = email(env, pictured(), NEWSLETTER, REGIONS)

    links = tree_of(mail.html).xpath("//a/@href")
    assert "mailto:desk@world.example?subject=unsubscribe" in links
    assert "mailto:desk@world.example?subject=subscribe" not in links


def test_the_page_has_no_link_to_itself_and_nothing_hidden(
    env: Templates,
) -> None:
    tree = made(env, pictured())

    assert "https://world.example/2026-11-19/" not in tree.xpath("//a/@href")
    assert not tree.xpath("//comment()")
    assert not tree.xpath("//*[contains(@style, 'display:none')]")


@pytest.mark.parametrize(
    ("size", "across"),
    [
        ((1104, 620), 536),
        ((1104, 1104), 402),
        ((552, 1104), 201),
        ((400, 300), 400),
        ((0, 0), 0),
    ],
)
def test_a_picture_is_neither_stretched_nor_higher_than_three_quarters(
    size: tuple[int, int], across: int
) -> None:
    width, height = size

    picture = Picture(file="a.jpg", alt="A", width=width, height=height)

    assert picture.across(536) == across


def test_any_story_may_have_a_picture(env: Templates) -> None:
    picture = Picture(
        file="pictures/b.png", alt="A map", credit="Desk", width=1104, height=1104
    )
    brief = make_brief(picture=picture)
    section = Section(id="africa", title="Africa", briefs=(brief,))

    mail = email(env, make_edition(sections=(section,)), NEWSLETTER, REGIONS)

    [image] = tree_of(mail.html).xpath("//img")
    assert (image.get("src"), image.get("alt")) == ("pictures/b.png", "A map")
    assert image.get("width") == "402"
    assert "Desk" in mail.html
