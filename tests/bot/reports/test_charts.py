"""Charts: the same description as PNG for chat, SVG for pages and a table of text; missing never looks like 0."""

import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bot.pipeline import drawing
from bot.pipeline.drawing import drawn
from bot.reports.charts import draw_png, draw_svg
from handlers.conversation import Conversation
from handlers.figures.charts import Bars, Chart, HeatMap, Said, Stacks, alt_of, table_of
from handlers.reply import plain_text, say
from handlers.turn import Turn

SAID = Said(
    "Tuần 16/11–22/11: 1 xóm chưa có lượt nào",
    "Số lượt hỗ trợ mỗi tuần, xã Minh Hợp",
    "Số liệu do Tổ ghi",
    ("0: không",),
)
HEAT = HeatMap(SAID, ("Xóm 1", "Bản Nà"), ("9/11", "16/11"), ((3, 0), (None, 2)))
STACKS = Stacks(SAID, ("9/11", "16/11"), ("VNeID", "Việc khác"), ((3, None), (1, None)))
BARS = Bars(SAID, ("Khai sinh", "Thẻ căn cước"), (4, None), (True, False))
ALL = [HEAT, STACKS, BARS, replace(HEAT, rows=(), cells=()), Stacks(SAID, ("9/11",), (), ()), Bars(SAID, (), ())]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: type(chart).__name__)
def test_a_phone_s_width(chart: Chart) -> None:
    """PNG at three times 360 pixels; the SVG is XML without scripts and links to elsewhere."""
    png = draw_png(chart)
    assert png.startswith(b"\x89PNG") and struct.unpack(">I", png[16:20]) == (1080,)
    root = ElementTree.fromstring(draw_svg(chart).encode())  # noqa: S314 - our own
    assert not [node for node in root.iter() if node.tag.endswith(("script", "image"))]
    assert len(png) < 500_000


def test_the_same_chart_is_the_same_picture() -> None:
    """So that an address that was given out for it holds for both."""
    assert draw_svg(HEAT) == draw_svg(HEAT) and draw_png(HEAT) == draw_png(HEAT)


def test_nothing_known_is_drawn_unlike_no_visit() -> None:
    """Another picture, and other words in the table."""
    zero = replace(HEAT, cells=((3, 0), (0, 2)))
    assert draw_png(zero) != draw_png(HEAT)
    assert "Bản Nà: chưa có số liệu · 2" in table_of(HEAT) and "Bản Nà: 0 · 2" in table_of(zero)
    assert "VNeID: 3 · chưa có số liệu" in table_of(STACKS)
    assert "Khai sinh: ít nhất 4" in table_of(BARS) and "Thẻ căn cước: chưa có số liệu" in table_of(BARS)
    assert alt_of(HEAT) == "Tuần 16/11–22/11: 1 xóm chưa có lượt nào. Số lượt hỗ trợ mỗi tuần, xã Minh Hợp."


async def test_a_reply_gets_its_picture_before_it_is_written() -> None:
    """The other replies stay as they are."""
    turn = Turn(Conversation(), (say("một"), replace(say("hai"), chart=HEAT)))
    first, second = (await drawn(turn)).replies
    assert first == say("một") and second.chart is None
    assert second.picture and second.picture.table == table_of(HEAT) and second.picture.png == draw_png(HEAT)


async def test_what_cannot_be_drawn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that fails keeps no number back."""

    def broken(chart: Chart) -> bytes:
        raise MemoryError

    monkeypatch.setattr(drawing, "_draw", broken)
    (reply,) = (await drawn(Turn(Conversation(), (replace(say("hai"), chart=HEAT),)))).replies
    assert reply.picture is None and reply.chart is None and "Bản Nà: chưa có số liệu · 2" in plain_text(reply)
