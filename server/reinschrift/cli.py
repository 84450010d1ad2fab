"""The command line: every command of `reinschrift`. Each loads its own modules."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence

from . import __version__, commands
from .batch import command as batch
from .commands import complain

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
    ("--metrics", "YES", "count for Prometheus, at /metrics (default no)"),
)
SETTLED = {  # the commands that take the server's settings
    "serve": "answer the browser extension on this machine",
    "config": "show each setting and where it came from",
    "doctor": "say what is not as it should be, and what helps",
}
PLACES = "Settings can also stand in the environment (REINSCHRIFT_PORT=9000) or in a TOML file (port = 9000)."
SELDOM = 200_000  # objects made until garbage is collected: most are words and weights, which stay


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 all fine, 1 something failed, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):  # both are None where there is no console
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows has a code page of its own for pipes
    parsed = _parser().parse_args(arguments)
    try:
        status = COMMANDS[parsed.command](parsed)
        if sys.stdout:
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
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, meaning in SETTLED.items():
        _add_settings(subparsers.add_parser(name, help=meaning, epilog=PLACES))
    subparsers.choices["config"].add_argument("--json", action="store_true", help="for programs")
    _add_clean(
        subparsers.add_parser(
            "clean",
            help="clean files, without a server",
            epilog="Exit status: 0 all cleaned, 1 some could not be, 2 wrong usage.",
        )
    )
    batch.add_to(subparsers)
    service = subparsers.add_parser("service", help="start the server at every login")
    service.add_argument("action", choices=("install", "status", "uninstall"))
    service.add_argument("--dry-run", action="store_true", help="only show what would be written and run")
    service.add_argument("--config", metavar="FILE", help="TOML file with the service's settings")
    token = subparsers.add_parser("token", help="print this computer's token, and make one if there is none")
    token.add_argument("--new", action="store_true", help="make another one; the old one is no good any more")
    return parser


def _add_settings(command: argparse.ArgumentParser) -> None:
    for flag, unit, meaning in SERVER_FLAGS:
        command.add_argument(flag, metavar=unit, help=meaning)
    command.add_argument("--config", metavar="FILE", help="TOML file with settings (or REINSCHRIFT_CONFIG)")


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


def _clean(parsed: argparse.Namespace) -> int:
    if parsed.url and len(parsed.files) > 1:
        return complain("--url is the address of one page, so it goes with one FILE only.", 2)
    if parsed.explain and parsed.format == "json":
        return complain("--format json holds every explanation already; leave out --explain.", 2)

    from .errors import BadOption
    from .files import clean_files

    gc.set_threshold(SELDOM)
    try:
        return clean_files(parsed)
    except BadOption as error:
        return complain(error.detail, 2)


COMMANDS = {
    "serve": commands.serve,
    "config": commands.config,
    "doctor": commands.doctor,
    "clean": _clean,
    "batch": batch.run,
    "service": commands.service,
    "token": commands.token,
}


if __name__ == "__main__":
    sys.exit(main())
