/** The list of what was removed, and each block's slot in the article, where a click puts it back. */

import { byId, element } from "./dom.js";
import { sanitised } from "./sanitise.js";
import { counted, kindName, text } from "./texts.js";
import { say } from "./say.js";

let blocks = []; // {card, button, slot} of each entry, in the order of the page

export function showRemovals(article, entries) {
  byId("removed-title").textContent = counted("removed", entries.length);
  const slots = placeSlots(article, entries);
  blocks = entries.map((entry, i) => ({ ...cardOf(entry), slot: slots[i] }));
  blocks.forEach(connect);
  byId("removed").replaceChildren(...blocks.map(({ card }) => card));
  byId("put-all").hidden = entries.length < 2 || !slots.length;
  update();
}

export function connectPutAll() {
  byId("put-all").addEventListener("click", () => {
    const back = !allBack();
    blocks.forEach(({ slot }) => (slot.hidden = !back));
    update();
  });
}

/** An empty hidden slot behind the block that each entry followed; none where the article is not shown as HTML. */
function placeSlots(article, entries) {
  if (!article) {
    return [];
  }
  const lasts = new Map(); // what was put last at a place: the next slot there comes after it
  return entries.map((entry) => {
    const slot = element("div", { class: "slot", hidden: true }, element("span", { class: "kind" }, kindName(entry.kind)));
    slot.append(...sanitised(entry.html).childNodes);
    const place = placeOf(article, entry.after);
    const last = lasts.get(place);
    if (last ?? place) {
      (last ?? place).after(slot);
    } else {
      article.prepend(slot);
    }
    lasts.set(place, slot);
    return slot;
  });
}

/** The article's child in which the kept block stands; null for the article's beginning. */
function placeOf(article, after) {
  let at = after && article.querySelector(`#${CSS.escape(after)}`);
  while (at && at.parentElement !== article) {
    at = at.parentElement;
  }
  return at || null;
}

function cardOf(entry) {
  const button = element("button", { type: "button", class: "button small" });
  const card = element(
    "li",
    { "data-kind": entry.kind },
    element("div", { class: "card-head" }, element("h4", {}, kindName(entry.kind)), button),
    excerpt(entry.text.replace(/\s*\n\s*/g, "\n")),
    element("p", { class: "reason" }, entry.reason),
  );
  return { card, button };
}

const SHORT = 160; // characters of a removed text that stand in the list without a click

function excerpt(words) {
  if (words.length <= SHORT * 1.25) {
    return element("p", { class: "words" }, words);
  }
  const cut = words.slice(0, SHORT).replace(/\s+\S*$/, "");
  const summary = element("summary", {}, cut, element("span", {}, " …"));
  return element("details", { class: "words" }, summary, words.slice(cut.length).trimStart());
}

function connect({ card, button, slot }) {
  button.hidden = !slot;
  if (!slot) {
    return;
  }
  button.addEventListener("click", () => {
    slot.hidden = !slot.hidden;
    update();
    say(text(slot.hidden ? "out" : "back"));
    if (!slot.hidden) {
      slot.scrollIntoView({ block: "nearest" });
    }
  });
  for (const [name, isOver] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
    card.addEventListener(name, () => slot.classList.toggle("pointed", isOver));
  }
}

function allBack() {
  return blocks.every(({ slot }) => slot && !slot.hidden);
}

function update() {
  for (const { card, button, slot } of blocks) {
    const back = Boolean(slot && !slot.hidden);
    card.dataset.state = back ? "restored" : "removed";
    button.textContent = text(back ? "takeOut" : "putBack");
  }
  byId("put-all").textContent = text(allBack() ? "takeAll" : "putAll");
}
