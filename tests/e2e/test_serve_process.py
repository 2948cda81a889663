"""The program as a process: it says where it answers, stops gracefully, and survives being killed."""

import json
from urllib.request import Request, urlopen

from tests.e2e.conftest import Server


def post(server: Server, event: str, text: str) -> dict[str, object]:
    """Send a message."""
    body = json.dumps({"conversation": "c", "event": event, "text": text}).encode()
    request = Request(server.url + "/api/chat", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as response:
        data: dict[str, object] = json.load(response)
        return data


def test_sigterm_is_a_graceful_stop(mortal: Server) -> None:
    """Exit code 0, and everything is there after the next start."""
    before = post(mortal, "1", "một")
    assert mortal.stop() == 0

    mortal.start()
    assert post(mortal, "1", "một") == before


def test_kill_loses_nothing_that_was_answered(mortal: Server) -> None:
    """What was answered was on the disk before."""
    answered = [post(mortal, str(n), f"câu {n}") for n in range(20)]
    mortal.kill()

    mortal.start()
    assert [post(mortal, str(n), f"câu {n}") for n in range(20)] == answered
