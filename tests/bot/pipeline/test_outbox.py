"""Replies leave in order, marked before they go, and whatever a platform answers nothing is lost or hidden."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.contract import ChannelStoppedError, NotSentError, OutcomeUnknownError, Pace, RefusedError
from bot.pipeline import outbox
from bot.pipeline.outbox import BACK_OFF
from bot.storage.contract import Outgoing
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.message import Channel
from handlers.reply import say
from tests.bot.pipeline.post import CANNOT_RENDER, Hands, Office, Post, office_over

UNKNOWN = OutcomeUnknownError("timeout")
BUSY = NotSentError("server_error")


async def test_in_order_within_a_conversation(storage: SqliteStorage) -> None:
    """All replies of a turn, then those of the next."""
    async with office_over(storage) as office:
        for n in range(5):
            await office.reply(f"{n}a", f"{n}b")

        assert await office.post.until(10) == [f"{n}{part}" for n in range(5) for part in "ab"]
        assert await office.settled() == []


async def test_a_slow_conversation_holds_nobody_else(storage: SqliteStorage) -> None:
    """Its own next reply waits; twenty others are served."""
    async with office_over(storage) as office:
        done = asyncio.Event()
        office.post.answer("chậm", done)
        await office.reply("chậm", "sau")
        await office.post.until(1)
        for n in range(20):
            await office.reply(f"{n}", to=f"other{n}")
        await office.settled(waiting=2)
        assert sorted(to for to, _ in office.post.arrived) == sorted(["c1", *(f"other{n}" for n in range(20))])

        done.set()
        assert (await office.post.until(22))[-1] == "sau"


async def test_tries_come_further_and_further_apart(storage: SqliteStorage) -> None:
    """Not a moment before its time, and for as long as it takes."""
    async with office_over(storage) as office:
        office.post.answer("chào", *[BUSY] * 9)
        await office.reply("chào")
        for tries in range(1, 10):
            assert len(await office.post.until(tries)) == tries
            waiting = await office.put_off(tries)
            seconds = await office.next_try()
            assert seconds == BACK_OFF[min(tries, len(BACK_OFF)) - 1]
            assert waiting.reason == "server_error"
            office.later(seconds - 0.5)
            assert list(await storage.due(Channel.TELEGRAM, office.hands.now(), 10)) == []
            office.later(0.5)

        assert await office.settled() == []
        assert len(office.post.arrived) == 10
        assert (await storage.counts()).repeats == 0


async def test_retry_after_is_kept(storage: SqliteStorage) -> None:
    """For one conversation alone when the platform means it alone: others go on."""
    async with office_over(storage) as office:
        office.post.answer("một", NotSentError("too_many", after=37.0))
        await office.reply("một")
        await office.put_off()
        assert await office.next_try() == 37
        await office.reply("hai", to="c2")
        await office.settled(waiting=1)
        office.later(37)

        assert await office.post.until(3) == ["một", "hai", "một"]


async def test_retry_after_for_everybody(storage: SqliteStorage) -> None:
    """Nobody's message leaves before the pause is over."""
    async with office_over(storage) as office:
        office.post.answer("một", NotSentError("too_many", after=0.05, everywhere=True))
        await office.reply("một")
        await office.put_off()
        await office.reply("hai", to="c2")
        await asyncio.sleep(0.1)  # longer than the pause, but the courier's clock has not moved
        assert len(office.post.arrived) == 1
        office.later(0.06)

        assert sorted((await office.post.until(3))[1:]) == ["hai", "một"]


async def test_an_unknown_outcome_is_tried_once_more_and_marked(storage: SqliteStorage) -> None:
    """It may have arrived twice, and the figures say so."""
    async with office_over(storage) as office:
        office.post.answer("chào", UNKNOWN)
        await office.reply("chào")
        await office.put_off()
        office.later(BACK_OFF[0])

        assert await office.post.until(2) == ["chào", "chào"]
        assert await office.settled() == []
        assert (await storage.counts()).repeats == 1


