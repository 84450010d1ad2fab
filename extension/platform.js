/** The browser's extension API by one name, and its strings. */

export const browser = globalThis.browser ?? globalThis.chrome;

/** The string of _locales called `key`, with its placeholders filled. A missing key is a bug and says so. */
export function text(key, ...values) {
  const found = browser.i18n.getMessage(key, values.map(String));
  if (!found) {
    throw new Error(`_locales has no message ${key}`);
  }
  return found;
}

/**
 * Fills a page's strings in: `data-text="key"` is an element's text, `data-label="key"` its aria-label and title.
 * The page's own language is set with them.
 */
export function localise(root = document) {
  document.documentElement.lang = text("locale");
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
    element.title = text(element.dataset.label);
  }
}
