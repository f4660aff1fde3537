"""What an edition tells of the pages that it was made from."""

import json
from dataclasses import replace
from pathlib import Path

from builders import make_page
from desk import Desk, item, opened_desk
from loopback import Site, answer

from digest.config import Config
from digest.pipeline.compose import draft

STALE = "the feed's article.keep matches nothing on its page"
SLUG = "2026-11-19"
TEXT = (
    "Dock workers in Mombasa put down tools on Monday and asked for more pay.",
    "Forty ships with grain, fuel and cars waited outside the harbor on Tuesday.",
)


def listing(desk: Desk, **keys: object) -> None:
    """Let the newsletter list its feed with these keys, and print one story."""
    feed = desk.job.config.feeds[0]
    feeds = [{"title": feed.title, "url": feed.url} | keys]
    store = desk.job.config.store
    given = {"feeds": feeds, "store": store, "edition": {"min_stories": 1}}
    desk.job = replace(desk.job, config=Config.model_validate(given))


def test_a_page_read_against_its_feeds_word_was_not_missed(
    site: Site, tmp_path: Path
) -> None:
    with opened_desk(site, tmp_path) as desk:
        listing(desk, article={"keep": ".no-more"})
        site.answers["/dockers"] = answer(make_page(*TEXT))
        desk.serve(
            item(title="Strike of workers in Mombasa", link=site.url("/dockers"))
        )
        desk.round()

        drafted = draft(desk.job, SLUG)

    told = drafted.edition.coverage
    assert (told.pages_read, told.pages_missed) == (1, 0)
    assert drafted.remarks == (f"Courier 0, 1 page: {STALE}",)


def test_a_page_that_tells_less_than_its_feed_tells_of_its_selectors_all_the_same(
    site: Site, tmp_path: Path
) -> None:
    with opened_desk(site, tmp_path) as desk:
        listing(desk, article={"keep": ".no-more"})
        site.answers["/dockers"] = answer(make_page(*TEXT))
        link, more = site.url("/dockers"), " ".join((*TEXT, TEXT[0]))
        desk.serve(item(title="Strike in Mombasa", link=link, description=more))
        desk.round()

        drafted = draft(desk.job, SLUG)

    told = drafted.edition.coverage
    assert (told.pages_read, told.pages_missed) == (0, 0)
    assert drafted.remarks == (f"Courier 0, 1 page: {STALE}",)
    kept = (desk.job.edition_folder(SLUG) / "draft.json").read_text("utf-8")
    assert [a["remark"] for a in json.loads(kept)["articles"].values()] == [STALE]


def test_a_page_that_was_not_there_was_missed(site: Site, tmp_path: Path) -> None:
    with opened_desk(site, tmp_path) as desk:
        listing(desk)
        desk.serve(
            item(
                title="Strike of workers in Mombasa",
                link=site.url("/dockers"),
                description=" ".join(TEXT),
            )
        )
        desk.round()

        drafted = draft(desk.job, SLUG)

    told = drafted.edition.coverage
    assert (told.pages_read, told.pages_missed) == (0, 1)
    assert drafted.remarks == ()
