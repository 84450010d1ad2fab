/**
 * The reader page: a stored record -> the server's answer -> the article on the screen, or what went wrong. Which of
 * the two it is, <html data-state="article|failure"> says.
 */

import { clean, Failure } from "../api.js";
import { element } from "../dom.js";
import { localise, text } from "../platform.js";
import { problemElement } from "../problems.js";
import { DEFAULTS, load, onChange } from "../settings.js";
import { get, put } from "../store.js";
import { Aloud } from "./aloud.js";
import { say } from "./announce.js";
import { fillArticle } from "./article.js";
import { connectDrawer } from "./drawer.js";
import { fillEnd, fillTiming } from "./end.js";
import { applyLook } from "./look.js";
import { connectLookPanel, showInLookPanel } from "./lookpanel.js";
import { connectOutline } from "./outline.js";
import { goTo, placeIn, rememberPlace } from "./place.js";
import { keepRoom, showPictures } from "./pictures.js";
import { connectPlayer } from "./player.js";
import { connectShare } from "./share.js";
import { interfaceDirection, ui } from "./wording.js";

const WAIT = 200; // milliseconds; a shorter wait needs no words

let settings = DEFAULTS;

localise();
document.documentElement.dir = interfaceDirection();
await followSettings();
await open(new URLSearchParams(location.search).get("id") ?? "");

/** Shows the article called `id`, or what went wrong; then "try again" begins here anew. */
async function open(id) {
  delete document.documentElement.dataset.state;
  ui("problem").replaceChildren();
  let record;
  try {
    record = await get(id);
    const cleaned = await withAnswer(record);
    show(cleaned);
    document.documentElement.dataset.state = "article";
    if (cleaned !== record) {
      await nextFrame();
      cleaned.timing.shown = Date.now();
      await keep(cleaned);
    }
    fillTiming(cleaned);
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure("internal", String(error));
    showProblem(failure, record, () => open(id));
  }
}

/** A record with an answer: this one, or one that has it in place of the capture. Throws Failure. */
async function withAnswer(record) {
  if (!record) {
    throw new Failure("lost");
  }
  if (record.answer) {
    return record;
  }
  if (record.failure) {
    throw new Failure(record.failure.code, record.failure.detail);
  }
  return ask(record);
}

async function ask(record) {
  const stop = new AbortController();
  const waiting = setTimeout(() => showLoading(record, () => stop.abort()), WAIT);
  try {
    settings = await load();
    const sent = Date.now();
    const answer = await clean({ html: record.html, url: record.source.url }, settings, stop.signal);
    const timing = { ...record.timing, sent, answered: Date.now() };
    return { ...record, answer, html: "", keep: settings.keep, timing };
  } finally {
    clearTimeout(waiting);
    ui("loading").hidden = true;
  }
}

function show(record) {
  const article = ui("article");
  const removal = fillArticle(article, record, settings.images);
  const { answer, source } = record;
  document.title = [answer.title || source.title, answer.siteName].filter(Boolean).join(" – ");
  fillEnd(record);
  ui("bar").hidden = article.hidden = ui("end").hidden = false;
  keepRoom(article);
  connectOutline(article);
  connectDrawer(removal, { lang: article.lang, dir: article.dir });
  connectShare(() => ({ article, record, removal, settings }));
  connectPlayer(new Aloud(article, () => settings), () => settings);
  rememberPlace(article, record.id);
  removal.addEventListener("change", () => {
    record.restored = removal.restored;
    keep(record);
  });
}

/** Stores the record; where that fails, the article can still be read. */
async function keep(record) {
  try {
    await put(record);
  } catch {
    say("readerNotKept");
  }
}

function showLoading({ source }, stop) {
  const host = URL.parse(source.url)?.hostname.replace(/^www\./, "");
  const button = element("button", { type: "button", class: "button" }, text("readerStop"));
  button.addEventListener("click", stop);
  ui("loading").replaceChildren(host ? text("readerLoadingFrom", host) : text("readerLoading"), button);
  ui("loading").hidden = false;
}

function showProblem(failure, record, retry) {
  const problem = problemElement(failure, { record, settings, retry });
  ui("problem").replaceChildren(problem);
  document.title = problem.querySelector("h1").textContent;
  problem.querySelector("h1").focus();
  document.documentElement.dataset.state = "failure";
}

/** Puts the settings on the page, now and whenever they change, in whichever page; the reader's place stays. */
async function followSettings() {
  settings = await load();
  connectLookPanel();
  applyLook(settings);
  showInLookPanel(settings);
  onChange((changes) => {
    settings = { ...settings, ...changes };
    const place = placeIn(ui("article"));
    applyLook(settings);
    showInLookPanel(settings);
    showPictures(ui("article"), settings.images);
    goTo(ui("article"), place);
  });
}

function nextFrame() {
  if (document.visibilityState === "hidden") {
    return Promise.resolve(); // no frames come there
  }
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
