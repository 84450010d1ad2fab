/** Click -> capture -> store -> reader tab. The reader page itself asks the server, so that it can say how that went. */

import { browser, text } from "./platform.js";
import { capture } from "./injection.js";
import { put } from "./store.js";

const MENU = "read";

browser.runtime.onInstalled.addListener(() => {
  browser.contextMenus.create({ id: MENU, title: text("read"), contexts: ["page", "selection", "image", "link"] });
});
browser.contextMenus.onClicked.addListener((info, tab) => read(tab));
browser.action.onClicked.addListener((tab) => read(tab)); // the keyboard command arrives here too

/** Captures a tab's page and opens the reader beside it; a page that cannot be captured is a failure to show there. */
async function read(tab) {
  const clicked = Date.now();
  const captured = await capture(tab);
  const record = {
    id: crypto.randomUUID(),
    created: clicked,
    source: { url: captured.url ?? tab.url ?? "", title: captured.title ?? tab.title ?? "" },
    html: captured.html ?? "",
    answer: null,
    failure: captured.failure ?? null,
    restored: [],
    timing: { clicked, captured: Date.now(), ...captured.timing },
    private: tab.incognito,
  };
  await put(record);
  await browser.tabs.create({
    url: browser.runtime.getURL(`reader/reader.html?id=${record.id}`),
    index: tab.index + 1,
    openerTabId: tab.id,
  });
}
