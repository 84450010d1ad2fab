"""Writes truth.json: which marks of each hostile page headless Chromium shows.

    cd tests && python -m hostile.truth [WORD ...]

It asks for the pages that the file lacks, and anew for those whose names hold one of the words.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from browser import provide

from .case import MARKS, Case
from .table import build

FILE = Path(__file__).with_name("truth.json")
PATIENCE = 120_000  # milliseconds; the largest pages take Chromium half a minute
# What the page shows: its text as it is rendered, with that of its open shadow roots.
SHOWN = """(marks) => {
    const said = [];
    const read = (root) => {
        for (const child of root.children) said.push(child.innerText ?? child.textContent);
        for (const element of root.querySelectorAll("*")) {
            if (element.shadowRoot && element.checkVisibility()) read(element.shadowRoot);
            if (element.localName === "textarea" && element.checkVisibility()) said.push(element.value);
        }
    };
    read(document);
    const text = said.join("\\n").toLowerCase();
    return marks.map((mark) => text.includes(mark.toLowerCase()));
}"""


def truth() -> Mapping[str, str]:
    """For each page the digits of the marks that Chromium shows, as they were stored."""
    stored: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return stored


@contextmanager
def served(case: Case) -> Iterator[str]:
    """The address of a page, served with its own Content-Type, and with an empty answer to whatever else it wants."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.path == "/page"
            self.send_response(200 if wanted else 404)
            self.send_header("Content-Type", case.type)
            self.send_header("Content-Length", str(len(case.body) if wanted else 0))
            self.end_headers()
            if wanted:
                self.wfile.write(case.body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing on the console."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/page"
    finally:
        server.shutdown()
        server.server_close()


def shown(browser: Browser, case: Case) -> str:
    """The digits of the marks that a browser shows of a page."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        with served(case) as address:
            page.goto(address, wait_until="domcontentloaded")
            found: list[bool] = page.evaluate(SHOWN, list(MARKS))
    finally:
        page.close()
    return "".join(str(i) for i, there in enumerate(found) if there)


def main(words: Sequence[str]) -> None:
    """Asks Chromium, and stores its answers in the order of the table, also if one page is too much for it."""
    known = dict(truth()) if FILE.exists() else {}
    names = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=provide.browser("chromium"), headless=True)
            for case in build():
                names.append(case.name)
                if case.name not in known or any(word in case.name for word in words):
                    try:
                        known[case.name] = shown(browser, case)
                    except Error as error:
                        print(f"{case.name}: too much for the browser ({error.message})", flush=True)
                    else:
                        print(f"{case.name}: {known[case.name]}", flush=True)
            browser.close()
    finally:
        stored = {name: known[name] for name in names if name in known}
        FILE.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
