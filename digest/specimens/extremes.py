"""The usual week made thin, long, bare or hostile."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

from digest.brackets import without_dates
from digest.coverage_note import CoverageNote
from digest.model import Brief, Bullet, Edition, Section

_FEW, _MANY = 6, 40
_HEADLINE, _WORD = 300, 80
HOSTILE = (
    "<script>alert(1)</script></mj-text>\"'>"
    "{{ 7*7 }}{% raw %}<!-- ]]> &amp; &lt; \\ \\u{a0} |safe \x00\x01\x02\x03\x1b\x7f"
    "\n\t<img src=x onerror=alert(1)>"
)
"""What no paper prints: markup, templates' marks, what only machines read."""

Words = Callable[[str], str]


def thin(week: Edition) -> Edition:
    """Return the first six stories, without a note: a week in which little happened."""
    return replace(_first(week, _FEW), note="", by=None)


def one(week: Edition) -> Edition:
    """Return the top story alone."""
    return replace(_first(week, 1), quote=None)


def empty_regions(week: Edition) -> Edition:
    """Return a week in which all but two regions were quiet."""
    told = tuple(s for s in week.sections if s.id in ("top", "europe", "world"))
    quiet = tuple(s.id for s in week.sections if s not in told)
    return replace(week, sections=told, quiet=(*quiet, *week.quiet))


def forty(week: Edition) -> Edition:
    """Return a week of forty stories: as many more as the week lacks, spread evenly."""
    regions = week.sections[1:]
    lacking = _MANY - len(week.briefs)
    more: dict[str, list[Brief]] = {section.id: [] for section in regions}
    for number, section in enumerate(islice(cycle(regions), lacking)):
        brief = section.briefs[number % len(section.briefs)]
        headline = f"{brief.headline}, part {number + 2}"
        more[section.id].append(
            replace(brief, id=f"s-more{number:04d}", headline=headline, picture=None)
        )
    return replace(
        week,
        sections=(
            week.sections[0],
            *(replace(s, briefs=(*s.briefs, *more[s.id])) for s in regions),
        ),
    )


def long(week: Edition) -> Edition:
    """Return a week of endless headlines, names and places, and words of 80 letters."""
    word = "Donaudampfschifffahrtsgesellschaft" * 3

    def endless(text: str) -> str:
        return (text + " and so on" * _HEADLINE)[:_HEADLINE].rstrip()

    def brief(given: Brief) -> Brief:
        first, *rest = given.bullets or (None,)
        broken = first and _said(first, f"{word[:_WORD]} {first.text}")
        return replace(
            given,
            headline=endless(given.headline),
            place=given.place and f"{given.place}, {word[:_WORD]}",
            bullets=tuple(b for b in (broken, *rest) if b),
        )

    def outlet(name: str) -> str:
        return f"{name} of the United Provinces and Overseas Territories, Late Edition"

    return _named(_with_briefs(week, brief), outlet)


def bare(week: Edition) -> Edition:
    """Return a week without a picture, a note or a quote, of which nothing is known."""
    return replace(
        _with_briefs(week, lambda brief: replace(brief, picture=None, place=None)),
        note="",
        by=None,
        quote=None,
        subject=None,
        quiet=(),
        coverage=CoverageNote(feeds=1, entries=1, outlets=1),
    )


def hostile(week: Edition) -> Edition:
    """Return a week in which every text ends in what could break a mail."""

    def words(text: str) -> str:
        return f"{text} {HOSTILE}"

    def brief(given: Brief) -> Brief:
        picture = given.picture
        return replace(
            given,
            headline=words(given.headline),
            place=words(given.place or ""),
            bullets=tuple(_said(b, words(b.text)) for b in given.bullets),
            picture=picture
            and replace(picture, alt=words(picture.alt), credit=words(picture.credit)),
        )

    broken = _named(_with_briefs(week, brief), words)
    quote, coverage = broken.quote, broken.coverage
    return replace(
        broken,
        sections=tuple(
            replace(s, title=words(s.title) if s.title else "") for s in broken.sections
        ),
        subject=words(broken.subject or ""),
        note=words(broken.note),
        by=words(broken.by or ""),
        quiet=tuple(map(words, broken.quiet)),
        quote=quote and replace(quote, text=words(quote.text), by=words(quote.by)),
        coverage=replace(
            coverage,
            failed=tuple(replace(t, reason=words(t.reason)) for t in coverage.failed),
        ),
    )


def _said(bullet: Bullet, text: str) -> Bullet:
    """Return a bullet with other words, which its article has, too."""
    told = bullet.sentence
    sentence = told and replace(told, text=without_dates(text))
    return replace(bullet, text=text, sentence=sentence)


def _first(week: Edition, count: int) -> Edition:
    kept = frozenset(brief.id for brief in week.briefs[:count])
    sections = (
        Section(
            id=section.id,
            title=section.title,
            briefs=tuple(brief for brief in section.briefs if brief.id in kept),
        )
        for section in week.sections
    )
    return replace(week, sections=tuple(s for s in sections if s.briefs))


def _with_briefs(week: Edition, change: Callable[[Brief], Brief]) -> Edition:
    sections = (
        replace(section, briefs=tuple(map(change, section.briefs)))
        for section in week.sections
    )
    return replace(week, sections=tuple(sections))


def _named(week: Edition, name: Words) -> Edition:
    """Return the week with every outlet's name changed."""

    def brief(given: Brief) -> Brief:
        return replace(
            given,
            source=replace(given.source, outlet=name(given.source.outlet)),
            headline_from=given.headline_from
            and replace(given.headline_from, outlet=name(given.headline_from.outlet)),
            also=tuple(replace(s, outlet=name(s.outlet)) for s in given.also),
            bullets=tuple(
                replace(b, outlet=b.outlet and name(b.outlet)) for b in given.bullets
            ),
        )

    coverage = week.coverage
    failed = tuple(replace(t, outlet=name(t.outlet)) for t in coverage.failed)
    changed = _with_briefs(week, brief)
    return replace(changed, coverage=replace(coverage, failed=failed))
