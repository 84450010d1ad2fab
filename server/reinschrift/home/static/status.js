/** Asks the server now and then whether it is well, while somebody looks. */

import { byId } from "./dom.js";
import { statusText } from "./texts.js";

const EVERY = 30_000; // milliseconds; each time is a line in the log

export function watchStatus() {
  ask();
  setInterval(() => document.hidden || ask(), EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}

async function ask() {
  try {
    const response = await fetch("/v1/health");
    const { version, ready } = await response.json();
    show(ready ? "ready" : "starting", version);
  } catch {
    show("gone"); // no answer, or none of Reinschrift's, is all there is to know
  }
}

/** Changes the words only where they are others, or a screen reader would say them every time. */
function show(state, version) {
  const status = byId("status");
  const words = statusText(state, version);
  status.dataset.state = state;
  if (status.textContent !== words) {
    status.textContent = words;
  }
}
