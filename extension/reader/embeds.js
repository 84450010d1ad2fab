/** A quiet card where an embed waited for consent: what stood there, and a link to it; the embed is never loaded. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { icon } from "./icon.js";
import { uiLanguage } from "./wording.js";

// What an address says of what it leads to; words that many services use alike.
const SORTS = [
  ["readerEmbedVideo", /\/(?:watch|embed|videos?|shorts|player|v)\b/],
  ["readerEmbedPost", /\/(?:status(?:es)?|posts?|p|reels?)\//],
  ["readerEmbedMap", /\bmaps?\b/],
  ["readerEmbedAudio", /\/(?:episodes?|tracks?|podcasts?|audio)\b/],
];

/** Puts a card after the slot of each removed block that held an embed. */
export function embedCards(removal) {
  for (const { id, embed } of removal.entries) {
    const url = URL.parse(embed ?? "");
    if (["http:", "https:"].includes(url?.protocol)) {
      const slot = removal.slot(id);
      (slot.localName === "li" ? slot.parentElement : slot).after(cardElement(url));
    }
  }
}

function cardElement(url) {
  const host = url.hostname.replace(/^www\./, "");
  const sort = SORTS.find(([, signs]) => signs.test(url.hostname + url.pathname))?.[0] ?? "readerEmbed";
  const leading = { href: url.href, target: "_blank", rel: "noopener noreferrer", ...uiLanguage() };
  return element(
    "div",
    { class: "embed-card", "data-ui": true },
    icon("embed"),
    element("p", uiLanguage(), text(sort, host)),
    element("a", leading, text("readerEmbedOpen", host)),
  );
}
