/** The reader page's own elements by name, and numbers, dates and counts in the language of its interface. */

import { browser, text } from "../platform.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The page's own element; ids that begin with "ui-" never come from an article. */
export function ui(name) {
  return document.getElementById(`ui-${name}`);
}

/** Attributes for words of the interface inside an article that is in another language. */
export function uiLanguage() {
  return { lang: document.documentElement.lang, dir: document.documentElement.dir };
}

/** A message for a number of things: KEYOne or KEYMany. */
export function counted(key, number) {
  return number === 1 ? text(`${key}One`) : text(`${key}Many`, numeral(number));
}

export function numeral(number, options) {
  return new Intl.NumberFormat(locale(), options).format(number);
}

export function listed(items) {
  return new Intl.ListFormat(locale()).format(items);
}

/** An ISO date as people write it, or null where it is none; a mere day is that day everywhere. */
export function dateWords(iso) {
  const date = new Date(iso ?? NaN);
  if (Number.isNaN(date.getTime())) {
    return null;
  }
  const format = DAY.test(iso) ? { dateStyle: "long", timeZone: "UTC" } : { dateStyle: "long", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale(), format).format(date);
}

/** The direction of the language that the strings are in. */
export function interfaceDirection() {
  return locale() === text("locale") ? "ltr" : browser.i18n.getMessage("@@bidi_dir");
}

/** The browser's own variety of the language that the strings are in: de-AT, en-GB. */
function locale() {
  const [strings, own] = [text("locale"), browser.i18n.getUILanguage()];
  return own.split("-")[0] === strings ? own : strings;
}
