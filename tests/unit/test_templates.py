"""The shipped templates: themes, blocks that come and go, directions of writing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import make_brief, make_bullet, make_edition
from lxml import html as lxml_html

from digest.config import REGIONS, Newsletter
from digest.model import Edition, Section
from digest.picture import Picture
from digest.quote import Quote
from digest.render.context import Medium, letter
from digest.render.email import email
from digest.render.environment import environment, render
from digest.rendered import Email
from digest.resources import templates_folder

THEMES = sorted(path.stem for path in (templates_folder() / "themes").iterdir())
NEWSLETTER = Newsletter(url="https://world.example/", reply_to="desk@world.example")


def mail(edition: Edition, *, own: Path | None = None, theme: str = "classic") -> Email:
    env = environment(own, templates_folder(), theme=theme)
    return email(env, edition, NEWSLETTER, REGIONS)


def tree_of(html: str) -> Any:
    return lxml_html.fromstring(html)


def values(theme: str) -> dict[str, object]:
    env = environment(None, templates_folder())
    return dict(env.get_template(f"themes/{theme}.mjml").module.values)  # type: ignore[attr-defined]  # the template's own


def test_three_themes_are_shipped() -> None:
    assert THEMES == ["classic", "compact", "modern"]


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_gives_every_value(theme: str) -> None:
    assert values(theme).keys() == values("classic").keys()


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_chosen_is_the_one_seen(theme: str) -> None:
    html = mail(make_edition(), theme=theme).html

    chosen = values(theme)
    assert f"background-color:{chosen['paper']}" in html
    assert f"background-color: {chosen['dark_card']} !important" in html


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_of_ones_own_changes_the_values_it_names_alone(
    tmp_path: Path, theme: str
) -> None:
    shipped = (templates_folder() / "theme.mjml").read_text(encoding="utf-8")
    changed = shipped.replace("dict(values,", 'dict(values, accent="#123456",')
    (tmp_path / "theme.mjml").write_text(changed, encoding="utf-8")

    html = mail(make_edition(), own=tmp_path, theme=theme).html

    assert "color:#123456" in html
    assert str(values(theme)["accent"]) not in html
    assert f"background-color:{values(theme)['paper']}" in html


def test_a_theme_may_be_a_file_of_ones_own(tmp_path: Path) -> None:
    shipped = (templates_folder() / "themes" / "classic.mjml").read_text("utf-8")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "evening.mjml").write_text(
        shipped.replace('paper="#eeebe4"', 'paper="#202040"'), encoding="utf-8"
    )

    html = mail(make_edition(), own=tmp_path, theme="evening").html

    assert "background-color:#202040" in html


def test_a_quote_is_printed_in_both_parts_with_its_speaker_and_link() -> None:
    quote = Quote(
        text="The sea has a witness.", by="S. Taufa", url="https://q.example/"
    )

    sent = mail(make_edition(quote=quote))

    [link] = tree_of(sent.html).xpath("//a[@href='https://q.example/']")
    assert link.text_content() == "S. Taufa"
    for part in (tree_of(sent.html).text_content(), sent.text):
        assert "“The sea has a witness.”" in part
    assert "https://q.example/" in sent.text


def test_without_a_quote_there_is_no_heading_for_one() -> None:
    sent = mail(make_edition())

    assert "Quote of the week" not in sent.html
    assert "QUOTE OF THE WEEK" not in sent.text


def in_brief() -> Edition:
    told = make_brief(id="s-1", headline="Told at length")
    short = make_brief(id="s-2", headline="A headline alone", bullets=())
    section = Section(id="africa", title="Africa", briefs=(short, told))
    return make_edition(sections=(section,))


def test_stories_without_bullets_stand_in_brief_after_the_others() -> None:
    sent = mail(in_brief())

    for part in (tree_of(sent.html).text_content(), sent.text):
        text = part.upper()
        assert text.index("TOLD AT LENGTH") < text.rindex("IN BRIEF")
        assert text.rindex("IN BRIEF") < text.rindex("A HEADLINE ALONE")


def test_the_picture_of_any_story_is_printed_with_its_credit() -> None:
    picture = Picture(
        file="pictures/a.jpg", alt="A quay", credit="Ada Ito", width=400, height=300
    )
    told = make_brief(picture=picture)
    section = Section(id="africa", title="Africa", briefs=(told,))

    [image] = tree_of(mail(make_edition(sections=(section,))).html).xpath("//img")

    assert (image.get("src"), image.get("alt")) == ("pictures/a.jpg", "A quay")
    assert image.get("width") == "400"


def test_a_picture_wider_than_the_column_is_shown_at_its_width() -> None:
    picture = Picture(
        file="pictures/a.jpg", alt="A quay", credit="Ada Ito", width=1104, height=620
    )
    top = Section(id="top", title="", briefs=(make_brief(picture=picture),))

    [image] = tree_of(mail(make_edition(sections=(top,))).html).xpath("//img")

    assert image.get("width") == "536"


@pytest.mark.parametrize(
    ("medium", "there", "gone"),
    [("mail", "unsubscribe", "?subject=subscribe"), ("web", "=subscribe", "=unsub")],
)
def test_the_mail_says_how_to_leave_and_the_web_page_how_to_join(
    medium: Medium, there: str, gone: str
) -> None:
    env = environment(None, templates_folder())
    seen = letter(make_edition(), NEWSLETTER, REGIONS, medium).variables()

    page = render(env, "weekly.mjml", seen | {"subject": "S", "preheader": "P"})

    assert there in page
    assert gone not in page


def test_a_letter_in_arabic_runs_from_right_to_left() -> None:
    newsletter = NEWSLETTER.model_copy(update={"language": "ar"})
    env = environment(None, templates_folder(), language="ar")

    page = tree_of(email(env, make_edition(), newsletter, REGIONS).html)

    assert page.get("dir") == "rtl"
    assert "text-align:right" in page.xpath("//li/ancestor::div[1]/@style")[0]
    assert not page.xpath("//*[contains(@style, 'direction:ltr')]")
    assert page.xpath("//ul/@style")[0].endswith("padding:0 20px 0 0")


def test_an_arabic_sentence_that_begins_with_a_latin_name_runs_as_the_others() -> None:
    newsletter = NEWSLETTER.model_copy(update={"language": "ar"})
    env = environment(None, templates_folder(), language="ar")
    bullets = (
        make_bullet(text="NATO تدرس خطة جديدة للحدود الشرقية"),
        make_bullet(text="The alliance studies a plan"),
    )
    section = Section(
        id="africa", title="Africa", briefs=(make_brief(bullets=bullets),)
    )

    html = email(env, make_edition(sections=(section,)), newsletter, REGIONS).html

    assert tree_of(html).xpath("//li/@dir") == ["ltr"]
    assert tree_of(html).xpath("//li[@dir]")[0].text == "The alliance studies a plan"
    assert "font-style:italic" not in html


def test_what_follows_the_subject_in_an_inbox_is_never_the_subject() -> None:
    edition = make_edition()

    sent = mail(replace(edition, subject=None))

    assert sent.subject not in sent.preheader
