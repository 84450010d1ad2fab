/** Text -> Markdown that CommonMark reads as that text, and nothing else; the same as the server's escapes.py. */

// What would read as markup in the middle of a line; "<" at the end too, for what follows may be the next run's.
const INLINE = /[\\`*[\]]|<(?=[A-Za-z/!?]|$)|&(?=#?[0-9A-Za-z]+;)|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu;
const LINE_START = /^(?:(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|~~~|=+\s*$|-+\s*$)|[0-9]{1,9}(?=[.)](?:\s|$)))/;
const REFERENCE = /&(?=#?[0-9A-Za-z]+;)/g;
const CLOSING = /(^|\s)(#+)$/;
const WORD = /^[^\s\p{P}\p{S}]/u;
const LETTER = /^[\p{L}\p{N}]/u;

/** Text as it may stand in the middle of a line. */
export function escaped(text) {
  return text.replace(INLINE, "\\$&");
}

/** Inline Markdown as it may stand at the start of a line, and each of its own lines. */
export function lineSafe(written) {
  return written.split("\n").map((line) => line.replace(LINE_START, "$&\\")).join("\n");
}

/** Inline Markdown as a heading holds it: without line breaks, and without number signs that would close it. */
export function oneLine(written) {
  return written.replaceAll("\n", " ").replace(CLOSING, "$1\\$2");
}

/** Backticks that no run of them inside the text can end. */
export function fence(text, least) {
  const runs = text.match(/`+/g) ?? [];
  return "`".repeat(Math.max(least, ...runs.map((run) => run.length + 1)));
}

/** A run of code; a space keeps its own backticks from the fence. */
export function codeSpan(text) {
  const line = text.replaceAll("\n", " ");
  const ticks = fence(line, 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return ticks + space + line + space + ticks;
}

/** An address as a link's target. */
export function target(address) {
  const written = address.replace(REFERENCE, "\\&");
  return /[()]/.test(written) ? `<${written}>` : written;
}

/**
 * Text as [outside, inside, outside] of its marks, given the characters around it. CommonMark reads `**` neither beside
 * a space on its inner side, nor between a sign on that side and a word on the other; so those stay outside.
 */
export function parted(text, before, after) {
  const signs = [...text];
  if (LETTER.test(signs[0] ?? "") && LETTER.test(signs.at(-1) ?? "")) {
    return ["", text, ""];
  }
  let start = signs.length - [...text.trimStart()].length;
  let end = [...text.trimEnd()].length;
  const [first, last] = [signs.findIndex(isWord), signs.findLastIndex(isWord)];
  if (start === 0 && isWord(before)) {
    start = first < 0 ? end : first;
  }
  if (end === signs.length && isWord(after)) {
    end = last < start ? start : last + 1;
  }
  const part = (from, to) => signs.slice(from, to).join("");
  return [part(0, start), part(start, end), part(Math.max(start, end))];
}

/** Whether a character is neither white space nor a sign, nor none at all. */
export function isWord(character) {
  return WORD.test(character);
}
