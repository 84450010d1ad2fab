/**
 * Shows what went wrong and what to do: `problemElement(failure, context)` is a section to put into a page.
 *
 * failure: {code, detail}, a Failure of api.js or a record's stored one; codes are those of problems/table.js.
 * context: {record, settings, retry, heading}
 *   record    the reader page's record or undefined; its `source.url` and `html` serve the actions
 *   settings  as load() gives them
 *   retry     asks the server again; called by "Try again", and without a click when the server comes up, when the
 *             permission is granted or the server's settings change. It should load() the settings anew and put the
 *             section away; a section that is no longer in the page asks for nothing more. Left out, no such action.
 *   heading   the heading's tag, "h1" if not said
 *
 * The page links theme.css and problems.css. The heading can take the focus (tabindex -1); the page moves it there.
 */

import { element } from "./dom.js";
import { text } from "./platform.js";
import { actionElements } from "./problems/actions.js";
import { problemOf } from "./problems/table.js";
import { retryByItself } from "./problems/watch.js";

export function problemElement(failure, context) {
  const problem = problemOf(failure, context);
  const heading = element(context.heading ?? "h1", { class: "problem-title", tabindex: "-1" }, text(...problem.title));
  const section = element("section", { class: "problem", "data-code": failure.code }, heading);
  if (problem.step) {
    section.append(element("p", { class: "problem-step" }, text(...problem.step)));
  }
  if (problem.quoted) {
    section.append(element("p", { class: "problem-quoted", lang: "en" }, problem.quoted));
  }
  section.append(...actionElements(problem.actions, context));
  if (problem.why) {
    section.append(element("p", { class: "problem-why" }, text(...problem.why)));
  }
  if (context.retry && problem.watch) {
    retryByItself(section, problem.watch, context);
  }
  return section;
}
