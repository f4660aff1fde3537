"""One code for each language, whatever feeds write."""

_SAME = {
    # Codes of countries that are taken for codes of languages.
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "jp": "ja",
    "ua": "uk",
    # Withdrawn from ISO 639-1, and the two Norwegians.
    "in": "id",
    "iw": "he",
    "nb": "no",
    "nn": "no",
    # ISO 639-2 where ISO 639-1 has a code (RFC 5646 §2.2.1: the shortest counts).
    "ara": "ar",
    "bul": "bg",
    "cat": "ca",
    "ces": "cs",
    "cze": "cs",
    "dan": "da",
    "deu": "de",
    "dut": "nl",
    "ell": "el",
    "eng": "en",
    "fas": "fa",
    "fin": "fi",
    "fra": "fr",
    "fre": "fr",
    "ger": "de",
    "glg": "gl",
    "heb": "he",
    "hin": "hi",
    "hrv": "hr",
    "hun": "hu",
    "ind": "id",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "msa": "ms",
    "nld": "nl",
    "nob": "no",
    "nor": "no",
    "pol": "pl",
    "por": "pt",
    "ron": "ro",
    "rum": "ro",
    "rus": "ru",
    "slk": "sk",
    "spa": "es",
    "srp": "sr",
    "swe": "sv",
    "tha": "th",
    "tur": "tr",
    "ukr": "uk",
    "zho": "zh",
}


def one_code(code: str) -> str:
    """Return the ISO 639 code that is meant: `jp` and `jpn` are `ja`, `nb` is `no`."""
    return _SAME.get(code, code)
