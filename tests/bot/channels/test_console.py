"""The terminal chat, line by line."""

import asyncio
import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.channels.console import run_console
from tests.bot.assistant import assistant


async def talk(*lines: str) -> str:
    """What the terminal shows when these lines are typed."""
    shown: list[str] = []
    typed: Iterator[str] = iter(lines)

    async def read() -> str | None:
        return next(typed, None)

    await run_console(assistant, date(2026, 11, 21), read, shown.append)
    return "".join(shown)


async def test_a_conversation() -> None:
    """It begins with the menu; numbers choose; state is kept; the end of the input ends it."""
    shown = await talk("1", "hết bao nhiêu tiền", "9")

    assert "Chào bà con! Mời chọn việc cần hỏi:\n\n  1) Khai sinh\n  2) Lệ phí" in shown
    assert "Giấy tờ khai sinh" in shown
    assert "3: hết bao nhiêu tiền" in shown and "4: 9" in shown and "2026-11-21" in shown
    assert shown.endswith("Chào anh/chị!\n")


async def test_a_failing_handler_apologises() -> None:
    """The conversation goes on."""
    shown = await talk("lỗi", "nữa")

    assert "Xin lỗi" in shown and "2: nữa" in shown


async def test_masked_and_cut_as_everywhere() -> None:
    """What handlers get is the same as from the web."""
    shown = await talk("số 040095001234", "dài " * 1000)

    assert "040095001234" not in shown and "Đã che: citizen" in shown and "2.000 ký tự" in shown


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying it leaves no trace."""
    monkeypatch.chdir(tmp_path)
    asyncio.run(talk("chào"))

    assert list(tmp_path.iterdir()) == []


def test_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines of stdin, also with a broken letter or without an end; the output comes at once."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ch\xff\nxong")))

    asyncio.run(run_console(assistant, date(2026, 11, 21)))

    shown = capsys.readouterr().out
    assert "2: ch\ufffd" in shown and "3: xong" in shown and shown.endswith("Chào anh/chị!\n")
