"""Entries that are no news: opinion, live blogs, pictures, videos, quizzes, adverts.

Publishers say so in the address, at the headline's start (`Opinion: …`) or end
(`… – as it happened`), or in the feed's categories. Only a whole part of the path and a
label that is set off from the headline count: `Live music returns` is news. So are
explainers and what `(video)` says about itself in brackets.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from digest.model import Entry
from digest.steering import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """Patterns without accents: parts of a path, labels, whole categories.

    `label` stands before a colon or dash, and after a dash; `start` and `end` only
    there, `opening` is a headline's beginning without any mark after it.
    """

    path: str = ""
    label: str = ""
    start: str = ""
    end: str = ""
    opening: str = ""
    category: str = ""


# A singular `blog` or `review` in a path is often where all of a paper lies, `games`
# are held, and `tribune` is a paper's name: these are no signs.
_SIGNS: dict[Kind, _Signs] = {
    "opinion": _Signs(
        path=r"opinions?|commentisfree|comment|columns?|columnists?|editorials?|letters?"
        r"|blogs|op-?eds?|meinung|meinungen|kommentare?|kolumnen?|leitartikel"
        r"|leserbriefe|editos?|tribunes|chroniques|idees|courrier-des-lecteurs"
        r"|columnas|columnistas|editoriales|cartas(?:-al-director)?|tribunas",
        label=r"opinion|comment|editorial|letters?(?: to the editor)?|op-?ed|analysis"
        r"|column|viewpoint|meinung|kommentar|kolumne|leitartikel|leserbriefe?|glosse"
        r"|gastbeitrag|edito|tribune|chronique|billet|point de vue|columna|tribuna"
        r"|cartas al director|carta al director|opinion piece",
        start=r"analyse|analisis",
        category=r"opinions?|comment|comment is free|commentisfree|editorials?|columns?"
        r"|columnists?|letters|letters to the editor|op-?eds?|blogs|meinung|kommentare?"
        r"|kolumnen?|leitartikel|leserbriefe|editos?|tribunes|chroniques|columnas"
        r"|editoriales|cartas al director",
    ),
    "live": _Signs(
        path=r"live|live-?blogs?|live-?updates|live-?ticker|liveberichte|en-direct"
        r"|direct|en-vivo|envivo|en-directo|minuto-a-minuto",
        label=r"live|live ?blog|live updates?|live coverage|live ?ticker|en direct"
        r"|direct|en vivo|en directo|minuto a minuto|ultima hora en directo",
        end=r"as it happened|as it happens|live report|so war es live|im live-?ticker",
        category=r"live ?blogs?|live ?ticker|live updates|minuto a minuto",
    ),
    "video": _Signs(
        path=r"videos?|watch|tv-?video|video-?nachrichten",
        label=r"watch|videos?|im video|en video|regardez",
        category=r"videos",
    ),
    "pictures": _Signs(
        path=r"in-?pictures|pictures|picture-gallery|galler(?:y|ies)|photos?"
        r"|photo-?essays?|slideshows?|bilder|bildergalerien?|fotostrecken?|diaporamas?"
        r"|portfolios|en-images|fotos|fotogalerias?|galerias?",
        label=r"in pictures|pictures|photos|photo essay|gallery|in photos|in bildern"
        r"|bilder|bildergalerie|fotostrecke|en images|diaporama|en photos|en fotos"
        r"|en imagenes|fotos|fotogaleria",
        opening=r"(?:the|your) (?:day|week|month|year) in (?:pictures|photos)"
        r"|(?:photos|pictures) of the (?:day|week)|bilder (?:des tages|der woche)"
        r"|la semaine en (?:images|photos)|las (?:fotos|imagenes) (?:del|de la) ",
        category=r"in pictures|photo gallery|galler(?:y|ies)|bildergalerien?"
        r"|fotostrecken?|diaporamas?|fotogalerias?",
    ),
    "audio": _Signs(
        path=r"podcasts?|audio|balados?",
        label=r"podcasts?|listen|ecoutez|escucha",
        category=r"podcasts?",
    ),
    "games": _Signs(
        path=r"quiz(?:zes)?|crosswords?|puzzles|sudoku|horoscopes?|horoskope?|raetsel"
        r"|mots-croises|jeux|crucigramas?|pasatiempos|horoscopos?",
        label=r"(?:[a-z]+ )?quiz|crossword|(?:[a-z]+ )?horoscopes?|horoskop|horoscopo"
        r"|sudoku|kreuzwortratsel|mots croises|crucigrama|test your knowledge",
        opening=r"(?:your |daily |weekly )horoscope for|(?:cryptic|quick) crossword no"
        r"|(?:tages|wochen)horoskop|horoscope du (?:jour|lundi|mardi|mercredi|jeudi"
        r"|vendredi|samedi|dimanche)|horoscopo de hoy",
        category=r"quiz(?:zes)?|crosswords?|puzzles|horoscopes?|horoskope?|horoscopo"
        r"|mots croises|crucigramas?|pasatiempos",
    ),
    "roundup": _Signs(
        path=r"newsletters?|morning-?briefing|evening-?briefing"
        r"|daily-?briefing|infolettres?|boletines",
        label=r"(?:(?:your|the|world|first) )?(?:morning|evening|daily|weekly|weekend"
        r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday) "
        r"(?:[a-z]+ )?(?:briefing|newsletter|edition|brief|digest)"
        r"|morning mail|(?:world )?news in brief|in brief|briefing|newsletter"
        r"|news roundup"
        r"|der tag|die lage am (?:morgen|abend)|morgenlage|abendlage|nachrichten des"
        r" tages|kurz und knapp|l'essentiel|l’essentiel|la matinale|revue de presse"
        r"|boletin|lo mas leido|las noticias del dia",
        opening=r"(?:\d+|three|four|five|six|seven|eight|ten) things (?:you need )?to"
        r" know (?:this|today|on|for)|(?:today|this week) in history"
        r"|what's on the agenda|was (?:heute|am [a-z]+tag) wichtig (?:ist|wird)"
        r"|das wichtigste (?:am|vom|des) |ce qu['’]il faut (?:savoir|retenir) (?:ce|de"
        r" l['’]actualite)|lo mas importante (?:del dia|de la semana)",
        category=r"(?:morning|evening|daily) briefing|newsletters?|news in brief",
    ),
    "review": _Signs(
        path=r"reviews|(?:book|film|theatre|music)-reviews?|rezensionen|resenas",
        label=r"(?:(?:book|film|theatre|tv|album|movie) )?review|rezension"
        r"|buchkritik|filmkritik|critique|resena",
        category=r"reviews|(?:book|film|theatre|music) reviews?|rezensionen|resenas",
    ),
    "obituary": _Signs(
        path=r"obituar(?:y|ies)|nachrufe?|necrologies?|obituarios?|necrologicas",
        label=r"obituar(?:y|ies)|nachruf|necrologie|obituario",
        category=r"obituar(?:y|ies)|nachrufe?|necrologies?|obituarios?",
    ),
    "advert": _Signs(
        path=r"sponsored(?:-content)?|advertorials?|partner-?content|paid-?content"
        r"|paidpost|brand-?(?:studio|voice|content)|anzeigen?|publi-?redactionnel"
        r"|publi-?reportages?|contenido-patrocinado|patrocinado",
        label=r"sponsored|sponsored content|advertorial|partner content|paid content"
        r"|paid post|advertisement|anzeige|publireportage|publi-?redactionnel"
        r"|contenido patrocinado|patrocinado",
        category=r"sponsored(?: content)?|advertorials?|partner content|paid content"
        r"|anzeigen?|publireportages?|contenido patrocinado",
    ),
    "correction": _Signs(
        path=r"corrections(?:-and-clarifications)?|errata|korrekturen"
        r"|fe-de-errores",
        label=r"corrections?|corrections and clarifications|erratum|errata|korrektur"
        r"|richtigstellung|rectificatif|fe de errores|rectificacion",
        opening=r"corrections and clarifications$",
        category=r"corrections(?: and clarifications)?|korrekturen|fe de errores",
    ),
}


def kind(entry: Entry) -> Kind | None:
    """Return what an entry is besides news, or `None` for news."""
    title = _plain(entry.title)
    found = (
        _PATH.search(_plain(unquote(urlsplit(entry.url).path)))
        or _START.match(title)
        or _END.search(title)
        or next(filter(None, map(_CATEGORY.fullmatch, _categories(entry))), None)
    )
    return found.lastgroup if found else None  # type: ignore[return-value]  # groups are kinds


def _categories(entry: Entry) -> list[str]:
    return [_plain(category).strip() for category in entry.categories]


def _plain(text: str) -> str:
    """Return the text in small letters without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _any(before: str, after: str, *signs: str) -> re.Pattern[str]:
    """Return a pattern with a group for each kind that has one of the `signs`."""
    groups = []
    for name, shown in _SIGNS.items():
        words = "|".join(filter(None, (getattr(shown, sign) for sign in signs)))
        if words:
            groups.append(f"(?P<{name}>{words})")
    return re.compile(f"{before}(?:{'|'.join(groups)}){after}")


def _starts() -> re.Pattern[str]:
    groups = []
    for name, shown in _SIGNS.items():
        labels = "|".join(filter(None, (shown.label, shown.start)))
        opening = f"|(?:{shown.opening})" if shown.opening else ""
        groups.append(rf"(?P<{name}>(?:{labels})\s*[:|–—-]\s{opening})")
    return re.compile(rf"\W*(?:{'|'.join(groups)})")


_PATH = _any("/", r"(?:/|$)", "path")
_START = _starts()
_END = _any(r"\s[-–—|]\s", r"\W*$", "label", "end")
_CATEGORY = _any("", "", "category")
