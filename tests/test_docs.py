"""Docs that cannot rot: the reference is the code's, links and commands exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from digest.cli.app import app
from digest.config import Config

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=str)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s#]+)")
COMMAND = re.compile(r"(?:^ {4}|`)(?:\S*/)?digest ([a-z]+)(?: ([a-z]+))?", re.MULTILINE)


@pytest.mark.parametrize(
    "page",
    [
        "cli.md",
        "config.md",
        "templates.md",
        "draft.md",
        "languages.md",
        "findings.md",
    ],
)
def test_the_reference_is_what_the_code_makes(page: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_reference.py", tmp_path], check=True
    )

    made = (tmp_path / page).read_text(encoding="utf-8")

    assert made == (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8"), (
        "docs/reference is old: run `make docs`"
    )


def test_the_bullets_in_the_docs_are_what_is_chosen_now(tmp_path: Path) -> None:
    before = (ROOT / "docs" / "bullets.md").read_text(encoding="utf-8")
    page = tmp_path / "bullets.md"
    page.write_text(before, encoding="utf-8")

    subprocess.run([sys.executable, ROOT / "scripts/make_bullets.py", page], check=True)

    assert before.count("<!-- bullets") == 7
    assert page.read_text(encoding="utf-8") == before, (
        "docs/bullets.md is old: run `make docs`"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    dead = [
        link
        for link in LINK.findall(text)
        if not (page.parent / link).resolve().exists()
    ]

    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_named_in_the_docs_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    root = get_command(app)
    assert isinstance(root, TyperGroup)

    unknown = [
        f"{name} {below}"
        for name, below in COMMAND.findall(text)
        if name not in root.commands
        or (
            isinstance(group := root.commands[name], TyperGroup)
            and below
            and below not in group.commands
        )
    ]

    assert not unknown


@pytest.mark.parametrize("name", ["LICENSE", "CHANGELOG.md", "feeds.yaml", "Makefile"])
def test_what_a_newcomer_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


def test_every_key_of_feeds_yaml_is_in_the_shipped_file() -> None:
    shipped = (ROOT / "feeds.yaml").read_text(encoding="utf-8")

    missing = [key for key in _keys(Config) if not re.search(rf"\b{key}:", shipped)]

    assert not missing


def test_every_make_target_in_the_docs_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    )
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)

    named = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", text, re.MULTILINE))

    assert named <= targets


def test_every_exit_code_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    assert re.search(r"Exit codes: 0 .*; 1 .*; 2 ", page)


def _keys(model: type) -> list[str]:
    keys = []
    for name, info in model.model_fields.items():  # type: ignore[attr-defined]  # a pydantic model
        keys.append(info.alias or name)
        for part in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if hasattr(part, "model_fields"):
                keys += _keys(part)
    return keys


def test_every_numbered_hostile_input_has_a_test_of_that_number() -> None:
    text = (ROOT / "docs" / "hostile.md").read_text(encoding="utf-8")
    files = (ROOT / "tests" / "hostile").glob("test_*.py")
    tests = "\n".join(file.read_text(encoding="utf-8") for file in files)

    told = set(re.findall(r"^\| (\d+) \|", text, re.MULTILINE))
    tried = set(re.findall(r"^def test_(\d+)_", tests, re.MULTILINE))

    assert told
    assert told == tried