async def test_unknown_twice_ends(storage: SqliteStorage) -> None:
    """Never a third time, also when the second try was first refused for a while; the next reply goes."""
    async with office_over(storage) as office:
        office.post.answer("chào", UNKNOWN, BUSY, UNKNOWN)
        await office.reply("chào", "sau")
        for tries in (1, 2):
            await office.put_off(tries)
            office.later(5)

        assert await office.post.until(4) == ["chào", "chào", "chào", "sau"]
        assert [reason for reason, _ in await office.settled()] == ["unknown_outcome"]
        counts = await storage.counts()
        assert (counts.ended, counts.repeats) == (1, 1)


async def test_refused_ends_with_its_reason(storage: SqliteStorage) -> None:
    """Blocked stays blocked; what comes later is tried on its own."""
    async with office_over(storage) as office:
        office.post.answer("chào", RefusedError("blocked"))
        await office.reply("chào")
        await office.reply("nữa")

        assert await office.post.until(2) == ["chào", "nữa"]
        assert await office.settled() == [("blocked", 0)]


async def test_given_up_after_a_day(storage: SqliteStorage) -> None:
    """A platform that was away for a day: the answer is of no use any more."""
    async with office_over(storage) as office:
        office.post.answer("chào", BUSY, BUSY)
        await office.reply("chào")
        await office.put_off()
        office.later(24 * 3600 + 1)

        assert [reason for reason, _ in await office.settled()] == ["gave_up"]


async def test_a_channel_that_is_stopped_waits_and_goes_on(storage: SqliteStorage) -> None:
    """A wrong token ends no message: it goes when the token is right again."""
    async with office_over(storage) as office:
        office.post.answer("chào", ChannelStoppedError("token"))
        await office.reply("chào")
        assert (await office.put_off()).reason == "token"
        assert await office.next_try() == 60
        office.later(60)

        assert await office.post.until(2) == ["chào", "chào"]
        assert await office.settled() == []
        assert (await storage.counts()).repeats == 0


async def test_a_crash_while_sending(tmp_path: Path) -> None:
    """The call that was on its way is made once more, marked; at the second crash it ends."""
    for crash, arrived in enumerate([["chào"], ["chào"], ["sau"]]):
        storage = open_sqlite(tmp_path)
        post = Post()
        async with office_over(storage, post) as office:
            if not crash:
                await office.reply("chào", "sau")
            post.answer("chào", asyncio.Event())
            assert await post.until(1) == arrived
            if crash == 2:
                assert await office.settled() == [("unknown_outcome", 0)]
                assert (await storage.counts()).repeats == 1
            # Not waiting stands for the process being killed while the platform is still to answer.
            await office.courier.stop(0)
        await storage.close()


async def test_a_reply_of_several_calls_goes_on_where_it_was(tmp_path: Path) -> None:
    """Parts that arrived aren't sent again, neither after a refusal nor after a crash."""
    storage = open_sqlite(tmp_path)
    async with office_over(storage) as office:
        office.post.answer("hai", BUSY)
        office.post.answer("ba", asyncio.Event())
        await office.reply(say("một", "hai", "ba", "bốn"))
        await office.put_off()
        office.later(BACK_OFF[0])
        assert await office.post.until(4) == ["một", "hai", "hai", "ba"]
        await office.courier.stop(0)
    await storage.close()

    storage = open_sqlite(tmp_path)
    async with office_over(storage) as office:
        assert await office.post.until(2) == ["ba", "bốn"]
        assert await office.settled() == []
        assert (await storage.counts()).repeats == 1
        assert await storage.sends_in(Channel.TELEGRAM, "2026-11") == 4
    await storage.close()


async def test_stopping_finishes_what_is_under_way(storage: SqliteStorage) -> None:
    """The call that has left gets its answer; no other call begins, not even of the same reply."""
    async with office_over(storage) as office:
        done = asyncio.Event()
        office.post.answer("một", done)
        await office.reply(say("một", "hai"), "ba")
        await office.post.until(1)
        stopping = asyncio.create_task(office.courier.stop(10))
        await asyncio.sleep(0)
        await office.reply("khác", to="c2")
        done.set()
        await stopping

        assert office.post.arrived == [("c1", "một")]
        [first, other] = await storage.due(Channel.TELEGRAM, office.hands.now(), 10)
        assert (first.call, first.repeated, other.call) == (1, False, 0)


