// Why a story is in the edition, and where each of its words comes from.

import { at, count, h } from "./dom.js";
import { set } from "./state.js";

const EDITED = {
  added: "an editor put it in", removed: "an editor took it out", moved: "an editor moved it",
  changed: "changed by an editor", written: "written by an editor",
};
const sentence = (words) => (words ? `${words[0].toUpperCase()}${words.slice(1)}.` : null);
let asked = 0;
let shown = null;
const controls = () => [...at("stories").querySelectorAll("a, button")];

const link = (url, words) => (/^https?:/.test(url) ? away(url, words) : h("span", {}, words));
const away = (url, words) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
const said = (words) => (words ? h("p", { class: "note" }, words) : null);

/** Show the story of an id, or the list of all; `clicked` is a link to name. */
export async function show(screen, id, clicked) {
  const mine = ++asked;
  const known = screen.proof?.stories ?? [];
  const answer = await fetch(`story/${screen.name}${id ? `/${encodeURIComponent(id)}` : ""}`);
  const told = answer.ok ? await answer.json() : { kind: "none", why: "Nothing is known of it any more." };
  if (mine !== asked) return;
  const parts = id && known.some((story) => story.id === id) ? one(told, known.find((story) => story.id === id)) : all(told, known);
  const focused = controls().indexOf(document.activeElement);
  at("stories").replaceChildren(...(clicked ? [leads(clicked)] : []), ...parts.filter(Boolean));
  // Who came by keyboard goes on from the same place, or at the top of another story.
  if (focused >= 0) controls()[shown === id ? focused : 0]?.focus();
  shown = id;
}

function leads(url) {
  return h("p", { class: "leads" }, "This link leads to ", link(url, url));
}

function all(told, known) {
  const rows = new Map((told.printed ?? []).map((row) => [row.id, row]));
  const list = h("ol", { class: "list" }, known.map((story) => h("li", {},
    h("button", { type: "button", class: "story", onclick: () => set({ story: story.id }) }, h("bdi", {}, story.headline)),
    h("small", {}, [story.section || "Top story", ...facts(rows.get(story.id))].join(" · ")))));
  return [h("p", {}, "Click a story in the mail, or here."), said(told.kind === "none" ? told.why : ""), list, ...missed(told)];
}

const facts = (row) => (row ? [row.rank && `rank ${row.rank}`, count(row.outlets, "outlet"), row.edited && EDITED[row.edited]].filter(Boolean) : []);

function missed(told) {
  if (!told.next?.length) return [];
  return [h("h2", {}, "The next that are not in"), h("ol", { class: "list" }, told.next.slice(0, 10).map((row) => h("li", {},
    h("bdi", {}, row.headline), h("small", {}, [`rank ${row.rank}`, count(row.outlets, "outlet"), row.why].join(" · ")))))];
}

function one(told, story) {
  const back = h("button", { type: "button", class: "small", onclick: () => set({ story: null }) }, "All stories");
  const head = [back, h("h2", { dir: "auto" }, story.headline)];
  if (told.kind !== "story") return [...head, said(told.why ?? "Nothing is known of it.")];
  const { row } = told;
  return [
    ...head,
    h("p", {}, [told.place, standing(told)].filter(Boolean).join(" · ")),
    said(sentence(EDITED[row.edited] && (row.rank ? `${EDITED[row.edited]}; as drafted it was ${row.cut === "in" ? "in" : `out, ${row.why}`}` : EDITED.written))),
    said(told.headline_from && `Its headline is from ${told.headline_from}${told.headline_why ? `: ${told.headline_why}` : ""}.`),
    ...score(told), ...bullets(told), ...articles(told),
  ];
}

function standing({ row, candidate, candidates }) {
  if (row.section) return row.section === "top" ? "Top story" : `Section ${row.section}, number ${row.number}`;
  return `Candidate ${candidate} of ${candidates}: ${row.why}`;
}

function score(told) {
  if (told.row.score === null) return [];
  const most = Math.max(1, ...Object.values(told.reasons).map(Math.abs));
  return [h("h3", {}, `Score ${told.row.score.toFixed(2)}, rank ${told.row.rank} of ${told.weighed}`),
    h("table", { class: "score" }, h("tbody", {}, Object.entries(told.reasons).map(([name, points]) => {
      const bar = h("i", { class: points < 0 ? "less" : "more" });
      bar.style.width = `${(100 * Math.abs(points)) / most}%`;
      return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, points.toFixed(2)), h("td", { class: "bar" }, bar));
    }))),
    said(told.last_in !== null && `The last story in has ${told.last_in.toFixed(2)}.`)];
}

function bullets(told) {
  return [h("h3", {}, "Bullets"),
    ...(told.bullets.length ? told.bullets.map(bullet) : [said("It has none: an editor took them out, or its feeds say reprint: headline.")]),
    ...told.check.map((line) => h("p", { class: "note warning" }, `Figures disagree: ${line}`))];
}

function bullet(told) {
  const stands = told.sentence
    ? h("blockquote", { dir: "auto" }, told.before ? `${told.before} ` : "", h("mark", {}, told.sentence), told.after ? ` ${told.after}` : "")
    : null;
  return h("div", { class: "bullet" }, h("p", { dir: "auto" }, told.text), said(sentence(EDITED[told.edited])), stands,
    told.url ? h("p", { class: "cite" }, link(told.url, told.outlet)) : null);
}

function articles(told) {
  if (!told.articles.length) return [];
  return [h("h3", {}, `${count(told.articles.length, "article")} of ${count(told.row.outlets, "outlet")}`), h("ul", { class: "list" }, told.articles.map((article) => h("li", {},
    link(article.url, article.outlet), " ", h("bdi", {}, article.title), h("small", {}, remarks(article).join(" · ")))))];
}

function remarks(article) {
  const at = article.published.replace("T", " ").replace(/:\d\dZ$/, " UTC");
  return [at, article.copy_of && `repeats ${article.copy_of}`, article.shortfall && `page not read: ${article.shortfall}`,
    article.remark, !article.origin && "page not asked for", article.origin === "feed" && "text from its feed"].filter(Boolean);
}
