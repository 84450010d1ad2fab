/** The stored articles: how many there are, and how to be rid of them all. */

import { text } from "../platform.js";
import { clear, count } from "../store.js";

const told = document.getElementById("articles-count");
const remover = document.getElementById("articles-delete");
const sure = document.getElementById("articles-sure");

export function showArticles() {
  remover.addEventListener("click", ask);
  document.getElementById("articles-yes").addEventListener("click", remove);
  document.getElementById("articles-no").addEventListener("click", () => {
    sure.hidden = true;
    remover.focus();
  });
  document.addEventListener("visibilitychange", refresh); // articles are read in other tabs
  return refresh();
}

async function refresh() {
  const stored = await count();
  told.textContent = numbered(stored, "optionsArticlesNone", "optionsArticlesOne", "optionsArticlesMany");
  remover.disabled = stored === 0;
  if (stored === 0) {
    sure.hidden = true;
  }
}

async function ask() {
  const question = numbered(await count(), "optionsArticlesNone", "optionsArticlesSureOne", "optionsArticlesSure");
  document.getElementById("articles-question").textContent = question;
  sure.hidden = false;
  sure.focus();
}

async function remove() {
  await clear();
  await refresh();
  told.focus();
}

/** German and English have two plurals; a language with more says the number last. */
function numbered(amount, none, one, many) {
  return text(amount === 0 ? none : amount === 1 ? one : many, amount);
}
