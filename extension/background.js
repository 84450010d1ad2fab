/** Click -> capture -> store -> reader tab. The reader page asks the server, so that it can say how that went. */

import { browser, text } from "./platform.js";
import { capture } from "./injection.js";
import { put } from "./store.js";

const MENU = "read";
const PAGES = ["http://*/*", "https://*/*", "file://*/*"];
const AT_WORK = "…"; // on the button, while a page is captured

const underWay = new Set(); // ids of tabs

browser.runtime.onInstalled.addListener(makeMenu);
browser.runtime.onStartup.addListener(makeMenu); // the browser's language may be another one now
browser.contextMenus.onClicked.addListener((info, tab) => read(tab ?? {})); // a sidebar's page is in no tab
browser.action.onClicked.addListener(read); // the keyboard command arrives here too

async function makeMenu() {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: MENU,
    title: text("read"),
    contexts: ["page", "selection", "image", "link"],
    documentUrlPatterns: PAGES,
  });
}

/** Captures a tab's page and opens the reader beside it. Whatever goes wrong is for the reader to show. */
async function read(tab) {
  if (underWay.has(tab.id)) {
    return;
  }
  underWay.add(tab.id);
  const clicked = Date.now();
  try {
    await setBadge(tab, AT_WORK);
    await show(tab, recordOf(tab, clicked, await capture(tab)));
  } catch (error) {
    const failure = { code: "internal", detail: String(error) };
    const record = recordOf(tab, clicked, { failure });
    await show(tab, { ...record, private: true }); // in memory, for the disk may be at fault
  } finally {
    underWay.delete(tab.id);
    await setBadge(tab, "");
  }
}

function recordOf(tab, clicked, captured) {
  return {
    id: crypto.randomUUID(),
    created: clicked,
    source: { url: captured.url ?? tab.url ?? "", title: captured.title ?? tab.title ?? "" },
    html: captured.html ?? "",
    answer: null,
    failure: captured.failure ?? null,
    restored: [],
    timing: { clicked, captured: Date.now(), ...captured.timing },
    private: tab.incognito ?? false,
  };
}

async function show(tab, record) {
  await put(record);
  const url = browser.runtime.getURL(`reader/reader.html?id=${record.id}`);
  try {
    await browser.tabs.create({ url, windowId: tab.windowId, index: tab.index + 1, openerTabId: tab.id });
  } catch (error) {
    console.info("No tab beside the page:", error); // it was closed, or is in a window that takes no such tab
    await browser.tabs.create({ url });
  }
}

async function setBadge(tab, badge) {
  try {
    await browser.action.setBadgeText({ tabId: tab.id, text: badge });
  } catch (error) {
    console.info("No badge:", error); // the tab was closed meanwhile
  }
}
