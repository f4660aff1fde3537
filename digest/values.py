"""Values of feeds.yaml that are words: addresses, patterns, codes.

Each function returns the value or raises `ValueError` with what to write instead.
"""

import re
from email.utils import parseaddr
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, localedata

_LOCALES = localedata.locale_identifiers()
_BEFORE, _AFTER = r"(?<!\w)(?:", r")(?!\w)"


def web_address(text: str) -> str:
    """Return an http or https address with a host; raise `ValueError`."""
    parts = urlsplit(text)
    clean = text.isprintable() and " " not in text
    if parts.scheme not in ("http", "https") or not parts.hostname or not clean:
        raise ValueError(f"'{text}' is no web address; write https://host/path")
    if "@" in parts.netloc:
        raise ValueError("holds a user name; write auth: { user: …, password_env: … }")
    return text


def proxy(text: str) -> str:
    """Return the address of an HTTP proxy; raise `ValueError`."""
    try:
        parts = urlsplit(text)
        known = parts.scheme == "http" and parts.hostname and parts.port
    except ValueError:
        known = None
    if not known or not re.fullmatch(r"http://[^\s/@?#]+/?", text):
        raise ValueError(f"'{text}' is no proxy; write http://host:port")
    return text


def user(text: str) -> str:
    """Return a user name for HTTP (RFC 7617 §2: no colon); raise `ValueError`."""
    if not text or ":" in text or not text.isprintable():
        raise ValueError(f"'{text}' is no user name; it may not hold a colon")
    return text


def variable(text: str) -> str:
    """Return the name of an environment variable; raise `ValueError`."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text):
        raise ValueError(
            f"'{text}' is no environment variable; write its name, such as NYT_PASSWORD"
            " (never the password)"
        )
    return text


def mailbox(text: str) -> str:
    """Return a mail address, with a name or without; raise `ValueError`."""
    address = parseaddr(text)[1]
    plain = text.isprintable() and address.isascii()
    if not plain or not re.fullmatch(
        r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+", address
    ):
        raise ValueError(
            f"'{text}' is no mail address; write Name <name@example.org>, in ASCII"
        )
    return text


def selector(text: str) -> str:
    """Return a CSS selector of elements; raise `ValueError`."""
    # Most configurations have none, and these take 10 ms to import.
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415  see above
    from lxml.etree import Element, XPathError  # noqa: PLC0415  see above

    try:
        Element("p").xpath(HTMLTranslator().css_to_xpath(text))
    except RecursionError:
        raise ValueError(
            "is too long for a CSS selector; write a shorter one"
        ) from None
    except (SelectorError, XPathError) as error:
        raise ValueError(
            f"'{text}' is no CSS selector: {error}; write one such as .story-body,"
            ' "#story" or article > p'
        ) from None
    return text


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that matches whole words; raise `ValueError`."""
    try:
        re.compile(text)  # alone first, so that positions are those of the word
        return re.compile(f"{_BEFORE}{text}{_AFTER}", re.IGNORECASE)
    except re.error as error:
        raise ValueError(
            f"'{text}' is no pattern: {error}; put a \\ before ( ) [ ] . * + ?"
        ) from None


def as_typed(pattern: re.Pattern[str]) -> str:
    """Return the words that `pattern` was made of."""
    return pattern.pattern.removeprefix(_BEFORE).removesuffix(_AFTER)


def patterns(given: Any) -> tuple[re.Pattern[str], ...]:
    """Return patterns that match whole words; raise `ValueError`."""
    if not isinstance(given, list):
        raise ValueError("write a list of words: [football, royal family]")  # noqa: TRY004  pydantic wants ValueError
    if any(word is None or not str(word).strip() for word in given):
        raise ValueError("one of the words is empty; remove it")
    return tuple(pattern(str(word)) for word in given)


def boosts(given: Any) -> tuple[tuple[re.Pattern[str], float], ...]:
    """Return patterns with points from -20 to 20; raise `ValueError`."""
    try:
        pairs = [(str(word), float(points)) for word, points in dict(given).items()]
    except (TypeError, ValueError):
        raise ValueError("write words with points: {climate: 5, golf: -5}") from None
    wild = [word for word, points in pairs if not abs(points) <= 20]  # noqa: PLR2004  docs/measured.md: boost is ±20
    if wild:
        raise ValueError(f"the points of '{wild[0]}' should be from -20 to 20")
    return tuple((pattern(word), points) for word, points in pairs)


def store_address(text: str) -> str:
    """Return the address of a database that the store can use."""
    try:
        urlsplit(text).port  # noqa: B018  raises where it is no number
        known = re.match(r"(sqlite|postgresql(\+psycopg)?)://", text)
    except ValueError:
        known = None
    if not known:
        raise ValueError(
            f"'{text}' is no store; write sqlite:///digest.db"
            " or postgresql+psycopg://user@host/database"
        )
    return text


def language(text: str) -> str:
    """Return an ISO 639 code that Babel knows; raise `ValueError`."""
    if not re.fullmatch(r"[a-z]{2,3}", text) or not Locale.negotiate([text], _LOCALES):
        raise ValueError(f"'{text}' is no language; write its ISO 639 code, such as en")
    return text


def country(text: str) -> str:
    """Return an ISO 3166 code; raise `ValueError`."""
    if text not in countries():
        meant = _MEANT.get(text)
        hint = f"write {meant}" if meant else "write its ISO 3166 code, such as AU"
        raise ValueError(f"'{text}' is no country; {hint}")
    return text


_MEANT = {"UK": "GB", "EL": "GR"}
"""What is written for a country that has another code."""


GROUPS = {
    "caucasus": ("AM", "AZ", "GE"),
    "central-asia": ("KG", "KZ", "TJ", "TM", "UZ"),
}
"""Countries that papers take together, by a name for all of them."""
# CLDR's territories that are unions, islands nobody lives on, or made up for tests.
_NO_COUNTRIES = frozenset(
    "AC BV CP CQ DG EA EU EZ HM IC QO TA TF UM UN XA XB ZZ".split()
)


@cache
def countries() -> frozenset[str]:
    """Return the ISO 3166 codes of all countries, with XK for Kosovo."""
    codes = map(str, Locale("en").territories)
    # The others are UN M49 numbers of continents.
    return frozenset(filter(str.isalpha, codes)) - _NO_COUNTRIES


def territory(text: str) -> str:
    """Return the code of a country that is one, or of a group; raise `ValueError`."""
    if text not in countries() and text not in GROUPS:
        groups = " or ".join(sorted(GROUPS))
        raise ValueError(
            f"'{text}' is no country; write an ISO 3166 code, such as TR, or {groups}"
        )
    return text


def section_id(text: str) -> str:
    """Return a name that can be an anchor in a mail; raise `ValueError`."""
    if text == "top":
        raise ValueError("top is the top story's own section; choose another id")
    if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
        raise ValueError(
            f"'{text}' is no section id; write small letters, digits and hyphens"
        )
    return text


def workers(text: str) -> str:
    """Return where work runs; raise `ValueError`."""
    if text != "local" and not re.fullmatch(r"dask://[^\s/:]+:\d+", text):
        raise ValueError(f"'{text}' is unknown; write local or dask://host:8786")
    return text


def theme(name: str) -> str:
    """Return the name of a theme; raise `ValueError` if no file could have it."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", name):
        raise ValueError(f"'{name}' is no name of a theme; write one such as classic")
    return name
