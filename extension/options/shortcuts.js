/** The keyboard shortcuts as they are now, and the browser's page to change them. */

import { element } from "../dom.js";
import { browser, text } from "../platform.js";

const CHROMIUM_PAGE = "chrome://extensions/shortcuts";

export function showShortcuts() {
  document.getElementById("shortcuts-change").addEventListener("click", openShortcuts);
  document.addEventListener("visibilitychange", list); // they are changed on another page
  return list();
}

async function list() {
  const commands = await browser.commands.getAll();
  const rows = commands.flatMap(({ name, description, shortcut }) => [
    element("dt", {}, name === "_execute_action" ? text("read") : description),
    element("dd", {}, shortcut ? element("kbd", {}, shortcut) : text("optionsShortcutNone")),
  ]);
  document.getElementById("shortcuts").replaceChildren(...rows);
}

/** Chromium has no call for it, Firefox no address. */
async function openShortcuts() {
  if (browser.commands.openShortcutSettings) {
    await browser.commands.openShortcutSettings();
    return;
  }
  await browser.tabs.create({ url: CHROMIUM_PAGE });
}
