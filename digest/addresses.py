"""Addresses as they are compared and as they are printed.

`comparison_key` tells whether two addresses lead to one page; it is no address.
`published` is the address itself, without what only tells who sent the reader.
Both take any text: feeds hold worse than addresses.
"""

import re
import string
from functools import lru_cache
from urllib.parse import quote, urlsplit

_PARTS = re.compile(r"(?:https?:)?//([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_CACHE = re.compile(
    r"(?:https?:)?//(?:(?:www\.)?google\.[a-z.]+/amp/(?:s/)?"
    r"|[\w-]+\.cdn\.ampproject\.org/(?:c|v|wp)/(?:s/)?)",
    re.IGNORECASE,
)
_FRONT = re.compile(r"(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_PORT = re.compile(r":(?:80|443)?$")
_AMP = re.compile(r"^/amp(?=/.)|(?:\.amp(\.html?)?|/amp(?:\.html?)?)/?$")
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_ASCII = string.printable
_UNCLEAN = re.compile(r"""[\s\x00-\x1f<>"'\\]""")

# What mail, search and social services, and outlets' own counters, add to an address:
# nobody uses these names for anything that chooses the page.
_TRACKERS = re.compile(
    r"utm_\w+|(?:fb|g|y|ys|tw|d|tt|wicked)clid|msclkid|[gw]braid|gclsrc|gad_\w+"
    r"|_g[al]|srsltid|igsh(?:id)?|li_fat_id|fb_(?:action_\w+|ref|source)|hootpostid"
    r"|__twitter_impression|sr_share|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|__hs\w+"
    r"|vero_(?:id|conv)|oly_(?:enc|anon)_id|at_\w+|mtm_\w+|matomo_\w+|piwik_\w+"
    r"|ns_(?:mchannel|source|campaign|linkname|fee)|wt[._]mc(?:_\w+)?"
    r"|pk_(?:campaign|kwd|keyword|source|medium|content)|guccounter|guce_\w+|xtor"
    r"|s_cid|ocid|ncid|cmpid|ito|maca|mbid|sref|taid|ftag|ftcamp|ex_cid|intcmp"
    r"|smid|smtyp|smprod|traffic_source|feed(?:type|name)",
    re.IGNORECASE,
)
# Names that say the same most of the time: enough to compare by, not enough to print.
_LIKELY_TRACKERS = re.compile(
    r"ref(?:_?src|errer|_?url)?|source|src|via|partner|emc|rss|s?cid|icid|cmp"
    r"|(?:campaign|user|regi|segment|instance|newsletter)_id|campaign|share|sh|spm"
    r"|amp\w*|usqp|outputtype",
    re.IGNORECASE,
)
_ID_NAME = re.compile(
    r"\w*(?:id|no|num|code)|(?:\w+_)?[pv]|(?:story|article|news|content)\w*",
    re.IGNORECASE,
)
_ID = re.compile(r"\d{4,}")
_DATED = re.compile(r"/20\d\d[/-]\w{1,3}[/-][^/]+(?:/[^/]*)?$")
_NUMBERED = re.compile(r"/\d{5,}/[^/-]+-[^/]*$")
_BREAKS = re.compile(r"[-_.]")
_LEAST_WORDS = 4
_LEAST_CODE = 11
_LEAST_NUMBER = re.compile(r"\d{5}")


@lru_cache(maxsize=1024)
def link(text: str) -> str:
    """Return the address `text` if a mail may link to it; raise `ValueError` if not.

    Escaping does not stop `javascript:`; only web and mail addresses pass.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    web = (
        parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    )
    mail = parts.scheme == "mailto" and "@" in parts.path
    if _UNCLEAN.search(text) or not (web or mail):
        raise ValueError(f"'{text}' is no address to link to; write https://host/path")
    return text


def comparison_key(url: str) -> str:
    """Return what is equal for two addresses of one page, however they were tagged.

    Scheme, `www.`, AMP and mobile forms, fragment, last slash and known trackers do not
    count. Where the path names an article by slug, date or id, only numeric ids of four
    digits or more count of the query; elsewhere all but trackers does. Text that is no
    web address is its own key. (docs/measured.md: 400 pairs, none merged wrongly.)
    """
    text = url.strip()
    while cached := _CACHE.match(text):
        text = "//" + text[cached.end() :]
    found = _PARTS.match(text)
    if not found:
        return text
    path = _path(found[2])
    kept = _query(found[3], path) if found[3] else ""
    return f"//{_host(found[1])}{path}{kept}"


def published(url: str) -> str:
    """Return `url` as it may be printed: itself, without known trackers."""
    address, mark, rest = url.partition("?")
    if not mark or "#" in address:
        return url
    query, hash_, fragment = rest.partition("#")
    given = query.split("&")
    kept = [piece for piece in given if not _TRACKERS.fullmatch(_name(piece))]
    if len(kept) == len(given):
        return url
    tail = f"?{'&'.join(kept)}" if kept else ""
    return f"{address}{tail}{hash_}{fragment}"


def feed_key(url: str) -> tuple[str, str]:
    """Return what is equal for two addresses of one feed.

    A feed's query may choose its topic even where a page's would choose nothing.
    """
    query = published(url).partition("#")[0].partition("?")[2]
    return comparison_key(url), query


def _host(given: str) -> str:
    host = _PORT.sub("", given.lower()).rstrip(".")
    front = _FRONT.match(host)
    return host[front.end() :] if front else host


def _path(given: str) -> str:
    path = _ascii(given)
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    if "amp" in path:
        path = _AMP.sub(r"\1", path)
    return path.rstrip("/")


def _query(given: str, path: str) -> str:
    """Return `?` and what chooses the page, in order of the alphabet, or nothing."""
    pieces = [piece for piece in _ascii(given).split("&") if piece]
    kept = [piece for piece in pieces if not _is_tracker(_name(piece))]
    if kept and _names_an_article(path):
        kept = [piece for piece in kept if _is_id(piece)]
    return f"?{'&'.join(sorted(kept))}" if kept else ""


def _name(piece: str) -> str:
    """Return a parameter's name; `&amp;` is how careless feeds write `&`."""
    return piece.partition("=")[0].removeprefix("amp;")


def _is_tracker(name: str) -> bool:
    return bool(_TRACKERS.fullmatch(name) or _LIKELY_TRACKERS.fullmatch(name))


def _is_id(piece: str) -> bool:
    value = piece.partition("=")[2]
    return bool(_ID_NAME.fullmatch(_name(piece)) and _ID.fullmatch(value))


def _names_an_article(path: str) -> bool:
    """Return whether `path` ends in a slug of four words, an id or a date's page."""
    words = _BREAKS.split(path.rpartition("/")[2])
    if len(words) >= _LEAST_WORDS or _DATED.search(path) or _NUMBERED.search(path):
        return True
    return any(_LEAST_NUMBER.search(word) or _is_code(word) for word in words)


def _is_code(word: str) -> bool:
    """Return whether a word is letters and digits mixed, as content systems number."""
    long = len(word) >= _LEAST_CODE
    return long and word.isalnum() and any(letter.isdigit() for letter in word)


def _ascii(text: str) -> str:
    """Return `text` in one spelling of its escapes (RFC 3986 §6.2.2.1)."""
    if not text.isascii():
        text = quote(text, safe=_ASCII, errors="replace")
    return _ESCAPE.sub(lambda found: found[0].upper(), text) if "%" in text else text
