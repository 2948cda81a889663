"""Whether a chromium is found for the browser tests; says so in one visible line before the suite."""

import os
import shutil
import sys

NOT_RUN = "browser tests not run: install chromium"


def find_chromium() -> str | None:
    """The path of a chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def required() -> bool:
    """Whether TROLY_TEST_REQUIRE asks for the browser tests."""
    return "browser" in os.environ.get("TROLY_TEST_REQUIRE", "").split(",")


if __name__ == "__main__" and not find_chromium():
    print(NOT_RUN, flush=True)
    sys.exit(1 if required() else 0)
