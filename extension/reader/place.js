/** Keeps the reader's place in the article: over reloads and restored sessions, and when the type changes. */

/** The block at the top of the window, and how much of it has been read; null at the very start. */
export function placeIn(article) {
  if (scrollY === 0) {
    return null;
  }
  const line = lineOf(article);
  for (const block of article.querySelectorAll("[id]")) {
    const { top, bottom, height } = block.getBoundingClientRect();
    if (height && bottom > line) {
      return { id: block.id, read: (line - top) / height };
    }
  }
  return null;
}

export function goTo(article, place) {
  const block = place && article.querySelector(`#${CSS.escape(place.id)}`);
  if (block) {
    const { top, height } = block.getBoundingClientRect();
    scrollBy({ top: top + place.read * height - lineOf(article), behavior: "instant" });
  }
}

/** Goes where this article was left in this tab, and remembers from now on. */
export function rememberPlace(article, id) {
  const key = `place ${id}`;
  history.scrollRestoration = "manual"; // the browser restores before the article is there
  goTo(article, JSON.parse(sessionStorage.getItem(key)));
  const remember = () => sessionStorage.setItem(key, JSON.stringify(placeIn(article)));
  document.addEventListener("scrollend", remember);
  addEventListener("pagehide", remember);
}

/** The line under the bar, where reading goes on after a jump. */
function lineOf(article) {
  return Number.parseFloat(getComputedStyle(article).scrollMarginTop) || 0;
}
