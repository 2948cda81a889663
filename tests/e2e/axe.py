"""axe-core, which finds what keeps people from using a page: fetched once with npm, never part of the program."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

VERSION = "4.14.1"
FOLDER = Path(__file__).parents[2] / ".axe"
SCRIPT = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
BAD = ("serious", "critical")


def axe_script() -> str:
    """Its script; the test is skipped where npm can't fetch it."""
    if not SCRIPT.exists():
        FOLDER.mkdir(exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
        try:
            subprocess.run([*command, f"--prefix={FOLDER}", f"axe-core@{VERSION}"], check=True, timeout=120)
        except (OSError, subprocess.SubprocessError):
            pytest.skip("axe not run: npm can't fetch axe-core")
    return SCRIPT.read_text(encoding="utf-8")


def faults(page: Page, script: str, *rules: str) -> list[str]:
    """What is serious or critical on a page; of some rules alone where they are named, which takes a fraction."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script)
    options: dict[str, object] = {"resultTypes": ["violations"], "iframes": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{item['id']}: {item['help']}: {[node['html'][:120] for node in item['nodes']][:3]}"
        for item in found["violations"]
        if item["impact"] in BAD
    ]
