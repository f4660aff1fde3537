// Writes digest/render/engine/schema.json: what MJML's tags are, hold and take.
//
//   npm install mjml        (anywhere outside this repository)
//   node scripts/mjml_schema.mjs FOLDER/node_modules > digest/render/engine/schema.json
//
// The source is npm `mjml` itself: its components' allowed attributes and the nesting
// of its preset. What MRML, the engine that makes our mails, does otherwise is listed
// here; each line was found by rendering a letter with the attribute and without it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const ENGINE = "mjml-python 1.4.2 (MRML 6.0.1)";

// Attributes that npm `mjml` acts on and MRML passes over in silence.
const IGNORED = {
  "mj-body": ["id"],
  "mj-hero": ["border-radius"],
  "mj-button": ["title"],
  "mj-column": ["inner-border-radius"],
  "mj-image": ["border-bottom", "border-top", "sizes"],
  "mj-section": ["gutter"],
  "mj-wrapper": ["gap", "gutter"],
  "mj-table": ["role"],
  "mj-text": ["background-color"],
  "mj-social": ["border"],
  "mj-social-element": ["border", "icon-position", "sizes", "srcset"],
  "mj-accordion-title": ["font-weight"],
};

// Tags that MRML refuses, or that we do (a cyclic mj-include ends the whole process).
const REFUSED = {
  "mj-include": "use {% include %} instead",
  "mj-html-attributes": "write the attributes into the HTML",
  "mj-selector": "write the attributes into the HTML",
  "mj-html-attribute": "write the attributes into the HTML",
};

// What components do not list: attributes of all tags, of the root, and of MRML alone.
const EVERYWHERE = { "mj-class": "string", "css-class": "string" };
const ROOT = { lang: "string", dir: "enum(ltr,rtl,auto)", owa: "enum(desktop)" };

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node mjml_schema.mjs FOLDER/node_modules > schema.json");
  process.exit(2);
}
const load = createRequire(resolve(folder, "mjml", "package.json"));
const preset = load("mjml-preset-core").default ?? load("mjml-preset-core");
const manifest = JSON.parse(readFileSync(resolve(folder, "mjml", "package.json")));
const colours = load("mjml-core/lib/types/helpers/colors.js");

const components = new Map(
  preset.components
    .map((found) => found.default ?? found)
    .map((found) => [found.componentName, found]),
);
const names = Object.keys(preset.dependencies).filter((name) => !(name in REFUSED));
const sorted = (object) =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
const tags = {};
for (const name of new Set([...components.keys(), ...names])) {
  if (name in REFUSED) continue;
  const component = components.get(name);
  const attributes = { ...(component?.allowedAttributes ?? {}) };
  if (name === "mj-raw") delete attributes.position; // MRML has no place before it
  if (name === "mjml") Object.assign(attributes, ROOT);
  const nesting = preset.dependencies[name] ?? [];
  tags[name] = {
    attributes: sorted(attributes),
    children: nesting
      .filter((child) => typeof child === "string" && !(child in REFUSED))
      .sort(),
    ending: component?.endingTag === true,
  };
}
// Inside mj-attributes stand defaults: mj-all, mj-class, and every tag of a body.
const bodily = names.filter((name) => components.get(name)?.allowedAttributes);
tags["mj-attributes"].children = ["mj-all", "mj-class", ...bodily].sort();

const schema = {
  source: `npm mjml ${manifest.version}, by scripts/mjml_schema.mjs`,
  engine: ENGINE,
  everywhere: EVERYWHERE,
  ignored: IGNORED,
  refused: REFUSED,
  colors: (colours.default ?? colours).join(" "),
  tags: sorted(tags),
};
// A line a tag: a new version of MJML shows in the diff.
const text = JSON.stringify(schema, null, 1).replace(
  /\n {2,}(?=\S)/g,
  (indent) => (indent.length <= 3 ? indent : " "),
);
console.log(text.replace(/\n {2}[\]}]/g, (end) => end.replace(/\n {2}/, " ")));
