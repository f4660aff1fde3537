"""Feed the parser damaged feeds until the time is over, and keep what trips it.

    python bench/fuzz_parse.py [SECONDS] [SEED] [FOLDER]

First come bodies of 8 MB that are made to hang a parser. Then bodies are cut, spliced,
doubled and flooded with scraps of markup, starting from the feeds in FOLDER (the tests'
own by default). An exception other than `ParseError`, more than two seconds of CPU for
one body, or a process that grows by more than 300 MB is a
find: the body is written to `fuzz-N.bin` here, and the exit code is 1.
"""

import random
import resource
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from digest.collect.parse import parse
from digest.errors import ParseError

OWN = Path(__file__).parents[1] / "tests" / "data" / "feeds"
MOST_SECONDS = 2.0
MOST_GROWTH = 300 * 1024  # KB
MOST_BYTES = 8_000_000

SCRAPS = [
    *(scrap.encode() for scrap in "< > & ' \" = / ; [ ] { } , : \\ # ! ? - @".split()),
    *b"<item> </item> <entry> </entry> <br> <a> </a> <channel> </rss> <link/>".split(),
    *b"<!-- --> <![CDATA[ ]]> <!DOCTYPE <?xml ?> &nbsp; &#xD800; &#0; &x;".split(),
    *b"xmlns:a='b' xml:base='/a/' a='b' <media:group> <content:encoded> href=".split(),
    *(
        b"\0",
        b"\xff",
        b"\xc3\x83\xc2\xa9",
        b"\xe2\x80\xa8",
        b"\x1f\x8b",
        b"\xef\xbb\xbf",
    ),
    *(b"encoding='gb2312'", b"encoding='utf-7'", b"type='xhtml'", b"mode='base64'"),
    *(b"2026-11-18T10:00:00+99:99", b"99999999999999999999", b" " * 50, b"a@b." * 9),
    *(b'{"items":[', b'{"a":1},', b'"x",', b"\\ud800", b"1e999", b"null"),
]


FLOODS = [
    *b"<a/>x <a> <item> <item/> <!-- <!----> <?a?> <![CDATA[ ]]> &a; & &nbsp;".split(),
    *b"&lt; < > <> <a:b/> <link>x:y</link> <category>abc</category> </a> a".split(),
    *b"a@a. &#1;".split(),
    *b"<pubDate>1</pubDate> <author>a@a(</author> <br></item> <div> <b></i>".split(),
    b"\xff",
    *(
        b"word ",
        b"<a b='",
        b"<item><title>A</title><link>http://a.example/</link></item>",
    ),
    *(b"<content:encoded><p>", b"<enclosure url='/a.jpg'/>", b"<!DOCTYPE a [", b"\x01"),
]
JSON_FLOODS = [b"[],", b'{"":{}},', b"1e1,", b'"a<b>",', b"[", b'{"a":', b'{"id":"1"},']

_RSS = b"<rss version='2.0'><channel><item><title>a</title>%b</item></channel></rss>"
_NUMBERS = range(300_000)


def floods() -> Iterator[bytes]:
    """Yield bodies of up to 8 MB, made to hang a parser or to fill the memory."""
    size = MOST_BYTES - 100
    for scrap in FLOODS:
        yield _RSS % (scrap * (size // len(scrap)))
        # The second opinion is asked about smaller ones whose tags are closed wrongly.
        for some in (9_000, 90_000, 400_000):
            yield _RSS % (b"</b><item><b></item>" + scrap * (some // len(scrap)))
    for form in (b'a%d=""', b'xmlns:a%d="b"', b'a="%d"'):
        attributes = b" ".join(form % number for number in _NUMBERS)
        yield b"<rss " + attributes + b">" + _RSS % b"" + b"</rss>"
    for scrap in JSON_FLOODS:
        yield b'{"items":[' + scrap * (size // len(scrap)) + b"0]}"
        item = b'{"items":[{"id":"1","title":"x","tags":[%b0],"authors":[%b0]}]}'
        half = scrap * (size // len(scrap) // 2)
        yield item % (half, half)
    for top in (b"<!DOCTYPE rss [", b"<?", b"<!--", b"\xff\xfe", b"\n", b"<html>"):
        yield top + b"<!ENTITY a 'b'> ] " * (size // 18)


def damaged(body: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a body after one to five changes, now and then a very long one."""
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(body))
        until = min(len(body), at + int(chance.expovariate(1 / 60)))
        scrap = chance.choice(SCRAPS)
        kind = chance.choice("cut put put many twice splice end".split())
        if kind == "cut":
            body = body[:at] + body[until:]
        elif kind in ("put", "many"):
            times = int(10 ** chance.uniform(0, 5)) if kind == "many" else 1
            body = body[:at] + scrap * times + body[at:]
        elif kind == "twice":
            body = body[:until] + body[at:until] * 40 + body[until:]
        else:
            tail = chance.choice(others) if kind == "splice" else b""
            body = body[:at] + tail[chance.randint(0, len(tail)) :]
    return body[:MOST_BYTES]


def _without_end(bodies: list[bytes], chance: random.Random) -> Iterator[bytes]:
    while True:
        yield damaged(chance.choice(bodies), bodies, chance)


def trouble(body: bytes) -> str | None:
    """Return what is wrong with how a body is read, if anything."""
    before, begin = _peak(), time.process_time()
    try:
        parse(body, "http://fuzz.example/feed")
    except ParseError:
        pass
    except Exception:  # noqa: BLE001  whatever it is, it is a find
        return traceback.format_exc()
    spent, growth = time.process_time() - begin, _peak() - before
    if spent > MOST_SECONDS:
        return f"{spent:.1f} s of CPU"
    return f"{growth // 1024} MB more" if growth > MOST_GROWTH else None


def _peak() -> int:
    """Return the most memory that this process ever had, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Try bodies until the time is over; report and count finds."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else OWN  # noqa: PLR2004
    chance = random.Random(seed)  # noqa: S311  to be repeatable, not secret
    bodies = [file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()]
    tried = finds = 0
    slowest, end = 0.0, time.monotonic() + seconds
    given = chain(floods(), _without_end(bodies, chance))
    while time.monotonic() < end:
        body = next(given)
        begin = time.process_time()
        found = trouble(body)
        slowest = max(slowest, time.process_time() - begin)
        tried += 1
        if found:
            finds += 1
            Path(f"fuzz-{finds}.bin").write_bytes(body)
            print(f"fuzz-{finds}.bin ({len(body):,} bytes): {found}")
    print(f"{tried:,} bodies, {finds} finds, slowest {slowest:.2f} s, seed {seed}")
    raise SystemExit(1 if finds else 0)


if __name__ == "__main__":
    main()
