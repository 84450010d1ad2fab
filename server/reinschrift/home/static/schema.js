/** What of a description is only to be read: the answers of an operation, and the fields of a schema. */

import { element } from "./dom.js";
import { text } from "./texts.js";

const DEEPEST = 4; // levels of fields in fields

/** What a reference within the description leads to, or the thing itself. */
export function resolved(description, thing) {
  if (!thing.$ref) {
    return thing;
  }
  const steps = thing.$ref.slice(2).split("/");
  return resolved(description, steps.reduce((at, step) => at[step], description));
}

/** The operation's answers: status and meaning. */
export function answers(description, operation) {
  const rows = Object.entries(operation.responses).flatMap(([status, answer]) => [
    element("dt", {}, element("code", {}, status)),
    element("dd", { lang: "en" }, resolved(description, answer).description),
  ]);
  return element("div", {}, element("h3", {}, text("apiAnswers")), element("dl", { class: "answers" }, ...rows));
}

/** The fields of an object (or of a list's objects) as nested lists; null where the schema names none. */
export function schemaList(description, schema, depth = 0) {
  const { properties, items, required = [] } = resolved(description, schema);
  if (!properties) {
    return items && depth < DEEPEST ? schemaList(description, items, depth) : null;
  }
  const rows = Object.entries(properties).map(([name, field]) => {
    const { description: about } = { ...resolved(description, field), ...field };
    const more = [element("code", {}, name), " ", element("span", { class: "type" }, typeOf(description, field))];
    if (!required.includes(name)) {
      more.push(" ", element("span", { class: "type" }, text("apiOptional")));
    }
    more.push(about ? element("p", { lang: "en" }, about) : "");
    const inner = depth < DEEPEST ? schemaList(description, field, depth + 1) : null;
    return element("li", {}, ...more, inner ?? "");
  });
  return element("ul", { class: "fields" }, ...rows);
}

/** A schema's type in a few words: "string | null", "list of string", "consent | newsletter". */
export function typeOf(description, schema) {
  const { type, enum: values, items, anyOf, oneOf } = resolved(description, schema);
  if (values) {
    return values.join(" | ");
  }
  if (items) {
    return `${[type].flat().join(" | ")}: ${typeOf(description, items)}`;
  }
  const choices = anyOf ?? oneOf;
  return choices ? choices.map((choice) => typeOf(description, choice)).join(" | ") : [type ?? "any"].flat().join(" | ");
}
