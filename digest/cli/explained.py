"""What `explain` found, for people: at most 80 columns, but for addresses."""

import textwrap
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from digest.cli.console import count
from digest.explain import (
    Answer,
    Explanation,
    LeftOutEntry,
    Overview,
    PrintedBullet,
    Row,
    Several,
    Told,
    Unknown,
)

_WIDTH = 80
_EDITED = {
    "added": "an editor put it in",
    "removed": "an editor took it out",
    "moved": "an editor moved it",
    "changed": "changed by an editor",
    "written": "written by an editor",
}

_NO_BULLETS = "no bullets: an editor took them out, or its feeds say reprint: headline"


def show(answer: Answer) -> None:
    """Print an answer."""
    console = Console(highlight=False)
    if isinstance(answer, Overview):
        _show_overview(answer, console)
    elif isinstance(answer, Several):
        _show_several(answer, console)
    else:
        for line in _lines(answer):
            console.print(line, soft_wrap=True)


def _lines(answer: Explanation | LeftOutEntry | Unknown) -> Iterator[Text]:
    if isinstance(answer, Explanation):
        yield from _explanation(answer)
    elif isinstance(answer, LeftOutEntry):
        yield from _wrapped(answer.title, style="bold")
        yield Text(f"{answer.outlet}, {answer.published:%d %b %H:%M}")
        yield Text(answer.url)
        yield Text()
        yield from _field("Out", f"in no story of {answer.edition}: {answer.why}")
    else:
        yield from _wrapped(f"'{answer.what}': unknown to {answer.edition}")
        yield from _wrapped(answer.why)


def _explanation(told: Explanation) -> Iterator[Text]:
    row = told.row
    place = f", {told.place}" if told.place else ""
    yield from _wrapped(row.headline, style="bold")
    yield Text(f"{row.id}{place}, edition {told.edition}", style="dim")
    yield Text()
    yield from _standing(told)
    if told.headline_from:
        why = f": {told.headline_why}" if told.headline_why else ""
        yield from _field("Title", f"from {told.headline_from}{why}")
    yield from _score(told)
    if told.articles:
        yield Text()
        yield Text("Articles", style="bold")
    for article in told.articles:
        yield from _article(article, asked=article.entry == told.asked)
    yield Text()
    yield from _bullets(told)


def _standing(told: Explanation) -> Iterator[Text]:
    row = told.row
    if row.section:
        number = "" if row.section == "top" else f", number {row.number}"
        yield from _field("In", f"section {row.section}{number}", "green")
    else:
        nth = f"candidate {told.candidate} of {told.candidates}"
        yield from _field("Out", f"{nth}: {row.why}" if row.cut != "in" else nth, "red")
    if row.edited:
        drafted = "in" if row.cut == "in" else f"out, {row.why}"
        before = f"{_EDITED[row.edited]}; as drafted it was {drafted}"
        yield from _field("Edited", before if row.rank else _EDITED["written"])
    asked = next((a for a in told.articles if a.entry == told.asked), None)
    if asked:
        outlets = count(row.outlets, "outlet")
        merged = f"merged into story {row.id} as one of {outlets}"
        alone = f"{asked.outlet} alone tells story {row.id}"
        yield from _field("Asked", merged if row.outlets > 1 else alone)


def _score(told: Explanation) -> Iterator[Text]:
    row = told.row
    if row.score is None:
        return
    yield from _field("Score", f"{row.score:.2f}, rank {row.rank} of {told.weighed}")
    widest = max(map(len, told.reasons), default=0)
    for name, points in told.reasons.items():
        yield Text(f"        {name:{widest}} {points:8.2f}")
    if told.last_in is not None:
        missed = told.last_in - row.score
        by = f", {missed:.2f} more" if missed > 0 else ": the score was enough"
        yield from _field("", f"the last one in has {told.last_in:.2f}{by}")


