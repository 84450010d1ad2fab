/** A copy of the article -> Markdown (CommonMark and pipe tables), the same as the server's markdown.py writes. */

import { escaped, fence, lineSafe, oneLine, target } from "./escapes.js";
import { inline } from "./runs.js";
import { blocksOf, itemsOf, spansOf } from "./spans.js";

const WRITERS = {
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  ul: (element) => list(element, 0, []).join("\n"),
  ol: (element) => list(element, 0, []).join("\n"),
  blockquote: quote,
  figure,
  pre,
  table,
};

/** The title as a first-level heading, then every block of `body`. */
export function markdown(title, body) {
  const parts = title ? [`# ${oneLine(escaped(title))}`] : [];
  return [...parts, ...blocksOf(body).map(block)].filter(Boolean).join("\n\n");
}

function block(element) {
  return (WRITERS[element.localName] ?? paragraph)(element);
}

function paragraph(element) {
  return lineSafe(inline(spansOf(element)));
}

function heading(element) {
  return `${"#".repeat(Number(element.localName[1]))} ${oneLine(inline(spansOf(element)))}`;
}

function quote(element) {
  return blocksOf(element).map((child) => `> ${block(child).replaceAll("\n", "\n> ")}`).join("\n>\n");
}

function pre(element) {
  const code = element.textContent;
  const ticks = fence(code, 3);
  return `${ticks}\n${code.replace(/^\n+|\n+$/g, "")}\n${ticks}`;
}

function figure(element) {
  const pictures = [...element.querySelectorAll("img")].map(picture);
  const captions = [...element.querySelectorAll("figcaption > span")].map(caption);
  return [...pictures, ...captions].join("\n\n");
}

function picture(image) {
  return `![${escaped(image.getAttribute("alt") ?? "")}](${target(image.getAttribute("src"))})`;
}

/** A caption emphasised as a whole, so without emphasis inside, which would end it. */
function caption(element) {
  const spans = spansOf(element).map((span) => ({ ...span, marks: span.marks.replace("e", "") }));
  return `*${lineSafe(inline(spans))}*`;
}

/** Adds a list's lines to `lines`: lists below an item, and what continues it, are indented to its text. */
function list(element, column, lines) {
  if (element.localName === "ol" && element.start !== 1 && lines.length) {
    lines.push(""); // such a number does not end a paragraph
  }
  for (const [item, marker] of itemsOf(element)) {
    listItem(item, marker, column, lines);
  }
  return lines;
}

function listItem(item, marker, column, lines) {
  const inner = column + marker.length;
  lines.push(" ".repeat(column) + marker + indented(paragraph(item), inner));
  for (const child of blocksOf(item)) {
    if (["ul", "ol"].includes(child.localName)) {
      list(child, inner, lines);
    } else {
      lines.push("", " ".repeat(inner) + indented(block(child), inner));
    }
  }
}

function indented(written, column) {
  return written.replaceAll("\n", `\n${" ".repeat(column)}`);
}

/** A pipe table; a row after the first may be shorter than it, so that a wide row makes no other one long. */
function table(element) {
  const [first, ...others] = [...element.rows].map((row) => [...row.cells].map(cell));
  const width = Math.max(first.length, ...others.map((row) => row.length));
  const head = [...first, ...Array(width - first.length).fill("")];
  return [line(head), `|${" --- |".repeat(width)}`, ...others.map(line)].join("\n");
}

function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

function cell(element) {
  const parts = [...element.querySelectorAll(":scope > span")].map((span) => inline(spansOf(span)));
  return parts.join(" ").replaceAll("\n", " ").replaceAll("|", "\\|");
}
