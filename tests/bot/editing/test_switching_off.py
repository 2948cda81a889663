"""What residents read after an edit: a topic that is switched off, a contact of one commune, a phrase from chat."""

import asyncio
from itertools import count
from typing import Any

from handlers.conversation import Conversation, dump, load
from handlers.editing.permission import CONTACTS
from handlers.message import Channel, Content, Message, Text
from handlers.reply import plain_text
from handlers.teams.model import Role
from handlers.turn import Batch
from tests.bot.editing.conftest import Desk
from tests.bot.talk import NOW
from tests.conversing import Conversing
from tests.village import DONG_LOC, MINH_HOP

EVENTS = count(1)
BOOKS = "topics/muon-sach.yaml"
QUESTION = "thẻ mượn sách bao nhiêu tiền"


async def live(desk: Desk, file: str, path: tuple[str, ...], after: Any) -> None:
    """Published by the province."""
    hoa = desk.storage.records.everybody() or [await desk.person("hoa", Role.PROVINCE_ADMIN)]
    await desk.editor.submit(hoa[0], await desk.editor.put(hoa[0], file, path, after))
    assert await desk.published()


async def test_switched_off_everywhere_and_on_again(desk: Desk) -> None:
    """The reason and whom to ask instead; the menu says so; no list is begun; then all is as before."""
    chat = Conversing(desk.live.turn)
    await live(desk, BOOKS, ("off", "tinh"), {"id": "tinh", "reason": "Đang chờ bảng giá mới."})

    said = chat.says(QUESTION)

    assert "tạm ngừng trả lời về việc này. Lý do: Đang chờ bảng giá mới." in said
    assert "Thư viện xã" in said
    assert "10.000" not in said
    assert "Giấy tờ cho trường hợp của tôi" not in chat.buttons
    assert "10.000" not in chat.sends_code("1:t:muon-sach:fee")
    assert "tạm ngừng" in chat.sends_code("1:c:muon-sach")
    assert "tạm ngừng" in chat.sends_code("1:t:muon-sach:all")
    chat.sends_code("1:n:thu-vien")
    assert "Mượn sách thư viện (tạm ngừng)" in chat.buttons
    assert "Đang chờ bảng giá mới" in chat.asks_in_group(QUESTION)

    await live(desk, BOOKS, ("off", "tinh"), None)
    assert "10.000" in Conversing(desk.live.turn).says(QUESTION)


async def test_switched_off_in_one_commune(desk: Desk) -> None:
    """Whoever is of another commune, or named none, is answered."""
    off = {"id": "xa-minh-hop", "reason": "Thư viện xã đang sửa", "unit": MINH_HOP}
    await live(desk, BOOKS, ("off", "xa-minh-hop"), off)

    there, elsewhere = Conversing(desk.live.turn), Conversing(desk.live.turn)

    said = there.says(f"{QUESTION} ở {MINH_HOP}")
    assert "Thư viện xã đang sửa. Áp dụng tại xã Minh Hợp." in said
    assert "10.000" in elsewhere.says(QUESTION)
    assert "10.000" in elsewhere.says(f"{QUESTION} ở {DONG_LOC}")


async def test_a_contact_of_one_commune(desk: Desk) -> None:
    """It is shown to who is of that commune, and to nobody else."""
    contact = {"id": "tram", "name": "Trạm y tế", "value": "0238 3111222", "kind": "local", "unit": MINH_HOP}
    await live(desk, CONTACTS, ("tram",), contact)
    there, elsewhere = Conversing(desk.live.turn), Conversing(desk.live.turn)
    there.says(f"{QUESTION} ở {MINH_HOP}")
    elsewhere.says(QUESTION)

    assert "Trạm y tế: 0238 3111222" in there.sends_code("1:p")
    assert "Trạm y tế" not in elsewhere.sends_code("1:p")


async def test_in_chat_from_the_line_to_the_reader_and_back(desk: Desk) -> None:
    """A phrase by one tap is live with the next publication; "hoàn tác" shows what goes, and takes it away again."""
    hoa = await desk.person("hoa", Role.PROVINCE_ADMIN)
    assert hoa.account
    state = Conversation()

    async def sends(content: Content) -> str:
        nonlocal state
        message = Message(Channel.TELEGRAM, "hoa", "hoa", f"e{next(EVENTS)}", NOW, content)
        turn = await asyncio.to_thread(desk.live.turn, message, state, NOW.date())
        state = load(dump(turn.conversation))
        await desk.storage.commit_batch(Batch(turn.changes), NOW)
        return "\n".join(map(plain_text, turn.replies))

    await sends(Text("thêm câu hỏi mẫu cho Mượn sách thư viện: đóng mấy đồng thì được đem sách về"))
    await sends(Text("công bố"))
    assert await desk.published()
    phrases = desk.live.understander.index.content.topics["muon-sach"].phrases
    assert "đóng mấy đồng thì được đem sách về" in {phrase.text for phrase in phrases}

    said = await sends(Text("hoàn tác"))
    assert "“đóng mấy đồng thì được đem sách về” sẽ thành (không có gì)" in said
    await sends(Text("1"))
    assert await desk.published()
    phrases = desk.live.understander.index.content.topics["muon-sach"].phrases
    assert "đóng mấy đồng thì được đem sách về" not in {phrase.text for phrase in phrases}
