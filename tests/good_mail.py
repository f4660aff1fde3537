"""A mail and an edition that `check` finds nothing wrong with, to plant faults in."""

from dataclasses import replace

from digest import yaml_file
from digest.edition_file import Written
from digest.edition_file.shape import EditionPart, WeekPart
from digest.rendered import Email

ADDRESS = "1 Quay Road, Hobart"
HTML = """<!doctype html><html lang="en"><head><title>News</title>
<meta name="color-scheme" content="light dark"><style>
.card { background-color: #ffffff; }
@media (prefers-color-scheme: dark) {
  .card > table { background-color: #1b1c1f !important; }
  .card, .card a { color: #f1ede4 !important; }
}
</style></head><body>
<div class="card"><table bgcolor="#ffffff"><tr><td>
<h1>News</h1><a href="#africa">Africa</a>
<h2 id="africa">Africa</h2>
<h3><a href="http://courier.example/dockers">Dockers strike</a></h3>
<a href="http://courier.example/dockers"><img src="a.jpg" alt="The quay"
width="536"></a>
<p>Some 3,800 dock workers stopped work.</p>
<h3><a href="http://ledger.example/ferry">Ferry runs again</a></h3>
<a href="mailto:desk@world.example?subject=unsubscribe">Unsubscribe</a>
</td></tr></table></div></body></html>"""
TEXT = """NEWS
Dockers strike
  http://courier.example/dockers
Ferry runs again
  http://ledger.example/ferry
Unsubscribe: mailto:desk@world.example?subject=unsubscribe
"""
GOOD = Email(
    subject="Dockers strike in Mombasa",
    preheader="Doctors go back to work; A fund for the grid of Europe",
    html=HTML,
    text=TEXT,
    mjml="",
)


def html_with(old: str, new: str) -> Email:
    assert old in HTML
    return replace(GOOD, html=HTML.replace(old, new))


def html_and(more: str) -> Email:
    return html_with("</td>", f"{more}</td>")


def text_with(old: str, new: str) -> Email:
    assert old in TEXT
    return replace(GOOD, text=TEXT.replace(old, new))


EDITION = """\
slug: '2026-11-19'
subject: Dockers strike in Mombasa
note: I was there once.
quote: {text: We waited., by: A docker, url: 'http://courier.example/dockers'}
sections:
  - id: africa
    stories:
      - id: s-1
        headline: Dockers strike
        follows: '2026-11-12'
        url: http://courier.example/dockers
        outlet: Courier
        picture: {file: pictures/a.jpg, alt: A quay, credit: C, width: 4, height: 3}
        bullets:
          - text: Some 3,800 dock workers stopped work on Tuesday [17 November].
            from: a-1/0
      - id: s-2
        headline: Ferry runs again
        url: http://ledger.example/ferry
        outlet: Ledger
        bullets:
          - text: The ferry to Lamu runs again.
            from: a-2/0
"""
SENT = ("2026-11-12",)


def week() -> WeekPart:
    """Return what draft.json knew when EDITION was drafted from it."""
    told = {
        "a-1": ("Courier", "Some 3,800 dock workers stopped work on Tuesday."),
        "a-2": ("Ledger", "The ferry to Lamu runs again."),
    }
    printed = "Some 3,800 dock workers stopped work on Tuesday [17 November]."
    return WeekPart.model_validate(
        {
            "version": 2,
            "slug": "2026-11-19",
            "window": {"start": "2026-11-12T00:00:00Z", "end": "2026-11-19T00:00:00Z"},
            "sections": ("africa",),
            "edition_sha256": "",
            "stories": (
                _story(1, "a-1", "Courier", printed),
                _story(2, "a-2", "Ledger", told["a-2"][1]),
            ),
            "others": (),
            "left_out": (),
            "articles": {
                name: {
                    "outlet": outlet,
                    "url": f"http://{outlet.lower()}.example/{name}",
                    "sentences": (sentence,),
                    "title": "A title",
                    "published": "2026-11-17T08:00:00Z",
                    "origin": "page",
                    "shortfall": None,
                    "copy_of": None,
                }
                for name, (outlet, sentence) in told.items()
            },
        }
    )


def _story(rank: int, article: str, outlet: str, text: str) -> dict[str, object]:
    entry = {
        "id": article,
        "outlet": outlet,
        "title": "A title",
        "url": f"http://{outlet.lower()}.example/{article}",
        "published": "2026-11-17T08:00:00Z",
    }
    brief = {
        "id": f"s-{rank}",
        "headline": "A headline",
        "url": entry["url"],
        "outlet": outlet,
        "bullets": ({"text": text, "from": f"{article}/0"},),
    }
    return {
        "id": f"s-{rank}",
        "rank": rank,
        "headline": "A headline",
        "section": "africa",
        "cut": "in",
        "why": "",
        "region": "africa",
        "place": None,
        "score": 1.0,
        "reasons": {},
        "entries": (entry,),
        "stands": {"section": "africa", "number": rank},
        "brief": brief,
    }


def written(text: str = EDITION) -> Written:
    """Return an edition.yaml of this text, beside its `week`."""
    document = yaml_file.parse(text, "edition.yaml")
    part = yaml_file.validate(document, EditionPart)
    return Written(part=part, document=document, week=week())


def edited(old: str, new: str) -> Written:
    assert old in EDITION
    return written(EDITION.replace(old, new, 1))


def line_of(words: str, text: str = EDITION) -> int:
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines, start=1) if words in line)
