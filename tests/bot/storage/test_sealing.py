"""What may not lie readable in the file doesn't; with another key it can't be read, and says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage.contract import Key
from bot.storage.sealing import Sealer, SealError
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.conversation import Conversation
from handlers.message import Channel, Message, Text
from handlers.reply import say
from handlers.requests.request import Contact
from handlers.turn import Notice, Turn
from tests.bot.storage.on_record import LAN, PHONE, SEALER, WEB, opened, request, settle, write
from tests.bot.storage.working import KEY, texts
from tests.bot.talk import NOW, typed

OTHER = Sealer(b"x" * 32)
PRIVATE = replace(say(f"Số điện thoại: {PHONE}"), private=True)


def raw(folder: Path) -> bytes:
    """All that lies on the disk, the log too."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def with_phone(event: str = "e") -> Message:
    """A line in which a number stood."""
    return replace(typed("", event=event), content=Text("gọi tui [số điện thoại đã che]", phones=(PHONE,)))


def phones(message: Message) -> tuple[str, ...]:
    """The numbers that come with a message."""
    assert isinstance(message.content, Text)
    return message.content.phones


def test_what_is_sealed_is_opened_by_the_same_key_only() -> None:
    """And never if somebody changed it."""
    sealed = SEALER.seal({"phone": PHONE})
    assert PHONE.encode() not in sealed
    assert SEALER.open(sealed) == {"phone": PHONE}
    for sealer, data in ((OTHER, sealed), (SEALER, sealed[:-2] + b"xx"), (SEALER, b"")):
        with pytest.raises(SealError):
            sealer.open(data)


async def test_a_typed_number_until_it_was_handled(tmp_path: Path) -> None:
    """Sealed while it waits, also over a restart; gone afterwards."""
    store = open_sqlite(tmp_path, SEALER)
    await store.accept(with_phone())
    assert PHONE.encode() not in raw(tmp_path)
    await store.close()

    store = open_sqlite(tmp_path, SEALER)
    work = await store.next_work(KEY)
    assert work is not None and phones(work.message) == (PHONE,)
    await store.commit(work, Turn(Conversation()), NOW)
    await store.close()

    stored = raw(tmp_path)
    assert PHONE.encode() not in stored and b"phones" not in stored


async def test_a_number_in_what_is_never_handled(tmp_path: Path) -> None:
    """Isn't kept at all."""
    store = open_sqlite(tmp_path, SEALER)
    await store.accept(with_phone(), ignored="older_than_72_hours")
    await store.close()

    assert b"phones" not in raw(tmp_path)


async def test_a_number_that_another_key_sealed(tmp_path: Path) -> None:
    """The message is handled without it: a form asks once more, and nothing is stuck."""
    store = open_sqlite(tmp_path, SEALER)
    await store.accept(with_phone())
    await store.close()

    for sealer in (OTHER, None):
        store = open_sqlite(tmp_path, sealer)
        work = await store.next_work(KEY)
        assert work is not None and phones(work.message) == ()
        await store.close()


async def test_a_contact(tmp_path: Path) -> None:
    """Isn't readable in the file; with another key reading it fails, and nothing else does."""
    store = open_sqlite(tmp_path, SEALER)
    await settle(store)
    await write(store, opened(request(), Contact(PHONE, "cạnh ao làng")))
    assert store.records.contact("requestone", None, WEB) == Contact(PHONE, "cạnh ao làng")
    await store.close()
    stored = raw(tmp_path)
    assert PHONE.encode() not in stored and "cạnh ao làng".encode() not in stored

    store = open_sqlite(tmp_path, OTHER)
    with pytest.raises(SealError):
        store.records.contact("requestone", None, WEB)
    assert len(store.records.requests_of(WEB)) == 1
    await store.close()


async def committed(store: SqliteStorage) -> Key:
    """A turn that shows how to reach somebody, here and elsewhere."""
    await store.accept(typed("?"))
    work = await store.next_work(KEY)
    assert work is not None
    await store.commit(work, Turn(Conversation(), (PRIVATE, say("Xong."))), NOW)
    await store.accept(typed("?"))
    work = await store.next_work(KEY)
    assert work is not None
    await store.commit(work, Turn(Conversation(), (), (), (Notice(LAN, PRIVATE),)), NOW)
    return Key(LAN.channel, LAN.conversation)


async def test_a_private_reply(tmp_path: Path) -> None:
    """Comes out as it went in, to be fetched and to be sent; not readable in the file."""
    store = open_sqlite(tmp_path, SEALER)
    there = await committed(store)

    assert [each.reply for each in await store.replies_after(KEY, 0, 9)] == [PRIVATE, say("Xong.")]
    assert [each.reply for each in await store.replies_after(there, 0, 9)] == [PRIVATE]
    assert [each.reply for each in await store.due(Channel.TELEGRAM, NOW, 9)] == [PRIVATE]
    await store.close()
    assert PHONE.encode() not in raw(tmp_path)


async def test_a_private_reply_with_another_key(tmp_path: Path) -> None:
    """Says that it can't be opened; the others are there, and the sender can end it."""
    store = open_sqlite(tmp_path, SEALER)
    await committed(store)
    await store.close()

    store = open_sqlite(tmp_path, OTHER)
    assert texts(await store.replies_after(KEY, 0, 9)) == ["Tin này không mở ra được nữa.", "Xong."]
    [outgoing] = await store.due(Channel.TELEGRAM, NOW, 9)
    assert not outgoing.readable
    await store.close()
