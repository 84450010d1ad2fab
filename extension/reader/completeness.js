/** Whether the page showed the whole article: a badge and the evidence for a preview, a quiet word for the rest. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { icon } from "./icon.js";
import { uiLanguage } from "./wording.js";

const EVIDENCE = {
  "not-free": "readerEvidenceNotFree",
  free: "readerEvidenceFree",
  "paid-part-shown": "readerEvidencePaidShown",
  "paid-part-missing": "readerEvidencePaidMissing",
  "body-shown": "readerEvidenceShown",
  "body-cut": "readerEvidenceCut",
  offer: "readerEvidenceOffer",
};
const PART = /“(.+)”|(\d+)\s?%/; // the page's own words, or the share, inside the server's English sentence

/** A badge that opens to the evidence, where the page showed only a preview. */
export function previewNote({ completeness }) {
  if (completeness.status !== "preview") {
    return [];
  }
  const badge = element("summary", { class: "badge" }, icon("preview"), element("span", {}, text("readerPreview")));
  const why = element("p", {}, text("readerPreviewWhy"));
  return [element("details", { class: "preview", ...uiLanguage() }, badge, why, evidenceList(completeness))];
}

export function evidenceList({ evidence }) {
  return element("ul", {}, ...evidence.map((fact) => element("li", {}, sentence(fact))));
}

/** The evidence in the interface's language; what a newer server knows stays as it said it. */
function sentence({ code, detail }) {
  if (!Object.hasOwn(EVIDENCE, code)) {
    return element("span", { lang: "en" }, detail);
  }
  const [, words, share] = PART.exec(detail) ?? [];
  return text(EVIDENCE[code], words ?? share ?? "");
}
