"""Sentences as sumy's document: words from us, so that no data of NLTK is needed."""

from collections.abc import Sequence
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

from digest.compose.language.words import split


class _Words:
    """The tokenizer that sumy asks for words."""

    def __init__(self, language: str) -> None:
        self._language = language

    def to_words(self, text: str) -> tuple[str, ...]:
        return split(text, self._language)


def document(sentences: Sequence[str], language: str) -> Any:
    """Return sumy's document of one paragraph with these sentences."""
    words = _Words(language)
    listed = [Sentence(sentence, words) for sentence in sentences]
    return ObjectDocumentModel([Paragraph(listed)])
