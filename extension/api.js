/** The only fetch: the server's endpoints, and every way in which asking can fail, as a Failure with a code. */

import { browser } from "./platform.js";

const PATIENCE = 30_000; // milliseconds; the server gives a page 5 s, and others may wait before it

/** Why there is no answer. `code` is one of problems.js; `detail` is the server's own sentence, or "". */
export class Failure extends Error {
  constructor(code, detail = "") {
    super(detail || code);
    this.code = code;
    this.detail = detail;
  }
}

/** The server's {name, version, ready}. Throws Failure. */
export async function health(settings) {
  return (await ask(settings, "/v1/health", {})).json();
}

/** The article of a captured page {html, url}, as the server's JSON. Throws Failure. */
export async function clean(capture, settings) {
  const query = new URLSearchParams({ removed: "article" });
  if (/^https?:/.test(capture.url)) {
    query.set("url", capture.url);
  }
  if (settings.keep.length) {
    query.set("keep", settings.keep.join(","));
  }
  const response = await ask(settings, `/v1/clean?${query}`, {
    method: "POST",
    headers: { "Content-Type": "text/html; charset=utf-8", Accept: "application/json" },
    body: capture.html,
  });
  return response.json();
}

async function ask(settings, path, request) {
  await checkPermission(settings.server);
  const headers = { ...request.headers, "Accept-Language": browser.i18n.getUILanguage() };
  if (settings.token) {
    headers.Authorization = `Bearer ${settings.token}`;
  }
  const response = await send(new URL(path, settings.server), { ...request, headers });
  await check(response);
  return response;
}

async function checkPermission(server) {
  const origin = `${new URL(server).protocol}//${new URL(server).hostname}/*`;
  if (!(await browser.permissions.contains({ origins: [origin] }))) {
    throw new Failure("permission", new URL(server).host);
  }
}

async function send(url, request) {
  try {
    return await fetch(url, {
      ...request,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new Failure(error.name === "TimeoutError" ? "slow" : "unreachable", url.host);
  }
}

/** Throws unless this is an answer of a Reinschrift of our version, and a good one. */
async function check(response) {
  const version = response.headers.get("Reinschrift");
  if (version === null) {
    throw new Failure("stranger", new URL(response.url).host);
  }
  if (!compatible(version, browser.runtime.getManifest().version)) {
    throw new Failure("version", version);
  }
  if (!response.ok) {
    const problem = await response.json();
    throw new Failure(problem.code, problem.detail);
  }
}

/** Whether two versions understand each other: same major, and before 1.0 same minor. */
export function compatible(ours, theirs) {
  const [a, b] = [ours, theirs].map((version) => version.split(".").map(Number));
  return a[0] === b[0] && (a[0] > 0 || a[1] === b[1]);
}
