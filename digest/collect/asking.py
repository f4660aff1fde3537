"""The newsletter's web as an `Ask`: one address after the other."""

from http import HTTPStatus

from digest.collect.discover import Ask, Page
from digest.http import NoReply, Request, Web

_ACCEPT = "application/rss+xml, application/atom+xml, text/html, */*;q=0.9"


def asker(web: Web) -> Ask:
    """Return an `Ask` on `web`; every status but 200 is a reason."""

    def ask(url: str) -> Page | str:
        (answer,) = web([Request(url=url, headers={"Accept": _ACCEPT})])
        if isinstance(answer, NoReply):
            return answer.reason
        if answer.status != HTTPStatus.OK:
            return f"answers {answer.status}"
        return Page(url=answer.url, body=answer.body, moved=answer.moved)

    return ask
