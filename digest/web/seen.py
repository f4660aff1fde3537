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
        told = sha256(body).hexdigest()[:8]
        html = html.replace(f'"{file}"', f'"{file}?{told}"')
    return html
