/** What the reader chose: defaults, load, save, and word of every change. */

import { browser } from "./platform.js";

export const DEFAULTS = Object.freeze({
  server: "http://127.0.0.1:8417",
  token: "",
  keep: [], // kinds that are not removed, as the server names them
  theme: "system", // light | sepia | dark | system
  font: "serif", // serif | sans | dyslexia
  size: 20, // CSS pixels of the body text
  width: 66, // characters a line, about
  leading: 1.6, // line height
  images: true,
});

/** All settings, defaults where nothing is stored. */
export async function load() {
  return { ...DEFAULTS, ...(await browser.storage.local.get(Object.keys(DEFAULTS))) };
}

/** Stores some settings; a name that is no setting is a bug. */
export async function save(changes) {
  for (const name of Object.keys(changes)) {
    if (!(name in DEFAULTS)) {
      throw new Error(`no setting is called ${name}`);
    }
  }
  await browser.storage.local.set(changes);
}

/** Calls `listener(changes)` with the new values whenever settings change, in whichever page. */
export function onChange(listener) {
  browser.storage.local.onChanged.addListener((changes) => {
    const values = Object.entries(changes).map(([name, change]) => [name, change.newValue ?? DEFAULTS[name]]);
    listener(Object.fromEntries(values.filter(([name]) => name in DEFAULTS)));
  });
}
