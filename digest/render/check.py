"""The mail as it would be sent, looked at by machine."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from quopri import encodestring
from typing import Literal

from lxml import html as lxml_html

from digest.rendered import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing `check` saw; an error stops sending, a warning does not."""

    level: Literal["error", "warning"]
    code: str
    message: str


_CLIPPED = 102_000
_NEARLY_CLIPPED = 90_000
"""Bytes of the encoded HTML part; Gmail clips at about 102 kB (docs/measured.md)."""
_LONG_SUBJECT = 78
_PREHEADER = (40, 140)
_STYLE = 8192
_LEFT_OVER = re.compile(r"\{\{|\{%|%\}|</?mj-|\\u\{[0-9a-f]+\}")
_LINK = re.compile(r"(?:https?://[^\s/]+|mailto:[^\s]+@|#[\w-]+$)")


def check(email: Email, address: str | None) -> tuple[Finding, ...]:
    """Return what is wrong with `email`, errors first; `address` is the postal one."""
    tree = lxml_html.fromstring(email.html)
    findings = [
        *_size(email),
        *_heads(email),
        *_structure(tree),
        *_links(tree, email),
        *_left_overs(email),
    ]
    if not address:
        message = "no postal address; many countries ask for one in newsletters:"
        findings.append(_warning("no-address", f"{message} set newsletter.address"))
    return tuple(sorted(findings, key=lambda finding: finding.level != "error"))


def no_edition(slug: str) -> Finding:
    """Return the finding for a newsletter that has no edition to look at yet."""
    told = f"{slug} is not drafted yet: only feeds.yaml and the templates were checked"
    return _warning("no-edition", f"{told}; `digest draft` makes it")


def no_feeds(message: str) -> Finding:
    """Return the finding for a newsletter that no edition can be made of."""
    return _error("no-feeds", message)


def disagreement(headline: str, line: str, quoted: Sequence[str]) -> Finding:
    """Return the finding for figures that disagree, and the sentences they stand in."""
    said = "".join(f'; "{sentence}"' for sentence in quoted)
    remedy = "change the bullet, or delete the line under `check`"
    told = f"figures disagree in '{headline}': {line}{said}; {remedy}"
    return _warning("figures-disagree", told)


def encoded_size(email: Email) -> int:
    """Return the bytes of the HTML part as it is sent, in quoted-printable."""
    return len(encodestring(email.html.encode()))


def _error(code: str, message: str) -> Finding:
    return Finding(level="error", code=code, message=message)


def _warning(code: str, message: str) -> Finding:
    return Finding(level="warning", code=code, message=message)


def _size(email: Email) -> list[Finding]:
    size = encoded_size(email)
    told = f"the HTML is {size / 1000:.0f} kB; Gmail cuts mails off at 102 kB"
    remedy = "print fewer stories (edition.stories)"
    if size > _CLIPPED:
        return [_error("too-large", f"{told}: {remedy}")]
    if size > _NEARLY_CLIPPED:
        return [_warning("nearly-too-large", f"{told}: {remedy}")]
    return []


def _heads(email: Email) -> list[Finding]:
    findings = []
    subject, preheader = email.subject, email.preheader
    if not subject:
        findings.append(_error("no-subject", "the subject is empty; set subject"))
    if len(subject) > _LONG_SUBJECT:
        told = f"the subject has {len(subject)} characters; phones show about 41"
        findings.append(_warning("long-subject", f"{told}: shorten subject"))
    fewest, most = _PREHEADER
    if not fewest <= len(preheader) <= most:
        told = f"the preheader has {len(preheader)} characters; 40 to 90 are shown"
        findings.append(_warning("preheader-length", f"{told}: see preheader.txt"))
    if subject and subject in preheader:
        told = "the preheader repeats the subject: see preheader.txt"
        findings.append(_warning("preheader-repeats", told))
    return findings


def _structure(tree: lxml_html.HtmlElement) -> list[Finding]:
    findings = []
    if tree.get("lang") in (None, "", "und"):
        findings.append(_error("no-language", "<html> names no language"))
    if len(tree.xpath("//h1")) != 1:
        findings.append(_error("one-h1", "there should be exactly one <h1>"))
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    if any(after > before + 1 for before, after in itertools.pairwise(levels)):
        findings.append(_error("heading-jump", "a heading skips a level"))
    for image in tree.xpath("//img[not(@alt) or @alt='']"):
        told = f"the picture {image.get('src')} has no alt text"
        findings.append(_error("no-alt", told))
    if tree.xpath("//script|//form|//iframe|//object|//link[@rel='stylesheet']"):
        told = "scripts, forms, frames and style sheets are cut out by mail programs"
        findings.append(_error("active-content", told))
    if len("".join(tree.xpath("//style/text()"))) > _STYLE:
        findings.append(_warning("long-style", "Gmail drops styles over 8 kB"))
    return findings


def _links(tree: lxml_html.HtmlElement, email: Email) -> list[Finding]:
    anchors = tree.xpath("//a")
    addresses = [anchor.get("href") or "" for anchor in anchors]
    findings = [
        _error("bad-link", f"'{address}' is no link that works in a mail")
        for address in sorted(set(addresses))
        if not _LINK.match(address)
    ]
    findings += [
        _error("empty-link", f"the link to {anchor.get('href')} has no text")
        for anchor in anchors
        if not anchor.text_content().strip() and not anchor.xpath(".//img[@alt]")
    ]
    if not any("unsubscribe" in address for address in addresses):
        told = "no way to unsubscribe: keep the link to unsubscribe_url in footer.mjml"
        findings.append(_error("no-unsubscribe", told))
    words = email.text.split()
    said = {*words, *(word.strip("().,;:!?") for word in words)}
    missing = [a for a in set(addresses) if a[:1] != "#" and a not in said]
    if missing:
        told = f"{len(missing)} links are not in the text part, first {min(missing)}"
        findings.append(_error("text-part-links", f"{told}: see weekly.txt"))
    ids = Counter(tree.xpath("//@id"))
    findings += [
        _error("broken-jump", f"'{address}' leads to no place in the mail")
        for address in sorted(set(addresses))
        if address[:1] == "#" and not ids[address[1:]]
    ]
    return findings


def _left_overs(email: Email) -> list[Finding]:
    """Look for marks of engine and templates; a headline's own braces only warn."""
    seen = re.sub(r"<style.*?</style>", "", email.html, flags=re.DOTALL)
    own = set(_LEFT_OVER.findall(email.words))
    findings = []
    for part, text in (("HTML", seen), ("text", email.text)):
        for mark in sorted(set(_LEFT_OVER.findall(text))):
            report = _warning if mark in own else _error
            told = f"a template mark is left in the {part}: '{mark}'"
            findings.append(report("left-over", told))
    return findings
