"""The checks of the mail, at their edges; planted.py has a fault for each code."""

from dataclasses import replace
from random import Random

import pytest
from builders import NOW, make_brief, make_edition
from good_mail import ADDRESS, GOOD, TEXT, html_and, html_with
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import noted, two_stories

from digest.deliver.message import Envelope, message
from digest.edition_file import Places
from digest.model import Section
from digest.render.check import check, disagreement, encoded_size, no_edition
from digest.render.check.heads import overlaps, shouts
from digest.render.check.left_overs import placeholders
from digest.render.check.size import Ranked, encoded_lines, size, to_shed
from digest.rendered import Email

SNIPPETS = st.sampled_from(
    [
        "<p>",
        "</div>",
        "<a href='",
        "'>",
        "<img src=//x width=9999999999>",
        "<style>@media {{{",
        "a { color: var(--x, rgb(",
        "</style>",
        "<style media='('>:not(::x) , { }",
        "<h3>",
        "<!--",
        "<![CDATA[",
        "\x00\ud800\x0b",
        "<?xml version='1.0' encoding='utf-16'?>",
        "<p style='color:;;: url(;font-size:1e999px'>",
        "<p style='color: rgb(1e999,0,0); font-size: 1.1.1px'>x",
        "<svg><a xlink:href='[::'>",
        "<a href='http://[::1'>x</a>",
        "<img src='http://[x'>",
        "words",
    ]
)


def codes(email: Email) -> list[str]:
    return [finding.code for finding in check(email, ADDRESS)]


@settings(deadline=None)
@given(st.lists(SNIPPETS | st.text(), max_size=30).map("".join), st.text())
def test_no_html_whatever_breaks_the_check(html: str, text: str) -> None:
    mail = Email(subject=text, preheader=text, html=html, text=text, mjml="")

    found = check(mail, None, two_stories())

    assert "no-address" in [finding.code for finding in found]


# Size


def test_the_size_is_that_of_the_encoded_part() -> None:
    thai = replace(GOOD, html="ก" * 1000)

    assert 4000 < encoded_size(thai) < 4200


@pytest.mark.parametrize(
    "words", ["news " * 2000, "né " * 3000, "a = b\n" * 900, "मुंबई\n" * 900]
)
def test_the_size_is_that_of_the_part_in_the_message(words: str) -> None:
    mail = html_and(f"<p>{words}</p>")
    envelope = Envelope(
        slug="x",
        language="en",
        sender="World <w@world.example>",
        recipient="World <w@world.example>",
        reply_to=None,
        date=NOW,
    )

    sent = message(mail, envelope, {})

    html = sent.partition(b"Content-Type: text/html")[2].partition(b"\r\n\r\n")[2]
    html = html.partition(b"\r\n--=-")[0]
    assert encoded_size(mail) == pytest.approx(len(html), rel=0.005)


def test_a_mail_of_accents_is_too_large_before_its_characters_are_many() -> None:
    thai = html_and(f"<p>{'ก' * 25_500}</p>")

    assert len(thai.html) < 27_000
    assert "too-large" in codes(thai)


def test_a_large_mail_is_not_told_twice() -> None:
    assert codes(html_and(f"<p>{'a' * 102_000}</p>")) == ["too-large"]


def test_a_large_mail_offers_the_lowest_ranked_stories_to_shed() -> None:
    ranked = [Ranked(f"Story {rank}", rank) for rank in (3, 1, 20, 7)]

    [finding] = size(html_and(f"<p>{'a' * 110_000}</p>"), ranked)
    [bare] = size(html_and(f"<p>{'a' * 110_000}</p>"))

    assert finding.remedy == "delete the lowest ranked: 'Story 20'"
    assert "102 kB" in finding.message
    assert "edition.stories" in bare.remedy


