/** Gives every removed block a slot where it stood; a slot is hidden until its block is put back or shown in place. */

import { element } from "../dom.js";
import { sanitised } from "./sanitise.js";

const LISTS = ["ul", "ol"];
const CLOSED = "figure, table"; // nothing is put between the parts of these

/** Inserts the slots of `entries`, which come in document order. Returns them: Map of an entry's id to its elements. */
export function placeSlots(article, entries) {
  const lasts = new Map(); // what was put last at a place: the next slot there comes after it
  const slots = new Map();
  for (const entry of entries) {
    const blocks = [...sanitised(entry.html).children];
    const place = placeOf(article, entry, blocks);
    const elements = place.asItems ? itemSlots(entry, blocks[0]) : [blockSlot(entry, blocks)];
    const last = lasts.get(place.after ?? place.within);
    if (last) {
      last.after(...elements);
    } else if (place.after) {
      place.after.after(...elements);
    } else {
      place.within.prepend(...elements);
    }
    lasts.set(place.after ?? place.within, elements.at(-1));
    slots.set(entry.id, elements);
  }
  return slots;
}

/** {after: element} or {within: element}, at whose start; `asItems` where the block belongs into a list. */
function placeOf(article, entry, blocks) {
  const kept = entry.after && article.querySelector(`#${CSS.escape(entry.after)}`);
  if (!kept || kept === article) {
    return { within: article };
  }
  if (kept.closest("header")) {
    return { after: kept.closest("header") };
  }
  const item = kept.closest("li");
  const below = item && nextList(item, kept);
  const isItems = blocks.length === 1 && LISTS.includes(blocks[0].localName);
  if (item && isItems && below) {
    return { within: below, asItems: true };
  }
  if (item && isItems && (item.nextElementSibling || item.parentElement.localName === blocks[0].localName)) {
    return { after: item, asItems: true };
  }
  return { after: climbed(article, below ?? item?.parentElement ?? kept.closest(CLOSED) ?? kept) };
}

/** The list below an item that follows a block of this item, if there is one. */
function nextList(item, kept) {
  const start = kept === item ? [...item.children] : [...item.children].slice([...item.children].indexOf(kept) + 1);
  return start.find((child) => LISTS.includes(child.localName));
}

/** The outermost element that ends where this one does: what follows a list's end follows the quote around it, too. */
function climbed(article, from) {
  let at = from;
  while (at.parentElement !== article && isLast(at)) {
    at = at.parentElement.localName === "li" ? at.parentElement.parentElement : at.parentElement;
  }
  return at;
}

function isLast(child) {
  const parent = child.parentElement;
  return !child.nextElementSibling && (parent.localName !== "li" || !parent.nextElementSibling);
}

function blockSlot(entry, blocks) {
  const slot = element("div", { class: "slot", hidden: true });
  slot.append(...blocks);
  return marked(slot, entry);
}

function itemSlots(entry, list) {
  return [...list.children].map((item) => {
    item.classList.add("slot");
    item.hidden = true;
    return marked(item, entry);
  });
}

function marked(slot, entry) {
  slot.dataset.removed = entry.id;
  slot.dataset.kind = entry.kind;
  return slot;
}
