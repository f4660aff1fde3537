"""What countries are called in the newsletter's language."""

from babel import Locale

_PAPERS = {
    "de": {
        "CD": "DR Kongo",
        "CG": "Republik Kongo",
        "CI": "Elfenbeinküste",
        "GB": "Großbritannien",
        "HK": "Hongkong",
        "MD": "Moldau",
        "MO": "Macau",
        "PS": "Palästina",
        "US": "USA",
        "VA": "Vatikan",
    },
    "es": {
        "CD": "RD del Congo",
        "CG": "República del Congo",
        "CI": "Costa de Marfil",
        "HK": "Hong Kong",
        "MM": "Myanmar",
        "MO": "Macao",
        "PS": "Palestina",
        "VA": "Vaticano",
    },
    "fr": {
        "CD": "RD Congo",
        "HK": "Hong Kong",
        "MM": "Birmanie",
        "MO": "Macao",
        "PS": "Palestine",
        "VA": "Vatican",
    },
}
"""Where papers write another name than CLDR's, which is long or an office's."""


def called(code: str, english: str, language: str) -> str:
    """Return the name of the country of that ISO 3166 code, or its English name."""
    if language == "en":
        return english
    papers = _PAPERS.get(language, {})
    known = Locale.parse(language).territories
    return papers.get(code) or str(known.get(code, english))
