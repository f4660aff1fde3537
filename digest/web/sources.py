"""The mail's text, HTML and MJML as pages to read, with colors and numbered lines."""

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import HtmlLexer

from digest.rendered import Email

SOURCES = ("text", "html", "mjml")
_LONGEST = 400_000
"""Characters that are colored; it takes a second for a million."""
_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; padding: 16px 0; background: light-dark(#fff, #16181c);
  color: light-dark(#1c1e21, #d9dce1); counter-reset: line;
  font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
p { margin: 0; padding: 0 16px 0 64px; position: relative; white-space: pre-wrap;
  overflow-wrap: anywhere; min-height: 1.55em; }
p::before { counter-increment: line; content: counter(line); position: absolute;
  left: 0; width: 48px; text-align: right; user-select: none;
  color: light-dark(#6b7078, #8b919b); }
.nt { color: light-dark(#8a1f1f, #f0a0a0); }
.na { color: light-dark(#7a4b00, #e3bd7f); }
.s { color: light-dark(#1f5c2e, #9fd3ab); }
.c, .cp { color: light-dark(#6b7078, #8b919b); }
"""


def source_page(email: Email, kind: str) -> str:
    """Return the `text`, `html` or `mjml` of a mail as a page, a paragraph a line."""
    text = {"text": email.text, "html": email.html, "mjml": email.mjml}[kind]
    if kind == "text" or len(text) > _LONGEST:
        lines = escape(text).split("\n")
    else:
        lines = _colored(text).split("\n")
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    title = f"The mail's {kind}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def _colored(text: str) -> str:
    """Return HTML or MJML with its tags, attributes and values in spans."""
    formatter = HtmlFormatter(nowrap=True)
    return str(highlight(text, HtmlLexer(stripnl=False, ensurenl=False), formatter))
