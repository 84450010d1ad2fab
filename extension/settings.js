/** What the reader chose: defaults, load, save, and word of every change. A wrong value is never loaded nor saved. */

import { originOf } from "./address.js";
import { browser } from "./platform.js";

/** Kinds that the server can leave where they stand, as it names them; what was never shown cannot be kept. */
export const KEEPABLE = Object.freeze("consent newsletter teaser promotion share caption meta".split(" "));

export const DEFAULTS = Object.freeze({
  server: "http://127.0.0.1:8417",
  token: "",
  keep: Object.freeze([]), // kinds that are not removed
  theme: "system", // light | sepia | dark | system
  font: "serif", // serif | sans | dyslexia
  size: 20, // CSS pixels of the body text
  width: 66, // characters a line, about
  leading: 1.6, // line height
  images: true,
  rate: 1, // of reading aloud
});

const HEADER_VALUE = /^(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?$/; // what HTTP carries unchanged

const VALID = {
  server: (value) => typeof value === "string" && originOf(value) === value,
  token: (value) => typeof value === "string" && HEADER_VALUE.test(value),
  keep: (value) => Array.isArray(value) && value.every((kind) => KEEPABLE.includes(kind)),
  theme: isOneOf("light", "sepia", "dark", "system"),
  font: isOneOf("serif", "sans", "dyslexia"),
  size: isBetween(12, 40),
  width: isBetween(30, 120),
  leading: isBetween(1.2, 2.4),
  images: (value) => typeof value === "boolean",
  rate: isBetween(0.5, 2.5),
};

/** All settings, defaults where nothing is stored or something wrong. */
export async function load() {
  const stored = await browser.storage.local.get(Object.keys(DEFAULTS));
  return Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, valueOf(name, stored[name])]));
}

/** Stores some settings. A name that is no setting and a value that is none are bugs, and nothing is stored. */
export async function save(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (!isValid(name, value)) {
      throw new Error(`not a setting: ${name}`);
    }
  }
  await browser.storage.local.set(changes);
}

/** Whether `save` would take this value under this name. */
export function isValid(name, value) {
  return Object.hasOwn(VALID, name) && VALID[name](value);
}

/** Calls `listener(changes)` with the new values whenever settings change, in whichever page. Returns how to stop. */
export function onChange(listener) {
  const heard = (stored) => {
    const names = Object.keys(stored).filter((name) => name in DEFAULTS);
    if (names.length) {
      listener(Object.fromEntries(names.map((name) => [name, valueOf(name, stored[name].newValue)])));
    }
  };
  browser.storage.local.onChanged.addListener(heard);
  return () => browser.storage.local.onChanged.removeListener(heard);
}

function valueOf(name, stored) {
  return isValid(name, stored) ? stored : DEFAULTS[name];
}

function isOneOf(...values) {
  return (value) => values.includes(value);
}

function isBetween(low, high) {
  return (value) => Number.isFinite(value) && value >= low && value <= high;
}
