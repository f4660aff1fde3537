"""What CSS is written with, for patterns that change it in place (CSS Syntax 3, 4).

Patterns are possessive or run to the end of the text: none reads it twice.
"""

GAP = r"[ \t\n\f\r]*+"
COMMENT = r"/\*.*?(?:\*/|\Z)"
STRING = r"""(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)"""
ADDRESS = rf"(?<![\w-])url\({GAP}(?:{STRING}|[^)\"']*+)[^)]*+\)?"
OPAQUE = f"{COMMENT}|{STRING}|{ADDRESS}"
"""Whatever is in there is no rule, no name and no color. Needs `re.DOTALL`."""
