"""From a question without an answer to an answer, and to whoever asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot.editing.editor import EditingError
from bot.editing.questions import Questions
from bot.pipeline.ticking import tick_once
from bot.storage.contract import Key
from handlers.editing.edit import Status
from handlers.message import Channel, Message, Text
from handlers.reply import Purpose, Reply, plain_text
from handlers.teams.changes import LinkAccounts, PutCode
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account, Person
from handlers.turn import Batch, NoteUnanswered, Turn
from knowledge.days import day_of
from knowledge.edits import look
from tests.bot.editing.conftest import Desk
from tests.bot.talk import NOW, clock
from tests.village import DONG_LOC, MINH_HOP

BOOKS = "topics/muon-sach.yaml"
PIANO = "nhà tui muốn mượn đàn piano về tập thì mần răng"
PIANO_BARE = "nha tui muon muon dan piano ve tap thi man rang"
PIANO_TOO = "cho hỏi mượn đàn piano về tập"
CEMENT = "xi măng bao nhiêu một tạ"


@dataclass
class Queue:
    """The desk with people who ask, and what they hear by themselves."""

    desk: Desk
    questions: Questions
    now: datetime = NOW
    _events: "count[int]" = field(default_factory=lambda: count(1))

    async def asks(
        self, who: str, question: str, *, channel: Channel = Channel.TELEGRAM, commune: str | None = None
    ) -> None:
        """Somebody asks what the assistant doesn't know."""
        message = Message(channel, who, who, f"{who}-{next(self._events)}", self.now, Text(question))
        await self._handle(message, NoteUnanswered(question, "unknown", None, commune))

    async def writes(self, who: str, text: str, channel: Channel = Channel.TELEGRAM) -> None:
        """Somebody writes to the assistant as it is."""
        message = Message(channel, who, who, f"{who}-{next(self._events)}", self.now, Text(text))
        await self._handle(message)

    async def _handle(self, message: Message, note: NoteUnanswered | None = None) -> None:
        await self.desk.storage.accept(message)
        work = await self.desk.storage.next_work(Key(message.channel, message.conversation))
        assert work is not None
        turn = self.desk.live.turn(work.message, work.conversation, day_of(self.now))
        if note:
            turn = Turn(turn.conversation, turn.replies, (note,))
        await self.desk.storage.commit(work, turn, self.now)

    async def ticks(self) -> None:
        """What is due happens: settled at one look, told at the next."""
        for _ in range(2):
            await tick_once(self.desk.storage, self.desk.live.tick, self.now, lambda key: None)

    async def heard(self, who: str, channel: Channel = Channel.TELEGRAM) -> list[Reply]:
        """What came to somebody by itself."""
        stored = await self.desk.storage.replies_after(Key(channel, who), 0, 100)
        return [item.reply for item in stored if item.asked is None]

    def later(self, **spans: float) -> None:
        """Time passes."""
        self.now += timedelta(**spans)

    async def number(self, person: Person, question: str) -> int:
        """The id of a question in the queue."""
        groups = [*await self.questions.queue.groups(person), *await self.questions.queue.groups(person, ignored=True)]
        return next(one.id for group in groups for one in group.questions if one.question == question)

    async def published(self, person: Person, question: str, topic: str = "muon-sach", answer: str = "giay-to") -> None:
        """The question becomes a phrase of a topic, and is live."""
        number = await self.number(person, question)
        draft = await self.questions.add_phrase(person, number, topic, answer)
        await self.desk.editor.submit(person, draft)
        assert await self.desk.published()


@pytest.fixture
async def queue(desk: Desk) -> Queue:
    """An empty queue."""
    return Queue(desk, Questions(desk.storage, desk.editor, desk.live, clock))


def said(replies: Sequence[Reply]) -> str:
    """Texts of replies."""
    return "\n\n".join(map(plain_text, replies))


