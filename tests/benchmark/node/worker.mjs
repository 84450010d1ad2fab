// One tool in a Node process of its own; speaks as ../worker.py does: `node --expose-gc worker.mjs TOOL`.

import { readFileSync } from "node:fs";

// What a tool prints must not come between the answers.
for (const name of ["debug", "info", "log", "warn"]) console[name] = console.error;

const WARM_UP =
  "<html lang=en><title>Warming up</title><body><article><h1>Warming up</h1>" +
  "<p>Before the first page comes, a small one is read, so that all is loaded and that page does not wait.</p>".repeat(9) +
  "</article></body></html>";

// Each loads its packages and returns a function from a page to the article's HTML.
const TOOLS = {
  "readability-js": {
    package: "@mozilla/readability",
    async load() {
      const { JSDOM, VirtualConsole } = await import("jsdom");
      const { Readability } = await import("@mozilla/readability");
      return (html, url) => {
        const dom = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
        const article = new Readability(dom.window.document).parse();
        dom.window.close();
        return article?.content ?? "";
      };
    },
  },
  defuddle: {
    package: "defuddle",
    async load() {
      const { parseHTML } = await import("linkedom");
      const { Defuddle } = await import("defuddle/node");
      return async (html, url) => {
        const { document } = parseHTML(html);
        const article = await Defuddle(document, url, { useAsync: false }); // it would ask other servers otherwise
        return article.content ?? "";
      };
    },
  },
};

function say(answer) {
  process.stdout.write(JSON.stringify(answer) + "\n");
}

async function answered(extract, html, url) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  try {
    const text = await extract(html, url);
    return { text, seconds: seconds() };
  } catch (error) {
    return { error: String(error).slice(0, 200), seconds: seconds() };
  }
}

// Requests: a line of JSON, then as many bytes as it says.
async function* requests(stream) {
  let chunks = [];
  let asked = null;
  for await (const chunk of stream) {
    chunks.push(chunk);
    while (true) {
      const held = chunks.reduce((sum, part) => sum + part.length, 0);
      if (asked === null) {
        const all = Buffer.concat(chunks);
        const end = all.indexOf("\n");
        chunks = [all];
        if (end < 0) break;
        asked = JSON.parse(all.subarray(0, end).toString());
        chunks = [all.subarray(end + 1)];
      } else if (held < asked.size) {
        break;
      } else {
        const all = Buffer.concat(chunks);
        yield { asked, html: all.subarray(0, asked.size).toString() };
        chunks = [all.subarray(asked.size)];
        asked = null;
      }
    }
  }
}

const tool = TOOLS[process.argv[2]];
const extract = await tool.load();
const installed = new URL(`node_modules/${tool.package}/package.json`, import.meta.url);
await answered(extract, WARM_UP, "https://bote.example/a");
say({ version: JSON.parse(readFileSync(installed)).version });
for await (const { asked, html } of requests(process.stdin)) {
  globalThis.gc?.(); // so that no page pays for the one before it
  say(await answered(extract, html, asked.url));
}
process.exit(0);
