/** Addresses as they travel: a link's as the page wrote it where the server can resolve that, all others whole. */

"use strict";

{
  const { attribute, baseURI } = globalThis.reinschrift.dom;

  const SPACE = /[\0- ]+/g; // which browsers pass over before they read an address's scheme
  const NO_PAGE = /^(?:javascript|data|blob|vbscript):/i;
  const WEB = /^https?:/i;
  const LONGEST = 4000; // characters

  const page = location.href;

  /** What addresses in a document are resolved against; null where that is the page's own address. */
  function baseOf(document) {
    const base = baseURI(document);
    return withoutHash(base) === withoutHash(page) ? null : base;
  }

  /** The address of a link, so that it stays within the site or leads out of it as it did; "#" for what is no page. */
  function linkAddress(link, base) {
    const written = attribute(link, "href");
    if (written === null) {
      return null;
    }
    if (written.length > LONGEST || NO_PAGE.test(written.replace(SPACE, ""))) {
      return "#";
    }
    const url = base && URL.parse(written, base);
    if (!url) {
      return written;
    }
    return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
  }

  /** The whole http(s) address of what an attribute says, or null. */
  function absolute(written, base) {
    const url = written ? URL.parse(written.trim(), base ?? page) : null;
    return url && WEB.test(url.protocol) && url.href.length <= LONGEST ? url.href : null;
  }

  function withoutHash(address) {
    return address.split("#", 1)[0];
  }

  globalThis.reinschrift.addresses = { absolute, baseOf, linkAddress };
}
