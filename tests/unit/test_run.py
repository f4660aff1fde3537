from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders import make_edition
from fakes import fake_web, mapped

from digest import config, due, run
from digest.coverage_note import Trouble
from digest.errors import (
    CheckError,
    NothingReadError,
    TooFewStoriesError,
)
from digest.http import Answer, Request
from digest.pipeline.collect import FetchSummary, collect, told
from digest.pipeline.compose import Draft, draft
from digest.pipeline.job import Job
from digest.progress import silent
from digest.run import run_due
from digest.store import open_store

SLUG = "2026-11-19"
DRAFT = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
"""Thursday 05:00 in Sydney, when the draft is due."""
SEND = DRAFT + timedelta(hours=2)
LATE = timedelta(hours=72)
FEEDS_YAML = """\
newsletter: {timezone: Australia/Sydney, address: "1 Example Street, Sydney"}
edition: {min_stories: 1}
store: sqlite:///test.db
feeds:
  - {title: Courier, url: "http://courier.example/rss", full_text: yes}
"""
RSS = """\
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Courier</title><item><title>Dockers strike in Mombasa over port lease</title>
<link>http://courier.example/dockers</link>
<pubDate>Tue, 17 Nov 2026 08:00:00 GMT</pubDate><content:encoded><![CDATA[
<p>Some 3,800 dock workers in Mombasa stopped work on Tuesday over the planned lease of
two berths to a foreign company, their union said.</p>
<p>Ships waited outside the port while the government called both sides to talks in
Nairobi, where a mediator was named in the evening.</p>
<p>The union asked for a written promise that no worker would lose a job when the new
operator takes over the two berths next year.</p>]]></content:encoded></item></channel>
</rss>"""
NEXT_RSS = """\
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Courier</title><item><title>Ferry sinks off Cebu</title>
<link>http://courier.example/ferry</link>
<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><content:encoded><![CDATA[
<p>A ferry with ninety people aboard sank in rough seas off the Philippine island of
Cebu before dawn, and fishermen pulled sixty survivors from the water.</p>
<p>Divers brought up eleven bodies from the lower deck, where cars and trucks had
broken loose in the swell, the coast guard reported.</p>]]></content:encoded></item>
</channel></rss>"""
"""Another event: one that only repeats last week's would not be printed again."""


class Courier:
    """A web of one feed that may fail; counts how often it is asked."""

    def __init__(self) -> None:
        self.body: bytes | None = RSS.encode()
        self.asked = 0

    def web(self, requests: Iterable[Request]) -> Iterator[Answer]:
        asked = tuple(requests)
        self.asked += len(asked)
        feed = "http://courier.example/rss"
        return fake_web({feed: self.body} if self.body else {})(asked)


@pytest.fixture
def courier() -> Courier:
    return Courier()


@pytest.fixture
def job(tmp_path: Path, courier: Courier) -> Iterator[Job]:
    """A newsletter of one feed, at the moment when its draft is due."""
    (tmp_path / "feeds.yaml").write_text(FEEDS_YAML, encoding="utf-8")
    loaded = config.load(tmp_path / "feeds.yaml")
    with open_store(loaded.store, tmp_path) as store:
        yield Job(
            config=loaded,
            folder=tmp_path,
            out=tmp_path / "out",
            store=store,
            web=courier.web,
            mapped=mapped,
            now=DRAFT,
            progress=silent,
        )


def act(job: Job, now: datetime) -> tuple[bool, list[str]]:
    """Do what is due at `now`; return whether anything was, and what was told."""
    told: list[str] = []
    acted = run_due(replace(job, now=now), told.append)
    return acted, told


def test_before_the_draft_is_due_nothing_is_done(job: Job, courier: Courier) -> None:
    acted, told = act(job, DRAFT - LATE)

    assert (acted, told) == (False, [])
    assert courier.asked == 0
    assert not job.out.exists()


def test_when_the_draft_is_due_it_is_made_and_not_sent(job: Job) -> None:
    acted, told = act(job, DRAFT)

    assert acted
    assert told[0] == "Read 1 of 1 feeds (0 unchanged), 1 new entries"
    assert told[1].startswith(f"Drafted {SLUG}: 1 stories in ")
    assert (job.out / SLUG / "edition.yaml").exists()
    assert (job.out / SLUG / "index.html").exists()
    assert not (job.out / "index.html").exists()
    assert [record.sent_at for record in job.store.editions()] == [None]


