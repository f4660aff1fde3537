"""An edition into the mail's two parts, and into the archive around them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import make_brief, make_bullet, make_edition
from lxml import etree
from lxml import html as lxml_html

from digest.config import REGIONS, Newsletter
from digest.coverage_note import CoverageNote, Trouble
from digest.errors import TemplateError
from digest.model import Bullet, Edition, Section, Source
from digest.picture import Picture
from digest.render.email import email
from digest.render.environment import Templates, environment
from digest.rendered import Email
from digest.resources import templates_folder

NEWSLETTER = Newsletter(
    url="https://world.example/", reply_to="desk@world.example", address="1 Quay Road"
)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = """<script>alert("x")</script> it's {{ 7*7 }} {% if %} & </mj-text>"""


@pytest.fixture(scope="module")
def env() -> Templates:
    return environment(None, templates_folder())


def tree_of(html: str) -> Any:
    return lxml_html.fromstring(html)


def root_of(xml: bytes) -> Any:
    return etree.fromstring(xml)


def rendered(env: Templates, edition: Edition) -> Email:
    return email(env, edition, NEWSLETTER, REGIONS)


def week() -> Edition:
    """Return an edition of nine stories, one of them told by three outlets."""
    told = make_brief(
        id="s-told",
        headline="Grid ministers agree on a fund",
        source=Source(outlet="Courier", url="http://courier.example/grid"),
        also=(
            Source(outlet="Review", url="http://review.example/grid?a=1&b=2"),
            Source(outlet="Kurier", url="http://kurier.example/netz"),
        ),
        bullets=(
            make_bullet(
                text="The fund runs until 2034.",
                outlet="Courier",
                url="http://courier.example/grid",
            ),
            make_bullet(
                text="Six countries abstained.",
                outlet="Review",
                url="http://review.example/grid?a=1&b=2",
            ),
        ),
    )
    others = tuple(
        make_brief(
            id=f"s-{n}",
            headline=f"Story number {n}",
            source=Source(outlet=f"Paper {n}", url=f"http://paper{n}.example/{n}"),
        )
        for n in range(8)
    )
    return make_edition(
        sections=(
            Section(id="top", title="", briefs=(others[0],)),
            Section(id="europe", title="Europe", briefs=(told, *others[1:4])),
            Section(id="africa", title="Africa", briefs=others[4:]),
        ),
        note="A note with [a link](https://note.example/).\n\nTwo paragraphs.",
        by="Ada, editor",
    )


def seen_text(html: str) -> str:
    return " ".join(tree_of(html).text_content().split())


def test_both_parts_tell_the_same_stories_in_the_same_order(
    env: Templates,
) -> None:
    edition = week()
    headlines = [brief.headline for brief in edition.briefs]

    mail = rendered(env, edition)

    links = tree_of(mail.html).xpath("//a[@class='headline']")
    in_text = [mail.text.index(headline) for headline in headlines]
    assert [link.text_content() for link in links] == headlines
    assert in_text == sorted(in_text)


def test_both_parts_print_every_bullet_once(env: Templates) -> None:
    mail = rendered(env, week())

    for part in (seen_text(mail.html), mail.text):
        assert part.count("The fund runs until 2034.") == 1
        assert part.count("Six countries abstained.") == 1


def test_both_parts_have_the_same_links(env: Templates) -> None:
    mail = rendered(env, replace(week(), note=""))

    links = tree_of(mail.html).xpath("//a/@href")
    in_html = {link for link in links if not link.startswith("#")}
    in_text = set(re.findall(r"(?:https?|mailto):[^\s)]+", mail.text))
    assert in_html == in_text


def test_a_bullet_from_another_outlet_names_it_and_links_there(
    env: Templates,
) -> None:
    mail = rendered(env, week())

    [bullet] = tree_of(mail.html).xpath("//li[contains(., 'Six countries')]")
    assert bullet.xpath(".//a/@href") == ["http://review.example/grid?a=1&b=2"]
    assert "Six countries abstained. (Review)" in mail.text


def test_a_bullet_from_another_article_of_the_same_outlet_links_there(
    env: Templates,
) -> None:
    bullet = make_bullet(outlet="Courier", url="http://courier.example/day-one")
    top = Section(id="top", title="", briefs=(make_brief(bullets=(bullet,)),))

    mail = rendered(env, make_edition(sections=(top,)))

    assert 'href="http://courier.example/day-one"' in mail.html
    assert "http://courier.example/day-one" in mail.text


