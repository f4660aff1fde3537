"""The newsletter's web as an `Ask`: one address after the other."""

import asyncio

from digest.collect.discover import Ask, Page
from digest.errors import FetchError
from digest.http import Reply, Web

_OK = 200
_ACCEPT = "application/rss+xml, application/atom+xml, text/html, */*;q=0.9"


def asker(web: Web) -> Ask:
    """Return an `Ask` on `web`; every status but 200 is a reason."""

    async def get(url: str) -> Reply:
        async with web() as get_one:
            return await get_one(url, {"Accept": _ACCEPT})

    def ask(url: str) -> Page | str:
        try:
            reply = asyncio.run(get(url))
        except FetchError as error:
            return str(error)
        if reply.status != _OK:
            return f"answers {reply.status}"
        return Page(url=reply.url, body=reply.body)

    return ask
