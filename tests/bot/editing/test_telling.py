"""What becomes of an edit reaches the people in it through the real publisher, and whoever asked, over restarts too."""

from functools import partial
from pathlib import Path

import pytest

from bot.editing.editor import EditingError
from bot.editing.live import Live, bring_current
from bot.editing.questions import Questions
from bot.pipeline.ticking import tick_once
from bot.storage.contract import Key
from bot.storage.sealing import Sealer
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.editing.edit import Status
from handlers.editing.permission import SECOND_PERSON
from handlers.message import Channel
from handlers.reply import plain_text
from handlers.router import make_assistant
from handlers.teams.changes import SetCommune
from handlers.teams.model import Role
from handlers.turn import Batch
from knowledge.edits import look
from knowledge.index import Index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.editing.conftest import Desk, open_desk
from tests.bot.editing.test_publishing import BOOKS, PAPERS
from tests.bot.editing.test_questions import PIANO, PIANO_BARE, Queue
from tests.bot.talk import NOW, clock
from tests.village import KEY, MINH_HOP

WHAT = ("statements", "what", "la-gi")
Tiny = tuple[Path, Path, Index]


async def heard(storage: SqliteStorage, who: str) -> str:
    """Everything that came to somebody by itself."""
    stored = await storage.replies_after(Key(Channel.TELEGRAM, who), 0, 100)
    return "\n\n".join(plain_text(item.reply) for item in stored if item.asked is None)


async def tick(desk: Desk) -> None:
    """What is due happens."""
    await tick_once(desk.storage, desk.live.tick, NOW, lambda key: None)


async def test_a_build_that_fails_is_told(desk: Desk) -> None:
    """The checker's words, the draft's number; the one that went live from the page needs no message."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    data = await desk.editor.data()
    for path, change in ((PAPERS, {"source": "khong-co"}), (WHAT, {"text": "Là thẻ."})):
        await desk.editor.submit(hoa, await desk.editor.put(hoa, BOOKS, path, {**look(data, BOOKS, path), **change}))
    assert await desk.published()

    await tick(desk)
    await tick(desk)

    told = await heard(desk.storage, "hoa")
    assert told.count("chưa đăng được") == 1 and "Bà con đang thấy" not in told
    assert "Bản sửa số 1 của anh/chị chưa đăng được: Mượn sách thư viện › câu trả lời" in told
    assert "khong-co" in told and "bản nháp số 1" in told


async def test_approved_on_the_page(desk: Desk) -> None:
    """Who approves is told by chat, who wrote it hears that it is live; what moved on can't be approved."""
    await desk.storage.commit_batch(Batch((SetCommune(None, SECOND_PERSON, "1"),)), NOW)
    hoa, nam = [await desk.person(name, Role.PROVINCE_ADMIN) for name in ("hoa", "nam")]
    was = look(await desk.editor.data(), BOOKS, WHAT)
    first, second = [
        await desk.editor.submit(hoa, await desk.editor.put(hoa, BOOKS, WHAT, {**was, "text": text}))
        for text in ("Là thẻ.", "Là thẻ mượn.")
    ]
    await tick(desk)
    asked = await heard(desk.storage, "nam")
    assert "Đang là: “Thẻ để mượn sách mang về nhà đọc.”\nSẽ thành: “Là thẻ.”" in asked
    assert "Bản sửa số 2 chờ anh/chị duyệt" in asked

    await desk.editor.approve(nam, first)
    assert await desk.published()
    await tick(desk)

    told = await heard(desk.storage, "hoa")
    assert "Bà con đang thấy bản sửa số 1 của anh/chị" in told and "nam đã duyệt" in told
    with pytest.raises(EditingError, match="đã được sửa tiếp"):
        await desk.editor.approve(nam, second)
    await desk.editor.drop(nam, second, "đã có bản mới hơn")
    await tick(desk)
    assert "Lý do: “đã có bản mới hơn”." in await heard(desk.storage, "hoa")


async def test_what_is_taken_back_is_asked_again(desk: Desk) -> None:
    """The answer is restored to what it was: the question is back in the queue, and nobody is told twice."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    queue = Queue(desk, Questions(desk.storage, desk.editor, desk.live, clock))
    await queue.asks("an", PIANO)
    await queue.published(hoa, PIANO)
    await queue.ticks()
    assert await queue.questions.queue.groups(hoa) == []
    assert len(await queue.heard("an")) == 1

    [phrase] = desk.storage.records.published_edits()
    await desk.editor.submit(hoa, await desk.editor.restore(hoa, phrase))
    assert await desk.published()
    await queue.ticks()

    [back] = await queue.questions.queue.groups(hoa)
    assert back.still and back.lead.question == PIANO
    assert len(await queue.heard("an")) == 1


async def test_who_asked_is_told_once_over_restarts(tmp_path: Path, tiny: Tiny) -> None:
    """The program ends after publishing, after the questions were settled, and after telling: one message each."""
    async with open_desk(tmp_path, tiny) as desk:
        hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
        queue = Queue(desk, Questions(desk.storage, desk.editor, desk.live, clock))
        await queue.asks("an", PIANO)
        await queue.asks("binh", PIANO_BARE)
        number = await queue.number(hoa, PIANO)
        await desk.editor.submit(hoa, await queue.questions.add_phrase(hoa, number, "muon-sach", "giay-to"))
        assert await desk.publisher.once()

    found = []
    for _ in range(4):
        storage = open_sqlite(tmp_path / "data", Sealer(KEY))
        records = storage.records
        live = Live(Understander(tiny[2], load_weights()), partial(make_assistant, records=records))
        # The older content has no say.
        await tick_once(storage, live.tick, NOW, lambda key: None)
        await bring_current(live, records, tiny[1])
        await tick_once(storage, live.tick, NOW, lambda key: None)
        found.append([(await heard(storage, who)).count("nay đã có câu trả lời") for who in ("an", "binh")])
        await storage.close()
    assert found == [[0, 0], [1, 1], [1, 1], [1, 1]]


async def test_a_suggestion_taken_on(desk: Desk) -> None:
    """Told when it is taken on; written on by the administrator it stays one message, and live one more."""
    lan = await desk.person("lan", Role.COMMUNE_ADMIN, MINH_HOP)
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    was = look(await desk.editor.data(), BOOKS, WHAT)
    suggested = await desk.editor.put(lan, BOOKS, WHAT, {**was, "text": "Là thẻ."})
    taken = await desk.editor.put(hoa, BOOKS, WHAT, suggested.edit.after, replaces=suggested)
    await tick(desk)
    again = await desk.editor.put(hoa, BOOKS, WHAT, {**was, "text": "Là thẻ mượn."}, replaces=taken)
    await tick(desk)
    assert (await heard(desk.storage, "lan")).count("hoa đã nhận đề nghị của anh/chị") == 1

    assert (await desk.editor.submit(hoa, again)).status is Status.READY
    assert await desk.published()
    await tick(desk)

    assert "Đề nghị của anh/chị đã được đăng" in await heard(desk.storage, "lan")
    assert await heard(desk.storage, "hoa") == ""
