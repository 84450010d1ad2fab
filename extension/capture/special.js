/** The elements that are not simply a tag around what is in them, each with how it is written. */

"use strict";

{
  const { all, attribute, getter, parsed, styleOf, textContent } = globalThis.reinschrift.dom;
  const { body, clientHeight, clientWidth, documentIn, firstChild } = globalThis.reinschrift.dom;
  const { baseOf } = globalThis.reinschrift.addresses;
  const { isGone, isUnseen } = globalThis.reinschrift.sight;
  const { pictureOf } = globalThis.reinschrift.pictures;
  const { escaped, pair, startTag } = globalThis.reinschrift.writing;

  // No words of the page: what scripts and styles hold, what is drawn, and what only shows where something is missing.
  const PASSED_OVER =
    "area audio base basefont bgsound canvas col datalist embed map meter noembed noframes noscript object option " +
    "optgroup param progress source style svg title track video wbr";
  const BUTTONS = new Set(["button", "reset", "submit"]);
  const LINKS = /(?:^|\s)(?:alternate|amphtml|author|canonical|license|next|prev|shortlink)(?:\s|$)/i;
  const SECRET = /csrf|xsrf|nonce|token/i;
  const LONG = 5000; // characters; what says more tells nothing of the page, but a program its settings
  const HEADERS = /^(?:content-language|date|last-modified)$/i;
  const DATA = /ld\+json/i;
  const MARKUP = /^text\/(?:html|plain|(?:x-)?template)$/i;
  const BASE64 = /^(?:[A-Z\d+/]{4})+(?:[A-Z\d+/]{2}==|[A-Z\d+/]{3}=)?$/i;
  const FRAME = /<iframe\b/i;
  const LEAST = 1; // CSS pixels of a frame in which there is something to be seen

  const contentOf = getter(HTMLTemplateElement, "content");

  const special = new Map(PASSED_OVER.split(" ").map((name) => [name, () => {}]));

  special.set("br", (walk, element) => {
    if (!isGone(element, styleOf(element))) {
      walk.breakLine();
    }
  });

  special.set("hr", (walk, element) => {
    if (!isGone(element, styleOf(element))) {
      walk.endBlock();
      walk.out.push("<hr>");
    }
  });

  special.set("img", (walk, element, name, outer) => {
    const picture = isUnseen(element, styleOf(element), outer) ? {} : pictureOf(element, outer.base);
    if (picture.src) {
      const size = pair("width", picture.width) + pair("height", picture.height);
      walk.out.push(`<img${pair("src", picture.src)}${pair("alt", attribute(element, "alt"))}${size}>`);
      walk.shown++;
    }
  });

  /** A field without what it holds; but a button's value is what stands on it. */
  special.set("input", (walk, element, name, outer) => {
    const type = attribute(element, "type")?.toLowerCase();
    if (type === "hidden" || isUnseen(element, styleOf(element), outer)) {
      return;
    }
    const label = BUTTONS.has(type) ? attribute(element, "value") : null;
    if (label) {
      walk.out.push(startTag(element, "button", outer.base));
      walk.write(escaped(label));
      walk.out.push("</button>");
    } else {
      walk.out.push(startTag(element, name, outer.base));
    }
  });

  for (const field of ["select", "textarea"]) {
    special.set(field, (walk, element, name, outer) => {
      if (!isUnseen(element, styleOf(element), outer)) {
        walk.out.push(`${startTag(element, name, outer.base)}</${name}>`);
      }
    });
  }

  /** The reader sees the annotation above the word; in a line, it needs the parentheses that browsers then hide. */
  special.set("rp", (walk, element, name, outer) => walk.enter(element, name, styleOf(element), outer, outer.clip));

  /** What a slot shows in its place; without a tag, for in the page there is none. */
  special.set("slot", (walk, element, name, outer) => {
    const style = styleOf(element);
    if (!isGone(element, style)) {
      walk.enter(element, "", style, outer, outer.clip);
    }
  });

  for (const frame of ["iframe", "frame"]) {
    special.set(frame, (walk, element, name, outer) => {
      const style = styleOf(element);
      const inner = isUnseen(element, style, outer) || (outer.isLaid && isTiny(element)) ? null : shownIn(element);
      if (!inner) {
        walk.out.push(shell(element, outer.base));
        return;
      }
      const base = baseOf(documentIn(element));
      walk.enter(inner, "div", styleOf(inner), { ...outer, base, isFramed: true }, 0, element);
    });
  }

  /** The body of a frame's document, where that is of the same origin and has something in it. */
  function shownIn(frame) {
    const document = documentIn(frame);
    const inner = document && body(document);
    return inner && firstChild(inner) ? inner : null;
  }

  function isTiny(frame) {
    return clientWidth(frame) <= LEAST || clientHeight(frame) <= LEAST;
  }

  /** A frame by its address alone. */
  function shell(frame, base) {
    return `${startTag(frame, "iframe", base)}</iframe>`;
  }

  special.set("template", (walk, element, name, outer) => {
    promise(walk, contentOf(element).querySelectorAll("iframe"), outer.base);
  });

  special.set("script", (walk, element, name, outer) => {
    const type = attribute(element, "type") ?? "";
    if (DATA.test(type) && !outer.isFramed) {
      const data = textContent(element).replaceAll("<", "\\u003c"); // in JSON the same; in HTML it ends no script
      walk.out.push(`<script type="application/ld+json">${data}</script>`);
    } else if (MARKUP.test(type)) {
      const text = textContent(element).trim();
      const markup = BASE64.test(text) ? atob(text) : text;
      if (FRAME.test(markup)) {
        promise(walk, all(parsed(markup), "iframe"), outer.base);
      }
    }
  });

  /** Of what waits to be shown, as embeds do for consent, only where it would come from. */
  function promise(walk, frames, base) {
    if (frames.length) {
      walk.out.push("<template>", ...[...frames].map((frame) => shell(frame, base)), "</template>");
    }
  }

  special.set("meta", (walk, element, name, outer) => {
    const named = attribute(element, "name") ?? attribute(element, "property") ?? attribute(element, "itemprop");
    const tells = named === null ? HEADERS.test(attribute(element, "http-equiv")) : !SECRET.test(named);
    const length = attribute(element, "content")?.length;
    if (!outer.isFramed && tells && length > 0 && length < LONG) {
      walk.out.push(startTag(element, name, outer.base));
    }
  });

  special.set("link", (walk, element, name, outer) => {
    if (!outer.isFramed && (LINKS.test(attribute(element, "rel")) || attribute(element, "itemprop"))) {
      walk.out.push(startTag(element, name, outer.base));
    }
  });

  globalThis.reinschrift.special = special;
}
