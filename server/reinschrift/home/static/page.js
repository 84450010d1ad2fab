/** The page for people: tries POST /v1/clean with what is put in, and brings the other parts of the page to life. */

import { showOperations } from "./api.js";
import { ask } from "./ask.js";
import { byId } from "./dom.js";
import { connectResult, hideResult, showResult } from "./result.js";
import { copy, say } from "./say.js";
import { acceptSources, setSource, source } from "./source.js";
import { watchStatus } from "./status.js";
import { text } from "./texts.js";

const OWN_ADDRESS = "http://127.0.0.1:8417"; // where the extension looks unless told otherwise

async function clean() {
  const given = source();
  hideResult();
  tell(given ? "" : text("nothing"));
  if (!given) {
    byId("source").focus();
    return;
  }
  say(text("cleaning"));
  try {
    show(await ask(given), given.type);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) {
      throw error; // a mistake of this page
    }
    tell(text("offline"));
  }
}

function show({ status, answer }, type) {
  if (status === 200) {
    tell("");
    showResult(answer, type);
    return;
  }
  tell(answer.detail);
  if (status === 401) {
    byId("secret").hidden = false;
    byId("token").focus();
  }
}

function tell(words) {
  byId("problem").textContent = words;
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  clean();
});
byId("sample").addEventListener("click", async ({ currentTarget }) => {
  try {
    setSource(await (await fetch(currentTarget.dataset.path)).text());
  } catch {
    tell(text("offline"));
    return;
  }
  clean();
});
byId("folder-copy")?.addEventListener("click", () => copy(byId("folder").textContent));
if (navigator.userAgent.includes("Firefox")) {
  byId("chromium").before(byId("firefox"));
}
byId("origin").textContent = location.origin;
byId("elsewhere").hidden = location.origin === OWN_ADDRESS;
acceptSources(clean);
connectResult();
watchStatus();
showOperations();
