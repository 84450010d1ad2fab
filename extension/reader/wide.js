/** Boxes for tables and code, which scroll by themselves where they are wider than the page. */

import { element } from "../dom.js";
import { text } from "../platform.js";

const LABELS = { table: "readerTable", pre: "readerCode" };

export function boxWide(article) {
  for (const wide of article.querySelectorAll("table, pre")) {
    const box = element("div", { class: "wide" });
    wide.replaceWith(box);
    box.append(wide);
    watch.observe(box);
  }
}

/** Only what scrolls is a stop for the keyboard. */
const watch = new ResizeObserver((entries) => {
  for (const { target: box } of entries) {
    const scrolls = box.scrollWidth > box.clientWidth;
    const attributes = { tabindex: "0", role: "region", "aria-label": text(LABELS[box.firstElementChild.localName]) };
    for (const [name, value] of Object.entries(attributes)) {
      scrolls ? box.setAttribute(name, value) : box.removeAttribute(name);
    }
  }
});
