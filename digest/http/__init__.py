"""The one HTTP client, with its guard.

    Request --client--> Turns: hosts take turns --hop--> unpacked --> Reply | NoReply
                          ^                      |
                          +---- a redirect ------+

Whoever needs the web is given a `Web`, a plain callable; the event loop lives in here.
"""

from digest.http.client import client
from digest.http.exchange import Answer, NoReply, Reply, Request, Web
from digest.http.manners import Login, Lookup, Manners

__all__ = [
    "Answer",
    "Login",
    "Lookup",
    "Manners",
    "NoReply",
    "Reply",
    "Request",
    "Web",
    "client",
]