async def test_alike_questions_stand_together(queue: Queue) -> None:
    """With or without marks: how often, since when, last when, by how many, and what comes nearest."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    queue.later(hours=5)
    await queue.asks("binh", PIANO_BARE)
    await queue.asks("binh", PIANO_TOO)
    await queue.asks("chi", CEMENT)

    piano, cement = await queue.questions.queue.groups(hoa)

    assert {text for text, _ in piano.wordings} == {PIANO, PIANO_BARE, PIANO_TOO}
    assert (piano.count, piano.askers, piano.first, piano.last) == (3, 2, NOW, NOW + timedelta(hours=5))
    assert piano.nearest == "muon-sach"
    assert (cement.count, cement.lead.question) == (1, CEMENT)


async def test_one_tap_answers_and_tells_who_asked(queue: Queue) -> None:
    """The draft says so in the queue; published, it leaves it, and everybody who asked hears once."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    await queue.asks("an", PIANO_BARE)
    await queue.asks("binh", PIANO_BARE)

    draft = await queue.questions.add_phrase(hoa, await queue.number(hoa, PIANO), "muon-sach", "giay-to")
    assert look(await queue.desk.editor.data([draft.edit]), BOOKS, draft.edit.path) == ["giay-to", PIANO]
    [waiting] = await queue.questions.queue.groups(hoa)
    assert waiting.edits == [draft.id]
    await queue.ticks()
    assert await queue.heard("an") == []

    await queue.desk.editor.submit(hoa, draft)
    assert await queue.desk.published()
    assert await queue.questions.queue.groups(hoa) == []
    queue.later(days=1)
    await queue.ticks()
    await queue.ticks()

    [told] = await queue.heard("an")
    assert told.purpose is Purpose.NOTICE
    assert f"Hôm 21/11 anh/chị hỏi: “{PIANO}”" in said([told]) and "Một tấm ảnh" in said([told])
    assert "Nội quy thư viện" in said([told])
    assert len(await queue.heard("binh")) == 1
    # Nor the next day: the same question in other letters is the same answer.
    queue.later(days=1)
    await queue.ticks()
    assert len(await queue.heard("an")) == 1


async def test_nobody_is_told_at_night_twice_a_day_or_too_late(queue: Queue) -> None:
    """At 22:00 it waits for the morning; a second answer waits for the next day; after two weeks it is too late."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    await queue.asks("an", CEMENT)
    await queue.asks("binh", CEMENT)
    await queue.published(hoa, PIANO)
    await queue.published(hoa, CEMENT, "nuoi-cho", "o-dau")

    queue.now = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    await queue.ticks()
    assert await queue.heard("an") == []
    queue.now = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
    await queue.ticks()
    assert len(await queue.heard("an")) == len(await queue.heard("binh")) == 1
    queue.later(hours=5)
    await queue.ticks()
    assert len(await queue.heard("an")) == 1
    queue.later(hours=20)
    await queue.ticks()
    assert len(await queue.heard("an")) == 2

    await queue.asks("chi", "học đàn tranh ở đâu rẻ")
    await queue.published(hoa, "học đàn tranh ở đâu rẻ")
    queue.later(days=15)
    await queue.ticks()
    assert await queue.heard("chi") == []


async def test_zalo_takes_it_within_two_days_of_the_last_word(queue: Queue) -> None:
    """Whoever writes again is told then; on the web it waits for who comes back."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO, channel=Channel.ZALO_OA)
    await queue.asks("binh", PIANO, channel=Channel.WEB)
    await queue.published(hoa, PIANO)
    queue.later(days=3)
    await queue.ticks()

    assert await queue.heard("an", Channel.ZALO_OA) == []
    assert len(await queue.heard("binh", Channel.WEB)) == 1
    await queue.writes("an", "alo", Channel.ZALO_OA)
    await queue.ticks()
    assert len(await queue.heard("an", Channel.ZALO_OA)) == 1


