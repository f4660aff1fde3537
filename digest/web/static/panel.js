// The panel beside the mail: three tabs, each a module.

import { at, h } from "./dom.js";
import { now, set } from "./state.js";
import * as panes from "./panes.js";
import * as inbox from "./inbox.js";
import * as problems from "./problems.js";
import * as stories from "./stories.js";

const TABS = ["problems", "inbox", "stories"];
let link = null;

/** Make the tabs work by mouse and by arrow keys (ARIA Authoring Practices, tabs). */
export function tabs() {
  for (const tab of TABS) {
    const button = at(`tab-${tab}`);
    button.addEventListener("click", () => set({ tab }));
    button.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const other = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
      set({ tab: other });
      at(`tab-${other}`).focus();
    });
  }
  reflect();
}

function reflect() {
  const chosen = TABS.includes(now().tab) ? now().tab : TABS[0];
  for (const tab of TABS) {
    at(`tab-${tab}`).setAttribute("aria-selected", tab === chosen);
    at(`tab-${tab}`).tabIndex = tab === chosen ? 0 : -1;
    at(tab).hidden = tab !== chosen;
  }
}

/** Forget what was told of another edition. */
export function clear() {
  problems.clear();
  at("inbox").replaceChildren();
  at("stories").replaceChildren();
}

/** Say above the mail why it cannot be rendered; the same is not said twice. */
export function alarm(screen) {
  const state = screen.proof ? `Below is the last good one, of ${screen.made}.` : "There is no good one to show yet.";
  const told = screen.errors.length ? [...screen.errors.map(problems.brief), h("p", {}, state)] : [];
  const words = told.map((element) => element.textContent).join("\n");
  if (at("alert").dataset.told === words) return;
  at("alert").dataset.told = words;
  at("alert").replaceChildren(...told);
}

/** Show what is known as soon as the mail is rendered. */
export function show(screen) {
  inbox.show(screen);
  stories.show(screen, now().story, link);
}

/** Open a story that was clicked, with the link under the mouse. */
export function open(story, clicked) {
  link = clicked;
  set({ tab: "stories", story: story ?? now().story });
}

/** Follow what is looked at. */
export function turn(state, before, screen) {
  reflect();
  if (state.story !== before.story || link !== null) {
    stories.show(screen, state.story, link);
    const story = screen.proof?.stories.find((one) => one.id === state.story);
    panes.mark(story ? [story.headline_url] : null, state.story !== before.story && link === null);
  }
  link = null;
}
