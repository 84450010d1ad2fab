/** The server's HTML -> nodes of exactly the tags and attributes that it writes; whatever else there is falls away. */

import { Failure } from "../api.js";

const PLAIN =
  "article h1 h2 h3 h4 h5 h6 p ul blockquote pre code figure figcaption table tbody tr th td span br strong em sup sub";
const ELEMENTS = [
  ...PLAIN.split(" ").map((name) => ({ name, attributes: [] })),
  { name: "ol", attributes: ["start"] },
  { name: "li", attributes: ["value"] },
  { name: "a", attributes: ["href"] },
  { name: "img", attributes: ["src", "alt", "width", "height"] },
];
const LINKS = ["http:", "https:", "mailto:"];
const PICTURES = ["http:", "https:"];
const BLOCK_ID = /^b\d+$/; // what the server writes; any other could be taken for one of the page's own

/** The nodes of a fragment, in a document where nothing loads. Throws Failure where the browser cannot sanitise. */
export function sanitised(html) {
  const { body } = document.implementation.createHTMLDocument("");
  if (typeof body.setHTML !== "function" || typeof globalThis.Sanitizer !== "function") {
    throw new Failure("internal", "This browser has no Sanitizer API, so the article is not shown.");
  }
  const allowed = { elements: ELEMENTS, attributes: ["id"], comments: false, dataAttributes: false };
  body.setHTML(html, { sanitizer: new Sanitizer(allowed) });
  body.querySelectorAll("[id]").forEach(checkId);
  body.querySelectorAll("a").forEach(checkLink);
  body.querySelectorAll("img").forEach(checkPicture);
  return body;
}

function checkId(element) {
  if (!BLOCK_ID.test(element.id)) {
    element.removeAttribute("id");
  }
}

function checkLink(link) {
  const href = link.getAttribute("href") ?? "";
  if (!/^#b\d+$/.test(href) && !LINKS.includes(URL.parse(href)?.protocol)) {
    link.removeAttribute("href");
  }
  link.rel = "noopener noreferrer";
}

function checkPicture(picture) {
  if (!PICTURES.includes(URL.parse(picture.getAttribute("src") ?? "")?.protocol)) {
    picture.remove();
    return;
  }
  keepRatio(picture);
  picture.loading = "lazy";
  picture.decoding = "async";
  picture.referrerPolicy = "no-referrer";
}

/** What the page says of a picture's size is often only its shape; its real size is known when it comes. */
function keepRatio(picture) {
  const { width, height } = picture;
  picture.removeAttribute("width");
  picture.removeAttribute("height");
  if (width && height) {
    picture.style.setProperty("--ratio", `${width} / ${height}`); // see media.css
  }
}
