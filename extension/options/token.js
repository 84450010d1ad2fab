/** The server's token: hidden unless asked for, saved as it is changed. */

import { text } from "../platform.js";
import { isValid } from "../settings.js";
import { mark, saveField } from "./field.js";

const input = document.getElementById("token");
const shower = document.getElementById("token-show");

/** Shows the token's field. Returns how to show it anew when it was changed elsewhere. */
export function showToken(settings) {
  const refresh = () => {
    if (document.activeElement !== input) {
      input.value = settings.token;
      mark("token");
    }
  };
  input.addEventListener("change", () => take(settings));
  input.addEventListener("input", () => mark("token"));
  shower.addEventListener("click", toggle);
  refresh();
  return refresh;
}

async function take(settings) {
  const token = input.value.trim();
  if (!isValid("token", token)) {
    mark("token", "optionsTokenWrong");
    return;
  }
  mark("token");
  input.value = token;
  if (token !== settings.token) {
    await saveField("token", token);
  }
}

function toggle() {
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  shower.textContent = text(shown ? "optionsTokenHide" : "optionsTokenShow");
}
