"""feeds.yaml with feeds added, and everything else as it was typed, byte for byte.

Where to write follows from the positions in the parsed file. What was written is read
again: unless it says just what was meant, nothing is changed.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from digest import config, yaml_file
from digest.addresses import feed_key
from digest.errors import ConfigError, UsageError
from digest.files import write_whole
from digest.model import Feed

_BYTE_ORDER_MARK = "\ufeff"
_EMPTY = re.compile(r"\s*?(?:\[ *\]|~|null)?", re.IGNORECASE)
_PLAIN = re.compile(r"(?!null$)[A-Za-z](?:[\w .&'’()/-]*[\w.)])?", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"https?://[^\s,\[\]{}#]*[^\s,\[\]{}#:]")


def add(path: Path, feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """Write those of `feeds` that are not listed yet to feeds.yaml; return them.

    Raises `ConfigError` if the file is none, `UsageError` if it cannot be added to,
    and `OutputError`; then it stays as it was.
    """
    text = yaml_file.typed(path)
    listed = config.parse(text, str(path)).subscriptions
    new = unlisted(feeds, listed)
    if new:
        write_whole(path.resolve(), added(text, new, str(path)))
    return new


def listed_as(url: str, listed: Iterable[Feed]) -> Feed | None:
    """Return the feed that is listed by `url`, or by another address of the same."""
    wanted = feed_key(url)
    return next((feed for feed in listed if feed_key(feed.url) == wanted), None)


def unlisted(feeds: Iterable[Feed], listed: Iterable[Feed]) -> tuple[Feed, ...]:
    """Return those of `feeds` whose address is not listed, each once."""
    known = {feed_key(feed.url) for feed in listed}
    new: dict[tuple[str, str], Feed] = {}
    for feed in feeds:
        if feed_key(feed.url) not in known:
            new.setdefault(feed_key(feed.url), feed)
    return tuple(new.values())


def added(text: str, feeds: Sequence[Feed], name: str) -> str:
    """Return `text`, the feeds.yaml called `name`, with `feeds` at the list's end.

    Raises `ConfigError` if `text` is no configuration, and `UsageError` if it is laid
    out in a way that cannot be added to.
    """
    before = config.parse(text, name)
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    body = text.removeprefix(mark)
    typed = mark + _with_items(body, yaml_file.parse(body, name).root, feeds)
    try:
        after = config.parse(typed, name)
    except ConfigError:
        after = None
    meant = before.model_copy(update={"feeds": after.feeds if after else ()})
    if after != meant or after.subscriptions != (*before.subscriptions, *feeds):
        raise UsageError(
            f"{name}: its list of feeds is laid out in a way that only a person can add"
            f" to; add this under feeds: {_flow(feeds[0])}"
        )
    return typed


def _with_items(text: str, root: Node | None, feeds: Sequence[Feed]) -> str:
    """Return `text` with items for `feeds`; `root` holds its positions."""
    eol = "\r\n" if "\r\n" in text else "\n"
    pairs = root.value if isinstance(root, MappingNode) else []
    found = next(((key, node) for key, node in pairs if key.value == "feeds"), None)
    if found is None:
        gap = "" if not text or text.endswith("\n") else eol
        return f"{text}{gap}feeds:{eol}{_block_items(feeds, eol, 2)}{eol}"
    key, node = found
    if isinstance(node, SequenceNode) and node.value:
        return (_in_flow if node.flow_style else _in_block)(text, node, feeds, eol)
    start = text.find(":", key.end_mark.index) + 1
    return _in_empty(text, (start, max(start, _end(node))), feeds, eol)


def _in_empty(
    text: str, place: tuple[int, int], feeds: Sequence[Feed], eol: str
) -> str:
    """Begin a list under its key, in place of `[]`, `null`, `~` or nothing."""
    start, end = place
    if not _EMPTY.fullmatch(text, start, end):  # comments between the brackets stay
        items = "".join(f"  {_flow(feed)},{eol}" for feed in feeds)
        return f"{text[: end - 1]}{items}{text[end - 1 :]}"
    stop = _line_end(text, end)
    head, comment = text[:start], text[end:stop]
    return f"{head}{comment}{eol}{_block_items(feeds, eol, 2)}{text[stop:]}"


def _in_block(text: str, node: Node, feeds: Sequence[Feed], eol: str) -> str:
    """Add items under the last one, in its style."""
    last = node.value[-1]
    column = node.start_mark.column
    width = 0 if last.flow_style else last.start_mark.column - column
    at = _line_end(text, len(text[: _end(node)].rstrip()))
    return f"{text[:at]}{eol}{_block_items(feeds, eol, column, width)}{text[at:]}"


def _in_flow(text: str, node: Node, feeds: Sequence[Feed], eol: str) -> str:
    """Add items behind the last one: on its line, or each on its own as it is."""
    last = node.value[-1]
    at = _end(last)
    stop = _line_end(text, at)
    if stop >= node.end_mark.index:
        items = "".join(f", {_flow(feed)}" for feed in feeds)
        return f"{text[:at]}{items}{text[at:]}"
    rest = text[at:stop]
    comma = "" if rest.lstrip().startswith(",") else ","
    margin = " " * last.start_mark.column
    items = f",{eol}".join(f"{margin}{_flow(feed)}" for feed in feeds)
    close = "" if comma else ","
    return f"{text[:at]}{comma}{rest}{eol}{items}{close}{text[stop:]}"


def _end(node: Node) -> int:
    """Return where what was typed for `node` ends.

    A block's own end mark lies behind the comments that follow it.
    """
    if node.start_mark.index == node.end_mark.index:
        return 0  # nothing was typed
    if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return max(map(_end, last if isinstance(last, tuple) else (last,)))


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[\r\n]|\Z").search(text, at)
    return found.start() if found else len(text)


def _block_items(feeds: Sequence[Feed], eol: str, column: int, width: int = 0) -> str:
    """Return lines of a list; with `width`, the keys stand so far right of the dash."""
    margin = " " * column
    if not width:
        return eol.join(f"{margin}- {_flow(feed)}" for feed in feeds)
    items = []
    for feed in feeds:
        lines = [f"{key}: {value}" for key, value in _pairs(feed, _PLAIN_ADDRESS)]
        first = f"{margin}-{' ' * (width - 1)}{lines[0]}"
        items += [first, *(f"{margin}{' ' * width}{line}" for line in lines[1:])]
    return eol.join(items)


def _flow(feed: Feed) -> str:
    """Return an item on one line, where an address is better quoted."""
    pairs = (f"{key}: {value}" for key, value in _pairs(feed, _PLAIN))
    return f"{{ {', '.join(pairs)} }}"


def _pairs(feed: Feed, plain_address: re.Pattern[str]) -> list[tuple[str, str]]:
    given = [
        ("title", _scalar(feed.title, _PLAIN)),
        ("url", _scalar(feed.url, plain_address)),
        ("section", feed.section),
        ("language", feed.language),
    ]
    return [(key, value) for key, value in given if value]


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    """Return `text` as YAML: as it is if nothing in it has a meaning, else quoted."""
    return text if plain.fullmatch(text) else json.dumps(text, ensure_ascii=False)
