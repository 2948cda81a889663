"""Figures with their pictures as they reach people, each over the real protocol of their channel."""

import struct
import sys
from collections.abc import AsyncIterator

import pytest

from handlers.teams.model import Role
from knowledge.understand import Understander
from tests.fakes.zalo_bot import Fault
from tests.stories.phones import Phone
from tests.stories.world import World, living

QUESTION = "tuần này xóm nào chưa ai đến?"
ANSWER, REACHED = "1 xóm chưa có lượt nào: Xóm 1.", "1 trên 4 xóm có lượt; 2 xóm chưa có ai ghi"
# What Zalo answers to a picture that it doesn't take.
WRONG_PICTURE = -210


@pytest.fixture
async def world(
    tmp_path_factory: pytest.TempPathFactory, understander: Understander, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """The morning of 21 November 2026; pictures can be fetched from outside."""
    async with living(tmp_path_factory.mktemp("data"), understander, monkeypatch, public=True) as world:
        yield world


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


async def test_a_question_and_its_picture_on_every_channel(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn and sent; refused by the platform; not drawn at all; by itself on Monday; never in a group."""
    lan = await world.on_telegram("Lan").joins(Role.MEMBER, "Nguyễn Thị Lan", "Xóm 4")
    await lan.says("sáng nay xóm 4 giúp 12 người cài VNeID")
    await lan.presses("Lưu")
    await world.on_telegram("Nam").joins(Role.MEMBER, "Lê Văn Nam", "Xóm 1")
    hoa, tam, mai, cuc = office = [
        world.on_telegram("Hoa"), world.on_zalo("tam"), world.on_zalo_bot("mai"), world.on_web("Cúc")
    ]  # fmt: skip
    for admin in office:
        await admin.joins(Role.COMMUNE_ADMIN, "Trần Thị Hoa")

    pictures = [await asked(admin) for admin in office]
    width, height = size(pictures[0])
    assert width == 1080 and 400 < height < 1000
    assert all(picture == pictures[0] for picture in pictures), "the same minute, the same picture"

    await where_pictures_are_refused(world, hoa, tam, mai)
    await by_itself(world, hoa, tam)
    await in_a_group(world, hoa)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for admin in office:
        await admin.says("tháng này xóm nào chưa ai đến?")
        assert ANSWER in admin.heard and not admin.shown
        assert "Xóm 1: " in admin.heard and "Bản Nà: chưa có số liệu" in admin.heard, "the table in its place"
    assert cuc.heard


async def asked(admin: Phone) -> bytes:
    """The picture that comes with the text."""
    await admin.says(QUESTION)
    assert ANSWER in admin.heard and REACHED in admin.heard
    (picture,) = admin.shown
    return picture


async def where_pictures_are_refused(world: World, hoa: Phone, tam: Phone, mai: Phone) -> None:
    """The numbers arrive as text."""
    world.telegram.fail("sendPhoto", 400, "Bad Request: not enough rights to send photos to the chat")
    world.zalo.faults.codes = [WRONG_PICTURE]
    world.zalo_bot.fault("sendPhoto", Fault(400))
    for admin in (hoa, tam, mai):
        await admin.says(QUESTION)
        assert ANSWER in admin.heard and not admin.shown
        assert "Xóm 4: " in admin.heard and "Các tuần bắt đầu từ:" in admin.heard


async def by_itself(world: World, hoa: Phone, tam: Phone) -> None:
    """Monday's summary says everything and brings the picture, on Zalo within the free hours."""
    world.at(7, 30, days=2)
    await world.time_passes()
    for admin in (hoa, tam):
        assert "Xã Minh Hợp: tuần 16/11–22/11" in admin.heard and REACHED in admin.heard
        assert "Chưa có lượt nào: Xóm 1." in admin.heard
        (picture,) = admin.shown
        assert size(picture)[0] == 1080


async def in_a_group(world: World, hoa: Phone) -> None:
    """What is asked before everybody's eyes is a question like any other."""
    world.forget()
    turns, sent = world.assistant.turns, len(world.telegram.sent)
    await world.telegram.mention(f"@ {QUESTION}", chat=-hoa._chat)  # type: ignore[attr-defined]
    await world.settled(turns + 1)
    (said,) = world.telegram.sent[sent:]
    assert said.photo is None and "xóm chưa có" not in said.text and "Xóm 1" not in said.text
