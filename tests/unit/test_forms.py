"""All forms of an edition tell the same stories in the same order."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from typing import Any

from builders import NOW, make_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from digest.config import REGIONS, Newsletter
from digest.deliver.message import Envelope, message
from digest.model import Brief, Bullet, Edition, Section, Source
from digest.picture import Picture
from digest.render.archive import archive, kept, past
from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.render.web import entry, page, seen_on_the_web
from digest.resources import templates_folder
from digest.schedule import EditionRecord

NEWSLETTER = Newsletter(url="https://world.example/", reply_to="desk@world.example")
ATOM = "{http://www.w3.org/2005/Atom}"
MARK = re.compile(r"\b[HB]-\d+-\d+\b")
HOSTILE = [
    "</mj-text><script>alert(1)</script>",
    "{{ 7*7 }} {% raw %}",
    "]]> & &amp; &#8364; \"'",
    "نص ١٢ \u200f(عربي)",
    "हिन्दी में 👩\u200d🚒",
    "no\u00a0break soft\u00adhyphen",
    "* # [link](http://x.example)",
    "x" * 90,
    "H-B- -\u2028-",
]


@cache
def env() -> Templates:
    return environment(None, templates_folder())


words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=40),
)


@st.composite
def briefs(draw: st.DrawFn, number: int) -> Brief:
    """Draw a story whose headline and bullets carry marks: H-4-0, B-4-1, B-4-2."""
    counts = st.integers(0, 3)
    picture = Picture(file=f"pictures/{number}.jpg", alt="A", width=800, height=600)
    return Brief(
        id=f"s-{number}",
        headline=f"H-{number}-0 {draw(words)}",
        source=Source(outlet=f"Paper {number}", url=f"https://main.example/{number}"),
        also=tuple(
            Source(outlet=f"Other {n}", url=f"https://also{n}.example/{number}")
            for n in range(draw(counts))
        ),
        bullets=tuple(
            Bullet(text=f"B-{number}-{n} {draw(words)}")
            for n in range(1, draw(counts) + 1)
        ),
        place=draw(st.sampled_from([None, "Kenya", "Peru"])),
        picture=draw(st.sampled_from([None, picture])),
    )


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Draw an edition of one to six sections, with a top story or without."""
    names = draw(st.permutations(list(REGIONS)))
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=len(names)))
    sections, number = [], 0
    if draw(st.booleans()):
        sections.append(Section(id="top", title="", briefs=(draw(briefs(0)),)))
    for name, count in zip(names, shape, strict=False):
        numbers = range(number + 1, number + 1 + count)
        number += count
        told = tuple(draw(briefs(n)) for n in numbers)
        sections.append(Section(id=name, title=REGIONS[name], briefs=told))
    return make_edition(sections=tuple(sections), note=draw(words))


def tree_of(html: str) -> Any:
    return lxml_html.document_fromstring(html)


def marks(text: str) -> list[str]:
    return MARK.findall(text)


def marks_of_html(html: str) -> list[str]:
    """Return the marks in what is seen: not in the head, not in the preheader."""
    tree = tree_of(html)
    for hidden in tree.xpath("//head | //*[contains(@style, 'display:none')]"):
        hidden.drop_tree()
    return marks("\n".join(tree.itertext()))


def parts_of(body: bytes) -> tuple[str, str]:
    read = message_from_bytes(body, policy=default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


def forms(edition: Edition) -> dict[str, list[str]]:
    """Return the marks of stories and bullets in every form, in order."""
    mail = email(env(), edition, NEWSLETTER, REGIONS)
    envelope = Envelope(
        slug=edition.slug,
        language="en",
        sender="world@example.org",
        recipient="reader@example.org",
        reply_to=None,
        date=NOW,
    )
    named = [brief.picture.file for brief in edition.briefs if brief.picture]
    text, html = parts_of(message(mail, envelope, dict.fromkeys(named, b"\xff\xd8")))
    seen = seen_on_the_web(env(), edition, NEWSLETTER, REGIONS)
    content = entry(env(), seen)
    record = EditionRecord(
        slug=edition.slug,
        window=edition.window,
        drafted_at=NOW,
        sent_at=NOW,
        subject=mail.subject,
        preheader=mail.preheader,
    )
    shown = kept(edition, content)
    gone = past(record, NEWSLETTER, shown)
    feed = etree.fromstring(archive(env(), NEWSLETTER, (gone,))[1].encode())
    web = page(env(), seen)
    return {
        "digest.html": marks_of_html(mail.html),
        "index.html": marks_of_html(web),
        "digest.txt": marks(mail.text),
        "digest.mjml": marks(mail.mjml.partition("<mj-body")[2]),
        "digest.eml, text": marks(text),
        "digest.eml, HTML": marks_of_html(html),
        "archive.json": marks("\n".join(shown.headlines)),
        "feed.xml": marks_of_html(feed.findtext(f".//{ATOM}content") or ""),
    }


def in_order(edition: Edition) -> list[Brief]:
    """Return the stories by edition.yaml; headlines alone go last in their section."""
    return [
        brief
        for section in edition.sections
        for brief in sorted(section.briefs, key=lambda one: not one.bullets)
    ]


def printed(edition: Edition) -> list[str]:
    """Return the marks in the order in which stories are printed."""
    return [
        mark
        for brief in in_order(edition)
        for text in (brief.headline, *(bullet.text for bullet in brief.bullets))
        for mark in marks(text)[:1]
    ]


@given(edition=editions())
@settings(max_examples=40)
def test_all_forms_tell_the_same_stories_in_the_same_order(edition: Edition) -> None:
    expected = printed(edition)

    told = forms(edition)

    headlines = [mark for mark in expected if mark.startswith("H")]
    assert told.pop("archive.json") == headlines
    for name, found in told.items():
        assert found == expected, name


def links(html: str) -> list[str]:
    found = tree_of(html).xpath("//body//a/@href")
    return list(dict.fromkeys(one for one in found if "main.example" in one))


@given(edition=editions())
@settings(max_examples=20)
def test_all_forms_link_to_the_same_articles_in_the_same_order(
    edition: Edition,
) -> None:
    mail = email(env(), edition, NEWSLETTER, REGIONS)
    seen = seen_on_the_web(env(), edition, NEWSLETTER, REGIONS)
    web, content = page(env(), seen), entry(env(), seen)
    in_text = re.findall(r"https://main\.example/\d+", mail.text)

    expected = [brief.source.url for brief in in_order(edition)]
    assert links(mail.html) == links(web) == links(content) == expected
    assert list(dict.fromkeys(in_text)) == expected
