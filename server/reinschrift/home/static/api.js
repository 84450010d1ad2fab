/**
 * The API's description as a form: every operation that openapi.json names can be tried, and none is written here. The
 * viewer that PyPI has, swagger-ui-bundle, is 2.6 MB large, more than all of Reinschrift; this one is three short files.
 */

import { byId, element } from "./dom.js";
import { operationForm } from "./operation.js";
import { answers, schemaList } from "./schema.js";
import { text } from "./texts.js";

const METHODS = ["get", "post", "put", "patch", "delete"];

export async function showOperations() {
  const place = byId("operations");
  try {
    const description = await (await fetch("/openapi.json")).json();
    place.replaceChildren(...operations(description));
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) {
      throw error; // a mistake of this page
    }
    place.replaceChildren(element("p", { class: "problem" }, text("apiMissing")));
  }
}

function operations(description) {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => shown(description, path, method, item[method])),
  );
}

function shown(description, path, method, operation) {
  const name = element(
    "summary",
    {},
    element("span", { class: "method", "data-method": method }, method.toUpperCase()),
    element("code", {}, path),
    element("span", { class: "about", lang: "en" }, operation.summary),
  );
  const details = element("details", { class: "operation", id: `ui-operation-${operation.operationId}` }, name);
  details.addEventListener("toggle", () => fill(), { once: true }); // most are never opened

  function fill() {
    details.append(operationForm(description, path, method, operation), answers(description, operation));
    const json = operation.responses["200"]?.content?.["application/json"]?.schema;
    const fields = json && schemaList(description, json);
    if (fields) {
      details.append(element("details", { class: "more" }, element("summary", {}, text("apiFields")), fields));
    }
  }
  return details;
}
