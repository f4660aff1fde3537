"""The mail's HTML as a page of the preview: in a condition, with its pictures."""

from hashlib import sha256

from digest.pipeline.proofs import Proof
from digest.render.conditions import Condition, as_seen


def seen(proof: Proof, condition: Condition) -> str:
    """Return the mail as it is seen in a condition.

    A picture's address changes with the picture: the browser keeps what did not change.
    """
    html = as_seen(proof.email.html, condition)
    for file, body in proof.pictures.items():
        html = html.replace(f'"{file}"', f'"{file}?{stamp(body)}"')
    return html


def stamp(picture: bytes) -> str:
    """Return eight letters that tell a picture from others."""
    return sha256(picture).hexdigest()[:8]
