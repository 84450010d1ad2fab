"""One tool in a process of its own: a page comes in on standard input, its text and its time go out, and so on.

    python worker.py TOOL [FOLDS]

A request is a line of JSON and as many bytes as it says; an answer is a line of JSON. `node/worker.mjs` does the same.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO

from adapter import Adapter, Page

from reinschrift.encoding import utf_8

WARM_UP = Page(
    "https://bote.example/a",
    "bote",
    b"",
    "<html lang=en><title>Warming up</title><body><article><h1>Warming up</h1>"
    + "<p>Before the first page comes, a small one is read, so that all is loaded and that page does not wait.</p>" * 9
    + "</article></body></html>",
)


def main() -> None:
    """Loads the tool, says its version or why it cannot be used, and answers until the input ends."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a tool prints must not come between the answers
        from peers import peers

        peer = peers(Path(sys.argv[2]) if len(sys.argv) > 2 else None)[sys.argv[1]]
        assert peer.load is not None, "a tool for Node"
        try:
            adapter = peer.load()
            version = peer.version()
        except Exception as error:  # whatever keeps a tool from loading, it is missing here
            say(out, {"missing": f"{type(error).__name__}: {error}"})
            return
        answered(adapter, WARM_UP._replace(raw=WARM_UP.text.encode()))
        gc.collect()
        gc.freeze()
        say(out, {"version": version})
        serve(adapter, sys.stdin.buffer, out)


def serve(adapter: Adapter, pages: BinaryIO, out: BinaryIO) -> None:
    """Answers page after page. Garbage is collected in between, so that no page pays for the one before it."""
    for line in pages:
        asked = json.loads(line)
        raw = pages.read(asked["size"])
        page = Page(asked["url"], asked["publisher"], raw, utf_8(raw, None).decode())
        gc.collect()
        say(out, answered(adapter, page))


def answered(adapter: Adapter, page: Page) -> Mapping[str, Any]:
    """The text and the seconds, or the error and the seconds until it."""
    start = perf_counter()
    try:
        text = adapter(page)
    except Exception as error:  # whatever breaks a tool is told as its result
        return {"error": f"{type(error).__name__}: {error}"[:200], "seconds": perf_counter() - start}
    return {"text": text, "seconds": perf_counter() - start}


def say(out: BinaryIO, answer: Mapping[str, Any]) -> None:
    """Writes one line of JSON."""
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
