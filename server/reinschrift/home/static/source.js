/** What is to be cleaned: the text in the field, or a file that was opened or dropped. */

import { byId, element } from "./dom.js";
import { text } from "./texts.js";

const MARKUP = /<[a-z!/]/i;
const field = byId("source");
let file = null;

/** {body, type} of what was put in; null where that is nothing. A file goes as the bytes it has. */
export function source() {
  if (file) {
    return { body: file, type: isText(file) ? "text/plain" : "text/html" };
  }
  if (!field.value.trim()) {
    return null;
  }
  return { body: field.value, type: `${MARKUP.test(field.value) ? "text/html" : "text/plain"}; charset=utf-8` };
}

/** Puts a text into the field, in place of a file too. */
export function setSource(words) {
  setFile(null);
  field.value = words;
}

/** Lets files be dropped and opened, and what was copied from a page be pasted with its markup. */
export function acceptSources(submit) {
  field.addEventListener("paste", pasteMarkup);
  field.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit());
  byId("open-button").addEventListener("click", () => byId("open").click());
  byId("open").addEventListener("change", ({ target }) => {
    take(target.files[0], submit);
    target.value = ""; // so that the same file can be chosen again
  });
  byId("file-remove").addEventListener("click", () => {
    setFile(null);
    field.focus();
  });
  acceptDrops(submit);
}

function acceptDrops(submit) {
  const place = byId("drop");
  const hasFile = (event) => event.dataTransfer.types.includes("Files");
  for (const name of ["dragenter", "dragover"]) {
    addEventListener(name, (event) => {
      if (hasFile(event)) {
        event.preventDefault();
        place.dataset.over = "";
      }
    });
  }
  addEventListener("dragleave", (event) => event.relatedTarget ?? delete place.dataset.over);
  addEventListener("drop", (event) => {
    delete place.dataset.over;
    if (hasFile(event)) {
      event.preventDefault(); // else the browser would open the file in place of this page
      take(event.dataTransfer.files[0], submit);
    }
  });
}

function take(chosen, submit) {
  if (chosen) {
    setFile(chosen);
    submit();
  }
}

function setFile(chosen) {
  file = chosen;
  field.hidden = Boolean(file);
  byId("file").hidden = !file;
  if (file) {
    byId("file-name").replaceChildren(element("b", {}, text("fileSize", file.name, Math.ceil(file.size / 1000))));
  }
}

/** What was selected on a page brings its HTML along; the source of a page is text and stays as it is. */
function pasteMarkup(event) {
  const html = event.clipboardData.getData("text/html");
  if (html && !MARKUP.test(event.clipboardData.getData("text/plain"))) {
    event.preventDefault();
    field.setRangeText(html, field.selectionStart, field.selectionEnd, "end");
  }
}

function isText({ name, type }) {
  return type === "text/plain" || name.endsWith(".txt");
}
