"""Which of its outlets' headlines a story gets: plain, complete, without a lure.

A headline is cut at its ends and nowhere else: `WATCH: `, `UPDATE 2-` and ` | Outlet`
are no part of what it says. The main article's own is taken unless it has a fault that
another's, no older, has not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from digest import plain_text
from digest.compose.bullets.alike import telling
from digest.compose.language.wordings import wording
from digest.compose.language.words import count, has_capital
from digest.model import Article, Entry

_BEFORE = re.compile(
    r"(?:(?:(?:watch|listen|live(?: updates)?|exclusive|video|photos|breaking(?: news)?"
    r"|just in|update(?:d| ?\d+)?|corrected) ?[:|]"
    # As wires number what they send again.
    r"|(?-i:(?:UPDATE|WRAPUP)(?: ?\d+)?|CORRECTED|REFILE) ?[:-]) ?)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r" (?:[|–—-]|·) (?P<name>[^|]{2,40})$")
_LURES = re.compile(
    r"\byou (?:won't|will not|need to|should|can't)\b|\b(?:here's|here is|here are|this"
    r" is) (?:why|what|how|where|when)\b|\bthings? (?:to|you|we)\b|\bwhat (?:we|you)"
    r" (?:know|need)\b|^(?:why|how|what|inside|meet|where|when)\b|^\W*\d+ (?:\w+ )?"
    r"(?:things|ways|reasons|takeaways|facts|charts|photos|questions|lessons|moments)\b"
    r"|^(?:two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:things|ways"
    r"|reasons|takeaways|facts|charts|questions|lessons|moments)\b|\bexplained$"
    r"|\bwhat (?:happens|comes) next\b|\bin (?:pictures|numbers)\b"
    r"|^(?:this|that|these) \w+ (?:will|could|might)\b|\bgoes viral\b|\bshocking\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？؟][\"”’'»」]{0,9}$")
_TRUNCATED = re.compile(r"(?:…|\.\.\.)\W{0,20}$")
_QUOTATION = re.compile(r"[\"“”„«‘']")
_SPOKEN = re.compile(r"^[\"“„«‘'].+[\"”»’']\.?$")
_SAYS = re.compile(
    r"\b(?:say|allege|claim|report|warn|fear|believe)s?\b", re.IGNORECASE
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_SHOUTED = 3
_NAME_WORDS = 4
_FEWEST_WORDS, _MOST_WORDS = 4, 18
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
    r"|scores|hundreds|thousands)\b",
    re.IGNORECASE,
)
"""English; elsewhere digits alone show that an older headline may be out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A story's headline, and the article it heads."""

    text: str
    article: Article


def headline(first: Article, articles: Sequence[Article]) -> Headline:
    """Return the headline of a story that is printed from `first`.

    Another's has to be in its language and of its day or later; an older one may do if
    no figure stands in it.
    """
    own = Headline(text=plain_headline(first.entry), article=first)
    if not faults(own.text):
        return own
    others = [
        Headline(text=plain_headline(article.entry), article=article)
        for article in articles
        if article.entry.language == first.entry.language and article is not first
    ]
    day = first.entry.when.date()
    fit = [
        other
        for other in others
        if not faults(other.text)
        and (other.article.entry.when.date() >= day or not _FIGURE.search(other.text))
    ]
    return _best(fit, others) if fit else own


def why_passed_over(first: Article) -> str | None:
    """Return why another's headline is better than that of `first`, if it may be."""
    fault = faults(plain_headline(first.entry))
    return f"that of {first.entry.outlet} {fault[0]}" if fault else None


def plain_headline(entry: Entry) -> str:
    """Return a title without marks before it and the outlet's name behind it."""
    text = plain_text.fold(entry.title)
    before = _BEFORE.match(text)
    if before and count(text[before.end() :]) >= _FEWEST_WORDS:
        text = text[before.end() :]
        text = text[:1].upper() + text[1:]
    while (tail := _TAIL.search(text)) and _is_name(tail, entry):
        if count(text[: tail.start()]) < _FEWEST_WORDS:
            break
        text = text[: tail.start()].rstrip()
    return text


def faults(text: str) -> tuple[str, ...]:
    """Return what is wrong with a headline, the worst first, in words after `that`."""
    words = count(text)
    letters = "".join(_LONG_WORD.findall(text))
    found = (
        ("is a question", bool(_QUESTION.search(text))),
        ("lures instead of telling", bool(_LURES.search(text.replace("’", "'")))),
        ("is cut off", bool(_TRUNCATED.search(text))),
        ("shouts", letters.isupper() and words >= _FEWEST_SHOUTED),
        ("is a quotation without a speaker", bool(_SPOKEN.match(text))),
        ("is too short", words < _FEWEST_WORDS),
        ("is too long", words > _MOST_WORDS),
    )
    return tuple(told for told, wrong in found if wrong)


def _best(fit: Sequence[Headline], others: Sequence[Headline]) -> Headline:
    """Return which of the `fit` names what most of the `others` name.

    One without a quotation comes before one with it. All are of one language.
    """
    stems = {
        other.article.entry.id: telling(other.text, other.article.entry.language).stems
        for other in others
    }
    told = Counter(stem for own in stems.values() for stem in own)

    def order(other: Headline) -> tuple[object, ...]:
        entry = other.article.entry
        own = stems[entry.id]
        common = sum(told[stem] - 1 for stem in own) / max(1, len(own))
        return not _QUOTATION.search(other.text), common, entry.when, entry.id

    return max(fit, key=order)


def _is_name(tail: re.Match[str], entry: Entry) -> bool:
    """Return whether what follows the last mark is the outlet or a part of its site."""
    name, known = _plain(tail["name"]), _plain(entry.outlet)
    if name == known or name.replace(" ", "") == known.replace(" ", ""):
        return True
    if re.fullmatch(r"[\w-]+(?:\.[a-z]{2,})+", tail["name"].lower()):
        return True
    # Not who says it: 'Ferry captain drunk | police', '… | Prosecutors allege'.
    says = wording(entry.language).says.search(tail["name"]) or _SAYS.search(
        tail["name"]
    )
    if says or not has_capital(tail["name"]):
        return False
    return tail[0][1] == "|" and len(name.split()) <= _NAME_WORDS


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()
