"""The page for people at `/`: its template in the languages of `texts/`, and its files under `/home/`.

All of it belongs to the HTTP edge. What the page shows of an article it asks of POST /v1/clean, as everybody does.
"""

from __future__ import annotations

import json
import mimetypes
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from flask import Flask, Response, render_template, request
from markupsafe import Markup, escape

from .. import __version__
from ..guard import LOOPBACK
from ..model import Kind

FOLDER = "home/static"  # relative to the package, as Flask wants it; it adds ETags and answers 304 by itself
TEMPLATES = "home"
PATH = "/home"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
DEFAULT = "en"
SOURCE = Path(__file__).resolve().parents[3]  # there where the server runs from the source code
# Its own files and its own server, nothing else. Links lead out in tabs of their own, which are not in the sandbox.
POLICY = (
    "sandbox allow-forms allow-same-origin allow-scripts allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@cache
def texts() -> Mapping[str, Mapping[str, Any]]:
    """What the page says, by language: the files of `texts/`, the default first."""
    found = {path.name.removesuffix(".toml"): path for path in (files(__package__) / "texts").iterdir()}
    order = sorted(found, key=lambda name: (name != DEFAULT, name))
    return {name: tomllib.loads(found[name].read_text(encoding="utf-8")) for name in order}


def install(app: Flask) -> None:
    """Adds the route of the page. The application's static files must be those of FOLDER."""
    app.add_template_filter(with_code, "code")
    for ending, media_type in TYPES.items():
        mimetypes.add_type(media_type, ending)  # on Windows the registry may say otherwise, and no script would run

    @app.get("/")
    def people() -> Response:
        page = _page(_language(), extension() if request.host.rpartition(":")[0] in LOOPBACK else None)
        response = Response(page, mimetype="text/html", headers={"Content-Security-Policy": POLICY})
        response.vary.add("Accept-Language")
        return response


@cache
def _page(language: str, folder: str | None) -> str:
    """The page; `folder` is where its reader finds the extension, if that is known."""
    known = {"version": __version__, "kinds": [*Kind], "folder": folder}
    return render_template("index.html", t=texts()[language], lang=language, all=texts(), **known)


@cache
def extension() -> str | None:
    """The extension's folder; None where only the package is there."""
    folders = [root / "extension" for root in (SOURCE, _installed_from()) if root]
    return next((str(folder) for folder in folders if (folder / "manifest.json").is_file()), None)


def _installed_from() -> Path | None:
    """The folder that this package was installed from, as pip notes it down (PEP 610)."""
    try:
        noted = distribution("reinschrift").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    address = urlsplit(json.loads(noted)["url"] if noted else "")
    return Path(url2pathname(address.path)) if address.scheme == "file" else None


def _language() -> str:
    """The one that `?lang=` asks for, else the best of the header Accept-Language."""
    asked = request.args.get("lang", "")
    return asked if asked in texts() else request.accept_languages.best_match(texts(), DEFAULT)


def with_code(text: str) -> Markup:
    """A text whose `parts between backticks` are code, as HTML."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))
