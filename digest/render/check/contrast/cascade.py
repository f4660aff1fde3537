"""Style sheets and attributes into the declarations that win, element by element.

    <style> rules, in their order --match--> element: property: (weight, value)
    inline styles, old attributes --------------------^

Only what decides contrast is looked at; the mail is seen on a wide screen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selectors
from lxml import etree

from digest.render.check.mail import Element, Mail

Scheme = Literal["light", "dark"]
Styles = dict[Element, dict[str, str]]
"""The values that win, by property."""

_Weight = tuple[int, int, int, int, int]
"""Important, inline or not, and a selector's specificity (CSS Cascading 4, 6.1)."""
_KNOWN = frozenset(
    "color background-color font-size font-weight display visibility mso-hide".split()
)
_ATTRIBUTES = {"bgcolor": "background-color", "color": "color", "text": "color"}
_ELSEWHERE = re.compile(r"print|max-(?:device-)?width|\bspeech\b|not\s+all")
_WHOLE = "background"
_DEEPEST_RULE = 3


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: tuple[int, int, int]
    path: etree.XPath
    declarations: tuple[tuple[str, str, bool], ...]


def styles(mail: Mail, scheme: Scheme) -> Styles:
    """Return what every element is told, where the reader's device is in `scheme`."""
    won: dict[Element, dict[str, tuple[_Weight, str]]] = {}
    for element in mail.elements:
        for name, value in _attributes(element):
            _settle(won, element, (0, -1, 0, 0, 0), (name, value))
    for sheet in mail.all("style"):
        if _applies(sheet.get("media") or "", scheme):
            for rule in _rules(sheet.text or "", scheme):
                _match(won, mail.tree, rule)
    for element in mail.elements:
        for name, value, important in _inline(element.get("style") or ""):
            _settle(won, element, (int(important), 1, 0, 0, 0), (name, value))
    return {
        element: {name: value for name, (_, value) in told.items()}
        for element, told in won.items()
    }


def _settle(
    won: dict[Element, dict[str, tuple[_Weight, str]]],
    element: Element,
    weight: _Weight,
    told: tuple[str, str],
) -> None:
    """Keep what weighs most, and of equals the last."""
    name, value = told
    known = won.setdefault(element, {})
    if name not in known or weight >= known[name][0]:
        known[name] = (weight, value)


def _match(
    won: dict[Element, dict[str, tuple[_Weight, str]]], tree: Element, rule: _Rule
) -> None:
    matched = rule.path(tree)
    assert isinstance(matched, list)
    for element in matched:
        for name, value, important in rule.declarations:
            weight = (int(important), 0, *rule.weight)
            _settle(won, element, weight, (name, value))


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for attribute, name in _ATTRIBUTES.items():
        if value := element.get(attribute):
            yield name, value


def _rules(text: str, scheme: Scheme, depth: int = 0) -> Iterator[_Rule]:
    yield from _from_nodes(
        tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True),
        scheme,
        depth,
    )


def _from_nodes(nodes: Iterable[object], scheme: Scheme, depth: int) -> Iterator[_Rule]:
    for node in nodes:
        kind = getattr(node, "type", "")
        if kind == "qualified-rule":
            yield from _from_rule(node)
        elif kind == "at-rule" and depth < _DEEPEST_RULE:
            yield from _from_media(node, scheme, depth)


def _from_media(
    node: "tinycss2.ast.AtRule", scheme: Scheme, depth: int
) -> Iterator[_Rule]:
    if node.lower_at_keyword != "media" or node.content is None:
        return
    if _applies(tinycss2.serialize(node.prelude), scheme):
        inside = tinycss2.parse_rule_list(
            node.content, skip_comments=True, skip_whitespace=True
        )
        yield from _from_nodes(inside, scheme, depth + 1)


def _from_rule(node: "tinycss2.ast.QualifiedRule") -> Iterator[_Rule]:
    declarations = tuple(_declared(node.content))
    if not declarations:
        return
    for weight, path in _selected(tinycss2.serialize(node.prelude).strip()):
        yield _Rule(weight, path, declarations)


@lru_cache(maxsize=512)
def _selected(prelude: str) -> tuple[tuple[tuple[int, int, int], etree.XPath], ...]:
    """Return paths with their specificity; none for what XPath cannot say."""
    try:
        return tuple(
            (
                selector.specificity(),
                etree.XPath(HTMLTranslator().selector_to_xpath(selector)),
            )
            for selector in parse_selectors(prelude)
            if selector.pseudo_element is None
        )
    except (SelectorError, etree.XPathError, RecursionError, ValueError):
        return ()


@lru_cache(maxsize=2048)
def _inline(text: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the declarations of a `style`; mails say the same ones many times."""
    return tuple(_declared(text))


def _declared(content: object) -> Iterator[tuple[str, str, bool]]:
    """Yield what decides contrast: property, value, important."""
    for node in tinycss2.parse_declaration_list(
        content, skip_comments=True, skip_whitespace=True
    ):
        if node.type != "declaration":
            continue
        if node.lower_name in _KNOWN:
            value = tinycss2.serialize(node.value).strip().lower()
            yield node.lower_name, value, node.important
        elif node.lower_name == _WHOLE:
            yield "background-color", _color_of(node.value), node.important
            pictured = any(_is_picture(token) for token in node.value)
            yield "background-image", "url" if pictured else "none", node.important
        elif node.lower_name == "background-image":
            pictured = any(_is_picture(token) for token in node.value)
            yield "background-image", "url" if pictured else "none", node.important


def _color_of(tokens: Iterable["tinycss2.ast.Node"]) -> str:
    """Return the color in the shorthand; where it names none it means none."""
    for token in tokens:
        if token.type in ("hash", "ident", "function") and tinycss2.color4.parse_color(
            token
        ):
            return str(token.serialize())
    return "transparent"


def _is_picture(token: "tinycss2.ast.Node") -> bool:
    return token.type == "url" or (
        token.type == "function"
        and ("gradient" in token.lower_name or token.lower_name == "url")
    )


def _applies(media: str, scheme: Scheme) -> bool:
    """Return whether a media query holds on a wide screen in that scheme."""
    text = media.lower()
    wanted = re.search(r"prefers-color-scheme\s*:\s*(\w+)", text)
    if wanted and wanted.group(1) != scheme:
        return False
    return not _ELSEWHERE.search(text)