async def test_stopping_does_not_wait_for_what_only_rests(storage: SqliteStorage) -> None:
    """A reply that keeps a group's pace, or a pause of the platform, is no reason to stop late."""
    async with office_over(storage, Post(Pace(1000, 0.0, 3600.0))) as office:
        await office.reply("một", "hai", group=True)
        await office.post.until(1)
        await office.settled(waiting=1)
        async with asyncio.timeout(2):
            await office.courier.stop(3600)

    assert [sent.repeated for sent in await storage.due(Channel.TELEGRAM, office.hands.now(), 10)] == [False]


async def test_what_cannot_be_rendered_ends(storage: SqliteStorage, caplog: pytest.LogCaptureFixture) -> None:
    """A defect of ours costs one reply, not the conversation; the log quotes nobody."""
    caplog.set_level(logging.INFO, "bot")
    async with office_over(storage) as office:
        office.post.answer("lỗi", ZeroDivisionError("what somebody typed"))
        await office.reply(CANNOT_RENDER, "lỗi", "sau")

        assert await office.post.until(2) == ["lỗi", "sau"]
        assert await office.settled() == [("defect", 0), ("defect", 0)]
    assert "somebody" not in caplog.text
    assert [record.__dict__["error"] for record in caplog.records if record.msg == "send.defect"] == [
        "LookupError",
        "ZeroDivisionError",
    ]


async def test_a_row_that_cannot_be_read_silences_nobody(storage: SqliteStorage) -> None:
    """What another version wrote ends as a defect; everybody else is served."""
    office = Office(storage, Post())
    await office.reply("hỏng", "sau")
    await office.reply("chào", to="c2")
    await storage._write(lambda db: db.execute("UPDATE outbox SET body = '{\"version\": 99}' WHERE id = 1"))

    async with office_over(storage, office.post) as working:
        assert sorted(await working.post.until(2)) == ["chào", "sau"]
        assert await working.settled() == [("defect", 0)]


async def test_a_store_that_fails_after_the_call(storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full just when it should say "delivered": it says so later, and nothing is sent twice."""
    monkeypatch.setattr(outbox, "LOOK_SECONDS", 0.0)
    failures = [Trouble.FULL, Trouble.LOCKED, Trouble.IO]
    mark_sent = storage.mark_sent

    async def shaky(outgoing: Outgoing, **extra: object) -> None:
        if failures:
            raise StorageError(failures.pop())
        await mark_sent(outgoing, **extra)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "mark_sent", shaky)
    async with office_over(storage) as office:
        await office.reply("một", "hai")

        assert await office.post.until(2) == ["một", "hai"]
        assert await office.settled() == []
        assert (await storage.counts()).repeats == 0


async def test_a_clock_that_is_set_back(storage: SqliteStorage) -> None:
    """What was put off by a second goes after a second, though the machine says that it is an hour earlier."""
    async with office_over(storage) as office:
        office.post.answer("chào", BUSY)
        await office.reply("chào")
        await office.put_off()
        office.hands.at -= timedelta(hours=1)
        office.later(BACK_OFF[0])

        assert await office.post.until(2) == ["chào", "chào"]
        assert await office.settled() == []


async def test_a_clock_that_was_a_year_ahead(tmp_path: Path) -> None:
    """What it put off to next year goes at the next start."""
    storage = open_sqlite(tmp_path)
    wrong = Hands()
    wrong.move(365 * 24 * 3600)
    async with office_over(storage, hands=wrong) as office:
        office.post.answer("chào", BUSY)
        await office.reply("chào")
        await office.put_off()
    async with office_over(storage) as office:
        assert await office.post.until(1) == ["chào"]
    await storage.close()
