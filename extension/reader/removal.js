/**
 * What was removed, and what of it the reader put back. Each change updates the slots in the article and sends the
 * event "change", so that whoever shows it can follow.
 */

import { slotHead } from "./slothead.js";
import { placeSlots } from "./slots.js";

export class Removal extends EventTarget {
  #restored;
  #slots;
  #inPlace = false;

  constructor(article, entries, restored) {
    super();
    this.entries = entries;
    this.#restored = new Set(restored.filter((id) => entries.some((entry) => entry.id === id)));
    this.#slots = placeSlots(article, entries);
    for (const entry of entries) {
      this.#slots.get(entry.id)[0].prepend(slotHead(entry, this));
    }
    this.#update();
  }

  /** The ids of the blocks that were put back, in the order of the page. */
  get restored() {
    return this.entries.map((entry) => entry.id).filter((id) => this.#restored.has(id));
  }

  /** Whether removed blocks stand in the text, struck through. */
  get inPlace() {
    return this.#inPlace;
  }

  set inPlace(wanted) {
    this.#inPlace = wanted;
    this.#update();
  }

  isRestored(id) {
    return this.#restored.has(id);
  }

  /** The first element of a block's slot. */
  slot(id) {
    return this.#slots.get(id)[0];
  }

  putBack(ids) {
    ids.forEach((id) => this.#restored.add(id));
    this.#update();
  }

  takeOut(ids) {
    ids.forEach((id) => this.#restored.delete(id));
    this.#update();
  }

  #update() {
    for (const [id, elements] of this.#slots) {
      const restored = this.isRestored(id);
      for (const slot of elements) {
        slot.dataset.state = restored ? "restored" : "removed";
        slot.hidden = !restored && !this.#inPlace;
      }
    }
    this.dispatchEvent(new Event("change"));
  }
}
