/** The line at the head of a slot: what kind of block stands here, why it was removed, and the way back. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { sayCounted } from "./announce.js";
import { kindLabel, reasonElement } from "./kinds.js";
import { ui, uiLanguage } from "./wording.js";

export function slotHead(entry, removal) {
  const button = element("button", { type: "button", class: "slot-button" });
  const head = element(
    "div",
    { class: "slot-head", "data-ui": true, ...uiLanguage() },
    kindLabel(entry.kind),
    button,
    reasonElement("span", "slot-reason", entry.reason),
  );
  const label = () => {
    button.textContent = text(removal.isRestored(entry.id) ? "readerTakeOut" : "readerPutBack");
  };
  button.addEventListener("click", () => toggle(entry.id, removal));
  removal.addEventListener("change", label);
  label();
  return head;
}

/** Puts back or takes out; when that hides the button itself, the focus goes to where the block can be found again. */
function toggle(id, removal) {
  if (!removal.isRestored(id)) {
    removal.putBack([id]);
    sayCounted("readerBack", 1);
    return;
  }
  removal.takeOut([id]);
  sayCounted("readerOut", 1);
  if (!removal.inPlace) {
    ui("removed-button").focus({ preventScroll: true });
  }
}
