/** Says in a few words what just happened: shown for a moment, and read out by screen readers. */

import { text } from "../platform.js";
import { counted, ui } from "./wording.js";

const SHOWN = 4_000; // milliseconds; the words stay for screen readers

let timer = 0;

export function say(key, ...values) {
  show(text(key, ...values));
}

/** Says a message of which there is one for a single thing and one for many: KEYOne, KEYMany. */
export function sayCounted(key, number) {
  show(counted(key, number));
}

function show(words) {
  const line = ui("said");
  line.textContent = words;
  line.dataset.shown = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete line.dataset.shown, SHOWN);
}
