"""Whether an attribute's value is of its type: a length, a color, one of a few words.

The types are those of MJML's own validator, as schema.json writes them:
`unit(px,%){1,4}`, `unitWithNegative(px,em)`, `color`, `enum(left,right)`, `integer`,
`boolean`, `string`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from digest.render.engine.schema import COLORS
from digest.yaml_file import suggest

_UNIT = re.compile(r"unit(WithNegative)?\((.*?)\)(?:\{1,(\d)\})?$")
_COLOR = re.compile(
    r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
    r"|rgba?\(\s*\d{1,3}\s*(?:,\s*\d{1,3}\s*){2}(?:,\s*[\d.]+%?\s*)?\)$"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?$")
_UNSHOWN = frozenset("avif bmp heic heif ico jxl svg tif tiff webp".split())


@lru_cache(maxsize=2048)
def complaint(types: tuple[str, ...], value: str) -> str | None:
    """Return why `value` is of none of the types, with a remedy; `None` if it is."""
    found = None
    for kind in types:
        found = _complaint(kind, value)
        if found is None:
            return None
    return found


def picture(address: str) -> str | None:
    """Return why mail programs would not show the picture at `address`, or `None`.

    A file beside the edition travels in the mail and has no scheme.
    """
    if not address.strip():
        return "names no picture"
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return f"'{address}' is no address"
    if parts.scheme not in ("https", "cid", "") or (parts.netloc and not parts.scheme):
        return f"'{address}' is not fetched by mail programs; use an https address"
    suffix = parts.path.rpartition(".")[2].lower()
    if suffix in _UNSHOWN:
        return f"'{address}': mail programs do not show {suffix}; save it as jpg or png"
    return None


def _complaint(kind: str, value: str) -> str | None:
    if kind == "color":
        return _color(value)
    if kind.startswith("unit"):
        return _length(kind, value)
    if kind.startswith("enum"):
        return _one_of(kind[5:-1].split(","), value)
    if kind == "boolean":
        return _one_of(["true", "false"], value)
    if kind == "integer" and not value.isdigit():
        return f"'{value}' is no whole number"
    return None


def _color(value: str) -> str | None:
    if _COLOR.match(value) or value.lower() in COLORS:
        return None
    near = suggest(value.lower(), COLORS)
    hint = near if "did you mean" in near else "; write it like #9b1c13"
    return f"'{value}' is no color{hint}"


def _one_of(words: Sequence[str], value: str) -> str | None:
    if value in words:
        return None
    known = [word for word in words if word]
    near = suggest(value, known)
    listed = near if "did you mean" in near else f"; it takes {' or '.join(known)}"
    return f"'{value}' is none of its values{listed}"


def _length(kind: str, value: str) -> str | None:
    found = _UNIT.match(kind)
    assert found, kind
    units = found[2].split(",")
    parts = value.split()
    if not parts or len(parts) > int(found[3] or 1):
        most = f"1 to {found[3]} lengths" if found[3] else "one length"
        return f"'{value}' should be {most}, like 10px"
    number = r"-?(?:\d+\.?\d*|\.\d+)" if found[1] else r"(?:\d+\.?\d*|\.\d+)"
    endings = "|".join(re.escape(unit) for unit in units if unit != "auto")
    allowed = [f"{number}(?:{endings})", "0", *(["auto"] if "auto" in units else [])]
    for part in parts:
        if not re.fullmatch("|".join(allowed), part):
            return _wrong_length(part, [unit for unit in units if unit])
    return None


def _wrong_length(part: str, units: Sequence[str]) -> str:
    if _NUMBER.match(part):
        return f"'{part}' has no unit; did you mean '{part}{units[0]}'?"
    return f"'{part}' is no length in {' or '.join(units)}"
