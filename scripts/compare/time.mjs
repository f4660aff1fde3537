// Times npm's mjml alone: milliseconds of each rendering after a warm-up, as JSON.
//
//     node time.mjs FILE RUNS
import { readFileSync } from "node:fs";
import mjml2html from "mjml";

const [file, runs] = process.argv.slice(2);
const mjml = readFileSync(file, "utf8");
const render = () => mjml2html(mjml, { fonts: {}, keepComments: false });
for (let warm = 0; warm < 5; warm++) await render();
const spent = [];
for (let run = 0; run < Number(runs); run++) {
  const start = performance.now();
  await render();
  spent.push(performance.now() - start);
}
console.log(JSON.stringify({ spent, memory: process.memoryUsage.rss() / 1e6 }));
