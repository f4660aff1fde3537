"""The mail's HTML as a page of the preview: in a condition, with its pictures."""

import re
from hashlib import sha256

from digest.pipeline.proofs import Proof
from digest.render.conditions import Condition, as_seen

_FRAME = re.compile(r"<(/?)(?=i?frame\b)", re.IGNORECASE)
"""A frame in the mail: programs drop it, and Chromium connects before it is refused."""


def seen(proof: Proof, condition: Condition) -> str:
    """Return the mail as it is seen in a condition.

    A picture's address changes with the picture: the browser keeps what did not change.
    """
    html = _FRAME.sub(r"<\1x-", as_seen(proof.email.html, condition))
    for file, body in proof.pictures.items():
        html = html.replace(f'"{file}"', f'"{file}?{stamp(body)}"')
    return html


def stamp(picture: bytes) -> str:
    """Return eight letters that tell a picture from others."""
    return sha256(picture).hexdigest()[:8]
