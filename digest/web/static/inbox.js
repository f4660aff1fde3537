// Before the mail is opened: its size, its length, its line in an inbox.

import { at, count, h } from "./dom.js";

// About how wide lists of mails are, in CSS pixels, and how many lines a preheader has.
const CLIENTS = [
  { id: "iphone", title: "Mail on an iPhone", lines: "sender, subject, two lines" },
  { id: "android", title: "Gmail on a phone", lines: "sender, subject, one line" },
  { id: "outlook", title: "Outlook's list", lines: "sender, subject, one line" },
  { id: "gmail", title: "Gmail in a browser", lines: "all in one line" },
];

/** Show how the mail stands in inboxes, and how large it is. */
export function show(screen) {
  const { proof, limits } = screen;
  if (!proof) return at("inbox").replaceChildren(h("p", {}, "There is no mail to show yet."));
  return at("inbox").replaceChildren(
    h("h2", {}, "Size"), meter(proof.size, limits),
    h("h2", {}, "Length"), h("p", {}, `${count(proof.words, "word")}, ${count(proof.minutes, "minute")} of reading, ${count(proof.stories.length, "story", "stories")}`),
    h("h2", {}, "In an inbox"),
    h("dl", { class: "lines" },
      h("dt", {}, "Subject"), h("dd", {}, h("bdi", {}, proof.subject || "(none)"), " ", h("small", {}, count([...proof.subject].length, "character"))),
      h("dt", {}, "Preheader"), h("dd", {}, h("bdi", {}, proof.preheader || "(none: programs show the first words of the mail)"), " ", h("small", {}, count([...proof.preheader].length, "character")))),
    ...CLIENTS.map((client) => row(client, screen)));
}

function meter(size, { nearly, clipped }) {
  const kilo = (bytes) => Math.round(bytes / 1000);
  const state = size > clipped ? "over" : size > nearly ? "near" : "fine";
  const told = { over: "Gmail cuts it off", near: "nearly too large: Gmail cuts off at 102 kB", fine: `Gmail cuts off at ${kilo(clipped)} kB` }[state];
  const bar = h("div", { class: `meter ${state}`, role: "meter", "aria-label": "Size of the HTML part as it is sent, in kilobytes",
    "aria-valuemin": 0, "aria-valuemax": kilo(clipped), "aria-valuenow": Math.min(kilo(size), kilo(clipped)), "aria-valuetext": `${kilo(size)} of ${kilo(clipped)} kilobytes` }, h("i"), h("b"));
  bar.firstChild.style.width = `${Math.min(100, (100 * size) / clipped)}%`;
  bar.lastChild.style.left = `${(100 * nearly) / clipped}%`;
  return h("div", {}, bar, h("p", {}, h("strong", {}, `${kilo(size)} kB`), ` as it is sent; ${told}.`));
}

function row(client, { sender, proof }) {
  const wide = client.id === "gmail";
  return h("figure", { class: "client" },
    h("figcaption", {}, client.title, h("small", {}, `: ${client.lines}`)),
    h("div", { class: "window", tabindex: wide ? 0 : null, role: wide ? "region" : null, "aria-label": wide ? `${client.title}, scrolls sideways` : null },
      h("div", { class: `row ${client.id}` },
        h("span", { class: "sender", dir: "auto" }, sender),
        h("span", { class: "subject", dir: "auto" }, proof.subject || "(no subject)"),
        proof.preheader ? h("span", { class: "preheader", dir: "auto" }, proof.preheader) : null)));
}
