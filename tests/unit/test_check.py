"""Every code of `digest check`: planted faults are found, a good mail is left alone."""

from dataclasses import replace

import pytest
from builders import make_edition
from good_mail import ADDRESS, GOOD, SENT, html_and, html_with, written
from planted import FAULTS, Fault, two_stories

from digest.edition_file import Places
from digest.findings import codes
from digest.render.check import check
from digest.render.check.edition import edition_checks
from digest.render.check.left_overs import placeholders


def test_a_good_mail_has_no_findings() -> None:
    assert check(GOOD, ADDRESS, two_stories()) == ()


def test_a_good_edition_has_no_findings() -> None:
    assert list(edition_checks(written(), SENT)) == []
    assert list(placeholders(make_edition(note="A week of rain."), Places())) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_each_fault_is_found_with_its_level_place_and_remedy(fault: Fault) -> None:
    found = {finding.code: finding for finding in fault.findings()}

    assert fault.code in found
    finding = found[fault.code]
    assert finding.level == fault.level
    assert finding.message
    assert finding.place
    assert finding.remedy
    assert finding.docs == f"docs/reference/findings.md#{fault.code}"


def test_every_code_of_the_table_is_raised_by_a_planted_fault() -> None:
    assert {fault.code for fault in FAULTS} == set(codes())


def test_a_fault_is_found_alone() -> None:
    [finding] = check(html_with(' lang="en"', ""), ADDRESS)

    assert finding.code == "no-language"


def test_errors_stand_before_warnings() -> None:
    bad = replace(html_with(' lang="en"', ""), preheader="", subject="")

    levels = [finding.level for finding in check(bad, None)]

    assert levels == sorted(levels)
    assert set(levels) == {"error", "warning"}


@pytest.mark.parametrize("address", [None, ""])
def test_a_mail_without_postal_address_is_warned_of(address: str | None) -> None:
    [finding] = check(GOOD, address)

    assert (finding.level, finding.code) == ("warning", "no-address")
    assert "newsletter.address" in finding.remedy


def test_once_live_no_mail_goes_out_without_address_and_a_way_to_leave() -> None:
    found = check(html_with("unsubscribe", "hello"), None, live=True)

    assert {(f.level, f.code) for f in found} >= {
        ("error", "no-address"),
        ("error", "no-unsubscribe"),
    }


def test_a_finding_names_the_story_it_stands_under() -> None:
    bad = html_with('width="536"', "")

    [bare] = check(bad, ADDRESS)
    [placed] = check(
        bad, ADDRESS, places=Places(headlines={"Dockers strike": "edition.yaml:7"})
    )

    assert bare.place == "'Dockers strike'"
    assert placed.place == "edition.yaml:7"


def test_a_subject_of_the_editors_own_has_its_line() -> None:
    bad = replace(GOOD, subject="")

    [finding] = check(bad, ADDRESS, places=Places(keys={"subject": "edition.yaml:2"}))

    assert finding.place == "edition.yaml:2"


def test_what_is_found_twice_is_told_once() -> None:
    bad = html_and('<p><a href="/x">x</a> and <a href="/x">x</a></p>')

    assert [finding.code for finding in check(bad, ADDRESS)] == ["bad-link"]
