/** Markup from an element: its name, its start tag with the attributes that travel, and text between tags. */

"use strict";

{
  const { attribute, attributeNames, localName } = globalThis.reinschrift.dom;
  const { absolute, linkAddress } = globalThis.reinschrift.addresses;

  // What names an element or tells its place, its language, its time. Not among them: style and hidden, for what is
  // hidden the capture finds out; value, checked and placeholder, for what somebody typed is nobody's business; and
  // every on….
  const TRAVELLING = new Set(
    ("aria-label autocomplete class colspan datetime dir id itemprop itemscope lang name rel role rowspan start " +
      "type xml:lang").split(" "),
  );
  const DATA_NAME = /^data-[\w.-]+$/;
  const DATA_LENGTH = 40; // characters; a longer value is data and no name, unless it is an address
  const DATA_ADDRESS = /^(?:https?:)?\/\/[^\s{}<>"]{4,1500}$/i;
  const TAG = /^[a-z][a-z\d-]*$/;
  // What parsers would take for more than an element: the parts of a document, and text without markup.
  const RENAMED = new Map([
    ...["html", "head", "body", "frameset"].map((name) => [name, "div"]),
    ...["listing", "plaintext", "xmp"].map((name) => [name, "pre"]),
    ...["image", "isindex", "keygen"].map((name) => [name, "span"]),
  ]);
  const MORE = {
    a: (link, base) => pair("href", linkAddress(link, base)),
    blockquote: (quote, base) => pair("cite", absolute(attribute(quote, "cite"), base)),
    dialog: () => " open", // one that is not would not be shown
    iframe: (frame, base) =>
      pair("src", absolute(attribute(frame, "src"), base)) + pair("title", attribute(frame, "title")),
    li: (item) => pair("value", attribute(item, "value")),
    link: (link, base) => pair("href", absolute(attribute(link, "href"), base)),
    meta: (meta) => ["property", "http-equiv", "content"].map((name) => pair(name, attribute(meta, name))).join(""),
  };
  const REFERENCES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const MARKUP = /[&<>"]/;

  function escaped(text) {
    return MARKUP.test(text) ? text.replace(/[&<>"]/g, (character) => REFERENCES[character]) : text;
  }

  /** The name that an element is written under. */
  function nameOf(element) {
    const name = localName(element).toLowerCase();
    return TAG.test(name) ? (RENAMED.get(name) ?? name) : "span";
  }

  /** `more` is further markup in the tag. */
  function startTag(element, name, base, more = "") {
    let tag = `<${name}`;
    for (const attributeName of attributeNames(element)) {
      if (TRAVELLING.has(attributeName) || attributeName.startsWith("data-")) {
        const value = attribute(element, attributeName);
        tag += TRAVELLING.has(attributeName) || isName(attributeName, value) ? pair(attributeName, value) : "";
      }
    }
    return `${tag}${MORE[name]?.(element, base) ?? ""}${more}>`;
  }

  /** Whether a data attribute says what an element is or where something is to be had. */
  function isName(name, value) {
    return DATA_NAME.test(name) && (value.length < DATA_LENGTH || DATA_ADDRESS.test(value));
  }

  /** An attribute with a space before it, or "" where there is none. */
  function pair(name, value) {
    return value === null ? "" : ` ${name}="${escaped(value)}"`;
  }

  globalThis.reinschrift.writing = { escaped, nameOf, pair, startTag };
}
