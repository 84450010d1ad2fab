/** Whether the reader can see an element: by what the browser computed for it, never by what its markup says. */

"use strict";

{
  const { attribute, checkVisibility, clientHeight, clientWidth, firstElement, textContent, value } =
    globalThis.reinschrift.dom;

  const LEAST = 1; // CSS pixels; what is cut to this size is there for screen readers only
  const CLIP = /^rect\(([-\d.]+)px,? ([-\d.]+)px,? ([-\d.]+)px,? ([-\d.]+)px\)$/; // top, right, bottom, left
  const CLOSED_PATH = /^inset\((?:[5-9]\d|100)%\)$/;
  const CAN_CLIP = /^(?:inline-)?(?:block|flex|grid)$|^(?:flow-root|list-item)$/;
  const WITHIN_LINES = /^(?:inline|contents|none)|math|ruby/;
  const DROP_CAP = 3; // characters that may be set as one, with a quotation mark

  // How the content of an element that is cut to nothing may still be seen: not at all but when it is fixed to the
  // window, or also when it is placed by an element further out.
  const LOOSE = 1;
  const TIGHT = 2;

  /** Whether the element and all that is in it are not there for the reader. */
  function isGone(element, style, display = value(style, "display")) {
    if (display === "none") {
      return true;
    }
    return display !== "inline" && value(style, "content-visibility") === "hidden" && !canBeOpened(element);
  }

  /** Whether an element without content that could show all the same is not seen. */
  function isUnseen(element, style, outer) {
    return isGone(element, style) || outer.clip > 0 || value(style, "visibility") !== "visible";
  }

  /** Like the content of closed details: shown by a click, or when the browser's search finds it. */
  function canBeOpened(element) {
    return attribute(element, "hidden")?.toLowerCase() === "until-found";
  }

  /** Whether the browser spares itself the layout of what is in the element; asking for a size there is slow. */
  function isUnlaid(element, name, style, display) {
    if (name === "details") {
      return attribute(element, "open") === null;
    }
    if (display === "inline" || value(style, "content-visibility") === "visible") {
      return false;
    }
    const first = firstElement(element);
    return canBeOpened(element) || (first !== null && !checkVisibility(first, { contentVisibilityAuto: true }));
  }

  /** 0, LOOSE or TIGHT for the content of an element, given what is around it. */
  function clipOf(element, style, display, { clip: outer, isLaid }) {
    if (display === "inline") {
      return outer; // neither cut nor placed
    }
    const position = value(style, "position");
    if (outer === TIGHT ? position !== "fixed" : outer === LOOSE && position !== "fixed" && position !== "absolute") {
      return position === "static" ? outer : TIGHT;
    }
    if (!isCutAway(element, style, display, position, isLaid)) {
      return 0;
    }
    return position === "static" ? LOOSE : TIGHT;
  }

  function isCutAway(element, style, display, position, isLaid) {
    if ((position === "absolute" || position === "fixed") && isClipped(style)) {
      return true;
    }
    if (value(style, "overflow-x") === "visible" || !isLaid || !CAN_CLIP.test(display)) {
      return false;
    }
    const cutsBelow = value(style, "overflow-y") !== "visible";
    return clientWidth(element) <= LEAST || (cutsBelow && clientHeight(element) <= LEAST);
  }

  function isClipped(style) {
    const rect = CLIP.exec(value(style, "clip"));
    if (rect && (rect[2] - rect[4] <= LEAST || rect[3] - rect[1] <= LEAST)) {
      return true;
    }
    return CLOSED_PATH.test(value(style, "clip-path"));
  }

  /** Whether an element that markup sets within lines has lines of its own; a drop cap is part of its word. */
  function breaksLines(element, style, display) {
    if (WITHIN_LINES.test(display)) {
      return false;
    }
    return value(style, "float") === "none" || textContent(element).trim().length > DROP_CAP;
  }

  globalThis.reinschrift.sight = { HIDDEN: TIGHT, breaksLines, clipOf, isGone, isUnlaid, isUnseen };
}
