/** The form that tries one operation: parameters, body, media types; and what the server answered. */

import { quoted } from "./ask.js";
import { element } from "./dom.js";
import { resolved } from "./schema.js";
import { text } from "./texts.js";

const SHOWN_HEADERS = ["content-type", "reinschrift", "retry-after", "allow", "vary", "www-authenticate"];
const PAGE = `<article><h1>The ferry sails again</h1>
<p>For eleven months the ship lay in the yard. On Saturday it left the harbour again, with eighty people on board.</p>
<div><h3>Our newsletter</h3><form><input type="email"><button>Sign up</button></form></div>
<p>The island paid for half of the repair itself. Everybody had bought a share, the school children too.</p></article>`;
const TEXT = "For eleven months the ship lay in the yard.\n\nSign up for our newsletter!\n\nOn Saturday it sailed again.";
const EXAMPLES = { "text/html": PAGE, "application/xhtml+xml": PAGE, "text/plain": TEXT };
let numbers = 0;

export function operationForm(description, path, method, operation) {
  const form = element("form", { class: "operation-form" });
  const fields = (operation.parameters ?? []).map((parameter) => parameterField(description, resolved(description, parameter)));
  if (fields.length) {
    form.append(element("h3", {}, text("apiParameters")), ...fields.map(({ place }) => place));
  }
  const accept = choice(text("apiAccept"), ["", ...answerTypes(operation)]);
  const token = operation.security && labelled(text("apiToken"), input({ type: "password" }));
  const body = operation.requestBody && bodyFields(resolved(description, operation.requestBody));
  const line = element("pre", { tabindex: 0, class: "line", "aria-label": "curl" });
  const place = element("div", { class: "operation-answer", role: "status" });
  form.append(
    ...(body ? [body.type.place, body.text.place] : []),
    ...(answerTypes(operation).length > 1 ? [accept.place] : []),
    ...(token ? [token.place] : []),
    element("button", { class: "button primary" }, text("apiSend")),
    line,
    place,
  );

  function request() {
    const given = fields.map(({ parameter, value }) => ({ parameter, value: value() })).filter(({ value }) => value);
    const url = new URL(path, location.href);
    const headers = {};
    for (const { parameter, value } of given) {
      parameter.in === "query" ? url.searchParams.set(parameter.name, value) : (headers[parameter.name] = value);
    }
    if (accept.control.value) {
      headers.Accept = accept.control.value;
    }
    if (body) {
      headers["Content-Type"] = body.type.control.value;
    }
    return { url, headers };
  }

  async function send() {
    const { url, headers } = request();
    if (token?.control.value) {
      headers.Authorization = `Bearer ${token.control.value}`;
    }
    const sent = body && (await packed(body.text.control.value, headers["Content-Encoding"]));
    const started = performance.now();
    const response = await fetch(url, { method: method.toUpperCase(), headers, body: sent });
    const words = await response.text();
    place.replaceChildren(...answerParts(response, words, performance.now() - started));
  }

  const update = () => (line.textContent = curl(method, request(), body?.text.control.value, token?.control.value));
  form.addEventListener("input", update);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await send();
    } catch (error) {
      if (!(error instanceof TypeError)) {
        throw error; // a mistake of this page
      }
      place.replaceChildren(element("p", { class: "problem" }, text("offline"))); // or headers that no request can have
    }
  });
  update();
  return form;
}

function parameterField(description, parameter) {
  const schema = resolved(description, parameter.schema);
  const name = [element("code", {}, parameter.name), ` (${text(`apiIn_${parameter.in}`)})`];
  const about = element("span", { class: "hint", lang: "en" }, parameter.description ?? "");
  if (schema.items) {
    const boxes = resolved(description, schema.items).enum.map((value) => {
      const box = element("input", { type: "checkbox", value });
      return { box, label: element("label", {}, box, value) };
    });
    const legend = element("legend", {}, ...name);
    const place = element("fieldset", { class: "checks" }, legend, about, ...boxes.map(({ label }) => label));
    const value = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value).join(",");
    return { parameter, place, value };
  }
  const control = schema.enum ? select(["", ...schema.enum]) : input({ type: "text" });
  return { parameter, place: labelled(name, control, about).place, value: () => control.value.trim() };
}

function bodyFields({ content, description }) {
  const type = choice(text("apiBodyType"), Object.keys(content));
  const words = labelled(text("apiBody"), element("textarea", { rows: 6, spellcheck: "false" }), hint(description));
  const example = () => {
    const { example } = content[type.control.value];
    words.control.value = EXAMPLES[type.control.value] ?? JSON.stringify({ ...example, html: PAGE }, null, 2);
  };
  type.control.addEventListener("change", example);
  example();
  return { type, text: words };
}

function answerTypes(operation) {
  return Object.keys(operation.responses["200"]?.content ?? {});
}

async function packed(words, encoding) {
  if (encoding !== "gzip") {
    return words;
  }
  return new Response(new Blob([words]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

function answerParts(response, words, milliseconds) {
  const told = SHOWN_HEADERS.filter((name) => response.headers.has(name));
  const headers = told.map((name) => `${name}: ${response.headers.get(name)}`).join("\n");
  const status = `${response.status} ${response.statusText}`;
  return [
    element("p", {}, element("b", { "data-ok": response.ok }, status), ` · ${Math.round(milliseconds)} ms`),
    element("pre", { tabindex: 0, "aria-label": text("apiHeaders") }, headers),
    element("pre", { tabindex: 0, "aria-label": text("apiAnswer") }, readable(response, words)),
  ];
}

function readable(response, words) {
  return /json/.test(response.headers.get("content-type")) ? JSON.stringify(JSON.parse(words), null, 2) : words;
}

function curl(method, { url, headers }, body, token) {
  const all = { ...headers, ...(token ? { Authorization: "Bearer YOUR_TOKEN" } : {}) };
  const told = Object.entries(all).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const zipped = headers["Content-Encoding"] === "gzip";
  const data = body === undefined || body === null ? [] : ["--data-binary", zipped ? "@-" : quoted(body)];
  const line = ["curl -s", ...(method === "get" || data.length ? [] : [`-X ${method.toUpperCase()}`]), ...told, ...data];
  return `${zipped ? `printf %s ${quoted(body)} | gzip | ` : ""}${[...line, quoted(url.href)].join(" ")}`;
}

function labelled(name, control, ...more) {
  control.id = `ui-control-${(numbers += 1)}`;
  const label = element("label", { for: control.id }, ...[name].flat());
  return { control, place: element("div", { class: "field" }, label, control, ...more) };
}

function choice(name, values) {
  return labelled(name, select(values));
}

function select(values) {
  return element("select", {}, ...values.map((value) => element("option", { value }, value || text("apiAny"))));
}

function input(attributes) {
  return element("input", { autocomplete: "off", spellcheck: "false", ...attributes });
}

function hint(words) {
  return element("p", { class: "hint", lang: "en" }, words ?? "");
}
