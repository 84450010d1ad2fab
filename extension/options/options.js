/** The options page: fills its fields from the settings and saves each change as it is made. */

import { hostOf, isLoopback } from "../address.js";
import { browser, localise, text } from "../platform.js";
import { interfaceDirection } from "../reader/wording.js";
import { load, onChange } from "../settings.js";
import { showArticles } from "./articles.js";
import { showKinds } from "./kinds.js";
import { showServer } from "./server.js";
import { showShortcuts } from "./shortcuts.js";
import { showTest } from "./test.js";
import { showToken } from "./token.js";

localise();
document.documentElement.dir = interfaceDirection();
const settings = await load();
const fields = [showServer(settings), showToken(settings), showKinds(settings), showTheme()];
onChange((changes) => {
  Object.assign(settings, changes);
  fields.forEach((refresh) => refresh());
});
showTest();
showShortcuts();
await showArticles();
goToField();
addEventListener("hashchange", goToField);

/** The theme the reader page has, and what of the text depends on the settings. */
function showTheme() {
  const refresh = () => {
    document.documentElement.dataset.theme = settings.theme;
    document.getElementById("about-where").textContent = isLoopback(settings.server)
      ? text("optionsPrivacyHere")
      : text("optionsPrivacyAway", hostOf(settings.server));
  };
  document.getElementById("about-version").textContent = text("optionsVersion", browser.runtime.getManifest().version);
  refresh();
  return refresh;
}

/** A problem's "open the options" names the field that it is about. */
function goToField() {
  document.getElementById(location.hash.slice(1))?.focus();
}
