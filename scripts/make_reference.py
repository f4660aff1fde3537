"""Write docs/reference/ from the code: commands, files, variables, findings.

python scripts/make_reference.py [FOLDER]
"""

import inspect
import re
import sys
from dataclasses import fields
from pathlib import Path
from types import ModuleType

from babel import Locale
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from digest.cli.app import app
from digest.compose.language.abbreviations import has_abbreviations
from digest.compose.language.languages import known, stemmer_of, stop_words_of
from digest.coverage_note import CoverageNote, Trouble
from digest.edition_file import shape
from digest.findings import codes
from digest.model import Brief, Bullet, Section, Source
from digest.picture import Picture
from digest.quote import Quote
from digest.render import archive, context, web
from digest.render.context import Told
from digest.resources import starter_feeds

ROOT = Path(__file__).resolve().parent.parent
_ON_LANGUAGES = """\
How well sentences are picked depends on what is known of their language:
which words say little (stop words), and what takes a word's forms to one (a stemmer).
Sentences are cut by [nupunkt](https://pypi.org/project/nupunkt/) in English and by [sentencex](https://pypi.org/project/sentencex/) in all other languages; then quotations are kept whole, and abbreviations are told by a table, which has its own line for some languages.

| code | language | abbreviations | stop words | stemmer |
| --- | --- | --- | --- | --- |"""  # noqa: E501  semantic newlines
_ON_SPACELESS = """
A language that is not listed is cut into sentences as well, and its stems are small letters.

Chinese and Japanese have no spaces between words: pairs of neighboring characters stand for them, or true words after `pip install 'digest[chinese]'` or `'digest[japanese]'`.
Thai, Lao, Khmer and Burmese words are not told apart.
"""  # noqa: E501  semantic newlines
_SHOWN = (Section, Brief, Bullet, Source, Picture, Quote, Told, CoverageNote, Trouble)
_EVERYWHERE = """\
## In every template

- `_("Read more at %(outlet)s", outlet=…)`: the message in the newsletter's language, with what is filled in; see [how to translate the words](../how-to/translate-the-words.md).
- `ngettext("%(num)s story", "%(num)s stories", stories)`: the form for that number; `num` is there by itself.
- `|listed`: *A, B and C*, of texts or of links; `|number`: *12,345*; `|upper`: in capitals, where Turkish keeps its dots and Greek drops its accents.
- `direction`: `ltr` or `rtl`, as the language is written; `start` and `end`: the sides at which its lines start and end, `left` or `right`.
- `theme_name`: the theme that feeds.yaml names; `{% from "theme.mjml" import theme %}` gives its values, which stand in `themes/classic.mjml`.
- `|safe_url`: the address, if a mail may link to it; an error if not.
- `|turned`: ` dir="ltr"` or the like, for a text that runs against the letter's direction; empty else.
- `|unbroken_dates`: a text whose dates in brackets are not broken over two lines.
- `|wrapped`, `|wrapped("* ")`: a text in lines of 72 characters, with a mark before the first.
- what [Jinja2](https://jinja.palletsprojects.com/en/stable/templates/) has: its filters, tests and tags, without `tojson` and `pprint`; and the methods of texts, lists and mappings that read them, or fill in. Nothing else can be called, nothing is made that is larger than any letter."""  # noqa: E501  semantic newlines
_ON_FINDINGS = """\
An error stops sending, a warning does not.
A warning that a desk does not want is switched off in feeds.yaml: `check: { ignore: [no-note] }`; errors cannot be.
`digest check --json` gives each finding with its code, place, remedy and page; the exit code is 1 if there are errors.
"""  # noqa: E501  semantic newlines
MADE = "Made by `make docs`: change the code, not this file.\n"


def commands() -> str:
    """Return the page on every command, with its options and its example."""
    lines = ["# Commands\n", MADE]
    for name, command in _walk(get_command(app), "digest"):
        lines.append(f"## {name}\n")
        lines.append(_folded(command.help) + "\n")
        for parameter in command.params:
            text = _folded(getattr(parameter, "help", ""))
            words = ", ".join(f"`{word}`" for word in parameter.opts)
            if parameter.param_type_name == "argument":
                words = f"`{parameter.metavar or str(parameter.name).upper()}`"
            if text:
                lines.append(f"- {words}: {text}")
        if command.epilog:
            lines.append(f"\n{_folded(command.epilog)}\n")
        lines.append("")
    lines.append(
        "Exit codes: 0 done; 1 it could not be done, and why is on stderr;"
        " 2 the words of the call, feeds.yaml or edition.yaml are wrong.\n"
    )
    return _joined(lines)


