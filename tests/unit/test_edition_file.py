import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import make_brief, make_edition, make_entry, make_ranked, make_story
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest import edition_file
from digest.coverage_note import CoverageNote, Trouble
from digest.edition_file import Record, SourceText
from digest.errors import ConfigError, DigestError, NoEditionError
from digest.files import write_whole
from digest.model import (
    Brief,
    Bullet,
    Edition,
    Section,
    Sentence,
    Source,
    Verdict,
    Window,
)
from digest.picture import Picture
from digest.plain_text import fold

TITLES = {
    "africa": "Africa",
    "americas": "Americas",
    "asia-pacific": "Asia-Pacific",
    "europe": "Europe",
}
NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


def source_text(*sentences: str) -> SourceText:
    return SourceText(
        outlet="Courier",
        url="http://courier.example/2026/dockers",
        title="Dockers strike in Mombasa",
        published=NOW,
        origin="page",
        shortfall=None,
        sentences=sentences,
    )


TEXTS = {"a-1": source_text("MOMBASA — Some 3,800 dock workers stopped work.")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written = tmp_path / "2026-11-19"
    edition_file.write(written, make_edition(), Record(texts=TEXTS))
    return written


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "edition.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        edition_file.read(folder, TITLES)
    return [
        str(complaint).removeprefix(f"{folder}/")
        for complaint in raised.value.complaints
    ]


def line_of(folder: Path, words: str) -> int:
    lines = (folder / "edition.yaml").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if words in line)


def test_an_edition_is_read_as_it_was_written(folder: Path) -> None:
    assert edition_file.read(folder, TITLES) == make_edition()


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60
).map(fold)
some_words = words.filter(bool)
counts = st.integers(0, 10_000)
moments = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
addresses = st.integers(0, 99).map("https://courier.example/{}".format)
sources = st.builds(Source, outlet=words, url=addresses, paywalled=st.booleans())
pictures = st.builds(
    Picture,
    file=st.just("pictures/quay.jpg"),
    alt=words,
    credit=words,
)
troubles = st.builds(Trouble, outlet=words, reason=words).map(lambda one: (one,))
notes = st.builds(
    CoverageNote,
    feeds=counts,
    entries=counts,
    outlets=counts,
    failed=troubles,
    damaged=troubles,
    pages_read=counts,
    pages_missed=counts,
)
own_bullets = st.builds(Bullet, text=some_words)
taken_bullets = st.builds(
    Bullet,
    text=some_words,
    sentence=st.builds(
        Sentence, article=st.just("a-1"), number=st.just(0), text=some_words
    ),
    outlet=words,
    url=addresses,
)
briefs = st.builds(
    Brief,
    id=words,
    headline=some_words,
    source=sources,
    also=st.lists(sources, max_size=2).map(tuple),
    bullets=st.lists(own_bullets, max_size=3).map(tuple),
    place=st.none() | words,
    picture=st.none() | pictures,
    headline_from=st.none() | sources,
    check=st.lists(some_words, max_size=2).map(tuple),
)
sections = st.builds(
    Section, id=st.just("africa"), title=st.just("Africa"), briefs=st.tuples(briefs)
)


def with_bullet(edition: Edition, bullet: Bullet) -> Edition:
    brief = make_brief(bullets=(bullet,))
    top = Section(id="top", title="", briefs=(brief,))
    return replace(edition, sections=(top, *edition.sections))


editions = st.builds(
    with_bullet,
    st.builds(
        Edition,
        slug=st.dates().map(str),
        window=st.builds(Window, start=moments, end=moments),
        sections=st.lists(sections, max_size=2).map(tuple),
        quiet=st.lists(st.sampled_from(list(TITLES)), max_size=2).map(tuple),
        coverage=notes,
        subject=st.none() | words,
        note=st.just("") | st.lists(some_words, min_size=1, max_size=4).map("\n".join),
        by=st.none() | words,
    ),
    taken_bullets,
)


