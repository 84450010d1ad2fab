/** The server's address: one on this machine is saved at once, one off it only when the reader says yes. */

import { hostOf, isLoopback, originOf, permissionFor } from "../address.js";
import { browser, text } from "../platform.js";
import { mark, saveField, tell } from "./field.js";

const input = document.getElementById("server");
const away = document.getElementById("away");
let asked = null; // the address off this machine that waits for the reader's word

/** Shows the address. Returns how to show it anew when it was changed elsewhere. */
export function showServer(settings) {
  const refresh = () => {
    if (document.activeElement !== input && !asked) {
      input.value = settings.server;
      mark("server");
    }
  };
  input.addEventListener("change", () => take(settings));
  input.addEventListener("input", () => mark("server"));
  document.getElementById("away-accept").addEventListener("click", () => accept(settings));
  document.getElementById("away-refuse").addEventListener("click", () => refuse(settings));
  refresh();
  return refresh;
}

async function take(settings) {
  forget();
  const origin = originOf(input.value);
  if (!origin) {
    mark("server", "optionsAddressWrong");
    return;
  }
  input.value = origin;
  mark("server");
  if (origin === settings.server) {
    return;
  }
  if (isLoopback(origin)) {
    await change(settings, origin);
  } else {
    ask(origin);
  }
}

function ask(origin) {
  asked = origin;
  document.getElementById("away-title").textContent = text("optionsAwayTitle", hostOf(origin));
  document.getElementById("away-what").textContent = text("optionsAwayWhat", hostOf(origin));
  document.getElementById("away-plain").hidden = origin.startsWith("https:");
  away.hidden = false;
  away.focus();
}

/** Only a click may ask the browser for a permission, and only before anything is awaited. */
async function accept(settings) {
  const granted = await browser.permissions.request(permissionFor(asked));
  if (!granted) {
    refuse(settings);
    tell("server", "optionsAwayDenied");
    return;
  }
  const origin = asked;
  forget();
  await change(settings, origin);
  input.focus();
}

function refuse(settings) {
  forget();
  input.value = settings.server;
  input.focus();
}

function forget() {
  asked = null;
  away.hidden = true;
}

/** Saves an address and gives the permission for the one before back, where it is no longer needed. */
async function change(settings, origin) {
  const before = settings.server;
  await saveField("server", origin);
  settings.server = origin;
  const [old, now] = [permissionFor(before), permissionFor(origin)];
  if (!isLoopback(before) && old.origins[0] !== now.origins[0]) {
    await browser.permissions.remove(old);
  }
}
