"""What feeds.yaml says of an edition, as composing asks for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.compose.places.gazetteer import Gazetteer, gazetteer
from digest.compose.ranking.outlets import families
from digest.compose.ranking.pick import Quotas
from digest.compose.ranking.rank import Orders, Scale
from digest.compose.summarizers import Method
from digest.config import REGIONS, Config
from digest.methods import DEFAULT
from digest.steering import KINDS
from digest.values import GROUPS

_GROUP_NAMES = {
    "caucasus": ("Caucasus", "South Caucasus"),
    "central-asia": ("Central Asia", "Central Asian", "Central Asians"),
}

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the edition should be.

    Entries up to `since` are too old for it; those of the kinds in `leave_out` are not
    in it. `method` rates sentences.
    """

    scale: Scale
    quotas: Quotas
    min_stories: int
    words_per_article: int
    since: datetime = _EVER
    leave_out: Collection[str] = KINDS
    method: Method = DEFAULT


def terms(
    config: Config,
    now: datetime,
    since: datetime = _EVER,
    names: Mapping[str, str] | None = None,
    method: Method | None = None,
) -> Terms:
    """Return the terms of an edition that is drafted at `now`.

    Entries until `since` are too old for it; `names` are those of places.yaml. Without
    a `method` that of feeds.yaml rates sentences.
    """
    ranking, edition = config.ranking, config.edition
    return Terms(
        scale=Scale(
            feeds={feed.url: feed for feed in families(config.subscriptions)},
            orders=Orders(mute=ranking.mute, pin=ranking.pin, boost=ranking.boost),
            now=now,
            gazetteer=places(config, names or {}),
            weights=ranking.weights,
        ),
        quotas=Quotas(
            stories=edition.stories,
            sections={section.id: section.stories for section in config.sections},
            per_outlet=edition.per_outlet,
            per_country=edition.per_country,
            own=edition.own,
            like=ranking.weights.like,
            home=config.newsletter.home,
            languages=config.languages,
            regions=tuple(REGIONS),
        ),
        min_stories=edition.min_stories,
        words_per_article=edition.words_per_article,
        since=since,
        leave_out=ranking.leave_out,
        method=method or edition.summarizer,
    )


def places(config: Config, names: Mapping[str, str]) -> Gazetteer:
    """Return the shipped table with an editor's changes: regions, then `names`.

    A country's own region wins over its group's; its name is in the newsletter's
    language.
    """
    groups = {key: where for key, where in config.regions.items() if key in GROUPS}
    own = {key: where for key, where in config.regions.items() if key not in GROUPS}
    together = {code: where for key, where in groups.items() for code in GROUPS[key]}
    named = {name: where for key, where in groups.items() for name in _GROUP_NAMES[key]}
    changed = gazetteer().with_changes(
        names={**named, **names}, regions={**together, **own}
    )
    return changed.in_language(config.newsletter.language)
