"""Whatever is thrown at `POST /api/chat`, the answer is JSON with one of the agreed statuses."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import running
from bot.settings import Settings
from tests.bot.assistant import assembled
from tests.bot.talk import clock

ALLOWED = {200, 400, 413, 415, 429}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
messages = st.fixed_dictionaries(
    {"event": st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20) | json_values},
    optional={
        "conversation": st.text("abcXYZ012_-", max_size=10) | json_values,
        "text": st.text() | json_values,
        "action": st.text(max_size=80) | json_values,
        "other": json_values,
    },
)
bodies = (
    messages.map(lambda message: json.dumps(message).encode())
    | messages.map(lambda message: json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.binary(max_size=200)
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The program in a thread of its own: hypothesis runs many examples over one server."""
    folder: Path = tmp_path_factory.mktemp("data")
    started: list[str] = []
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        async with running(Settings(data=folder, port=0), assembled, clock) as address:
            started.append(address)
            ready.set()
            await stop.wait()

    def work() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(run())

    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(20)
    yield started[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)


def send(url: str, body: bytes, kind: str) -> tuple[int, dict[str, object]]:
    """The status and the JSON of an answer."""
    request = Request(url + "/api/chat", body, {"Content-Type": kind}, method="POST")
    try:
        with urlopen(request, timeout=20) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


@settings(max_examples=150, deadline=None)
@given(body=bodies, kind=st.sampled_from(["application/json", "application/json; charset=utf-16", "text/plain"]))
def test_anything(url: str, body: bytes, kind: str) -> None:
    """Never a 500, never something that isn't JSON."""
    status, data = send(url, body, kind)

    assert status in ALLOWED
    if status == 200:
        assert data.keys() == {"conversation", "replies"} and data["replies"]
    else:
        assert data.keys() == {"error"}
