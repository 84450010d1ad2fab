/** What the scripts say, in the language of the page: the server puts it into the page (texts/LANGUAGE.toml). */

import { byId } from "./dom.js";

export const LANGUAGE = document.documentElement.lang;
const TEXTS = JSON.parse(byId("texts").textContent);
const NUMBERS = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 });

/** A text of the section [script], with $1, $2 … replaced; numbers are written as the language writes them. */
export function text(key, ...parts) {
  return filled(TEXTS.script[key], parts);
}

/** What the server's state is called. */
export function statusText(key, ...parts) {
  return filled(TEXTS.status[key], parts);
}

/** A kind's name; one that only a newer server knows keeps its word. */
export function kindName(kind) {
  return TEXTS.kinds[kind] ?? kind;
}

/** The text for none, one or many: KEYNone, KEYOne, KEYMany. */
export function counted(key, number) {
  return text(`${key}${["None", "One"][number] ?? "Many"}`, number);
}

function filled(message, parts) {
  const shown = parts.map((part) => (typeof part === "number" ? NUMBERS.format(part) : part));
  return message.replace(/\$(\d)/g, (_, number) => shown[number - 1]);
}
