/** The drawer of everything removed: by kind, each block with its reason and its text, and the way back. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { sayCounted } from "./announce.js";
import { byKind, kindLabel, reasonElement } from "./kinds.js";
import { counted, numeral, ui } from "./wording.js";

const LONG = 320; // characters; a longer text is shown in part until it is opened
const NAME = 60; // characters of a block's text that tell its button from the others
const WIDE = matchMedia("(min-width: 60rem)"); // room for the drawer beside the text, as in removed.css

export function connectDrawer(removal, language) {
  const groups = byKind(removal.entries);
  const sections = groups.map(([kind, entries]) => section(kind, entries, removal, language));
  const nothing = element("p", { class: "nothing", hidden: sections.length > 0 }, text("readerRemovedNothing"));
  ui("drawer-list").replaceChildren(...sections, nothing);
  connectTools(removal);
  connectOpening();
}

function connectOpening() {
  const [drawer, button] = [ui("drawer"), ui("removed-button")];
  button.addEventListener("click", () => {
    if (drawer.open) {
      drawer.close();
      return;
    }
    WIDE.matches ? drawer.show() : drawer.showModal();
    ui("drawer-title").focus();
    button.setAttribute("aria-expanded", "true");
    document.body.toggleAttribute("data-drawer", true);
  });
  ui("drawer-close").addEventListener("click", () => drawer.close());
  drawer.addEventListener("close", () => {
    button.setAttribute("aria-expanded", "false");
    document.body.removeAttribute("data-drawer");
    button.focus({ preventScroll: true });
  });
}

/** The count, the switch for the original order, and everything at once. */
function connectTools(removal) {
  const total = removal.entries.length;
  const ids = removal.entries.map((entry) => entry.id);
  const all = ui("drawer-all");
  const toggle = ui("in-place-switch");
  ui("drawer").querySelector(".drawer-tools").hidden = !total;
  all.addEventListener("click", () => toggleAll(ids, removal));
  toggle.addEventListener("change", () => (removal.inPlace = toggle.checked));
  ui("in-place-end").addEventListener("click", () => {
    removal.inPlace = false;
    ui("removed-button").focus({ preventScroll: true });
  });
  follow(removal, () => {
    const back = removal.restored.length;
    ui("removed-count").textContent = numeral(total - back);
    ui("drawer-title").textContent = counted("readerRemovedTitle", total);
    ui("drawer-back").textContent = back ? text("readerRemovedBack", numeral(back)) : "";
    all.textContent = text(back === total ? "readerTakeOutAll" : "readerPutBackAll");
    toggle.checked = removal.inPlace;
    ui("in-place").hidden = !removal.inPlace;
  });
}

function section(kind, entries, removal, language) {
  const ids = entries.map((entry) => entry.id);
  const all = element("button", { type: "button", class: "plain" });
  all.addEventListener("click", () => toggleAll(ids, removal));
  follow(removal, () => {
    const back = ids.every((id) => removal.isRestored(id));
    all.textContent = text(back ? "readerTakeOutKind" : "readerPutBackKind");
  });
  const heading = element("h3", {}, kindLabel(kind), " ", element("span", { class: "count" }, numeral(ids.length)));
  const head = element("div", { class: "kind-head" }, heading, ...(ids.length > 1 ? [all] : []));
  const items = entries.map((entry) => item(entry, removal, language));
  return element("section", { class: "kind-group", "data-kind": kind }, head, element("ul", {}, ...items));
}

function item(entry, removal, { lang, dir }) {
  const button = element("button", { type: "button", class: "button small" });
  button.addEventListener("click", () => toggle(entry.id, removal));
  const shown = element("li", { "data-removed": entry.id });
  follow(removal, () => {
    const back = removal.isRestored(entry.id);
    const word = text(back ? "readerTakeOut" : "readerPutBack");
    button.textContent = word;
    button.setAttribute("aria-label", `${word}: ${entry.text.slice(0, NAME)}`);
    shown.dataset.state = back ? "restored" : "removed";
  });
  shown.append(quote(entry.text, { lang, dir }), reasonElement("p", "reason", entry.reason), button);
  return shown;
}

/** The block's text, in the article's language; a long one opens. */
function quote(words, language) {
  const paragraphs = words.split("\n\n").map((paragraph) => element("p", {}, paragraph));
  const quoted = element("blockquote", language, ...paragraphs);
  if (words.length <= LONG) {
    return quoted;
  }
  const start = words.slice(0, LONG).replace(/\s+\S*$/, " …");
  return element("details", {}, element("summary", {}, element("span", language, start)), quoted);
}

function toggle(id, removal) {
  if (removal.isRestored(id)) {
    removal.takeOut([id]);
    sayCounted("readerOut", 1);
    return;
  }
  removal.putBack([id]);
  removal.slot(id).scrollIntoView({ block: "center" });
  sayCounted("readerBack", 1);
}

/** All of them back, or, where all of them are, all of them out again. */
function toggleAll(ids, removal) {
  const back = ids.every((id) => removal.isRestored(id));
  back ? removal.takeOut(ids) : removal.putBack(ids);
  sayCounted(back ? "readerOut" : "readerBack", ids.length);
}

function follow(removal, update) {
  removal.addEventListener("change", update);
  update();
}
