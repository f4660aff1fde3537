// What is looked at, kept in the address: a reload or a bookmark shows the same again.

export const CONDITIONS = [
  { id: "desktop", title: "Desktop", see: "light", width: 700 },
  { id: "phone", title: "Phone", see: "light", width: 375 },
  { id: "dark", title: "Dark", see: "dark" },
  { id: "inverted", title: "Inverted", see: "inverted" },
  { id: "bare", title: "No pictures", see: "bare" },
  { id: "clipped", title: "Clipped", see: "clipped" },
  { id: "text", title: "Text", source: "text" },
  { id: "html", title: "HTML", source: "html" },
  { id: "mjml", title: "MJML", source: "mjml" },
];
const [DESKTOP, PHONE] = CONDITIONS;
const KNOWN = new Set(CONDITIONS.map((condition) => condition.id));
export const ZOOMS = ["0.5", "0.75", "1", "1.25", "1.5"];
const SIDE_BY_SIDE = ["desktop", "phone", "dark"];

const listeners = [];
let state = read();

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const see = (given.get("see") ?? "").split(",").filter((id) => KNOWN.has(id));
  return {
    name: given.get("name"),
    together: given.has("together"),
    see: see.length ? see : ["desktop"],
    narrow: given.has("narrow"),
    zoom: ZOOMS.includes(given.get("zoom")) ? given.get("zoom") : "fit",
    tab: given.get("tab") ?? "problems",
    story: given.get("story"),
  };
}

function written() {
  const given = new URLSearchParams();
  if (state.name) given.set("name", state.name);
  given.set("see", state.see.join(","));
  for (const key of ["together", "narrow"]) if (state[key]) given.set(key, "");
  if (state.zoom !== "fit") given.set("zoom", state.zoom);
  if (state.tab !== "problems") given.set("tab", state.tab);
  if (state.story) given.set("story", state.story);
  return `#${given}`.replace(/%2C/g, ",").replace(/=(?=&|$)/g, "");
}

/** Return what is looked at. */
export const now = () => state;

/** Look at something else; whoever listens is told what was before. */
export function set(change) {
  const before = state;
  state = { ...state, ...change };
  history.replaceState(null, "", written());
  for (const listener of listeners) listener(state, before);
}

/** Call `listener(state, before)` at each change. */
export const listen = (listener) => listeners.push(listener);

/** Show one condition alone or, side by side, with the others or no more. */
export function choose(id) {
  if (!state.together) return set({ see: [id] });
  const see = state.see.includes(id) ? state.see.filter((other) => other !== id) : [...state.see, id];
  return see.length ? set({ see }) : undefined;
}

/** Show several conditions side by side, or the first of them alone. */
export function together(on) {
  const see = on ? (state.see.length > 1 ? state.see : [...new Set([...state.see, ...SIDE_BY_SIDE])]) : state.see.slice(0, 1);
  set({ together: on, see });
}

/** Return how wide the window of a condition is, in CSS pixels; `null` for texts. */
export function width(condition) {
  if (condition.source) return null;
  return condition.width ?? (state.narrow ? PHONE.width : DESKTOP.width);
}

// Somebody typed into the address, or went back. What names no edition is none of ours.
addEventListener("hashchange", () => {
  const before = state;
  const given = read();
  state = { ...given, name: given.name ?? before.name };
  for (const listener of listeners) listener(state, before);
});
