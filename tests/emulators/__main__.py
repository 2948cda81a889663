"""Play a conversation through `troly serve` and crabline's Telegram and Zalo Bot servers, and say what was seen.

Needs npm once (the packages are kept in `.emulators/`); without them it says that nothing was run. Exits with 1 when a
step got no answer, or one without the words that it must hold (`tests/golden/script.py`).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from re import sub
from typing import Any

from tests.golden.script import TYPED

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".emulators"
ADMIN = "quan-tri-gia-lap"
TELEGRAM_TOKEN = "424242:gia-lap"
ZALO_TOKEN = "1459232241454765289:gia-lap"
ANSWER_SECONDS = 20.0
START_SECONDS = 60.0
FETCH_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Platform:
    """One of crabline's servers: its name there, the call that sends text, and how a user's message is injected."""

    name: str
    token: str
    settings: tuple[str, str]

    def inbound(self, text: str) -> dict[str, object]:
        """The body that makes a user say `text`."""
        if self.name == "telegram":
            return {"chatId": 555001, "fromId": 555001, "text": text}
        return {
            "chatId": "nguoi-dan-1",
            "chatType": "PRIVATE",
            "senderId": "nguoi-dan-1",
            "senderName": "N",
            "text": text,
        }


PLATFORMS = (
    Platform("telegram", TELEGRAM_TOKEN, ("TROLY_TELEGRAM_TOKEN", "TROLY_TELEGRAM_API")),
    Platform("zalo", ZALO_TOKEN, ("TROLY_ZALO_BOT_TOKEN", "TROLY_ZALO_BOT_API")),
)


class Server:
    """A running emulator."""

    def __init__(self, platform: Platform, folder: Path) -> None:
        self.platform = platform
        ready = folder / f"{platform.name}.json"
        environment = {**os.environ, "CRABLINE_BOT_TOKEN": platform.token, "CRABLINE_ADMIN_TOKEN": ADMIN}
        command = [_node(), _crabline(), "--json", "serve", platform.name, "--ready-file", str(ready)]
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        _wait(ready.exists, f"{platform.name}: the emulator did not start")
        data = json.loads(ready.read_text())
        self.address: str = data["baseUrl"]
        self._inbound: str = data["endpoints"]["adminInboundUrl"]
        self._record = Path(data["recorderPath"])

    def say(self, text: str) -> None:
        """A user says something."""
        body = json.dumps(self.platform.inbound(text)).encode()
        headers = {"Content-Type": "application/json", "X-Crabline-Admin-Token": ADMIN}
        with urllib.request.urlopen(urllib.request.Request(self._inbound, body, headers), timeout=10) as answer:
            answer.read()

    def sent(self) -> list[str]:
        """The texts that were sent so far, markup taken away."""
        lines = self._record.read_text().splitlines() if self._record.exists() else []
        return [_plain(call["body"]["text"]) for call in map(json.loads, lines) if _is_send(call)]


def main() -> None:
    """Fetch, start, play, compare."""
    if not _fetched():
        # What others serve may be away; that says nothing about this program.
        print("NOT RUN: the emulator could not be fetched (it needs npm and the npm registry once).")
        return
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        servers = [Server(platform, folder) for platform in PLATFORMS]
        settings = {"TROLY_DATA": str(folder / "data"), "TROLY_PORT": "18765", "TROLY_LOG": "error"}
        for server in servers:
            token, api = server.platform.settings
            settings |= {token: server.platform.token, api: server.address}
        serving = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL
        )
        try:
            for server in servers:
                failures += _play(server)
        finally:
            for process in (serving, *(server.process for server in servers)):
                process.terminate()
                process.wait(20)
    sys.exit(1 if failures else 0)


def _play(server: Server) -> int:
    """The conversation on one platform; how many steps went wrong."""
    failures = 0
    for step in TYPED:
        before = len(server.sent())
        server.say(step.text)
        try:
            _wait(lambda: any(step.answered_by(text) for text in server.sent()[before:]), "")  # noqa: B023
            outcome = "ok"
        except TimeoutError:
            outcome, failures = f"WRONG, got {server.sent()[before:]}", failures + 1
        print(f"{server.platform.name:<10} {step.text[:60]:<62} {outcome}", flush=True)
        # What follows must not be taken for an answer to the next step.
        count = -1
        while count != len(server.sent()):
            count = len(server.sent())
            time.sleep(1.5)
    return failures


def _fetched() -> bool:
    wanted = (Path(__file__).parent / "package.json").read_text()
    package = KEPT / "package.json"
    if package.exists() and package.read_text() == wanted and Path(_node()).exists():
        return True
    if shutil.which("npm") is None:
        return False
    KEPT.mkdir(exist_ok=True)
    package.write_text(wanted)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    try:
        done = subprocess.run(command, cwd=KEPT, check=False, timeout=FETCH_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and Path(_node()).exists()


def _node() -> str:
    return str(KEPT / "node_modules" / "node" / "bin" / "node")


def _crabline() -> str:
    return str(KEPT / "node_modules" / ".bin" / "crabline")


def _is_send(call: dict[str, Any]) -> bool:
    return call.get("type") == "api" and call["path"].lower().endswith(("/sendmessage", "/editmessagetext"))


def _plain(text: str) -> str:
    return unescape(sub(r"<[^>]+>", "", text))


def _wait(done: Any, trouble: str) -> None:
    end = time.monotonic() + (START_SECONDS if trouble else ANSWER_SECONDS)
    while not done():
        if time.monotonic() > end:
            if trouble:
                sys.exit(trouble)
            raise TimeoutError
        time.sleep(0.1)


if __name__ == "__main__":
    main()
