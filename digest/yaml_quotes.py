"""A line of YAML that lacks quotes, such as a headline with a colon, with them."""

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError

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
    return f"{key}: " + "'" + value.replace("'", "''") + "'"


def _stands_alone(line: str) -> bool:
    try:
        YAML(typ="rt").compose(line)
    except (MarkedYAMLError, YAMLStreamError):
        return False
    return True