def test_so_many_stories_are_shed_as_save_the_share() -> None:
    ranked = [Ranked(str(rank), rank) for rank in range(1, 11)]

    assert to_shed(ranked, 0.01) == ["'10'"]
    assert to_shed(ranked, 0.2) == ["'10'", "'9'"]
    assert to_shed(ranked, 0.21) == ["'10'", "'9'", "'8'"]
    assert to_shed([], 0.5) == []


def test_a_line_of_998_octets_is_short_enough() -> None:
    assert not list(encoded_lines(b"a" * 998 + b"\r\n"))
    assert not list(encoded_lines(b""))


def test_a_line_with_an_address_in_the_text_may_be_long() -> None:
    long = f"See http://courier.example/{'a' * 90} for it"

    assert "long-text-line" not in codes(replace(GOOD, text=f"{TEXT}{long}"))


# Subject and preheader


@pytest.mark.parametrize(
    ("subject", "preheader", "again"),
    [
        ("Dockers strike in Mombasa", "Dockers strike in Mombasa, and more", True),
        ("Dockers strike in Mombasa", "Mombasa: strike of the dockers goes on", True),
        ("Dockers strike in Mombasa", "Mombasa votes; a strike in Lima", True),
        ("Dockers strike in Mombasa", "Mombasa votes; a fund in Lima", False),
        ("News", "Late News of Lima", True),
        ("", "Anything", False),
    ],
)
def test_a_preheader_that_says_the_subject_again_is_found(
    subject: str,
    preheader: str,
    again: bool,  # noqa: FBT001  a table's column
) -> None:
    assert overlaps(subject, preheader) == again


@pytest.mark.parametrize(
    ("line", "loud"),
    [
        ("DOCKERS STRIKE IN MOMBASA", True),
        ("EU AND NATO", True),
        ("EU-NATO", False),
        ("Dockers strike", False),
        ("2026 11 19", False),
        ("日本 の 港", False),
    ],
)
def test_capitals_count_from_three_words_on(line: str, loud: bool) -> None:  # noqa: FBT001  a table's column
    assert shouts(line) == loud


# Structure, links, pictures


def test_style_rules_with_braces_are_no_left_overs() -> None:
    styled = html_and("<style>@media x{a{b:c}}{{</style>")

    assert "left-over" not in codes(styled)


def test_a_headlines_own_braces_are_only_a_warning() -> None:
    braced = replace(html_and("{{ 7*7 }}"), words="{{ 7*7 }} villages")

    found = [f.level for f in check(braced, ADDRESS) if f.code == "left-over"]

    assert found == ["warning"]


def test_marks_in_a_headline_are_told_once_at_its_line() -> None:
    odd = "Ferry {{ toll }} {% if %} runs"
    edition = two_stories()
    [section] = edition.sections
    briefs = (section.briefs[0], replace(section.briefs[1], headline=odd))
    edition = replace(edition, sections=(replace(section, briefs=briefs),))
    mail = replace(
        html_with("Ferry runs again", odd),
        text=TEXT.replace("Ferry runs again", odd),
        words=odd,
    )

    found = check(
        mail, ADDRESS, edition, places=Places(headlines={odd: "edition.yaml:9"})
    )

    assert [(f.code, f.place) for f in found] == [("left-over", "edition.yaml:9")]
    assert found[0].level == "warning"


def test_marks_of_templates_are_found_beside_those_of_a_headline() -> None:
    mail = replace(html_and("{{ 7*7 }} {% if %}"), words="{{ 7*7 }} villages")

    found = [f.message for f in check(mail, ADDRESS) if f.level == "error"]

    assert "'{%' is left in the HTML part" in found


def test_a_picture_without_alt_text_is_told_once() -> None:
    assert codes(html_with('alt="The quay"', 'alt=""')) == ["no-alt"]


def test_a_finding_in_the_note_has_the_notes_line() -> None:
    note = html_with(
        "<h1>News</h1>", '<h1>News</h1><div class="note"><a href="/x">x</a></div>'
    )

    [found] = check(note, ADDRESS, places=Places(keys={"note": "edition.yaml:3"}))

    assert (found.code, found.place) == ("bad-link", "edition.yaml:3")


