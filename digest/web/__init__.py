"""The preview: an edition in a browser as its readers will see it, anew at each save.

    save --watch--> Bench: a new version --proof--> Shown --screen--> an event
                                                      |
                      the page asks for what it shows +--> /see, /source, /story

It shows what lies in the edition's folder and what the templates make of it. It asks
neither the store nor the network, and writes nothing.
"""

from digest.web.bench import Bench
from digest.web.server import Address, listen, serve

__all__ = ["Address", "Bench", "listen", "serve"]
