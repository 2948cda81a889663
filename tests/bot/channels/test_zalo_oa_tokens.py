"""The token pair through its life: renewed by one, stored before use, and lost at most once."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.contract import ChannelStoppedError, NotSentError
from bot.channels.zalo_oa_oauth import challenge_of, new_verifier
from bot.channels.zalo_oa_tokens import LEASE, needs_consent, seal, seed_of, unseal
from bot.storage import tokens as tables
from bot.storage.errors import StorageError, Trouble
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from bot.storage.tokens import TRIES, StoredTokens, TokenState
from bot.texts_zalo_oa import tokens_line
from handlers.message import Channel
from handlers.reply import say
from tests.bot.channels.oa import KEY, USER, Account, MovingClock, another_process, opened
from tests.fakes.zalo_oa import FakeZaloOa

HELLO = say("Chào anh/chị.")


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
    """The account."""
    async with opened(fake, storage, clock) as account:
        yield account


async def stored(storage: SqliteStorage) -> StoredTokens:
    """The row of the pair."""
    row = await storage.tokens(Channel.ZALO_OA)
    assert row is not None
    return row


async def test_the_setting_begins_an_empty_store(account: Account, fake: FakeZaloOa) -> None:
    """It is renewed at once and never shown to Zalo again."""
    await account.send(HELLO)
    await account.send(HELLO)

    row = await stored(account.storage)
    assert (fake.refreshes, row.state, row.seed) == (1, TokenState.VALID, seed_of(account.settings.refresh_token))
    assert (row.expires - account.clock()).total_seconds() == 90_000


async def test_stored_encrypted(account: Account, fake: FakeZaloOa, tmp_path: Path) -> None:
    """Neither token is anywhere in the files of the store, and no repr shows one."""
    await account.send(HELLO)
    tokens = [token[0] for token in (fake._access, fake._refresh) if token]

    files = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert not any(token.encode() in files for token in (*tokens, account.settings.refresh_token))
    shown = repr((await stored(account.storage), await account.tokens.access(), account.settings))
    assert not any(token in shown for token in (*tokens, account.settings.refresh_token, account.settings.app_secret))
    assert unseal(KEY, (await stored(account.storage)).sealed) == tuple(tokens)


async def test_one_renewal_for_many_sends(account: Account, fake: FakeZaloOa, clock: MovingClock) -> None:
    """Whoever comes while it is under way waits for it; nobody asks twice."""
    await account.send(HELLO)
    clock.advance(hours=26)

    await asyncio.gather(*(account.send(HELLO) for _ in range(20)))

    assert (fake.refreshes, len(fake.sent)) == (2, 21)


async def test_renewed_before_its_time(account: Account, fake: FakeZaloOa, clock: MovingClock) -> None:
    """With less than an hour left; not before."""
    await account.tokens.rotate()
    clock.advance(hours=24)
    await account.tokens.rotate()
    assert fake.refreshes == 1

    clock.advance(minutes=1)
    await account.tokens.rotate()
    assert fake.refreshes == 2
    await account.send(HELLO)
    assert fake.refreshes == 2


async def test_an_access_token_that_zalo_calls_dead(account: Account, fake: FakeZaloOa) -> None:
    """Renewed once and sent; if the new one is dead too, tried again soon and not in a circle."""
    await account.send(HELLO)
    fake.faults.codes = [-216]
    await account.send(HELLO)
    assert (fake.refreshes, len(fake.sent)) == (2, 2)

    fake.faults.codes = [-220, -220]
    with pytest.raises(NotSentError, match="token"):
        await account.send(HELLO)
    assert fake.refreshes == 3


async def test_a_newer_pair_of_another_process(account: Account, fake: FakeZaloOa) -> None:
    """A dead token is first compared with the stored one: the other's pair is used, none is used up."""
    held = await account.tokens.access()
    other = another_process(account)
    await other.renew(held)
    assert fake.refreshes == 2

    assert (await account.tokens.renew(held)).version == (await other.access()).version
    await account.send(HELLO)
    assert fake.refreshes == 2