@settings(max_examples=40)
@given(editions)
def test_whatever_is_written_is_read_back_the_same(edition: Edition) -> None:
    names = [brief.id for brief in edition.briefs]
    assume(len(set(names)) == len(names))
    assume(all((b.follows or "") < edition.slug for b in edition.briefs))
    bullet = edition.briefs[0].bullets[0]
    assert bullet.sentence
    text = replace(
        source_text(bullet.sentence.text),
        outlet=str(bullet.outlet),
        url=str(bullet.url),
    )

    with TemporaryDirectory() as name:
        folder = Path(name) / edition.slug
        write_whole(folder / "pictures" / "quay.jpg", b"a picture")
        edition_file.write(folder, edition, Record(texts={"a-1": text}))
        found = edition_file.read(folder, TITLES)

    assert found == edition


def test_a_printed_sentence_leads_to_its_article(folder: Path) -> None:
    bullet = edition_file.read(folder, TITLES).briefs[0].bullets[0]

    assert bullet.sentence == Sentence(
        article="a-1", number=0, text="MOMBASA — Some 3,800 dock workers stopped work."
    )
    assert bullet.outlet == "Courier"
    assert bullet.url == "http://courier.example/2026/dockers"


def test_a_bullet_without_from_is_an_editors(folder: Path) -> None:
    edit(folder, "            from: a-1/0\n", "")

    bullet = edition_file.read(folder, TITLES).briefs[0].bullets[0]

    assert bullet == Bullet(text="Some 3,800 dock workers stopped work.")


def test_an_editors_words_are_read(folder: Path) -> None:
    edit(folder, "subject:\n", "subject: No, 17:30\n")
    edit(folder, "note:\n", "note: |\n  A *strong* week.\n\n  More below.\n")
    edit(folder, "by:\n", "by: Ann\n")

    edition = edition_file.read(folder, TITLES)

    assert edition.subject == "No, 17:30"
    assert edition.note.strip() == "A *strong* week.\n\nMore below."
    assert edition.by == "Ann"


def test_a_section_left_without_stories_is_left_out(folder: Path) -> None:
    empty = Section(id="europe", title="Europe", briefs=())
    edition = make_edition()
    edition_file.write(
        folder,
        replace(edition, sections=(*edition.sections, empty)),
        Record(texts=TEXTS),
    )

    assert edition_file.read(folder, TITLES) == edition


def test_an_edition_in_the_folder_of_another_is_a_complaint(folder: Path) -> None:
    other = folder.rename(folder.with_name("2026-11-26"))

    assert complaints(other) == [
        (
            "edition.yaml:4:1: slug is '2026-11-19', but the folder is 2026-11-26;"
            " write 2026-11-26"
        )
    ]


@pytest.mark.parametrize("origin", ["a-1/1", "a-2/0", "a-1", "a-1/", "a-1/-1", "a-1/x"])
def test_a_bullet_that_leads_nowhere_is_a_complaint(folder: Path, origin: str) -> None:
    edit(folder, "from: a-1/0", f"from: {origin}")
    line = line_of(folder, f"from: {origin}")

    assert complaints(folder) == [
        (
            f"edition.yaml:{line}:13: '{origin}' is no sentence in draft.json;"
            " remove `from` if the words are yours"
        )
    ]


def test_a_story_that_was_pasted_twice_is_a_complaint(folder: Path) -> None:
    edit(folder, "id: s-0", "id: s-1")

    (found,) = complaints(folder)
    assert found.endswith("story 's-1' stands here twice; remove one of them")


@pytest.mark.parametrize("day", ["2026-11-19", "2027-01-01"])
def test_no_story_follows_an_edition_that_is_not_earlier(
    folder: Path, day: str
) -> None:
    edit(folder, "id: s-0", f"id: s-0\n        follows: {day}")

    (found,) = complaints(folder)
    assert found.endswith(f"'{day}' is no earlier edition; name its day")


def test_an_unknown_section_is_a_complaint(folder: Path) -> None:
    edit(folder, "id: africa", "id: afrika")
    line = line_of(folder, "id: afrika")

    assert complaints(folder) == [
        (
            f"edition.yaml:{line}:5: section 'afrika' is not listed in feeds.yaml;"
            " did you mean 'africa'?"
        )
    ]