def test_a_bullet_from_the_storys_own_article_does_not_name_it_again(
    env: Templates,
) -> None:
    mail = rendered(env, week())

    [bullet] = tree_of(mail.html).xpath("//li[contains(., 'until 2034')]")
    assert not bullet.xpath(".//a")


@pytest.mark.parametrize("place", ["headline", "bullet", "outlet", "place", "note"])
def test_hostile_words_are_shown_and_do_nothing(env: Templates, place: str) -> None:
    brief = make_brief(
        headline=HOSTILE if place == "headline" else "Headline",
        place=HOSTILE if place == "place" else "Kenya",
        bullets=(Bullet(text=HOSTILE if place == "bullet" else "A bullet."),),
        source=Source(
            outlet=HOSTILE if place == "outlet" else "Courier", url="http://c.example/"
        ),
    )
    note = HOSTILE if place == "note" else ""
    edition = make_edition(
        sections=(
            Section(id="top", title="", briefs=(make_brief(),)),
            Section(id="africa", title="Africa", briefs=(brief,)),
        ),
        note=note,
    )

    mail = rendered(env, edition)

    assert HOSTILE in seen_text(mail.html)
    assert not tree_of(mail.html).xpath("//script")


def test_a_hostile_headline_on_top_stays_in_its_place(
    env: Templates,
) -> None:
    top = Section(id="top", title="", briefs=(make_brief(headline=HOSTILE),))

    mail = rendered(env, make_edition(sections=(top,)))

    tree = tree_of(mail.html)
    assert mail.subject == HOSTILE
    assert tree.findtext(".//title") == HOSTILE
    assert HOSTILE in mail.text
    assert not tree.xpath("//script")


def test_hostile_words_stay_inside_an_attribute(env: Templates) -> None:
    alt = """A "wall' onerror="alert(1) \\ of\nsand"""
    picture = Picture(file="pictures/a.jpg", alt=alt, credit="C", width=600, height=400)
    top = Section(id="top", title="", briefs=(make_brief(picture=picture),))

    mail = rendered(env, make_edition(sections=(top,)))

    [image] = tree_of(mail.html).xpath("//img")
    assert image.get("alt") == alt.replace("\n", " ")
    assert image.get("onerror") is None


def test_a_story_that_leads_to_a_script_is_refused(env: Templates) -> None:
    source = Source(outlet="Courier", url="javascript:alert(1)")
    top = Section(id="top", title="", briefs=(make_brief(source=source),))

    with pytest.raises(TemplateError, match="is no address to link to"):
        rendered(env, make_edition(sections=(top,)))


def test_the_subject_is_the_top_headline_until_an_editor_writes_one(
    env: Templates,
) -> None:
    edition = make_edition()

    assert rendered(env, edition).subject == "Quake shakes southern Peru"
    assert rendered(env, replace(edition, subject="Mine")).subject == "Mine"


@pytest.mark.parametrize("subject", ["Quake and\nstrike", "Quake and strike\n"])
def test_an_editors_subject_is_one_line(env: Templates, subject: str) -> None:
    mail = rendered(env, make_edition(subject=subject))

    assert mail.subject == "Quake and strike"


def test_the_preheader_is_in_the_mail_and_hidden(env: Templates) -> None:
    mail = rendered(env, make_edition())

    hidden = tree_of(mail.html).xpath("//div[contains(@style, 'display:none')]")
    assert mail.preheader == "Dockers strike in Mombasa"
    shown = hidden[0].text_content()
    assert shown.startswith(mail.preheader)
    assert set(shown.removeprefix(mail.preheader)) == {"\u034f", "\u200c", "\xa0"}


def test_the_note_is_signed_in_both_parts(env: Templates) -> None:
    mail = rendered(env, week())

    for part in (seen_text(mail.html), mail.text):
        assert part.index("Two paragraphs.") < part.index("Ada, editor")


