// Single keys for what the mouse does, and the list of them.

import { at, h } from "./dom.js";
import { CONDITIONS, ZOOMS, choose, now, set, together } from "./state.js";

const SILENT = "digest.keys.off";

const step = (list, value, by) => list[Math.min(Math.max(list.indexOf(value) + by, 0), list.length - 1)];
const zoomed = (by) => set({ zoom: now().zoom === "fit" ? (by > 0 ? "1.25" : "0.75") : step(ZOOMS, now().zoom, by) });
const next = (by) => {
  const names = [...at("sets").options].map((option) => option.value);
  const place = (names.indexOf(now().name) + by + names.length) % names.length;
  set({ name: names[place], story: null });
};

const KEYS = [
  ...CONDITIONS.map((condition, index) => [`${index + 1}`, condition.title, () => choose(condition.id)]),
  ["b", "Side by side, or one alone", () => together(!now().together)],
  ["w", "Phone width for all", () => set({ narrow: !now().narrow })],
  ["[", "The edition or data before", () => next(-1)],
  ["]", "The edition or data after", () => next(1)],
  ["+", "Larger", () => zoomed(1)],
  ["-", "Smaller", () => zoomed(-1)],
  ["0", "Fit", () => set({ zoom: "fit" })],
  ["p", "Problems", () => set({ tab: "problems" })],
  ["i", "Inbox", () => set({ tab: "inbox" })],
  ["s", "Stories", () => set({ tab: "stories" })],
  ["?", "These keys", () => at("keys").showModal()],
];
const BY_KEY = new Map(KEYS.map(([key, , act]) => [key, act]));

/** Do what a key means, unless it is typed into something or held with another. */
export function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog")) return;
  const act = BY_KEY.get(event.key);
  if (!act || (event.key !== "?" && localStorage.getItem(SILENT))) return;
  event.preventDefault();
  act();
}

at("keys-list").append(...KEYS.map(([key, title]) =>
  h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, title))));
at("keys-on").checked = !localStorage.getItem(SILENT);
at("keys-on").addEventListener("change", () => {
  if (at("keys-on").checked) localStorage.removeItem(SILENT);
  else localStorage.setItem(SILENT, "1");
});
at("help").addEventListener("click", () => at("keys").showModal());