def test_all_loose_ends_are_told_at_once(folder: Path) -> None:
    edit(folder, "from: a-1/0", "from: a-1/7")
    edit(folder, "id: africa", "id: afrika")

    assert len(complaints(folder)) == 2


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("headline: Dock", "haedline: Dock", "did you mean 'headline'?"),
        ("slug: '2026-11-19'", "slug: soon", "'slug':"),
        ("        outlet: Courier\n", "", "'outlet' is missing; add it here"),
        ("headline: Dockers strike in Mombasa", "headline: ''", "should be a text"),
    ],
)
def test_a_wrong_line_is_a_complaint_with_file_and_line(
    folder: Path, old: str, new: str, remedy: str
) -> None:
    edit(folder, old, new)

    found = "\n".join(complaints(folder))

    assert found.startswith("edition.yaml:")
    assert remedy in found


def test_where_there_is_no_edition_the_command_that_makes_one_is_named(
    tmp_path: Path,
) -> None:
    with pytest.raises(
        NoEditionError, match="no edition here; `digest draft` makes one"
    ):
        edition_file.read(tmp_path, TITLES)


def test_a_missing_companion_is_told_with_its_remedy(folder: Path) -> None:
    (folder / "draft.json").unlink()

    with pytest.raises(
        NoEditionError, match=r"draft\.json: missing; `digest draft --f"
    ):
        edition_file.read(folder, TITLES)


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"slug": "2026', id="cut off"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"{}", id="without its parts"),
        pytest.param(b'{"articles": {}, "window": 1, "coverage": 2}', id="odd shapes"),
    ],
)
def test_a_damaged_companion_is_told_with_its_remedy(
    folder: Path, damaged: bytes
) -> None:
    edit(folder, "            from: a-1/0\n", "")
    edit(folder, "            from: a-1/0\n", "")
    (folder / "draft.json").write_bytes(damaged)

    with pytest.raises(NoEditionError, match=r"draft\.json: damaged.*digest draft --f"):
        edition_file.read(folder, TITLES)


@pytest.mark.parametrize(
    "damaged", [b'{"articles": []}', b'{"articles": {"a-1": {"outlet": "Courier"}}}']
)
def test_a_companion_with_damaged_articles_is_one_line(
    folder: Path, damaged: bytes
) -> None:
    (folder / "draft.json").write_bytes(damaged)

    with pytest.raises(DigestError, match=r"draft\.json"):
        edition_file.read(folder, TITLES)


def test_an_edition_as_drafted_is_not_changed(folder: Path) -> None:
    assert not edition_file.is_changed(folder)


def test_one_changed_letter_is_noticed(folder: Path) -> None:
    edit(folder, "Dockers strike", "Dockers Strike")

    assert edition_file.is_changed(folder)


def test_a_changed_comment_is_noticed(folder: Path) -> None:
    edit(folder, "# The edition", "# My edition")

    assert edition_file.is_changed(folder)


def test_an_edition_that_is_not_there_is_not_changed(tmp_path: Path) -> None:
    assert not edition_file.is_changed(tmp_path)


@pytest.mark.parametrize("companion", [None, b"", b"[]", b"\xff", b"{}"])
def test_an_edition_without_a_sound_companion_counts_as_changed(
    folder: Path, companion: bytes | None
) -> None:
    (folder / "draft.json").unlink()
    if companion is not None:
        (folder / "draft.json").write_bytes(companion)

    assert edition_file.is_changed(folder)


def test_a_copy_is_kept_under_a_name_with_the_time(folder: Path) -> None:
    before = (folder / "edition.yaml").read_bytes()

    copy = edition_file.keep_copy(folder, NOW + timedelta(seconds=7))

    assert copy == folder / "edition.20261118T180007Z.yaml"
    assert copy.read_bytes() == before


def test_the_file_says_what_may_be_done_with_it(folder: Path) -> None:
    head = (folder / "edition.yaml").read_text(encoding="utf-8").partition("\nslug")[0]

    assert "2026-11-19" in head
    assert "Change what you like" in head
    assert all(line.startswith("#") for line in head.splitlines())


def test_the_companion_says_why_each_story_is_in_or_out(tmp_path: Path) -> None:
    story = make_ranked(reasons=(("coverage", 10.0), ("freshness", 2.504)))
    verdict = Verdict(ranked=story, section=None, why="per_outlet reached")

    edition_file.write(
        tmp_path, make_edition(), Record(verdicts=(verdict,), texts=TEXTS)
    )

    draft = json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))
    (candidate,) = draft["others"]
    assert candidate["section"] is None
    assert candidate["why"] == "per_outlet reached"
    assert candidate["score"] == 12.5
    assert candidate["reasons"] == {"coverage": 10.0, "freshness": 2.504}
    assert [entry["outlet"] for entry in candidate["entries"]] == ["Courier"]


