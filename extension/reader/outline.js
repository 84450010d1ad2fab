/** The outline of a long piece: its headings as links, the one being read marked. */

import { element } from "../dom.js";
import { ui } from "./wording.js";

const LEAST = 3; // headings; fewer need no outline
const LINE = 0.3; // of the window's height; a section is being read when its heading has passed this line

export function connectOutline(article) {
  const headings = [...article.querySelectorAll("h2, h3, h4, h5, h6")].filter((found) => !found.closest(".slot"));
  const useful = headings.length >= LEAST;
  ui("outline").hidden = ui("outline-button").hidden = !useful;
  document.body.toggleAttribute("data-outline", useful);
  if (!useful) {
    return;
  }
  const top = Math.min(...headings.map(levelOf));
  const links = headings.map((heading) => linkTo(heading, levelOf(heading) - top));
  ui("outline-list").replaceChildren(...links.map((link) => element("li", {}, link)));
  const mark = () => markCurrent(headings, links);
  document.addEventListener("scroll", oncePerFrame(mark), { passive: true });
  mark();
}

function levelOf(heading) {
  return Number(heading.localName[1]);
}

function linkTo(heading, depth) {
  const link = element("a", { href: `#${heading.id}`, "data-depth": Math.min(depth, 2) }, heading.textContent);
  link.addEventListener("click", (event) => {
    event.preventDefault(); // an address with a hash would be one more step back
    ui("outline").hidePopover();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  });
  return link;
}

function markCurrent(headings, links) {
  const line = innerHeight * LINE;
  const current = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < line);
  for (const link of links) {
    link.removeAttribute("aria-current");
  }
  links[current]?.setAttribute("aria-current", "true");
}

function oncePerFrame(act) {
  let waiting = false;
  return () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        act();
      });
    }
  };
}
