/** The panel of type and colours: shows the settings, and stores what the reader changes. */

import { DEFAULTS, save } from "../settings.js";
import { numeral, ui } from "./wording.js";

const NUMBERS = ["size", "width", "leading"];
const NAMES = [...NUMBERS, "theme", "font", "images"];

/** Connects the panel; settings come back to the page through settings.js, in every open reader alike. */
export function connectLookPanel() {
  const form = ui("look-form");
  form.addEventListener("input", ({ target }) => save({ [target.name]: valueOf(target) }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // the form's own reset knows nothing of our defaults
    save(Object.fromEntries(NAMES.map((name) => [name, DEFAULTS[name]])));
  });
}

export function showInLookPanel(settings) {
  const form = ui("look-form");
  for (const name of ["theme", "font"]) {
    form.elements[name].value = settings[name];
  }
  for (const name of NUMBERS) {
    const field = form.elements[name];
    field.value = settings[name];
    field.nextElementSibling.value = numeral(settings[name]);
  }
  form.elements.images.checked = settings.images;
}

function valueOf(field) {
  if (field.type === "checkbox") {
    return field.checked;
  }
  return NUMBERS.includes(field.name) ? field.valueAsNumber : field.value;
}
