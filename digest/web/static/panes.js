// The mail in its frames: opened once, exchanged in place at each save, zoomed to fit.

import { at, h } from "./dom.js";
import { CONDITIONS, now, width } from "./state.js";

const panes = new Map();
const MARGIN = 24;
const SMALLEST = 0.3;
let onclick = () => {};
let onkey = () => {};
let marked = null;
let [size, most] = [0, 0]; // of the mail, and what Gmail shows of it, in bytes

/** Set who is told of a click in the mail and of a key pressed in it. */
export function inform(click, key) {
  [onclick, onkey] = [click, key];
}

/** Show the panes that are chosen, and no others; those that stay are not touched. */
export function lay(name) {
  const wanted = CONDITIONS.filter((condition) => now().see.includes(condition.id));
  for (const [id, pane] of panes) {
    if (now().see.includes(id) && pane.name === name) continue;
    pane.figure.remove();
    pane.leave();
    panes.delete(id);
  }
  for (const [index, condition] of wanted.entries()) {
    if (panes.has(condition.id)) continue;
    const pane = opened(condition, name);
    // A frame that is moved loads anew, so those that stay are left where they are.
    const after = wanted.slice(index + 1).map(({ id }) => panes.get(id)?.figure).find(Boolean);
    at("stage").insertBefore(pane.figure, after ?? null);
    panes.set(condition.id, pane);
  }
  fit();
}

function opened(condition, name) {
  const caption = h("span");
  const address = condition.source ? `source/${name}/${condition.source}` : `see/${name}/${condition.see}`;
  const frame = h("iframe", { class: "mail", title: `The mail: ${condition.title}`, sandbox: "allow-same-origin" });
  const figure = h("figure", { class: condition.source ? "pane source" : "pane", "data-condition": condition.id },
    h("figcaption", {}, h("strong", {}, condition.title), " ", caption),
    h("div", { class: "sheet" }, frame));
  const pane = { condition, name, address, figure, frame, caption, html: null, turn: 0, ready: null, leave: null };
  pane.ready = new Promise((resolve) => {
    // A frame that is taken away before it is loaded never will be.
    pane.leave = resolve;
    frame.addEventListener("load", () => resolve(listenIn(pane)), { once: true });
  });
  frame.src = address;
  return pane;
}

function listenIn(pane) {
  const inside = pane.frame.contentDocument;
  if (!inside) return;
  // No link leads anywhere, whatever it is made of; what opens and closes still does.
  for (const kind of ["click", "auxclick"]) inside.addEventListener(kind, (event) => {
    if (!event.target.closest?.("summary")) event.preventDefault();
    const within = event.target.closest?.('a[href^="#"]')?.getAttribute("href").slice(1);
    if (within) return inside.getElementById(within)?.scrollIntoView();
    return kind === "click" && !pane.condition.source ? onclick(event.target) : undefined;
  });
  inside.addEventListener("keydown", onkey);
  if (marked) mark(marked);
}

/** Bring every pane up to date; `light` is the mail as most programs show it. */
export function refresh(light) {
  return Promise.all([...panes.values()].map((pane) => renewed(pane, light)));
}

async function renewed(pane, light) {
  const turn = ++pane.turn;
  const html = pane.condition.see === "light" ? light : await asked(pane.address);
  await pane.ready;
  // Answers may come in another order than they were asked for.
  const late = turn !== pane.turn || panes.get(pane.condition.id) !== pane;
  if (late || html === null || html === pane.html) return;
  pane.html = html;
  if (pane.frame.contentDocument) exchange(pane.frame, html);
  else pane.frame.src = pane.address; // it was led away
  if (marked) mark(marked);
}

async function asked(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.text() : null;
}

// A new document in the same window: nothing is navigated, so nothing flickers, and the
// window's place in the text stays. The parser's document runs no scripts, nor does ours.
function exchange(frame, html) {
  const inside = frame.contentDocument;
  const view = frame.contentWindow;
  const [x, y] = [view.scrollX, view.scrollY];
  const held = y > 0 ? firstLink(inside) : null;
  const fresh = new view.DOMParser().parseFromString(html, "text/html");
  inside.documentElement.replaceWith(inside.adoptNode(fresh.documentElement));
  view.scrollTo(x, y);
  const again = held && alike(inside, held.href)[held.nth];
  if (again) view.scrollBy(0, again.getBoundingClientRect().top - held.top);
}

