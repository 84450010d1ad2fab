/**
 * The page's DOM through the browser's own getters: the first of the capture's parts, which are classic scripts, as
 * injection asks for, and share one object that the page cannot see.
 *
 * `form.attributes` is a field of that name where the form has one; a getter called on the form is not fooled. In
 * Firefox it is several times faster, too.
 */

"use strict";

globalThis.reinschrift = {};

{
  const getter = (Class, name) =>
    Function.prototype.call.bind(Object.getOwnPropertyDescriptor(Class.prototype, name).get);
  const method = (Class, name) => Function.prototype.call.bind(Class.prototype[name]);

  const iframeDocument = getter(HTMLIFrameElement, "contentDocument");
  const frameDocument = getter(HTMLFrameElement, "contentDocument");
  const computedStyle = getComputedStyle.bind(window);

  const namespace = getter(Element, "namespaceURI");

  const dom = {
    getter,
    typeOf: getter(Node, "nodeType"),
    firstChild: getter(Node, "firstChild"),
    nextSibling: getter(Node, "nextSibling"),
    parentElement: getter(Node, "parentElement"),
    textContent: getter(Node, "textContent"),
    baseURI: getter(Node, "baseURI"),
    data: getter(CharacterData, "data"),
    localName: getter(Element, "localName"),
    attributeNames: method(Element, "getAttributeNames"),
    attribute: method(Element, "getAttribute"),
    all: method(Element, "querySelectorAll"),
    firstElement: getter(Element, "firstElementChild"),
    nextElement: getter(Element, "nextElementSibling"),
    previousElement: getter(Element, "previousElementSibling"),
    checkVisibility: method(Element, "checkVisibility"),
    clientWidth: getter(Element, "clientWidth"),
    clientHeight: getter(Element, "clientHeight"),
    assignedNodes: method(HTMLSlotElement, "assignedNodes"),
    styleOf: (element) => computedStyle(element),
    value: method(CSSStyleDeclaration, "getPropertyValue"),

    isHtml: (element) => namespace(element) === "http://www.w3.org/1999/xhtml",

    /** The root of a document from markup, in which nothing loads or runs. */
    parsed: (markup) => dom.root(new DOMParser().parseFromString(markup, "text/html")),

    /** The document in a frame of the same origin, or null. */
    documentIn: (frame) => (dom.localName(frame) === "iframe" ? iframeDocument(frame) : frameDocument(frame)),
    body: getter(Document, "body"),
    head: getter(Document, "head"),
    root: getter(Document, "documentElement"),
    title: getter(Document, "title"),
    contentType: getter(Document, "contentType"),

    /** The element's shadow root, open or closed, or null. */
    shadowRoot: Object.hasOwn(Element.prototype, "openOrClosedShadowRoot")
      ? getter(Element, "openOrClosedShadowRoot") // Firefox
      : chromiumShadowRoot,
  };

  const openShadowRoot = getter(Element, "shadowRoot");
  const HOSTS = new Set("article aside blockquote body div footer header main nav p section span".split(" "));

  /** Chromium is slow to tell closed roots; their hosts are custom elements, or have no content of their own. */
  function chromiumShadowRoot(element, name) {
    const root = openShadowRoot(element);
    const mayHost = name.includes("-") || (HOSTS.has(name) && !dom.firstChild(element));
    if (root || !mayHost || !dom.isHtml(element)) {
      return root;
    }
    return chrome.dom.openOrClosedShadowRoot(element);
  }

  globalThis.reinschrift.dom = dom;
}
