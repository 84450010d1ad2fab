/** Reading the article aloud: the paragraph being read is marked and kept in view. */

import { say } from "./announce.js";
import { textOf } from "./formats/spans.js";
import { pieces, speak, voiceFor } from "./speech.js";

const COMFORT = 0.2; // of the window's height; a paragraph that starts or ends closer to an edge is moved

export class Aloud {
  #article;
  #settings;
  #voice = null;
  #at = null; // the paragraph being read
  #rest = []; // its pieces from the one being read on
  #stop = null; // silences what is being spoken; null while nothing is

  /** `settings()` gives the settings as they are now. */
  constructor(article, settings) {
    this.#article = article;
    this.#settings = settings;
  }

  get isSpeaking() {
    return this.#stop !== null;
  }

  /** Starts with the paragraph at the top of the window. Returns whether there is a voice for it. */
  async start() {
    this.#voice = await voiceFor(this.#article.lang || null);
    if (this.#voice) {
      const line = Number.parseFloat(getComputedStyle(this.#article).scrollMarginTop);
      this.#read(paragraphs(this.#article).find((found) => found.getBoundingClientRect().bottom > line));
    }
    return this.#voice !== null;
  }

  pause() {
    this.#stop?.();
    this.#stop = null;
    this.onChange?.();
  }

  resume() {
    this.#speak();
  }

  end() {
    this.pause();
    this.#mark(null);
    this.onEnd?.();
  }

  /** Goes on `steps` paragraphs further on. */
  skip(steps) {
    const all = paragraphs(this.#article);
    const at = all.indexOf(this.#at);
    this.#read(all[Math.max(0, at + steps)]);
  }

  #read(paragraph) {
    this.#stop?.();
    if (!paragraph) {
      this.end();
      return;
    }
    this.#mark(paragraph);
    this.#rest = pieces(textOf(paragraph), this.#article.lang);
    this.#speak();
  }

  #speak() {
    const chosen = { voice: this.#voice, rate: this.#settings().rate };
    this.#stop = speak(this.#rest[0], chosen, () => this.#next(), (code) => this.#fail(code));
    this.onChange?.();
  }

  #next() {
    this.#rest.shift();
    this.#rest.length ? this.#speak() : this.skip(1);
  }

  #fail(code) {
    this.end();
    say("readerAloudFailed", code);
  }

  #mark(paragraph) {
    this.#at?.removeAttribute("data-spoken");
    this.#at = paragraph;
    paragraph?.setAttribute("data-spoken", "");
    if (paragraph && !isComfortable(paragraph)) {
      paragraph.scrollIntoView({ block: "center" });
    }
  }
}

/** What is read, in order: blocks of text that are shown, the title first; no code, and nothing struck through. */
function paragraphs(article) {
  return [...article.querySelectorAll("h1, [id]:not(img, pre)")].filter(
    (found) => !found.closest("[hidden], .slot[data-state='removed']") && /[\p{L}\p{N}]/u.test(textOf(found)),
  );
}

function isComfortable(paragraph) {
  const { top, bottom } = paragraph.getBoundingClientRect();
  return top > innerHeight * COMFORT && bottom < innerHeight * (1 - COMFORT);
}
