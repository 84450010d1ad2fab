"""Exits with 0 if the server in this container is ready to clean pages. It needs nothing but Python."""

from __future__ import annotations

import json
import os
import sys
import urllib.request

ADDRESS = f"http://127.0.0.1:{os.environ.get('REINSCHRIFT_PORT', '8417')}/v1/health"


def main() -> int:
    try:
        with urllib.request.urlopen(ADDRESS, timeout=4) as response:
            ready = json.load(response)["ready"]
    except (OSError, ValueError, KeyError) as error:
        print(f"health: {error}", file=sys.stderr)
        return 1
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
