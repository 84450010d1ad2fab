/** Which kinds of blocks stay in the article: a checkbox each, saved at once. */

import { element } from "../dom.js";
import { text } from "../platform.js";
import { KEEPABLE } from "../settings.js";
import { saveField } from "./field.js";

const TEXTS = {
  caption: ["optionsCaption", "optionsCaptionHint"],
  meta: ["optionsMeta", "optionsMetaHint"],
  teaser: ["optionsTeaser", "optionsTeaserHint"],
  newsletter: ["optionsNewsletter", "optionsNewsletterHint"],
  promotion: ["optionsPromotion", "optionsPromotionHint"],
  share: ["optionsShare", "optionsShareHint"],
  consent: ["optionsConsent", "optionsConsentHint"],
};

/** Shows the checkboxes. Returns how to show them anew when the setting was changed elsewhere. */
export function showKinds(settings) {
  const group = document.getElementById("keep");
  group.replaceChildren(...Object.keys(TEXTS).map(kindElement));
  const boxes = [...group.querySelectorAll("input")];
  const refresh = () => boxes.forEach((box) => (box.checked = settings.keep.includes(box.value)));
  group.addEventListener("change", () => saveField("keep", chosen(boxes)));
  refresh();
  return refresh;
}

function kindElement(kind) {
  const [name, hint] = TEXTS[kind];
  const box = { type: "checkbox", id: `keep-${kind}`, value: kind, "aria-describedby": `keep-${kind}-hint` };
  return element(
    "div",
    { class: "kind" },
    element("input", box),
    element("label", { for: box.id }, text(name)),
    element("p", { id: box["aria-describedby"], class: "hint" }, text(hint)),
  );
}

function chosen(boxes) {
  const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
  return KEEPABLE.filter((kind) => kinds.includes(kind));
}
