"""Requests under way: begun in turn, sent on by redirects, ended by their deadline."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urljoin, urlsplit

from yarl import URL

from digest.http import failures
from digest.http.exchange import Answer, NoReply, Reply, Request
from digest.http.guard import RefusedError
from digest.http.hop import Hops, credentials
from digest.http.manners import Manners
from digest.http.outbox import Outbox
from digest.http.turns import Turns

_MOST_HOPS = 5
_FOR_GOOD = frozenset({301, 308})
_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_OWN = frozenset({"authorization", "cookie"}) | _CONDITIONS
"""Headers that are meant for one origin only."""
_GAP = 0.1
"""Seconds, at most, between two requests to one host."""


@dataclass(slots=True, eq=False, kw_only=True)
class _Job:
    """A request on its way: at `url` with `headers` after so many `hops`."""

    request: Request
    url: str
    host: str
    headers: Mapping[str, str]
    hops: int = 0
    for_good: bool = True
    deadline: float = 0.0
    alarm: asyncio.TimerHandle | None = field(default=None, repr=False)


class Flights:
    """All requests of one call."""

    def __init__(
        self, manners: Manners, hops: Hops, outbox: Outbox, chance: Callable[[], float]
    ) -> None:
        self._manners = manners
        self._seconds = manners.timeout.total_seconds()
        self._hops = hops
        self._outbox = outbox
        self._loop = asyncio.get_running_loop()
        self._turns: Turns[_Job] = Turns(
            manners.per_host, lambda: chance() * _GAP, self._loop, self.begin
        )
        self._group = asyncio.TaskGroup()
        self._flying = 0
        self._left = 0
        self._all_answered = self._loop.create_future()

    async def run(self, requests: Iterable[Request]) -> None:
        """Put an answer to each of `requests` into the outbox."""
        for request in requests:
            host = _host(request.url)
            job = _Job(
                request=request, url=request.url, host=host, headers=request.headers
            )
            self._turns.add(host, job)
            self._left += 1
        if not self._left:
            return
        async with self._group:
            self.begin()
            await self._all_answered

    def begin(self) -> None:
        """Let as many go as may; a full outbox lets only those on that have begun."""
        while self._flying < self._manners.in_flight:
            job = self._turns.next(begun_only=self._outbox.full())
            if job is None:
                return
            if job.alarm:
                job.alarm.cancel()
            self._flying += 1
            self._group.create_task(self._fly(job))

    async def _fly(self, job: _Job) -> None:
        outcome = await self._outcome(job)
        self._flying -= 1
        self._turns.free(job.host)
        if isinstance(outcome, _Job):
            self._turns.add(outcome.host, outcome, begun=True)
            outcome.alarm = self._loop.call_at(outcome.deadline, self._late, outcome)
        else:
            self._hand_out(outcome)
        self.begin()

    def _late(self, job: _Job) -> None:
        """Answer for a request whose time ran out while it waited to go on."""
        self._turns.withdraw(job.host, job)
        self._hand_out(failures.too_late(job.request, self._seconds))

    def _hand_out(self, answer: Answer) -> None:
        self._outbox.put(answer)
        self._left -= 1
        if not self._left:
            self._all_answered.set_result(None)

    async def _outcome(self, job: _Job) -> Answer | _Job:
        """Return the answer, or the request as it goes on after a redirect."""
        withheld = self._manners.withheld.get(job.url)
        if withheld is not None:
            return NoReply(request=job.request, reason=withheld, unreachable=False)
        job.deadline = job.deadline or self._loop.time() + self._seconds
        try:
            url = self._hops.guard.admit(job.url)
            async with asyncio.timeout_at(job.deadline):
                found = await self._hops.ask(job.request, url, self._headers(job, url))
            if not isinstance(found, Reply):
                return _sent_on(job, url, *found)
        except TimeoutError:
            return failures.too_late(job.request, self._seconds)
        except failures.EXPECTED as error:
            return failures.no_reply(job.request, error)
        if not job.hops:
            return replace(found, url=job.url)
        return replace(found, moved=found.url) if job.for_good else found

    def _headers(self, job: _Job, url: URL) -> Mapping[str, str]:
        more: dict[str, str] = {}
        login = self._manners.logins.get(job.request.url)
        if login and _origin(url) == _origin(URL(job.request.url)):
            more["Authorization"] = credentials(login.user, login.password)
        if not self._turns.expects_more(job.host):
            more["Connection"] = "close"  # else thousands would stay open unused
        return {**job.headers, **more}


def _host(url: str) -> str:
    """Return whose turn it takes to ask `url`; what is no URL fails in its turn."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _sent_on(job: _Job, here: URL, status: int, location: str) -> _Job:
    """Return the job as it goes on to `location`; raise `RefusedError`."""
    if job.hops == _MOST_HOPS:
        raise RefusedError(f"more than {_MOST_HOPS} redirects")
    try:
        there = URL(urljoin(str(here), _readable(location))).with_fragment(None)
    except ValueError:
        raise RefusedError("redirects to no valid address") from None
    left = _left_behind(here, there)
    return _Job(
        request=job.request,
        url=str(there),
        host=there.host or "",
        headers={k: v for k, v in job.headers.items() if k.lower() not in left},
        hops=job.hops + 1,
        for_good=job.for_good and status in _FOR_GOOD,
        deadline=job.deadline,
    )


def _left_behind(here: URL, there: URL) -> frozenset[str]:
    """Return the headers that do not go from `here` to `there`.

    A host that leads from http to https gets its conditions back: such feeds would
    otherwise be read in full every time.
    """
    if _origin(there) == _origin(here):
        return frozenset()
    upgrade = (here.scheme, there.scheme) == ("http", "https")
    return _OWN - _CONDITIONS if upgrade and here.host == there.host else _OWN


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    return url.scheme, url.raw_host, url.port  # RFC 6454 §4


def _readable(location: str) -> str:
    """Return a Location as text: bytes that are no UTF-8 are quoted as they are."""
    try:
        location.encode()
    except UnicodeEncodeError:
        raw = location.encode("utf-8", "surrogateescape")
        return quote(raw, safe="!#$%&'()*+,/:;=?@[]~")
    return location
