// The page: what the server tells goes to the panes and the panel, and clicks back.

import { at, count, h } from "./dom.js";
import { CONDITIONS, choose, listen, now, set, together } from "./state.js";
import * as panes from "./panes.js";
import * as panel from "./panel.js";
import * as problems from "./problems.js";
import { pressed } from "./keys.js";

let source = null;
let screen = null;
let known = [];

function connect(name) {
  source?.close();
  screen = null;
  panel.clear();
  listenTo(name);
}

function listenTo(name) {
  source = new EventSource(`events/${encodeURIComponent(name)}`);
  source.addEventListener("screen", (event) => shown(JSON.parse(event.data)));
  source.addEventListener("findings", (event) => found(JSON.parse(event.data)));
  source.addEventListener("error", () => say("Not connected: has the preview ended?", "lost"));
}

// A browser keeps six connections to a host: tabs that nobody sees let go of theirs.
function seenOrNot() {
  if (document.hidden) return source?.close();
  return source?.readyState === EventSource.CLOSED ? listenTo(now().name) : undefined;
}

async function shown(told) {
  const first = screen === null;
  screen = told;
  offer(told.sets);
  at("newsletter").textContent = told.newsletter;
  document.title = `${told.newsletter}: preview`;
  panel.alarm(told);
  if (first) panes.lay(told.name);
  if (told.proof) await panes.refresh(told.proof.light);
  if (screen !== told) return;
  document.documentElement.dataset.version = told.version;
  tell();
  if (told.proof) panes.fit(told.proof, told.limits);
  problems.wait(told.version);
  // The mail is seen first; what is told of it can wait for the next frame.
  await painted();
  if (screen === told) panel.show(told);
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

function found(told) {
  problems.show(told);
  document.documentElement.dataset.found = told.version;
}

function tell() {
  if (!screen.proof) return say("Never rendered without an error", "lost");
  const { size, words, minutes } = screen.proof;
  const read = `${count(words, "word")}, ${minutes} min`;
  const stale = screen.errors.length ? `last good: ${screen.made}` : `rendered ${screen.made}`;
  return say(`${Math.round(size / 1000)} kB · ${read} · ${stale}`, screen.errors.length ? "stale" : "");
}

function say(words, kind) {
  at("status").textContent = words;
  at("status").className = kind;
}

function offer(sets) {
  known = sets.map((one) => one.name);
  const told = JSON.stringify(sets);
  if (at("sets").dataset.told !== told) {
    const groups = [["edition", "Editions"], ["specimen", "Made up, to try templates with"]];
    at("sets").replaceChildren(...groups.map(([kind, label]) => {
      const options = sets.filter((one) => one.kind === kind).map((one) => h("option", { value: one.name }, one.title));
      return options.length ? h("optgroup", { label }, options) : "";
    }));
    at("sets").dataset.told = told;
  }
  at("sets").value = now().name;
}

function controls() {
  at("conditions").replaceChildren(...CONDITIONS.map((condition, index) =>
    h("button", { type: "button", "data-see": condition.id, "aria-keyshortcuts": index + 1,
      onclick: () => choose(condition.id) }, condition.title)));
  at("sets").addEventListener("change", () => set({ name: at("sets").value, story: null }));
  at("together").addEventListener("change", () => together(at("together").checked));
  at("narrow").addEventListener("change", () => set({ narrow: at("narrow").checked }));
  at("zoom").addEventListener("change", () => set({ zoom: at("zoom").value }));
  panel.tabs();
}

function reflect() {
  const { see, narrow, zoom } = now();
  for (const button of at("conditions").children) {
    button.setAttribute("aria-pressed", see.includes(button.dataset.see));
  }
  at("together").checked = now().together;
  at("narrow").checked = narrow;
  at("zoom").value = zoom;
}

function clicked(element) {
  if (!screen?.proof) return;
  const link = element.closest("a[href]")?.getAttribute("href") ?? null;
  const story = panes.storyAt(element, screen.proof.stories);
  if (story || link) panel.open(story, link);
}

listen((state, before) => {
  reflect();
  if (state.name !== before.name) return known.includes(state.name) ? connect(state.name) : set({ name: before.name });
  if (!screen) return undefined;
  if (state.see !== before.see) panes.lay(screen.name);
  panes.fit();
  return panel.turn(state, before, screen);
});

async function start() {
  controls();
  panes.inform(clicked, pressed);
  addEventListener("keydown", pressed);
  document.addEventListener("visibilitychange", seenOrNot);
  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    at("panel").focus();
  });
  new ResizeObserver(() => panes.fit()).observe(at("stage"));
  const sets = await (await fetch("sets")).json();
  offer(sets);
  if (known.includes(now().name)) connect(now().name);
  else set({ name: known[0] });
  reflect();
}

start();