def test_a_week_of_fifty_thousand_entries_stays_under_40_mb(tmp_path: Path) -> None:
    """Judged by a tenth of it, with addresses and headlines of usual length."""
    entries = [
        make_entry(
            id=f"a-{n:016d}",
            title=f"A headline of usual length tells what happened in town {n}",
            url=f"http://courier.example/world/2026/11/17/a-slug-of-some-words-{n}",
        )
        for n in range(5_000)
    ]
    alone = [make_ranked(make_story(entry, id=f"s-{entry.id}")) for entry in entries]
    verdicts = tuple(
        Verdict(ranked=one, section=None, why="edition is full", cut="edition")
        for one in alone
    )

    edition_file.write(tmp_path, make_edition(), Record(verdicts=verdicts))

    assert (tmp_path / "draft.json").stat().st_size < 4_000_000


def write_note(folder: Path, body: bytes) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "2026-11-19.md").write_bytes(body)


def test_a_week_without_a_note_has_none(tmp_path: Path) -> None:
    assert edition_file.read_note(tmp_path, "2026-11-19") == ("", None)


@pytest.mark.parametrize("dash", ["—", "— ", "–", "-- "])
def test_a_last_line_with_a_dash_is_the_signature(tmp_path: Path, dash: str) -> None:
    write_note(tmp_path, f"A strong week.\n\nRead on.\n\n{dash}Ann\n".encode())

    note = edition_file.read_note(tmp_path, "2026-11-19")

    assert note == ("A strong week.\n\nRead on.", "Ann")


@pytest.mark.parametrize("text", ["A strong week.", "One:\n- two\n- three", "— Ann"])
def test_a_note_without_a_signature_is_all_note(tmp_path: Path, text: str) -> None:
    write_note(tmp_path, text.encode())

    assert edition_file.read_note(tmp_path, "2026-11-19") == (text, None)


def test_a_byte_order_mark_is_no_part_of_a_note(tmp_path: Path) -> None:
    write_note(tmp_path, b"\xef\xbb\xbfA week.")

    assert edition_file.read_note(tmp_path, "2026-11-19") == ("A week.", None)


def test_a_note_in_another_encoding_is_a_complaint(tmp_path: Path) -> None:
    write_note(tmp_path, b"S\xe3o Paulo")

    with pytest.raises(ConfigError, match=r"notes/2026-11-19\.md:1:1: not UTF-8; save"):
        edition_file.read_note(tmp_path, "2026-11-19")


def test_a_note_that_is_a_book_is_a_complaint(tmp_path: Path) -> None:
    write_note(tmp_path, b"word " * 5_000)

    with pytest.raises(ConfigError, match="keep it under 20,000 characters"):
        edition_file.read_note(tmp_path, "2026-11-19")


def test_a_folder_in_the_place_of_a_note_is_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "notes" / "2026-11-19.md").mkdir(parents=True)

    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        edition_file.read_note(tmp_path, "2026-11-19")


def with_picture(folder: Path, file: str) -> None:
    picture = Picture(file=file, alt="A quay", credit="Courier")
    brief = make_brief(picture=picture)
    section = Section(id="africa", title="Africa", briefs=(brief,))
    edition = replace(make_edition(), sections=(section,))
    edition_file.write(folder, edition, Record(texts=TEXTS))


def test_a_picture_that_is_not_there_is_a_complaint(folder: Path) -> None:
    with_picture(folder, "pictures/quay.jpg")

    with pytest.raises(
        ConfigError, match=r"'pictures/quay\.jpg' is not in 2026-11-19/"
    ):
        edition_file.read(folder, TITLES)


@pytest.mark.parametrize(
    "file", ["../../etc/passwd.jpg", "/etc/passwd.jpg", "notes.txt", "pictures/a.svg"]
)
def test_a_picture_from_elsewhere_is_refused(folder: Path, file: str) -> None:
    with_picture(folder, file)

    with pytest.raises(ConfigError, match="is no picture of the edition"):
        edition_file.read(folder, TITLES)


