/** Makes elements, so that no string ever becomes markup. */

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