def test_a_draft_is_made_once(job: Job, courier: Courier) -> None:
    act(job, DRAFT)
    before = courier.asked

    acted, told = act(job, DRAFT + timedelta(minutes=1))

    assert (acted, told) == (False, [])
    assert courier.asked == before


def test_a_draft_made_early_by_hand_is_made_again_with_the_news_since_then(
    job: Job,
) -> None:
    early = replace(job, now=DRAFT - timedelta(days=4))
    collect(early)
    draft(early, SLUG)

    acted = run_due(job, print)

    (record,) = job.store.editions()
    assert acted
    assert record.drafted_at == job.now
    assert record.window.end == job.now


def test_when_sending_is_due_the_draft_goes_out(job: Job) -> None:
    act(job, DRAFT)

    acted, told = act(job, SEND)

    assert acted
    assert told[-1].startswith(f"Sent {SLUG} to files; the archive is ")
    assert (job.out / "index.html").exists()
    assert (job.out / "feed.xml").exists()
    assert [record.sent_at for record in job.store.editions()] == [SEND]


def test_an_edition_is_sent_once(job: Job) -> None:
    act(job, DRAFT)
    act(job, SEND)

    acted, told = act(job, SEND + timedelta(minutes=1))

    assert (acted, told) == (False, [])
    assert [record.sent_at for record in job.store.editions()] == [SEND]


def test_a_machine_that_slept_catches_up_with_both(job: Job) -> None:
    acted, told = act(job, DRAFT + LATE)

    assert acted
    assert [line.split()[0] for line in told if line[0].isupper()] == [
        "Read",
        "Drafted",
        "Sent",
    ]


def test_a_draft_that_is_too_late_is_left_alone(job: Job, courier: Courier) -> None:
    acted, _ = act(job, DRAFT + LATE + timedelta(seconds=1))

    assert not acted
    assert courier.asked == 0
    assert job.store.editions() == ()


def test_a_sending_that_is_too_late_is_left_alone(job: Job) -> None:
    act(job, DRAFT)

    acted, _ = act(job, SEND + LATE + timedelta(seconds=1))

    assert not acted
    assert [record.sent_at for record in job.store.editions()] == [None]


def test_the_next_week_is_done_after_the_last(job: Job, courier: Courier) -> None:
    act(job, DRAFT)
    act(job, SEND)
    courier.body = NEXT_RSS.encode()

    act(job, DRAFT + timedelta(days=7))
    act(job, SEND + timedelta(days=7))

    assert [(record.slug, bool(record.sent_at)) for record in job.store.editions()] == [
        ("2026-11-19", True),
        ("2026-11-26", True),
    ]


def test_where_nothing_can_be_read_nothing_is_written(
    job: Job, courier: Courier
) -> None:
    courier.body = None

    with pytest.raises(NothingReadError, match=r"Courier: host not found.*check the"):
        act(job, DRAFT)

    assert job.store.editions() == ()
    assert not job.out.exists()


def test_where_nothing_can_be_read_the_failure_is_remembered(
    job: Job, courier: Courier
) -> None:
    courier.body = None
    with pytest.raises(NothingReadError):
        act(job, DRAFT)

    (state,) = job.store.feed_states().values()
    assert (state.failures, state.error) == (1, "host not found")


def test_a_week_too_thin_for_an_edition_writes_nothing(
    job: Job, courier: Courier
) -> None:
    courier.body = b"<rss version='2.0'><channel><title>Courier</title></channel></rss>"

    with pytest.raises(TooFewStoriesError):
        act(job, DRAFT)

    assert job.store.editions() == ()
    assert not job.out.exists()


def test_a_draft_that_failed_is_made_at_the_next_try(
    job: Job, courier: Courier
) -> None:
    courier.body, body = None, courier.body
    with pytest.raises(NothingReadError):
        act(job, DRAFT)
    courier.body = body

    acted, _ = act(job, DRAFT + timedelta(minutes=15))

    assert acted
    assert [record.slug for record in job.store.editions()] == [SLUG]


@pytest.fixture
def wordless_subject(job: Job) -> Path:
    """A template that leaves the mail without a subject, as no check allows."""
    path = job.folder / "templates" / "subject.txt"
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    return path


