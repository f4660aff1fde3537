"""Write the bullets of seven articles into docs/bullets.md.

python scripts/make_bullets.py [PAGE]

Blocks of the page between `<!-- bullets xx -->`, or `<!-- sentences xx -->`, and
`<!-- end -->` are made from tests/data/articles/xx.txt, by `digest stage summarize`.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from typer.testing import CliRunner

from digest.cli.app import app
from digest.compose.language.sentences import sentences
from digest.compose.pages.read import prose

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "bullets.md"
ARTICLES = ROOT / "tests" / "data" / "articles"
COUNT = 3
_BLOCK = re.compile(r"<!-- (bullets|sentences) (\w\w) -->\n[\s\S]*?<!-- end -->")
_RIGHT_TO_LEFT = {"ar", "he"}

Bullet = tuple[str, str]
"""A bullet as printed, and its sentence as it stands in the article."""


def with_bullets(page: str) -> str:
    """Return the page with what its articles give now."""
    return _BLOCK.sub(_block, page)


def bullets(language: str, count: int = COUNT) -> list[Bullet]:
    """Return what `digest stage summarize` prints of the article in a language."""
    title, *text = article(language)
    row = {"id": language, "title": title, "text": "\n".join(text)}
    done = CliRunner().invoke(
        app,
        ["stage", "summarize", "--bullets", str(count)],
        input=json.dumps({**row, "language": language}),
        catch_exceptions=False,
    )
    found = json.loads(done.stdout)["bullets"]
    return [(bullet["text"], bullet["sentence"]) for bullet in found]


def article(language: str) -> list[str]:
    """Return the lines of an article: its headline, then its paragraphs."""
    text = (ARTICLES / f"{language}.txt").read_text(encoding="utf-8")
    return text.splitlines()


def article_sentences(language: str) -> list[str]:
    """Return the sentences of the article's own paragraphs."""
    paragraphs = prose(article(language)[1:])
    return [s for paragraph in paragraphs for s in sentences(paragraph, language)]


def traps(language: str) -> dict[str, str]:
    """Return what is no bullet in an article, by how it begins, and why."""
    table = (ARTICLES / "traps.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line[0] != "#"]
    return {begins: why for spoken, why, begins in rows if spoken == language}


def _block(found: re.Match[str]) -> str:
    kind, language = found[1], found[2]
    lines = _list(language) if kind == "bullets" else _table(language)
    return "\n".join([f"<!-- {kind} {language} -->", *lines, "<!-- end -->"])


def _list(language: str) -> Iterator[str]:
    """Yield the headline and the bullets, each with its sentence's number and cut."""
    told = article_sentences(language)
    rtl = language in _RIGHT_TO_LEFT
    file = f"../tests/data/articles/{language}.txt"
    if rtl:
        yield '<div dir="rtl">\n'
    yield f"**{article(language)[0]}** ([{len(told)} sentences]({file}))"
    yield ""
    chosen = bullets(language)
    if not chosen:
        yield "No sentence of this article can be printed yet."
    for text, sentence in chosen:
        number = told.index(sentence) + 1
        cut = sentence[: len(sentence) - len(text)].strip()
        yield f"- ({number}{f', cut: “{cut}”' if cut else ''}) {text}"
    if rtl:
        yield "\n</div>"


def _table(language: str) -> Iterator[str]:
    """Yield a table of what is in an article, what it is, and what becomes of it."""
    choices = _choices(language)
    number = 0
    yield "| | in the article | what it is | becomes |"
    yield "| ---: | --- | --- | --- |"
    for line in article(language)[1:]:
        if not prose([line]):
            yield f"| | {line} | {_why(line, language)} | no part of the article |"
            continue
        for sentence in sentences(line, language):
            number += 1
            fate = _fate(sentence, choices)
            yield f"| {number} | {sentence} | {_why(sentence, language)} | {fate} |"


def _choices(language: str) -> Sequence[str]:
    """Return the sentences that may be bullets, the first choice first."""
    found: list[str] = []
    for count in range(1, len(article_sentences(language)) + 1):
        chosen = [sentence for _, sentence in bullets(language, count)]
        found += [sentence for sentence in chosen if sentence not in found]
    return found


def _fate(sentence: str, choices: Sequence[str]) -> str:
    if sentence not in choices:
        return "never printed"
    place = choices.index(sentence) + 1
    return f"**bullet**, choice {place}" if place <= COUNT else f"choice {place}"


def _why(text: str, language: str) -> str:
    found = [why for begins, why in traps(language).items() if text.startswith(begins)]
    return found[0] if found else ""


def main() -> None:
    """Write the page given, or the one in docs/."""
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    page.write_text(with_bullets(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
