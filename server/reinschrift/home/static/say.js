/** Short words of what just happened, seen for a moment and read out by screen readers; and copying, which says so. */

import { byId } from "./dom.js";
import { text } from "./texts.js";

const SHOWN = 2500; // milliseconds
let timer;

export function say(words) {
  const said = byId("said");
  said.textContent = words;
  said.dataset.shown = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete said.dataset.shown, SHOWN);
}

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    say(text("copied"));
  } catch {
    say(text("copyFailed")); // forbidden, or a server that is not this machine without https
  }
}
