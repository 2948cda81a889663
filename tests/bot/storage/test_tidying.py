"""As time goes by: contacts, words of requests, codes. What counts stays."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.pipeline.upkeep import forget_due
from bot.storage.sqlite import FILE, SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.requests.request import Contact, PutRequest, State, Step
from handlers.teams.changes import NoteWrongCode, PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.turn import Batch, Turn
from handlers.visits.draft import Draft
from tests.bot.storage.on_record import LAN, PHONE, SEALER, WEB, XOM, invitation, opened, request, settle, write
from tests.bot.storage.working import KEY, take
from tests.bot.talk import NOW


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """A store with its key, and a commune in it."""
    store = open_sqlite(tmp_path, SEALER)
    await settle(store)
    yield store
    await store.close()


def later(days: float) -> datetime:
    """So many days on."""
    return NOW + timedelta(days=days)


async def closed(store: SqliteStorage) -> None:
    """A request that was done now."""
    await write(store, opened(replace(request(), when="chiều mai"), Contact(PHONE)))
    done = replace(request(), when="chiều mai", version=1, state=State.DONE, closed=NOW, rating=5)
    await write(store, PutRequest(done, Step.DONE))


@pytest.mark.parametrize(("retention", "contacts", "words"), [(30, 30, 30), (7, 7, 7), (365, 30, 365)])
async def test_a_request_that_is_over(store: SqliteStorage, retention: int, contacts: int, words: int) -> None:
    """Its contact goes after 30 days or with the texts, its words with the texts; that it was, and how, stays."""
    await closed(store)

    await forget_due(store, later(contacts - 0.1), retention)
    assert store.records.contact("requestone", None, WEB) == Contact(PHONE)
    await forget_due(store, later(contacts + 0.1), retention)
    assert store.records.contact("requestone", None, WEB) is None
    [kept] = store.records.requests_of(WEB)
    assert (kept.wants == "cài VNeID") is (words > contacts)

    await forget_due(store, later(words + 0.1), retention)
    [kept] = store.records.requests_of(WEB)
    assert (kept.wants, kept.when, kept.rating, kept.hamlet) == ("", "", 5, XOM)
    assert await forget_due(store, later(words + 0.1), retention) == 0


async def test_a_request_that_is_open(store: SqliteStorage) -> None:
    """Keeps everything, however long it takes."""
    await write(store, opened(request(), Contact(PHONE)))

    assert await forget_due(store, later(400), 30) == 0
    assert store.records.contact("requestone", None, WEB) == Contact(PHONE)


async def test_a_draft_is_kept_for_the_retention(store: SqliteStorage) -> None:
    """Counted from when somebody last did something there; then it goes with what was said."""
    draft = Draft("visitvisit", NOW, words="giúp 12 người")
    work = await take(store)
    await store.commit(work, Turn(Conversation(draft=draft)), NOW)
    await store.accept(replace(work.message, event="later"))

    await forget_due(store, later(29.9), 30)
    again = await store.next_work(KEY)
    assert again is not None and again.conversation.draft == draft

    await forget_due(store, later(30.1), 30)
    again = await store.next_work(KEY)
    assert again is not None and again.conversation == Conversation()


async def test_codes(store: SqliteStorage) -> None:
    """What does nothing goes after 90 days; posters and how somebody came to a role stay."""
    link = Code("99ACDE", CodeKind.LINK, NOW, account=WEB, expires=NOW)
    poster = Code("99ACDF", CodeKind.HAMLET, NOW, hamlet=XOM)
    lapsed = replace(invitation("34679C"), expires=later(7))
    await write(store, PutCode(link), PutCode(poster), PutCode(lapsed), PutCode(invitation("34679D")))
    await write(store, PutCode(invitation("34679E")), Redeem("34679E", LAN, "Lan"))
    await store.commit_batch(Batch((NoteWrongCode(WEB),)), NOW)

    await forget_due(store, later(89), 30)
    assert store.records.code("99ACDE") and store.records.wrong_codes(WEB, NOW - timedelta(days=1)) == 1
    await forget_due(store, later(91), 30)
    assert store.records.code("99ACDE") is None
    assert store.records.wrong_codes(WEB, NOW - timedelta(days=1)) == 0
    # It lapsed a week later than it was made.
    assert store.records.code("34679C")
    await forget_due(store, later(98), 30)
    assert store.records.code("34679C") is None

    assert all(store.records.code(code) for code in ("99ACDF", "34679D", "34679E"))


async def test_a_file_of_before(tmp_path: Path) -> None:
    """What a notice had offered in an earlier program is still on offer."""
    store = open_sqlite(tmp_path, SEALER)
    await store.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("ALTER TABLE conversations DROP COLUMN pushed_at")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'keep_states_apart_from_notices'")
        db.execute(
            "INSERT INTO conversations (channel, conversation, state, updated, pushed) VALUES (?, ?, '', ?, ?)",
            (KEY.channel, KEY.conversation, NOW.isoformat(), '[["Nhận", "1:q:accept:abc"]]'),
        )
        db.commit()

    store = open_sqlite(tmp_path, SEALER)
    assert await forget_due(store, later(29), 30) == 0
    assert (await take(store)).conversation.choices == (("Nhận", "1:q:accept:abc"),)
    await store.close()
