"""The queue in the console: seen, answered in one go, refused with a reason, ignored and taken back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.console.app import add_console
from bot.editing.questions import Questions
from bot.settings import Settings
from handlers.console.link import address
from handlers.editing.edit import Status
from handlers.teams.model import Role
from handlers.teams.people import Person
from tests.bot.console.test_knowledge_new import FILLED
from tests.bot.console.world import ROOT, Visitor
from tests.bot.editing.conftest import Desk
from tests.bot.editing.test_questions import CEMENT, PIANO, PIANO_BARE, Queue
from tests.bot.talk import clock
from tests.village import DONG_LOC, KEY, MINH_HOP


@pytest.fixture
async def queue(desk: Desk) -> Queue:
    """Somebody asked twice for a piano, somebody for cement."""
    queue = Queue(desk, Questions(desk.storage, desk.editor, desk.live, clock))
    await queue.asks("an", PIANO)
    await queue.asks("binh", PIANO_BARE)
    await queue.asks("chi", CEMENT, commune=DONG_LOC)
    return queue


@pytest.fixture
async def url(queue: Queue, tmp_path: Path) -> AsyncIterator[str]:
    """Where the console of the desk serves."""
    app = web.Application()
    settings = Settings(data=tmp_path / "data", secret_key=KEY)
    add_console(app, queue.desk.storage, settings, clock, lambda key: None, (queue.desk.editor, queue.desk.live))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


class Sitting:
    """Somebody at the console: what their browser does happens on a thread of its own."""

    def __init__(self, url: str) -> None:
        self.visitor = Visitor(url, "Firefox")

    async def does(self, act: Callable[[Visitor], object]) -> str:
        """The text of the page that they see then."""
        await asyncio.to_thread(act, self.visitor)
        return self.visitor.text


async def signed_in(queue: Queue, url: str, person: Person) -> Sitting:
    """In by a link."""
    link = address("", await queue.desk.storage.console.make_link(person.id, queue.now))
    sitting = Sitting(url)
    await sitting.does(lambda it: it.opens(link).submits("Vào trang quản trị").opens(f"{ROOT}/cau-hoi"))
    assert sitting.visitor.status == 200, sitting.visitor.text
    return sitting


async def test_a_question_is_answered_from_its_page(queue: Queue, url: str) -> None:
    """The list leads to it, the nearest topic is chosen already, one press hands the phrase in."""
    hoa = await signed_in(queue, url, await queue.desk.person("hoa", Role.PROVINCE_ADMIN))
    piano, cement = hoa.visitor.rows
    assert piano.startswith(PIANO) and "2 2 21/11/2026 21/11/2026 Mượn sách thư viện" in piano
    assert CEMENT in cement and "xã Đông Lộc" in cement

    page = await hoa.does(lambda it: it.follows("đàn piano"))
    assert "2 lần, trong 2 cuộc trò chuyện" in page and PIANO_BARE in page
    assert "làm thẻ mượn sách cần giấy gì" in page
    said = await hoa.does(lambda it: it.submits("Thêm và gửi đăng", cau_tra_loi="giay-to", dang="1"))

    assert "Đã thêm câu hỏi mẫu (bản sửa số 1). Đã gửi đăng" in said
    assert "Có bản sửa số 1, chưa đăng" in hoa.visitor.rows[0]
    assert await queue.desk.published()
    await hoa.does(lambda it: it.opens(f"{ROOT}/cau-hoi"))
    assert len(hoa.visitor.rows) == 1


async def test_what_cannot_be_done_is_said_on_the_page(queue: Queue, url: str) -> None:
    """What was typed stays; nothing was written."""
    hoa = await signed_in(queue, url, await queue.desk.person("hoa", Role.PROVINCE_ADMIN))
    await hoa.does(lambda it: it.follows("đàn piano"))
    known = "mượn sách 1 ngày ở thư viện kiểu plain"

    page = await hoa.does(lambda it: it.submits("Thêm và gửi đăng", loi=known))

    assert hoa.visitor.status == 422 and "gần như trùng với câu mẫu đã có" in page
    assert f'value="{known}"' in hoa.visitor.html
    page = await hoa.does(lambda it: it.submits("Bỏ qua câu hỏi này", ly_do=" "))
    assert hoa.visitor.status == 422 and "Cần lý do" in page


async def test_ignored_and_taken_back(queue: Queue, url: str) -> None:
    """Under a list of its own, with the reason."""
    hoa = await signed_in(queue, url, await queue.desk.person("hoa", Role.PROVINCE_ADMIN))
    said = await hoa.does(lambda it: it.follows("xi măng").submits("Bỏ qua câu hỏi này", ly_do="hỏi giá hàng"))
    assert "Đã bỏ qua 1 lượt hỏi" in said and len(hoa.visitor.rows) == 1

    page = await hoa.does(lambda it: it.follows("Đã bỏ qua"))
    assert "Bỏ qua: hỏi giá hàng" in page
    said = await hoa.does(lambda it: it.follows("xi măng").submits("Đưa lại vào danh sách"))
    assert "Đã đưa 1 lượt hỏi" in said and len(hoa.visitor.rows) == 2
    acts = [act.act for act in queue.desk.storage.console.acts(await queue.desk.person("an", Role.PROVINCE_ADMIN), 50)]
    assert {"question-ignore", "question-take-back", "see-questions", "see-question"} <= set(acts)


async def test_begun_drafts(queue: Queue, url: str) -> None:
    """An answer, a topic with the question filled in, and a matter of others: each a draft that says its number."""
    hoa = await queue.desk.person("hoa", Role.PROVINCE_ADMIN)
    sitting = await signed_in(queue, url, hoa)
    await sitting.does(lambda it: it.follows("đàn piano").submits("Tạo bản nháp câu trả lời", phan="fee"))
    ways = "\n".join((PIANO, "mượn đàn ở đâu", "xã có cho mượn đàn không", "thuê đàn tập ở nhà", "đàn cho con tập"))
    await sitting.does(lambda it: it.follows("đàn piano").follows("Soạn chủ đề mới"))
    assert f'value="{PIANO}"' in sitting.visitor.html and f">\n{PIANO}" in sitting.visitor.html
    page = await sitting.does(lambda it: it.submits("Lưu bản nháp", None, **(FILLED | {"mau": ways})))
    assert "Chủ đề mới từ câu hỏi chưa trả lời được" in page, page
    said = await sitting.does(
        lambda it: (
            it.opens(f"{ROOT}/cau-hoi")
            .follows("xi măng")
            .submits("Tạo bản nháp việc", ten_viec="Giá vật liệu", ai="Hỏi cửa hàng.")
        )
    )

    assert "Đã đánh dấu ngoài phạm vi (bản sửa số 3)" in said
    places = {draft.edit.place: draft.status for draft in queue.desk.storage.records.edits(hoa)}
    assert set(places) == {"topics/muon-dan", "outside/gia-vat-lieu",
                           "topics/muon-sach/statements/fee/nha-tui-muon-muon-dan-piano"}  # fmt: skip
    assert set(places.values()) == {Status.DRAFT}


async def test_a_commune_sees_nothing_of_another(queue: Queue, url: str) -> None:
    """Neither in the list nor by its address; a member has no console."""
    hoa = await signed_in(queue, url, await queue.desk.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP))
    assert len(hoa.visitor.rows) == 1 and CEMENT not in hoa.visitor.text

    await hoa.does(lambda it: it.opens(f"{ROOT}/cau-hoi/3"))

    assert hoa.visitor.status == 404 and CEMENT not in hoa.visitor.text
