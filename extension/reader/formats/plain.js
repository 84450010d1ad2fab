/** A copy of the article -> plain text: the body only, a blank line between blocks, as the server's text.py writes. */

import { blocksOf, itemsOf, textOf } from "./spans.js";

/** `wantsCaption(element)` says of each caption whether it is text; the server leaves them out unless asked to. */
export function plainText(body, wantsCaption) {
  return blocksOf(body).flatMap((block) => parts(block, wantsCaption)).filter(Boolean).join("\n\n");
}

function parts(element, wantsCaption) {
  if (element.localName === "table") {
    return [tableText(element)];
  }
  if (element.localName === "pre") {
    return [element.textContent];
  }
  if (element.localName === "figure") {
    return [...element.querySelectorAll("figcaption > span")].filter(wantsCaption).map(textOf);
  }
  if (["ul", "ol"].includes(element.localName)) {
    return items(element, wantsCaption);
  }
  return [textOf(element), ...blocksOf(element).flatMap((block) => parts(block, wantsCaption))];
}

/** A list's items, those of a numbered one with their numbers, as the page shows them. */
function items(list, wantsCaption) {
  const ordered = list.localName === "ol";
  return itemsOf(list).flatMap(([item, marker]) => {
    const [first, ...more] = parts(item, wantsCaption);
    return [ordered && first ? marker + first : first, ...more];
  });
}

function tableText(table) {
  return [...table.rows].map((row) => [...row.cells].map(cellText).filter(Boolean).join(" | ")).join("\n");
}

function cellText(cell) {
  return [...cell.querySelectorAll(":scope > span")].map(textOf).join(" ");
}
