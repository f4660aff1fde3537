"""A browser that notes when the frames of a page show a mark.

A mark counts as seen when every frame in sight has it in its document and the page was
painted twice more: the first picture shows it, the second proves that the first is
through. The page looks every 4 ms (HTML gives nested timers no less) and tells the time
by the clock that the saves are timed by.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from functional.browsing import NAMES, SWITCHES
from playwright.sync_api import Browser, Page, sync_playwright

from saves.candidate import PATIENCE, Seen, UnseenError

LOOPBACK_ONLY = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
)
"""react-email's page asks its makers about spam; nothing is to leave this machine."""
EXPECT = """([selector, mark, patience]) => {
  const inSight = (frame) => {
    const box = frame.getBoundingClientRect();
    return frame.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && box.width > 0 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth;
  };
  const shows = (frame) => frame.contentDocument?.body?.textContent.includes(mark);
  const end = performance.now() + 1000 * patience;
  window.whenSeen = new Promise((resolve) => {
    const look = () => {
      const frames = [...document.querySelectorAll(selector)].filter(inSight);
      if (frames.length && frames.every(shows)) {
        const found = Date.now();
        const seen = () => resolve({found, at: Date.now()});
        requestAnimationFrame(() => requestAnimationFrame(seen));
      } else if (performance.now() > end) resolve(null);
      else setTimeout(look, 4);
    };
    look();
  });
}"""
SEEN = "() => window.whenSeen"
SHOWN = """(selector) => [...document.querySelectorAll(selector)]
  .map((frame) => frame.contentDocument?.body?.textContent.match(/saved-[0-9]+/)?.[0])
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A page in a window of its own; `selector` names its frames that hold the mail."""

    page: Page
    selector: str

    def expect(self, mark: str) -> None:
        self.page.evaluate(EXPECT, [self.selector, mark, PATIENCE])

    def seen(self) -> Seen:
        told = self.page.evaluate(SEEN)
        if told is None:
            shown = self.page.evaluate(SHOWN, self.selector)
            raise UnseenError(f"after {PATIENCE} seconds its frames show {shown}")
        return Seen(**told)


def window(browser: Browser, address: str, selector: str, mark: str) -> Window:
    """Return a window with the page of an address that shows a mark already."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    opened = Window(page, selector)
    opened.expect(mark)
    opened.seen()
    return opened


@contextmanager
def browsing() -> Iterator[Browser]:
    """Yield a browser; end the program if none is installed."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"no browser: none of {', '.join(NAMES)} is installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found, args=[*SWITCHES, LOOPBACK_ONLY]
        )
        yield launched
        launched.close()