def test_a_second_top_story_is_a_complaint_since_it_would_not_be_printed(
    folder: Path,
) -> None:
    briefs = (make_brief(id="s-1"), make_brief(id="s-2"))
    section = Section(id="top", title="", briefs=briefs)
    edition = replace(make_edition(), sections=(section,))
    edition_file.write(folder, edition, Record(texts=TEXTS))

    with pytest.raises(ConfigError, match="the section 'top' holds one story"):
        edition_file.read(folder, TITLES)


def test_of_a_picture_the_file_and_what_is_seen_are_enough(folder: Path) -> None:
    with_picture(folder, "pictures/Harbour.JPEG")
    file = folder / "edition.yaml"
    told = file.read_text(encoding="utf-8").replace("credit: Courier", "")
    file.write_text(told, encoding="utf-8")
    write_whole(folder / "pictures" / "Harbour.JPEG", b"")

    [brief] = edition_file.read(folder, TITLES).briefs

    assert brief.picture == Picture(file="pictures/Harbour.JPEG", alt="A quay")


def test_a_complaint_about_a_picture_names_its_line(folder: Path) -> None:
    with_picture(folder, "pictures/quay.jpg")
    lines = (folder / "edition.yaml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, text in enumerate(lines) if "pictures/quay.jpg" in text)

    error = edition_file.wrong_picture(folder, "s-1", "too small")

    assert [(one.line, one.message) for one in error.complaints] == [
        (line, "too small")
    ]


@pytest.mark.parametrize("torn", [False, True])
def test_a_crash_between_the_two_files_is_no_change_by_a_person(
    folder: Path, *, torn: bool
) -> None:
    before = (folder / "edition.yaml").read_bytes()
    edition_file.write(folder, make_edition(note="Newer."), Record(texts=TEXTS))
    if torn:
        write_whole(folder / "edition.yaml", before)

    assert not edition_file.is_changed(folder)


def test_a_book_in_the_note_of_an_edition_is_a_complaint(folder: Path) -> None:
    edition_file.write(folder, make_edition(note="word " * 5_000), Record(texts=TEXTS))

    with pytest.raises(ConfigError, match="keep it under 20,000 characters"):
        edition_file.read(folder, TITLES)


LINE = "Courier says six dead (a-1/0), Ledger at least eight (a-9/3)"


def with_check(folder: Path, *lines: str) -> Path:
    top = make_brief(id="s-0", check=lines)
    sections = (Section(id="top", title="", briefs=(top,)),)
    edition_file.write(folder, make_edition(sections=sections), Record(texts=TEXTS))
    return folder


def test_figures_that_disagree_stand_with_their_story(tmp_path: Path) -> None:
    folder = with_check(tmp_path / "2026-11-19", LINE)

    assert f"- {LINE}" in (folder / "edition.yaml").read_text(encoding="utf-8")
    assert edition_file.read(folder, TITLES).briefs[0].check == (LINE,)


def test_an_editor_may_delete_the_lines_to_check(tmp_path: Path) -> None:
    folder = with_check(tmp_path / "2026-11-19", LINE)

    edit(folder, f"        check:\n          - {LINE}\n", "")

    assert edition_file.read(folder, TITLES).briefs[0].check == ()


def test_a_line_to_check_leads_to_the_sentences_it_names(folder: Path) -> None:
    articles = edition_file.read_week(folder).articles

    assert edition_file.quoted(articles, LINE) == (TEXTS["a-1"].sentences[0],)
    assert edition_file.quoted(articles, "ask the desk about the toll") == ()


def test_a_paywall_is_written_only_where_there_is_one(tmp_path: Path) -> None:
    shut = Source(outlet="Ledger", url="http://ledger.example/1", paywalled=True)
    top = make_brief(id="s-0", also=(shut,))
    sections = (Section(id="top", title="", briefs=(top,)),)
    folder = tmp_path / "2026-11-19"

    edition_file.write(folder, make_edition(sections=sections), Record(texts=TEXTS))

    assert (folder / "edition.yaml").read_text(encoding="utf-8").count("paywalled") == 1
    brief = edition_file.read(folder, TITLES).briefs[0]
    assert (brief.source.paywalled, brief.also) == (False, (shut,))


def test_yes_marks_a_paywall(folder: Path) -> None:
    edit(
        folder,
        "        outlet: Courier\n",
        "        outlet: Courier\n        paywalled: yes\n",
    )

    assert edition_file.read(folder, TITLES).briefs[0].source.paywalled
