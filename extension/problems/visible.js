/** The text that a captured page showed, as plain paragraphs: what is left where no article was found. */

import { element } from "../dom.js";
import { text } from "../platform.js";

const SKIPPED = new Set(
  ("script style template noscript title desc metadata iframe object embed audio video canvas select datalist " +
    "textarea").split(" "),
);
const INLINE = new Set(
  ("a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr q rp rt ruby s " +
    "samp slot small span strike strong sub sup svg time tt u var wbr").split(" "),
);

/** A section with the page's paragraphs, in the page's language and direction. */
export function visibleTextElement(html) {
  const page = new DOMParser().parseFromString(html, "text/html"); // inert: nothing in it loads or runs
  const heading = element("h2", { class: "problem-text-title", tabindex: "-1" }, text("problemText"));
  const { lang, dir } = page.documentElement;
  const body = element("div", { class: "problem-text-body", lang: lang || null, dir: dir || "auto" });
  for (const line of paragraphs(page.body)) {
    body.append(element("p", { dir: dir ? null : "auto" }, line));
  }
  return element("section", { class: "problem-text" }, heading, body);
}

/** Every line of text under `root`, in document order; blocks and line breaks end a line. Touches each node once. */
export function paragraphs(root) {
  const lines = [];
  let pieces = [];
  const endLine = () => {
    const line = pieces.join("").replace(/\s+/g, " ").trim();
    if (line) {
      lines.push(line);
    }
    pieces = [];
  };
  for (const step of steps(root)) {
    if (step === BREAK) {
      endLine();
    } else {
      pieces.push(step);
    }
  }
  endLine();
  return lines;
}

const BREAK = Symbol("break");

/** Texts and BREAKs in document order, from a stack, for captured pages may be nested deeper than calls can be. */
function* steps(root) {
  const stack = [root];
  while (stack.length) {
    const node = stack.pop();
    if (node === BREAK) {
      yield BREAK;
    } else if (node.nodeType === Node.TEXT_NODE) {
      yield node.data;
    } else if (isShown(node)) {
      if (!INLINE.has(node.localName)) {
        yield BREAK;
        stack.push(BREAK);
      }
      pushChildren(stack, isShadowRoot(node) ? node.content : node);
    }
  }
}

/** The first child comes on top. */
function pushChildren(stack, parent) {
  for (let child = parent.lastChild; child; child = child.previousSibling) {
    stack.push(child);
  }
}

function isShown(node) {
  if (node.nodeType !== Node.ELEMENT_NODE || node.hasAttribute("hidden")) {
    return false;
  }
  return isShadowRoot(node) || !SKIPPED.has(node.localName);
}

/** DOMParser leaves a declared shadow root as the template it was written as. */
function isShadowRoot(node) {
  return node.localName === "template" && node.hasAttribute("shadowrootmode");
}
