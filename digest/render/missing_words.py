"""The words that a newsletter's language lacks, for `digest check`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from babel import Locale
from jinja2 import Environment, TemplateError, nodes
from jinja2.ext import GETTEXT_FUNCTIONS, extract_from_ast

from digest.render.catalog import Fault, MessageId
from digest.render.in_words import SAID_BY_CODE
from digest.render.words import FOLDER, words_of

TEMPLATE = f"{FOLDER}/messages.pot"
"""All messages of the shipped templates, without translations."""
IN_CODE = "config.py"
"""Where the messages stand that are in no template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What the letter says by itself, in which template and line; 0 for no line."""

    id: MessageId
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Words that are said in English for want of others.

    `name` is the message, or the language's code where all are missing; `message` says
    what to do; `place` is where it stands, as file and line. A translation that is
    there and cannot be used is `unusable`: somebody made a mistake.
    """

    kind: Literal["no-words", "untranslated", "unusable"]
    name: str
    message: str
    place: str


def missing(env: Environment) -> tuple[Missing, ...]:
    """Return what the templates of `env` say in English for want of a translation.

    A language without any words is one finding. Templates that do not compile are left
    out; `check_templates` tells of them.
    """
    spoken = words_of(env)
    faults = tuple(fault for catalog in spoken.catalogs for fault in catalog.faults)
    found = tuple(_unusable(fault) for fault in faults)
    if spoken.locale.language == "en":
        return found
    if not spoken.catalogs:
        return (_no_words(spoken.language),)
    mistaken = {fault.message for fault in faults}
    file = f"{FOLDER}/{spoken.language}.po"
    lacking = (
        _untranslated(message, file)
        for message in first_of_each(messages(env))
        if message.id not in mistaken and not spoken.has(message.id)
    )
    return (*found, *lacking)


def messages(env: Environment) -> Iterator[Message]:
    """Yield every message of the templates of `env`, and those of the code."""
    for name in env.list_templates(filter_func=_is_template):
        try:
            assert env.loader is not None
            source = env.loader.get_source(env, name)[0]
            parsed = env.parse(source, name)
        except (TemplateError, UnicodeDecodeError):
            continue
        for line, said in _in_template(parsed):
            yield Message(id=said, file=name, line=line)
    for title in SAID_BY_CODE:
        yield Message(id=title, file=IN_CODE, line=0)


def first_of_each(found: Iterable[Message]) -> Iterator[Message]:
    """Yield each message once, where it is met first."""
    met: dict[MessageId, Message] = {}
    for message in found:
        met.setdefault(message.id, message)
    yield from met.values()


def _in_template(parsed: nodes.Template) -> Iterator[tuple[int, MessageId]]:
    for line, function, said in extract_from_ast(parsed, GETTEXT_FUNCTIONS):
        texts = (said,) if isinstance(said, str) else tuple(said or ())
        plural = function == "ngettext"
        given = tuple(text for text in texts if isinstance(text, str))[: 1 + plural]
        if len(given) == 1 + plural:
            yield line, given if plural else given[0]


def _is_template(name: str) -> bool:
    return not name.startswith((".", f"{FOLDER}/"))


def _no_words(language: str) -> Missing:
    name = Locale.parse("en").languages.get(language, language)
    own = f"templates/{FOLDER}/{language}.po"
    told = (
        f"there are no words in {name}: the letter speaks English by itself;"
        f" `digest templates copy {TEMPLATE}`, rename the copy to {own}, translate it"
    )
    return Missing(kind="no-words", name=language, message=told, place=own)


def _untranslated(message: Message, file: str) -> Missing:
    shown = _shown(message.id)
    told = f"'{shown}' is said in English; translate it in templates/{file}"
    place = f"{message.file}:{message.line}" if message.line else message.file
    return Missing(kind="untranslated", name=shown, message=told, place=place)


def _unusable(fault: Fault) -> Missing:
    shown = _shown(fault.message)
    told = f"the translation of '{shown}' is not used: {fault.why}"
    place = f"{fault.file}:{fault.line}"
    return Missing(kind="unusable", name=shown, message=told, place=place)


def _shown(message: MessageId) -> str:
    return message if isinstance(message, str) else " / ".join(message)
