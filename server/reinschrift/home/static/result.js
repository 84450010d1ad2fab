/** Shows an answer: the article or another format, the facts, the removals, and the command line that asks the same. */

import { curlLine } from "./ask.js";
import { byId } from "./dom.js";
import { connectPutAll, showRemovals } from "./removal.js";
import { CAN_SANITISE, sanitised } from "./sanitise.js";
import { copy } from "./say.js";
import { text } from "./texts.js";

let shown = null; // {answer, type}

export function showResult(answer, type) {
  shown = { answer, type };
  const article = byId("article");
  article.lang = answer.lang ?? "";
  article.dir = answer.dir ?? "auto";
  if (CAN_SANITISE) {
    const body = sanitised(answer.html);
    article.replaceChildren(...(body.querySelector("article") ?? body).childNodes);
  }
  showRemovals(CAN_SANITISE ? article : null, answer.removed);
  showFacts(answer);
  showFormat();
  byId("result").hidden = false;
  byId("result-title").focus({ preventScroll: true });
  byId("result").scrollIntoView({ block: "start" });
}

export function hideResult() {
  byId("result").hidden = true;
}

export function connectResult() {
  connectPutAll();
  byId("formats").addEventListener("change", showFormat);
  byId("copy").addEventListener("click", () => copy(written(format())));
  byId("curl-copy").addEventListener("click", () => copy(byId("curl").textContent));
}

function showFacts({ stats, completeness, warnings }) {
  const words = text("done", stats.keptWords, stats.removedWords, stats.milliseconds);
  byId("facts").textContent = [words, text(completeness.status), ...warnings].join(" ");
}

function format() {
  return document.querySelector("[name=format]:checked").value;
}

function showFormat() {
  const asArticle = format() === "article";
  const asHtml = asArticle && CAN_SANITISE;
  byId("article").hidden = !asHtml;
  byId("plain").hidden = asHtml;
  byId("plain").textContent = asHtml ? "" : written(format());
  byId("note").hidden = !asArticle || CAN_SANITISE;
  byId("note").textContent = text("noSanitizer");
  byId("curl").textContent = curlLine(shown.type, format());
}

/** The answer in a format, as it is copied: of the article its HTML. */
function written(name) {
  const { answer } = shown;
  const formats = { article: CAN_SANITISE ? answer.html : answer.text, text: answer.text, markdown: answer.markdown };
  return formats[name] ?? JSON.stringify(answer, null, 2);
}
