"""Starting and stopping the whole program."""

import socket
from pathlib import Path

import aiohttp
import pytest

from bot.app import StartError, running
from bot.settings import Settings
from tests.bot.assistant import assembled
from tests.bot.talk import clock


async def test_only_one_serves_a_folder(tmp_path: Path) -> None:
    """The second is told so in a sentence; after the first has gone it may."""
    settings = Settings(data=tmp_path, port=0)
    async with running(settings, assembled, clock):
        with pytest.raises(StartError, match="đang dùng thư mục"):
            async with running(settings, assembled, clock):
                pass

    async with running(settings, assembled, clock):
        pass


async def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """The sentence names the port and another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(StartError, match=f"Cổng {port}"):
            async with running(Settings(data=tmp_path, port=port), assembled, clock):
                pass


async def test_a_host_that_is_not_ours(tmp_path: Path) -> None:
    """An address of another machine can't be opened."""
    with pytest.raises(StartError, match="TROLY_HOST"):
        async with running(Settings(data=tmp_path, host="192.0.2.1", port=0), assembled, clock):
            pass


async def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """A file where the data folder should be."""
    (tmp_path / "data").write_text("")

    with pytest.raises(StartError, match="TROLY_DATA"):
        async with running(Settings(data=tmp_path / "data", port=0), assembled, clock):
            pass


async def test_health(tmp_path: Path) -> None:
    """Alive and ready, with numbers."""
    async with (
        running(Settings(data=tmp_path, port=0), assembled, clock) as url,
        aiohttp.ClientSession(url) as session,
    ):
        async with session.get("/healthz") as response:
            assert (response.status, await response.json()) == (200, {"status": "ok"})
        async with session.get("/readyz") as response:
            assert response.status == 200
            assert await response.json() == {"status": "ready", "waiting": 0, "parked": 0, "undelivered": 0}
