/**
 * The walk over what the reader sees, from a body to markup: shadow roots with what they show in their slots, frames of
 * the same origin in their places, and `hidden` on what is there and not seen. It goes by a stack of its own, for pages
 * are nested deeper than calls can be.
 */

"use strict";

{
  const { all, assignedNodes, attribute, data, firstChild, isHtml, nextSibling, shadowRoot } =
    globalThis.reinschrift.dom;
  const { styleOf, textContent, typeOf, value } = globalThis.reinschrift.dom;
  const { HIDDEN, breaksLines, clipOf, isGone, isUnlaid } = globalThis.reinschrift.sight;
  const { escaped, nameOf, startTag } = globalThis.reinschrift.writing;
  const { special } = globalThis.reinschrift;

  const ELEMENT = 1;
  const TEXTS = new Set([3, 4]); // and the CDATA sections of XHTML
  const BLANK = /^[ \t\n\r\f]*$/;
  const WORD = /[\p{L}\p{N}_]/u;
  const UNSEEN = "hidden"; // stands for words that the reader does not see; they stay where they are
  const EVIDENCE = "iframe, link, meta, script, template"; // which count though they are hidden
  const DEEPEST = 1000; // elements in elements; the server's parser stops at twice that depth
  // What ends a line by its name, as the server reads it.
  const BLOCKS = new Set(
    ("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption " +
      "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section " +
      "summary table tbody td tfoot th thead tr ul").split(" "),
  );

  class Walk {
    out = [];
    levels = []; // of the open elements
    shown = 0; // texts and pictures so far
    hasText = false; // in the line at hand
    isBroken = false; // whether the next text begins a line, though no element's name says so

    /** The markup of all that is in a body. */
    run(body, base) {
      const around = { base, clip: 0, depth: 0, isFramed: false, isLaid: true, isPre: false, isVeiled: false };
      this.enter(body, "body", styleOf(body), around, 0);
      while (this.levels.length) {
        const level = this.levels.at(-1);
        const node = nextIn(level);
        if (!node) {
          this.leave(this.levels.pop());
        } else if (typeOf(node) === ELEMENT) {
          this.element(node, level);
        } else if (TEXTS.has(typeOf(node))) {
          this.text(data(node), level);
        }
      }
      return this.out.join("");
    }

    element(element, outer) {
      const name = nameOf(element);
      const write = special.get(name);
      if (write && (name === "svg" || isHtml(element))) {
        write(this, element, name, outer);
        return;
      }
      const style = styleOf(element);
      const display = value(style, "display");
      if (isGone(element, style, display)) {
        this.hide(element, name, outer);
      } else if (isTypedIn(element)) {
        this.out.push(startTag(element, name, outer.base), `</${name}>`);
      } else {
        this.enter(element, name, style, outer, clipOf(element, style, display, outer));
      }
    }

    /** Opens an element; its attributes are those of `host`, which for a frame's body is the frame. */
    enter(element, name, style, outer, clip, host = element) {
      const level = levelOf(element, name, style, outer, clip);
      level.start = level.isVeiled && !outer.isVeiled && name ? this.out.length : -1;
      level.shown = this.shown;
      this.beginLine(level);
      if (name) {
        const isDeep = level.depth > DEEPEST; // the same tags, but side by side
        this.out.push(startTag(host, name, outer.base), isDeep ? `</${name}>` : "");
        level.end = isDeep ? `<${name}></${name}>` : `</${name}>`;
      }
      this.levels.push(level);
    }

    leave(level) {
      this.out.push(level.end);
      if (level.start >= 0 && level.shown === this.shown) {
        this.out[level.start] = `${this.out[level.start].slice(0, -1)} hidden>`;
      }
      this.endLine(level);
    }

    /** What an element's start does to the line at hand. */
    beginLine(level) {
      if (level.isInset) {
        level.hadText = this.hasText;
        this.hasText = false;
      } else {
        this.divide(level);
      }
    }

    /** What its end does: a box within a line, such as a button, ends no line but its own. */
    endLine(level) {
      if (level.isInset) {
        const isEmpty = level.shown === this.shown;
        this.isBroken &&= isEmpty;
        this.hasText = level.hadText || !isEmpty;
      } else {
        this.divide(level);
      }
    }

    divide(level) {
      if (level.isBlock) {
        this.endBlock();
      } else if (level.breaksLines && this.hasText) {
        this.isBroken = true;
      }
    }

    endBlock() {
      this.hasText = this.isBroken = false;
    }

    breakLine() {
      this.out.push("<br>");
      this.endBlock();
    }

    /** Of what is not there for the reader: that it holds words, its structured data, and where its frames lead. */
    hide(element, name, outer) {
      const start = this.out.length;
      const words = WORD.test(textContent(element)) ? UNSEEN : "";
      this.out.push(startTag(element, name, outer.base, " hidden"), words);
      for (const inner of all(element, EVIDENCE)) {
        this.element(inner, { ...outer, clip: HIDDEN });
      }
      if (words || this.out.length > start + 2) {
        this.out.push(`</${name}>`);
      } else {
        this.out.length = start;
      }
      if (BLOCKS.has(name)) {
        this.endBlock();
      }
    }

    text(text, level) {
      if (level.isVeiled) {
        this.out.push(WORD.test(text) ? `<span hidden>${UNSEEN}</span>` : "");
      } else if (!BLANK.test(text)) {
        this.write(level.isPre ? escaped(text) : withBreaks(escaped(text), level.style), level.isPre);
      } else if (level.isPre) {
        this.out.push(text);
      } else if (!this.isBroken) {
        this.out.push(text.includes("\n") ? "\n" : " ");
      }
    }

    /** Writes words that the reader sees. */
    write(markup, isPre = false) {
      if (this.isBroken && !(isPre && markup.startsWith("\n"))) {
        this.out.push("<br>");
      }
      this.isBroken = false;
      this.hasText = true;
      this.shown++;
      this.out.push(markup);
    }
  }

  function levelOf(element, name, style, outer, clip) {
    const isBlock = BLOCKS.has(name);
    const display = value(style, "display");
    const shadow = name ? shadowRoot(element, name) : null;
    const assigned = name ? [] : assignedNodes(element);
    return {
      list: assigned,
      next: assigned.length ? null : firstChild(shadow ?? element),
      index: 0,
      style,
      clip,
      isBlock,
      isVeiled: clip > 0 || value(style, "visibility") !== "visible",
      isInset: !isBlock && display.startsWith("inline-"),
      breaksLines: !isBlock && breaksLines(element, style, display),
      base: outer.base,
      depth: outer.depth + 1,
      isFramed: outer.isFramed,
      isLaid: outer.isLaid && !isUnlaid(element, name, style, display),
      isPre: outer.isPre || name === "pre",
      end: "",
      start: -1,
      shown: 0,
      hadText: false,
    };
  }

  function nextIn(level) {
    if (level.list.length) {
      return level.list[level.index++] ?? null;
    }
    const node = level.next;
    level.next = node && nextSibling(node);
    return node;
  }

  /** Comment boxes and their like; what is in them is the reader's own. */
  function isTypedIn(element) {
    const editable = attribute(element, "contenteditable");
    return editable !== null && editable.toLowerCase() !== "false";
  }

  /** Line breaks in text are no more than spaces, unless its style keeps them. */
  function withBreaks(markup, style) {
    const isKept = markup.includes("\n") && value(style, "white-space-collapse") !== "collapse";
    return isKept ? markup.replaceAll("\n", "<br>") : markup;
  }

  globalThis.reinschrift.Walk = Walk;
}
