/** Runs capture.js in a tab: {html, url, title, timing}, or {failure: {code, detail}} where browsers do not let us. */

import { browser } from "./platform.js";

// Right after a click the permission is now and then not there yet, and comes 17 to 60 ms later.
const TRIES = 9;
const PAUSE = 50; // milliseconds

export async function capture(tab) {
  throw new Error("not written yet");
}
