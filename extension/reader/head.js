/** The article's head: site, title, authors, dates, how long it takes to read, the way to the original. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { previewNote } from "./completeness.js";
import { icon } from "./icon.js";
import { counted, dateWords, listed, uiLanguage } from "./wording.js";

/** `title` is the answer's own heading with its links and marks, or null. */
export function headElement(answer, title, source) {
  return element(
    "header",
    { class: "head", "data-ui": true },
    ...site(answer),
    title ?? element("h1", {}, answer.title || source.title),
    ...authors(answer),
    element("p", { class: "facts" }, element("span", {}, ...facts(answer))),
    ...originalLink(answer, source),
    ...previewNote(answer),
  );
}

/** Where the article can be read as it was published, or null. */
export function originalUrl(answer, source) {
  return [source.url, answer.url, answer.canonicalUrl].find((url) => /^https?:\/\//.test(url ?? "")) ?? null;
}

/** Site, authors and date on one line, for files. */
export function bylineOf(answer) {
  return [listed(answer.authors), dateWords(answer.datePublished)].filter(Boolean).join(" · ");
}

function site({ siteName }) {
  return siteName ? [element("p", { class: "site" }, siteName)] : [];
}

function authors(answer) {
  return answer.authors.length ? [element("p", { class: "authors" }, listed(answer.authors))] : [];
}

function facts(answer) {
  const published = dateWords(answer.datePublished);
  const modified = dateWords(answer.dateModified);
  const parts = [
    published && element("time", { datetime: answer.datePublished }, published),
    modified && modified !== published && updated(answer.dateModified, modified),
    counted("readerMinutes", answer.readingTimeMinutes),
    counted("readerWords", answer.wordCount),
  ];
  return parts.filter(Boolean).map((part) => element("span", { class: "fact" }, element("span", uiLanguage(), part)));
}

function updated(iso, words) {
  const [before, after] = text("readerUpdated", "\n").split("\n");
  return element("span", {}, before, element("time", { datetime: iso }, words), after);
}

function originalLink(answer, source) {
  const url = originalUrl(answer, source);
  if (!url) {
    return [];
  }
  const host = new URL(url).hostname.replace(/^www\./, "");
  const link = element("a", { href: url, rel: "noopener noreferrer" }, text("readerOriginalAt", host), icon("out"));
  return [element("p", { class: "source", ...uiLanguage(), "data-url": url }, link)];
}
