"""A message is handled exactly once, in its place, whatever happens around it."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.pipeline.service import Pipeline, StoppingError
from bot.storage.contract import Key, State, StoredReply
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.reply import Paragraph, Reply, say
from handlers.turn import Handler, Turn
from tests.bot.assistant import assistant
from tests.bot.talk import NOW, clock, typed


@asynccontextmanager
async def pipeline_over(storage: SqliteStorage, handler: Handler = assistant) -> AsyncIterator[Pipeline]:
    """A started pipeline."""
    pipeline = Pipeline(storage, handler, clock)
    await pipeline.start()
    try:
        yield pipeline
    finally:
        await pipeline.stop()


def first_lines(replies: Sequence[StoredReply]) -> list[str]:
    """The first paragraph of each reply."""
    return [reply.reply.blocks[0].text for reply in replies if isinstance(reply.reply.blocks[0], Paragraph)]


async def everything(pipeline: Pipeline, conversation: str = "c1") -> list[str]:
    """All replies of a conversation."""
    return first_lines(await pipeline.replies_after(Key(Channel.WEB, conversation), 0))


class Gate:
    """A handler that waits, for the messages that say so, until it is let go on."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.inside = threading.Event()
        self.open = threading.Event()

    def __call__(self, message: Message, conversation: Conversation, today: date) -> Turn:
        if message.content == Text(self.word):
            self.inside.set()
            assert self.open.wait(10)
        return assistant(message, conversation, today)


async def test_a_hundred_deliveries_are_one_message(storage: SqliteStorage) -> None:
    """Redeliveries, at once and later, get the same replies and change nothing."""
    async with pipeline_over(storage) as pipeline:
        message = typed("chào", event="e1")
        at_once = await asyncio.gather(*(pipeline.turn(message) for _ in range(50)))
        later = [await pipeline.turn(message) for _ in range(50)]

        assert {tuple(replies) for replies in (*at_once, *later)} == {tuple(at_once[0])}
        assert await everything(pipeline) == ["1: chào"]
        assert first_lines(await pipeline.turn(typed("nữa"))) == ["2: nữa"]


async def test_accepted_before_a_crash_handled_after_it(tmp_path: Path) -> None:
    """The process ends between accept and commit; the next one picks the message up, once."""
    before = open_sqlite(tmp_path)
    for text in ("một", "ba"):
        await before.accept(typed(text, event=text))
    await before.close()

    for _ in range(2):
        storage = open_sqlite(tmp_path)
        async with pipeline_over(storage) as pipeline:
            assert first_lines(await pipeline.turn(typed("ba", event="ba"))) == ["2: ba"]
            assert await everything(pipeline) == ["1: một", "2: ba"]
        await storage.close()


async def test_a_crash_in_the_handler_leaves_the_message_for_the_next_run(tmp_path: Path) -> None:
    """Nothing of a turn that was not committed is seen; the whole of it is after the restart."""
    gate = Gate("chào")
    storage = open_sqlite(tmp_path)
    pipeline = Pipeline(storage, gate, clock)
    await pipeline.start()
    await pipeline.accept(typed("chào", event="e1"))
    await asyncio.to_thread(gate.inside.wait, 10)
    # Not waiting for the handler stands for the process being killed while it runs.
    await pipeline.stop(seconds=0)
    await storage.close()
    gate.open.set()

    storage = open_sqlite(tmp_path)
    async with pipeline_over(storage) as pipeline:
        assert first_lines(await pipeline.turn(typed("chào", event="e1"))) == ["1: chào"]
        assert await everything(pipeline) == ["1: chào"]
    await storage.close()


async def test_in_order_within_a_conversation(storage: SqliteStorage) -> None:
    """Events that come at once are handled one after the other, in the order they were accepted."""
    async with pipeline_over(storage) as pipeline:
        outcomes = await asyncio.gather(*(pipeline.turn(typed(f"câu {n}")) for n in range(30)))

        assert [first_lines(replies) for replies in outcomes] == [[f"{n + 1}: câu {n}"] for n in range(30)]
        assert await everything(pipeline) == [f"{n + 1}: câu {n}" for n in range(30)]


async def test_conversations_do_not_wait_for_each_other(storage: SqliteStorage) -> None:
    """While one conversation's handler hangs, others are answered; its own next message waits."""
    gate = Gate("chậm")
    async with pipeline_over(storage, gate) as pipeline:
        slow = asyncio.create_task(pipeline.turn(typed("chậm", conversation="a")))
        next_one = asyncio.create_task(pipeline.turn(typed("sau", conversation="a")))
        await asyncio.to_thread(gate.inside.wait, 10)

        for name in ("b", "c"):
            assert first_lines(await pipeline.turn(typed("chào", conversation=name))) == ["1: chào"]
        assert not slow.done() and not next_one.done()

        gate.open.set()
        assert (first_lines(await slow), first_lines(await next_one)) == (["1: chậm"], ["2: sau"])


