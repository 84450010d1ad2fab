/** Elements of the article -> runs of text {text, href, marks}, as the server's spans are. */

const MARKS = { strong: "s", em: "e", code: "c", sup: "u", sub: "d" };
const BLOCKS = new Set(["p", "ul", "ol", "blockquote", "figure", "table", "pre", "div", "h2", "h3", "h4", "h5", "h6"]);

/** The runs in an element, up to its first block: a list item may hold paragraphs and lists below its own text. */
export function spansOf(element) {
  const spans = [];
  for (const node of element.childNodes) {
    if (isBlock(node)) {
      break;
    }
    collect(node, { href: null, marks: "" }, spans);
  }
  return spans.map(({ text, href, marks }) => ({ text, href, marks }));
}

export function textOf(element) {
  return spansOf(element).map((span) => span.text).join("");
}

/** The blocks in an element: all that is not its own text. */
export function blocksOf(element) {
  return [...element.children].filter(isBlock);
}

/** A list's items, each with what stands before it: the number that the page shows, or a dash. */
export function itemsOf(list) {
  let number = list.start;
  return [...list.children].map((item) => {
    if (list.localName !== "ol") {
      return [item, "- "];
    }
    number = item.hasAttribute("value") ? item.value : number;
    number += 1;
    return [item, `${number - 1}. `];
  });
}

function isBlock(node) {
  return BLOCKS.has(node.localName);
}

function collect(node, run, spans) {
  if (node.nodeType === Node.TEXT_NODE) {
    return add(node.data.replaceAll("\n", ""), node, run, spans); // line feeds only lay the server's HTML out
  }
  if (node.localName === "br") {
    return add("\n", node, run, spans);
  }
  const inner = { href: node.getAttribute?.("href") ?? run.href, marks: run.marks + (MARKS[node.localName] ?? "") };
  return node.childNodes.forEach((child) => collect(child, inner, spans));
}

/** Text and line breaks side by side in one element are one run. */
function add(text, { parentNode }, run, spans) {
  const last = spans.at(-1);
  if (last?.parent === parentNode && last.href === run.href && last.marks === run.marks) {
    last.text += text;
  } else if (text) {
    spans.push({ ...run, text, parent: parentNode });
  }
}
