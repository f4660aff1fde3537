"""Articles as papers print them, written for Digest: what becomes a bullet of them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from digest.cli.app import app

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "tests" / "data" / "articles"
LANGUAGES = "en de fr es ru ar ja".split()
TRAPS = [
    line.split("\t")
    for line in (ARTICLES / "traps.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
Bullets = list[dict[str, str]]


def _article(language: str) -> tuple[str, str]:
    """Return an article's headline and its text."""
    text = (ARTICLES / f"{language}.txt").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    return title, body


def _summarized(
    text: str, title: str = "", language: str = "en", n: int = 3
) -> Bullets:
    row = {"id": "a", "title": title, "text": text, "language": language}
    done = CliRunner().invoke(
        app, ["stage", "summarize", "--bullets", str(n)], input=json.dumps(row)
    )
    assert done.exit_code == 0, done.output
    bullets: Bullets = json.loads(done.stdout)["bullets"]
    return bullets


def _bullets(language: str) -> Bullets:
    title, body = _article(language)
    return _summarized(body, title, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_gives_the_bullets_it_is_asked_for(language: str) -> None:
    assert len(_bullets(language)) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bullet_stands_in_its_article_word_for_word(language: str) -> None:
    _, body = _article(language)

    for bullet in _bullets(language):
        assert bullet["sentence"] in body
        assert bullet["sentence"].casefold().endswith(bullet["text"].casefold())


@pytest.mark.parametrize(("language", "why", "begins"), TRAPS)
def test_what_cannot_stand_alone_is_no_bullet(
    language: str, why: str, begins: str
) -> None:
    _, body = _article(language)
    told = [bullet["sentence"] for bullet in _bullets(language)]

    assert body.count(begins) == 1, why
    assert not [sentence for sentence in told if sentence.startswith(begins)], why


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_holds_what_makes_real_ones_hard(language: str) -> None:
    held = {why for spoken, why, _ in TRAPS if spoken == language}

    assert {
        "headline again",
        "points back",
        "caption",
        "leans on the one before",
        "a call to subscribe",
        "nobody says it",
        "a question",
        "a link",
    } <= held


def _rows(heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading of docs/bullets.md."""
    page = (ROOT / "docs" / "bullets.md").read_text(encoding="utf-8")
    part = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize(("rule", "told", "printed"), _rows("What is cut"))
def test_what_the_docs_say_is_cut_is_cut(rule: str, told: str, printed: str) -> None:
    assert [bullet["text"] for bullet in _summarized(told)] == [printed], rule


@pytest.mark.parametrize(
    ("rule", "told"), [row for row in _rows("What is never printed") if row[1]]
)
def test_what_the_docs_say_is_never_printed_is_not(rule: str, told: str) -> None:
    assert _summarized(told) == [], rule


@pytest.mark.parametrize(
    ("rule", "told", "better"), _rows("What counts much against a sentence")
)
def test_what_the_docs_call_better_is_chosen(rule: str, told: str, better: str) -> None:
    bullets = _summarized(f"{told}\n{better}", n=1)

    assert [bullet["text"] for bullet in bullets] == [better], rule
