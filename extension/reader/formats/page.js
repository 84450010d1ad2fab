/** A copy of the article -> one HTML file that stands alone: title, article, source, and a small style of its own. */

const POLICY = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'";
const KEPT = new Set("id href rel src alt loading referrerpolicy width height start value".split(" "));
const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 3rem 1.25rem; max-width: 38rem; font: 1.2rem/1.6 Charter, "Iowan Old Style",
  "Sitka Text", "Source Serif 4", "Noto Serif", Georgia, serif; hyphens: auto; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; }
h1 { font-size: 2em; margin: .2em 0 .4em; }
header p, footer, figcaption { font-size: .8em; opacity: .8; }
header { margin-block-end: 2em; }
figure { margin: 2em 0; }
img { max-width: 100%; height: auto; }
blockquote { margin: 1.5em 0; padding-inline-start: 1em; border-inline-start: 3px solid; }
pre { overflow-x: auto; font-size: .85em; hyphens: none; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: .9em; hyphens: none; }
th, td { padding: .35em .8em .35em 0; border-bottom: 1px solid; text-align: start; vertical-align: baseline; }
footer { margin-block-start: 3em; padding-block-start: 1em; border-block-start: 1px solid; overflow-wrap: anywhere; }
`;

/** `facts`: {title, lang, dir, site, byline, source, sourceLabel}; what is not known is "" or null. */
export function standalonePage(copy, facts) {
  const page = document.implementation.createHTMLDocument(facts.title);
  page.documentElement.lang = facts.lang ?? "";
  page.documentElement.dir = facts.dir ?? "auto";
  page.head.prepend(
    tag(page, "meta", { charset: "utf-8" }),
    tag(page, "meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    tag(page, "meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    tag(page, "meta", { name: "referrer", content: "no-referrer" }),
  );
  const article = tag(page, "article", {}, headOf(page, facts), ...[...copy.children].map((part) => plain(page, part)));
  page.body.append(article, ...sourceOf(page, facts));
  const html = page.documentElement.outerHTML.replace("</head>", `<style>${STYLE}</style></head>`); // as an element,
  return `<!doctype html>\n${html}\n`; // it would break the policy of the extension's own pages
}

function headOf(page, { title, site, byline }) {
  const lines = [site, byline].map((line) => (line ? [tag(page, "p", {}, line)] : []));
  return tag(page, "header", {}, ...lines[0], tag(page, "h1", {}, title), ...lines[1]);
}

function sourceOf(page, { source, sourceLabel }) {
  return source ? [tag(page, "footer", {}, `${sourceLabel} `, tag(page, "a", { href: source }, source))] : [];
}

/** A block with nothing but the server's own attributes. */
function plain(page, block) {
  const made = page.importNode(block, true);
  for (const element of [made, ...made.querySelectorAll("*")]) {
    for (const name of element.getAttributeNames()) {
      if (!KEPT.has(name)) {
        element.removeAttribute(name);
      }
    }
  }
  return made;
}

function tag(page, name, attributes, ...children) {
  const made = page.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}
