"""edition.yaml beside what was drafted, at the edges; planted.py has the faults."""

import pytest
from good_mail import EDITION, SENT, edited, line_of, written

from digest.edition_file import Written
from digest.findings import Finding
from digest.render.check.edition import edition_checks


def found_in(edition: Written, sent: tuple[str, ...] = SENT) -> list[Finding]:
    return list(edition_checks(edition, sent))


def codes(old: str, new: str) -> list[str]:
    return [finding.code for finding in found_in(edited(old, new))]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Ferry runs again", "Ferry runs again?", "headline: Ferry"),
        ("from: a-2/0", "from: a-1/0", "from: a-2/0"),
        ("[17 November]", "[18 November]", "[17 November]"),
        (", url: 'http://courier.example/dockers'", "", "quote:"),
        (
            "http://ledger.example/ferry",
            "http://courier.example/dockers",
            "url: http://ledger",
        ),
    ],
)
def test_a_finding_names_the_line_that_was_changed(
    old: str, new: str, words: str
) -> None:
    finding = found_in(edited(old, new))[0]

    assert finding.place == f"edition.yaml:{line_of(words)}"


@pytest.mark.parametrize("address", ["/home", "javascript:alert(1)", "www.a.example"])
def test_a_link_in_the_note_that_leads_nowhere_has_the_notes_line(address: str) -> None:
    [finding] = found_in(edited("once.", f"once, [at]({address}) home."))

    assert (finding.code, finding.place) == ("bad-link", "edition.yaml:3")
    assert f"'{address}' is no link" in finding.message


def test_an_edition_without_a_top_story_needs_a_subject_of_its_own() -> None:
    subject = "subject: Dockers strike in Mombasa\n"

    assert codes(subject, "") == ["no-top"]
    assert codes(f"{subject}", f"{subject}by: Ann\n") == []


def test_a_top_story_gives_the_subject() -> None:
    text = EDITION.replace("subject: Dockers strike in Mombasa\n", "")
    top = "sections:\n  - id: top\n    stories: []\n"

    assert "no-top" in codes(EDITION, text.replace("sections:\n", top))
    assert codes(EDITION, text.replace("id: africa", "id: top")) == []


@pytest.mark.parametrize("alt", ["image", "IMG_2041.jpg", "photo", "Foto"])
def test_an_alt_text_that_says_nothing_is_told_at_its_line(alt: str) -> None:
    [finding] = found_in(edited("alt: A quay", f"alt: {alt}"))

    assert finding.code == "poor-alt"
    assert finding.place == f"edition.yaml:{line_of('alt: A quay')}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" [17 November]", ""),
        ("Some 3,800 dock workers", "3,800 dock workers"),
        ("The ferry to Lamu", "the ferry to Lamu"),
        ("            from: a-2/0\n", ""),
        ("Ferry runs again", "Ferry runs again, is that all? No"),
        ("Ferry runs again", "EU GDP"),
        ("follows: '2026-11-12'", "follows: '2026-11-12'"),
        ("http://ledger.example/ferry", "http://ledger.example/other"),
    ],
)
def test_what_an_editor_may_well_do_is_left_alone(old: str, new: str) -> None:
    assert codes(old, new) == []


def test_a_sentence_that_was_changed_names_its_outlet() -> None:
    [finding] = found_in(edited("The ferry to Lamu", "The ferry to Mombasa"))

    assert finding.code == "changed-sentence"
    assert "the words of Ledger" in finding.message


def test_a_foreign_sentence_names_the_outlet_it_is_of() -> None:
    finding = found_in(edited("from: a-2/0", "from: a-1/0"))[0]

    assert finding.code == "foreign-sentence"
    assert "a-1/0 is of Courier" in finding.message


def test_a_story_of_ones_own_is_only_undated() -> None:
    assert codes("id: s-2", "id: s-mine") == ["undated"]


def test_without_what_was_drafted_only_the_file_itself_is_looked_at() -> None:
    edition = edited("[17 November]", "[18 November]")

    bare = Written(part=edition.part, document=edition.document, week=None)

    assert found_in(bare) == []


def test_every_story_and_key_has_its_place() -> None:
    places = written().places()

    dockers, ferry = line_of("headline: Dockers"), line_of("headline: Ferry")
    assert places.stories["s-1"] == f"edition.yaml:{dockers}"
    assert places.headlines["Ferry runs again"] == f"edition.yaml:{ferry}"
    assert places.key("note") == f"edition.yaml:{line_of('note:')}"
    assert places.key("by") == "`by`"


def test_the_edition_of_these_tests_is_what_it_says() -> None:
    assert found_in(written(EDITION)) == []
