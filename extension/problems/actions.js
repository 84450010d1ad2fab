/** What a reader can do about a problem: each makes its element from the context, or null where it makes no sense. */

import { isLoopback, permissionFor } from "../address.js";
import { element } from "../dom.js";
import { browser, text } from "../platform.js";
import { visibleTextElement } from "./visible.js";

const OPTIONS = "/options/options.html";
const OWN_PORT = "8417"; // where the server listens if nobody tells it otherwise
const COPIED = 2_000; // milliseconds for which "Copied" stands

/** Commands one above the other, then all buttons in a row, the first of them the one to press. */
export function actionElements(actions, context) {
  const made = actions.map((action) => action(context)).filter(Boolean);
  const commands = made.filter((item) => item.matches(".problem-command"));
  const buttons = made.filter((item) => item.matches(".button"));
  buttons[0]?.classList.add("primary");
  return buttons.length ? [...commands, element("div", { class: "problem-actions" }, ...buttons)] : commands;
}

export function again({ retry }) {
  return retry ? button("problemAgain", retry) : null;
}

/** Asks the browser for the server's address. Only a click may ask, and only before anything is awaited. */
export function grant({ settings, retry }) {
  return button("problemGrant", async () => {
    const granted = await browser.permissions.request(permissionFor(settings.server));
    if (granted && retry) {
      retry();
    }
  });
}

/** Opens the options at one of their fields. */
export function openOptions(field) {
  return () => {
    if (location.pathname === OPTIONS) {
      return null;
    }
    return button("problemOptions", () => browser.tabs.create({ url: browser.runtime.getURL(`${OPTIONS}#${field}`) }));
  };
}

/** The page of Chromium where file addresses are allowed. */
export function extensionDetails() {
  return button("problemDetails", () => browser.tabs.create({ url: `chrome://extensions/?id=${browser.runtime.id}` }));
}

export function original({ record }) {
  const url = record?.source.url ?? "";
  return /^https?:/.test(url) ? element("a", { class: "button", href: url }, text("problemOriginal")) : null;
}

/** The stored capture's text below the problem; only on request, for it is everything the page showed. */
export function visibleText({ record }) {
  if (!record?.html) {
    return null;
  }
  const asked = button("problemShowText", () => {
    const shown = visibleTextElement(record.html);
    asked.closest(".problem").append(shown);
    asked.remove();
    shown.querySelector("h2").focus();
  });
  return asked;
}

/** The command that starts the server with `flags`, on the port that the options name, to copy. */
export function command(...flags) {
  return ({ settings }) => {
    const python = navigator.userAgent.includes("Windows") ? "py" : "python3";
    const rest = ["serve", ...(flags.includes("--port") ? [] : portOf(settings.server)), ...flags].join(" ");
    const line = `${python} run.py ${rest}`;
    return element(
      "div",
      { class: "problem-command" },
      element("div", { class: "problem-line" }, codeElement(line), copyButton(line)),
      element("p", { class: "problem-note" }, text("problemCommandNote"), " ", codeElement(`reinschrift ${rest}`)),
    );
  };
}

/** A command that breaks between its words, not after a hyphen. */
function codeElement(line) {
  const words = line.split(" ").map((word) => element("span", {}, word));
  return element("code", { dir: "ltr" }, ...words.flatMap((word, index) => (index ? [" ", word] : [word])));
}

function portOf(server) {
  const { port } = new URL(server);
  return isLoopback(server) && port !== OWN_PORT ? ["--port", port || "80"] : [];
}

function copyButton(line) {
  const word = element("span", { role: "status" }, text("problemCopy"));
  const made = element("button", { type: "button", class: "problem-copy" }, word);
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(line);
    word.textContent = text("problemCopied");
    setTimeout(() => (word.textContent = text("problemCopy")), COPIED);
  });
  return made;
}

function button(key, act) {
  const made = element("button", { type: "button", class: "button" }, text(key));
  made.addEventListener("click", () => act());
  return made;
}