async def test_who_deleted_everything_is_told_nothing(queue: Queue) -> None:
    """The words go with /xoa, that something was asked is still counted."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    await queue.asks("binh", PIANO)
    await queue.published(hoa, PIANO)
    await queue.writes("an", "/xoa")
    await queue.writes("an", "1")
    await queue.ticks()

    assert await queue.heard("an") == []
    assert len(await queue.heard("binh")) == 1
    assert await queue.questions.queue.forgotten(hoa) == 1


async def test_what_is_still_not_answered_comes_back(queue: Queue) -> None:
    """The phrase that went live was for another wording: nobody is told, and the queue says so."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    number = await queue.number(hoa, PIANO)
    draft = await queue.questions.add_phrase(hoa, number, "muon-sach", "giay-to", "làm thẻ đọc sách thì cầm theo gì")
    await queue.desk.editor.submit(hoa, draft)
    assert await queue.desk.published()
    assert queue.desk.live.understander.understand(PIANO).topic is None
    await queue.ticks()

    [back] = await queue.questions.queue.groups(hoa)
    assert back.still and back.lead.question == PIANO
    assert await queue.heard("an") == []


async def test_a_phrase_that_is_there_is_named(queue: Queue) -> None:
    """In the content, and in a draft that waits; a question without words is none."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    await queue.asks("an", "Mượn sách 3 ngày ở thư viện, kiểu plain!")
    await queue.asks("an", PIANO_BARE + " ạ")
    await queue.asks("an", "[số điện thoại đã che]")
    add = queue.questions.add_phrase

    with pytest.raises(EditingError, match=r"mượn sách . ngày ở thư viện kiểu plain.*Mượn sách thư viện"):
        await add(hoa, await queue.number(hoa, "Mượn sách 3 ngày ở thư viện, kiểu plain!"), "muon-sach")
    draft = await add(hoa, await queue.number(hoa, PIANO), "muon-sach")
    with pytest.raises(EditingError, match=f"bản sửa số {draft.id}"):
        await add(hoa, await queue.number(hoa, PIANO_BARE + " ạ"), "muon-sach")
    with pytest.raises(EditingError, match="cần có chữ"):
        await add(hoa, await queue.number(hoa, "[số điện thoại đã che]"), "muon-sach")
    with pytest.raises(EditingError, match="Không có chủ đề “khong-co”"):
        await add(hoa, await queue.number(hoa, PIANO), "khong-co")
    with pytest.raises(EditingError, match="không có câu trả lời “khong-co”"):
        await add(hoa, await queue.number(hoa, PIANO), "muon-sach", "khong-co")


async def test_a_statement_and_a_topic_begin_with_the_question(queue: Queue) -> None:
    """A draft that says what is still to be written; a topic with all the ways in which it was asked."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    await queue.asks("binh", PIANO_TOO)
    await queue.asks("chi", CEMENT)

    new = await queue.questions.start_statement(hoa, await queue.number(hoa, CEMENT), "muon-sach", "fee")
    assert new.edit.path == ("statements", "fee", "xi-mang-bao-nhieu-mot-ta")
    assert new.edit.after["asks"] == CEMENT
    wordings, numbers = await queue.questions.begun(hoa, await queue.number(hoa, PIANO))
    assert (wordings, sorted(numbers)) == ([PIANO, PIANO_TOO], [1, 2])
    with pytest.raises(EditingError, match="không còn trong danh sách"):
        await queue.questions.begun(hoa, 999)


