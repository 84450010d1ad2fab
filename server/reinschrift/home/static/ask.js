/** What is asked of POST /v1/clean, by this page and by the command line that does the same. */

import { byId } from "./dom.js";
import { LANGUAGE } from "./texts.js";

const MEDIA_TYPES = { article: "text/html", text: "text/plain", markdown: "text/markdown", json: "application/json" };
const PLACEHOLDER = "YOUR_TOKEN"; // a token has no business in a clipboard

/** The server's answer, {status, answer}: an article or a problem. Throws TypeError where there is none. */
export async function ask({ body, type }) {
  const headers = { "Content-Type": type, Accept: "application/json", "Accept-Language": LANGUAGE };
  if (byId("token").value) {
    headers.Authorization = `Bearer ${byId("token").value}`;
  }
  const response = await fetch(endpoint(), { method: "POST", headers, body });
  return { status: response.status, answer: await response.json() };
}

/** One line of the shell that asks the same, of a page saved as page.html (text: page.txt), in a format. */
export function curlLine(type, format) {
  const plain = type.split(";")[0];
  const headers = [`Content-Type: ${plain}`, `Accept: ${MEDIA_TYPES[format]}`];
  if (byId("token").value) {
    headers.push(`Authorization: Bearer ${PLACEHOLDER}`);
  }
  const options = headers.map((header) => `-H ${quoted(header)}`).join(" ");
  const name = plain === "text/plain" ? "page.txt" : "page.html";
  return `curl -s ${options} --data-binary @${name} ${quoted(endpoint().href)}`;
}

function endpoint() {
  const url = new URL("/v1/clean", location.href);
  const keep = [...document.querySelectorAll("[name=keep]:checked")].map(({ value }) => value);
  const options = { url: byId("address").value.trim(), keep: keep.join(","), removed: byId("list").value };
  for (const [name, value] of Object.entries(options)) {
    if (value && !(name === "removed" && value === "article")) {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

/** A word that no shell takes apart. */
export function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