def test_two_headlines_that_differ_by_a_full_stop_are_the_same() -> None:
    mail = html_with("Ferry runs again", "Dockers  strike. ")

    assert "repeated-heading" in codes(mail)


@pytest.mark.parametrize("line", ["* ", "", "> ", "12. "])
def test_a_long_word_cannot_be_wrapped_and_is_no_finding(line: str) -> None:
    assert codes(replace(GOOD, text=f"{TEXT}{line}{'word' * 20}\n")) == []


def test_a_scheme_may_be_in_capitals() -> None:
    address = "HTTPS://COURIER.example/x"
    linked = html_and(f'<p><a href="{address}">x</a></p>')

    assert codes(replace(linked, text=f"{TEXT}{address}\n")) == []
    assert codes(replace(GOOD, text=f"{TEXT}{address}\n")) == ["text-part-more"]


@pytest.mark.parametrize(
    "address",
    [
        "https://en.example/wiki/Nigeria_(state)",
        "https://en.example/wiki/Acme_Inc.",
        "https://en.example/wiki/What?",
        "https://en.example/(a)/b",
    ],
)
@pytest.mark.parametrize("around", ["{}", "({})", "See <{}>.", "x ({}).", "{}:"])
def test_an_address_may_end_in_a_mark(address: str, around: str) -> None:
    linked = html_and(f'<p><a href="{address}">x</a></p>')

    assert codes(replace(linked, text=f"{TEXT}{around.format(address)}\n")) == []


def test_a_headline_that_is_a_regions_name_is_only_a_warning() -> None:
    told = two_stories()
    brief = replace(told.briefs[1], headline="Africa")
    edition = replace(
        told, sections=(replace(told.sections[0], briefs=(told.briefs[0], brief)),)
    )
    mail = replace(
        GOOD,
        html=GOOD.html.replace("Ferry runs again", "Africa"),
        text=TEXT.replace("Ferry runs again", "Africa"),
    )

    found = [(f.level, f.code) for f in check(mail, ADDRESS, edition)]

    assert found == [("warning", "repeated-heading")]


@pytest.mark.parametrize("text", ["TODO: write", "XXX – a film", "lorem ipsum"])
def test_what_a_paper_wrote_like_a_mark_is_its_own(text: str) -> None:
    brief = replace(two_stories().briefs[0], headline=text)
    edition = replace(
        two_stories(), sections=(Section(id="africa", title="", briefs=(brief,)),)
    )

    [own] = placeholders(edition, Places())

    assert own.level == "error"
    assert not list(placeholders(edition, Places(), papers=[text]))


def test_an_image_with_alt_text_is_a_links_text() -> None:
    assert "empty-link" not in codes(GOOD)


def test_a_place_to_jump_to_is_no_link() -> None:
    assert codes(html_and('<a id="x"></a><p><a href="#x">Down</a></p>')) == []


@pytest.mark.parametrize("source", ["cid:1@x.digest", "https://a.example/picture?id=1"])
def test_pictures_of_the_message_and_by_https_are_fine(source: str) -> None:
    assert codes(html_with("a.jpg", source)) == []


def test_a_link_that_starts_like_another_is_missed_in_the_text() -> None:
    mail = html_and('<a href="http://courier.example/dock">Docks</a>')

    assert "text-part-links" in codes(mail)


def test_an_address_that_the_html_shows_in_words_may_stand_in_the_text() -> None:
    shown = html_and("<p>See http://b.example/ for more</p>")

    assert codes(replace(shown, text=f"{TEXT}(http://b.example/).")) == []


def test_a_link_twice_in_one_story_with_words_between_is_fine() -> None:
    link = '<a href="http://ledger.example/ferry">Ledger</a>'

    assert codes(html_and(f"<p>As {link} wrote. More at {link}</p>")) == []


