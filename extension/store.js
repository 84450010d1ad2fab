/**
 * The articles on this device, so that a reload or a restored session finds them: the newest hundred, in IndexedDB.
 * What came from a private window stays in memory (storage.session) and is gone with the browser.
 *
 * A record: {id, created (ms), source: {url, title}, html (the captured page; "" once it was cleaned),
 * answer (the server's JSON or null), failure ({code, detail} or null), restored (ids put back), timing, private}.
 */

import { browser } from "./platform.js";

const NAME = "articles";
const LIMIT = 100;

/** Stores a record under its id, over what stood there. */
export async function put(record) {
  if (record.private) {
    await browser.storage.session.set({ [record.id]: record });
    return;
  }
  await transact("readwrite", (articles) => articles.put(record));
  await prune();
}

/** The record called `id`, or undefined. */
export async function get(id) {
  const kept = (await browser.storage.session.get(id))[id];
  return kept ?? transact("readonly", (articles) => articles.get(id));
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

async function prune() {
  const ids = await transact("readonly", (articles) => articles.index("created").getAllKeys());
  for (const id of ids.slice(0, -LIMIT)) {
    await transact("readwrite", (articles) => articles.delete(id));
  }
}

async function transact(mode, action) {
  const database = await open();
  try {
    return await promised(action(database.transaction(NAME, mode).objectStore(NAME)));
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
