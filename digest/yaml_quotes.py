"""A line of YAML that lacks quotes, such as a headline with a colon, with them."""

import re
from collections.abc import Collection, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# Values that begin with these are lists, groups and long texts, and want no quotes.
_PAIR = re.compile(r" *(?:- +)*(?P<key>[a-z_]+): +(?P<value>[^ |>#\[{].*)")


def quoted(text: str, number: int) -> str:
    """Return a line of `key: value` with its value in quotes, if it is wrong without.

    Empty if the line is no such line, or right as it stands.
    """
    lines = text.splitlines()
    match = _PAIR.fullmatch(lines[number - 1]) if 0 < number <= len(lines) else None
    if match is None:
        return ""
    key, value = match["key"], match["value"].strip()
    if _stands_alone(f"{key}: {value}"):
        return ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]  # quotes inside quotes of the same kind
    return f"{key}: {_in_quotes(value)}"


def has_comment(text: str, number: int) -> bool:
    """Return whether a line of `key: value` goes on in a comment.

    The line below may be the rest of a text that was to have a # in it.
    """
    lines = text.splitlines()
    match = _PAIR.fullmatch(lines[number - 1]) if 0 < number <= len(lines) else None
    return match is not None and " #" in match["value"]


def cut_off(
    root: Node | None, text: str, keys: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield where a ` #` takes words off a text, and the text with them, in quotes.

    Line and column count from 1. Only the texts of `keys` count, and the items of their
    lists; behind other values a `#` begins a comment, as people who write one mean.
    """
    lines = text.splitlines()
    for key, node in _texts(root, keys, ""):
        end = node.end_mark
        rest = lines[end.line][end.column :] if end.line < len(lines) else ""
        if node.style in (None, "") and re.match(r"\s+#", rest):
            lead = f"{key}: " if key else "- "
            mark = node.start_mark
            words = _in_quotes(f"{node.value}{rest.rstrip()}".strip())
            yield mark.line + 1, mark.column + 1, lead + words


def _texts(
    node: Node | None, keys: Collection[str], listed: str
) -> Iterator[tuple[str, ScalarNode]]:
    """Yield the texts of `keys`, and without a key the items of the list `listed`."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            if isinstance(item, ScalarNode) and listed in keys:
                yield "", item
            yield from _texts(item, keys, "")
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if isinstance(value, ScalarNode) and name.value in keys:
                yield name.value, value
            yield from _texts(value, keys, name.value)


def _in_quotes(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _stands_alone(line: str) -> bool:
    try:
        YAML(typ="rt").compose(line)
    except (MarkedYAMLError, YAMLStreamError):
        return False
    return True
