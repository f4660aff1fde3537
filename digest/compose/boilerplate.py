"""What papers print between the paragraphs of an article, told from the article.

The words are those of English and German papers; a paragraph that ends without a full
stop is no prose in any language.
"""

import re

_ALONE = re.compile(
    r"(?:loading|advert(?:isement)?|anzeige|werbung|publicité|publicidad|share|comments?"
    r"|most read|mehr zum thema)\W*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:read (?:more|also|next)|see also|more on this|related|watch|listen|click here"
    r"|sign up|subscribe|follow us|share this|scroll down|lesen sie (?:auch|mehr)"
    r"|mehr lesen|abonnieren|lire aussi|à lire|lea también|photo(?:graph)?s?\b|picture"
    r"|image|foto|credit|source|copyright|©|all rights reserved|continue reading"
    r"|the post\b.* appeared first|by [^.]{0,60}$|von [^.]{0,60}$)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"sign up (?:for|to) (?:our|the|receive)|subscribe to (?:our|the)"
    r"|(?:our|weekly|daily|free) [\w' ]{0,30}newsletter|unser(?:en)? newsletter"
    r"|use cookies|cookie (?:policy|settings|notice)"
    r"|contributed to this (?:report|story)|\((?:pictured|file photo|left|right|above)"
    r"|getty images|this article (?:was|is) (?:amended|first published)"
    r"|appeared first on"
    r"|e-?mail address|in your inbox",
    re.IGNORECASE,
)
_LONG_WORDS = 60
_PROSE_END = re.compile(r"[.!?…。！？।؟][\"”’»'“)\]]*\s*$")


def is_boilerplate(text: str) -> bool:
    """Return whether a paragraph or sentence is none of the article's own prose."""
    if _ALONE.fullmatch(text) or _OPENING.match(text):
        return True
    short = len(text.split()) <= _LONG_WORDS
    return bool(short and _ANYWHERE.search(text))


def is_prose(paragraph: str) -> bool:
    """Return whether a paragraph is the article's prose: sentences, not in capitals."""
    if not _PROSE_END.search(paragraph) or paragraph.isupper():
        return False
    return not is_boilerplate(paragraph)
