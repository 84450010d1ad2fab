/** Says in a few words what just happened: shown for a moment, and read out by screen readers. */

import { text } from "../platform.js";
import { ui } from "./wording.js";

const SHOWN = 4_000; // milliseconds; the words stay for screen readers

let timer = 0;

export function say(key, ...values) {
  const line = ui("said");
  line.textContent = text(key, ...values);
  line.dataset.shown = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete line.dataset.shown, SHOWN);
}
