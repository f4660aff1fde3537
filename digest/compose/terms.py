"""What feeds.yaml says of an edition, as composing asks for it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from digest.compose.pick import Quotas
from digest.compose.rank import Orders, Scale
from digest.config import REGIONS, Config

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the edition should be; entries up to `since` are too old for it."""

    scale: Scale
    quotas: Quotas
    min_stories: int
    words_per_article: int
    since: datetime = _EVER


def terms(config: Config, now: datetime, since: datetime = _EVER) -> Terms:
    """Return the terms of an edition that is drafted at `now`."""
    ranking, edition = config.ranking, config.edition
    return Terms(
        scale=Scale(
            feeds={feed.url: feed for feed in config.subscriptions},
            orders=Orders(mute=ranking.mute, pin=ranking.pin, boost=ranking.boost),
            now=now,
        ),
        quotas=Quotas(
            stories=edition.stories,
            sections={section.id: section.stories for section in config.sections},
            per_outlet=edition.per_outlet,
            home=config.newsletter.home,
            languages=config.languages,
            regions=tuple(REGIONS),
        ),
        min_stories=edition.min_stories,
        words_per_article=edition.words_per_article,
        since=since,
    )
