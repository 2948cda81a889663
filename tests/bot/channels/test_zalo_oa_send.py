"""Sending through the account's API: what Zalo's answers mean, the window, pictures."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.channels.contract import ChannelStoppedError, NotSentError, OutcomeUnknownError, RefusedError, SendError
from bot.channels.zalo_oa_errors import send_error
from bot.storage.errors import StorageError, Trouble
from bot.storage.sends import month_of
from bot.storage.sqlite import SqliteStorage
from handlers.message import Channel
from handlers.reply import Picture, Reply, say
from tests.bot.channels.oa import USER, Account, MovingClock, opened, outgoing
from tests.bot.talk import NOW
from tests.fakes.zalo_oa import FakeZaloOa

HELLO = say("Chào anh/chị.")
PICTURE = Picture(b"\x89PNG....", "Số ca theo tháng", "Tháng 1: 3")


@pytest.fixture
def clock() -> MovingClock:
    """The time."""
    return MovingClock()


@pytest.fixture
async def fake(clock: MovingClock) -> AsyncIterator[FakeZaloOa]:
    """Zalo, and a person who has just written."""
    async with FakeZaloOa(clock).serve() as fake:
        fake.interactions[USER] = clock()
        yield fake


@pytest.fixture
async def account(fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock) -> AsyncIterator[Account]:
    """The account, whose person has just written."""
    async with opened(fake, storage, clock) as account:
        await account.hear()
        yield account


@pytest.mark.parametrize(
    ("code", "kind", "reason"),
    [
        (-32, NotSentError, "rate_limited"),
        (-100, NotSentError, "attachment_expired"),
        (-200, NotSentError, "error_200"),
        (-201, RefusedError, "invalid_parameter"),
        (-204, ChannelStoppedError, "account_deleted"),
        (-205, ChannelStoppedError, "account_unknown"),
        (-209, ChannelStoppedError, "app_not_activated"),
        (-210, RefusedError, "parameter_out_of_range"),
        (-211, NotSentError, "feature_quota_used"),
        (-212, ChannelStoppedError, "api_not_registered"),
        (-213, RefusedError, "blocked"),
        (-217, RefusedError, "blocked"),
        (-218, NotSentError, "receiver_quota_used"),
        (-219, ChannelStoppedError, "app_removed"),
        (-221, ChannelStoppedError, "account_not_verified"),
        (-223, ChannelStoppedError, "api_not_granted"),
        (-224, ChannelStoppedError, "package_too_low"),
        (-227, RefusedError, "blocked"),
        (-230, RefusedError, "window_closed"),
        (-232, RefusedError, "window_closed"),
        (-233, RefusedError, "message_type_not_supported"),
        (-234, NotSentError, "night"),
        (-240, RefusedError, "api_shut_down"),
        (-244, RefusedError, "message_type_restricted"),
        (-248, RefusedError, "policy_violation"),
        (-320, ChannelStoppedError, "no_billing_account"),
        (-321, ChannelStoppedError, "billing_failed"),
        (-99999, NotSentError, "error_99999"),
    ],
)
async def test_error_numbers(account: Account, fake: FakeZaloOa, code: int, kind: type[SendError], reason: str) -> None:
    """Status 200 with a number that isn't 0 is a failure, each by name; the next send goes through."""
    fake.faults.codes = [code]
    with pytest.raises(kind) as caught:
        await account.send(HELLO)
    assert caught.value.reason == reason and fake.sent == []

    await account.send(HELLO)
    assert len(fake.sent) == 1


def test_how_long_to_wait() -> None:
    """The limit of a minute pauses everything, a used quota waits an hour, the night ends at six in Vietnam."""
    limited, quota = send_error(-32, 0, NOW), send_error(-211, 0, NOW)
    assert isinstance(limited, NotSentError) and (limited.after, limited.everywhere) == (60, True)
    assert isinstance(quota, NotSentError) and (quota.after, quota.everywhere) == (3_600, False)
    for hour, hours in ((16, 7), (22, 1), (23, 24)):  # 23:00, 05:00 and 06:00 there
        night = send_error(-234, 0, datetime(2026, 11, 21, hour, tzinfo=UTC))
        assert isinstance(night, NotSentError) and night.after == hours * 3_600


@pytest.mark.parametrize("code", [-200, -1, 7])
def test_numbers_without_a_reason(code: int) -> None:
    """Tried a few times, then given up."""
    kinds = [type(send_error(code, tries, NOW)) for tries in range(5)]

    assert kinds == [NotSentError, NotSentError, NotSentError, RefusedError, RefusedError]


@pytest.mark.parametrize(
    ("status", "reason"), [(500, "platform_down"), (502, "platform_down"), (429, "rate_limited"), (403, "http_403")]
)
async def test_statuses(account: Account, fake: FakeZaloOa, status: int, reason: str) -> None:
    """Nothing but 200 comes from the API itself: it was not sent."""
    fake.faults.statuses = [status]
    with pytest.raises(NotSentError, match=reason):
        await account.send(HELLO)


async def test_an_answer_that_is_none(account: Account, fake: FakeZaloOa) -> None:
    """Status 200 and no JSON: nobody knows."""
    fake.faults.statuses = [200]
    with pytest.raises(OutcomeUnknownError):
        await account.send(HELLO)