async def test_two_processes_at_once(account: Account, fake: FakeZaloOa) -> None:
    """The one that comes second waits for the first instead of using the token up."""
    held = await account.tokens.access()
    fake.refresh_taken.clear()
    fake.refresh_gate = asyncio.Event()
    first = asyncio.create_task(account.tokens.renew(held))
    await fake.refresh_taken.wait()

    with pytest.raises(NotSentError, match="token_busy"):
        await another_process(account).renew(held)
    fake.refresh_gate.set()
    assert (await another_process(account).access()).version <= (await first).version
    assert fake.refreshes == 2


async def test_stored_before_it_is_used(
    account: Account, fake: FakeZaloOa, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pair that can't be stored isn't used, isn't lost, and is stored as soon as that is possible."""
    await account.send(HELLO)
    clock.advance(hours=26)

    async def full(*args: object, **more: object) -> bool:
        raise StorageError(Trouble.FULL)

    with monkeypatch.context() as patched:
        patched.setattr(SqliteStorage, "store_tokens", full)
        for _ in range(3):
            with pytest.raises(NotSentError, match="storage"):
                await account.send(HELLO)
    assert (fake.refreshes, len(fake.sent)) == (2, 1)

    await account.send(HELLO)
    assert (fake.refreshes, len(fake.sent)) == (2, 2)


async def test_stopping_lets_a_renewal_come_home(fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock) -> None:
    """The program ends while Zalo answers: the pair is stored all the same."""
    async with opened(fake, storage, clock) as account:
        fake.refresh_gate = asyncio.Event()
        background = asyncio.create_task(account.tokens.keep_fresh())
        await fake.refresh_taken.wait()
        background.cancel()
        await asyncio.gather(background, return_exceptions=True)
        fake.refresh_gate.set()

    assert (await stored(storage)).state is TokenState.VALID
    async with opened(fake, storage, clock, seed="") as account:
        await account.send(HELLO)
    assert fake.refreshes == 1


async def die_while_renewing(fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock) -> None:
    """A process that is gone between Zalo's answer and the store, as far as the store can tell."""
    async with opened(fake, storage, clock) as account:
        await account.send(HELLO)
        row = await stored(storage)
        await storage.begin_refresh(Channel.ZALO_OA, row.version, clock())
        # Zalo answers, and nobody is there to hear it.
        await account.tokens._oauth.refresh(unseal(KEY, row.sealed)[1])


async def test_dying_between_the_answer_and_the_store(
    fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock, caplog: pytest.LogCaptureFixture
) -> None:
    """The grant is lost: one look at whether it is, one alarm, and no more renewals however much is to be sent."""
    await die_while_renewing(fake, storage, clock)
    asked = fake.refreshes

    async with opened(fake, storage, clock, seed="") as account:
        with pytest.raises(NotSentError, match="token_busy"):
            await account.send(HELLO)
        clock.advance(seconds=LEASE.total_seconds())
        for _ in range(5):
            with pytest.raises(ChannelStoppedError, match="consent_needed"):
                await account.send(HELLO)
            clock.advance(hours=1)

    assert fake.refreshes == asked + 1 and needs_consent(await stored(storage))
    assert "zalo login" in tokens_line(await stored(storage), clock())
    alarms = [record for record in caplog.records if record.msg == "zalo_oa.consent_needed"]
    assert [record.levelno for record in alarms] == [logging.ERROR]

    async with opened(fake, storage, clock, seed="") as account:
        with pytest.raises(ChannelStoppedError):
            await account.tokens.rotate()
    assert fake.refreshes == asked + 1


async def test_dying_before_the_request_left(fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock) -> None:
    """The mark alone costs nothing: the token is still good, and the look finds that out."""
    async with opened(fake, storage, clock) as account:
        await account.send(HELLO)
        await storage.begin_refresh(Channel.ZALO_OA, (await stored(storage)).version, clock())
    clock.advance(hours=26)
    fake.interactions[USER] = clock()

    async with opened(fake, storage, clock, seed="") as account:
        await account.send(HELLO)
    assert (await stored(storage)).state is TokenState.VALID


async def test_dying_between_storing_and_using(fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock) -> None:
    """The next process simply uses what is stored."""
    async with opened(fake, storage, clock) as account:
        await account.tokens.rotate()

    async with opened(fake, storage, clock, seed="") as account:
        await account.send(HELLO)
    assert fake.refreshes == 1


async def test_an_answer_that_is_lost(account: Account, fake: FakeZaloOa, caplog: pytest.LogCaptureFixture) -> None:
    """Asked once more, since Zalo may never have got it; when it says the token is used, a person is called."""
    await account.send(HELLO)
    held = await account.tokens.access()
    fake.faults.refresh_cut_after = 1
    with pytest.raises(NotSentError, match="token_unclear"):
        await account.tokens.renew(held)
    assert (await stored(account.storage)).state is TokenState.DOUBTFUL

    with pytest.raises(ChannelStoppedError, match="consent_needed"):
        await account.tokens.rotate()
    assert fake.refreshes == 3
    assert any(record.msg == "zalo_oa.consent_needed" for record in caplog.records)


async def test_a_request_that_never_came(account: Account, fake: FakeZaloOa) -> None:
    """From here it looks like a lost answer; asking once more saves the grant."""
    await account.send(HELLO)
    fake.faults.refresh_cut_before = 1
    with pytest.raises(NotSentError, match="token_unclear"):
        await account.tokens.renew(await account.tokens.access())

    await account.tokens.rotate()
    row = await stored(account.storage)
    assert (row.state, row.tries) == (TokenState.VALID, 0)


async def test_answers_that_say_nothing(account: Account, fake: FakeZaloOa) -> None:
    """A bounded number of tries, then a person."""
    await account.send(HELLO)
    fake.faults.refresh_statuses = [502] * 10
    held = await account.tokens.access()
    for _ in range(TRIES - 1):
        with pytest.raises(NotSentError, match="token_unclear"):
            await account.tokens.renew(held)
    for _ in range(3):
        with pytest.raises(ChannelStoppedError, match="consent_needed"):
            await account.tokens.renew(held)
    assert len(fake.faults.refresh_statuses) == 10 - TRIES


async def test_too_many_requests_cost_nothing(account: Account, fake: FakeZaloOa) -> None:
    """Zalo didn't look at the token: it may be shown as often as need be."""
    fake.faults.refresh_codes = [-32] * 10
    for _ in range(10):
        with pytest.raises(NotSentError, match="rate_limited") as caught:
            await account.send(HELLO)
        assert (caught.value.after, caught.value.everywhere) == (60, True)

    await account.send(HELLO)
    assert len(fake.sent) == 1


async def test_a_refusal_is_final(account: Account, fake: FakeZaloOa) -> None:
    """Whatever number it has."""
    fake.faults.refresh_codes = [-14002]
    for _ in range(3):
        with pytest.raises(ChannelStoppedError, match="consent_needed"):
            await account.send(HELLO)
    assert fake.refreshes == 0


async def test_no_pair_and_no_setting(fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock) -> None:
    """Sending waits for `troly zalo login`."""
    async with opened(fake, storage, clock, seed="") as account:
        with pytest.raises(ChannelStoppedError, match="consent_needed"):
            await account.send(HELLO)
    assert needs_consent(None) and "zalo login" in tokens_line(None, clock())


async def test_a_changed_setting_replaces_the_pair(
    fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock
) -> None:
    """Also one that was lost; the same setting or none changes nothing."""
    async with opened(fake, storage, clock) as account:
        first = account.settings.refresh_token
        await account.send(HELLO)
        fake.faults.refresh_codes = [-14014]
        with pytest.raises(ChannelStoppedError):
            await account.tokens.renew(await account.tokens.access())

    for seed in (first, ""):
        async with opened(fake, storage, clock, seed=seed) as account:
            with pytest.raises(ChannelStoppedError):
                await account.send(HELLO)
    async with opened(fake, storage, clock) as account:
        await account.send(HELLO)
    assert len(fake.sent) == 2


async def test_a_login_while_the_program_serves(account: Account, fake: FakeZaloOa, clock: MovingClock) -> None:
    """The new pair is used from the next send on."""
    fake.faults.refresh_codes = [-14014]
    with pytest.raises(ChannelStoppedError):
        await account.send(HELLO)
    verifier = new_verifier()
    grant = await account.tokens._oauth.exchange(fake.consent(challenge_of(verifier)), verifier)
    await account.storage.store_tokens(
        Channel.ZALO_OA, seal(KEY, grant.access, grant.refresh), clock().replace(day=22), clock()
    )

    await account.send(HELLO)
    assert len(fake.sent) == 1


async def test_another_secret_key(account: Account, fake: FakeZaloOa) -> None:
    """The pair can't be read: nothing is sent and nothing is thrown away, for the key may come back."""
    await account.send(HELLO)
    before = await stored(account.storage)
    account.tokens._key = bytes(32)
    with pytest.raises(ChannelStoppedError, match="tokens_unreadable"):
        await account.send(HELLO)

    account.tokens._key = KEY
    await account.send(HELLO)
    assert await stored(account.storage) == before


async def test_a_restored_backup_with_an_old_pair(
    fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock, tmp_path: Path
) -> None:
    """Its refresh token was used since: tried once, then a person is called."""
    async with opened(fake, storage, clock) as account:
        await account.tokens.rotate()
        await storage.backup(tmp_path / "copy.db")
        clock.advance(hours=25)
        await account.tokens.rotate()
    asked = fake.refreshes

    restored = restore(tmp_path)
    async with opened(fake, restored, clock, seed="") as account:
        for _ in range(3):
            with pytest.raises(ChannelStoppedError, match="consent_needed"):
                await account.tokens.rotate()
    await restored.close()
    assert fake.refreshes == asked + 1


async def test_a_restored_backup_with_the_present_pair(
    fake: FakeZaloOa, storage: SqliteStorage, clock: MovingClock, tmp_path: Path
) -> None:
    """Nothing was renewed since: it goes on."""
    async with opened(fake, storage, clock) as account:
        await account.tokens.rotate()
        await storage.backup(tmp_path / "copy.db")

    restored = restore(tmp_path)
    assert (await stored(restored)).state is TokenState.DOUBTFUL
    async with opened(fake, restored, clock, seed="") as account:
        await account.tokens.rotate()
        assert (await stored(restored)).state is TokenState.VALID
        await account.send(HELLO)
    await restored.close()


def restore(folder: Path) -> SqliteStorage:
    """The store of a copy, its pair marked."""
    (folder / "restored").mkdir()
    (folder / "copy.db").rename(folder / "restored" / FILE)
    with sqlite3.connect(folder / "restored" / FILE) as db:
        assert tables.mark_doubtful(db) == 1
    db.close()
    return open_sqlite(folder / "restored")


def test_a_store_without_tokens_has_none_to_doubt() -> None:
    """One from an older program."""
    db = sqlite3.connect(":memory:")
    assert tables.mark_doubtful(db) == 0
    db.close()


async def test_the_rows_rules(storage: SqliteStorage, clock: MovingClock) -> None:
    """A pair is only renewed by who knows its version; the hash of the setting stays with it."""
    now, later = clock(), clock().replace(day=22)
    assert not await storage.store_tokens(Channel.ZALO_OA, b"x", later, now, renews=1)
    assert await storage.store_tokens(Channel.ZALO_OA, b"a", later, now, seed="s")
    assert await storage.begin_refresh(Channel.ZALO_OA, 1, now)
    assert await storage.store_tokens(Channel.ZALO_OA, b"b", later, now, renews=1)
    assert not await storage.store_tokens(Channel.ZALO_OA, b"c", later, now, renews=1)
    assert not await storage.begin_refresh(Channel.ZALO_OA, 1, now)

    row = await stored(storage)
    assert row == replace(row, version=2, sealed=b"b", state=TokenState.VALID, tries=0, seed="s")
    begun = [await storage.begin_refresh(Channel.ZALO_OA, 2, now) for _ in range(TRIES + 1)]
    assert begun == [True] * TRIES + [False]
    assert await storage.tokens(Channel.TELEGRAM) is None


def test_how_it_stands() -> None:
    """One line for each state, with the command where a person must act."""
    clock = MovingClock()
    row = StoredTokens(1, b"", clock().replace(day=22), TokenState.VALID, 0, "", clock())

    assert "24 giờ" in tokens_line(row, clock())
    assert "thử lại" in tokens_line(replace(row, state=TokenState.DOUBTFUL), clock())
    assert "zalo login" in tokens_line(replace(row, state=TokenState.CONSENT_NEEDED), clock())
