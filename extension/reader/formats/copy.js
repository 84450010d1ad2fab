/** The article as it is shown -> a copy with the server's tags alone, from which every format is written. */

/** `images` false leaves pictures out, as the page then does. */
export function shownCopy(article, images) {
  const copy = document.implementation.createHTMLDocument("").importNode(article, true); // nothing loads in there
  removeAll(copy, "[data-ui], .slot:not([data-state='restored'])");
  if (!images) {
    removeAll(copy, "img");
    removeAll(copy, "figure:empty");
  }
  for (const slot of copy.querySelectorAll(".slot")) {
    markRestored(slot);
  }
  for (const wrapper of copy.querySelectorAll("div")) {
    wrapper.replaceWith(...wrapper.childNodes);
  }
  return copy;
}

/** Whether a part of the copy was removed by the server and put back by the reader. */
export function isRestored(element) {
  return element.closest("[data-restored]") !== null;
}

function markRestored(slot) {
  for (const part of slot.localName === "li" ? [slot] : slot.children) {
    part.setAttribute("data-restored", "");
  }
}

function removeAll(root, selector) {
  root.querySelectorAll(selector).forEach((found) => found.remove());
}
