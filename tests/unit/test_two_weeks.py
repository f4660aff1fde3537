# ruff: noqa: E501  reports as they stand in feeds
"""Two editions in a row: what the second makes of what the first printed."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, item, opened_desk
from loopback import served
from plug_in import Install

from digest import edition_file
from digest.config import Config
from digest.pipeline.compose import draft
from digest.pipeline.earlier import printed_before

FIRST, SECOND = "2026-11-19", "2026-11-26"
STRIKE = "Dock workers at the Kenyan port of Mombasa put down tools over pay on Tuesday. The union asks for nine percent more, and forty ships wait outside the harbor."
QUAKE = "A magnitude 6.8 earthquake struck near Arequipa in southern Peru before dawn on Tuesday. Walls fell and power was cut off in the city, where rescuers dug through ruins."
QUAKE_AGAIN = "An earthquake of magnitude 6.8 struck near Arequipa in southern Peru before dawn. Walls fell in the city and power was cut off, as rescuers dug through ruins."
ENDED = "Dock workers at the Kenyan port of Mombasa went back to work on Monday after a judge in Nairobi ordered the pickets lifted. The first tankers left for Uganda before noon."
FERRY = "A ferry with ninety people aboard sank in rough seas off the Philippine island of Cebu before dawn. Fishermen pulled sixty survivors from the water."


def _item(name: str, title: str, text: str, day: str) -> str:
    return item(
        name,
        title=title,
        link=f"http://nowhere.invalid/{name}",
        description=text,
        pubDate=f"{day} Nov 2026 08:00:00 GMT",
    )


OLD = (
    _item("strike", "Dockers strike in Mombasa over pay", STRIKE, "Tue, 17"),
    _item("quake", "Earthquake topples walls in Peru", QUAKE, "Tue, 17"),
)
NEW = (
    _item("ended", "Mombasa dockers end strike after court ruling", ENDED, "Mon, 23"),
    _item("again", "Earthquake topples walls in southern Peru", QUAKE_AGAIN, "Mon, 23"),
    _item("ferry", "Ferry with 90 aboard sinks off Cebu", FERRY, "Mon, 23"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A newsletter that sent its first edition, a week later."""
    with served() as site, opened_desk(site, tmp_path) as opened:
        _lenient(opened)
        opened.serve(*OLD)
        opened.round()
        draft(opened.job, FIRST)
        (record,) = opened.job.store.editions()
        opened.job.store.save_sent(replace(record, sent_at=opened.job.now))
        opened.serve(*NEW)
        opened.later(days=6)
        opened.round()
        yield opened


def _lenient(desk: Desk) -> None:
    given = desk.job.config.model_dump(include={"feeds", "store"})
    config = Config.model_validate(given | {"edition": {"min_stories": 1}})
    desk.job = replace(desk.job, config=config)


def test_a_story_that_moved_on_is_marked_one_that_has_not_is_left_out(
    desk: Desk,
) -> None:
    drafted = draft(desk.job, SECOND)

    told = {brief.headline: brief.follows for brief in drafted.edition.briefs}
    assert told == {
        "Mombasa dockers end strike after court ruling": FIRST,
        "Ferry with 90 aboard sinks off Cebu": None,
    }
    text = (desk.job.edition_folder(SECOND) / "draft.json").read_text("utf-8")
    why = {c["headline"]: c["why"] for c in json.loads(text)["stories"]}
    assert (
        why["Earthquake topples walls in southern Peru"]
        == f"printed on {FIRST}, has not moved on"
    )
    assert drafted.remarks == ()


def test_the_mark_is_read_from_edition_yaml(desk: Desk) -> None:
    draft(desk.job, SECOND)

    read = edition_file.read(desk.job.edition_folder(SECOND), desk.job.headings)

    assert FIRST in {brief.follows for brief in read.briefs}


def test_a_damaged_earlier_edition_is_remarked_and_stops_nothing(desk: Desk) -> None:
    (desk.job.edition_folder(FIRST) / "draft.json").write_text("{", "utf-8")

    drafted = draft(desk.job, SECOND)

    assert len(drafted.edition.briefs) == 3
    assert drafted.remarks[0].startswith(f"what {FIRST} printed is not known")


def test_a_draft_is_made_though_its_summarizer_fails_and_remarks_it(
    desk: Desk, installed: Install
) -> None:
    installed("acme-ratings", "def rate(*given): raise ValueError('gone')", odd="rate")
    _summarized_by(desk, "odd")

    drafted = draft(desk.job, SECOND)

    assert len(drafted.edition.briefs) == 2
    (remark,) = drafted.remarks
    assert "'odd' of acme-ratings 1.2" in remark
    assert "method 'digest' rated in its place" in remark


def test_the_summarizer_that_feeds_yaml_names_chooses_the_bullets(
    desk: Desk, installed: Install
) -> None:
    code = "def rate(sentences, language): return range(len(sentences))"
    installed("acme-ratings", code, last="rate")
    _summarized_by(desk, "last")

    top, *_ = draft(desk.job, SECOND).edition.briefs

    told = {text for text in (ENDED, FERRY) if top.bullets[0].text in text}
    assert told.pop().endswith(top.bullets[0].text)


def _summarized_by(desk: Desk, method: str) -> None:
    edition = desk.job.config.edition.model_copy(update={"summarizer": method})
    config = desk.job.config.model_copy(update={"edition": edition})
    desk.job = replace(desk.job, config=config)


def test_an_extra_that_would_help_is_remarked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tinysegmenter", None)
    given = desk.job.config.model_dump(include={"feeds", "store"})
    languages = {"min_stories": 1, "languages": ["en", "ja"]}
    config = Config.model_validate(given | {"edition": languages})
    desk.job = replace(desk.job, config=config)

    drafted = draft(desk.job, SECOND)

    assert [one for one in drafted.remarks if "digest[japanese]" in one]


def test_an_earlier_edition_whose_folder_is_gone_says_nothing(desk: Desk) -> None:
    desk.job.edition_folder(FIRST).rename(desk.job.out / "away")

    assert printed_before(desk.job, SECOND) == ((), ())


def test_an_edition_that_was_not_sent_printed_nothing(tmp_path: Path) -> None:
    with served() as site, opened_desk(site, tmp_path) as desk:
        _lenient(desk)
        desk.serve(*OLD)
        desk.round()
        draft(desk.job, FIRST)

        assert printed_before(desk.job, SECOND) == ((), ())
