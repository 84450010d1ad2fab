/**
 * Captures a tab's page: {html, url, title, timing}, or {failure: {code, detail}} where browsers do not let us or where
 * there is no page. The codes are those of problems/table.js.
 */

import { browser } from "./platform.js";

const PARTS = ["dom", "addresses", "sight", "pictures", "writing", "special", "walk"];
const FILES = [...PARTS.map((name) => `/capture/${name}.js`), "/capture.js"];

// Right after a click the permission is now and then not there yet, and comes 17 to 60 ms later.
const TRIES = 9;
const PAUSE = 50; // milliseconds

const WEB = /^(?:https?|file|data|blob):|^about:(?:blank|srcdoc)$/;
const PAGES = /^(?:text\/(?:html|plain|markdown)|application\/xhtml\+xml)$/;
const NAMELESS = /respective host/; // so Chromium speaks of pages whose address it keeps to itself, such as files
const ERROR_PAGE = /error page/; // "Frame with ID 0 is showing error page", says Chromium
// Firefox shows PDF files and errors in pages of its own, which have its icons and keep the file's or site's address.
const PDF_ICON = /^chrome:.*\bpdf\b/;
const OWN_ICON = /^chrome:/;
const PDF_PATH = /\.pdf$/i;
const TAB_IS_GONE = /No tab with id|Invalid tab ID|tab was closed|was removed/;

export async function capture(tab) {
  if (tab.url && !WEB.test(tab.url)) {
    return failed("protected", tab.url);
  }
  let results;
  try {
    results = await inject(tab.id);
  } catch (error) {
    return failed(await codeOf(tab, error), error.message);
  }
  const [{ result, error }] = results;
  if (!result) {
    return failed("internal", String(error?.message ?? error ?? "capture.js gave no result"));
  }
  return PAGES.test(result.contentType) ? result : failed(codeOfType(result.contentType), result.contentType);
}

async function inject(tabId) {
  for (let tried = 1; ; tried++) {
    try {
      return await browser.scripting.executeScript({ target: { tabId }, files: FILES });
    } catch (error) {
      if (tried === TRIES) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** Why a tab could not be read, as far as the browser's message, its address and its icon tell. */
async function codeOf(tab, error) {
  if (TAB_IS_GONE.test(error.message)) {
    return "internal";
  }
  const url = URL.parse(tab.url ?? "");
  if (NAMELESS.test(error.message) && !url && !(await browser.extension.isAllowedFileSchemeAccess())) {
    return "file";
  }
  const { favIconUrl } = await browser.tabs.get(tab.id); // icons come late
  if (PDF_ICON.test(favIconUrl) || PDF_PATH.test(url?.pathname)) {
    return "pdf";
  }
  return ERROR_PAGE.test(error.message) || (url && OWN_ICON.test(favIconUrl)) ? "no_page" : "protected";
}

function codeOfType(contentType) {
  return contentType === "application/pdf" ? "pdf" : "no_page";
}

function failed(code, detail) {
  return { failure: { code, detail } };
}
