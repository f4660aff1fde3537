"""A made-up edition to try templates with while nothing is drafted.

It has every block once: picture, other outlets, a paywall, an update, an edited bullet,
a bullet of another outlet, a quote, a quiet region, feeds that failed.
"""

from datetime import UTC, date, datetime, timedelta

from digest.coverage_note import CoverageNote, Trouble
from digest.model import Brief, Bullet, Edition, Section, Source, Window
from digest.picture import Picture
from digest.quote import Quote
from digest.steering import SectionPart

_HEADLINES = (
    "Harbor opens again after the storm",
    "Ferry to Lamu runs at night",
    "Salt workers settle their dispute",
    "Old bridge closes for strengthening",
    "Villages plant two million mangroves",
    "Tram line carries passengers once more",
    "Teachers return to flooded schools",
    "Ministers agree on a fund for grids",
    "Court hears fishermen on their nets",
)
_PICTURE = Picture(
    file="pictures/trial.jpg",
    alt="A crane above a quay",
    credit="Photograph: Courier",
    width=1104,
    height=620,
)


def trial(slug: str, sections: tuple[SectionPart, ...]) -> Edition:
    """Return an edition of made-up stories under the newsletter's first sections."""
    end = datetime.combine(date.fromisoformat(slug), datetime.min.time(), UTC)
    week = timedelta(days=7)
    briefs = [_brief(number, slug) for number in range(len(_HEADLINES))]
    named = sections[: len(_HEADLINES) - 1]
    parts = [Section(id="top", title="", briefs=(briefs[0],))]
    for number, section in enumerate(named):
        mine = tuple(briefs[1 + number :: len(named)])
        parts.append(Section(id=section.id, title=section.title, briefs=mine))
    return Edition(
        slug=slug,
        window=Window(start=end - week, end=end),
        sections=tuple(parts),
        quiet=(sections[-1].id,),
        coverage=CoverageNote(
            feeds=12,
            entries=60,
            outlets=11,
            failed=(Trouble(outlet="Ledger", reason="answers 503"),),
        ),
        note="A note of the editor, with **bold words** and a [link](http://a.example/).",
        by="The editor, Hobart",
        quote=Quote(
            text="We waited.", by="A docker", url="http://courier.example/trial/0"
        ),
    )


def _brief(number: int, slug: str) -> Brief:
    earlier = (date.fromisoformat(slug) - timedelta(days=7)).isoformat()
    first = number == 0
    return Brief(
        id=f"s-{number}",
        headline=_HEADLINES[number],
        source=Source(outlet="Courier", url=f"http://courier.example/trial/{number}"),
        also=(
            Source(
                outlet="Review",
                url=f"http://review.example/trial/{number}",
                paywalled=True,
            ),
        ),
        bullets=(
            Bullet(text=f"Ships lay at anchor off quay {number} for three days."),
            Bullet(
                text=f"The pilots of quay {number} are back at work.",
                outlet="Review",
                url=f"http://review.example/trial/{number}",
            ),
        ),
        place="Kenya",
        picture=_PICTURE if first else None,
        follows=earlier if number == 1 else None,
    )
