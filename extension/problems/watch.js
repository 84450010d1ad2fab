/** Lets a page go on by itself: when the server comes up, the permission is granted or the settings change. */

import { health } from "../api.js";
import { browser } from "../platform.js";
import { onChange } from "../settings.js";

const PAUSE = 3_000; // milliseconds between two quiet looks at the server
const NO_ANSWER = ["unreachable", "slow"];

/** Calls context.retry once, unless `section` has left the page before. `kind` is "server" or "settings". */
export function retryByItself(section, kind, { settings, retry }) {
  let done = false;
  const stops = [];
  const finish = () => {
    if (done || !section.isConnected) {
      return;
    }
    done = true;
    stops.forEach((stop) => stop());
    retry();
  };
  stops.push(
    onChange((changes) => ("server" in changes || "token" in changes) && finish()),
    onGranted(finish),
  );
  if (kind === "server") {
    awaitServer(settings, () => !done && section.isConnected).then((up) => up && finish());
  }
}

function onGranted(listener) {
  browser.permissions.onAdded.addListener(listener);
  return () => browser.permissions.onAdded.removeListener(listener);
}

/** True as soon as something answers at the server's address, false when it is no longer wanted. Rests while hidden. */
async function awaitServer(settings, wanted) {
  for (;;) {
    await pause();
    await visible();
    if (!wanted()) {
      return false;
    }
    if (await answers(settings)) {
      return true;
    }
  }
}

/** Whether something answers that is not still starting: the right server, or another problem worth telling. */
async function answers(settings) {
  try {
    return (await health(settings)).ready;
  } catch (failure) {
    return !NO_ANSWER.includes(failure.code);
  }
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}

function visible() {
  if (document.visibilityState === "visible") {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(visible()), { once: true });
  });
}
