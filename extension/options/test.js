/** The test button: who answers at the saved address, which version, how fast; or what is wrong. */

import { checkToken, health } from "../api.js";
import { hostOf } from "../address.js";
import { text } from "../platform.js";
import { problemElement } from "../problems.js";
import { load } from "../settings.js";

const input = document.getElementById("server");
const button = document.getElementById("test");
const status = document.getElementById("test-status");
const problem = document.getElementById("test-problem");

export function showTest() {
  button.addEventListener("click", test);
  input.addEventListener("input", forget);
}

/** What was told of one address says nothing of another. */
function forget() {
  problem.replaceChildren();
  status.replaceChildren();
}

async function test() {
  const settings = await load();
  if (input.value !== settings.server) {
    input.focus(); // what stands there waits for the reader's word or is wrong
    return;
  }
  forget();
  status.replaceChildren(text("optionsTesting", hostOf(settings.server)));
  button.disabled = true;
  try {
    status.replaceChildren(await answerOf(settings));
  } catch (failure) {
    status.replaceChildren();
    problem.replaceChildren(problemElement(failure, { settings, retry: test, heading: "h3" }));
  } finally {
    button.disabled = false;
  }
}

async function answerOf(settings) {
  const asked = performance.now();
  const { version, ready } = await health(settings);
  const took = Math.max(1, Math.round(performance.now() - asked));
  await checkToken(settings);
  return text(ready ? "optionsTestGood" : "optionsTestStarting", version, took);
}
