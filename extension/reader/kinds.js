/** The kinds of removed blocks in the order they are listed: their names, and a sign that needs no colour. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { icon } from "./icon.js";

const NAMES = {
  consent: "readerKindConsent",
  newsletter: "readerKindNewsletter",
  teaser: "readerKindTeaser",
  promotion: "readerKindPromotion",
  share: "readerKindShare",
  caption: "readerKindCaption",
  meta: "readerKindMeta",
  chrome: "readerKindChrome",
  hidden: "readerKindHidden",
};
export const KINDS = Object.keys(NAMES);

/** A kind's sign and name; a kind that a newer server knows keeps the server's word. */
export function kindLabel(kind) {
  const known = Object.hasOwn(NAMES, kind);
  const sign = icon(known ? kind : "other");
  return element("span", { class: "kind" }, sign, element("span", {}, known ? text(NAMES[kind]) : kind));
}

/** A reason, with the page's own words in it set apart where they run the other way. */
export function reasonElement(tag, className, reason) {
  const parts = reason.split(/(?<=[„“])([^„“”]+)(?=[“”])/);
  return element(tag, { class: className }, ...parts.map((part, i) => (i % 2 ? element("bdi", {}, part) : part)));
}

/** Entries by kind: the kinds of KINDS first, then any others. */
export function byKind(entries) {
  const groups = Map.groupBy(entries, (entry) => entry.kind);
  const known = KINDS.filter((kind) => groups.has(kind));
  const others = [...groups.keys()].filter((kind) => !KINDS.includes(kind));
  return [...known, ...others].map((kind) => [kind, groups.get(kind)]);
}
