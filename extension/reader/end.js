/** What stands below the article: where to read on, and how this fair copy came about. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { evidenceList } from "./completeness.js";
import { originalUrl } from "./head.js";
import { dateWords, numeral, ui } from "./wording.js";

const STATUS = { complete: "readerComplete", preview: "readerPreview", unknown: "readerUnknown" };

export function fillEnd(record) {
  const { answer, source } = record;
  ui("end").replaceChildren(...readOn(answer, source), about(record));
}

/** Fills in what is known only once the article is on the screen. */
export function fillTiming({ timing, answer }) {
  const [total, ...parts] = durations(timing, answer.stats.milliseconds).map(([key, time]) => [key, seconds(time)]);
  const list = parts.map(([key, time]) => text(key, time)).join(" · ");
  ui("timing").replaceChildren(text(total[0], total[1]), element("br"), element("small", {}, list));
}

/** [message, milliseconds]: all of it from the click on, then each part. */
export function durations(timing, cleaning) {
  const asking = timing.answered - timing.sent;
  return [
    ["readerTimeAll", timing.captured - timing.clicked + asking + timing.shown - timing.answered],
    ["readerTimeCapture", timing.captured - timing.clicked],
    ["readerTimeTransfer", Math.max(0, asking - cleaning)],
    ["readerTimeCleaning", cleaning],
    ["readerTimeDisplay", timing.shown - timing.answered],
  ];
}

function seconds(milliseconds) {
  return numeral(milliseconds / 1000, { style: "unit", unit: "second", maximumSignificantDigits: 2 });
}

/** At a preview's end the way to the rest; what only subscribers see is not taken from anywhere. */
function readOn(answer, source) {
  const url = originalUrl(answer, source);
  if (answer.completeness.status !== "preview" || !url) {
    return [];
  }
  const link = element("a", { href: url, rel: "noopener noreferrer" }, text("readerReadOn"));
  return [element("p", { class: "read-on" }, text("readerPreviewEnd"), " ", link)];
}

function about(record) {
  const { answer, created } = record;
  const { stats } = answer;
  const rows = [
    ["readerAboutWhen", dateWords(new Date(created).toISOString())],
    ["readerAboutTime", element("span", { id: "ui-timing" })],
    ["readerAboutWords", text("readerKeptOfAll", numeral(stats.keptWords), numeral(stats.removedWords))],
    ["readerAboutComplete", completeness(answer)],
    ["readerAboutServer", answer.version],
    ["readerAboutWarnings", warnings(answer)],
  ];
  const terms = rows.filter(([, value]) => value).flatMap(([key, value]) => [
    element("dt", {}, text(key)),
    element("dd", {}, value),
  ]);
  return element("section", { class: "about" }, element("h2", {}, text("readerAbout")), element("dl", {}, ...terms));
}

function completeness({ completeness: { status, evidence } }) {
  const known = Object.hasOwn(STATUS, status) ? text(STATUS[status]) : status;
  const isTold = status === "preview" || !evidence.length; // the badge tells a preview's evidence
  return isTold ? known : element("div", {}, known, evidenceList({ evidence }));
}

function warnings({ warnings: said }) {
  return said.length ? element("ul", { lang: "en" }, ...said.map((line) => element("li", {}, line))) : null;
}
