from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from builders import make_entry
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.identity import settle
from digest.feed_state import Known, Sighting
from digest.fingerprints import fingerprint

NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)
HOUR = timedelta(hours=1)


def seen(number: int = 1, *, guid: str | None = None, **given: Any) -> Sighting:
    defaults: dict[str, Any] = {
        "id": f"a-{number}",
        "url": f"http://courier.example/2026/story-{number}",
        "title": f"Story {number}",
        "first_seen": NOW,
        "published": BEFORE,
        "position": number,
    }
    entry = make_entry(**defaults | given)
    return Sighting(entry, fingerprint(entry, guid or f"guid-{number}"))


def known(sighting: Sighting, *, at: datetime = BEFORE, **given: Any) -> Known:
    entry = sighting.entry
    return Known(
        id=given.get("id", entry.id),
        first_seen=at,
        published=entry.published,
        fingerprint=sighting.fingerprint,
    )


def test_entries_never_met_are_new_in_the_order_of_the_feed() -> None:
    found = settle([seen(1), seen(2)], [], NOW)

    assert found.new == (seen(1), seen(2))
    assert found.changed == ()
    assert found.seen == ("a-1", "a-2")


def test_an_entry_that_did_not_change_is_neither_new_nor_changed() -> None:
    found = settle([seen(1)], [known(seen(1))], NOW)

    assert (found.new, found.changed, found.seen) == ((), (), ("a-1",))


def test_new_words_under_the_same_guid_keep_the_id() -> None:
    later = seen(1, id="a-9", title="Story 1, updated", position=7, summary="More.")

    found = settle([later], [known(seen(1))], NOW)

    (changed,) = found.changed
    assert found.new == ()
    assert changed.entry == replace(later.entry, id="a-1")


def test_an_address_that_changed_under_the_same_guid_is_the_same_entry() -> None:
    moved = seen(1, id="a-9", url="http://courier.example/2027/other-place")

    assert settle([moved], [known(seen(1))], NOW).new == ()


def test_a_new_headline_and_address_under_the_same_guid_is_the_same_entry() -> None:
    rewritten = seen(2, guid="guid-1", published=BEFORE + HOUR)

    assert settle([rewritten], [known(seen(1))], NOW).seen == ("a-1",)


def test_a_guid_used_again_for_another_story_is_another_entry() -> None:
    other = seen(2, guid="guid-1", published=BEFORE + 30 * HOUR)

    assert settle([other], [known(seen(1))], NOW).new == (other,)


def test_a_story_under_a_new_guid_is_the_same_entry() -> None:
    again = seen(1, id="a-9", guid="renumbered")

    found = settle([again], [known(seen(1))], NOW)

    assert found.new == ()
    assert found.seen == ("a-1",)


def test_after_a_month_a_title_and_address_may_come_back_as_a_new_entry() -> None:
    weekly = seen(1, id="a-9", guid="this-week", published=None)
    old = known(seen(1, published=None), at=NOW - timedelta(days=31))

    assert settle([weekly], [old], NOW).new == (weekly,)


def test_a_newer_issue_under_the_same_title_and_address_is_a_new_entry() -> None:
    tomorrow = seen(1, id="a-9", guid="next", published=BEFORE + 30 * HOUR)

    assert settle([tomorrow], [known(seen(1))], NOW).new == (tomorrow,)


def test_issues_under_one_address_without_guids_are_new_entries() -> None:
    home = "http://courier.example/today"
    monday = seen(1, url=home, guid=home)
    tuesday = seen(2, url=home, guid=home, published=BEFORE + 30 * HOUR)

    assert settle([tuesday], [known(monday)], NOW).new == (tuesday,)


def test_an_entry_of_an_old_store_is_known_by_its_name_however_old_it_is() -> None:
    old = seen(1)
    forgotten = old.fingerprint._replace(guid=0, words=0)
    remembered = known(Sighting(old.entry, forgotten), at=NOW - timedelta(days=80))

    found = settle([seen(1, id="a-9")], [remembered], NOW)

    assert found.new == ()
    assert found.seen == ("a-1",)


def test_entries_of_an_old_store_with_one_name_are_known_one_by_one() -> None:
    twins = [seen(1), seen(1, id="a-2", guid="guid-2")]
    remembered = [
        known(Sighting(one.entry, one.fingerprint._replace(guid=0))) for one in twins
    ]

    assert settle(twins, remembered, NOW).new == ()


def test_a_new_entry_never_takes_the_id_of_an_old_one() -> None:
    now_called = known(seen(1, title="Live: six dead", guid="live"), id="a-1")
    both = [
        seen(1, guid="live"),
        seen(1, id="a-2", title="Live: six dead", guid="live"),
    ]

    found = settle(both, [now_called], NOW)

    assert len(found.new) == 1
    assert found.new[0].entry.id not in {"a-1", "a-2"}
    assert len(set(found.seen)) == 2


def test_entries_that_share_a_guid_are_told_apart() -> None:
    both = [seen(1, guid="news"), seen(2, guid="news")]

    first = settle(both, [], NOW)
    again = settle(both, [known(one) for one in first.new], NOW)

    assert first.new == tuple(both)
    assert (again.new, again.changed) == ((), ())


def test_entries_that_share_an_address_are_told_apart() -> None:
    both = [seen(1, url="http://a.example/"), seen(2, url="http://a.example/")]

    first = settle(both, [], NOW)
    again = settle(both, [known(one) for one in first.new], NOW)

    assert first.new == tuple(both)
    assert (again.new, again.changed) == ((), ())


def test_entries_that_share_address_and_title_are_told_apart_by_their_guids() -> None:
    both = [seen(1), seen(1, id="a-2", guid="guid-2")]

    first = settle(both, [], NOW)
    again = settle(both, [known(one) for one in first.new], NOW)

    assert first.new == tuple(both)
    assert (again.new, again.changed) == ((), ())


def test_an_entry_twice_in_a_body_is_one() -> None:
    assert settle([seen(1), seen(1)], [], NOW).new == (seen(1),)


def test_of_two_old_entries_each_is_taken_for_one_new_one_at_most() -> None:
    renumbered = [
        seen(1, id="a-8", guid="x"),
        seen(2, id="a-9", guid="y"),
    ]

    found = settle(renumbered, [known(seen(1)), known(seen(2))], NOW)

    assert found.seen == ("a-1", "a-2")


numbers = st.lists(st.integers(0, 5), max_size=8)


@given(numbers, numbers, numbers)
def test_what_is_saved_is_known_the_next_time(
    guids: list[int], urls: list[int], titles: list[int]
) -> None:
    body = [
        seen(
            n,
            guid=f"g{guid}",
            id=f"a-{guid}-{url}-{title}",
            url=f"http://a.example/{url}",
            title=f"T{title}",
        )
        for n, (guid, url, title) in enumerate(zip(guids, urls, titles, strict=False))
    ]

    first = settle(body, [], NOW)
    again = settle(body, [known(one) for one in first.new], NOW)

    assert (again.new, again.changed) == ((), ())
    assert again.seen == first.seen
    assert len(set(first.seen)) == len(first.seen)
