/** The button that starts reading aloud, and the player: pause, the paragraph before and after, the rate. */

import { text } from "../platform.js";
import { save } from "../settings.js";
import { say } from "./announce.js";
import { numeral, ui } from "./wording.js";

const RATES = [0.7, 0.85, 1, 1.15, 1.3, 1.5, 1.75, 2];

export function connectPlayer(aloud, settings) {
  const [player, button] = [ui("player"), ui("aloud-button")];
  const toggle = player.querySelector("[data-act=toggle]");
  const show = (shown) => {
    const focused = player.contains(document.activeElement);
    player.hidden = !shown;
    button.setAttribute("aria-pressed", shown);
    if (shown || focused) {
      (shown ? toggle : button).focus({ preventScroll: true }); // what ends by itself leaves the focus where it is
    }
  };
  button.addEventListener("click", async () => {
    if (!player.hidden) {
      aloud.end();
    } else if (await aloud.start()) {
      show(true);
    } else {
      say("readerNoVoice", languageName(ui("article").lang));
    }
  });
  aloud.onEnd = () => show(false);
  aloud.onChange = () => showState(toggle, aloud.isSpeaking);
  connectControls(player, aloud);
  connectRate(settings);
}

function connectControls(player, aloud) {
  const acts = {
    back: () => aloud.skip(-1),
    forward: () => aloud.skip(1),
    stop: () => aloud.end(),
    toggle: () => (aloud.isSpeaking ? aloud.pause() : aloud.resume()),
  };
  player.addEventListener("click", ({ target }) => acts[target.closest("[data-act]")?.dataset.act]?.());
  player.addEventListener("keydown", ({ key }) => key === "Escape" && aloud.end());
  addEventListener("pagehide", () => aloud.pause());
}

function connectRate(settings) {
  const rate = ui("player-rate");
  rate.append(...RATES.map((value) => new Option(`${numeral(value)} ×`, value)));
  rate.value = settings().rate;
  rate.addEventListener("change", () => save({ rate: Number(rate.value) }));
}

function showState(toggle, speaking) {
  const label = text(speaking ? "readerAloudPause" : "readerAloudResume");
  toggle.setAttribute("aria-label", label);
  toggle.title = label;
  toggle.querySelector("use").setAttribute("href", speaking ? "#ui-icon-pause" : "#ui-icon-play");
}

function languageName(lang) {
  return new Intl.DisplayNames(document.documentElement.lang, { type: "language" }).of(lang || navigator.language);
}