async def test_out_of_scope_is_refused_by_name(queue: Queue) -> None:
    """Two questions go into one draft of what is on record; a new matter of others is one of its own."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", "đổi vé số trúng thưởng")
    await queue.asks("an", "tìm người bán dạo vé")
    await queue.asks("binh", CEMENT)

    for question in ("đổi vé số trúng thưởng", "tìm người bán dạo vé"):
        draft = await queue.questions.out_of_scope(hoa, await queue.number(hoa, question), "ban-ve-so")
    assert draft.edit.after["phrases"][-2:] == ["đổi vé số trúng thưởng", "tìm người bán dạo vé"]
    assert sorted(draft.questions) == [1, 2]
    price = await queue.questions.start_outside(hoa, await queue.number(hoa, CEMENT), "Giá vật liệu", "Hỏi cửa hàng.")
    for one in (draft, price):
        await queue.desk.editor.submit(hoa, one)
    assert await queue.desk.published()
    await queue.ticks()

    assert await queue.questions.queue.groups(hoa) == []
    assert await queue.heard("an") == await queue.heard("binh") == []
    assert queue.desk.live.understander.index.content.outside["gia-vat-lieu"].phrases == (CEMENT,)


async def test_what_needs_no_answer(queue: Queue) -> None:
    """With a reason, also when it is asked again in the same words; it can be taken back."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", CEMENT)
    number = await queue.number(hoa, CEMENT)
    with pytest.raises(EditingError, match="Cần lý do"):
        await queue.questions.ignore(hoa, number, " ")

    assert await queue.questions.ignore(hoa, number, "hỏi giá hàng") == 1
    await queue.asks("binh", "Xi mang bao nhieu mot ta?")
    assert await queue.questions.queue.groups(hoa) == []
    [ignored] = await queue.questions.queue.groups(hoa, ignored=True)
    assert (ignored.ignored, ignored.count) == ("hỏi giá hàng", 2)
    with pytest.raises(EditingError, match="không còn trong danh sách"):
        await queue.questions.ignore(hoa, number, "lần nữa")

    await queue.questions.take_back(hoa, number)
    [back] = await queue.questions.queue.groups(hoa)
    assert back.count == 2


async def test_a_commune_sees_its_own_and_nobodys(queue: Queue) -> None:
    """Not what was asked elsewhere; it adds phrases, and what is the province's it may only suggest."""
    hoa = await queue.desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    await queue.asks("an", PIANO, commune=MINH_HOP)
    await queue.asks("binh", CEMENT)
    await queue.asks("chi", "học đàn tranh ở đâu rẻ", commune=DONG_LOC)

    seen = await queue.questions.queue.groups(hoa)
    assert {group.lead.question for group in seen} == {PIANO, CEMENT}
    with pytest.raises(EditingError, match="không còn trong danh sách"):
        await queue.questions.ignore(hoa, 3, "của xã khác")
    phrase = await queue.questions.add_phrase(hoa, 1, "muon-sach")
    statement = await queue.questions.start_statement(hoa, 2, "muon-sach", "fee")
    assert (phrase.status, statement.status) == (Status.DRAFT, Status.SUGGESTED)


async def test_a_draft_that_is_given_up_leaves_the_question(queue: Queue) -> None:
    """It waits again, without a draft."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    await queue.asks("an", PIANO)
    draft = await queue.questions.add_phrase(hoa, 1, "muon-sach")
    await queue.desk.editor.drop(hoa, draft)

    [group] = await queue.questions.queue.groups(hoa)
    assert group.edits == []


async def test_words_go_counts_stay(queue: Queue) -> None:
    """With the retention the queue forgets what was said, never how much."""
    hoa = await queue.desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    await queue.asks("an", PIANO, commune=MINH_HOP)
    await queue.asks("chi", CEMENT, commune=DONG_LOC)
    later = NOW + timedelta(days=31)

    await queue.desk.storage.forget(later, later)
    await queue.desk.storage.forget(later, later)

    assert await queue.questions.queue.groups(hoa) == []
    assert await queue.questions.queue.forgotten(hoa) == 1


async def test_one_person_on_two_channels_hears_once_a_day(queue: Queue) -> None:
    """What is linked is one person: told in the one, the other waits for the next day."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    phone, page = Account(Channel.TELEGRAM, "an"), Account(Channel.WEB, "an-web")
    code = Code("ACDEFG", CodeKind.LINK, NOW, account=phone)
    await queue.desk.storage.commit_batch(Batch((PutCode(code), LinkAccounts("ACDEFG", page, 0))), NOW)
    await queue.asks("an", PIANO)
    await queue.asks("an-web", CEMENT, channel=Channel.WEB)
    await queue.published(hoa, PIANO)
    await queue.published(hoa, CEMENT, "nuoi-cho", "o-dau")
    await queue.ticks()
    await queue.ticks()

    assert (len(await queue.heard("an")), len(await queue.heard("an-web", Channel.WEB))) == (1, 0)
    queue.later(days=1)
    await queue.ticks()
    assert len(await queue.heard("an-web", Channel.WEB)) == 1
