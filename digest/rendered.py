"""The last that travels: an edition as it is sent (the others stand in model.py)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """The rendered edition; `mjml` explains the HTML, `words` are the edition's own."""

    subject: str
    preheader: str
    html: str
    text: str
    mjml: str
    words: str = ""