def test_what_could_not_be_read_is_said_in_both_parts(
    env: Templates,
) -> None:
    coverage = CoverageNote(
        feeds=3,
        entries=41,
        outlets=2,
        failed=(Trouble(outlet="Gazette", reason="answers 404"),),
        damaged=(Trouble(outlet="Ledger", reason="read in part"),),
        pages_read=7,
        pages_missed=2,
    )

    mail = rendered(env, make_edition(coverage=coverage))

    for part in (seen_text(mail.html), " ".join(mail.text.split())):
        assert "We read 41 reports in 3 feeds from 2 outlets." in part
        assert "Could not be read: Gazette." in part
        assert "Read only in part: Ledger." in part
        assert "Of 9 articles, 2 could be read only in summary." in part
        assert "Quiet this week: Americas." in part


def test_the_contents_lead_to_the_sections(env: Templates) -> None:
    tree = tree_of(rendered(env, week()).html)

    jumps = tree.xpath("//a[starts-with(@href, '#')]/@href")
    headings = tree.xpath("//h2[@id]/@id")
    assert jumps == ["#europe", "#africa"] == [f"#{name}" for name in headings]


def test_a_short_edition_needs_no_contents(env: Templates) -> None:
    tree = tree_of(rendered(env, make_edition()).html)

    assert not tree.xpath("//a[starts-with(@href, '#')]")


def test_lines_of_the_text_part_fit_a_terminal(env: Templates) -> None:
    mail = rendered(env, week())

    long = [line for line in mail.text.splitlines() if len(line) > 72]
    assert all("://" in line or "mailto:" in line for line in long)


def test_headings_are_in_the_newsletters_language_in_both_parts() -> None:
    german = NEWSLETTER.model_copy(update={"language": "de"})
    env = environment(None, templates_folder(), language="de")

    mail = email(env, week(), german, REGIONS)

    assert "Afrika" in seen_text(mail.html)
    assert "AFRIKA" in mail.text
    assert "AFRICA" not in mail.text


def test_the_mjml_that_was_rendered_is_kept(env: Templates) -> None:
    mail = rendered(env, make_edition())

    assert mail.mjml.lstrip().startswith('<mjml lang="en"')


def test_a_wrong_template_of_ones_own_names_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "brief.mjml").write_text("<mj-text>\n{{ brief.titel }}</mj-text>")
    env = environment(tmp_path, templates_folder())

    with pytest.raises(TemplateError, match=r"^templates/brief\.mjml:2: "):
        rendered(env, make_edition())


def one_story(**given: Any) -> Edition:
    top = make_brief(**given)
    return replace(
        make_edition(), sections=(Section(id="top", title="", briefs=(top,)),)
    )


def test_no_empty_list_is_printed_for_a_story_without_bullets(
    env: Templates,
) -> None:
    mail = rendered(env, one_story(bullets=()))

    assert not tree_of(mail.html).xpath("//ul")
    assert "\n*" not in mail.text


def test_a_paywall_is_said_in_words_after_the_outlets_name(
    env: Templates,
) -> None:
    main = Source(outlet="Courier", url="http://courier.example/1", paywalled=True)
    also = (
        Source(outlet="Ledger", url="http://ledger.example/1", paywalled=True),
        Source(outlet="Post", url="http://post.example/1"),
    )

    mail = rendered(env, one_story(source=main, also=also))

    assert "Courier (subscribers)" in seen_text(mail.html)
    assert "Ledger (subscribers), Post" in seen_text(mail.html)
    assert "Read more at Courier (subscribers)\n" in mail.text
    assert "Also: Ledger (subscribers)\n" in mail.text
    assert "Also: Post\n" in mail.text


def test_a_headline_of_another_outlet_leads_there_and_names_it(
    env: Templates,
) -> None:
    other = Source(outlet="Lagos Ledger", url="http://lagosledger.example/1")

    mail = rendered(env, one_story(headline_from=other))

    [link] = tree_of(mail.html).xpath("//a[@class='headline']/@href")
    assert link == other.url
    assert "Headline: Lagos Ledger" in seen_text(mail.html)
    assert f"Headline: Lagos Ledger\n  {other.url}" in mail.text


def test_bullets_of_the_main_source_name_no_outlet(env: Templates) -> None:
    mail = rendered(env, one_story())

    assert not tree_of(mail.html).xpath("//li//a")
    assert "(Courier)" not in mail.text
    assert "Headline:" not in mail.text


def test_what_an_editor_is_to_check_is_never_printed(env: Templates) -> None:
    line = "Courier says six dead (a-1/0), Ledger eight (a-9/3)"

    mail = rendered(env, one_story(check=(line,)))

    assert "six dead" not in mail.html + mail.text + mail.mjml
