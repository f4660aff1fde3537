"""A mail as its readers see it in one condition, whatever the browser that shows it.

    html --in_scheme--> light | dark
         --light, declared dark--> inverted: as programs turn colors by themselves
         --light--> bare: without pictures    --clipped--> cut off, as in Gmail

All is done to the text of the HTML, in one pass each: what is not about the condition
stays byte for byte what is sent.
"""

from typing import Literal

from digest.render.conditions.bare import bare
from digest.render.conditions.clipping import clipped
from digest.render.conditions.inverting import inverted
from digest.render.conditions.schemes import in_scheme

__all__ = ["CONDITIONS", "Condition", "as_seen"]

Condition = Literal["light", "dark", "inverted", "bare", "clipped"]
CONDITIONS: tuple[Condition, ...] = ("light", "dark", "inverted", "bare", "clipped")


def as_seen(html: str, condition: Condition) -> str:
    """Return the mail as it looks in a condition, whatever the window's own scheme is.

    Any text will do; none raises an error. All conditions but `dark` and `inverted`
    look light.
    """
    if condition == "dark":
        return in_scheme(html, "dark")
    if condition == "inverted":
        return inverted(html)
    if condition == "bare":
        return bare(in_scheme(html, "light"))
    if condition == "clipped":
        return in_scheme(clipped(html), "light")
    return in_scheme(html, "light")
