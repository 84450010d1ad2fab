/** What a server's address may be: an origin, http or https, without a path. */

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const HOST = /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])$/; // no "*", which would be every host in a match pattern
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]; // those of the manifest

/** The origin that was meant, "http://127.0.0.1:8417" for "127.0.0.1:8417", or null where it is none. */
export function originOf(typed) {
  const trimmed = typed.trim();
  const url = URL.parse(SCHEME.test(trimmed) ? trimmed : `http://${trimmed}`);
  const plain = url && !url.username && !url.password && url.pathname === "/" && !url.search && !url.hash;
  return plain && ["http:", "https:"].includes(url.protocol) && HOST.test(url.hostname) ? url.origin : null;
}

export function hostOf(origin) {
  return new URL(origin).host;
}

/** Whether the address is this machine, whichever the port. */
export function isLoopback(origin) {
  return LOOPBACK.includes(new URL(origin).hostname);
}

/** The permission an address needs. Match patterns have no port: Firefox knows none, and Chromium means any. */
export function permissionFor(origin) {
  const { protocol, hostname } = new URL(origin);
  return { origins: [`${protocol}//${hostname}/*`] };
}