async def test_parked_after_three_tries(storage: SqliteStorage, caplog: pytest.LogCaptureFixture) -> None:
    """The person gets one apology with a way on, the conversation goes on, and the log quotes nobody."""
    caplog.set_level(logging.INFO, "bot")
    async with pipeline_over(storage) as pipeline:
        [apology] = await pipeline.turn(typed("lỗi", event="bad"))
        after = await pipeline.turn(typed("tiếp"))
        again = await pipeline.turn(typed("lỗi", event="bad"))

        assert "Xin lỗi" in first_lines([apology])[0] and len(apology.reply.buttons) == 2
        assert first_lines(after) == ["1: tiếp"] and list(again) == [apology]
        assert (await pipeline.counts()).parked == 1
    failures = [record for record in caplog.records if record.msg == "turn.failed"]
    assert [record.__dict__["parked"] for record in failures] == [False, False, True]
    assert failures[0].__dict__["error"] == "RuntimeError" and "assistant.py" in failures[0].__dict__["place"]
    assert "belongs to nobody" not in caplog.text


async def test_a_failure_that_passes_leaves_no_trace(storage: SqliteStorage) -> None:
    """The second try answers as if nothing had been."""
    raised = threading.Event()

    def moody(message: Message, conversation: Conversation, today: date) -> Turn:
        if not raised.is_set():
            raised.set()
            raise OSError
        return assistant(message, conversation, today)

    async with pipeline_over(storage, moody) as pipeline:
        assert first_lines(await pipeline.turn(typed("chào"))) == ["1: chào"]


@pytest.mark.parametrize(
    "turn",
    [
        Turn(Conversation(), (Reply((Paragraph("\ud800"),)),)),
        Turn(Conversation(), (Reply((None,)),)),  # type: ignore[arg-type]
        None,
    ],
)
async def test_what_cannot_be_stored_counts_as_the_handlers_failure(storage: SqliteStorage, turn: Turn) -> None:
    """It neither blocks the conversation nor passes as a fault of the store."""
    async with pipeline_over(storage, lambda *_: turn) as pipeline:
        assert "Xin lỗi" in first_lines(await pipeline.turn(typed("chào")))[0]


async def test_a_late_turn_comes_to_listeners(storage: SqliteStorage) -> None:
    """Who doesn't wait any longer gets nothing yet; the reply is there when it is done."""
    gate = Gate("chậm")
    async with pipeline_over(storage, gate) as pipeline:
        key = Key(Channel.WEB, "c1")
        with pipeline.listen(key) as listener:
            assert await pipeline.turn(typed("chậm"), seconds=0) == ()
            assert await everything(pipeline) == []
            gate.open.set()
            assert await listener.wait(10)
        assert await everything(pipeline) == ["1: chậm"]
        assert pipeline.listeners(key) == 0


async def test_too_old_when_first_seen(storage: SqliteStorage) -> None:
    """It is stored as ignored and not answered."""
    async with pipeline_over(storage) as pipeline:
        old = typed("cũ", at=NOW - timedelta(hours=73))

        assert list(await pipeline.turn(old)) == []
        assert (await pipeline.accept(old)).state is State.IGNORED


async def test_stopping_finishes_what_was_accepted(storage: SqliteStorage) -> None:
    """The graceful stop: nothing more is accepted, everything accepted is answered."""
    gate = Gate("chậm")
    pipeline = Pipeline(storage, gate, clock)
    await pipeline.start()
    turns = [asyncio.create_task(pipeline.turn(typed(text))) for text in ("chậm", "sau")]
    await asyncio.to_thread(gate.inside.wait, 10)

    stopping = asyncio.create_task(pipeline.stop())
    await asyncio.sleep(0)
    with pytest.raises(StoppingError):
        await pipeline.accept(typed("muộn"))
    gate.open.set()
    await stopping

    assert [first_lines(await turn) for turn in turns] == [["1: chậm"], ["2: sau"]]
    assert (await storage.counts()).waiting == 0


async def test_the_day_is_vietnams(storage: SqliteStorage) -> None:
    """After 17:00 UTC it is tomorrow."""

    def tell(message: Message, conversation: Conversation, today: date) -> Turn:
        return Turn(conversation, (say(today.isoformat()),))

    pipeline = Pipeline(storage, tell, lambda: NOW.replace(hour=17))
    await pipeline.start()
    assert first_lines(await pipeline.turn(typed("ngày?"))) == ["2026-11-22"]
    await pipeline.stop()
