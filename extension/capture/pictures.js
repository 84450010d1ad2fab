/** The picture that an image shows, or will show once the reader comes near. */

"use strict";

{
  const { all, attribute, attributeNames, getter, localName, parsed, textContent } = globalThis.reinschrift.dom;
  const { nextElement, parentElement, previousElement } = globalThis.reinschrift.dom;
  const { absolute } = globalThis.reinschrift.addresses;

  const currentSrc = getter(HTMLImageElement, "currentSrc");
  const isComplete = getter(HTMLImageElement, "complete");
  const naturalWidth = getter(HTMLImageElement, "naturalWidth");
  const naturalHeight = getter(HTMLImageElement, "naturalHeight");

  const LAZY = /^data-(?:[\w-]*src(?:set)?|original)$/; // where scripts keep an address for later
  const ADDRESS = /^[^{}<>]*[./][^{}<>]*$/;
  const CANDIDATE = /([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g; // of a srcset
  const WANTED = 1200; // pixels; the smallest candidate of at least this width is taken
  const SINGLE = 800; // pixels, about what "1x" stands for
  const TRACKING = /^\s*[01](?:px)?\s*$/;

  /** {src, width, height}: the whole address, and the size as far as it is known; null for what is not. */
  function pictureOf(image, base) {
    const shown = isComplete(image) && naturalWidth(image) > 1 ? absolute(currentSrc(image)) : null;
    const src = waitingSource(image, shown, base) || shown || firstSource(image, base);
    const isMeasured = src !== null && src === currentSrc(image);
    return {
      src,
      width: lengthOf(attribute(image, "width"), isMeasured && naturalWidth(image)),
      height: lengthOf(attribute(image, "height"), isMeasured && naturalHeight(image)),
    };
  }

  /** The address that a script has yet to put in the place of what is shown, or null. */
  function waitingSource(image, shown, base) {
    const written = attributeNames(image)
      .filter((name) => LAZY.test(name))
      .map((name) => attribute(image, name))
      .filter((value) => ADDRESS.test(value));
    const taken = [shown, absolute(attribute(image, "src"), base), attribute(image, "srcset")];
    const isTaken = written.some((value) => taken.includes(value) || taken.includes(absolute(value, base)));
    return isTaken || !written.length ? null : candidate(written[0], base);
  }

  /** The address that the image, its picture element or the noscript element beside it names, or null. */
  function firstSource(image, base) {
    const parent = parentElement(image); // none right under a shadow root
    const picture = parent && localName(parent) === "picture" ? parent : null;
    const sources = picture ? [...all(picture, "source")] : [];
    const sets = [image, ...sources].flatMap((one) => [attribute(one, "srcset"), attribute(one, "data-srcset")]);
    for (const written of [...sets, attribute(image, "src")]) {
      const found = candidate(written, base);
      if (found) {
        return found;
      }
    }
    return [image, picture].map((one) => one && withoutScripts(one, base)).find(Boolean) ?? null;
  }

  /** The address of the single image in a noscript element right after or before an element, or null. */
  function withoutScripts(element, base) {
    for (const sibling of [nextElement(element), previousElement(element)]) {
      if (sibling && localName(sibling) === "noscript") {
        const images = all(parsed(textContent(sibling)), "img");
        return images.length === 1 ? absolute(attribute(images[0], "src"), base) : null;
      }
    }
    return null;
  }

  /** The address in a srcset (or a plain one) whose width suits best, or null. */
  function candidate(written, base) {
    const found = [...(written ?? "").matchAll(CANDIDATE)]
      .map(([, address, size, unit]) => ({ address, width: (Number(size) || 1) * (unit === "w" ? 1 : SINGLE) }))
      .sort((one, other) => one.width - other.width);
    const best = found.find(({ width }) => width >= WANTED) ?? found.at(-1);
    return absolute(best?.address, base);
  }

  function lengthOf(written, measured) {
    const length = TRACKING.test(written ?? "") ? parseInt(written, 10) : measured || parseInt(written, 10);
    return Number.isFinite(length) ? String(length) : null;
  }

  globalThis.reinschrift.pictures = { pictureOf };
}
