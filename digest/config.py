"""feeds.yaml into a `Config`; every complaint names file, line, column and remedy."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    field_validator,
    model_validator,
)

from digest import findings, model, quantities, values, yaml_file
from digest.errors import Complaint, ConfigError
from digest.page_selectors import Selectors
from digest.steering import HOME, EditionPart, Language, Ranking, SectionPart
from digest.yaml_file import Part

REGIONS = {
    "europe": "Europe",
    "asia-pacific": "Asia-Pacific",
    "middle-east": "Middle East",
    "africa": "Africa",
    "americas": "Americas",
    "world": "World",
}

BETWEEN = {
    "TR": "middle-east",
    "EG": "middle-east",
    "RU": "europe",
    "CY": "europe",
    "caucasus": "europe",
    "central-asia": "asia-pacific",
}
"""Where countries count that papers put in one region or another."""

NO_FEEDS = "no feeds are listed; add one with: digest feeds add https://…"


def _written(read: Callable[[str], object]) -> PlainValidator:
    """Return a validator that reads a text; a group, a list or nothing is refused."""

    def validator(given: object) -> object:
        if not isinstance(given, str):
            raise ValueError("is not a text; write a value on the same line")  # noqa: TRY004  pydantic wants ValueError
        return read(given)

    return PlainValidator(validator)


def region(text: str) -> str:
    """Return the id of a region; raise `ValueError`."""
    if text not in REGIONS:
        raise ValueError(f"'{text}' is no region{yaml_file.suggest(text, REGIONS)}")
    return text


WebAddress = Annotated[str, AfterValidator(values.web_address)]
Mailbox = Annotated[str, AfterValidator(values.mailbox)]
Span = Annotated[timedelta, _written(quantities.duration)]
Every = Annotated[timedelta, _written(quantities.interval)]
Weekly = Annotated[quantities.Weekly, _written(quantities.weekly)]
Size = Annotated[int, _written(quantities.size)]
Zone = Annotated[ZoneInfo, _written(quantities.zone)]
Network = Annotated[IPv4Network | IPv6Network, _written(ip_network)]
Territory = Annotated[str, AfterValidator(values.territory)]
Region = Annotated[str, AfterValidator(region)]
Chosen = Annotated[
    tuple[Annotated[str, AfterValidator(values.selector)], ...],
    BeforeValidator(lambda given: [given] if isinstance(given, str) else given),
]
"""CSS selectors, a list of them or one alone."""


class Newsletter(Part):
    """Who writes to whom, and where they are."""

    title: str = "What in the World"
    tagline: str = "The week's world news, in the papers' own words"
    language: Language = "en"
    timezone: Zone = ZoneInfo("UTC")
    home: Annotated[str, AfterValidator(values.country)] | None = None
    url: WebAddress | None = None
    sender: Mailbox = Field(
        default="What in the World <world@example.org>", alias="from"
    )
    reply_to: Mailbox | None = None
    address: str | None = None
    theme: Annotated[str, AfterValidator(values.theme)] = "classic"
    pictures: Literal["inline", "linked"] = "inline"

    @model_validator(mode="after")
    def _links_lead_somewhere(self) -> Self:
        if self.pictures == "linked" and not self.url:
            raise ValueError(
                "pictures can be linked only where out/ is published; set url,"
                " or write pictures: inline"
            )
        return self


class Schedule(Part):
    """When feeds are read and editions are due, in the newsletter's time zone."""

    fetch: Every = timedelta(hours=2)
    draft: Weekly = quantities.weekly("thursday 05:00")
    send: Weekly = quantities.weekly("thursday 07:00")
    max_late: Span = timedelta(hours=72)


class Fetch(Part):
    """Manners and limits on the network."""

    timeout: Span = timedelta(seconds=20)
    max_body: Size = 8_000_000
    per_host: Annotated[int, Field(ge=1, le=10)] = 2
    in_flight: Annotated[int, Field(ge=1, le=1000)] = 200
    allow_private: tuple[Network, ...] = ()
    proxy: Annotated[str, AfterValidator(values.proxy)] | None = None
    ca_file: Path | None = None
    keep: Span = timedelta(days=90)


def ignorable(code: str) -> str:
    """Return the code of a warning that a desk may switch off; raise `ValueError`."""
    known = findings.codes()
    warnings = [name for name, line in known.items() if line.level == "warning"]
    if code in known and code not in warnings:
        raise ValueError(f"'{code}' is an error, and errors cannot be ignored")
    if code not in known:
        raise ValueError(f"'{code}' is no warning{yaml_file.suggest(code, warnings)}")
    return code


class CheckPart(Part):
    """What `digest check` need not say."""

    ignore: tuple[Annotated[str, AfterValidator(ignorable)], ...] = ()


class Auth(Part):
    """Who asks for a feed; the password is in an environment variable."""

    user: Annotated[str, AfterValidator(values.user)]
    password_env: Annotated[str, AfterValidator(values.variable)]