async def test_a_line_that_breaks(account: Account, fake: FakeZaloOa) -> None:
    """Before or after Zalo acted: from here nobody can tell which."""
    fake.faults.cut_before = 1
    with pytest.raises(OutcomeUnknownError):
        await account.send(HELLO)
    fake.faults.cut_after = 1
    with pytest.raises(OutcomeUnknownError):
        await account.send(HELLO)
    assert len(fake.sent) == 1


async def test_a_time_out(account: Account, fake: FakeZaloOa, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message went out, its answer comes too late."""
    await account.tokens.access()
    monkeypatch.setattr("bot.channels.zalo_oa_api.TIMEOUT", aiohttp.ClientTimeout(total=0.2))
    fake.faults.hang_after = 1
    with pytest.raises(OutcomeUnknownError):
        await account.send(HELLO)
    assert len(fake.sent) == 1


async def test_nobody_there(storage: SqliteStorage, clock: MovingClock) -> None:
    """A connection that can't be made sent nothing, and costs no refresh token."""
    fake = FakeZaloOa(clock)
    async with fake.serve():
        pass
    async with opened(fake, storage, clock) as account:
        with pytest.raises(NotSentError, match="token_unreachable"):
            await account.send(HELLO)
    stored = await storage.tokens(Channel.ZALO_OA)
    assert stored is not None and (stored.state, stored.tries) == ("valid", 0)


async def test_the_api_is_gone_but_not_the_tokens(account: Account, fake: FakeZaloOa) -> None:
    """The same for the message itself."""
    await account.tokens.access()
    account.platform.sender._api._root = "http://127.0.0.1:1"
    with pytest.raises(NotSentError, match="unreachable"):
        await account.send(HELLO)


async def test_the_window(account: Account, fake: FakeZaloOa, clock: MovingClock) -> None:
    """Free for 48 hours, charged and counted apart until the seventh day, then refused without asking Zalo."""
    month = month_of(clock())
    clock.advance(hours=48)
    await account.send(HELLO)
    assert await account.storage.billed_in(Channel.ZALO_OA, month) == 0

    clock.advance(minutes=1)
    await account.send(HELLO)
    clock.advance(days=5, minutes=-1)
    await account.send(HELLO)
    assert await account.storage.billed_in(Channel.ZALO_OA, month) == 2

    clock.advance(minutes=1)
    fake.faults.codes = [-201]
    with pytest.raises(RefusedError, match="window_closed"):
        await account.send(HELLO)
    assert fake.faults.codes == [-201] and len(fake.sent) == 3

    fake.faults.codes = []
    fake.interactions[USER] = clock()
    await account.hear()
    await account.send(HELLO)
    assert len(fake.sent) == 4


async def test_zalo_counts_the_window_too(account: Account, fake: FakeZaloOa) -> None:
    """Where it knows better than the store, its word holds."""
    del fake.interactions[USER]
    with pytest.raises(RefusedError, match="window_closed"):
        await account.send(HELLO)


async def test_a_picture(account: Account, fake: FakeZaloOa, clock: MovingClock) -> None:
    """Uploaded for each send, so that its id is never too old."""
    for _ in range(2):
        await account.send(Reply(HELLO.blocks, picture=PICTURE))
        clock.advance(days=8)
        fake.interactions[USER] = clock()
        await account.hear()

    picture, text, *_ = fake.sent
    element = picture.message["attachment"]["payload"]["elements"][0]
    assert fake.uploads[element["attachment_id"]][0] == PICTURE.png
    assert (picture.text, text.text, len(fake.sent), len(fake.uploads)) == (PICTURE.alt, "Chào anh/chị.", 4, 2)


async def test_a_picture_that_zalo_refuses(account: Account, fake: FakeZaloOa) -> None:
    """Its table goes instead; a fault that passes is waited out; a lost upload is made again."""
    fake.faults.codes = [-210]
    await account.send(Reply(HELLO.blocks, picture=PICTURE))
    assert [sent.text for sent in fake.sent] == ["Tháng 1: 3", "Chào anh/chị."]

    fake.faults.codes = [-32]
    with pytest.raises(NotSentError, match="rate_limited"):
        await account.send(Reply(HELLO.blocks, picture=PICTURE))
    fake.faults.cut_before = 1
    with pytest.raises(NotSentError, match="no_answer"):
        await account.send(Reply(HELLO.blocks, picture=PICTURE))
    assert len(fake.sent) == 2


async def test_a_store_that_fails(account: Account, fake: FakeZaloOa, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a send it is tried later; after it, the message has gone and isn't sent again."""
    account.clock.advance(days=3)
    fake.interactions[USER] = account.clock()

    async def broken(*args: object, **more: object) -> None:
        raise StorageError(Trouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(SqliteStorage, "last_heard", broken)
        with pytest.raises(NotSentError, match="storage"):
            await account.send(HELLO)
    assert fake.sent == []

    monkeypatch.setattr(SqliteStorage, "count_billed", broken)
    await account.send(HELLO)
    assert len(fake.sent) == 1


def test_tries_belong_to_the_call_that_was_put_off(account: Account) -> None:
    """Going on at the second call doesn't count the tries for later ones."""
    calls = account.platform.sender.calls(outgoing(say("dài " * 1_200), tries=3, call=1))

    assert [call.args[-1] for call in calls] == [0, 3, 0]  # type: ignore[attr-defined]
