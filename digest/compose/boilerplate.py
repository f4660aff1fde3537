"""What papers print between the paragraphs of an article, told from the article.

The words are those of English and German papers; a paragraph that ends without a full
stop is no prose in any language.
"""

import re

from digest.compose.words import count

_ALONE = re.compile(
    r"(?:loading|advert(?:isement)?|anzeige|werbung|publicité|publicidad|share|comments?"
    r"|most read|mehr zum thema)\W*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:read (?:more|also|next)\b|see also\b|more on this\b|click here\b|sign up\b"
    r"|subscribe (?:to|for|now|today|here)\b|subscribe\W*$|follow us\b|share this\b"
    r"|scroll down\b|lesen sie (?:auch|mehr)\b|mehr lesen\b|(?:jetzt )?abonnieren\b"
    r"|lire aussi\b|à lire\b|lea también\b|continue reading\b|all rights reserved"
    r"|copyright\b|©|the post\b.* appeared first"
    # Labels: they are followed by a colon or by a name.
    r"|(?:related(?: stories| articles)?|watch|listen|sources?|credits?)\s*:"
    r"|(?:photo(?:graph)?s?|pictures?|images?|fotos?)\s*(?::|by\b|credit\b|courtesy\b)"
    r"|by [^.]{0,60}$|von [^.]{0,60}$)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"sign up (?:for|to) (?:our|the|receive)\b|subscribe to (?:our|the)\b"
    r"|(?:our|weekly|daily|free) [\w' ]{0,30}newsletter|unser(?:en)? newsletter"
    r"|(?:we|site|website) uses? cookies|cookie (?:policy|settings|notice)"
    r"|contributed to this (?:report|story)"
    r"|\((?:pictured|file photo|left|right|above)\b"
    r"|getty images|this article (?:was|is) (?:amended|first published)"
    r"|appeared first on|your e-?mail address|in your inbox",
    re.IGNORECASE,
)
_LONG_WORDS = 60
_PROSE_END = re.compile(r"[.!?…。！？।؟][\s\"”’»'“)\]]*$")


def is_boilerplate(text: str) -> bool:
    """Return whether a paragraph or sentence is none of the article's own prose."""
    if _ALONE.fullmatch(text) or _OPENING.match(text):
        return True
    short = count(text) <= _LONG_WORDS
    return bool(short and _ANYWHERE.search(text))


def is_prose(paragraph: str) -> bool:
    """Return whether a paragraph is the article's prose: sentences, not in capitals."""
    if not _PROSE_END.search(paragraph) or paragraph.isupper():
        return False
    return not is_boilerplate(paragraph)
