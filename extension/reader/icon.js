/** The line drawings of reader.html, for use elsewhere on the page. */

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#ui-icon-${name}`);
  drawing.append(use);
  return drawing;
}
