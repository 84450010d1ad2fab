/** Runs of text -> Markdown: marks, code and links, in a form that CommonMark reads as they were meant. */

import { codeSpan, escaped, isWord, parted, target } from "./escapes.js";

const STARS = { s: "**", e: "*", se: "***", c: "", sc: "**", ec: "*", sec: "***" };

/** Runs as Markdown in the middle of a line. */
export function inline(spans) {
  const runs = joined(spans);
  const written = [];
  runs.forEach((run, i) => {
    if (run.href) {
      written.push(written.pop()?.replace(/!$/, "\\!") ?? ""); // or the link would be a picture
      written.push(link(run));
    } else if (run.marks) {
      written.push(marked(run, edge(runs[i - 1], -1), edge(runs[i + 1], 0)));
    } else {
      written.push(escaped(run.text));
    }
  });
  return written.join("");
}

/** The runs with the marks that Markdown knows. Those marked alike are one: `**a****b**` would be read otherwise. */
function joined(spans) {
  const runs = [];
  for (const span of spans) {
    const marks = [..."sec"].filter((mark) => span.marks.includes(mark)).join("");
    const last = runs.at(-1);
    if (last && (span.marks || span.href) && last.marks === marks && last.href === span.href) {
      last.text += span.text;
    } else {
      runs.push({ text: span.text, href: span.href, marks });
    }
  }
  return runs;
}

/** The character at a run's end, as a mark beside it meets it: links and code end in signs of their own. */
function edge(run, index) {
  return !run || run.href || run.marks.includes("c") ? "" : [...run.text].at(index);
}

/** A link; white space at its ends stays outside, as it does with marks. */
function link(run) {
  const [before, core, after] = parted(run.text, "", "");
  const written = run.marks ? marked({ ...run, text: core }, "", "") : escaped(core);
  return core ? `${before}[${written}](${target(run.href)})${after}` : run.text;
}

/** A run with its marks, given the characters around it; code innermost, as nothing within it is markup. */
function marked(run, before, after) {
  const isCode = run.marks.endsWith("c");
  const betweenWords = isWord(before) || isWord(after);
  const stars = isCode && betweenWords ? "" : STARS[run.marks]; // beside code they would touch a sign and a word
  const [first, core, last] = parted(run.text, isCode ? "" : before, isCode ? "" : after);
  if (!core) {
    return escaped(run.text);
  }
  return escaped(first) + stars + (isCode ? codeSpan(core) : escaped(core)) + stars + escaped(last);
}
