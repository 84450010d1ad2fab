"""The command line: `reinschrift serve`, `clean` and `token`. Each command loads its own modules."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence

from . import __version__

SERVER_FLAGS: Sequence[tuple[str, str, str]] = (
    ("--host", "ADDRESS", "address to listen on (default 127.0.0.1); any other than loopback needs a token"),
    ("--port", "NUMBER", "port to listen on (default 8417; 0 takes any free one)"),
    ("--token", "TEXT", "only answer requests with 'Authorization: Bearer TEXT'"),
    ("--require-token", "YES", "the same with the token that 'reinschrift token' stored (default no)"),
    ("--workers", "NUMBER", "processes that clean pages (default 2, or 1 on a single processor)"),
    ("--queue-limit", "NUMBER", "requests that may wait for a worker (default 16)"),
    ("--time-limit", "SECONDS", "how long a page may take (default 5)"),
    ("--memory-limit", "BYTES", "how much memory a worker may take (default 1073741824; held to on Linux)"),
    ("--body-limit", "BYTES", "largest request body, also after unpacking (default 20000000)"),
    ("--allowed-hosts", "NAMES", "further names of this server, with commas between"),
    ("--allowed-origins", "ORIGINS", "web origins that may ask, with commas between"),
    ("--extension-ids", "IDS", "answer only these browser extensions (default: Reinschrift's own)"),
)


SELDOM = 200_000  # objects made until garbage is collected: most are words and weights, which stay


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 all fine, 1 something failed, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows has a code page of its own for pipes
    parsed = _parser().parse_args(arguments)
    try:
        status = COMMANDS[parsed.command](parsed)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output, say `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the exit does not flush into it
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reinschrift",
        description="The fair copy of a news page: the article without consent banners, "
        "newsletter boxes and teasers, with a reason for each removal.",
    )
    parser.add_argument("--version", action="version", version=f"reinschrift {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser(
        "serve",
        help="answer the browser extension on this machine",
        epilog="Settings can also stand in the environment (REINSCHRIFT_PORT=9000) or in a TOML file (port = 9000).",
    )
    for flag, unit, meaning in SERVER_FLAGS:
        serve.add_argument(flag, metavar=unit, help=meaning)
    serve.add_argument("--config", metavar="FILE", help="TOML file with settings (or REINSCHRIFT_CONFIG)")
    _add_clean(
        commands.add_parser(
            "clean",
            help="clean files, without a server",
            epilog="Exit status: 0 all cleaned, 1 some could not be, 2 wrong usage.",
        )
    )
    token = commands.add_parser("token", help="print this computer's token, and make one if there is none")
    token.add_argument("--new", action="store_true", help="make another one; the old one is no good any more")
    return parser


def _add_clean(clean: argparse.ArgumentParser) -> None:
    clean.add_argument("files", nargs="*", metavar="FILE", default=["-"], help="HTML or .txt files; - is the input")
    clean.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        default="text",
        help="what to write (default text); json of several files is one line for each, with its name",
    )
    clean.add_argument("--input", choices=("html", "text"), help="what the files are (default: text if named .txt)")
    clean.add_argument("--url", help="the page's address, to resolve its links")
    clean.add_argument("--keep", metavar="KINDS", help="kinds not to remove, with commas between: teaser,caption")
    clean.add_argument(
        "--removed",
        choices=("article", "all", "none"),
        default="article",
        help="which removals json and --explain list (default article: those in and beside it)",
    )
    clean.add_argument("--language", choices=("en", "de"), default="en", help="language of the reasons (default en)")
    clean.add_argument(
        "--explain",
        action="store_true",
        help="after the article and a line '--- removed ---', write what was removed and why",
    )


def _serve(parsed: argparse.Namespace) -> int:
    import logging
    from pathlib import Path

    from .settings import PARSERS, BadSetting, load

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    flags = {name: getattr(parsed, name) for name in PARSERS}
    try:
        settings = load(flags, os.environ, Path(parsed.config) if parsed.config else None)
    except BadSetting as error:
        return _complain(str(error), 2)

    from .serve import ServeError, serve

    try:
        serve(settings)
    except ServeError as error:
        return _complain(str(error), 1)
    return 0


def _clean(parsed: argparse.Namespace) -> int:
    if parsed.url and len(parsed.files) > 1:
        return _complain("--url is the address of one page, so it goes with one FILE only.", 2)
    if parsed.explain and parsed.format == "json":
        return _complain("--format json holds every explanation already; leave out --explain.", 2)

    from .errors import BadOption
    from .files import clean_files

    gc.set_threshold(SELDOM)
    try:
        return clean_files(parsed)
    except BadOption as error:
        return _complain(error.detail, 2)


def _token(parsed: argparse.Namespace) -> int:
    from .secret import SecretError, make, stored

    try:
        print((None if parsed.new else stored(os.environ)) or make(os.environ))
    except SecretError as error:
        return _complain(str(error), 1)
    return 0


def _complain(sentence: str, status: int) -> int:
    print(f"reinschrift: {sentence}", file=sys.stderr)
    return status


COMMANDS = {"serve": _serve, "clean": _clean, "token": _token}


if __name__ == "__main__":
    sys.exit(main())
