"""What a browser can tell of a mail's look: sizes, contrasts, directions, distances."""

import io
import re
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Page

LIGHTNESS = """
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const pair = [light(one), light(other)];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      const [, , , alpha = 1] = numbers(color);
      if (alpha === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
"""
"""How light a color is and how two contrast: WCAG 2.2, relative luminance."""

TEXTS = """
  const own = (e) => [...e.childNodes].some(
    (n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
  const texts = [...document.body.querySelectorAll("*")]
    .filter((e) => own(e) && e.checkVisibility() && e.tagName !== "STYLE");
"""

CONTRASTS = f"""() => {{ {LIGHTNESS} {TEXTS}
  return texts.map((e) => ({{
    ratio: ratio(getComputedStyle(e).color, behind(e)),
    size: parseFloat(getComputedStyle(e).fontSize),
    tag: e.tagName, text: e.textContent.trim().slice(0, 40) }}));
}}"""

RULES = f"""() => {{ {LIGHTNESS}
  return [...document.body.querySelectorAll(".heavy, .heavy p, .bar")]
    .map((e) => [e, getComputedStyle(e)])
    .flatMap(([e, s]) => ["Top", "Left", "Right"]
      .filter((side) => parseFloat(s[`border${{side}}Width`]) >= 2)
      .map((side) => ratio(s[`border${{side}}Color`], behind(e.parentElement))));
}}"""

GROUNDS = f"""() => {{ {LIGHTNESS}
  return [...document.body.querySelectorAll("*")]
    .map((e) => [e, getComputedStyle(e).backgroundColor])
    .filter(([e, color]) => (numbers(color)[3] ?? 1) > 0 && light(color) > 0.2)
    .map(([e, color]) => [e.tagName, e.className, color]);
}}"""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].map((e) => ({
  level: Number(e.tagName[1]), text: e.textContent.trim(),
  size: parseFloat(getComputedStyle(e).fontSize) }))"""

# WCAG 2.5.8, also for links in running text, which it exempts: a circle of 24 pixels on
# each target meets no other one, nor its circle. A link over several lines is as many
# targets, but for a last word too short to be aimed at.
TARGETS = """() => {
  const boxes = [...document.querySelectorAll("a[href]")].flatMap((a) =>
    [...a.getClientRects()].filter((r, n, all) => r.height > 1 &&
        (r.width >= 24 || !all.some((one) => one.width >= 24)))
      .map((r) => ({ a, r, x: r.x + r.width / 2, y: r.y + r.height / 2 })));
  const small = boxes.filter((b) => b.r.height < 24 || b.r.width < 24);
  const reach = (b, c) => Math.hypot(
    Math.max(c.r.x - b.x, 0, b.x - c.r.right),
    Math.max(c.r.y - b.y, 0, b.y - c.r.bottom));
  const tiny = (c) => c.r.height < 24 || c.r.width < 24;
  return small.flatMap((b) => boxes.filter((c) => c.a !== b.a &&
      (reach(b, c) < 12 || (tiny(c) && Math.hypot(b.x - c.x, b.y - c.y) < 24)))
    .map((c) => [b.a.textContent.trim(), c.a.textContent.trim(), b.r.height]));
}"""

WIDTHS = """() => ({
  scroll: document.documentElement.scrollWidth,
  client: document.documentElement.clientWidth,
  beyond: [...document.body.querySelectorAll("*")]
    .filter((e) => e.checkVisibility() && !e.closest("[style*='display:none']") &&
      (e.getBoundingClientRect().right > innerWidth + 0.5 ||
       e.getBoundingClientRect().left < -0.5))
    .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 40)}`) })"""

SIDES = f"""() => {{ {TEXTS}
  const style = (e) => getComputedStyle(e);
  return {{
    direction: style(document.querySelector("h1")).direction,
    left: texts.filter((e) => style(e).display !== "inline")
      .filter((e) => style(e).direction !== "rtl" ||
        !["right", "start", "center", "-webkit-center"].includes(style(e).textAlign))
      .map((e) => `${{e.tagName}} ${{e.textContent.trim().slice(0, 40)}}`),
    bullets: [...document.querySelectorAll("ul")].map((e) => ({{
      side: parseFloat(style(e).paddingRight) > parseFloat(style(e).paddingLeft)
        ? "right" : "left" }})) }};
}}"""

BLOCKS = f"""() => {{ {TEXTS}
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {{
    const node = walk.currentNode;
    if (node.parentElement.tagName === "STYLE") continue;
    const letters = /[^\\s\\u00a0\\u2002\\u2003]/g;
    node.textContent = node.textContent.replace(letters, "\\u2588");
  }}
  return texts.map((e) => {{
    const node = [...e.childNodes].find(
      (n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
    const range = document.createRange();
    const at = node.textContent.search(/\\u2588/);
    range.setStart(node, at); range.setEnd(node, at + 1);
    const r = range.getBoundingClientRect();
    return [r.x + r.width / 2 + scrollX, r.y + r.height / 2 + scrollY, e.tagName];
  }});
}}"""
CLEAR = "* { -webkit-text-fill-color: transparent !important; }"
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The contrast of a text as it was painted, with its tag and both colors."""

    ratio: float
    tag: str
    ink: tuple[int, ...]
    ground: tuple[int, ...]


def without_dark_rules(html: str) -> str:
    """Return a mail as programs show it that know nothing of dark style sheets."""
    found = _DARK.search(html)
    assert found, "the mail has no dark rules"
    depth, at = 1, found.end()
    while depth:
        depth += {"{": 1, "}": -1}.get(html[at], 0)
        at += 1
    kept = html[: found.start()] + html[at:]
    kept = re.sub(r"\[data-ogsc\][^{}]*\{[^{}]*\}", "", kept)
    kept = re.sub(r":root\s*\{[^{}]*color-scheme[^{}]*\}", "", kept)
    return re.sub(r'<meta name="(supported-)?color-schemes?"[^>]*>', "", kept)


def drawn_contrasts(page: Page) -> list[Drawn]:
    """Return how each text stands out as it is painted, whatever the browser did to it.

    Letters are made full blocks, so that a pixel in their middle has the ink's color;
    painted a second time without ink, the same pixel has the ground's.
    """
    spots = page.evaluate(BLOCKS)
    inked = _painted(page)
    page.add_style_tag(content=CLEAR)
    clear = _painted(page)
    found = []
    for x, y, tag in spots:
        spot = (round(x), round(y))
        ink, ground = inked.getpixel(spot), clear.getpixel(spot)
        assert isinstance(ink, tuple)
        assert isinstance(ground, tuple)
        found.append(Drawn(_ratio(ink, ground), tag, ink, ground))
    return found


def _painted(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")


def _ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(color: tuple[int, ...]) -> float:
    parts = (channel / 255 for channel in color)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
