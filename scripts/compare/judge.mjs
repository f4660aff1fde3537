// Renders <name>.mjml with npm's mjml into <name>.npm.html, and asks html-validate and
// caniemail about <name>.html; caniemail about skeleton.html, too, to know what any mail
// of this kind brings along. Prints one object of JSON.
//
//     node judge.mjs FOLDER NAME ...
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { caniemail } from "caniemail";
import { HtmlValidate } from "html-validate";
import mjml2html from "mjml";

// Off is what mail programs need or the engine writes by itself.
const RULES = {
  "no-inline-style": "off", // many mail programs drop style sheets
  "no-deprecated-attr": "off", // Outlook wants align, border, bgcolor
  "no-conditional-comment": "off", // Outlook's own
  "void-style": "off", // MJML is XML: <br/>
  "doctype-style": "off", // the engine writes <!doctype html>
  "prefer-native-element": "off", // the engine's div with role="article"
};

const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules: RULES });

async function mistakes(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((m) => ({ rule: m.ruleId, line: m.line, told: m.message })));
}

// caniemail stops where its data lack a client: of overflow-wrap they lack Thunderbird.
function weaknesses(html) {
  const known = html.replace(/overflow-wrap:[^;}"]*;?/g, "");
  const { issues } = caniemail({ clients: ["*"], html: known });
  const found = {};
  for (const level of ["errors", "warnings"]) {
    for (const [client, list] of issues[level]) {
      for (const issue of list) (found[issue.title] ??= {})[client] = level;
    }
  }
  return found;
}

const [folder, ...names] = process.argv.slice(2);
const text = (file) => readFileSync(join(folder, file), "utf8");
const skeleton = weaknesses(text("skeleton.html"));
const told = {};
for (const name of names) {
  const { html, errors } = await mjml2html(text(`${name}.mjml`), { fonts: {}, keepComments: false });
  writeFileSync(join(folder, `${name}.npm.html`), html);
  const ours = text(`${name}.html`);
  const fresh = Object.entries(weaknesses(ours)).filter(([title]) => !(title in skeleton));
  told[name] = {
    mjml: errors.map((error) => error.formattedMessage),
    html: await mistakes(ours),
    caniemail: Object.fromEntries(fresh.map(([title, clients]) => [title, Object.keys(clients).length])),
  };
}
console.log(JSON.stringify({ skeleton: Object.keys(skeleton).length, told }, null, 2));