class ArticlePart(Part):
    """Where the article is on a feed's pages, as CSS selectors."""

    keep: Chosen = ()
    drop: Chosen = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.keep and not self.drop:
            raise ValueError(
                "says neither what to keep nor what to drop; put a selector that"
                ' begins with # in quotes: keep: "#story"'
            )
        return self


class FeedPart(Part):
    """One subscription."""

    title: Annotated[str, Field(min_length=1)]
    url: WebAddress
    weight: Annotated[float, Field(ge=0, le=3)] = 1.0
    section: str = "auto"
    family: Annotated[str, Field(min_length=1)] | None = None
    language: Language | None = None
    own: bool = False
    pictures: bool = False
    full_text: Literal["auto", "yes", "no"] = "auto"
    reprint: Literal["sentences", "headline"] = "sentences"
    auth: Auth | None = None
    max_body: Size | None = None
    article: ArticlePart | None = None

    @field_validator("section")
    @classmethod
    def _section_is_listed(cls, section: str, info: ValidationInfo) -> str:
        known = {"auto", *(info.context or {}).get("sections", ())}
        if section not in known:
            hint = yaml_file.suggest(section, known)
            raise ValueError(f"section '{section}' is not listed under sections{hint}")
        return section

    def feed(self) -> model.Feed:
        """Return the subscription as the rest of the program knows it."""
        section = None if self.section == "auto" else self.section
        known = self.model_dump(exclude={"auth", "article"}) | {"section": section}
        if self.article:
            known["article"] = Selectors(**self.article.model_dump())
        return model.Feed(**known, **self.auth.model_dump() if self.auth else {})


def _default_sections() -> tuple[SectionPart, ...]:
    return tuple(SectionPart(id=key, title=title) for key, title in REGIONS.items())


class Config(Part):
    """All of feeds.yaml."""

    newsletter: Newsletter = Field(default_factory=Newsletter)
    schedule: Schedule = Schedule()
    edition: EditionPart = EditionPart()
    sections: Annotated[tuple[SectionPart, ...], Field(min_length=1)] = Field(
        default_factory=_default_sections
    )
    regions: dict[Territory, Region] = BETWEEN
    ranking: Ranking = Ranking()
    fetch: Fetch = Fetch()
    check: CheckPart = CheckPart()
    store: Annotated[str, AfterValidator(values.store_address)] = "sqlite:///digest.db"
    workers: Annotated[str, AfterValidator(values.workers)] = "local"
    feeds: tuple[FeedPart, ...] = ()

    @cached_property
    def subscriptions(self) -> tuple[model.Feed, ...]:
        return tuple(part.feed() for part in self.feeds)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which stories may be printed."""
        return self.edition.languages or (self.newsletter.language,)


def load(path: Path, name: str | None = None) -> Config:
    """Return the configuration in `path`; raise `ConfigError` with every complaint."""
    return _config(yaml_file.read(path, name))


def parse(text: str, name: str) -> Config:
    """Return the configuration in `text`; raise `ConfigError` with every complaint."""
    return _config(yaml_file.parse(text, name))


def _config(document: yaml_file.Document) -> Config:
    sections = _listed(document.data, "sections", "id") or tuple(REGIONS)
    complaints = (
        *_doubled(document, "feeds", "url"),
        *_doubled(document, "sections", "id"),
        *_homeless(document, sections),
    )
    try:
        config = yaml_file.validate(document, Config, sections=sections)
    except ConfigError as error:
        raise ConfigError(error.complaints + complaints) from None
    if complaints:
        raise ConfigError(complaints)
    return config


def _homeless(
    document: yaml_file.Document, sections: Sequence[str]
) -> tuple[Complaint, ...]:
    """Complain of a section for the home country where no country is home."""
    groups = document.data if isinstance(document.data, dict) else {}
    newsletter = groups.get("newsletter")
    home = newsletter.get("home") if isinstance(newsletter, dict) else None
    if home or HOME not in sections:
        return ()
    words = (
        f"'{HOME}' is the section of the home country, and none is given;"
        " write newsletter: { home: AU }, or give the section another id"
    )
    at = ("sections", sections.index(HOME), "id")
    return (document.complaint(at, words),)


def _listed(data: Any, group: str, key: str) -> tuple[str, ...]:
    """Return `key` of every item under `group`, before anything is validated."""
    items = data.get(group) if isinstance(data, dict) else None
    if not isinstance(items, list):
        return ()
    return tuple(str(item.get(key)) for item in items if isinstance(item, dict))


def _doubled(
    document: yaml_file.Document, group: str, key: str
) -> tuple[Complaint, ...]:
    met: set[str] = set()
    complaints = []
    for number, value in enumerate(_listed(document.data, group, key)):
        if value in met:
            words = f"{key} '{value}' is listed twice; remove one of them"
            complaints.append(document.complaint((group, number, key), words))
        met.add(value)
    return tuple(complaints)