const alike = (inside, href) => [...inside.links].filter((link) => link.getAttribute("href") === href);

// The link at the upper edge: it stays there, even if what stands above has grown.
function firstLink(inside) {
  const link = [...inside.links].find((one) => one.getBoundingClientRect().top >= 0);
  if (!link) return null;
  const href = link.getAttribute("href");
  return { href, nth: alike(inside, href).indexOf(link), top: link.getBoundingClientRect().top };
}

/** Give every pane its size: its window's width, as large as the zoom says. */
export function fit(proof = null, limits = null) {
  [size, most] = proof ? [proof.size, limits.clipped] : [size, most];
  const stage = at("stage");
  const shown = [...panes.values()];
  const room = stage.clientWidth - MARGIN * (shown.length + 1);
  const texts = shown.filter((pane) => pane.condition.source);
  const needed = shown.reduce((sum, pane) => sum + (width(pane.condition) ?? 520), 0);
  const chosen = now().zoom === "fit" ? Math.max(SMALLEST, Math.min(1, room / needed)) : Number(now().zoom);
  for (const pane of shown) {
    const wide = width(pane.condition) ?? (texts.length === shown.length ? Math.max(320, room / shown.length) : 520);
    const zoom = pane.condition.source && now().zoom === "fit" ? Math.max(chosen, 0.85) : chosen;
    pane.figure.style.setProperty("--width", `${wide}px`);
    pane.figure.style.setProperty("--zoom", zoom);
    pane.caption.textContent = pane.condition.source ? "" : [`${wide} px, ${Math.round(zoom * 100)} %`, remark(pane)].filter(Boolean).join(", ");
  }
}

function remark({ condition }) {
  if (condition.id !== "clipped") return "";
  return `${size > most ? "cut off" : "not cut off"}: ${Math.round(size / 1000)} of ${Math.round(most / 1000)} kB`;
}

/** Outline the headline of a story in every pane; the first pane is scrolled to it. */
export function mark(urls, scroll = false) {
  marked = urls;
  for (const pane of panes.values()) {
    const inside = pane.frame.contentDocument;
    inside?.querySelectorAll("[data-marked]").forEach((element) => {
      element.removeAttribute("data-marked");
      element.style.removeProperty("outline");
      element.style.removeProperty("outline-offset");
    });
    const link = urls && [...(inside?.links ?? [])].find((a) => urls.includes(a.getAttribute("href")));
    const heading = link?.closest("h1, h2, h3, h4") ?? link;
    if (!heading) continue;
    heading.setAttribute("data-marked", "");
    heading.style.outline = "3px solid #2f6fde";
    heading.style.outlineOffset = "4px";
    if (scroll) heading.scrollIntoView({ block: "center" });
  }
}

// The part of the mail around an element: a region, the note, the quote, the footer.
function partOf(element) {
  let part = element;
  while (part.parentElement && part.parentElement !== part.ownerDocument.body
    && !part.parentElement.matches('[role="article"]')) part = part.parentElement;
  return part;
}

/** Return the story around an element of the mail, by the addresses its links have. */
export function storyAt(element, stories) {
  const part = partOf(element);
  const byUrl = new Map(stories.flatMap((story) => story.urls.map((url) => [url, story.id])));
  const of = (link) => byUrl.get(link.getAttribute("href"));
  for (let around = element; around; around = around.parentElement) {
    const links = [...around.querySelectorAll("a[href]")].filter(of);
    if (around.matches?.("a[href]") && of(around)) links.unshift(around);
    const found = new Set(links.map(of));
    if (found.size === 1) return [...found][0];
    if (found.size === 0 && around === part) return null;
    if (found.size > 1) {
      const before = links.filter((link) => link.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
      return of(before.at(-1) ?? links[0]);
    }
  }
  return null;
}