@pytest.mark.usefixtures("wordless_subject")
def test_a_mail_that_does_not_pass_the_check_is_not_sent(job: Job) -> None:
    act(job, DRAFT)

    with pytest.raises(CheckError, match=f"{SLUG}: 1 errors, nothing was sent; mend"):
        act(job, SEND)

    assert [record.sent_at for record in job.store.editions()] == [None]
    assert not (job.out / "index.html").exists()


@pytest.mark.usefixtures("wordless_subject")
def test_what_the_check_found_is_told(job: Job) -> None:
    told: list[str] = []
    act(job, DRAFT)

    with pytest.raises(CheckError):
        run.deliver(job, SLUG, told.append)

    assert any(
        line.startswith("the subject: error: the subject is empty; set `subject`")
        and line.endswith("[no-subject]")
        for line in told
    )


def test_an_edition_that_was_mended_goes_out(job: Job, wordless_subject: Path) -> None:
    act(job, DRAFT)
    with pytest.raises(CheckError):
        act(job, SEND)
    wordless_subject.unlink()

    acted, _ = act(job, SEND + timedelta(minutes=15))

    assert acted


def test_an_editors_changes_are_what_is_sent(job: Job) -> None:
    act(job, DRAFT)
    path = job.out / SLUG / "edition.yaml"
    text = path.read_text(encoding="utf-8").replace("Dockers strike", "Dockers walk")
    path.write_text(text, encoding="utf-8")

    act(job, SEND)

    page = (job.out / SLUG / "index.html").read_text(encoding="utf-8")
    assert "Dockers walk in Mombasa" in page


def test_run_does_the_whole_week_at_once(job: Job) -> None:
    told: list[str] = []

    run.run(job, SLUG, told.append)

    assert told[0].startswith("Read 1 of 1 feeds")
    assert told[-1].startswith(f"Sent {SLUG}")
    assert [bool(record.sent_at) for record in job.store.editions()] == [True]


def test_the_current_edition_is_the_next_to_be_sent(job: Job) -> None:
    act(job, DRAFT)
    before = due.current(replace(job, now=SEND))
    act(job, SEND)

    assert before == SLUG
    assert due.current(replace(job, now=SEND)) == "2026-11-26"


def test_the_next_steps_are_told_with_their_moments(job: Job) -> None:
    assert due.next_steps(replace(job, now=DRAFT)) == (
        ("draft", DRAFT + timedelta(days=7)),
        ("send", SEND),
    )


def test_a_round_of_reading_names_every_feed_that_was_not_read_well() -> None:
    summary = FetchSummary(
        feeds=9,
        read=8,
        unchanged=2,
        new_entries=40,
        failed=(Trouble(outlet="Ledger", reason="answers 404"),),
        damaged=(Trouble(outlet="Gazette", reason="not well-formed XML"),),
    )

    assert told(summary) == (
        "Read 8 of 9 feeds (2 unchanged), 40 new entries\n"
        "  failed: Ledger: answers 404\n"
        "  damaged: Gazette: not well-formed XML"
    )


def test_a_kept_edition_is_told_with_the_way_to_make_it_anew(job: Job) -> None:
    words = run.drafted(job, SLUG, Draft(edition=make_edition(), kept=True))

    assert words.startswith(f"Kept {job.out / SLUG / 'edition.yaml'}: it was edited;")
    assert "`digest draft --force`" in words


def test_a_replaced_edition_is_told_with_its_copy(job: Job) -> None:
    drafted = Draft(edition=make_edition(), copy=Path("edition.1.yaml"))

    words = run.drafted(job, SLUG, drafted)

    assert words.endswith("(the edited one is kept as edition.1.yaml)")


def test_an_edited_edition_is_not_made_anew_when_the_store_forgot_it(
    job: Job, tmp_path: Path
) -> None:
    act(job, DRAFT)
    path = job.out / SLUG / "edition.yaml"
    text = path.read_text(encoding="utf-8").replace("Dockers strike", "Dockers walk")
    path.write_text(text, encoding="utf-8")

    with open_store("sqlite:///other.db", tmp_path) as fresh:
        _, told = act(replace(job, store=fresh), DRAFT)

    assert path.read_text(encoding="utf-8") == text
    assert told[1].startswith("Kept ")
