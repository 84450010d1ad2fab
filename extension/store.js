/**
 * The articles on this device, so that a reload or a restored session finds them: the newest hundred, in IndexedDB.
 * What came from a private window stays in memory (storage.session) and is gone with the browser; a large page is packed
 * there, for memory is scarce.
 *
 * A record: {id, created (ms), source: {url, title}, html (the captured page; "" once it was cleaned),
 * answer (the server's JSON or null), keep (the kinds it was asked to keep), failure ({code, detail} or null),
 * restored (ids put back), timing, private}.
 */

import { browser } from "./platform.js";

const NAME = "articles";
const LIMIT = 100;
const LARGE = 1_000_000; // characters of a page

/** Stores a record under its id, over what stood there. */
export async function put(record) {
  if (record.private) {
    await putInMemory(await packed(record));
    return;
  }
  await transact("readwrite", (articles) => articles.put(record));
  await prune();
}

/** The record called `id`, or undefined. */
export async function get(id) {
  const kept = (await browser.storage.session.get(id))[id];
  return kept ? unpacked(kept) : transact("readonly", (articles) => articles.get(id));
}

/** Forgets every article. */
export async function clear() {
  await browser.storage.session.clear();
  await transact("readwrite", (articles) => articles.clear());
}

/** How many articles are kept on disk. */
export async function count() {
  return transact("readonly", (articles) => articles.count());
}

/** Browsers grant some 10 MB of memory; where that is full, the oldest articles go. */
async function putInMemory(record) {
  for (;;) {
    try {
      await browser.storage.session.set({ [record.id]: record });
      return;
    } catch (error) {
      const others = Object.values(await browser.storage.session.get()).filter((other) => other.id !== record.id);
      if (!others.length) {
        throw error;
      }
      const oldest = others.reduce((one, other) => (one.created < other.created ? one : other));
      await browser.storage.session.remove(oldest.id);
    }
  }
}

/** A record whose page, where it is large, is `packed` instead of `html`: gzip in base64. */
async function packed(record) {
  if (record.html.length < LARGE) {
    return record;
  }
  const stream = new Blob([record.html]).stream().pipeThrough(new CompressionStream("gzip"));
  return { ...record, html: "", packed: (await new Response(stream).bytes()).toBase64() };
}

async function unpacked({ packed, ...record }) {
  if (!packed) {
    return record;
  }
  const stream = new Blob([Uint8Array.fromBase64(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return { ...record, html: await new Response(stream).text() };
}

async function prune() {
  const ids = await transact("readonly", (articles) => articles.index("created").getAllKeys());
  if (ids.length > LIMIT) {
    const old = ids.slice(0, -LIMIT);
    await transact("readwrite", (articles) => old.map((id) => articles.delete(id)).at(-1));
  }
}

/** The result of what `action` asks of the articles, once it stands on disk. */
async function transact(mode, action) {
  const database = await open();
  try {
    const transaction = database.transaction(NAME, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error); // as when the disk is full
    });
    const [result] = await Promise.all([promised(action(transaction.objectStore(NAME))), done]);
    return result;
  } finally {
    database.close();
  }
}

function open() {
  const request = indexedDB.open("reinschrift", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(NAME, { keyPath: "id" }).createIndex("created", "created");
  };
  return promised(request);
}

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
