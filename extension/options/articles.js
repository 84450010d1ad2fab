/** The stored articles: how many there are, and how to be rid of them all. */

import { text } from "../platform.js";
import { counted } from "../reader/wording.js";
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
  told.textContent = stored ? counted("optionsArticles", stored) : text("optionsArticlesNone");
  remover.disabled = stored === 0;
  if (stored === 0) {
    sure.hidden = true;
  }
}

async function ask() {
  document.getElementById("articles-question").textContent = counted("optionsArticlesSure", await count());
  sure.hidden = false;
  sure.focus();
}

async function remove() {
  await clear();
  await refresh();
  told.focus();
}
