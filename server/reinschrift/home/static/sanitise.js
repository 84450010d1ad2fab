/** The server's HTML -> nodes of exactly the tags that it writes. Nothing of a page runs or loads here. */

import { element } from "./dom.js";
import { text } from "./texts.js";

const NAMES =
  "article h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code figure figcaption table tbody tr th td span br strong em " +
  "sup sub a img";
const ALLOWED = {
  elements: NAMES.split(" "),
  attributes: ["id", "href", "start", "value", "alt"],
  comments: false,
  dataAttributes: false,
};
const BLOCK_ID = /^b\d+$/; // what the server writes; any other could be taken for one of the page's own
const LINKS = ["http:", "https:", "mailto:"];

export const CAN_SANITISE = typeof Element.prototype.setHTML === "function";

/** The body of a document of its own, in which nothing loads. */
export function sanitised(html) {
  const { body } = document.implementation.createHTMLDocument("");
  body.setHTML(html, { sanitizer: ALLOWED });
  for (const found of body.querySelectorAll("[id]")) {
    if (!BLOCK_ID.test(found.id)) {
      found.removeAttribute("id");
    }
  }
  body.querySelectorAll("a").forEach(checkLink);
  body.querySelectorAll("img").forEach((picture) => picture.replaceWith(placeholder(picture)));
  return body;
}

function checkLink(link) {
  const href = link.getAttribute("href") ?? "";
  if (!LINKS.includes(URL.parse(href)?.protocol)) {
    link.removeAttribute("href");
  }
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}

/** Pictures would come from the page's own site, and this page asks nobody but its server. */
function placeholder(picture) {
  const words = [text("picture"), picture.alt].filter(Boolean).join(": ");
  return element("span", { class: "picture" }, words);
}