@pytest.mark.parametrize("part", ["html", "text"])
def test_stories_in_another_order_are_found(part: str) -> None:
    swapped = {
        "html": GOOD.html.replace("Dockers strike", "§")
        .replace("Ferry runs again", "Dockers strike")
        .replace("§", "Ferry runs again"),
        "text": "Ferry runs again\n" + TEXT.replace("Ferry runs again\n", ""),
    }
    mail = replace(GOOD, **{part: swapped[part]})

    found = [f.code for f in check(mail, ADDRESS, two_stories())]

    assert found == ["html-stories" if part == "html" else "text-part-stories"]


def test_a_story_that_is_missing_is_named() -> None:
    cut = replace(GOOD, text=TEXT.replace("Dockers strike\n", ""))

    [finding] = check(cut, ADDRESS, two_stories())

    assert finding.message == "the story 'Dockers strike' is missing"


def test_a_headline_that_is_wrapped_or_in_capitals_is_there() -> None:
    wrapped = replace(GOOD, text=TEXT.replace("Ferry runs again", "FERRY\n runs again"))

    assert check(wrapped, ADDRESS, two_stories()) == ()


def test_marks_that_are_not_seen_make_no_other_headline() -> None:
    told = two_stories()
    brief = replace(told.briefs[0], headline="\u2067Dock\u00aders\x02 strike\u2069")
    edition = replace(told, sections=(replace(told.sections[0], briefs=(brief,)),))

    assert check(GOOD, ADDRESS, edition) == ()


def test_the_order_of_findings_is_the_same_every_time() -> None:
    links = [f'<p><a href="/{n}">x</a></p>' for n in range(20)]
    Random(7).shuffle(links)
    shuffled = html_and("".join(links))

    assert check(shuffled, ADDRESS) == check(shuffled, ADDRESS)
    assert codes(shuffled).count("bad-link") == 20


# What is still to be written


@pytest.mark.parametrize(
    "note",
    [
        "TODO: write",
        "TODO write",
        "The editor has still to write this (TODO)",
        "TODO",
        "- TK",
        "FIXME",
        "XXX",
        "…",
        "...",
        "lorem ipsum x",
    ],
)
def test_a_note_that_is_still_to_be_written_is_an_error(note: str) -> None:
    assert [finding.level for finding in noted(note)] == ["error"]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Wait… there is more",
        "A method to do it, todo",
        "XX",
    ],
)
def test_words_that_only_look_so_are_left_alone(note: str) -> None:
    assert not list(noted(note))


@pytest.mark.parametrize(
    "note", ["Esto es TODO lo que hay", "A list of TODO items", "TK flies", "Pope XXX"]
)
def test_a_word_that_may_be_meant_is_a_warning(note: str) -> None:
    assert [finding.level for finding in noted(note)] == ["warning"]


def test_papers_words_are_never_still_to_be_written() -> None:
    brief = make_brief(headline="TK sells lifts, XXX: a film")
    section = Section(id="africa", title="Africa", briefs=(brief,))
    edition = make_edition(sections=(section,), note="A note of rain.")

    assert [found.code for found in placeholders(edition, Places())] == ["placeholder"]
    assert not list(placeholders(edition, Places(), papers={brief.headline}))


# What other parts tell


def test_a_newsletter_without_an_edition_is_told_how_to_make_one() -> None:
    finding = no_edition("2026-11-19")

    assert finding.level == "warning"
    assert "2026-11-19" in finding.message
    assert "digest draft" in finding.remedy


def test_figures_that_disagree_are_a_warning_with_story_and_sentences() -> None:
    quoted = ("The storm killed six people.", "At least eight died.")

    finding = disagreement("Storm hits coast", "Courier says six dead", quoted)

    assert (finding.level, finding.code) == ("warning", "figures-disagree")
    assert "'Storm hits coast'" in finding.message
    assert all(sentence in finding.message for sentence in quoted)
    assert "delete the line" in finding.remedy
