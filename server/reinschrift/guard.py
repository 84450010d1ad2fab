"""Who may ask: the Host, Origin, Sec-Fetch-Site and token of a request, so that no web page can use the server."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator

from werkzeug.datastructures import Headers

from .errors import Forbidden, Unauthorized
from .settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERY_ADDRESS = ("0.0.0.0", "::")  # to listen on; not a name that anybody can ask for
EXTENSION = re.compile(
    r"(?:chrome-extension://(?P<chromium>[a-p]{32})"
    r"|moz-extension://(?P<firefox>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))"
)
OWN_EXTENSION = "pdhpdcphnobcnkgimimgpfblidgcjigm"  # what Chromium calls the extension, by the key in its manifest
OWN_SITES = ("same-origin", "none")  # what a browser calls its own page's requests, and those that a person began


class Guard:
    """Decides on a request by its headers alone."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = frozenset(_hosts(settings))
        self._own = frozenset(f"http://{host}" for host in self._hosts)
        self._listed = frozenset(origin.lower().rstrip("/") for origin in settings.allowed_origins)
        self._extensions = frozenset(name.lower() for name in settings.extension_ids)
        self._token = settings.token.encode() if settings.token else None

    def check_sender(self, headers: Headers, target: str = "/") -> None:
        """Raises Forbidden unless the request was meant for this server and no foreign web page sent it.

        Under DNS rebinding only the Host header tells; for a form post from a web page, Origin and Sec-Fetch-Site do. A
        header that came twice arrives as one with a comma, which is none of the values allowed here. `target` is what
        the request line asked for; where it names a host, that counts too.
        """
        host = headers.get("Host", "").lower()
        if host not in self._hosts or not self._is_own(target):
            raise Forbidden("The Host header is not a name of this server; --allowed-hosts adds one.")
        origin = headers.get("Origin")
        if origin is not None:
            if self._trusts(origin):
                return  # an extension's request may well be called cross-site
            if origin.lower() not in self._own:
                raise Forbidden("The Origin header names a web page that may not ask; --allowed-origins adds one.")
        if headers.get("Sec-Fetch-Site", "none").lower() not in OWN_SITES:
            raise Forbidden("The browser says that another web site led here; type the address into a new tab instead.")

    def check_token(self, headers: Headers) -> None:
        """Raises Unauthorized unless the request carries the token, or the server has none."""
        if not self.has_token(headers):
            raise Unauthorized

    def has_token(self, headers: Headers) -> bool:
        """Whether the request carries the token, or the server has none."""
        if self._token is None:
            return True
        scheme, _, given = headers.get("Authorization", "").partition(" ")
        # Bytes, for compare_digest raises on text beyond ASCII; latin-1 is how WSGI hands header bytes over.
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode("latin-1"), self._token)

    def _is_own(self, target: str) -> bool:
        """Whether a request's target is a path, or an address of this server."""
        scheme, apart, rest = target.partition("://")
        if not apart or "/" in scheme or "?" in scheme:
            return True
        return scheme.lower() == "http" and re.split("[/?]", rest, maxsplit=1)[0].lower() in self._hosts

    def _trusts(self, origin: str) -> bool:
        """Whether an origin is an extension that may ask, or was listed. Firefox makes up an id for each reader."""
        extension = EXTENSION.fullmatch(origin)
        if extension is None:
            return origin.lower() in self._listed
        if self._extensions:
            return extension[extension.lastgroup or 0] in self._extensions
        return extension["chromium"] in (OWN_EXTENSION, None)


def _hosts(settings: Settings) -> Iterator[str]:
    """Every Host header that means this server, in lower case. A browser leaves the port out where it is 80."""
    names = [*LOOPBACK, *(host.lower() for host in settings.allowed_hosts)]
    if settings.host not in EVERY_ADDRESS:
        names.append(f"[{settings.host}]" if ":" in settings.host else settings.host.lower())
    for name in names:
        yield f"{name}:{settings.port}"
        if settings.port == 80 or name not in LOOPBACK:
            yield name
