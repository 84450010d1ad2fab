/** Fills the article element from the server's answer: its head, then the sanitised blocks, in their own language. */

import { embedCards } from "./embeds.js";
import { headElement } from "./head.js";
import { showPictures } from "./pictures.js";
import { Removal } from "./removal.js";
import { sanitised } from "./sanitise.js";
import { boxWide } from "./wide.js";

/** Returns the article's Removal. `images` says whether pictures may load. */
export function fillArticle(article, { answer, restored, source }, images) {
  const body = sanitised(answer.html);
  const content = body.querySelector("article") ?? body;
  const title = content.querySelector("h1");
  const filled = content.ownerDocument.createElement("article"); // where nothing loads yet
  const blocks = [...content.children].filter((child) => child !== title);
  filled.append(headElement(answer, title, source), ...blocks);
  const removal = new Removal(filled, answer.removed, restored);
  embedCards(removal);
  boxWide(filled);
  showPictures(filled, images);
  article.lang = answer.lang ?? "";
  article.dir = answer.dir ?? "auto";
  article.replaceChildren(...filled.childNodes);
  return removal;
}