def _article(article: Told, *, asked: bool) -> Iterator[Text]:
    mark = ">" if asked else " "
    remarks = [
        f"{article.published:%d %b %H:%M}",
        f"repeats {article.copy_of}" if article.copy_of else "",
        f"page not read: {article.shortfall}" if article.shortfall else "",
        article.remark or "",
        "" if article.origin else "page not asked for",
        "text from its feed" if article.origin == "feed" else "",
    ]
    told = ", ".join((article.outlet, *filter(None, remarks)))
    yield from _wrapped(f"{mark} {told}", indent="    ")
    yield Text(f"    {article.url}", style="dim")


def _bullets(told: Explanation) -> Iterator[Text]:
    printed = "Printed" if told.row.section else "As it would be printed"
    if not told.bullets:
        why = "its pages were not asked for: it is too far down"
        known = all(article.origin for article in told.articles)
        none = _NO_BULLETS if told.row.section else "no sentence stands alone"
        yield from _field("Text", none if known else why)
        return
    yield Text(printed, style="bold")
    for bullet in told.bullets:
        yield from _bullet(bullet)
    for line in told.check:
        yield from _field("Check", f"figures disagree: {line}", "yellow")


def _bullet(bullet: PrintedBullet) -> Iterator[Text]:
    yield from _wrapped(f"- {bullet.text}", indent="  ")
    if bullet.edited:
        yield Text(f"  {_EDITED[bullet.edited]}", style="yellow")
    if bullet.sentence and bullet.sentence != bullet.text:
        yield from _wrapped(f"  stands as: {bullet.sentence}", indent="    ")
    if bullet.url:
        yield Text(f"  {bullet.outlet}  {bullet.url}", style="dim")


def _field(name: str, words: str, style: str = "") -> Iterator[Text]:
    """Yield a name and what is said of it, beside it."""
    for line in textwrap.wrap(words, _WIDTH - 8) or [""]:
        yield Text.assemble((f"{name:8}", style or "bold"), line)
        name = ""


def _wrapped(words: str, *, indent: str = "", style: str = "") -> Iterator[Text]:
    """Yield `words` by lines; `indent` is that of all but the first."""
    lines = textwrap.wrap(
        words,
        _WIDTH,
        subsequent_indent=indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (Text(line, style=style) for line in lines)


def _show_overview(told: Overview, console: Console) -> None:
    print(f"Edition {told.edition}: {len(told.printed)} of {told.weighed} stories\n")
    table = _table("Section", "Rank", "Score", "Outlets", "Story", "Headline")
    for row in told.printed:
        table.add_row(_place(row), *_numbers(row), row.id, _headline(row))
    console.print(table)
    if told.next:
        print("\nThe next candidates, and what cut them:\n")
        table = _table("Rank", "Score", "Outlets", "Story", "Cut", "Headline")
        for row in told.next:
            table.add_row(*_numbers(row), row.id, row.cut, _headline(row))
        console.print(table)
    entries = "1 entry is" if told.left_out == 1 else f"{told.left_out} entries are"
    print(f"\n{entries} in no story.")


def _show_several(told: Several, console: Console) -> None:
    found = len(told.stories) + len(told.left_out)
    print(f"'{told.what}' may mean one of {found}; ask by its id:\n")
    table = _table("Stands", "Id", "Headline")
    for row in told.stories:
        table.add_row(_place(row) if row.section else row.cut, row.id, _headline(row))
    for entry in told.left_out:
        table.add_row(entry.cut, entry.id, Text(entry.title))
    console.print(table)


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        number = heading in ("Rank", "Score", "Outlets")
        whole = heading != "Headline"
        table.add_column(heading, justify="right" if number else "left", no_wrap=whole)
    return table


def _place(row: Row) -> Text:
    return Text(f"{row.section} {row.number}" if row.section else "")


def _numbers(row: Row) -> tuple[str, str, str]:
    score = "" if row.score is None else f"{row.score:.2f}"
    return str(row.rank or ""), score, str(row.outlets)


def _headline(row: Row) -> Text:
    edited = f" ({row.edited})" if row.edited else ""
    return Text(f"{row.headline}{edited}")
