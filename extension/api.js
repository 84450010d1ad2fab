/** The only fetch: the server's endpoints, and every way in which asking can fail, as a Failure with a code. */

import { hostOf, permissionFor } from "./address.js";
import { browser, text } from "./platform.js";

const PATIENCE = 30_000; // milliseconds; the server gives a page 5 s, and others may wait before it
const SHORT_PATIENCE = 5_000; // for what costs the server nothing

/** Why there is no answer. `code` is one of problems/table.js; `detail` is the server's own sentence, or "". */
export class Failure extends Error {
  constructor(code, detail = "") {
    super(detail || code);
    this.code = code;
    this.detail = detail;
  }
}

/** The server's {name, version, ready, bodyLimit}. Throws Failure. `signal` ends the asking: code "cancelled". */
export async function health(settings, signal) {
  return ask(settings, "/v1/health", {}, SHORT_PATIENCE, signal);
}

/** The article of a captured page {html, url}, as the server's JSON. Throws Failure. */
export async function clean(capture, settings, signal) {
  const { bodyLimit } = await health(settings, signal); // neither page nor token goes to a program that is no Reinschrift
  const body = new TextEncoder().encode(capture.html);
  if (body.length > bodyLimit) {
    throw new Failure("too_large", String(bodyLimit)); // a server that ends the connection could not say it
  }
  const query = new URLSearchParams({ removed: "article" });
  if (/^https?:/.test(capture.url)) {
    query.set("url", capture.url);
  }
  if (settings.keep.length) {
    query.set("keep", settings.keep.join(","));
  }
  return ask(settings, `/v1/clean?${query}`, post(body, settings), PATIENCE, signal);
}

/** Asks whether the server takes our token, by an empty page, which it refuses otherwise. Throws Failure. */
export async function checkToken(settings, signal) {
  try {
    await ask(settings, "/v1/clean", post("", settings), SHORT_PATIENCE, signal);
  } catch (failure) {
    if (failure.code !== "unreadable_body") {
      throw failure;
    }
  }
}

function post(body, { token }) {
  const headers = { "Content-Type": "text/html; charset=utf-8", Accept: "application/json" };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  return { method: "POST", headers, body };
}

async function ask({ server }, path, request, patience, cancel) {
  await checkPermission(server);
  const signal = AbortSignal.any([AbortSignal.timeout(patience), ...(cancel ? [cancel] : [])]);
  const response = await send(new URL(path, server), request, signal);
  checkSender(response);
  const answer = await read(response, signal);
  if (!response.ok) {
    throw new Failure(answer.code ?? "unknown", answer.detail ?? `${response.status} ${response.statusText}`);
  }
  return answer;
}

async function checkPermission(server) {
  if (!(await browser.permissions.contains(permissionFor(server)))) {
    throw new Failure("permission", hostOf(server));
  }
}

async function send(url, request, signal) {
  try {
    return await fetch(url, {
      ...request,
      headers: {
        ...request.headers,
        "Accept-Language": text("locale"),
        Reinschrift: browser.runtime.getManifest().version, // so that the server's doctor can tell old from new
      },
      cache: "no-store",
      credentials: "omit",
      redirect: "manual", // no Reinschrift redirects; whoever does is a stranger
      referrerPolicy: "no-referrer",
      signal,
    });
  } catch {
    // A page is only sent where a Reinschrift has just answered.
    throw new Failure(reasonOf(signal) ?? (request.method === "POST" ? "interrupted" : "unreachable"), url.host);
  }
}

/** Throws unless a Reinschrift of our version answered. */
function checkSender(response) {
  const version = response.headers.get("Reinschrift");
  if (version === null) {
    throw new Failure("stranger", response.headers.get("Server") ?? "");
  }
  if (!areCompatible(version, browser.runtime.getManifest().version)) {
    throw new Failure("version", version);
  }
}

/** The answer's JSON object. The body may still break off, or be something else. */
async function read(response, signal) {
  let body;
  try {
    body = await response.text();
  } catch {
    throw new Failure(reasonOf(signal) ?? "interrupted");
  }
  try {
    return Object(JSON.parse(body));
  } catch {
    throw new Failure("garbled");
  }
}

/** What ended a request from our side, if anything did. */
function reasonOf(signal) {
  if (!signal.aborted) {
    return null;
  }
  return signal.reason?.name === "TimeoutError" ? "slow" : "cancelled";
}

/** Whether two versions understand each other: same major, and before 1.0 same minor. */
export function areCompatible(ours, theirs) {
  const [a, b] = [ours, theirs].map((version) => version.split("."));
  return a[0] === b[0] && (a[0] !== "0" || a[1] === b[1]);
}
