"""A picture beside a story: whose it is, what is seen, how large it is shown."""

import re
from dataclasses import dataclass

# Words that a page's machinery writes, and that say nothing of what is seen.
_NO_WORDS = re.compile(
    r"(?i)(?:(?:main |hero |lead |featured? |article |story )?"
    r"(?:image|picture|photo(?:graph)?|thumbnail|bild|foto|imagen|illustration))?"
    r"|\S+\.(?:jpe?g|png|webp|gif|avif)|https?:\S+"
    r"|(?:img|image|dsc[nf]?|pxl|dji|photo|pic|screenshot)[-_ ]?\d[-_\d]*"
    r"|null|undefined"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in the edition's folder; `file` is relative to it.

    `width` and `height` are in pixels, and 0 until the file is looked at for printing.
    """

    file: str
    alt: str
    credit: str = ""
    width: int = 0
    height: int = 0

    def across(self, column: int) -> int:
        """Return how wide it is shown in a column, both in CSS pixels.

        It is not stretched, and at most three quarters of the column high: a tall
        picture is shown narrower rather than cropped or first of all.
        """
        upright = column * 3 * self.width // (4 * max(self.height, 1))
        return min(column, self.width, upright)


def says_nothing(alt: str) -> bool:
    """Return whether an alt text is empty, or tells nothing of what is seen."""
    return bool(_NO_WORDS.fullmatch(alt.strip()))