def _walk(command: object, name: str) -> list[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        below = [(f"{name} {key}", sub) for key, sub in command.commands.items()]
        return [pair for key, sub in below for pair in _walk(sub, key)]
    assert isinstance(command, TyperCommand)
    return [(name, command)]


def config() -> str:
    """Return the page on feeds.yaml: the shipped file, which comments every key."""
    shipped = starter_feeds().read_text(encoding="utf-8")
    return _joined(
        [
            "# feeds.yaml\n",
            MADE,
            "This is the file that `digest init` gives you; it names every key.",
            "Spans of time are written `20 s`, `30 min`, `2 hours` or `3 days`, sizes",
            "`500 kB` or `8 MB`, times `thursday 05:00`; a key left blank means its",
            "default. What is plain text stays as it is typed: `no` is a word where a",
            "word is asked for, and `17:30` is a time.\n",
            f"```yaml\n{shipped}```",
        ]
    )


def templates() -> str:
    """Return the page on what templates may use."""
    lines = [
        "# Variables of the templates\n",
        MADE,
        "## An edition: weekly.mjml, weekly.txt and their parts\n",
        *_variables(context, context.Letter),
        "- `subject`, `preheader` (`str`): what subject.txt and preheader.txt make.\n",
        "## Besides, on the web: web_head.html, entry.html\n",
        *_variables(web, web.OnTheWeb),
        "\n## The archive and its feed: archive.html, feed.xml\n",
        *_variables(archive, archive.Archive),
        "\n## Past\n",
        "An edition in the archive.\n",
        *_variables(archive, archive.Past),
        "",
    ]
    for shown in _SHOWN:
        lines += [f"## {shown.__name__}\n", f"{inspect.getdoc(shown)}\n"]
        lines += [f"- `{field.name}`: {_linked(field.type)}" for field in fields(shown)]
        lines += [
            f"- `{name}`: {_folded(inspect.getdoc(value)).rstrip('.')}"
            for name, value in vars(shown).items()
            if isinstance(value, property)
        ]
        lines.append("")
    return _joined([*lines, _EVERYWHERE])


def _linked(annotation: object) -> str:
    """Return a type as code, with a link where it has a part of its own."""
    told = _type(annotation)
    names = (*(shown.__name__ for shown in _SHOWN), "Past")
    name = next((name for name in names if re.search(rf"\b{name}\b", told)), "")
    return f"[`{told}`](#{name.lower()})" if name else f"`{told}`"


def _variables(module: ModuleType, shape: type) -> list[str]:
    """Return a line for each field of a dataclass, with the text beneath it."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    own = source.partition(f"class {shape.__name__}:")[2]
    documented: dict[str, str] = {}
    for name, words in re.findall(
        r'^    (\w+): .*\n    """(.*?)"""', own, re.MULTILINE
    ):
        documented.setdefault(name, words)
    return [
        f"- `{field.name}` ({_linked(field.type)}): {documented[field.name]}"
        for field in fields(shape)
    ]


def draft() -> str:
    """Return the page on draft.json, from the shapes by which it is read."""
    lines = [
        "# draft.json\n",
        MADE,
        "It lies beside edition.yaml, with a line for each story, article and entry.",
        "A `brief` has the shape of a story in edition.yaml and may be pasted there.\n",
    ]
    for part in (
        shape.WeekPart,
        shape.FullStory,
        shape.StoryLine,
        shape.EntryLine,
        shape.LeftOutLine,
        shape.WholeArticle,
    ):
        lines += [f"## {part.__name__}\n", f"{inspect.getdoc(part)}\n"]
        lines += [
            f"- `{name}`: {_type(info.annotation)}"
            for name, info in part.model_fields.items()
        ]
        lines.append("")
    return _joined(lines)


def languages() -> str:
    """Return the page on what is known of each language."""
    lines = ["# Languages\n", MADE, _ON_LANGUAGES]
    for code in known():
        whose, words = stop_words_of(code)
        stops = f"{len(words)}, {whose}" if words else "none"
        short = "own" if has_abbreviations(code) else "common"
        stems = stemmer_of(code) or "small letters"
        name = Locale("en").languages.get(code, code)
        lines.append(f"| `{code}` | {name} | {short} | {stops} | {stems} |")
    lines.append(_ON_SPACELESS)
    return _joined(lines)


def findings() -> str:
    """Return the page on what `digest check` finds, a heading a code."""
    lines = ["# What digest check finds\n", MADE, _ON_FINDINGS]
    for code, line in codes().items():
        live = f", and an {line.live} once mails go to subscribers" if line.live else ""
        lines += [
            f"## {code}\n",
            f"{line.level.capitalize()}{live}.",
            line.means,
            f"{line.why}\n",
            f"- To do: {line.remedy}.\n",
        ]
    return _joined(lines)


def _type(annotation: object) -> str:
    told = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    told = str(annotation) if "[" in str(annotation) else told
    return re.sub(r"(?:typing|datetime|collections\.abc|digest(?:\.\w+)*)\.", "", told)


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _joined(lines: list[str]) -> str:
    text = "\n".join(lines).rstrip() + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def main() -> None:
    """Write the six pages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "cli": commands,
        "config": config,
        "templates": templates,
        "draft": draft,
        "languages": languages,
        "findings": findings,
    }
    for name, page in pages.items():
        (folder / f"{name}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
