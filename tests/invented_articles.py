"""Articles made up by chance, in several languages: the same seed, the same articles.

They have what real ones have and worse: words by rank, small words, forms of one word,
sentences that stand there twice, that have one word, none, or only numbers.
"""

import random
from collections.abc import Iterator

from digest.compose.language.languages import stop_words

_STEMS = {
    "en": """harbor strike worker ship grain union court port crane minister vote river
        bridge storm flood road school budget market price village ferry quake""",
    "de": """Hafen Streik Arbeit Schiff Korn Gericht Kran Minister Wahl Brücke Sturm
        Flut Straße Schule Haushalt Markt Preis Dorf Fähre Beben Zeitung""",
    "fr": """port grève navire grain syndicat tribunal grue ministre vote pont tempête
        rue école budget marché prix village bac séisme journal crue ouvrier élu""",
    "es": """puerto huelga barco grano sindicato tribunal grúa ministro voto puente río
        tormenta calle escuela mercado precio pueblo ferri sismo diario obrero""",
    "ru": """порт забастовка корабль зерно профсоюз суд кран министр выборы мост шторм
        дорога школа бюджет рынок цена деревня паром газета рабочий река""",
    "ar": """ميناء إضراب سفينة حبوب نقابة محكمة رافعة وزير تصويت جسر عاصفة طريق مدرسة
        سوق سعر قرية عبارة زلزال صحيفة عامل نهر""",
    "xx": "aba ebe ibi obo ubu ada ede idi odo udu aga ege igi ogo ugu",
}
_ENDINGS = {
    "en": ("", "", "s", "ed", "ing"),
    "de": ("", "", "en", "e", "s"),
    "fr": ("", "", "s", "es"),
    "es": ("", "", "s", "es"),
    "ru": ("", "", "ам", "ом", "ы"),
    "ar": ("", "", "ات", "ين"),
    "xx": ("",),
}
LANGUAGES = tuple(_STEMS)


def articles(
    count: int, longest: int, seed: int = 1
) -> Iterator[tuple[list[str], str]]:
    """Yield articles of 1 to `longest` sentences, mostly short, with their language."""
    chance = random.Random(seed)
    for _ in range(count):
        language = chance.choice(LANGUAGES)
        length = 1 + int(longest * chance.random() ** 4)
        told: list[str] = []
        while len(told) < length:
            told.append(_sentence(chance, language, told))
        yield told, language


def _sentence(chance: random.Random, language: str, before: list[str]) -> str:
    odd = chance.random()
    if odd < 0.05 and before:
        return chance.choice(before)
    if odd < 0.08:
        return chance.choice(["", "12 – 14.", "…"])
    length = 1 if odd < 0.11 else chance.randint(2, 24)
    return " ".join(_word(chance, language) for _ in range(length)).capitalize() + "."


def _word(chance: random.Random, language: str) -> str:
    small = sorted(stop_words(language))
    if small and chance.random() < 0.4:
        return chance.choice(small)
    words = _STEMS[language].split()
    stem = words[int(len(words) * chance.random() ** 2)]
    # A word that few sentences have, as names are.
    rare = f"{stem}{chance.choice('lmnrst')}{chance.choice('aeiou')}"
    return (stem if chance.random() < 0.7 else rare) + chance.choice(_ENDINGS[language])
