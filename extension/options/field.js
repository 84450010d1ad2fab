/** What every field of the options can say: "saved", or what is wrong with its value. */

import { text } from "../platform.js";
import { save } from "../settings.js";

const STAYS = 4_000; // milliseconds for which "Saved" stands
const timers = new Map();

/** Saves and says so in the field's status. */
export async function saveField(name, value) {
  await save({ [name]: value });
  tell(name, "optionsSaved");
}

/** Says a message of _locales in the field's status, for a while. */
export function tell(name, key) {
  const status = document.getElementById(`${name}-saved`);
  status.textContent = text(key);
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(() => (status.textContent = ""), STAYS));
}

/** Marks a field as wrong and says why; without a message it is right again. */
export function mark(name, ...message) {
  const input = document.getElementById(name);
  const error = document.getElementById(`${name}-error`);
  error.hidden = !message.length;
  error.textContent = message.length ? text(...message) : "";
  input.setAttribute("aria-invalid", String(message.length > 0));
}
