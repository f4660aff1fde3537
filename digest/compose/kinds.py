"""Entries that are no report: opinion, live blogs, picture series, videos, quizzes."""

import re
from urllib.parse import urlsplit

from digest.model import Entry

_PATH = re.compile(
    r"/(opinions?|commentisfree|comment|columns?|columnists?|editorials?|letters?|blogs?"
    r"|live|live-?blog|in-pictures|pictures|gallery|galleries|photos?|videos?|watch"
    r"|podcasts?|quiz(?:zes)?|crosswords?|horoscopes?|obituar(?:y|ies)|reviews?)(?:/|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(opinion|comment|editorial|letters?|live|live updates?|watch|video|in pictures"
    r"|pictures|photos|podcast|quiz|review|analysis|meinung|kommentar)\s*[:|–—-]\s",
    re.IGNORECASE,
)


def kind(entry: Entry) -> str | None:
    """Return what an entry is, by its address and its title's start, if no report."""
    found = _PATH.search(urlsplit(entry.url).path) or _TITLE.match(entry.title)
    return found[1].lower() if found else None
