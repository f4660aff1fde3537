// What `digest check` finds, each with the way to its line.

import { at, count, h } from "./dom.js";

const path = (file) => encodeURI(file).replace(/[#?]/g, encodeURIComponent);
const EDITORS = {
  vscode: ["VS Code", (file, line) => `vscode://file${path(file)}:${line}`],
  cursor: ["Cursor", (file, line) => `cursor://file${path(file)}:${line}`],
  zed: ["Zed", (file, line) => `zed://file${path(file)}:${line}`],
  idea: ["JetBrains", (file, line) => `idea://open?file=${encodeURIComponent(file)}&line=${line}`],
  textmate: ["TextMate", (file, line) => `txmt://open?url=file://${encodeURIComponent(file)}&line=${line}`],
  sublime: ["Sublime Text", (file, line) => `subl://open?url=file://${encodeURIComponent(file)}&line=${line}`],
};
const EDITOR = "digest.editor";
let last = null;

const editor = () => (localStorage.getItem(EDITOR) in EDITORS ? localStorage.getItem(EDITOR) : "vscode");

/** Return a problem: what is wrong, how it is mended, and the way to its line. */
export function brief(problem) {
  return h("article", { class: `problem ${problem.level}` },
    h("p", { class: "message" }, h("span", { class: "level" }, problem.level), " ", problem.message),
    h("p", { class: "remedy" }, problem.remedy),
    h("div", { class: "place" }, place(problem)));
}

/** Return the same with the reason why it matters. */
function item(problem) {
  const element = brief(problem);
  element.append(
    h("details", {}, h("summary", {}, "Why it matters"), h("p", {}, problem.why, " ", h("code", {}, problem.code))));
  return element;
}

function place(problem) {
  if (!problem.file) return h("span", {}, problem.place);
  const line = problem.line ?? 1;
  const [title, address] = EDITORS[editor()];
  const written = `${problem.file}:${line}`;
  const copy = h("button", { type: "button", class: "small", title: written, "aria-label": `Copy ${written}`,
    onclick: () => copied(copy, written) }, "Copy path");
  return [h("a", { href: address(problem.file, line), title: `Open in ${title}` }, problem.place), " ", copy];
}

// Only pages of this machine, or by https, may use the clipboard.
async function copied(button, written) {
  if (!navigator.clipboard) return button.replaceWith(h("code", {}, written));
  await navigator.clipboard.writeText(written);
  button.textContent = "Copied";
  return undefined;
}

/** Say that what is listed is of an earlier save, until `show` is called for this one. */
export function wait(version) {
  const summary = at("problems").querySelector(".summary p");
  if (summary && last && last.version !== version) summary.textContent = "Looking again …";
}

/** Show the findings, errors first, and how many there are. */
export function show(told) {
  // What is opened or in focus stays so where nothing has changed.
  const words = JSON.stringify([told.findings, editor()]);
  const same = last?.words === words;
  last = { ...told, words };
  const errors = told.findings.filter((problem) => problem.level === "error").length;
  const warnings = told.findings.length - errors;
  at("count").textContent = told.findings.length ? `${told.findings.length}` : "";
  at("count").className = `count ${errors ? "error" : "warning"}`;
  const summary = told.findings.length ? `${count(errors, "error")}, ${count(warnings, "warning")}` : "Nothing is wrong, as far as can be told without the network.";
  if (same) return at("problems").querySelector(".summary p").replaceChildren(summary);
  return at("problems").replaceChildren(
    h("div", { class: "summary" }, h("p", {}, summary), choice()),
    ...told.findings.map(item));
}

/** Say that nothing is known yet. */
export function clear() {
  last = null;
  at("count").textContent = "";
  at("problems").replaceChildren(h("p", { class: "summary" }, "Looking …"));
}

function choice() {
  const select = h("select", { "aria-label": "Open files in", onchange: () => {
    localStorage.setItem(EDITOR, select.value);
    show(last);
    at("problems").querySelector("select").focus();
  } }, Object.entries(EDITORS).map(([id, [title]]) => h("option", { value: id, selected: id === editor() }, title)));
  return h("label", { class: "field" }, h("span", {}, "Open in"), " ", select);
}
