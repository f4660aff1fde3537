"""The mail looked at by machine: one bad mail per finding, and a good one."""

from dataclasses import replace
from random import Random

import pytest

from digest.render.check import Finding, check, disagreement, encoded_size, no_edition
from digest.rendered import Email

ADDRESS = "1 Quay Road, Hobart"
HTML = """<!doctype html><html lang="en"><head><title>News</title></head><body>
<h1>News</h1><a href="#africa">Africa</a>
<h2 id="africa">Africa</h2>
<h3><a href="http://courier.example/dockers">Dockers strike</a></h3>
<a href="http://courier.example/dockers"><img src="a.jpg" alt="The quay"></a>
<p>Some 3,800 dock workers stopped work.</p>
<a href="mailto:desk@world.example?subject=unsubscribe">Unsubscribe</a>
</body></html>"""
TEXT = """NEWS
Dockers strike
  http://courier.example/dockers
Unsubscribe: mailto:desk@world.example?subject=unsubscribe
"""
GOOD = Email(
    subject="Dockers strike in Mombasa",
    preheader="Doctors go back to work; A fund for the grid of Europe",
    html=HTML,
    text=TEXT,
    mjml="",
)


def html_with(old: str, new: str) -> Email:
    assert old in HTML
    return replace(GOOD, html=HTML.replace(old, new))


def html_and(more: str) -> Email:
    return html_with("</body>", f"{more}</body>")


BAD = [
    ("error", "too-large", html_and(f"<p>{'a' * 102_000}</p>")),
    ("warning", "nearly-too-large", html_and(f"<p>{'a' * 91_000}</p>")),
    ("error", "no-subject", replace(GOOD, subject="")),
    ("warning", "long-subject", replace(GOOD, subject="a" * 79)),
    ("warning", "preheader-length", replace(GOOD, preheader="Short.")),
    ("warning", "preheader-length", replace(GOOD, preheader="a" * 141)),
    (
        "warning",
        "preheader-repeats",
        replace(GOOD, preheader=f"{GOOD.subject}; and a little more of it"),
    ),
    ("error", "no-language", html_with(' lang="en"', "")),
    ("error", "no-language", html_with('lang="en"', 'lang="und"')),
    ("error", "one-h1", html_with("<h1>News</h1>", "")),
    ("error", "one-h1", html_and("<h1>News again</h1>")),
    ("error", "heading-jump", html_with("h3>", "h4>")),
    ("error", "no-alt", html_with(' alt="The quay"', "")),
    ("error", "no-alt", html_with('alt="The quay"', 'alt=""')),
    ("error", "active-content", html_and("<script>1</script>")),
    ("error", "active-content", html_and("<form></form>")),
    ("error", "active-content", html_and("<iframe></iframe>")),
    ("error", "active-content", html_and("<object></object>")),
    ("error", "active-content", html_and('<link rel="stylesheet" href="a.css">')),
    ("warning", "long-style", html_and(f"<style>{'a{}' * 3000}</style>")),
    ("error", "bad-link", html_and('<a href="javascript:x">x</a>')),
    ("error", "bad-link", html_and('<a href="/2026/dockers">x</a>')),
    ("error", "bad-link", html_and('<a href="http:///x">x</a>')),
    ("error", "bad-link", html_and('<a href="">x</a>')),
    ("error", "bad-link", html_and("<a>x</a>")),
    ("error", "empty-link", html_with(">Dockers strike<", "> <")),
    ("error", "no-unsubscribe", html_with("unsubscribe", "hello")),
    ("error", "text-part-links", html_and('<a href="http://else.example/">x</a>')),
    ("error", "broken-jump", html_with('id="africa"', 'id="asia"')),
    ("error", "left-over", html_and("{{ title }}")),
    ("error", "left-over", html_and("{% if %}")),
    ("error", "left-over", html_and("<mj-text>x</mj-text>")),
    ("error", "left-over", html_and(r"a\u{a0}b")),
    ("error", "left-over", replace(GOOD, text=f"{TEXT}{{{{ title }}}}")),
]


