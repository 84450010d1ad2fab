/** Finds and makes elements, so that no string ever becomes markup. */

/** The element of the page's own with this id; the article's ids are never like these. */
export function byId(id) {
  return document.getElementById(`ui-${id}`);
}

/** `element("p", { class: "note", hidden: true }, "text", child)`: attributes; `true` sets an empty one, null none. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}
