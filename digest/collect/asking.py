"""The newsletter's web as an `Ask`: one address after the other."""

from http import HTTPStatus

from digest.collect.discover import Ask, Page
from digest.collect.fetch import ACCEPT
from digest.http import NoReply, Request, Web


def asker(web: Web) -> Ask:
    """Return an `Ask` on `web`; every status but 200 is a reason."""

    def ask(url: str) -> Page | str:
        (answer,) = web([Request(url=url, headers={"Accept": ACCEPT})])
        if isinstance(answer, NoReply):
            return answer.reason
        if answer.status != HTTPStatus.OK:
            return f"answers {answer.status}"
        return Page(url=answer.url, body=answer.body)

    return ask
