/** One shell line that does with the original page what the extension does. */

const PLACEHOLDER = "YOUR_TOKEN"; // a token has no business in a clipboard

export function curlLine(url, { server, token, keep }) {
  const endpoint = new URL("/v1/clean", server);
  endpoint.searchParams.set("url", url);
  if (keep.length) {
    endpoint.searchParams.set("keep", keep.join(","));
  }
  const headers = ["Content-Type: text/html", ...(token ? [`Authorization: Bearer ${PLACEHOLDER}`] : [])];
  const options = headers.map((header) => `-H ${quoted(header)}`).join(" ");
  return `curl -sL ${quoted(url)} | curl -s ${options} --data-binary @- ${quoted(endpoint.href)}`;
}

/** A word that no shell takes apart. */
function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
