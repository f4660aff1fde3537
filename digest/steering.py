"""What feeds.yaml says of choosing: how much is printed, and what stories weigh."""

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo
from pydantic import field_validator as checked

from digest import methods, plug_ins, values, yaml_file
from digest.yaml_file import Part

Language = Annotated[str, AfterValidator(values.language)]
Patterns = Annotated[tuple[re.Pattern[str], ...], PlainValidator(values.patterns)]
Boosts = Annotated[
    tuple[tuple[re.Pattern[str], float], ...], PlainValidator(values.boosts)
]
Quota = Annotated[int, Field(ge=1, le=60)]
Gain = Annotated[float, Field(ge=0, le=50)]
Loss = Annotated[float, Field(ge=-50, le=0)]

HOME = "home"
"""The section of the newsletter's own country, where feeds.yaml lists one."""

Kind = Literal[
    "opinion",
    "live",
    "video",
    "pictures",
    "audio",
    "games",
    "roundup",
    "review",
    "obituary",
    "advert",
    "correction",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What an entry may be besides news."""


class EditionPart(Part):
    """How much is printed."""

    stories: Quota = 16
    min_stories: Quota = 6
    per_outlet: Quota = 3
    per_country: Quota = 4
    own: Annotated[int, Field(ge=0, le=60)] = 1
    words_per_article: Annotated[int, Field(ge=20, le=400)] = 120
    languages: tuple[Language, ...] | None = None
    summarizer: Annotated[str, AfterValidator(plug_ins.known)] = methods.DEFAULT

    @checked("min_stories", "own")
    @classmethod
    def _not_more_than_there_is_room(cls, least: int, info: ValidationInfo) -> int:
        most = info.data.get("stories", least)
        if least > most:
            raise ValueError(f"asks for {least} stories, but stories allows {most}")
        return least


class SectionPart(Part):
    """A heading and how many stories may stand under it."""

    id: Annotated[str, AfterValidator(values.section_id)]
    title: str
    stories: Annotated[int, Field(ge=1, le=20)] = 4


class Weights(Part):
    """What each part of a score weighs, in points.

    How many outlets carry a story says most about its weight (12 to 15.6 of the true
    top 20, docs/measured.md); the others are judgement, which is why they are shown.
    """

    outlets: Gain = 10
    day: Gain = 3
    position: Gain = 3
    picture: Gain = 1
    own: Gain = 0
    age: Loss = -1
    stub: Loss = -8
    like: Loss = -15
    copies: Annotated[float, Field(ge=0, le=1)] = 0.3


class Ranking(Part):
    """The editor's standing orders; words are patterns, matched as whole words."""

    mute: Patterns = ()
    pin: Patterns = ()
    boost: Boosts = ()
    leave_out: tuple[Kind, ...] = KINDS
    weights: Weights = Weights()

    @checked("leave_out", mode="before")
    @classmethod
    def _kinds_are_known(cls, given: object) -> object:
        words = given if isinstance(given, list) else []
        strange = next((word for word in words if word not in KINDS), None)
        if strange is not None:
            hint = yaml_file.suggest(str(strange), KINDS)
            raise ValueError(f"'{strange}' is no kind of entry{hint}")
        return given
