"""Each stage as a filter: JSON lines in, JSON lines out."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli.console import print_json
from digest.errors import UsageError
from digest.methods import BUILT_IN, DEFAULT

if TYPE_CHECKING:
    from digest.collect.parse import Item
    from digest.compose.grouping.group import Document

app = typer.Typer(
    help="Each stage as a filter: JSON lines in, JSON lines out.",
    epilog="Example: `digest stage summarize --bullets 3 < articles.jsonl`",
    no_args_is_help=True,
)
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read.")]


@app.command(epilog="Example: `digest stage parse feed.xml`")
def parse(files: Files) -> None:
    """Print the entries of feeds, a line a file; exit code 1 if one is no feed."""
    from digest.collect.parse import parse as parse_feed
    from digest.errors import ParseError

    failed = False
    for file in files:
        line: dict[str, Any] = {"file": str(file), "title": None, "language": None}
        try:
            found = parse_feed(file.read_bytes(), "")
        except (OSError, ParseError) as error:
            failed = True
            reason = error.strerror if isinstance(error, OSError) else error
            line |= {"error": str(reason), "entries": []}
        else:
            entries = [_entry_line(item) for item in found.items]
            line |= {"title": found.title, "language": found.language}
            line |= {"error": None, "entries": entries}
        print_json(line)
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: `digest stage extract page.html page.html.gz`")
def extract(files: Files) -> None:
    """Print the article of HTML pages (gzip too), a line a file."""
    from digest.compose.pages.extract import extract as extract_page
    from digest.errors import ParseError

    for file in files:
        line: dict[str, Any] = {"file": str(file)}
        try:
            page = extract_page(_bytes(file))
        except ParseError as error:
            empty = dict.fromkeys(("title", "image", "published", "language"))
            line |= {"text": "", **empty, "error": str(error)}
        else:
            line |= {
                "title": page.title,
                "text": "\n".join(page.paragraphs),
                "image": page.image.url if page.image else None,
                "published": page.published.isoformat() if page.published else None,
                "language": page.language,
                "error": None,
            }
        print_json(line)


@app.command(epilog="Example: `digest stage group < articles.jsonl`")
def group() -> None:
    """Read articles (id, title, text, published, outlet, language), print stories."""
    from digest.compose.grouping.group import group as group_documents

    rows = list(_rows())
    for numbers in group_documents([_document(row) for row in rows]):
        ids = [rows[number]["id"] for number in numbers]
        print_json({"id": f"s-{numbers[0]}", "articles": ids})


@app.command(epilog="Example: `digest stage region < articles.jsonl`")
def region(
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            "-c",
            metavar="FILE",
            help="A feeds.yaml whose regions, and whose places.yaml, are to hold.",
        ),
    ] = None,
) -> None:
    """Read articles, print the world region of each."""
    from digest import places_file
    from digest.compose.places.gazetteer import gazetteer
    from digest.compose.places.regions import place
    from digest.compose.terms import places
    from digest.config import load

    table = gazetteer()
    if config is not None:
        loaded = load(config, str(config))
        table = places(loaded, places_file.read(config.resolve().parent))
    for row in _rows():
        article = (row.get("title") or "", row.get("text") or "")
        where = place([article], table=table)
        print_json({"id": row["id"], "region": where.region})


@app.command(
    epilog="Example: `digest stage summarize --bullets 3 --method lexrank < a.jsonl`"
)
def summarize(
    bullets: Annotated[int, typer.Option(min=1, max=50, help="How many at most.")] = 3,
    method: Annotated[
        str,
        typer.Option(help=f"{', '.join(BUILT_IN)}, or one that a package adds."),
    ] = DEFAULT,
) -> None:
    """Read articles, or plain text, and print bullets with their sentences."""
    from digest.compose.bullets.summarize import summarize as choose
    from digest.compose.language.segmenters import advice
    from digest.compose.language.sentences import sentences
    from digest.compose.pages.read import prose
    from digest.compose.summarizers import named

    rate = named(method)
    advised: set[str] = set()
    for row in _rows(plain_text=True):
        spoken = row.get("language") or "en"
        if spoken not in advised and (better := advice(spoken)):
            print(better, file=sys.stderr)
        advised.add(spoken)
        text = prose((row.get("text") or "").splitlines())
        found = choose(
            [sentence for part in text for sentence in sentences(part, spoken)],
            language=spoken,
            count=bullets,
            title=row.get("title") or "",
            method=rate,
        )
        chosen = [{"text": one.text, "sentence": one.sentence} for one in found]
        print_json({"id": row["id"], "bullets": chosen})


def _rows(*, plain_text: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects on stdin; text that is none is one article, if allowed."""
    given = sys.stdin.read().removeprefix("\ufeff")
    if given.lstrip().startswith("["):
        raise UsageError("write a line for each article, not one list: jq -c '.[]'")
    if plain_text and given.strip() and not given.lstrip().startswith("{"):
        yield {"id": "-", "text": given}
        return
    for number, line in enumerate(given.split("\n"), start=1):
        if line.strip():
            yield _row(line, number)


def _row(line: str, number: int) -> dict[str, Any]:
    """Return the object on a line; raise `UsageError` if it is no article."""
    import json

    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # no half of a character
    except (ValueError, RecursionError) as error:
        raise UsageError(f"line {number} is no JSON: {error}") from None
    if not isinstance(row, dict) or "id" not in row:
        raise UsageError(f"line {number}: write an object with an id")
    for key in ("title", "text", "language"):
        if not isinstance(row.get(key) or "", str):
            raise UsageError(f"line {number}: {key} should be a text")
    return row


def _document(row: dict[str, Any]) -> "Document":
    from datetime import datetime

    from digest.compose.grouping.group import Document
    from digest.compose.language.spoken import spoken

    title, text = row.get("title") or "", row.get("text") or ""
    day = None
    if row.get("published"):
        try:
            moment = datetime.fromisoformat(row["published"])
        except (TypeError, ValueError) as error:
            raise UsageError(f"published of {row['id']}: {error}") from None
        day = moment.timestamp() / 86_400
    return Document(
        title=title,
        text=text,
        day=day,
        language=spoken(f"{title}. {text}", row.get("language") or "en"),
    )


def _entry_line(item: "Item") -> dict[str, Any]:
    return {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "published": item.published.isoformat() if item.published else None,
        "authors": list(item.authors),
        "summary": item.summary,
        "content": item.content,
    }


def _bytes(file: Path) -> bytes:
    """Return a file's bytes, unpacked if it is gzip; raise `UsageError`."""
    import gzip
    import zlib

    from digest.compose.pages.tree import MOST_BYTES

    try:
        body = file.read_bytes()
        if body[:2] != b"\x1f\x8b":
            return body
        with gzip.open(file) as packed:  # a page is 3 MB at most: no bomb fills memory
            return packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{file}: cannot be read: {error}") from None
