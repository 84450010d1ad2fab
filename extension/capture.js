/**
 * The last of the scripts that run in the page; what it evaluates to is the capture: the page as the reader sees it,
 * {html, url, title, contentType, timing}. Nothing in the page is changed.
 */

"use strict";

{
  const started = performance.now();
  const { all, body, contentType, head, root, textContent, title } = globalThis.reinschrift.dom;
  const { Walk, addresses, special, writing } = globalThis.reinschrift;
  const PLAIN = /^text\/(?:plain|markdown)$/;

  function htmlOf(document) {
    const base = addresses.baseOf(document);
    const shown = isPlain(document) ? paragraphs(document) : new Walk().run(body(document) ?? root(document), base);
    const start = writing.startTag(root(document), "html", base);
    return `<!doctype html>\n${start}<head><meta charset="utf-8">${headOf(document, base)}</head>${shown}</html>`;
  }

  function headOf(document, base) {
    const walk = new Walk();
    for (const element of head(document) ? all(head(document), "link, meta, script") : []) {
      special.get(writing.nameOf(element))(walk, element, writing.nameOf(element), { base, isFramed: false });
    }
    return `<title>${writing.escaped(title(document))}</title>${walk.out.join("")}`;
  }

  function isPlain(document) {
    return PLAIN.test(contentType(document));
  }

  /** Plain text by its paragraphs, which blank lines end; browsers show it as one piece. */
  function paragraphs(document) {
    const parts = textContent(body(document)).split(/\n\s*\n/).map((part) => part.trim());
    return `<body>${parts.map((part) => `<p>${writing.escaped(part)}</p>`).join("\n")}</body>`;
  }

  const html = htmlOf(document);
  ({
    html: html.toWellFormed(),
    url: location.href,
    title: title(document),
    contentType: contentType(document),
    timing: { capture: performance.now() - started },
  });
}
