"""What feeds.yaml says of an edition, as composing asks for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from digest.compose.outlets import families
from digest.compose.pick import Quotas
from digest.compose.rank import Orders, Scale
from digest.config import REGIONS, Config
from digest.steering import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the edition should be; entries of the kinds in `leave_out` are not in it."""

    scale: Scale
    quotas: Quotas
    min_stories: int
    words_per_article: int
    leave_out: Collection[str] = KINDS


def terms(config: Config, now: datetime) -> Terms:
    """Return the terms of an edition that is drafted at `now`."""
    ranking, edition = config.ranking, config.edition
    return Terms(
        scale=Scale(
            feeds={feed.url: feed for feed in families(config.subscriptions)},
            orders=Orders(mute=ranking.mute, pin=ranking.pin, boost=ranking.boost),
            now=now,
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
        leave_out=ranking.leave_out,
    )