def codes(email: Email) -> list[str]:
    return [finding.code for finding in check(email, ADDRESS)]


def test_a_good_mail_has_no_findings() -> None:
    assert check(GOOD, ADDRESS) == ()


@pytest.mark.parametrize(("level", "code", "bad"), BAD)
def test_each_fault_is_found(level: str, code: str, bad: Email) -> None:
    found = {finding.code: finding.level for finding in check(bad, ADDRESS)}

    assert found.get(code) == level


@pytest.mark.parametrize("address", [None, ""])
def test_a_mail_without_postal_address_is_warned_of(address: str | None) -> None:
    [finding] = check(GOOD, address)

    assert (finding.level, finding.code) == ("warning", "no-address")
    assert "newsletter.address" in finding.message


def test_a_fault_is_found_alone() -> None:
    assert codes(html_with(' lang="en"', "")) == ["no-language"]


def test_a_large_mail_is_not_told_twice() -> None:
    assert codes(html_and(f"<p>{'a' * 102_000}</p>")) == ["too-large"]


def test_errors_stand_before_warnings() -> None:
    bad = replace(html_with(' lang="en"', ""), preheader="", subject="")

    levels = [finding.level for finding in check(bad, None)]

    assert levels == sorted(levels)
    assert set(levels) == {"error", "warning"}


def test_the_size_is_that_of_the_encoded_part() -> None:
    thai = replace(GOOD, html="ก" * 1000)

    assert encoded_size(thai) >= 9000


def test_a_mail_of_accents_is_too_large_before_its_characters_are_many() -> None:
    thai = html_and(f"<p>{'ก' * 11_500}</p>")

    assert len(thai.html) < 13_000
    assert "too-large" in codes(thai)


def test_style_rules_with_braces_are_no_left_overs() -> None:
    styled = html_and("<style>@media x{a{b:c}}{{</style>")

    assert "left-over" not in codes(styled)


def test_a_link_that_starts_like_another_is_missed_in_the_text() -> None:
    mail = html_and('<a href="http://courier.example/dock">Docks</a>')

    assert "text-part-links" in codes(mail)


def test_an_image_with_alt_text_is_a_links_text() -> None:
    assert "empty-link" not in codes(GOOD)


def test_a_message_says_what_to_do() -> None:
    crowded = html_and(f"<p>{'a' * 102_000}</p>")

    [finding] = check(crowded, ADDRESS)

    assert "102 kB" in finding.message
    assert "edition.stories" in finding.message


def test_the_order_of_findings_is_the_same_every_time() -> None:
    links = [f'<a href="/{n}">x</a>' for n in range(20)]
    Random(7).shuffle(links)
    shuffled = html_and("".join(links))

    told = [f.message for f in check(shuffled, ADDRESS) if f.code == "bad-link"]

    assert told == sorted(told)
    assert len(told) == 20


def test_a_newsletter_without_an_edition_is_told_how_to_make_one() -> None:
    finding = no_edition("2026-11-19")

    assert finding == Finding(
        level="warning", code="no-edition", message=finding.message
    )
    assert "2026-11-19" in finding.message
    assert "digest draft" in finding.message


def test_a_headlines_own_braces_are_only_a_warning() -> None:
    braced = replace(html_and("{{ 7*7 }}"), words="{{ 7*7 }} villages")

    found = [f.level for f in check(braced, ADDRESS) if f.code == "left-over"]

    assert found == ["warning"]


def test_figures_that_disagree_are_a_warning_with_story_and_sentences() -> None:
    quoted = ("The storm killed six people.", "At least eight died.")

    finding = disagreement("Storm hits coast", "Courier says six dead", quoted)

    assert (finding.level, finding.code) == ("warning", "figures-disagree")
    assert "'Storm hits coast'" in finding.message
    assert all(sentence in finding.message for sentence in quoted)
    assert "delete the line" in finding.message
