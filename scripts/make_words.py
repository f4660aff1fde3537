"""Write templates/words/: the template of all messages, and each language anew.

python scripts/make_words.py [FOLDER]

Translations stay; what is new has none; what no template says any more stays at the
end, marked `#~`, and comes back when it is said again.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from digest.render.environment import environment
from digest.render.missing_words import Message, messages
from digest.resources import templates_folder

FOLDER = templates_folder() / "words"
_WIDTH = 88
_MADE = """\
# What the email says by itself: see docs/how-to/translate-the-words.md.
"""
_HEADER = """\
msgid ""
msgstr ""
{language}"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def template(said: Iterable[Message]) -> Catalog:
    """Return all messages without translations, each with the files that say it."""
    catalog = Catalog()
    for message in said:
        catalog.add(message.id, locations=[(message.file, message.line)])
    return catalog


def updated(text: str, language: str, all_messages: Catalog) -> Catalog:
    """Return the language's file with exactly `all_messages`, and the others aside."""
    catalog = read_po(text.splitlines(), locale=language, abort_invalid=True)
    for message in catalog.obsolete.values():
        catalog[message.id] = message
    catalog.obsolete.clear()
    catalog.update(all_messages, no_fuzzy_matching=True)
    return catalog


def written(catalog: Catalog) -> str:
    """Return the file's text, the same from the same messages on every machine."""
    told = ""
    if catalog.locale:
        told = f'"Language: {catalog.locale}\\n"\n'
        told += f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    lines = _Text()
    write_po(
        lines,
        catalog,
        width=_WIDTH,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
    )
    body = b"".join(lines.parts).decode().strip()
    return f"{_MADE}{_HEADER.format(language=told)}\n{body}\n"


class _Text:
    """Where Babel writes to."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> None:
        self.parts.append(part)


def main() -> None:
    """Write messages.pot and every language's file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    said = template(messages(environment(None, templates_folder())))
    (folder / "messages.pot").write_text(written(said), encoding="utf-8")
    for path in sorted(FOLDER.glob("*.po")):
        text = path.read_text(encoding="utf-8")
        catalog = updated(text, path.stem, said)
        (folder / path.name).write_text(written(catalog), encoding="utf-8")
        lacking = sum(not message.string for message in catalog if message.id)
        print(f"{path.name}: {len(catalog)} messages, {lacking} to be translated")


if __name__ == "__main__":
    main()
