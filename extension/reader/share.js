/** Copying and saving: what is shown, with the blocks that were put back in their places. */

import { text } from "../platform.js";
import { say } from "./announce.js";
import { curlLine } from "./curl.js";
import { isRestored, shownCopy } from "./formats/copy.js";
import { markdown } from "./formats/markdown.js";
import { standalonePage } from "./formats/page.js";
import { plainText } from "./formats/plain.js";
import { bylineOf, originalUrl } from "./head.js";
import { ui } from "./wording.js";

const NAME_LENGTH = 80; // characters of a title that a file's name takes
const IN_NO_NAME = /[\p{Cc}\\/:*?"<>|]+/gu;

const ACTS = {
  copyText: (shown) => copy(textShown(shown), "readerCopiedText"),
  copyMarkdown: (shown) => copy(markdownShown(shown), "readerCopiedMarkdown"),
  copyCurl: ({ record, settings }) => {
    const url = originalUrl(record.answer, record.source);
    return copy(curlLine(url, settings), settings.token ? "readerCopiedCurlToken" : "readerCopiedCurl");
  },
  saveMarkdown: (shown) => save(`${markdownShown(shown)}\n`, shown.record, "md", "text/markdown"),
  saveHtml: (shown) => save(htmlShown(shown), shown.record, "html", "text/html"),
  print: () => window.print(),
};

/** `shown()` gives what the page shows now: {article, record, removal, settings}. */
export function connectShare(shown) {
  const { record } = shown();
  ui("share").querySelector("[data-act=copyCurl]").hidden = !originalUrl(record.answer, record.source);
  ui("share").addEventListener("click", async ({ target }) => {
    if (target.dataset.act) {
      ui("share").hidePopover();
      await ACTS[target.dataset.act](shown());
    }
  });
}

export function textShown({ article, record, removal }) {
  const { answer, keep } = record;
  if (!removal.restored.length) {
    return answer.text;
  }
  const captions = (keep ?? []).includes("caption"); // which make them a part of the server's text
  return plainText(shownCopy(article, true), (caption) => captions || isRestored(caption));
}

export function markdownShown({ article, record, removal, settings }) {
  const { answer } = record;
  if (!removal.restored.length && settings.images) {
    return answer.markdown;
  }
  return markdown(answer.title, shownCopy(article, settings.images));
}

function htmlShown({ article, record, settings }) {
  const { answer, source } = record;
  return standalonePage(shownCopy(article, settings.images), {
    title: answer.title || source.title,
    lang: answer.lang,
    dir: answer.dir,
    site: answer.siteName,
    byline: bylineOf(answer),
    source: originalUrl(answer, source),
    sourceLabel: text("readerSource"),
  });
}

async function copy(words, said) {
  await navigator.clipboard.writeText(words);
  say(said);
}

function save(content, { answer, source }, ending, type) {
  const title = (answer.title || source.title).replace(IN_NO_NAME, " ").replace(/\s+/g, " ");
  const name = [...title.replace(/^[. ]+/, "")].slice(0, NAME_LENGTH).join("").replace(/[. ]+$/, "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = `${name || "Reinschrift"}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may read it late
  say("readerSaved");
}
